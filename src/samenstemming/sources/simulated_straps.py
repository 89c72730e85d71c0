"""One simulated strap: a heart, its faults and its radio, a minute at a time.

Blocks overlap by a few beats on purpose. The strap's timer and its RR are functions
of the beat times alone, so a notification made from an overlapping stretch is the
same one; each block keeps those that leave within it, and nothing at the seams is
made twice or forgotten. That is what lets a session run for hours in flat memory
and still be the same packet for packet as one made at once.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    Event,
    LinkChange,
    Packet,
    Wearer,
)
from samenstemming.series import Floats
from samenstemming.sources.faults import (
    BIGEMINY,
    CONTACT_LOST,
    DROP_OUT,
    JITTER,
    JITTER_HIGH_S,
    LOSS_SHARE,
    LOSSES,
    LOST_LINK,
    MALFORMED,
    MALFORMED_SHARE,
    Edited,
    FaultWindow,
    edit_beats,
    fault_windows,
)
from samenstemming.sources.hearts import (
    BLOCK_S,
    WARM_UP_S,
    Couple,
    beat_blocks,
    heart_of,
)
from samenstemming.sources.radio import Notification, RadioSettings, notifications
from samenstemming.wire.heart_rate import TICKS_PER_S, HeartRateMeasurement, encode

LOOK_AHEAD_S: Final = 5.0
"""Sends of a block end this long before its beats do: no send misses a beat."""

OVERLAP_S: Final = 15.0
"""Beats before a block that are kept to time its first notifications."""

LINK_NOTICED_S: Final = 2.0
"""A host learns of a lost link some seconds after the last packet (supervision)."""

BPM_OVER: Final = 8
"""Straps show a rate smoothed over the last few beats."""

_STRAP, _RADIO, _EDIT, _CUT = range(11, 15)

Straps = Mapping[Wearer, RadioSettings]
"""Straps other than the usual ones, by wearer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """About a minute of one strap: its events in order, and the truth about it."""

    until_s: float
    events: tuple[Event, ...]
    edited: Edited
    lost_s: tuple[float, ...]
    malformed_s: tuple[float, ...]
    windows: tuple[FaultWindow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrapPlan:
    """All that decides what a simulated strap will send."""

    couple: Couple
    wearer: Wearer
    faults: tuple[str, ...]
    cycle_s: float
    bigeminy: bool
    radio: RadioSettings = field(default_factory=RadioSettings)
    heart: Wearer | None = None
    """Whose heart it sits on: the wearer's own, or for two straps on one body A's."""

    @property
    def stream(self) -> tuple[int, int]:
        """The seed and the wearer: the beginning of every seed of this strap."""
        return self.couple.seed, 0 if self.wearer is Wearer.A else 1


def usual_strap(couple: Couple, wearer: Wearer) -> RadioSettings:
    """A good strap with a crystal of its own: up to 60 ppm fast or slow."""
    rng = np.random.default_rng([couple.seed, _STRAP, 0 if wearer is Wearer.A else 1])
    return RadioSettings(
        drift_ppm=round(float(rng.uniform(-60, 60)), 1),
        phase_s=round(float(rng.uniform(0, 1)), 4),
    )


def radio_with(faults: tuple[str, ...], radio: RadioSettings) -> RadioSettings:
    """The same strap where the air is bad."""
    if JITTER in faults:
        radio = replace(radio, jitter_high_s=max(JITTER_HIGH_S, radio.jitter_high_s))
    if LOSSES in faults:
        radio = replace(radio, loss=max(LOSS_SHARE, radio.loss))
    return radio


def connected_at_s(wearer: Wearer) -> float:
    """When a simulated strap connects, in session seconds: A a little before B."""
    return 0.2 if wearer is Wearer.A else 0.45


def strap_blocks(plan: StrapPlan) -> Iterator[Block]:
    """The blocks of one strap, without end."""
    wearer = plan.wearer
    air = _Air(plan)
    edit_rng = np.random.default_rng([*plan.stream, _EDIT])
    cut_rng = np.random.default_rng([*plan.stream, _CUT])
    beat_faults = tuple(
        name for name in plan.faults if name != BIGEMINY or plan.bigeminy
    )
    recent_ticks: deque[int] = deque(maxlen=BPM_OVER)
    last_regular_s: float | None = None
    n_beats = 0
    kept_s: Floats = np.empty(0)
    held: list[Event] = []
    since_s = -WARM_UP_S
    for number, beats_s in enumerate(
        beat_blocks(heart_of(plan.couple, plan.heart or wearer))
    ):
        edited = edit_beats(
            beats_s, last_regular_s, beat_faults, edit_rng, odd=n_beats % 2
        )
        last_regular_s = float(beats_s[-1])
        n_beats += beats_s.size
        kept_s = np.concatenate((kept_s, edited.seen_s))
        until_s = (number + 1) * BLOCK_S - WARM_UP_S - LOOK_AHEAD_S
        windows = _windows(plan, since_s, until_s)
        events: list[Event] = []
        lost_s: list[float] = []
        malformed_s: list[float] = []
        if since_s <= connected_at_s(wearer) < until_s:
            events.append(_link(connected_at_s(wearer), wearer, "connected"))
        for sent in air.between(kept_s, since_s, until_s):
            recent_ticks.extend(sent.rr_ticks)
            at_s = sent.arrival_s
            fault = next((w.name for w in windows if w.holds(at_s)), None)
            if at_s < connected_at_s(wearer) or fault in (DROP_OUT, LOST_LINK):
                continue
            if sent.lost:
                lost_s.append(at_s)
                continue
            payload = _payload(sent, recent_ticks, contact=fault != CONTACT_LOST)
            if MALFORMED in plan.faults and cut_rng.random() < MALFORMED_SHARE:
                payload = payload[: int(cut_rng.choice((0, 1, len(payload) - 1)))]
                malformed_s.append(at_s)
            events.append(
                Packet(
                    t_ns=_ns(at_s),
                    wearer=wearer,
                    characteristic=HEART_RATE_MEASUREMENT,
                    payload=payload,
                )
            )
        events += _link_changes(windows, since_s, until_s)
        # What arrives after the block's end goes out with the next one: all events
        # of a strap are in order of time, across blocks too.
        waiting = sorted([*held, *events], key=lambda event: event.t_ns)
        held = [event for event in waiting if event.t_ns >= _ns(until_s)]
        yield Block(
            until_s=until_s,
            events=tuple(waiting[: len(waiting) - len(held)]),
            edited=edited,
            lost_s=tuple(lost_s),
            malformed_s=tuple(malformed_s),
            windows=tuple(w for w in windows if since_s <= w.start_s < until_s),
        )
        kept_s = kept_s[kept_s > until_s - OVERLAP_S]
        since_s = until_s


class _Air:
    """A strap's radio, block after block; only the last arrival is remembered."""

    def __init__(self, plan: StrapPlan) -> None:
        self._radio = radio_with(plan.faults, plan.radio)
        self._seeds = np.random.default_rng([*plan.stream, _RADIO])
        if self._radio.phase_s is None and not self._radio.each_beat:
            self._radio = replace(
                self._radio, phase_s=float(self._seeds.uniform(0, self._radio.period_s))
            )
        self._last_arrival_s = -WARM_UP_S

    def between(
        self, beats_s: Floats, since_s: float, until_s: float
    ) -> Iterator[Notification]:
        """The notifications that are sent after `since_s` and up to `until_s`."""
        seed = int(self._seeds.integers(2**32))
        for sent, send_s in self._timed(beats_s, seed):
            if not since_s < send_s <= until_s:
                continue
            # A late notification of the block before still goes first.
            at_s = max(sent.arrival_s, self._last_arrival_s)
            self._last_arrival_s = at_s
            yield replace(sent, arrival_s=at_s)

    def _timed(
        self, beats_s: Floats, seed: int
    ) -> Iterator[tuple[Notification, float]]:
        """Each notification with the moment it was sent, in host seconds."""
        radio = self._radio
        rate = 1 + radio.drift_ppm * 1e-6
        all_sent = notifications(beats_s.tolist(), radio, seed)
        if radio.each_beat or radio.phase_s is None:
            for sent in all_sent:
                yield sent, float(beats_s[sent.beat_index[0]]) + radio.delay_s
            return
        first_ready_s = (beats_s[0] + radio.delay_s) * rate
        first = np.floor((first_ready_s - radio.phase_s) / radio.period_s) + 1
        for sent in all_sent:
            strap_s = radio.phase_s + radio.period_s * (first + sent.number)
            yield sent, float(strap_s / rate)


def _windows(
    plan: StrapPlan, since_s: float, until_s: float
) -> tuple[FaultWindow, ...]:
    """The fault windows of every cycle that this block touches."""
    first = max(0, int(since_s // plan.cycle_s))
    last = max(0, int(until_s // plan.cycle_s))
    return tuple(
        window
        for cycle in range(first, last + 1)
        for window in fault_windows(
            plan.faults,
            plan.wearer,
            seed=plan.couple.seed,
            cycle=cycle,
            cycle_s=plan.cycle_s,
        )
    )


def _link_changes(
    windows: tuple[FaultWindow, ...], since_s: float, until_s: float
) -> Iterator[LinkChange]:
    for window in windows:
        if window.name != LOST_LINK:
            continue
        for at_s, state in (
            (window.start_s + LINK_NOTICED_S, "lost"),
            (window.end_s, "connected"),
        ):
            if since_s <= at_s < until_s:
                yield _link(at_s, window.wearer, state)


def _link(at_s: float, wearer: Wearer, state: str) -> LinkChange:
    return LinkChange(t_ns=_ns(at_s), wearer=wearer, state=state, detail="simulated")


def _payload(sent: Notification, recent: deque[int], *, contact: bool) -> bytes:
    """A packet as a strap sends it: no contact means rate 0 and no RR."""
    mean_ticks = sum(recent) / len(recent) if recent else 0
    bpm = round(60 * TICKS_PER_S / mean_ticks) if contact and mean_ticks else 0
    return encode(
        HeartRateMeasurement(
            heart_rate_bpm=min(bpm, 0xFF),
            contact=contact,
            rr_ticks=sent.rr_ticks if contact else (),
        )
    )


def _ns(t_s: float) -> int:
    return round(t_s * 1e9)
