"""R-peaks and beat times of a simulated ECG whose truth is known."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.beat_times import heart
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    POLAR_ECG,
    Event,
    LinkChange,
    Packet,
    Wearer,
)
from samenstemming.rhythm.beats import Located, locate
from samenstemming.rhythm.ecg_clock import EcgNotice, traces_of
from samenstemming.rhythm.rpeaks import ecg_beats, peaks_of
from samenstemming.series import Beat, Floats, Origin
from samenstemming.settings import Settings
from samenstemming.sources.radio import RadioSettings, notifications
from samenstemming.sources.simulated_ecg import EcgSettings, ecg_frames, waveform_uv
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode
from samenstemming.wire.polar_pmd import EcgFrame, decode_ecg, encode_ecg

CLEAN = EcgSettings()


def notices(truth_s: Floats, knobs: EcgSettings = CLEAN) -> list[EcgNotice]:
    return [
        EcgNotice(arrival_s=arrival_s, frame=frame, reason=None)
        for arrival_s, frame in ecg_frames(list(truth_s), knobs)
    ]


def errors_ms(beats: list[Beat], truth_s: Floats) -> Floats:
    found = np.array([b.t_s for b in beats])
    nearest = truth_s[np.abs(found[:, None] - truth_s[None, :]).argmin(axis=1)]
    errors: Floats = (found - nearest) * 1000
    return errors


def test_beats_are_within_the_least_delay_of_the_radio() -> None:
    truth_s = heart(5, 1)
    beats, breaks = ecg_beats(notices(truth_s), Wearer.A, Settings())
    errors = errors_ms(beats, truth_s)
    assert len(beats) >= truth_s.size - 4
    assert [b.reason for b in breaks] == ["not_started"]
    # 15 ms is the least delay, which nobody can see; what is left is the clock's.
    assert np.median(errors) == pytest.approx(15, abs=3)
    assert np.quantile(np.abs(errors - np.median(errors)), 0.95) < 3
    within = np.abs(errors) <= 2000 * np.array([b.t_sd_s for b in beats])
    assert within.mean() >= 0.95
    assert {b.origin for b in beats} == {Origin.ECG}


def test_intervals_are_far_better_than_a_sample() -> None:
    truth_s = heart(5, 2)
    beats, _ = ecg_beats(notices(truth_s), Wearer.A, Settings())
    rr_ms = np.array([b.rr_ms for b in beats[1:]], np.float64)
    times = np.array([b.t_s for b in beats])
    at = np.abs(times[:, None] - 0.015 - truth_s[None, :]).argmin(axis=1)
    wrong_ms = rr_ms - np.diff(truth_s[at]) * 1000
    assert np.sqrt(np.mean(wrong_ms**2)) < 1.0
    assert abs(float(np.mean(wrong_ms))) < 0.1


def test_a_strap_worn_upside_down_has_the_same_beats() -> None:
    truth_s = heart(2, 3)
    up = notices(truth_s)
    down = [
        replace(
            n, frame=replace(n.frame, microvolts=tuple(-v for v in n.frame.microvolts))
        )
        for n in up
    ]
    there, _ = ecg_beats(up, Wearer.A, Settings())
    back, _ = ecg_beats(down, Wearer.A, Settings())
    ours = np.array([b.t_s for b in there])
    theirs = np.array([b.t_s for b in back])
    near = np.abs(theirs[:, None] - ours[None, :]).min(axis=1)
    assert np.mean(near < 0.003) > 0.97


@pytest.mark.parametrize("seed", [2, 4, 8])
def test_a_trace_that_begins_between_two_beats_has_no_beat_before_them(
    seed: int,
) -> None:
    truth_s = heart(1, seed)
    rng = np.random.default_rng(seed)
    for begins_s in truth_s[10] + np.arange(-0.6, 0.6, 0.05):
        t_s = begins_s + np.arange(0, 15, 1 / 130.6)
        microvolts = waveform_uv(t_s, truth_s) + rng.normal(0, 15, t_s.size)
        found_s = begins_s + peaks_of(microvolts, 130.6) / 130.6
        assert np.abs(found_s[:, None] - truth_s).min(axis=1).max() < 0.005


def test_a_lost_frame_ends_a_run_and_no_interval_spans_it() -> None:
    truth_s = heart(4, 4)
    some = notices(truth_s)
    lost = [n for k, n in enumerate(some) if k not in (120, 121, 300)]
    beats, breaks = ecg_beats(lost, Wearer.A, Settings())
    assert [b.reason for b in breaks] == [
        "not_started",
        "lost_notification",
        "lost_notification",
    ]
    for before, after in pairwise(beats):
        if before.run != after.run:
            assert after.rr_ms is None
        else:
            assert after.rr_ms == pytest.approx(
                (after.t_s - before.t_s) * 1000, abs=0.5
            )


def test_the_first_frame_has_the_nominal_rate_and_the_rest_their_stamps() -> None:
    frames = [
        EcgFrame(stamp_ns=10**18, microvolts=(0,) * 13),
        EcgFrame(stamp_ns=10**18 + 102_000_000, microvolts=(0,) * 13),
    ]
    (trace,) = traces_of(
        [
            EcgNotice(arrival_s=float(k), frame=f, reason=None)
            for k, f in enumerate(frames)
        ]
    )
    steps_ms = np.diff(trace.strap_s) * 1000
    assert steps_ms[:12] == pytest.approx(1000 / 130)
    assert steps_ms[12:] == pytest.approx(102 / 13)
    assert trace.strap_s[12] == 0.0


def test_a_frame_told_twice_counts_once_and_a_clock_set_back_starts_afresh() -> None:
    frame = EcgFrame(stamp_ns=5 * 10**17, microvolts=(0,) * 13)
    twice = [EcgNotice(arrival_s=t, frame=frame, reason=None) for t in (1.0, 1.1)]
    assert [t.strap_s.size for t in traces_of(twice)] == [13]
    back = replace(frame, stamp_ns=10**17)
    reset = [*twice, EcgNotice(arrival_s=2.0, frame=back, reason=None)]
    assert [t.strap_s.size for t in traces_of(reset)] == [13, 13]


def test_no_ecg_and_a_flat_ecg_have_no_beats() -> None:
    assert ecg_beats([], Wearer.A, Settings()) == ([], [])
    flat = [
        EcgNotice(
            arrival_s=k * 0.5615,
            frame=EcgFrame(stamp_ns=k * 561_538_462 + 1, microvolts=(0,) * 73),
            reason=None,
        )
        for k in range(40)
    ]
    assert ecg_beats(flat, Wearer.A, Settings()) == ([], [])


RADIO = RadioSettings(delay_s=0.6)


def both(
    truth_s: Floats, ecg: EcgSettings = CLEAN, radio: RadioSettings = RADIO
) -> list[Event]:
    """A strap that sends RR 0.6 s late, and its ECG."""
    told: list[Event] = [
        Packet(
            t_ns=round(n.arrival_s * 1e9),
            wearer=Wearer.A,
            characteristic=HEART_RATE_MEASUREMENT,
            payload=encode(HeartRateMeasurement(heart_rate_bpm=0, rr_ticks=n.rr_ticks)),
        )
        for n in notifications(list(truth_s), radio)
        if not n.lost
    ]
    told += [
        Packet(
            t_ns=round(arrival_s * 1e9),
            wearer=Wearer.A,
            characteristic=POLAR_ECG,
            payload=encode_ecg(frame),
        )
        for arrival_s, frame in ecg_frames(list(truth_s), ecg)
    ]
    return sorted(told, key=lambda event: event.t_ns)


def beats_of_a(located: Located) -> list[Beat]:
    return list(located.beats[Wearer.A])


def test_the_ecg_takes_the_place_of_rr_and_shows_how_late_they_are() -> None:
    truth_s = heart(5, 5)
    located = locate(both(truth_s))
    delay = located.delays[Wearer.A]
    assert delay.delay_s == pytest.approx(0.6, abs=0.02)
    assert delay.n_beats > 200
    assert delay.rr_difference_ms < 1.5
    beats = beats_of_a(located)
    ecg = [b for b in beats if b.origin is Origin.ECG]
    assert len(ecg) >= truth_s.size - 5
    assert np.quantile(np.abs(errors_ms(beats, truth_s)), 0.95) < 30
    times = np.array([b.t_s for b in beats])
    assert np.diff(times).min() > 0.3


def test_rr_fill_the_holes_of_the_ecg_on_its_clock() -> None:
    truth_s = heart(8, 6)
    located = locate(both(truth_s, replace(CLEAN, loss=0.02)))
    beats = beats_of_a(located)
    assert {b.origin for b in beats} == set(Origin)
    assert len(beats) == pytest.approx(truth_s.size, abs=8)
    assert np.quantile(np.abs(errors_ms(beats, truth_s)), 0.95) < 40
    covered = sum((b.rr_ms or 0.0) / 1000 for b in beats)
    assert covered / (truth_s[-1] - truth_s[0]) > 0.97
    runs = [b.run for b in beats]
    assert runs == sorted(runs)
    assert sorted({b.run for b in located.breaks}) == sorted(set(runs))


def test_an_ecg_that_begins_late_and_ends_early_leaves_rr_on_both_sides() -> None:
    truth_s = heart(6, 7)
    inside = (truth_s > truth_s[0] + 100) & (truth_s < truth_s[0] + 220)
    events = [
        e
        for e in both(truth_s)
        if not (isinstance(e, Packet) and e.characteristic == POLAR_ECG)
        or inside[np.searchsorted(truth_s, e.t_ns / 1e9).clip(0, truth_s.size - 1)]
    ]
    located = locate(events)
    beats = beats_of_a(located)
    assert beats[0].origin is beats[-1].origin is Origin.RR
    reasons = [b.reason for b in located.breaks]
    assert reasons == ["not_started", "ecg_began", "ecg_ended"]
    assert len(beats) == pytest.approx(truth_s.size, abs=4)


def test_a_link_that_comes_back_may_have_set_the_straps_clock() -> None:
    truth_s = heart(4, 8)
    middle_s = float(truth_s[truth_s.size // 2])
    events: list[Event] = [
        e for e in both(truth_s) if not middle_s < e.t_ns / 1e9 < middle_s + 10
    ]
    events.append(
        LinkChange(t_ns=round((middle_s + 5) * 1e9), wearer=Wearer.A, state="lost")
    )
    events.sort(key=lambda event: event.t_ns)
    located = locate(events)
    assert "link_lost" in [b.reason for b in located.breaks]
    assert np.quantile(np.abs(errors_ms(beats_of_a(located), truth_s)), 0.9) < 35


def test_where_the_ecg_is_drowned_the_straps_rr_have_the_word() -> None:
    truth_s = heart(6, 9)
    first_s, last_s = float(truth_s[0]) + 120, float(truth_s[0]) + 150
    rng = np.random.default_rng(9)
    events: list[Event] = []
    for event in both(truth_s):
        if (
            isinstance(event, Packet)
            and event.characteristic == POLAR_ECG
            and first_s < event.t_ns / 1e9 < last_s
        ):
            frame = decode_ecg(event.payload)
            noise = rng.normal(0, 900, len(frame.microvolts)).round()
            drowned = tuple(
                int(v + n) for v, n in zip(frame.microvolts, noise, strict=True)
            )
            payload = encode_ecg(replace(frame, microvolts=drowned))
            event = replace(event, payload=payload)
        events.append(event)
    located = locate(events)
    beats = beats_of_a(located)
    inside = [b for b in beats if first_s + 6 < b.t_s < last_s - 6]
    assert {b.origin for b in inside} == {Origin.RR}
    assert np.quantile(np.abs(errors_ms(inside, truth_s)), 0.95) < 60
    assert len(beats) == pytest.approx(truth_s.size, abs=6)
    outside = [b for b in beats if not first_s - 8 < b.t_s < last_s + 8]
    assert sum(b.origin is Origin.ECG for b in outside) / len(outside) > 0.95
