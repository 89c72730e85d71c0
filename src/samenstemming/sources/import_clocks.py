"""Two files on one clock, or a sentence that says why that cannot be.

Everything becomes nanoseconds of one common clock: UTC where it can be known, the
shared local clock where neither file says its zone, or a common start where there is
no clock at all. Nothing is shifted to make files fit: a wrong zone gives a
recording of two strangers, so files that never overlap are refused with a hint.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from samenstemming.errors import ImportFileError, Sentence
from samenstemming.events import Wearer
from samenstemming.sources.import_beats import Timed
from samenstemming.sources.import_steps import Step, Steps
from samenstemming.sources.import_times import (
    NS_PER_S,
    Clock,
    nearest_day,
    readable,
    to_local,
    to_utc,
)
from samenstemming.words import sentence

RELATIVE: Final = (Clock.NONE, Clock.ELAPSED)

HOUR_NS: Final = 3600 * NS_PER_S

Zones = Mapping[Wearer, ZoneInfo]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClock:
    """Each wearer's intervals on the common clock, and what was assumed."""

    clock: Clock
    wearers: dict[Wearer, Timed]
    notes: tuple[str, ...]

    @property
    def first_ns(self) -> int:
        """The earliest stamp of all: session zero."""
        return min(timed.first_ns for timed in self.wearers.values())

    @property
    def last_ns(self) -> int:
        """The latest stamp of all."""
        return max(timed.last_ns for timed in self.wearers.values())


def on_one_clock(
    files: Mapping[Wearer, Timed], *, zones: Zones, starts_s: Mapping[Wearer, float]
) -> OneClock:
    """All files on one clock; ImportFileError where they cannot be or never meet."""
    notes: list[str] = []
    known = {
        wearer: at_utc(timed, zones[wearer])
        if timed.clock is Clock.LOCAL and wearer in zones
        else timed
        for wearer, timed in files.items()
    }
    if len(known) == 2:
        for wearer in Wearer:
            known[wearer] = _beside(
                known[wearer], known[wearer.other], wearer, zones.get(wearer), notes
            )
    known = {
        wearer: later(timed, round(starts_s.get(wearer, 0.0) * NS_PER_S))
        for wearer, timed in known.items()
    }
    clock = next(
        (t.clock for t in known.values() if t.clock not in RELATIVE), Clock.NONE
    )
    if clock is Clock.LOCAL and len(known) == 2:
        notes.append(sentence("import.note.no_zone"))
    if len(known) == 2:
        notes += _overlap(known[Wearer.A], known[Wearer.B], clock)
    return OneClock(clock=clock, wearers=known, notes=tuple(notes))


def steps_on(common: OneClock, steps: Steps, zone: ZoneInfo | None) -> list[Step]:
    """The steps on the common clock; ImportFileError where their clock is unknown.

    Steps in seconds count from session zero.
    """
    if steps.clock is Clock.ELAPSED:
        return [_step_later(step, common.first_ns) for step in steps.steps]
    if steps.clock is common.clock:
        return list(steps.steps)
    needs_zone = common.clock is Clock.UTC or steps.clock is Clock.UTC
    if common.clock in RELATIVE:
        msg = sentence("wrong.import.events_clock")
        raise ImportFileError(msg)
    if needs_zone and (zone is None or common.clock is not Clock.UTC):
        msg = sentence(
            "wrong.import.events_zone", events=steps.clock, beats=common.clock
        )
        raise ImportFileError(msg)
    middle_ns = (common.first_ns + common.last_ns) // 2
    placed = []
    for step in steps.steps:
        start_ns = step.start_ns
        if steps.clock is Clock.DAY:
            near_ns = middle_ns if zone is None else to_local(middle_ns, zone)
            start_ns = nearest_day(start_ns, near_ns)
        elif common.clock is Clock.DAY:
            start_ns = nearest_day(start_ns, middle_ns)
        if common.clock is Clock.UTC and zone is not None:
            start_ns = to_utc(start_ns, zone)
        placed.append(_step_later(step, start_ns - step.start_ns))
    return placed


