"""Sessions that nobody ever held, through the whole live path.

A simulated couple's session is damaged by chance: bytes changed, times moved back or
by years, ticks gone or doubled, clocks that jump, a wearer missing, events shuffled,
markers with every name that means something and data that mean nothing. Each session
goes event by event through what a live screen runs. No event may raise, whatever came
before it, and what comes out must be JSON without NaN.

    python -m benchmarks.fuzz_events [--n N] [--seed S]

`--n` counts the events. Half of the sessions are kept to what a strap and a collector
can send, with damage only to payloads, markers and links.
"""

import argparse
import importlib
import json
import logging
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

import numpy as np

from benchmarks.fuzz_outcome import FAULTS, fault
from benchmarks.report import write_report
from samenstemming.events import (
    BATTERY_LEVEL,
    HEART_RATE_MEASUREMENT,
    IMPORTED_BEATS,
    IMPORTED_RR,
    LOST_ROW,
    POLAR_ECG,
    ROWS_LOST,
    SUSPEND,
    Event,
    LinkChange,
    Marker,
    Packet,
    Tick,
    Wearer,
)
from samenstemming.frames_json import derived_to_json
from samenstemming.pipeline import Pipeline
from samenstemming.series import Malformed
from samenstemming.session.live_frames import Newest
from samenstemming.sources.simulate import simulate

CHARACTERISTICS: Final = (
    *(HEART_RATE_MEASUREMENT, IMPORTED_BEATS, IMPORTED_RR, POLAR_ECG, BATTERY_LEVEL),
    *("", "acceleration", "\u202egpj", "x" * 300),
)

NAMES: Final = (
    *("exercise_begin", "exercise_end", "step_begin", "step_end", "pause"),
    *("pause_step", "long_break", "resume", "speaker", "baseline", "answer"),
    *("cue", "cue_held_back", "cue_shown", "cue_suppressed", "cue_answer"),
    *("cue_unanswered", "undo", "edit", "note", "laughed", "card", "card_pass"),
    *("choice", "arm", "talk", "alignment_tap", "clap", "disk_low"),
    *(SUSPEND, ROWS_LOST, LOST_ROW, "", "never heard of", "\u202e\u0000\ud7ff"),
)

KEYS: Final = (
    *("id", "index", "speaker", "measure", "biofeedback", "display", "instructed"),
    *("movement", "kind", "bpm", "sd_bpm", "clean_s", "seq", "name", "note", "how"),
    *("by", "resume", "return_utc", "slept_s", "arm", "button_only", "answer"),
    *("dismissed", "live_cues", "on_flooded", "soft", "step", "task", "minutes"),
    *("baseline", "discard_first_s", "min_clean_s", "list", "value", "wearer"),
    *("expected_movement", "instructed_synchrony", "why", "cue", "seconds", "rows"),
)

GOOD: Final = (
    *("a", "b", "both", "none", "rest", "talk", "pacer", "flooded", "offer_pause"),
    *("shape_and_cues", "no_feedback", "not_now", "repeat_step", "stopped", "done"),
    *("sensor", "step_begin", "T01", "2026-01-01T00:00:00+00:00"),
)
"""Words that mean something somewhere."""

STATES: Final = (
    "connected",
    "lost",
    "silent",
    "closed",
    "ecg",
    "scanning",
    "",
    "\u202e",
)

FEWEST: Final = 60
MINUTES: Final = 4.0


@cache
def session(seed: int) -> tuple[Event, ...]:
    """A simulated couple, to be damaged."""
    return simulate(minutes=MINUTES, seed=seed, coupling=0.5).events()


