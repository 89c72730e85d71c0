"""Files that fuzzing found to raise what nobody had foreseen."""

from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np
import pytest

from samenstemming.errors import ImportFileError, SettingsError
from samenstemming.settings import Settings
from samenstemming.sources.import_xdf import read_xdf
from samenstemming.sources.importers import import_files


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 20_000, "seed = " + "9" * 5000, "seed = " + "9" * 400],
    ids=["brackets", "5000", "400"],
)
def test_settings_that_no_reader_takes_are_refused_in_words(text: str) -> None:
    with pytest.raises(SettingsError):
        Settings.from_toml(text)


def test_a_stamp_of_hundreds_of_digits_is_refused_in_words(tmp_path: Path) -> None:
    table = tmp_path / "beats.csv"
    rows = [f"{0.8 * k:.1f},80{k % 9}" for k in range(1, 40)]
    rows[10] = "9" * 400 + ",805"
    table.write_text("\n".join(["t_s,rr_ms", *rows]))
    with pytest.raises(ImportFileError):
        import_files(table)


def test_an_xdf_with_a_time_of_infinity_is_refused_in_words(tmp_path: Path) -> None:
    times = np.array([0.0, 1e300, 1.6])
    one = SimpleNamespace(t_s=times)
    with (
        patch("samenstemming.sources.import_xdf._streams", lambda _: ([one], False)),
        pytest.raises(ImportFileError, match="no number"),
    ):
        read_xdf(tmp_path / "x.xdf", stream=None, wearer="a")
