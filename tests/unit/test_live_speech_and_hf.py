"""Live frames: whose variability talking blanks, SDNN over two minutes, HF."""

from functools import cache

import pytest

import samenstemming as sam
from samenstemming.events import Event, Marker, Wearer
from samenstemming.measures.hrv import INDICES, NEEDS_REGULAR_RHYTHM
from samenstemming.series import HrvFrame
from samenstemming.sources.importers import from_rr
from samenstemming.sources.simulate import simulate

A, B = Wearer.A, Wearer.B
TABLE = "neurokit2"


def marker(
    t_s: float, name: str, wearer: Wearer | None = None, **data: object
) -> Marker:
    return Marker(t_ns=round(t_s * 1e9), name=name, wearer=wearer, data=data)


@cache
def plain() -> tuple[Event, ...]:
    return simulate(minutes=5, coupling=0.5, seed=3).events()


def frames(*markers: Marker) -> list[HrvFrame]:
    events = sorted([*plain(), *markers], key=lambda event: event.t_ns)
    return [f for f in sam.Pipeline().feed_all(events) if isinstance(f, HrvFrame)]


def at(
    found: list[HrvFrame],
    wearer: Wearer,
    end_s: float,
    calculator: str = "samenstemming",
) -> HrvFrame:
    (frame,) = (
        f
        for f in found
        if f.wearer is wearer and f.window.end_s == end_s and f.calculator == calculator
    )
    return frame


def test_a_speaking_step_blanks_the_speakers_variability_and_not_the_listeners() -> (
    None
):
    found = frames(marker(120, "step_begin", id="talk", speaker="a"))
    for calculator in ("samenstemming", TABLE):
        speaker = at(found, A, 210, calculator)
        assert speaker.heart_rate_bpm is not None
        assert speaker.mean_nn_ms is not None
        for name in NEEDS_REGULAR_RHYTHM:
            assert getattr(speaker, name) is None
            assert speaker.withheld[name] == "speaking"
        listener = at(found, B, 210, calculator)
        assert listener.rmssd_ms is not None
        assert "speaking" not in listener.withheld.values()


def test_a_word_of_assent_passes_and_a_tenth_of_the_window_does_not() -> None:
    found = frames(marker(100, "speaker", A), marker(105, "speaker", B))
    assert at(found, A, 110).rmssd_ms is not None
    assert at(found, B, 110).rmssd_ms is not None  # five of sixty seconds by now
    assert at(found, B, 113).withheld["rmssd_ms"] == "speaking"


def test_both_speaking_blanks_both_until_the_window_has_left_it() -> None:
    found = frames(
        marker(100, "step_begin", id="warm", speaker="both"), marker(130, "step_end")
    )
    for wearer in (A, B):
        assert at(found, wearer, 140).rmssd_ms is None
        assert at(found, wearer, 186).rmssd_ms is not None
        assert at(found, wearer, 186).withheld["sdnn_ms"] == "speaking"
        assert at(found, wearer, 240).sdnn_ms is not None


def test_without_markers_nobody_is_said_to_speak() -> None:
    assert not any("speaking" in f.withheld.values() for f in frames())


def test_sdnn_once_a_second_is_that_of_two_minutes_and_says_so() -> None:
    found = frames()
    early, late = at(found, A, 90), at(found, A, 180)
    assert early.sdnn_ms is None
    assert early.withheld["sdnn_ms"] == "window_too_short"
    assert late.long_window is not None
    assert (late.long_window.start_s, late.long_window.end_s) == (60, 180)
    assert late.sdnn_ms == pytest.approx(at(found, A, 180, TABLE).sdnn_ms, rel=1e-9)
    assert late.withheld["sd2_ms"] == "window_too_short"


def test_hf_comes_once_a_second_from_a_full_minute_on() -> None:
    found = frames()
    assert at(found, A, 59).withheld["hf_ms2"] == "window_too_short"
    early, late = at(found, A, 61).hf_ms2, at(found, A, 200).hf_ms2
    assert early is not None
    assert late is not None
    assert 10 < late < 10_000


def test_a_hole_in_the_minute_leaves_rmssd_and_takes_hf() -> None:
    rr = [float(nn) for nn in (800, 830, 860, 840, 815) * 40]
    recording = from_rr([*rr[:100], 4900.0, *rr[100:]])
    found = [
        f
        for f in sam.Pipeline().feed_all(recording.events())
        if isinstance(f, HrvFrame) and f.calculator == "samenstemming"
    ]
    frame = next(f for f in found if f.window.end_s == 120)
    assert frame.rmssd_ms is not None
    assert frame.withheld["hf_ms2"] == "gap"


def test_a_heart_that_never_varies_has_no_variability_rather_than_zero() -> None:
    recording = from_rr([1000.0] * 200)
    frame = [
        f
        for f in sam.Pipeline().feed_all(recording.events())
        if isinstance(f, HrvFrame)
    ][-1]
    assert frame.heart_rate_bpm == pytest.approx(60)
    assert frame.rmssd_ms is None
    assert frame.withheld["rmssd_ms"] == "no_variation"
    for name in INDICES:
        assert (getattr(frame, name) is None) == (name in frame.withheld)
