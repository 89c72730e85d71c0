"""The laws of the beat clocks, over hearts, straps and air that chance picks."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from samenstemming.events import HEART_RATE_MEASUREMENT, Event, Packet, Tick, Wearer
from samenstemming.rhythm.beats import MS_PER_TICK, locate
from samenstemming.rhythm.clock import CausalClock
from samenstemming.series import Beat
from samenstemming.settings import Settings
from samenstemming.sources.radio import Notification, RadioSettings, notifications

LATENESS_S = Settings().settle_s


@st.composite
def strap(draw: st.DrawFn) -> list[Notification]:
    """What arrives of a minute or two of a heart that chance picks."""
    seed = draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    mean_s = draw(st.floats(0.45, 1.3))
    rr_s = mean_s * (1 + 0.06 * rng.standard_normal(draw(st.integers(2, 150))))
    radio = RadioSettings(
        drift_ppm=draw(st.floats(-200, 200)),
        period_s=draw(st.sampled_from([0.975, 1.0, 1.02])),
        each_beat=draw(st.booleans()),
        jitter_high_s=draw(st.sampled_from([0.1, 0.4])),
        loss=draw(st.sampled_from([0.0, 0.02, 0.2])),
    )
    sent = notifications(list(np.cumsum(rr_s)), radio, seed)
    return [n for n in sent if not n.lost]


def live(arrived: Sequence[Notification], seconds: int) -> list[Beat]:
    """Beats of the live clock, settled once a second."""
    clock = CausalClock(Wearer.A, Settings())
    out: list[Beat] = []
    at = 0
    for now in range(seconds + 1):
        while at < len(arrived) and arrived[at].arrival_s <= now:
            rr_ms = [ticks * MS_PER_TICK for ticks in arrived[at].rr_ticks]
            clock.take(arrived[at].arrival_s, rr_ms)
            at += 1
        out += clock.settle(now - LATENESS_S)
    return out


def seconds_of(arrived: Sequence[Notification]) -> int:
    return int(arrived[-1].arrival_s) + 10 if arrived else 0


def as_events(arrived: Sequence[Notification], wearer: Wearer) -> list[Event]:
    return [n.packet(wearer) for n in arrived]


@settings(deadline=None, max_examples=30)
@given(strap())
def test_every_rr_that_came_becomes_one_beat(arrived: list[Notification]) -> None:
    ticks = [t for n in arrived for t in n.rr_ticks]
    beats = live(arrived, seconds_of(arrived))
    assert [b.rr_ms for b in beats] == [t * MS_PER_TICK for t in ticks] or (
        # A rounding of the sum is no rounding of the interval.
        np.allclose([b.rr_ms or 0 for b in beats], np.array(ticks) * MS_PER_TICK)
    )
    whole = locate(as_events(arrived, Wearer.A)).beats.get(Wearer.A, ())
    assert len(whole) == len(ticks)


@settings(deadline=None, max_examples=30)
@given(strap())
def test_times_increase_and_follow_the_rr_within_a_run(
    arrived: list[Notification],
) -> None:
    whole = locate(as_events(arrived, Wearer.A)).beats.get(Wearer.A, ())
    for beats in (live(arrived, seconds_of(arrived)), whole):
        for before, beat in pairwise(beats):
            assert beat.t_s > before.t_s
            if beat.run == before.run and beat.rr_ms is not None:
                slewed_s = abs(beat.t_s - before.t_s - beat.rr_ms / 1000)
                assert slewed_s < 0.008 + beat.t_sd_s / 10


@settings(deadline=None, max_examples=20)
@given(strap(), st.data())
def test_a_later_packet_never_changes_a_settled_beat(
    arrived: list[Notification], data: st.DataObject
) -> None:
    if not arrived:
        return
    now = data.draw(st.integers(0, seconds_of(arrived)))
    cut = [n for n in arrived if n.arrival_s <= now]
    known = live(cut, now)
    assert live(arrived, seconds_of(arrived))[: len(known)] == known


@settings(deadline=None, max_examples=20)
@given(strap())
def test_the_same_packets_give_the_same_beats(arrived: list[Notification]) -> None:
    seconds = seconds_of(arrived)
    assert live(arrived, seconds) == live(arrived, seconds)
    events = as_events(arrived, Wearer.A)
    assert locate(events) == locate(iter(events))


@settings(deadline=None, max_examples=20)
@given(strap())
def test_settled_beats_are_never_late(arrived: list[Notification]) -> None:
    clock = CausalClock(Wearer.A, Settings())
    at = 0
    for now in range(seconds_of(arrived)):
        while at < len(arrived) and arrived[at].arrival_s <= now:
            rr_ms = [ticks * MS_PER_TICK for ticks in arrived[at].rr_ticks]
            clock.take(arrived[at].arrival_s, rr_ms)
            at += 1
        for beat in clock.settle(now - LATENESS_S):
            assert beat.t_s <= now - LATENESS_S


@settings(deadline=None, max_examples=20)
@given(strap())
def test_swapping_the_wearers_changes_nothing_but_the_wearer(
    arrived: list[Notification],
) -> None:
    a = locate(as_events(arrived, Wearer.A)).beats.get(Wearer.A, ())
    b = locate(as_events(arrived, Wearer.B)).beats.get(Wearer.B, ())
    assert [(x.t_s, x.t_sd_s, x.rr_ms, x.run) for x in a] == [
        (x.t_s, x.t_sd_s, x.rr_ms, x.run) for x in b
    ]


@settings(deadline=None, max_examples=15)
@given(strap(), strap())
def test_one_wearer_never_moves_the_other(
    mine: list[Notification], yours: list[Notification]
) -> None:
    alone = locate(as_events(mine, Wearer.A)).beats.get(Wearer.A, ())
    events = as_events(mine, Wearer.A) + as_events(yours, Wearer.B)
    events.sort(key=lambda event: event.t_ns)
    assert locate(events).beats.get(Wearer.A, ()) == alone


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.one_of(
            st.builds(
                Packet,
                t_ns=st.integers(0, 600_000_000_000),
                wearer=st.sampled_from(Wearer),
                characteristic=st.sampled_from(
                    [HEART_RATE_MEASUREMENT, "imported_rr", "imported_beats", "other"]
                ),
                payload=st.binary(max_size=32),
            ),
            st.builds(
                Tick,
                t_ns=st.integers(0, 600_000_000_000),
                boottime_ns=st.integers(0, 600_000_000_000),
            ),
        ),
        max_size=40,
    )
)
def test_no_bytes_ever_raise(events: list[Event]) -> None:
    for beats in locate(sorted(events, key=lambda e: e.t_ns)).beats.values():
        assert all(np.isfinite(b.t_s) and b.t_sd_s > 0 for b in beats)
