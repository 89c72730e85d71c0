"""Real files of other recorders: what they hold is what comes in, to the last digit."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from samenstemming.events import (
    IMPORTED_BEATS,
    IMPORTED_RR,
    Marker,
    Packet,
    Recording,
    Wearer,
)
from samenstemming.sources.importers import from_rr, import_files
from samenstemming.wire.imported import decode_beats, decode_rr

DATA = Path(__file__).parents[2].parent / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the shared data are not at {DATA}"
)


@pytest.fixture(scope="module")
def same_heart() -> Recording:
    folder = DATA / "wearable_hrv_mit"
    return import_files(
        folder / "test_vu.txt",
        folder / "test_rhythm.csv",
        a_zone="Europe/Amsterdam",
        b_zone="UTC",
        events=folder / "test_events.csv",
    )


def rr_of(recording: Recording, wearer: Wearer) -> list[float]:
    values: list[float] = []
    for event in recording.events():
        if not isinstance(event, Packet) or event.wearer is not wearer:
            continue
        if event.characteristic == IMPORTED_BEATS:
            values += [rr for _, rr in decode_beats(event.payload) if rr is not None]
        elif event.characteristic == IMPORTED_RR:
            values += decode_rr(event.payload)
    return values


def meaning(recording: Recording, wearer: str) -> str:
    about = recording.meta["import"]
    assert isinstance(about, dict)
    return str(about[wearer]["meaning"])


def test_the_laboratory_stamps_r_peaks(same_heart: Recording) -> None:
    assert meaning(same_heart, "a") == "interval_ends"
    beats = [
        beat
        for event in same_heart.events()
        if isinstance(event, Packet) and event.characteristic == IMPORTED_BEATS
        for beat in decode_beats(event.payload)
    ]
    assert len(beats) == 3041
    assert beats[0][1] is None
    for before, after in pairwise(beats):
        assert after[1] is not None
        assert after[0] - before[0] == pytest.approx(after[1] / 1000, abs=1e-9)


def test_the_band_stamps_arrivals_of_up_to_a_few_intervals(
    same_heart: Recording,
) -> None:
    assert meaning(same_heart, "b") == "arrival"
    packets = [
        event
        for event in same_heart.events()
        if isinstance(event, Packet) and event.characteristic == IMPORTED_RR
    ]
    gaps_s = [(b.t_ns - a.t_ns) / 1e9 for a, b in pairwise(packets)]
    assert min(gaps_s) > 0.5
    assert len(rr_of(same_heart, Wearer.B)) == 2604


def test_the_two_clocks_meet_by_their_zones(same_heart: Recording) -> None:
    assert same_heart.meta["created_utc"] == "2023-06-30T11:58:17Z"
    first_lab_s = min(
        event.t_ns
        for event in same_heart.events()
        if isinstance(event, Packet) and event.wearer is Wearer.A
    )
    # 12:08:59.580Z after 11:58:17.704Z
    assert first_lab_s / 1e9 == pytest.approx(641.876, abs=1e-6)


def test_the_conditions_become_steps(same_heart: Recording) -> None:
    begun = [
        (event.data["id"], event.data["instructed"])
        for event in same_heart.events()
        if isinstance(event, Marker) and event.name == "step_begin"
    ]
    assert [name for name, _ in begun] == [
        "sitting",
        "arithmetic",
        "recovery",
        "standing",
        "breathing",
        "neurotask",
        "walking",
        "biking",
    ]
    assert [name for name, instructed in begun if instructed] == ["breathing"]


def test_premature_beats_come_in_as_they_are() -> None:
    recording = import_files(DATA / "detectPVC_mit" / "polar_h10_rr.csv")
    rr_ms = np.array(rr_of(recording, Wearer.A))
    assert rr_ms.size == 798
    assert meaning(recording, "a") == "arrival"
    assert recording.duration_s == pytest.approx(599, abs=1)


def test_the_simulated_dyad_has_beat_times() -> None:
    folder = DATA / "golden_sim"
    recording = import_files(
        folder / "dyad_c0.75_tau3_p1_rr.csv", folder / "dyad_c0.75_tau3_p2_rr.csv"
    )
    assert meaning(recording, "a") == meaning(recording, "b") == "interval_ends"
    assert len(rr_of(recording, Wearer.A)) == 688


def test_published_values_survive_the_way_in() -> None:
    nn_ms = np.load(DATA / "pyhrv_bsd3" / "SampleNNISeriesShort.npy")
    published = json.loads((DATA / "pyhrv_bsd3" / "SampleExport.json").read_text())
    found = np.array(rr_of(from_rr(nn_ms), Wearer.A))
    assert found.size == 337
    assert found.mean() == pytest.approx(published["nni_mean"], rel=1e-9)
    assert found.std(ddof=1) == pytest.approx(published["sdnn"], rel=1e-9)
    assert np.sqrt(np.mean(np.diff(found) ** 2)) == pytest.approx(
        published["rmssd"], rel=1e-9
    )