def odd_value(rng: np.random.Generator, depth: int = 0) -> object:
    """Any JSON value: words that mean something, and what no program would write."""
    kind = int(rng.integers(0, 12))
    if kind >= 10 and depth < 3:
        many = int(rng.integers(0, 4))
        if kind == 10:
            return [odd_value(rng, depth + 1) for _ in range(many)]
        return {str(rng.choice(KEYS)): odd_value(rng, depth + 1) for _ in range(many)}
    if kind < 4:
        return str(rng.choice(GOOD))
    return (
        None,
        bool(rng.integers(0, 2)),
        int(rng.integers(-3, 300)),
        float(rng.normal(0, 1e3)),
        (10**30, -(10**30), 1e300, -1e-300, 2**63, 0, 10**400)[rng.integers(0, 7)],
        ("", "\u0000", "\u202eevil", "nan", "1e999", "9" * 5000)[rng.integers(0, 6)],
    )[kind % 6]


def odd_data(rng: np.random.Generator) -> dict[str, object]:
    """What a marker may carry."""
    chosen = rng.choice(KEYS, int(rng.integers(0, 6)))
    return {str(key): odd_value(rng) for key in chosen}


def odd_marker(rng: np.random.Generator, t_ns: int) -> Marker:
    """A marker that may mean anything."""
    return Marker(
        t_ns=t_ns,
        name=str(rng.choice(NAMES)),
        wearer=(None, Wearer.A, Wearer.B)[rng.integers(0, 3)],
        source=str(rng.choice(["auto", "a", "b", "researcher", "import", "", "x"])),
        note=str(rng.choice(["", "a note", "<script>", "\u202e", "n" * 9000])),
        data=odd_data(rng),
    )


def odd_packet(rng: np.random.Generator, t_ns: int, like: bytes = b"") -> Packet:
    """Random bytes, or those of a real packet with a few of them changed."""
    if like and rng.random() < 0.7:
        changed = bytearray(like)
        for _ in range(int(rng.integers(1, 4))):
            changed[rng.integers(0, len(changed))] = int(rng.integers(0, 256))
        payload = bytes(changed[: rng.integers(0, len(changed) + 1)])
    elif rng.random() < 0.3:
        values = rng.choice(
            [0.0, -1.0, 812.0, 1e308, 5e-324, np.nan, np.inf, float(t_ns) / 1e9], 4
        )
        payload = values.astype("<f8").tobytes()
    else:
        payload = rng.bytes(int(rng.integers(0, 40)))
    weights = np.array([8, 2, 2, 2] + [1] * (len(CHARACTERISTICS) - 4), float)
    return Packet(
        t_ns=t_ns,
        wearer=Wearer.A if rng.random() < 0.5 else Wearer.B,
        characteristic=CHARACTERISTICS[
            int(rng.choice(len(CHARACTERISTICS), p=weights / weights.sum()))
        ],
        payload=payload,
    )


def odd_event(rng: np.random.Generator, event: Event) -> Event:
    """In the place of this one, something odd."""
    draw = rng.random()
    if draw < 0.5:
        like = event.payload if isinstance(event, Packet) else b""
        return odd_packet(rng, event.t_ns, like)
    if draw < 0.85:
        return odd_marker(rng, event.t_ns)
    if draw < 0.95:
        return LinkChange(
            t_ns=event.t_ns,
            wearer=Wearer.A if rng.random() < 0.5 else Wearer.B,
            state=str(rng.choice(STATES)),
            detail=str(rng.choice(["", "silent: x", ":", "\u0000"])),
        )
    hour_ns = 3_600_000_000_000
    return Tick(
        t_ns=event.t_ns,
        utc_ns=None if rng.random() < 0.3 else int(rng.integers(-hour_ns, 2**62)),
        boottime_ns=None if rng.random() < 0.3 else int(rng.integers(-hour_ns, 2**62)),
    )


