"""The laws of the fold, each one a test."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

import samenstemming as sam
from samenstemming.events import (
    Event,
    LinkChange,
    Marker,
    Packet,
    Recording,
    Tick,
    Wearer,
)
from samenstemming.series import (
    Beat,
    Derived,
    Gap,
    HeartRate,
    HrvFrame,
    SynchronyFrame,
)
from samenstemming.sources.simulate import simulate

FAULTS = ("drop-out", "losses", "ectopics", "malformed")


@cache
def recording() -> Recording:
    return simulate(minutes=4, coupling=0.8, lag_s=2, faults=FAULTS, seed=11)


@cache
def frames() -> tuple[str, ...]:
    return lines(sam.Pipeline().feed_all(recording().events()))


def lines(derived: Iterable[Derived]) -> tuple[str, ...]:
    return tuple(json.dumps(sam.derived_to_json(d), allow_nan=False) for d in derived)


def test_determinism_within_a_process() -> None:
    assert lines(sam.Pipeline().feed_all(recording().events())) == frames()


def test_determinism_across_processes() -> None:
    program = (
        "import json, samenstemming as sam\n"
        f"r = sam.simulate(minutes=4, coupling=0.8, lag_s=2, faults={FAULTS},"
        " seed=11)\n"
        "for d in sam.Pipeline().feed_all(r.events()):\n"
        "    print(json.dumps(sam.derived_to_json(d), allow_nan=False))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert tuple(done.stdout.splitlines()) == frames()


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=20))
def test_chunk_invariance(sizes: list[int]) -> None:
    events = recording().events()
    pipeline = sam.Pipeline()
    found: list[Derived] = []
    at = 0
    while at < len(events):
        size = sizes[at % len(sizes)]
        found += pipeline.feed_all(events[at : at + size])
        at += size
    assert lines(found) == frames()


@settings(max_examples=10, deadline=None)
@given(st.integers(10, 230))
def test_causality_what_comes_later_changes_nothing_said_before(cut_s: int) -> None:
    early = [e for e in recording().events() if e.t_ns <= cut_s * 1_000_000_000]
    silenced = lines(sam.Pipeline().feed_all(early))
    assert frames()[: len(silenced)] == silenced


def test_time_is_an_input_a_silent_strap_replays_without_a_clock() -> None:
    events = [
        e
        for e in recording().events()
        if not (isinstance(e, Packet) and e.wearer is Wearer.A and e.t_ns > 100e9)
    ]
    found = sam.Pipeline().feed_all(events)
    last = [d for d in found if isinstance(d, HrvFrame) and d.wearer is Wearer.A][-1]
    assert last.window.end_s > 200
    assert last.quality.coverage == 0.0
    assert last.rmssd_ms is None
    assert last.withheld["rmssd_ms"] == "too_few_beats"


def test_a_suspend_becomes_a_gap_and_never_an_interval() -> None:
    events: list[Event] = []
    for event in recording().events():
        late = event.t_ns > 120e9
        if isinstance(event, Tick):
            slept = 3_600_000_000_000 if late else 0
            event = replace(event, boottime_ns=event.t_ns + slept)
        events.append(event)
    found = sam.Pipeline().feed_all(events)
    gaps = [d for d in found if isinstance(d, Gap) and d.reason == "suspend"]
    assert {gap.wearer for gap in gaps} <= set(Wearer)
    runs = {d.run for d in found if isinstance(d, Beat) and d.t_s > 125}
    assert runs.isdisjoint(
        {d.run for d in found if isinstance(d, Beat) and d.t_s < 115}
    )


def test_a_suspend_marker_of_the_recording_ends_every_run() -> None:
    slept = Marker(t_ns=120_000_000_001, name="suspend", data={"slept_s": 3600})
    events = sorted([*recording().events(), slept], key=lambda event: event.t_ns)
    for found in (
        [d for d in sam.Pipeline().feed_all(events) if isinstance(d, Beat)],
        [beat for of in sam.locate_beats(events).values() for beat in of],
    ):
        before = {(b.wearer, b.run) for b in found if b.t_s < 115}
        after = {(b.wearer, b.run) for b in found if b.t_s > 125}
        assert before.isdisjoint(after)


def test_absence_no_interval_spans_a_gap_and_no_value_is_carried_over_one() -> None:
    found = sam.Pipeline().feed_all(recording().events())
    gaps = [d for d in found if isinstance(d, Gap)]
    assert any(gap.end_s - gap.start_s > 15 for gap in gaps), "the drop-out is a gap"
    for beat in (d for d in found if isinstance(d, Beat) and d.rr_ms is not None):
        begin_s = beat.t_s - (beat.rr_ms or 0) / 1000
        for gap in gaps:
            if gap.wearer is beat.wearer:
                overlap = min(beat.t_s, gap.end_s) - max(begin_s, gap.start_s)
                assert overlap < 0.05
    for gap in gaps:
        if gap.end_s - gap.start_s < 10:
            continue
        for frame in found:
            if (
                isinstance(frame, HrvFrame)
                and frame.wearer is gap.wearer
                and frame.window.start_s < gap.start_s
                and frame.window.end_s > gap.end_s
                and frame.window.length_s <= 60
            ):
                assert frame.rmssd_ms is None


def swapped(event: Event) -> Event:
    if isinstance(event, Packet | LinkChange):
        return replace(event, wearer=event.wearer.other)
    return event


def test_symmetry_swapping_the_wearers_changes_names_only() -> None:
    there = sam.Pipeline().feed_all(recording().events())
    back = sam.Pipeline().feed_all(swapped(e) for e in recording().events())
    assert [d for d in there if isinstance(d, SynchronyFrame)] == [
        d for d in back if isinstance(d, SynchronyFrame)
    ]
    for kind in (HeartRate, HrvFrame, Beat, Gap):
        for wearer in Wearer:
            ours = [d for d in there if isinstance(d, kind) and d.wearer is wearer]
            theirs = [
                d for d in back if isinstance(d, kind) and d.wearer is wearer.other
            ]
            assert ours == [replace(d, wearer=wearer) for d in theirs]


def test_a_heart_rate_follows_its_packet_at_once_and_windows_wait() -> None:
    pipeline = sam.Pipeline()
    for event in recording().events():
        now_s = event.t_ns / 1e9
        for derived in pipeline.feed(event):
            if isinstance(derived, HeartRate):
                assert derived.t_s == now_s
            elif isinstance(derived, HrvFrame | SynchronyFrame):
                assert derived.window.end_s <= now_s - 5.0


def test_a_malformed_packet_is_counted_and_ends_nothing() -> None:
    found = [
        sam.derived_to_json(d) for d in sam.Pipeline().feed_all(recording().events())
    ]
    kinds = [d["frame"] for d in found]
    assert "malformed" in kinds
    assert kinds[-1] != "malformed"
