"""A synthetic couple of known coupling, lag and sign, speaking real 0x2A37 packets.

The same blocks serve three uses: a whole recording in memory (`simulate`), packets
in order of time for the live collector to pace (`simulated_strap_events`), and one
wearer alone. What is true of the hearts (beats, faults, losses) goes into
`meta["truth"]`, which no analysis reads: only tests, benchmarks and curious people.

Seeded: the same arguments give the same recording, packet for packet. Rates of
surprising things are in `faults.py`, the hearts in `hearts.py`, the air in `radio.py`.
"""

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from samenstemming.errors import SettingsError
from samenstemming.events import Event, Recording, Tick, Wearer
from samenstemming.series import Floats
from samenstemming.sources.faults import (
    BIGEMINY,
    Edited,
    cycle_length_s,
    known_faults,
)
from samenstemming.sources.hearts import Couple
from samenstemming.sources.simulated_straps import (
    Block,
    StrapPlan,
    Straps,
    strap_blocks,
    usual_strap,
)

LONGEST_MINUTES: Final = 24 * 60.0
"""A longer recording at once would fill the memory; the live source has no end."""

TRUE_BEATS_UP_TO_MINUTES: Final = 120.0
"""Beyond two hours the true beats stay out of the meta: they are 1 MB in ten hours."""

BEGINS_UTC_NS: Final = 1_767_268_800_000_000_000
"""Simulated sessions begin at 2026-01-01T12:00:00Z, so that nothing depends on now."""

BEGINS_UTC: Final = "2026-01-01T12:00:00Z"

BOTH: Final = (Wearer.A, Wearer.B)


def simulate(
    *,
    minutes: float = 10.0,
    coupling: float = 0.75,
    lag_s: float = 0.0,
    anti_phase: bool = False,
    faults: Iterable[str] = (),
    seed: int = 0,
    straps: Straps | None = None,
    wearers: Sequence[Wearer] = BOTH,
    label: str = "simulated",
) -> Recording:
    """A recording of a couple whose hearts share arousal; `.truth` says how.

    `coupling` (0-1) is the correlation of their arousal; with a positive `lag_s` B
    follows A by so many seconds; `anti_phase` turns B's shared part upside down.
    `faults` are names of `faults.FAULTS`. SettingsError for anything out of range.
    """
    if not 0 < minutes <= LONGEST_MINUTES:
        msg = (
            f"A simulated recording lasts up to {LONGEST_MINUTES:g} minutes; "
            f"{minutes:g} were asked for."
        )
        raise SettingsError(msg)
    couple = Couple(coupling=coupling, lag_s=lag_s, anti_phase=anti_phase, seed=seed)
    total_s = minutes * 60
    plans = _plans(couple, known_faults(faults), wearers, straps, total_s)
    blocks = {
        plan.wearer: list(_blocks_until(strap_blocks(plan), total_s)) for plan in plans
    }
    ends_ns = round(total_s * 1e9)
    streams: list[Iterable[Event]] = [_ticks(int(total_s))]
    for made in blocks.values():
        streams.append(event for block in made for event in block.events)
    merged = heapq.merge(*streams, key=lambda event: event.t_ns)
    events = [event for event in merged if event.t_ns <= ends_ns]
    return Recording.of(events, meta={**_meta(plans, blocks, minutes), "label": label})


def simulated_strap_events(
    *,
    seed: int = 0,
    coupling: float = 0.75,
    lag_s: float = 0.0,
    anti_phase: bool = False,
    faults: Iterable[str] = (),
    wearers: Sequence[Wearer] = BOTH,
    minutes: float | None = None,
    straps: Straps | None = None,
    one_body: bool = False,
) -> Iterator[Event]:
    """Packets and link changes of simulated straps in order of time, `t_ns` from 0.

    Without `minutes` there is no end, and memory stays flat. Ticks are not among
    them: the collector that paces these makes its own. The packets of one wearer
    are the same whether or not the other is asked for. With `one_body` both straps sit
    on A's heart.
    """
    couple = Couple(coupling=coupling, lag_s=lag_s, anti_phase=anti_phase, seed=seed)
    total_s = None if minutes is None else minutes * 60
    plans = _plans(couple, known_faults(faults), wearers, straps, total_s)
    if one_body:
        plans = [replace(plan, heart=Wearer.A) for plan in plans]
    merged = heapq.merge(
        *(_events_of(plan) for plan in plans), key=lambda event: event.t_ns
    )
    if total_s is None:
        yield from merged
        return
    ends_ns = round(total_s * 1e9)
    for event in merged:
        if event.t_ns > ends_ns:
            return
        yield event


