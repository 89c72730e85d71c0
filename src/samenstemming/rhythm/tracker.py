"""Notifications to runs: which are adjacent, which were lost, what limits each run.

Both clocks stand on this. A notification is placed only when a few have come after
it, because they tell whether it was late or its neighbour lost. What is placed stays.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from samenstemming.rhythm.bridge import UNIFORM_SD, Hint, narrowed
from samenstemming.rhythm.cadence import Cadence
from samenstemming.rhythm.ledger import INFINITE, Ledger
from samenstemming.rhythm.notices import Estimate, History, Notice, Placed
from samenstemming.settings import Settings

SAME_NOTIFICATION_S: Final = 0.02
"""Logged rows closer than this are one notification, written row by row."""

LOGGED_SILENCE_S: Final = 60.0
"""Logs leave out empty notifications; the timer went on behind them this long."""

UNTIDY_S: Final = 0.2
"""Limits may contradict each other by this much; the shortest RR is longer."""

LOST_SHARE: Final = 0.7
"""A lost RR shifts the offset by at least this share of its neighbours."""

MOST_RR: Final = 9
"""A notification this full may have left RR behind for the next."""

FEW: Final = 2
"""Without a timer this many late notifications in a row prove a loss."""

MOST_AHEAD: Final = 12
MOST_AHEAD_LOGGED: Final = 40
"""Notifications that are looked at ahead; a log needs more to tell empty from lost."""

HELD_BACK_S: Final = 0.5


class Ahead(NamedTuple):
    """Limits set by the pending notifications up to `at`, were they all of one run.

    `excess_s` is by how much its send time moved more than its RR account for.
    """

    at: int
    high: float
    low: float
    excess_s: float


class Tracker:
    """Numbers notifications, splits runs and keeps the limits of the newest run."""

    def __init__(
        self,
        settings: Settings,
        *,
        period_s: float | None = None,
        history: list[History] | None = None,
    ) -> None:
        self.cadence = Cadence()
        if period_s is not None:
            self.cadence.know_period(period_s)
        self.ledger = Ledger(self.cadence)
        self.history = history
        self.pending: deque[Notice] = deque()
        self.breaks: list[tuple[int, str]] = []
        self.ended: dict[int, Estimate] = {}
        self.run = -1
        self.segment = 0
        self._closed = -1
        self._gap_s = settings.gap_s
        self._reason: str | None = "not_started"
        self._carried: str | None = None
        self._empty = False
        self._full = False
        self._sum_s = 0.0
        self._rr_s = 0.8
        self._hints: tuple[Hint, ...] = ()
        self._last_arrival_s: float | None = None
        self._last_send_s = -INFINITE

    def take(self, arrival_s: float, rr_s: tuple[float, ...], *, logged: bool) -> None:
        """Queue one notification, in order of arrival."""
        newest = self.pending[-1] if self.pending else None
        if (
            logged
            and newest is not None
            and self._reason is None
            and arrival_s - newest.arrival_s < SAME_NOTIFICATION_S
        ):
            newest.rr_s += rr_s
            return
        self.pending.append(Notice(arrival_s, rr_s, logged, self._reason))
        self._reason = None

    def interrupt(self, reason: str) -> None:
        """Say that what comes next belongs to a new run."""
        if self._reason is None:
            self._reason = reason

    def advance(self, arrived_s: float, until_s: float) -> list[Placed]:
        """Place what arrived up to `arrived_s` or may hold beats up to `until_s`."""
        placed: list[Placed] = []
        while self.pending:
            notice = self.pending[0]
            if (
                notice.arrival_s > arrived_s
                and notice.arrival_s - sum(notice.rr_s) - HELD_BACK_S > until_s
            ):
                break
            placed += self._place()
        return placed

    def estimate(self) -> Estimate:
        """Offset of the newest run, from what was placed and what is pending."""
        high, low = self.ledger.high, self.ledger.low
        if self.pending and not self._restarts(self.pending[0], self._last_arrival_s):
            for ahead in self._ahead(self._numbers()):
                if self._contradicts(ahead):
                    break
                high = min(high, ahead.high)
                low = max(low, ahead.low)
        return self._estimate(high, low)

    def _estimate(self, high: float, low: float) -> Estimate:
        rate = self.ledger.rate
        if not self.cadence.regular:
            return Estimate(high, self.ledger.untimed_half_s, rate)
        if low == -INFINITE:
            low = high - self._rr_s
        middle_s, half_s = narrowed(low, high, self._hints)
        return Estimate(middle_s, half_s + self.ledger.doubt_s, rate)

    # -- what is pending --------------------------------------------------------

    def _numbers(self) -> list[int]:
        """Places of the pending notifications that belong to the same segment."""
        arrivals: list[float] = []
        most = MOST_AHEAD_LOGGED if self.pending[0].logged else MOST_AHEAD
        last_s = self.pending[0].arrival_s
        # `_restarts`, without a call for each of what is most of an hour's work.
        for notice in islice(self.pending, 1 if self.cadence.misled else most):
            arrival_s = notice.arrival_s
            silence_s = LOGGED_SILENCE_S if notice.logged else self._gap_s
            if arrivals and (
                notice.reason is not None or arrival_s - last_s > silence_s
            ):
                break
            arrivals.append(arrival_s)
            last_s = arrival_s
        return self.cadence.number(arrivals)

    def _restarts(self, notice: Notice, last_s: float | None) -> bool:
        if notice.reason is not None or last_s is None or self.cadence.misled:
            return True
        silence_s = LOGGED_SILENCE_S if notice.logged else self._gap_s
        return notice.arrival_s - last_s > silence_s

    def _ahead(self, numbers: Sequence[int]) -> Iterator[Ahead]:
        """Limits from one pending notification on to the next, were no RR lost."""
        cadence = self.cadence
        period_s, scale = cadence.period_s, 1.0 + self.ledger.rate
        sum_s, sent_s, full = self._sum_s, self._last_send_s, self._full
        high, low = INFINITE, -INFINITE
        before = cadence.last
        for i, (number, notice) in enumerate(zip(numbers, self.pending, strict=False)):
            lost = before is not None and number - before > 1 and not notice.logged
            if i and (lost or notice.reason is not None):
                return
            before = number
            if not notice.rr_s:
                continue
            if max(notice.rr_s) > self._gap_s:
                return
            opens_s = sum_s
            sum_s += sum(notice.rr_s)
            if cadence.regular:
                send_s = cadence.base_s + period_s * number
                before_s = send_s - period_s
                high = min(high, send_s - scale * sum_s, before_s - scale * opens_s)
                if not full:
                    low = max(low, before_s - scale * (opens_s + notice.rr_s[0]))
            else:
                send_s = notice.arrival_s
                high = min(high, send_s - scale * sum_s)
            yield Ahead(i, high, low, send_s - sent_s - (sum_s - opens_s))
            sent_s, full = send_s, len(notice.rr_s) >= MOST_RR

    def _contradicts(self, ahead: Ahead) -> bool:
        high, low = min(ahead.high, self.ledger.high), max(ahead.low, self.ledger.low)
        return low - high > UNTIDY_S

    def _lost_unseen(self, numbers: Sequence[int]) -> bool:
        """Whether RR went missing just before the first pending notification.

        Where the limits ahead contradict those of the run, RR went missing somewhere
        ahead: most likely where most time passed that no RR accounts for.
        """
        if self.ledger.high == INFINITE:
            return False
        if not self.cadence.regular:
            return self._late_from_here()
        ahead = self._ahead(numbers)
        first = next(ahead, None)
        if first is None or first.at != 0:
            return False
        if self._contradicts(first):
            return True
        last = first
        for last in ahead:
            # Most time is unaccounted for further on, so nothing went missing here.
            # Most calls end early here, and this is where an hour's time goes.
            if last.excess_s > first.excess_s:
                return False
        return self._contradicts(last)

    def _late_from_here(self) -> bool:
        """Whether every delay from here on, up to the next jump, is an RR too long.

        Without a timer this is all there is: one late notification is late alone,
        but behind a lost RR every one is.
        """
        # Were the spread of undetected losses let in, no loss would be found again.
        spread_s = min(self.ledger.spread_s, 1.2 * self._rr_s)
        jump_s = max(LOST_SHARE * self._rr_s, spread_s)
        scale = 1.0 + self.ledger.rate
        sum_s, last_s = self._sum_s, self.ledger.high
        least_s, count = INFINITE, 0
        for notice in islice(self.pending, MOST_AHEAD):
            sum_s += sum(notice.rr_s)
            delay_s = notice.arrival_s - scale * sum_s
            if count and (delay_s - last_s > jump_s or notice.reason is not None):
                break
            if notice.rr_s:
                least_s, last_s, count = min(least_s, delay_s), delay_s, count + 1
        return count >= FEW and least_s - self.ledger.high > jump_s

    def _surely_whole(self, numbers: Sequence[int]) -> bool:
        """Whether a log's missing places can only have been empty notifications.

        A lost RR would push the offset up by about itself; as soon as the limits
        leave no room for that, nothing was lost.
        """
        room_s = self.ledger.low + LOST_SHARE * self._rr_s
        for ahead in self._ahead(numbers):
            if self._contradicts(ahead):
                return False
            if ahead.high < room_s:
                return True
        return False

    # -- placing ----------------------------------------------------------------

    def _place(self) -> list[Placed]:
        notice = self.pending[0]
        last_s = self._last_arrival_s
        broken: str | None = None
        restarts = self._restarts(notice, last_s)
        if restarts:
            misled = "lost_notification" if self.cadence.misled else "silence"
            broken = notice.reason or misled
            if last_s is not None:
                self._restart()
        numbers = self._numbers()
        last = self.cadence.last
        missing = last is not None and numbers[0] - last > 1
        if missing and not notice.logged:
            broken = broken or "lost_notification"
        if broken is None and self._carried is None and notice.rr_s:
            if missing and not self._surely_whole(numbers):
                late = last_s is not None and notice.arrival_s - last_s > self._gap_s
                broken = "silence" if late else "lost_notification"
            elif self._lost_unseen(numbers):
                broken = "no_rr" if self._empty else "lost_notification"
        self._carried = self._carried or broken
        self.pending.popleft()
        self._last_arrival_s = notice.arrival_s
        self.cadence.keep(notice.arrival_s, numbers[0])
        self._remember(notice.arrival_s, numbers[0])
        if not notice.rr_s:
            self._empty, self._full = True, False
            return []
        parts = self._parts(notice, numbers[0], backlog=restarts or self._full)
        self._empty, self._full = False, len(notice.rr_s) >= MOST_RR
        regular = self.cadence.regular
        self._last_send_s = (
            self.cadence.send_s(numbers[0]) if regular else notice.arrival_s
        )
        return parts

    def _remember(self, arrival_s: float, number: int) -> None:
        if self.history is None:
            return
        if len(self.history) <= self.segment:
            self.history.append(History())
        history = self.history[-1]
        history.numbers.append(number)
        history.arrivals.append(arrival_s)
        history.period_s = self.cadence.period_s
        history.regular = self.cadence.regular

    def _parts(self, notice: Notice, number: int, *, backlog: bool) -> list[Placed]:
        """Beats of one notification; an RR longer than a gap splits them."""
        parts: list[Placed] = []
        for rr_s in notice.rr_s:
            gap = rr_s > self._gap_s
            if gap:
                self._carried = self._carried or "no_rr"
            if self._carried is not None or not parts:
                if parts:
                    self._record(parts[-1])
                if self._carried is not None:
                    self._begin(self._carried, rr_s)
                unknown = backlog or bool(parts)
                parts.append(
                    Placed(
                        segment=self.segment,
                        number=number,
                        arrival_s=notice.arrival_s,
                        run=self.run,
                        before_s=-INFINITE if unknown or gap else self._sum_s,
                        first_s=INFINITE if unknown or gap else self._sum_s + rr_s,
                    )
                )
            # The clock of a run starts at its first beat where no RR leads up to it.
            self._sum_s += 0.0 if gap else rr_s
            parts[-1].sums_s.append(self._sum_s)
            parts[-1].rr_s.append(None if gap else rr_s)
            if not gap:
                self._rr_s += 0.1 * (rr_s - self._rr_s)
        self._record(parts[-1])
        return parts

    def _record(self, part: Placed) -> None:
        self.ledger.add(
            number=part.number,
            arrival_s=part.arrival_s,
            before_s=part.before_s,
            first_s=part.first_s,
            last_s=part.sums_s[-1],
            run=part.run,
        )

    def _restart(self) -> None:
        self._close()
        self.segment += 1
        self.cadence.restart()
        self.ledger.begin_segment()

    def _close(self) -> None:
        if self.run > self._closed:
            self._closed = self.run
            self.ended[self.run] = self._estimate(self.ledger.high, self.ledger.low)

    def _begin(self, reason: str, rr_s: float) -> None:
        self._close()
        ended = self.ended.get(self.run)
        self._hints = ()
        if reason == "lost_notification" and ended is not None:
            beat_s = ended.offset_s + (1.0 + ended.rate) * self._sum_s
            around_s = (self._rr_s + rr_s) / 2
            sd_s = UNIFORM_SD * ended.half_s
            self._hints = (Hint(beat_s, sd_s, around_s, 1),)
        self.run += 1
        self.breaks.append((self.run, reason))
        self._carried = None
        self._sum_s = 0.0
        self.ledger.begin_run()
