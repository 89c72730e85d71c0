"""The laws of the fold for the two together, with steps and turns in the recording."""

import json
from collections.abc import Iterable
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

import samenstemming as sam
from samenstemming.events import Recording, Wearer
from samenstemming.series import Derived, DyadFrame
from samenstemming.sources.simulated_talk import ARRIVING, Bump, simulate_talk, turns


@cache
def recording() -> Recording:
    bumps = [Bump(wearer=wearer, start_s=340, seconds=90, bpm=24) for wearer in Wearer]
    return simulate_talk((*ARRIVING, *turns(3, 60)), bumps=bumps, seed=8)


@cache
def frames() -> tuple[str, ...]:
    return lines(pipeline().feed_all(recording().events()))


def pipeline() -> sam.Pipeline:
    """One that seldom makes what is not looked at here."""
    return sam.Pipeline(sam.Settings(table_every_s=0, live_every_s=600))


def lines(derived: Iterable[Derived]) -> tuple[str, ...]:
    return tuple(
        json.dumps(sam.derived_to_json(d), allow_nan=False)
        for d in derived
        if isinstance(d, DyadFrame)
    )


def test_the_recording_shows_every_kind_of_state() -> None:
    said = "\n".join(frames())
    for joint in ("unknown", "calm", "busier"):
        assert f'"joint": "{joint}"' in said
    assert '"state": "high"' in said


def test_determinism() -> None:
    assert lines(pipeline().feed_all(recording().events())) == frames()


@settings(max_examples=4, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=20))
def test_chunk_invariance(sizes: list[int]) -> None:
    events = recording().events()
    fold = pipeline()
    found: list[Derived] = []
    at = 0
    while at < len(events):
        size = sizes[at % len(sizes)]
        found += fold.feed_all(events[at : at + size])
        at += size
    assert lines(found) == frames()


@settings(max_examples=4, deadline=None)
@given(st.floats(120, 470))
def test_causality_what_comes_later_changes_nothing_said_before(cut_s: float) -> None:
    early = [e for e in recording().events() if e.t_ns <= cut_s * 1e9]
    silenced = lines(pipeline().feed_all(early))
    assert frames()[: len(silenced)] == silenced


@settings(max_examples=4, deadline=None)
@given(st.floats(0.0, 4.5))
def test_a_marker_counts_from_its_own_time_however_late_it_comes(late_s: float) -> None:
    """A writer stamps a marker when it is made; it may be read a little later."""
    events = recording().events()
    at = {id(e): e.t_ns + round(late_s * 1e9) for e in events if hasattr(e, "data")}
    moved = sorted(events, key=lambda e: at.get(id(e), e.t_ns))
    assert lines(pipeline().feed_all(moved)) == frames()
