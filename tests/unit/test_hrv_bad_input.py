"""Bad input through the whole analysis: a reason beside every number that is not there.

Library warnings are errors in this suite, so each of these is silent as well.
"""

import math
from collections.abc import Mapping
from typing import cast

import pytest

import samenstemming as sam
from samenstemming.analysis_hrv import full_hrv_json, full_hrv_of
from samenstemming.errors import SamenstemmingError
from samenstemming.measures.hrv_full_rules import RATES
from tests.unit_rr import breathing_rr_ms

VARIABILITY = ("rmssd_ms", "sdnn_ms", "sd1_ms", "sd2_ms", "pnn50", "lf_ms2", "hf_ms2")


def rr_ms(n: int) -> list[float]:
    found: list[float] = breathing_rr_ms(n).tolist()
    return found


def mostly_gaps() -> list[float]:
    beats = rr_ms(300)
    return [rr for at in range(0, 300, 6) for rr in (*beats[at : at + 6], 15_000.0)]


CASES = {
    "too short": rr_ms(9),
    "constant": [1000.0] * 400,
    "two values": [800.0, 840.0] * 250,
    "mostly gaps": mostly_gaps(),
    "one long interval": [*rr_ms(150), 60_000.0, *rr_ms(150)],
}


def table(
    recording: sam.Recording,
) -> tuple[Mapping[str, object], Mapping[str, object]]:
    analysis = sam.analyze(recording, surrogates=0)
    found = cast("dict[str, dict[str, Mapping[str, object]]]", analysis.to_json())
    of = cast("Mapping[str, Mapping[str, object]]", found["wearers"]["a"])
    return of["hrv"], of["hrv_withheld"]


@pytest.mark.parametrize("name", CASES)
def test_each_index_is_a_finite_number_or_has_a_reason(name: str) -> None:
    recording = sam.from_rr(CASES[name])
    values, withheld = table(recording)
    for index, value in values.items():
        assert (value is None) == (index in withheld)
        assert value is None or (isinstance(value, float) and math.isfinite(value))
    (part,) = full_hrv_json(full_hrv_of(sam.analyze(recording, surrogates=0)))["a"]
    full = cast("Mapping[str, float | None]", part["values"])
    reasons = cast("Mapping[str, str]", part["withheld"])
    for index, number in full.items():
        assert (number is None) == (index in reasons)
        assert number is None or math.isfinite(number)


def test_a_constant_heart_has_no_variability_anywhere() -> None:
    values, withheld = table(sam.from_rr(CASES["constant"]))
    assert values["heart_rate_bpm"] == pytest.approx(60)
    for index in VARIABILITY:
        assert values[index] is None
        assert "does not change" in str(withheld[index])


def test_nine_beats_have_no_variability() -> None:
    values, _ = table(sam.from_rr(CASES["too short"]))
    assert all(values[index] is None for index in VARIABILITY)


def test_the_full_set_of_a_couple_in_which_one_wears_nothing() -> None:
    alone = sam.analyze(sam.from_rr(rr_ms(200)), surrogates=0)
    found = full_hrv_of(alone)
    assert [part.wearer for part in found] == [sam.Wearer.A]
    assert all(found[0].full.values[name] for name in RATES)
    assert full_hrv_of(sam.analyze(sam.Recording.of([]))) == ()


def test_seconds_are_refused_before_anything_is_computed() -> None:
    with pytest.raises(SamenstemmingError, match="second"):
        sam.from_rr([0.85, 0.9] * 100)
