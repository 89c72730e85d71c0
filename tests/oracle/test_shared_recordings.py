"""Real and golden recordings: what must come out, whoever computes it.

The data are not part of this project. They are read from `shared/data` beside the
checkout and the tests are skipped where that folder is absent.
"""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.analysis_values import Analysis
from samenstemming.series import Lead, Rhythm
from samenstemming.sources.importers import from_rr, import_files

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="shared/data does not lie beside this checkout"
)

SURROGATES = 199
"""A p of .01 needs a hundred; the usual thousand take a quarter of a minute more."""


@cache
def same_heart() -> Analysis:
    folder = DATA / "wearable_hrv_mit"
    return sam.analyze(
        import_files(
            folder / "test_vu.txt",
            folder / "test_rhythm.csv",
            a_zone="Europe/Amsterdam",
            b_zone="UTC",
            events=folder / "test_events.csv",
        ),
        surrogates=SURROGATES,
    )


def column(path: Path, name: str) -> list[float]:
    table = np.genfromtxt(path, delimiter=",", names=True)
    return [float(value) for value in table[name]]


def test_one_heart_worn_by_two_sensors_moves_in_phase() -> None:
    found = same_heart().synchrony
    assert found.sign == "in-phase"
    assert found.statistic is not None
    assert found.statistic >= 0.8
    assert found.p_value is not None
    assert found.p_value <= 0.01
    assert found.segment_pairs is not None
    assert found.segment_pairs.p_value <= 0.01


@pytest.mark.parametrize("condition", ["sitting", "recovery", "standing", "neurotask"])
def test_one_heart_is_in_phase_in_every_clean_condition(condition: str) -> None:
    (step,) = (of for of in same_heart().steps if of.step.id == condition)
    assert step.synchrony.statistic is not None
    assert step.synchrony.statistic >= 0.85
    assert step.synchrony.sign == "in-phase"
    assert step.synchrony.p_value is not None
    assert step.synchrony.p_value <= 0.01


@pytest.mark.parametrize("condition", ["walking", "arithmetic"])
def test_where_contact_was_bad_nothing_is_claimed(condition: str) -> None:
    (step,) = (of for of in same_heart().steps if of.step.id == condition)
    assert step.synchrony.p_value is None
    assert step.synchrony.lead is Lead.CANNOT_TELL


def test_the_band_trails_by_its_own_delay_once_the_wait_for_a_message_is_out() -> None:
    # The stamps as logged trail by about 2 s; half a second of that is the wait for
    # the next message, which the beat clock takes out (docs/beat-times.md).
    found = same_heart().synchrony
    assert found.lag_s is not None
    assert 1.0 <= found.lag_s <= 2.5
    assert found.lead is Lead.CANNOT_TELL


def test_bad_contact_is_said_where_it_was() -> None:
    by_id = {of.step.id: of for of in same_heart().steps}
    walking = by_id["walking"].wearers[sam.Wearer.B]
    assert walking.usable_share < 0.8
    assert by_id["arithmetic"].synchrony.withheld == "poor_coverage"
    walking_pair = by_id["walking"].synchrony
    assert "poor_coverage" in (walking_pair.withheld, walking_pair.p_withheld)


def test_paced_breathing_is_not_called_irregular() -> None:
    (breathing,) = (of for of in same_heart().steps if of.step.id == "breathing")
    assert breathing.step.instructed
    assert breathing.wearers[sam.Wearer.A].rhythm is Rhythm.REGULAR


def test_two_people_who_never_met_are_not_called_synchronous() -> None:
    lab = [
        float(line.split("\t")[2])
        for line in (DATA / "wearable_hrv_mit/test_vu.txt").read_text().splitlines()[3:]
    ]
    other = np.load(DATA / "pyhrv_bsd3/SampleNNISeriesLong.npy").tolist()
    found = sam.analyze(from_rr(lab, other), surrogates=SURROGATES).synchrony
    assert found.p_value is not None
    assert found.p_value > 0.05


def test_frequent_premature_beats_are_irregular_and_hrv_is_withheld() -> None:
    rr_ms = column(DATA / "detectPVC_mit/polar_h10_rr.csv", "rr")
    of = sam.analyze(from_rr(rr_ms)).wearers[sam.Wearer.A].whole
    assert of.rhythm is Rhythm.IRREGULAR
    assert of.hrv.values["rmssd_ms"] is None
    assert of.hrv.withheld["rmssd_ms"] == "irregular_rhythm"
    assert of.hrv.values["heart_rate_bpm"] == pytest.approx(79.9, abs=0.2)


def test_the_golden_dyad_has_its_lag_and_sign() -> None:
    a, b = (
        np.genfromtxt(
            DATA / f"golden_sim/dyad_c0.75_tau3_p{k}_rr.csv", delimiter=",", names=True
        )
        for k in (1, 2)
    )
    found = sam.analyze(
        from_rr(
            a["rr_ms"].tolist(),
            b["rr_ms"].tolist(),
            start_a_s=a["t_s"][0] - a["rr_ms"][0] / 1000,
            start_b_s=b["t_s"][0] - b["rr_ms"][0] / 1000,
        )
    ).synchrony
    assert found.sign == "in-phase"
    assert found.lag_s == pytest.approx(3.0, abs=1.0)


def test_published_values_of_unedited_intervals_are_met_to_the_ninth_digit() -> None:
    nn_ms = np.load(DATA / "pyhrv_bsd3/SampleNNISeriesShort.npy").tolist()
    found = sam.analyze(from_rr(nn_ms)).wearers[sam.Wearer.A].hrv_unedited
    assert found["mean_nn_ms"] == pytest.approx(888.9554896142433, rel=1e-9)
    assert found["sdnn_ms"] == pytest.approx(95.69035398754956, rel=1e-9)
    assert found["rmssd_ms"] == pytest.approx(101.30063401766522, rel=1e-9)