def odd_session(rng: np.random.Generator, *, wild: bool) -> list[Event]:
    """A damaged session; `wild`: also with times and an order that no collector has."""
    events = list(session(int(rng.integers(0, 4))))
    events = events[: int(rng.integers(FEWEST, len(events) + 1))]
    if rng.random() < 0.2:
        gone = Wearer.A if rng.random() < 0.5 else Wearer.B
        events = [e for e in events if getattr(e, "wearer", None) is not gone]
    share = float(rng.choice([0.005, 0.05, 0.4]))
    found: list[Event] = []
    for event in events:
        if rng.random() < share:
            found.append(odd_event(rng, event))
            if rng.random() < 0.5:
                continue
        found.append(event)
    return _out_of_time(rng, found) if wild else found


def _out_of_time(rng: np.random.Generator, events: list[Event]) -> list[Event]:
    """Times that run back or leap, ticks that are missing, events that are shuffled."""
    what = int(rng.integers(0, 5))
    if what == 0:
        return [e for e in events if not isinstance(e, Tick) or rng.random() < 0.1]
    if what == 1:
        at = int(rng.integers(0, len(events)))
        part = events[at : at + 200]
        mixed = [part[place] for place in rng.permutation(len(part))]
        return events[:at] + mixed + events[at + 200 :]
    far_ns = int(rng.choice([1, 10, 3600, 86_400 * 6, 86_400 * 365 * 200]) * 1e9)
    if what == 2:
        far_ns = -far_ns
    begin = int(rng.integers(0, len(events)))
    end = len(events) if what < 4 else begin + int(rng.integers(1, 20))
    return [
        replace(event, t_ns=event.t_ns + (far_ns if begin <= place < end else 0))
        for place, event in enumerate(events)
    ]


@dataclass(slots=True)
class Tally:
    """What went through the live path and what came out of it."""

    sessions: int = 0
    events: int = 0
    packets: int = 0
    malformed: int = 0
    derived: int = 0
    slowest_ms: float = 0.0
    crashes: Counter[str] = field(default_factory=Counter)


def live(events: Sequence[Event], tally: Tally) -> None:
    """Feed every event, as the collector's live frames do; what raises is counted."""
    pipeline, newest = Pipeline(), Newest()
    for event in events:
        tally.events += 1
        tally.packets += isinstance(event, Packet)
        begun_s = time.perf_counter()
        try:
            derived = pipeline.feed(event)
            newest.see(event)
            for value in derived:
                newest.show(value)
                json.dumps(derived_to_json(value), allow_nan=False)
                tally.malformed += isinstance(value, Malformed)
            if isinstance(event, Tick):
                status = {wearer: newest.of(wearer) for wearer in Wearer}
                json.dumps(status, allow_nan=False)
        except FAULTS as error:
            tally.crashes[fault(error)] += 1
            return
        tally.derived += len(derived)
        took_ms = (time.perf_counter() - begun_s) * 1e3
        tally.slowest_ms = max(tally.slowest_ms, took_ms)


def campaign(n: int, seed: int) -> Tally:
    """Sessions until `n` events have gone through."""
    rng, tally = np.random.default_rng(seed), Tally()
    importlib.import_module("neurokit2")  # seconds, and no part of any event
    while tally.events < n:
        live(odd_session(rng, wild=tally.sessions % 2 == 1), tally)
        tally.sessions += 1
    return tally


def main(argv: Sequence[str] | None = None) -> int:
    """Print what went through; 1 where anything raised."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(argv)
    logging.getLogger("samenstemming").setLevel(logging.ERROR)
    begun = time.process_time()
    tally = campaign(asked.n, asked.seed)
    write_report(
        "fuzz_events",
        {
            "sessions": tally.sessions,
            "events": tally.events,
            "of_them_packets": tally.packets,
            "malformed_and_said_so": tally.malformed,
            "values_that_came_out": tally.derived,
            "slowest_event_ms": round(tally.slowest_ms, 1),
            "sessions_that_raised": sum(tally.crashes.values()),
            "cpu_s": round(time.process_time() - begun, 1),
            **dict(tally.crashes.most_common(20)),
        },
    )
    return int(bool(tally.crashes))


if __name__ == "__main__":
    sys.exit(main())
