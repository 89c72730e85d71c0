"""The newest notifications with RR, and what they say about offset and rate.

A rolling table: eight hours of a session take no more memory than ten minutes.
"""

from enum import IntEnum
from typing import Final

import numpy as np

from samenstemming.rhythm.bounds import RATE_SD, rate_of
from samenstemming.rhythm.cadence import Cadence
from samenstemming.rhythm.quantiles import quantile
from samenstemming.series import Floats

INFINITE: Final = float("inf")

WINDOW: Final = 200
"""Notifications that limit the offset: a crystal wanders over minutes."""

RATE_WINDOW: Final = 600
RATE_EVERY: Final = 64
RATE_FIRST: Final = (24, 32, 48, 64, 96)
"""After this many notifications a rate begins to show; later it hardly moves."""

KNOWN_RATE_SD: Final = 20e-6
"""A strap that reconnects still has its crystal."""

REFRESH_EVERY: Final = 8
EAGER: Final = 20
"""While the line is young every notification moves it, so limits are drawn anew."""

UNTIMED_SPREAD_S: Final = 0.3
"""Spread of the delays of a device without a timer, until it shows its own."""

ROWS: Final = 1024
KEPT: Final = 640


class Column(IntEnum):
    """Rows of the table; RR sums are on the strap's clock, in seconds."""

    NUMBER = 0
    ARRIVAL = 1
    BEFORE = 2
    FIRST = 3
    LAST = 4
    RUN = 5


def untimed_half_s(spread_s: float, rows: int) -> float:
    """Half-width, in seconds, of an offset that rests on the least of `rows` delays."""
    return spread_s * (0.25 + 1.0 / rows)


class Ledger:
    """Limits of the newest run's offset, and the rate of the strap's clock."""

    def __init__(self, cadence: Cadence) -> None:
        self.cadence = cadence
        self.rate = 0.0
        self.rate_sd = RATE_SD
        self.high = INFINITE
        self.low = -INFINITE
        self.spread_s = UNTIMED_SPREAD_S
        self._prior = (0.0, RATE_SD)
        self._table = np.zeros((len(Column), ROWS))
        self._rows = 0
        self._segment_row = 0
        self._run_row = 0

    def begin_run(self) -> None:
        """Forget the limits: the offset of a new run is anybody's guess."""
        self.high, self.low = INFINITE, -INFINITE
        self._run_row = self._rows

    def begin_segment(self) -> None:
        """Numbers start again; older rows no longer mean anything."""
        if self._rows - self._segment_row > WINDOW:
            self._prior = (self.rate, max(self.rate_sd, KNOWN_RATE_SD))
        self._segment_row = self._rows
        self.begin_run()

    def add(
        self,
        *,
        number: int,
        arrival_s: float,
        before_s: float,
        first_s: float,
        last_s: float,
        run: int,
    ) -> None:
        """Take one notification's part in the newest run."""
        if self._rows == ROWS:
            self._table[:, :KEPT] = self._table[:, -KEPT:]
            self._rows = KEPT
            self._segment_row = max(0, self._segment_row - (ROWS - KEPT))
            self._run_row = max(0, self._run_row - (ROWS - KEPT))
        self._table[:, self._rows] = (number, arrival_s, before_s, first_s, last_s, run)
        self._rows += 1
        age = self._rows - self._segment_row
        if (age % RATE_EVERY == 0 or age in RATE_FIRST) and self.cadence.regular:
            self._learn_rate()
        if age <= EAGER or age % REFRESH_EVERY == 0:
            self._refresh()
        else:
            high, low = self._limits_of_one(
                number, arrival_s, before_s, first_s, last_s
            )
            self.high, self.low = min(self.high, high), max(self.low, low)

    @property
    def untimed_half_s(self) -> float:
        """Half-width, in seconds, where no timer limits the offset from below."""
        rows = max(1, min(self._rows - self._run_row, WINDOW))
        return untimed_half_s(self.spread_s, rows)

    @property
    def doubt_s(self) -> float:
        """What the half-width leaves out, in seconds: rate and line are guesses too."""
        rows = min(self._rows - self._run_row, WINDOW)
        reach_s = rows * self.cadence.period_s / 2
        return reach_s * self.rate_sd + self.cadence.doubt_s

    def _limits(self, rows: Floats) -> tuple[float, float]:
        scale = 1.0 + self.rate
        if not self.cadence.regular:
            delays = rows[Column.ARRIVAL] - scale * rows[Column.LAST]
            return float(delays.min()), -INFINITE
        period_s = self.cadence.period_s
        send_s = self.cadence.base_s + period_s * rows[Column.NUMBER]
        high = float((send_s - scale * rows[Column.LAST]).min())
        send_s -= period_s
        high = min(high, float((send_s - scale * rows[Column.BEFORE]).min()))
        return high, float((send_s - scale * rows[Column.FIRST]).max())

    def _limits_of_one(
        self,
        number: int,
        arrival_s: float,
        before_s: float,
        first_s: float,
        last_s: float,
    ) -> tuple[float, float]:
        """The same of a single row: most calls, and an array of one is slow."""
        scale = 1.0 + self.rate
        if not self.cadence.regular:
            return arrival_s - scale * last_s, -INFINITE
        period_s = self.cadence.period_s
        send_s = self.cadence.base_s + period_s * number
        high = send_s - scale * last_s
        send_s -= period_s
        high = min(high, send_s - scale * before_s)
        return high, send_s - scale * first_s

    def _refresh(self) -> None:
        rows = self._table[:, max(self._run_row, self._rows - WINDOW) : self._rows]
        self.high, self.low = self._limits(rows)
        if not self.cadence.regular and rows.shape[1] >= EAGER:
            scale = 1.0 + self.rate
            delays = rows[Column.ARRIVAL] - scale * rows[Column.LAST] - self.high
            self.spread_s = quantile(delays, 0.95)

    def _learn_rate(self) -> None:
        start = max(self._segment_row, self._rows - RATE_WINDOW)
        rows = self._table[:, start : self._rows]
        send_s = self.cadence.base_s + self.cadence.period_s * rows[Column.NUMBER]
        runs = rows[Column.RUN]
        starts = np.flatnonzero(np.diff(runs, prepend=runs[0] - 1))
        self.rate, self.rate_sd = rate_of(
            send_s=send_s,
            sent_before_s=send_s - self.cadence.period_s,
            before_s=rows[Column.BEFORE],
            first_s=rows[Column.FIRST],
            last_s=rows[Column.LAST],
            starts=starts,
            prior=self._prior[0],
            prior_sd=self._prior[1],
        )
