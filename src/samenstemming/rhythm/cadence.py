"""A strap's notification timer, seen through a radio that only ever delays.

Straps notify on a timer of their own, about once a second but not exactly (0.975 s
has been seen). No notification comes early, so the line that touches the arrivals
from below is the timer itself plus the least delay the radio has, and a notification's
place on that line says when it was *sent*, whatever its own delay was. A place that
nothing took is a lost notification.

A late notification is numbered downwards, not to the nearest place: one that is late
just before a lost one would otherwise be taken for its successor, and every beat after
it would be a beat too early. Where two then claim one place, the earlier moves back.

Devices without a steady timer exist; `regular` says whether this is one of them.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from samenstemming.rhythm.quantiles import quantile
from samenstemming.series import Bools, Floats

USUAL_PERIOD_S: Final = 1.0
USUAL_PERIOD_SD_S: Final = 0.03
"""What straps do before anything was seen of this one (straps.md 2)."""

KNOWN_PERIOD_SD_S: Final = 0.0005
"""After a reconnect the timer has a new phase but its old period."""

LOCKED: Final = 20
"""Notifications after which the line is trusted more than the nearest place."""

EARLY: Final = 0.1
"""Share of a period by which an arrival may precede the line and keep its place."""

MOST_EARLY: Final = 0.4
"""As much where the line itself is still in doubt; half would be the nearest place."""

LINE: Final = 60
"""Notifications from which the line rests on touching points, no longer on a fit."""

WINDOW: Final = 400
"""Notifications that hold the line: crystals keep their rate for some minutes."""

REFIT_EVERY: Final = 8

COHERENT: Final = 0.6
"""Above what devices without a timer reach; 0.77 is a timer behind 0.4 s of jitter."""

SHORTEST_COMB: Final = 40
LONGEST_COMB: Final = 256
"""Arrivals that are searched for a shared period."""

RECHECKED: Final = (40, 64, 128, 256)
"""Numbers of arrivals at which a device that showed no timer is asked again."""

STRAY_S: Final = 0.03
"""The least delays of many lie closer together than this."""

MOST_STRAYS: Final = 3

CAUGHT_UP: Final = 0.4
"""Share of a period by which notifications are apart at least, unless one was late."""

JITTER_SD_S: Final = 0.06
"""Assumed by the first fit; also the spread above which regularity is tested."""

WANDER: Final = 0.8
"""Independent delays have a von Neumann ratio of 2; a wandering phase far less."""


class Cadence:
    """The timer of one strap since its last (re)connection."""

    def __init__(self) -> None:
        self.period_s = USUAL_PERIOD_S
        self.base_s = 0.0
        self.regular = True
        self.misled = False
        self.doubt_s = 0.0
        self.last: int | None = None
        self._prior_s = USUAL_PERIOD_S
        self._prior_sd_s = USUAL_PERIOD_SD_S
        self._centre_s = 0.0
        self._numbers = np.zeros(2 * WINDOW)
        self._arrivals = np.zeros(2 * WINDOW)
        self._n = 0

    def restart(self) -> None:
        """Forget the phase, keep the period: the strap reconnected."""
        if self._n >= LINE and self.regular and not self.misled:
            self._prior_s, self._prior_sd_s = self.period_s, KNOWN_PERIOD_SD_S
        self.last = None
        self.regular = True
        self.misled = False
        self._n = 0
        if self._prior_sd_s == KNOWN_PERIOD_SD_S:
            self.period_s = self._prior_s

    def know_period(self, period_s: float) -> None:
        """Start from a period that a first pass over the record found."""
        self.period_s = self._prior_s = period_s
        self._prior_sd_s = KNOWN_PERIOD_SD_S

    def send_s(self, number: float) -> float:
        """When notification `number` left the strap, plus the least radio delay."""
        return self.base_s + self.period_s * number

    def number(self, arrivals_s: Sequence[float]) -> list[int]:
        """Places of these arrivals, oldest first, all later than what was kept."""
        last = -1 if self.last is None else self.last
        if not self.regular:
            return list(range(last + 1, last + 1 + len(arrivals_s)))
        period_s = self.period_s
        if self._n >= LOCKED:
            zero_s = self.base_s
            early = min(EARLY + self.doubt_s / period_s, MOST_EARLY)
        else:
            zero_s, early = self._centre_s if self._n else arrivals_s[0], 0.5
        places = [int(((a - zero_s) / period_s + early) // 1) for a in arrivals_s]
        for i in range(len(places) - 2, -1, -1):
            places[i] = min(places[i], places[i + 1] - 1)
        for i, place in enumerate(places):
            if place <= last:
                # Nothing is free below. Either the line stands too high, or this is
                # a burst (or a duplicate) beyond what numbering can take apart.
                ahead_s = self.base_s + (last + 1) * period_s - arrivals_s[i]
                burst = self._n >= LOCKED and ahead_s > 0.5 * period_s
                places[i] = last if burst else last + 1
            last = places[i]
        return places

    def keep(self, arrival_s: float, number: int) -> None:
        """Settle that this arrival has this number, and learn from it."""
        if self._n == self._numbers.size:
            self._numbers[:WINDOW] = self._numbers[-WINDOW:]
            self._arrivals[:WINDOW] = self._arrivals[-WINDOW:]
            self._n = WINDOW
        self._numbers[self._n] = number
        self._arrivals[self._n] = arrival_s
        self._n += 1
        self.last = number
        if self._n <= LINE or self._n % REFIT_EVERY == 0:
            self._refit()
        elif self.regular:
            below_s = self.base_s - (arrival_s - self.period_s * number)
            if 0.0 < below_s < STRAY_S:
                self.base_s -= below_s

    def _refit(self) -> None:
        numbers = self._numbers[max(0, self._n - WINDOW) : self._n]
        arrivals = self._arrivals[max(0, self._n - WINDOW) : self._n]
        if self._n < LINE:
            self.period_s = self._first_period_s(numbers, arrivals)
        else:
            kept = ~strays(arrivals - self.period_s * numbers)
            numbers, arrivals = numbers[kept], arrivals[kept]
            self.period_s = touching_period_s(numbers, arrivals, self.period_s)
        rest = arrivals - self.period_s * numbers
        self.base_s = float(rest.min())
        self._centre_s = quantile(rest, 0.5)
        late = rest[-100:] - self.base_s
        doubted = self._n >= LOCKED and not is_regular(late, self.period_s)
        if (self.regular and doubted) or (not self.regular and self._n in RECHECKED):
            self._doubt_regularity(arrivals)
        # The least of n delays lies about spread / n above the least there is; a line
        # through two such, drawn on to the newest, is ten times worse at times.
        self.doubt_s = 10.0 * quantile(late, 0.9) / min(self._n, WINDOW)

    def _doubt_regularity(self, arrivals: Floats) -> None:
        # A period that the arrivals share without regard to their numbers says that
        # the numbers went wrong, not the timer.
        self.regular = False
        if arrivals.size >= SHORTEST_COMB:
            period_s = timer_period_s(arrivals[-LONGEST_COMB:])
            if period_s is not None:
                self.misled = True
                self._prior_s, self._prior_sd_s = period_s, KNOWN_PERIOD_SD_S

    def _first_period_s(self, numbers: Floats, arrivals: Floats) -> float:
        # Least squares drawn towards the prior: a handful of jittered arrivals says
        # less about the period than knowing that it is a strap. Whatever its successor
        # caught up with was late, and says nothing.
        timely = np.ones(arrivals.size, np.bool_)
        timely[:-1] = arrivals[1:] - arrivals[:-1] > CAUGHT_UP * self._prior_s
        numbers, arrivals = numbers[timely], arrivals[timely]
        x = numbers - numbers.mean()
        weight = JITTER_SD_S**2 / self._prior_sd_s**2
        slope = (weight * self._prior_s + x @ arrivals) / (weight + x @ x)
        return float(slope)


def touching_period_s(numbers: Floats, arrivals: Floats, period_s: float) -> float:
    """Slope, in seconds, of the line that touches both halves from below."""
    half = numbers.size // 2
    for _ in range(3):
        rest = arrivals - period_s * numbers
        i = int(rest[:half].argmin())
        j = half + int(rest[half:].argmin())
        step = float((rest[j] - rest[i]) / (numbers[j] - numbers[i]))
        period_s += step
        if abs(step) < 1e-7:
            break
    return period_s


def strays(rest_s: Floats) -> Bools:
    """Which arrivals lie so far below all others that their number must be wrong.

    Nothing comes early, but one that came nearly a period late, while its successor
    was lost, passes for that successor and would drag the line down.
    """
    lowest = np.sort(np.partition(rest_s, MOST_STRAYS)[: MOST_STRAYS + 1])
    dense = np.flatnonzero(lowest[1:] - lowest[:-1] <= STRAY_S)
    line_s = lowest[dense[0]] if dense.size else lowest[0]
    stray: Bools = rest_s < line_s
    return stray


def timer_period_s(arrivals_s: Floats) -> float | None:
    """Period, in seconds, of the timer behind these arrivals; None where none shows.

    It needs no numbers: on a timer's period all arrivals have nearly one phase.
    """
    since_s = arrivals_s - arrivals_s[0]
    typical_s = quantile(np.diff(arrivals_s), 0.5)
    if typical_s <= 0:
        return None
    # A period is told from its neighbour by a tenth of a turn over the whole stretch.
    turns = np.arange(0.85, 1.15, 0.1 / max(since_s[-1] / typical_s, 10.0))
    periods_s = typical_s * turns
    phases = np.exp((2j * np.pi) * since_s[None, :] / periods_s[:, None]).mean(axis=1)
    best = int(np.abs(phases).argmax())
    if abs(phases[best]) < COHERENT:
        return None
    period_s = float(periods_s[best])
    middle_s = float(np.angle(phases[best])) / (2 * np.pi) * period_s
    late_s = np.mod(since_s - middle_s + period_s / 2, period_s)
    # A phase that wanders slowly is shared for a while too, but it does not scatter.
    step_s = np.mod(np.diff(late_s) + period_s / 2, period_s) - period_s / 2
    roughness = float(np.mean(step_s**2))
    return period_s if roughness > float(late_s.var()) else None


def is_regular(late_s: Floats, period_s: float) -> bool:
    """Whether these delays behind the line look like a timer behind a radio."""
    if quantile(late_s, 0.8) > 0.6 * period_s:
        return False
    clipped = np.minimum(late_s, quantile(late_s, 0.95))
    # A line that is still a little askew is not a phase that wanders.
    x = np.arange(clipped.size) - (clipped.size - 1) / 2
    clipped = clipped - x * float(x @ clipped) / float(x @ x)
    variance = mean_square(clipped - float(np.add.reduce(clipped)) / clipped.size)
    if variance < JITTER_SD_S**2:
        return True
    # The ratio scatters by 2 / sqrt(n): four times that is no accident.
    wander = min(WANDER, 2.0 - 8.0 / clipped.size**0.5)
    roughness = mean_square(clipped[1:] - clipped[:-1])
    return bool(roughness > wander * variance)


def mean_square(values: Floats) -> float:
    """The mean of the squares, to the last bit as numpy's, at a third of its price."""
    return float(np.add.reduce(values * values)) / values.size