def _beside(
    timed: Timed,
    other: Timed,
    wearer: Wearer,
    zone: ZoneInfo | None,
    notes: list[str],
) -> Timed:
    """One wearer's file on the clock of the other, where it can be put there."""
    if timed.clock in RELATIVE:
        if other.clock in RELATIVE:
            return timed
        notes.append(
            sentence(
                "import.note.no_clock",
                one=wearer.upper(),
                other=wearer.other.upper(),
                option=wearer.value,
            )
        )
        first_ns = timed.first_ns if timed.clock is Clock.ELAPSED else 0
        return later(timed, other.first_ns - first_ns, other.clock)
    if other.clock in RELATIVE or timed.clock is other.clock:
        return timed
    if timed.clock is Clock.DAY and (zone is not None or other.clock is Clock.LOCAL):
        return _dated(timed, other, zone)
    if other.clock is Clock.DAY:
        return timed
    if Clock.LOCAL in (timed.clock, other.clock) or timed.clock is Clock.DAY:
        local = wearer if timed.clock is not Clock.UTC else wearer.other
        msg = sentence("wrong.import.local_and_utc", wearer=local.upper(), option=local)
        raise ImportFileError(msg)
    return timed


def _dated(timed: Timed, other: Timed, zone: ZoneInfo | None) -> Timed:
    anchor_ns = other.first_ns
    if other.clock is Clock.UTC and zone is not None:
        anchor_ns = to_local(anchor_ns, zone)
    shift_ns = nearest_day(timed.first_ns, anchor_ns) - timed.first_ns
    local = later(timed, shift_ns, Clock.LOCAL)
    if other.clock is Clock.UTC and zone is not None:
        return at_utc(local, zone)
    return local


def _overlap(a: Timed, b: Timed, clock: Clock) -> list[str]:
    """A note on how much the files share; ImportFileError where that is nothing."""
    first_ns, last_ns = max(a.first_ns, b.first_ns), min(a.last_ns, b.last_ns)
    if last_ns <= first_ns:
        msg = sentence(
            "wrong.import.apart",
            a_first=readable(a.first_ns, clock),
            a_last=readable(a.last_ns, clock),
            b_first=readable(b.first_ns, clock),
            b_last=readable(b.last_ns, clock),
            hint=_hint(a, b),
        )
        raise ImportFileError(msg)
    lengths = [(timed.last_ns - timed.first_ns) / NS_PER_S for timed in (a, b)]
    shared = (last_ns - first_ns) / NS_PER_S
    if shared >= 0.98 * max(lengths):
        return []
    return [
        sentence(
            "import.note.unequal",
            a=f"{lengths[0]:.0f}",
            b=f"{lengths[1]:.0f}",
            both=f"{shared:.0f}",
        )
    ]


def _hint(a: Timed, b: Timed) -> Sentence:
    hours = round((b.first_ns - a.first_ns) / HOUR_NS)
    shift_ns = hours * HOUR_NS
    meet = min(a.last_ns + shift_ns, b.last_ns) > max(a.first_ns + shift_ns, b.first_ns)
    if not 1 <= abs(hours) <= 14 or not meet:
        return sentence("wrong.import.one_session")
    return sentence("wrong.import.zones_apart", hours=abs(hours))


def at_utc(timed: Timed, zone: ZoneInfo) -> Timed:
    """A local clock's file in UTC."""
    return replace(
        timed,
        clock=Clock.UTC,
        beats=tuple((to_utc(ns, zone), rr) for ns, rr in timed.beats),
        notifications=tuple((to_utc(ns, zone), rr) for ns, rr in timed.notifications),
    )


def later(timed: Timed, by_ns: int, clock: Clock | None = None) -> Timed:
    """The same, so many ns later, and perhaps on another clock."""
    return replace(
        timed,
        clock=clock or timed.clock,
        beats=tuple((ns + by_ns, rr) for ns, rr in timed.beats),
        notifications=tuple((ns + by_ns, rr) for ns, rr in timed.notifications),
    )


def _step_later(step: Step, by_ns: int) -> Step:
    return replace(step, start_ns=step.start_ns + by_ns, end_ns=step.end_ns + by_ns)