def _plans(
    couple: Couple,
    faults: tuple[str, ...],
    wearers: Collection[Wearer],
    straps: Straps | None,
    total_s: float | None,
) -> list[StrapPlan]:
    asked = [wearer for wearer in Wearer if wearer in wearers]
    if not asked:
        msg = "A simulation needs at least one wearer."
        raise SettingsError(msg)
    return [
        StrapPlan(
            couple=couple,
            wearer=wearer,
            faults=faults,
            cycle_s=cycle_length_s(faults, total_s),
            bigeminy=BIGEMINY in faults and wearer is asked[-1],
            radio=(straps or {}).get(wearer, usual_strap(couple, wearer)),
        )
        for wearer in asked
    ]


def _events_of(plan: StrapPlan) -> Iterator[Event]:
    for block in strap_blocks(plan):
        yield from block.events


def _blocks_until(blocks: Iterator[Block], total_s: float) -> Iterator[Block]:
    for block in blocks:
        yield block
        if block.until_s > total_s:
            return


def _ticks(last_s: int) -> Iterator[Event]:
    for second in range(last_s + 1):
        t_ns = second * 1_000_000_000
        yield Tick(t_ns=t_ns, utc_ns=BEGINS_UTC_NS + t_ns, boottime_ns=t_ns)


def _meta(
    plans: Sequence[StrapPlan], blocks: dict[Wearer, list[Block]], minutes: float
) -> dict[str, object]:
    couple = plans[0].couple
    total_s = minutes * 60
    with_beats = minutes <= TRUE_BEATS_UP_TO_MINUTES
    truth: dict[str, object] = {
        "coupling": couple.coupling,
        "lag_s": couple.lag_s,
        "sign": "anti-phase" if couple.anti_phase else "in-phase",
        "seed": couple.seed,
        "minutes": minutes,
        "faults": list(plans[0].faults),
        "fault_windows": [
            {
                "name": window.name,
                "wearer": str(window.wearer),
                "start_s": window.start_s,
                "end_s": min(window.end_s, total_s),
            }
            for made in blocks.values()
            for block in made
            for window in block.windows
            if window.start_s < total_s
        ],
        "straps": {
            str(plan.wearer): {
                "drift_ppm": plan.radio.drift_ppm,
                "period_s": plan.radio.period_s,
                "delay_s": plan.radio.delay_s,
            }
            for plan in plans
        },
        "wearers": {
            str(wearer): _truth_of(made, total_s, with_beats=with_beats)
            for wearer, made in blocks.items()
        },
    }
    return {
        "created_utc": BEGINS_UTC,
        "source": "simulate",
        "simulated": True,
        "time_zone": "UTC",
        "wearers": {
            str(plan.wearer): {
                "strap": f"simulated:{couple.seed}",
                "model": "simulated",
                "participant": f"simulated-{plan.wearer}",
            }
            for plan in plans
        },
        "consent": {},
        "truth": truth,
    }


def _truth_of(
    blocks: Sequence[Block], total_s: float, *, with_beats: bool
) -> dict[str, object]:
    """The truth about one wearer, times in session seconds rounded to 1e-6."""

    def within(times_s: Iterable[float]) -> list[float]:
        return [round(float(t), 6) for t in times_s if 0 <= t <= total_s]

    def of_beats(which: Callable[[Edited], Floats]) -> list[float]:
        return within(t for b in blocks for t in which(b.edited).tolist())

    return {
        "beats_s": of_beats(lambda made: made.true_s) if with_beats else None,
        "missed_s": of_beats(lambda made: made.missed_s) if with_beats else None,
        "extra_s": of_beats(lambda made: made.extra_s) if with_beats else None,
        "early_s": of_beats(lambda made: made.early_s) if with_beats else None,
        "lost_notifications_s": within(t for b in blocks for t in b.lost_s),
        "malformed_s": within(t for b in blocks for t in b.malformed_s),
    }
