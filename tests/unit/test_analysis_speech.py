"""What speaking takes from the whole-record analysis, and from whom."""

from functools import cache

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.analysis_values import Analysis
from samenstemming.events import Event, Marker, Recording, Wearer
from samenstemming.measures.hrv import NEEDS_REGULAR_RHYTHM
from samenstemming.sources.simulate import simulate

A, B = Wearer.A, Wearer.B


@cache
def plain() -> Recording:
    return simulate(minutes=12, coupling=0.5, seed=4)


def analysed(*markers: tuple[float, str, dict[str, object]]) -> Analysis:
    made: list[Event] = [
        Marker(t_ns=round(t_s * 1e9), name=name, data=data)
        for t_s, name, data in markers
    ]
    events = sorted([*plain().events(), *made], key=lambda event: event.t_ns)
    return sam.analyze(Recording.of(events, meta=plain().meta), surrogates=0)


def step(
    t_s: float, name: str, speaker: str | None
) -> tuple[float, str, dict[str, object]]:
    return t_s, "step_begin", {"id": name, "speaker": speaker}


def test_a_step_has_no_variability_of_its_speaker_and_says_why() -> None:
    talk, quiet = analysed(step(60, "talk", "a"), step(300, "quiet", "none")).steps
    speaker, listener = talk.wearers[A], talk.wearers[B]
    assert speaker.spoken_s == 240
    assert speaker.hrv.values["heart_rate_bpm"] is not None
    for name in NEEDS_REGULAR_RHYTHM:
        assert speaker.hrv.values[name] is None
        assert speaker.hrv.withheld[name] == "speaking"
        assert listener.hrv.values[name] is not None
        assert quiet.wearers[A].hrv.values[name] is not None


def test_a_speaker_marker_inside_a_step_counts_as_well() -> None:
    (talk,) = analysed(step(60, "talk", None), (100, "speaker", {"speaker": "b"})).steps
    assert talk.wearers[A].hrv.values["rmssd_ms"] is not None
    assert talk.wearers[B].hrv.withheld["rmssd_ms"] == "speaking"


def test_the_whole_record_leaves_out_the_speakers_own_turns() -> None:
    marked = analysed(step(60, "talk", "a"), (300, "step_end", {})).wearers
    unmarked = analysed().wearers
    assert marked[B].whole.hrv == unmarked[B].whole.hrv
    assert marked[B].whole.spoken_s == 0
    whole = marked[A].whole
    assert whole.spoken_s == 240
    assert (
        whole.hrv.values["heart_rate_bpm"]
        == (unmarked[A].whole.hrv.values["heart_rate_bpm"])
    )
    nn = marked[A].corrected.nn
    begin_s = nn.t_s - nn.nn_ms / 1000
    outside = ((nn.t_s <= 60) | (begin_s >= 300)) & (begin_s >= 0)
    outside &= nn.t_s <= plain().duration_s
    expected = float(np.std(nn.nn_ms[outside], ddof=1))
    assert whole.hrv.values["sdnn_ms"] == pytest.approx(expected, rel=1e-12)
    follows = nn.follows & np.append(False, outside[:-1])
    steps = np.diff(nn.nn_ms, prepend=0.0)[follows & outside]
    expected = float(np.sqrt(np.mean(steps**2)))
    assert whole.hrv.values["rmssd_ms"] == pytest.approx(expected, rel=1e-12)


def test_who_speaks_all_along_has_a_heart_rate_only() -> None:
    of = analysed(step(5, "monologue", "both")).wearers[B].whole
    assert of.hrv.values["heart_rate_bpm"] is not None
    assert of.hrv.withheld["rmssd_ms"] == "speaking"
    assert of.hrv.withheld["sdnn_ms"] == "speaking"


def test_the_json_says_how_long_each_spoke() -> None:
    found = analysed(step(60, "talk", "both"), (90, "step_end", {})).to_json()
    wearers = found["wearers"]
    assert isinstance(wearers, dict)
    assert wearers["a"]["spoken_s"] == wearers["b"]["spoken_s"] == 30
    assert analysed().wearers[A].whole.spoken_s is None
