"""One wearer's level against the own baseline: five states with hysteresis.

The table of conversation.md 3.3, row by row. It reads three numbers a second (how far
the heart rate lies above the baseline, the heart rate, the share of accepted beats)
and no clock. All thresholds are settings.

What surprised us: the median over 30 s needs 13 s to follow a leap of 25 bpm, so the
30 s of "high" are full 43 s after it. And a wearer who comes back from unknown is not
high again because of before: no state is carried over a gap. Movement would come from
acceleration, which the heart rate service does not have: it counts as normal.

The thresholds are design defaults, not validated against how a talk goes. A calm line
is neither safety nor love.
"""

from dataclasses import dataclass

from samenstemming.series import ArousalState
from samenstemming.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What one second says about one wearer.

    `accepted` is the share of accepted beats (0-1); `obstacle` a code for whatever
    makes the state unknown for a reason outside these numbers.
    """

    t_s: float
    d_bpm: float | None
    heart_rate_bpm: float | None
    accepted: float
    longest_gap_s: float = 0.0
    obstacle: str | None = None


class ArousalTable:
    """Feed it one second after the other; it is in one state."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._since: dict[str, float] = {}
        self.state = ArousalState.UNKNOWN
        self.reason: str | None = "regaining"
        self._entered_s = 0.0

    def take(self, now: Level) -> ArousalState:
        """The state at this second; `reason` says why it is unknown, if it is."""
        knobs = self._settings
        good_s = self._held("good", now, holds=now.accepted >= knobs.arousal_good_share)
        d = now.d_bpm
        high_s = self._held("high", now, holds=self._is_high(now))
        again_s = self._held("again", now, holds=self._is_far_above(now))
        busy_s = self._held(
            "busy", now, holds=d is not None and d >= knobs.arousal_busy_bpm
        )
        calm_s = self._held(
            "calm", now, holds=d is not None and d < knobs.arousal_calm_bpm
        )
        down_s = self._held(
            "down", now, holds=d is not None and d < knobs.arousal_busy_bpm
        )
        self.reason = self._why_unknown(now)
        if self.reason is None and self.state is ArousalState.UNKNOWN:
            if good_s < knobs.arousal_regain_s:
                self.reason = "regaining"
            else:
                self._enter(ArousalState.CALM, now)
        if self.reason is not None:
            self._enter(ArousalState.UNKNOWN, now)
            return self.state
        in_state_s = now.t_s - self._entered_s
        match self.state:
            case ArousalState.HIGH:
                stayed = in_state_s >= knobs.arousal_high_least_s
                if stayed and down_s >= knobs.arousal_settle_s:
                    self._enter(ArousalState.SETTLING, now)
            case ArousalState.SETTLING:
                if again_s >= knobs.arousal_high_s:
                    self._enter(ArousalState.HIGH, now)
                elif min(calm_s, in_state_s) >= knobs.arousal_settle_s:
                    self._enter(ArousalState.CALM, now)
            case _ if high_s >= knobs.arousal_high_s:
                self._enter(ArousalState.HIGH, now)
            case ArousalState.CALM:
                if busy_s >= knobs.arousal_busy_s:
                    self._enter(ArousalState.BUSY, now)
            case _:
                if calm_s >= knobs.arousal_calm_s:
                    self._enter(ArousalState.CALM, now)
        return self.state

    def _is_high(self, now: Level) -> bool:
        knobs = self._settings
        d, rate = now.d_bpm, now.heart_rate_bpm
        if d is None or rate is None or now.accepted < knobs.arousal_good_share:
            return False
        fast = rate >= knobs.arousal_high_rate_bpm and d >= knobs.arousal_high_over_bpm
        return d >= knobs.arousal_high_bpm or fast

    def _is_far_above(self, now: Level) -> bool:
        knobs = self._settings
        good = now.accepted >= knobs.arousal_good_share
        return good and now.d_bpm is not None and now.d_bpm >= knobs.arousal_high_bpm

    def _why_unknown(self, now: Level) -> str | None:
        knobs = self._settings
        if now.t_s < knobs.arousal_first_s:
            return "first_minute"
        if now.longest_gap_s > knobs.arousal_gap_s:
            return "signal_gap"
        if now.accepted < knobs.arousal_lost_share:
            return "poor_signal"
        if now.obstacle is not None:
            return now.obstacle
        return "poor_signal" if now.d_bpm is None else None

    def _enter(self, state: ArousalState, now: Level) -> None:
        if state is not self.state:
            self.state, self._entered_s = state, now.t_s

    def _held(self, name: str, now: Level, *, holds: bool) -> float:
        """For how many seconds this has been so, up to now; -1 where it is not."""
        if not holds:
            self._since.pop(name, None)
            return -1.0
        return now.t_s - self._since.setdefault(name, now.t_s)
