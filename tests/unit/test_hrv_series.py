"""The once-a-second series: what it withholds, and what bad input does to it."""

import math
import time

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.errors import SamenstemmingError, SettingsError
from samenstemming.events import Event, Marker, Recording, Wearer
from samenstemming.measures.hrv_series import SERIES, HrvSeries, refuse_seconds
from samenstemming.series import HrvFrame
from samenstemming.sources.simulate import simulate
from tests.unit_rr import breathing_rr_ms
from tests.values import nn_series

A, B = Wearer.A, Wearer.B


def rr_ms(n: int) -> list[float]:
    found: list[float] = breathing_rr_ms(n).tolist()
    return found


def of(recording: Recording) -> HrvSeries:
    return sam.hrv_series(recording)[A]


def reasons(track: str, found: HrvSeries) -> set[str | None]:
    one = found.tracks()[track]
    return {one.reason(k) for k in range(found.t_s.size)}


def assert_nothing_without_a_reason(found: HrvSeries) -> None:
    for track in found.tracks().values():
        assert np.isfinite(track.value).all()
        assert track.value.shape == track.why.shape == found.t_s.shape
        for k in range(found.t_s.size):
            assert (track.at(k) is None) == (track.reason(k) is not None)


def test_it_says_what_the_live_frames_say_where_nothing_was_corrected() -> None:
    recording = simulate(minutes=5, coupling=0.5, seed=3)
    found = sam.hrv_series(recording)
    frames = [
        frame
        for frame in sam.Pipeline().feed_all(recording.events())
        if isinstance(frame, HrvFrame) and frame.calculator == "samenstemming"
    ]
    compared = 0
    for frame in frames:
        k = round(frame.window.end_s) - 1
        for name, track in found[frame.wearer].tracks().items():
            live = getattr(frame, name)
            if live is not None and track.at(k) is not None:
                # Beats are placed anew once the whole record is known.
                assert track.at(k) == pytest.approx(live, rel=0.1), name
                compared += 1
    assert compared > 1500


def test_each_index_begins_at_its_shortest_window() -> None:
    found = of(sam.from_rr(rr_ms(400)))
    first = {
        name: float(found.t_s[np.flatnonzero(track.known)[0]])
        for name, track in found.tracks().items()
    }
    assert first == {
        "heart_rate_bpm": 10,
        "rmssd_ms": 30,
        "sdnn_ms": 120,
        "hf_ms2": 60,
    }
    assert found.sdnn_ms.reason(50) == "window_too_short"


def test_the_speaker_has_no_variability_and_the_listener_has() -> None:
    plain = simulate(minutes=6, coupling=0.5, seed=3)
    said: list[Event] = [
        Marker(t_ns=150 * 10**9, name="speaker", wearer=A),
        Marker(t_ns=200 * 10**9, name="speaker", data={"speaker": "none"}),
    ]
    events = sorted([*plain.events(), *said], key=lambda event: event.t_ns)
    found = sam.hrv_series(Recording.of(events, meta=plain.meta))
    assert found[A].rmssd_ms.reason(180) == "speaking"
    assert found[A].heart_rate_bpm.reason(180) is None
    assert found[B].rmssd_ms.reason(180) is None
    assert found[A].rmssd_ms.reason(262) is None
    assert found[A].sdnn_ms.reason(262) == "speaking"


def test_too_short_a_record_has_reasons_only() -> None:
    found = of(sam.from_rr(rr_ms(8)))
    assert_nothing_without_a_reason(found)
    for name in SERIES:
        assert None not in reasons(name, found)


def test_a_constant_heart_has_a_rate_and_no_variability() -> None:
    found = of(sam.from_rr([1000.0] * 300))
    assert_nothing_without_a_reason(found)
    assert found.heart_rate_bpm.at(200) == pytest.approx(60)
    for name in ("rmssd_ms", "sdnn_ms", "hf_ms2"):
        assert found.tracks()[name].reason(200) == "no_variation"


def test_mostly_gaps_is_poor_coverage() -> None:
    beats = rr_ms(400)
    parts: list[float] = []
    for at in range(0, 400, 10):
        parts += [*beats[at : at + 10], 11_000.0]
    found = of(sam.from_rr(parts))
    assert_nothing_without_a_reason(found)
    for name in ("rmssd_ms", "sdnn_ms", "hf_ms2"):
        assert None not in reasons(name, found)
    assert "poor_coverage" in reasons("rmssd_ms", found)


def test_one_wearer_has_a_series_of_its_own() -> None:
    assert set(sam.hrv_series(sam.from_rr(rr_ms(100)))) == {A}
    assert sam.hrv_series(Recording.of([])) == {}


@pytest.mark.parametrize("bad", [[math.nan] * 200, [0.85] * 200, []])
def test_what_is_no_interval_is_refused_in_a_sentence(bad: list[float]) -> None:
    with pytest.raises(SamenstemmingError):
        sam.hrv_series(sam.from_rr(bad))


def test_seconds_are_named_as_such() -> None:
    with pytest.raises(SettingsError, match="look like seconds"):
        refuse_seconds(nn_series([0.85, 0.9, 0.8]))


def test_nan_is_refused_rather_than_counted() -> None:
    with pytest.raises(SettingsError, match="2 of the 3 intervals are no numbers"):
        refuse_seconds(nn_series([850.0, math.nan, math.nan]))


def test_a_day_takes_seconds() -> None:
    recording = sam.from_rr(rr_ms(400) * 255)
    begun = time.process_time()
    found = of(recording)
    assert time.process_time() - begun < 30
    assert found.t_s[-1] > 80_000
    assert_known(found)


def assert_known(found: HrvSeries) -> None:
    for track in found.tracks().values():
        assert track.known.mean() > 0.95
