"""What goes wrong with a simulated strap, and when: named, drawn from the seed.

Two kinds. Some faults have a beginning and an end (silence, a lost link, lost
contact): every few minutes each wearer gets each of them once, never two at a time.
The others are a matter of chance for each beat or packet. Truth is kept for all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.series import Floats

DROP_OUT: Final = "drop-out"
LOST_LINK: Final = "lost-link"
CONTACT_LOST: Final = "contact-lost"
MISSED_BEATS: Final = "missed-beats"
EXTRA_BEATS: Final = "extra-beats"
ECTOPICS: Final = "ectopics"
BIGEMINY: Final = "bigeminy"
MALFORMED: Final = "malformed"
JITTER: Final = "jitter"
LOSSES: Final = "losses"

FAULTS: Final[dict[str, str]] = {
    DROP_OUT: "a strap is silent for 20-40 s although its link stays up",
    LOST_LINK: "a link is lost and comes back after 15-45 s",
    CONTACT_LOST: "for 10-30 s a strap sends heart rate 0 and no RR",
    MISSED_BEATS: "1.5 % of beats are not seen by the strap",
    EXTRA_BEATS: "1.5 % of intervals are cut in two by a beat that never was",
    ECTOPICS: "2 % of beats come early, with a compensatory pause",
    BIGEMINY: "every other beat of one wearer comes early, nearly always",
    MALFORMED: "1 % of packets are cut short",
    JITTER: "radio delays of 15-400 ms",
    LOSSES: "5 % of notifications are lost",
}
"""All names that `simulate --faults` knows, with what each does."""

MISSED_SHARE: Final = 0.015
EXTRA_SHARE: Final = 0.015
ECTOPIC_SHARE: Final = 0.02
BIGEMINY_SHARE: Final = 0.9
"""Of every second beat."""
MALFORMED_SHARE: Final = 0.01
JITTER_HIGH_S: Final = 0.400
LOSS_SHARE: Final = 0.05

_LENGTHS_S: Final[dict[str, tuple[float, float]]] = {
    DROP_OUT: (20.0, 40.0),
    LOST_LINK: (15.0, 45.0),
    CONTACT_LOST: (10.0, 30.0),
}

_CYCLE_S: Final = 300.0
_SLOT_S: Final = 60.0
_QUIET_SHARE: Final = 0.1
"""The beginning of each cycle is left alone."""

_WINDOW_STREAM: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultWindow:
    """A fault with a beginning and an end, in session seconds."""

    name: str
    wearer: Wearer
    start_s: float
    end_s: float

    def holds(self, t_s: float) -> bool:
        """Whether the fault is there at this moment."""
        return self.start_s <= t_s < self.end_s


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edited:
    """Beats of one block after the heart's and the strap's faults.

    `true_s` are beats that the heart made, `seen_s` those that the strap saw;
    the rest are the times of what was changed.
    """

    true_s: Floats
    seen_s: Floats
    missed_s: Floats
    extra_s: Floats
    early_s: Floats


def known_faults(names: Iterable[str]) -> tuple[str, ...]:
    """These faults in the order of FAULTS; SettingsError for a name not in it."""
    asked = tuple(names)
    for name in asked:
        if name not in FAULTS:
            msg = f"No fault is called '{name}'. Known: {', '.join(FAULTS)}."
            raise SettingsError(msg)
    return tuple(name for name in FAULTS if name in asked)


def cycle_length_s(faults: Sequence[str], total_s: float | None) -> float:
    """How often the faults with a beginning and an end come round, in seconds."""
    slots = 2 * sum(name in _LENGTHS_S for name in faults)
    cycle_s = max(_CYCLE_S, slots * _SLOT_S)
    return cycle_s if total_s is None else min(cycle_s, total_s)


def fault_windows(
    faults: Sequence[str], wearer: Wearer, *, seed: int, cycle: int, cycle_s: float
) -> tuple[FaultWindow, ...]:
    """The windows of one wearer in one cycle, oldest first.

    Each fault and wearer has a slot of its own, so that no two windows overlap.
    """
    names = [name for name in faults if name in _LENGTHS_S]
    if not names:
        return ()
    quiet_s = _QUIET_SHARE * cycle_s
    slot_s = (cycle_s - quiet_s) / (2 * len(names))
    second = 0 if wearer is Wearer.A else 1
    rng = np.random.default_rng([seed, _WINDOW_STREAM, second, cycle])
    found = []
    for index, name in enumerate(names):
        low_s, high_s = _LENGTHS_S[name]
        length_s = min(rng.uniform(low_s, high_s), 0.8 * slot_s)
        room_s = slot_s - length_s
        slot_start_s = cycle * cycle_s + quiet_s + (2 * index + second) * slot_s
        start_s = slot_start_s + rng.uniform(0, 0.9 * room_s)
        found.append(
            FaultWindow(
                name=name,
                wearer=wearer,
                start_s=round(float(start_s), 3),
                end_s=round(float(start_s + length_s), 3),
            )
        )
    return tuple(found)


def edit_beats(
    beats_s: Floats,
    before_s: float | None,
    faults: Sequence[str],
    rng: np.random.Generator,
    *,
    odd: int,
) -> Edited:
    """One block of regular beats with the faults of heart and strap in it.

    `before_s` is the last regular beat of the block before, `odd` the number of its
    beats modulo 2: every other beat stays every other one from block to block. A beat
    that comes early takes its time from the pause after it, so clock time is kept.
    """
    count = beats_s.size
    rr_s = np.diff(beats_s, prepend=beats_s[0] if before_s is None else before_s)
    early = np.zeros(count, dtype=np.bool_)
    if BIGEMINY in faults:
        every_other = (np.arange(count) + odd) % 2 == 1
        early |= every_other & (rng.random(count) < BIGEMINY_SHARE)
    if ECTOPICS in faults:
        early |= rng.random(count) < ECTOPIC_SHARE
        early[1:] &= ~early[:-1]
    early[:1] = False
    true_s = np.where(early, beats_s - rng.uniform(0.25, 0.42, count) * rr_s, beats_s)
    missed = np.zeros(count, dtype=np.bool_)
    if MISSED_BEATS in faults:
        missed = rng.random(count) < MISSED_SHARE
    extra_s = np.empty(0)
    if EXTRA_BEATS in faults:
        cut = (rng.random(count) < EXTRA_SHARE) & ~missed & ~early
        cut[:1] = False
        start_s = np.concatenate((true_s[:1], true_s[:-1]))
        between_s = start_s + rng.uniform(0.3, 0.7, count) * (true_s - start_s)
        extra_s = between_s[cut]
    return Edited(
        true_s=true_s,
        seen_s=np.sort(np.concatenate((true_s[~missed], extra_s))),
        missed_s=true_s[missed],
        extra_s=extra_s,
        early_s=true_s[early],
    )
