import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenstemming.rhythm.quantiles import quantile

values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50)


@given(values, st.floats(0, 1))
def test_it_is_numpys_linear_quantile(numbers: list[float], share: float) -> None:
    array = np.array(numbers)
    assert quantile(array, share) == pytest.approx(
        float(np.quantile(array, share)), rel=1e-9, abs=1e-6
    )


def test_the_median_of_two_lies_between_them() -> None:
    assert quantile(np.array([3.0, 1.0]), 0.5) == 2.0
