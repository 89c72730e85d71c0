"""Straps by name, and simulated ones handed over at their moment."""

import asyncio
from collections.abc import Iterator
from itertools import islice

import pytest

from samenstemming.errors import SettingsError, StrapNotFoundError
from samenstemming.events import POLAR_ECG, Event, LinkChange, Packet, Wearer
from samenstemming.recording.hostclock import Anchor
from samenstemming.session.clocks import SessionClock
from samenstemming.session.straps import (
    AHEAD,
    RR_DELAY_S,
    PacedStraps,
    RadioStrap,
    SimulatedStrap,
    parse_strap,
    parse_straps,
    simulated_events,
    truth_of,
)
from samenstemming.sources.simulated_ecg import UNSET_NS
from samenstemming.wire.polar_pmd import decode_ecg

SECOND_NS = 1_000_000_000


@pytest.mark.parametrize(
    ("text", "seed"), [("simulated", 0), ("simulated:7", 7), ("simulated:007", 7)]
)
def test_a_simulated_strap_has_a_number(text: str, seed: int) -> None:
    assert parse_strap(text) == SimulatedStrap(seed=seed)


@pytest.mark.parametrize(
    "text", ["simulated:", "simulated:x", "simulated:-1", "simulated:9" + "9" * 10]
)
def test_what_is_no_number_is_said_so(text: str) -> None:
    with pytest.raises(StrapNotFoundError, match=r"simulated:7"):
        parse_strap(text)


def test_a_simulated_strap_may_come_through_the_radio() -> None:
    strap = parse_strap("simulated-radio:7")
    assert strap == SimulatedStrap(seed=7, through_radio=True)
    assert strap.name == "simulated-radio:7"
    with pytest.raises(StrapNotFoundError, match="two of a kind"):
        parse_straps("simulated-radio:7", "simulated:7")


def test_a_simulated_strap_may_have_faults_and_its_partner_none() -> None:
    a, b = SimulatedStrap(seed=3), parse_strap("simulated:3+lost-link")
    assert b == SimulatedStrap(seed=3, faults=("lost-link",))
    assert b.name == "simulated:3+lost-link"
    straps = {Wearer.A: a, Wearer.B: b}
    events = list(islice(simulated_events(straps), 900))
    lost = {e.wearer for e in events if isinstance(e, LinkChange) and e.state == "lost"}
    assert lost == {Wearer.B}
    whole = list(islice(simulated_events(dict.fromkeys(Wearer, a)), 900))
    ends_ns = min(events[-1].t_ns, whole[-1].t_ns)
    mine, theirs = (
        [
            e
            for e in of
            if isinstance(e, Packet) and e.t_ns < ends_ns and e.wearer == "a"
        ]
        for of in (events, whole)
    )
    assert mine == theirs
    assert truth_of(straps)["faults"] == {"b": ["lost-link"]}


def test_a_fault_that_nobody_knows_is_said_so() -> None:
    with pytest.raises(SettingsError, match="No fault is called 'gremlins'"):
        parse_strap("simulated:3+gremlins")


def test_every_other_text_is_a_strap_in_the_air() -> None:
    assert parse_strap(" Polar H10 1234 ") == RadioStrap(text="Polar H10 1234")


def test_a_strap_needs_a_name() -> None:
    with pytest.raises(StrapNotFoundError, match="'samenstemming scan' lists them"):
        parse_strap(" ")


def test_one_real_strap_cannot_be_worn_by_two() -> None:
    with pytest.raises(StrapNotFoundError, match="one and the same strap"):
        parse_straps("Polar H10 1234", "polar h10 1234")


def test_a_simulated_heart_is_not_recorded_beside_a_real_one() -> None:
    with pytest.raises(StrapNotFoundError, match="two of a kind"):
        parse_straps("simulated", "Polar H10 1234")


def test_two_straps_of_one_number_are_a_couple_and_of_two_are_strangers() -> None:
    a, b = SimulatedStrap(seed=3), SimulatedStrap(seed=4)
    couple = truth_of({Wearer.A: a, Wearer.B: a})
    strangers = truth_of({Wearer.A: a, Wearer.B: b})
    assert couple["coupling"] == 0.75
    assert strangers["coupling"] == 0
    assert strangers["seeds"] == {"a": 3, "b": 4}


