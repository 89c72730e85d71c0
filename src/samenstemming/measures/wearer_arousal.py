"""From one wearer's beats and who speaks to the level against the own baseline.

Each beat is compared with the baseline of the role in which it fell (talk where its
wearer spoke, rest otherwise), and the median of the last 30 s is taken of that. With
one role this is the median heart rate less the baseline; at a change of speaker it
does not mistake half a window of talk for arousal.

`accepted` is counted in time, not in beats: the share of the window that accepted
intervals cover. A beat that never arrived counts against it too.

The same code runs live, on beats judged as they come, and on a whole record.
"""

from collections import deque
from dataclasses import dataclass
from statistics import median, stdev
from typing import Final

from samenstemming.events import Wearer
from samenstemming.measures.arousal import ArousalTable, Level
from samenstemming.measures.step_context import BaselineKind, BaselineStep, StepContext
from samenstemming.measures.windows import BeatLog
from samenstemming.series import ArousalState, WearerArousal
from samenstemming.settings import Settings

FEWEST_BEATS: Final = 10
"""A median of fewer beats is a beat."""

LONGEST_BASELINE_S: Final = 300.0
"""Of a longer rest the end counts; a live log keeps little more than that."""

Rates = list[tuple[float, float]]
"""Time in seconds and heart rate in bpm of accepted beats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What is usual for a wearer in one role: median, spread, and what it rests on."""

    kind: BaselineKind
    bpm: float
    sd_bpm: float
    clean_s: float
    start_s: float
    end_s: float


class ArousalFollower:
    """One wearer's baselines and level, second by second."""

    def __init__(self, wearer: Wearer, settings: Settings) -> None:
        self.wearer = wearer
        self.baselines: dict[BaselineKind, Baseline] = {}
        self._settings = settings
        self._table = ArousalTable(settings)
        self._roles: deque[tuple[float, BaselineKind]] = deque()

    def learn(self, step: BaselineStep, log: BeatLog) -> Baseline | None:
        """Take the baseline of a step that is over; None where too little is clean.

        A later one takes the place of an earlier; one that fails takes none away.
        """
        if self.wearer not in step.wearers:
            return None
        start_s = max(step.start_s, step.end_s - LONGEST_BASELINE_S)
        if step.end_s <= start_s:
            return None
        beats = log.accepted(log.cut(step.end_s, step.end_s - start_s))
        rates = [60_000 / nn for _, nn in beats]
        clean_s = sum(nn for _, nn in beats) / 1000
        if clean_s < step.least_clean_s or len(rates) < FEWEST_BEATS:
            return None
        found = Baseline(
            kind=step.kind,
            bpm=median(rates),
            sd_bpm=stdev(rates),
            clean_s=clean_s,
            start_s=start_s,
            end_s=step.end_s,
        )
        self.baselines[step.kind] = found
        return found

    def at(
        self, t_s: float, log: BeatLog, upcoming_ms: float | None, context: StepContext
    ) -> WearerArousal:
        """The level at this second, from beats up to it."""
        knobs = self._settings
        role = self._role(t_s, context)
        own = self.baselines.get(role)
        window = log.cut(t_s, min(knobs.arousal_window_s, t_s))
        quality = log.quality(window, upcoming_ms)
        accepted = quality.coverage * (1 - quality.corrected)
        minute = log.cut(t_s, min(knobs.arousal_slope_s, t_s))
        rates = [(t, 60_000 / nn) for t, nn in log.accepted(minute)]
        late = [(t, rate) for t, rate in rates if t > window.start_s]
        enough = accepted >= knobs.arousal_lost_share and len(late) >= FEWEST_BEATS
        rate = _median([bpm for _, bpm in late]) if enough else None
        d = self._above(late, rate, window.start_s, own)
        state = self._table.take(
            Level(
                t_s=t_s,
                d_bpm=d,
                heart_rate_bpm=rate,
                accepted=accepted,
                longest_gap_s=quality.longest_gap_s,
                obstacle=self._obstacle(t_s, role, context),
            )
        )
        steady = log.quality(minute, upcoming_ms)
        whole = steady.coverage * (1 - steady.corrected) >= knobs.arousal_lost_share
        long_enough = t_s >= knobs.arousal_slope_s
        return WearerArousal(
            wearer=self.wearer,
            state=state,
            reason=self._table.reason if state is ArousalState.UNKNOWN else None,
            heart_rate_bpm=rate,
            d_bpm=d,
            z=None
            if d is None or own is None
            else d / max(own.sd_bpm, knobs.arousal_sd_floor_bpm),
            slope_bpm_per_min=self._slope(rates, minute.start_s)
            if whole and long_enough
            else None,
            accepted=accepted,
            baseline=None if own is None else role.value,
            baseline_bpm=None if own is None else own.bpm,
        )

    def _role(self, t_s: float, context: StepContext) -> BaselineKind:
        speaking = context.speech.now
        role = (
            BaselineKind.TALK
            if speaking is not None and self.wearer in speaking
            else BaselineKind.REST
        )
        if not self._roles or self._roles[-1][1] is not role:
            self._roles.append((t_s, role))
        while len(self._roles) > 1 and (
            self._roles[1][0] < t_s - self._settings.arousal_slope_s
        ):
            self._roles.popleft()
        return role

    def _obstacle(
        self, t_s: float, role: BaselineKind, context: StepContext
    ) -> str | None:
        if context.moved_lately(t_s):
            return "after_movement"
        if role in self.baselines:
            return None
        return "no_talk_baseline" if self.baselines else "no_baseline"

    def _above(
        self, late: Rates, rate: float | None, start_s: float, own: Baseline | None
    ) -> float | None:
        """The median of the beats above the baseline of their role, in bpm."""
        if rate is None or own is None:
            return None
        if self._one_role(start_s):
            return rate - own.bpm
        over = self._over(late)
        return _median([bpm for _, bpm in over]) if over else None

    def _one_role(self, start_s: float) -> bool:
        """Whether the present role began before this second."""
        return self._roles[-1][0] <= start_s or len(self._roles) == 1

    def _over(self, rates: Rates) -> Rates:
        """The same beats above the baseline of their role; others are left out."""
        found: Rates = []
        roles = list(self._roles)
        own = self.baselines.get(roles[0][1])
        k = 1
        for t, rate in rates:
            while k < len(roles) and roles[k][0] <= t:
                own = self.baselines.get(roles[k][1])
                k += 1
            if own is not None:
                found.append((t, rate - own.bpm))
        return found

    def _slope(self, rates: Rates, start_s: float) -> float | None:
        """Change of the heart rate in bpm a minute, the talk effect taken out.

        None where somebody began or stopped to speak and that effect is not known.
        """
        points = rates
        if not self._one_role(start_s):
            points = self._over(rates)
            if len(points) < len(rates):
                return None
        n = len(points)
        if n < FEWEST_BEATS:
            return None
        # Around a point among them, or the squares of large numbers would be left.
        t_0, y_0 = points[n // 2]
        s_t = s_y = s_tt = s_ty = 0.0
        for t, y in points:
            x, v = t - t_0, y - y_0
            s_t += x
            s_y += v
            s_tt += x * x
            s_ty += x * v
        spread = s_tt - s_t * s_t / n
        return 60 * (s_ty - s_t * s_y / n) / spread if spread > 0 else None


def _median(values: list[float]) -> float:
    """The middle value, or halfway between the two; the library's takes longer."""
    values.sort()
    n = len(values)
    middle = values[n // 2]
    return middle if n % 2 else (values[n // 2 - 1] + middle) / 2