def test_simulated_events_come_in_order_from_both() -> None:
    straps = {Wearer.A: SimulatedStrap(seed=3), Wearer.B: SimulatedStrap(seed=4)}
    events = simulated_events(straps)
    first = [next(events) for _ in range(50)]
    assert [e.t_ns for e in first] == sorted(e.t_ns for e in first)
    assert {e.wearer for e in first if isinstance(e, LinkChange)} == {
        Wearer.A,
        Wearer.B,
    }


class Machine:
    def __init__(self) -> None:
        self.host_ns = 100 * SECOND_NS

    def read(self) -> Anchor:
        return Anchor(monotonic_ns=self.host_ns, utc_ns=0)


def link(t_s: float) -> LinkChange:
    return LinkChange(t_ns=round(t_s * SECOND_NS), wearer=Wearer.A, state="connected")


def paced(
    events: Iterator[Event], machine: Machine, seen: list[Event]
) -> tuple[PacedStraps, SessionClock]:
    clock = SessionClock(read=machine.read)
    return PacedStraps({}, events=events, clock=clock, deliver=seen.append), clock


def test_straps_with_an_ecg_send_frames_on_a_clock_that_nobody_set() -> None:
    straps = {w: SimulatedStrap(seed=3) for w in Wearer}
    events = list(islice(simulated_events(straps, ecg=True), 1200))
    assert [e.t_ns for e in events] == sorted(e.t_ns for e in events)
    assert truth_of(straps, ecg=True)["rr_delay_s"] == RR_DELAY_S
    for wearer in Wearer:
        frames = [
            (event.t_ns / 1e9, decode_ecg(event.payload))
            for event in events
            if isinstance(event, Packet)
            and event.wearer is wearer
            and event.characteristic == POLAR_ECG
        ]
        stamps = [frame.stamp_ns for _, frame in frames]
        assert stamps == sorted(stamps)
        assert stamps[0] >= UNSET_NS
        spans_s = (stamps[-1] - stamps[0]) / 1e9, frames[-1][0] - frames[0][0]
        assert spans_s[0] == pytest.approx(spans_s[1], abs=0.2)
        told = [e for e in events if isinstance(e, LinkChange) and e.wearer is wearer]
        assert [link.state for link in told] in (
            ["connected", "ecg"],
            ["ecg", "connected"],
        )


def test_events_are_handed_over_once_due_with_their_own_stamps() -> None:
    machine, seen = Machine(), list[Event]()
    straps, _ = paced(iter([link(0.5), link(1.5), link(2.5)]), machine, seen)

    async def run() -> None:
        await straps.prepare()
        running = asyncio.create_task(straps.run(machine.host_ns))
        await asyncio.sleep(0)
        assert seen == []
        machine.host_ns += 2 * SECOND_NS
        straps.catch_up(machine.host_ns)
        running.cancel()

    asyncio.run(run())
    assert [e.t_ns / SECOND_NS for e in seen] == [100.5, 101.5]


def test_all_events_come_through_however_many_there_are() -> None:
    machine, seen = Machine(), list[Event]()
    many = [link(0) for _ in range(3 * AHEAD + 1)]
    straps, _ = paced(iter(many), machine, seen)

    async def run() -> None:
        await straps.prepare()
        await straps.run(machine.host_ns)

    asyncio.run(run())
    assert len(seen) == len(many)


def test_a_late_generator_makes_late_events_and_never_turns_time_back() -> None:
    machine, seen = Machine(), list[Event]()
    straps, _ = paced(iter([link(0)] + [link(1)] * AHEAD + [link(2)]), machine, seen)

    async def run() -> None:
        await straps.prepare()
        running = asyncio.create_task(straps.run(machine.host_ns))
        await asyncio.sleep(0)
        straps.catch_up(machine.host_ns + 9 * SECOND_NS)
        machine.host_ns += 9 * SECOND_NS
        await running

    asyncio.run(run())
    assert len(seen) == AHEAD + 2
    assert seen[-1].t_ns == 109 * SECOND_NS
