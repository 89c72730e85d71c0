"""The frame of one closed second about the two together, from logs and markers.

A marker counts from its own time on and not from its arrival, so that the state of a
second does not depend on how late that second was closed. A marker that comes after
its second was closed counts from the next one.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from samenstemming.events import Marker, Wearer
from samenstemming.measures.joint_state import JointFollower
from samenstemming.measures.step_context import (
    BaselineKind,
    BaselineStep,
    StepContext,
)
from samenstemming.measures.wearer_arousal import ArousalFollower, Baseline
from samenstemming.measures.windows import BeatLog
from samenstemming.series import DyadFrame
from samenstemming.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class RestFound:
    """What the newest quiet minutes came to; `enough`: both have a baseline of rest."""

    end_s: float
    enough: bool


BASELINE: Final = "baseline"
"""The marker of a baseline that was found in the talk before."""

Logs = Mapping[Wearer, tuple[BeatLog, float | None]]
"""Each wearer's log, and the interval after its newest beat where that is known."""


def baseline_in(marker: Marker) -> Baseline | None:
    """The baseline that this marker holds; None where it holds none."""
    try:
        kind = BaselineKind(str(marker.data.get("kind")))
        bpm, sd_bpm, clean_s = (
            float(str(marker.data[name])) for name in ("bpm", "sd_bpm", "clean_s")
        )
    except (KeyError, ValueError):
        return None
    if not (30 <= bpm <= 220 and 0 <= sd_bpm < 100 and clean_s >= 0):
        return None
    t_s = marker.t_ns / 1e9
    return Baseline(
        kind=kind, bpm=bpm, sd_bpm=sd_bpm, clean_s=clean_s, start_s=t_s, end_s=t_s
    )


class DyadFollower:
    """Arousal of each and the state of both, one closed second after the other."""

    def __init__(self, settings: Settings) -> None:
        self.followers = {
            wearer: ArousalFollower(wearer, settings) for wearer in Wearer
        }
        self._context = StepContext(settings)
        self._joint = JointFollower(settings)
        self._waiting: deque[Marker] = deque()
        self.rest: RestFound | None = None

    def hear(self, marker: Marker) -> None:
        """Take a marker; it counts once its second is closed."""
        self._waiting.append(marker)

    def close(self, end_s: float, logs: Logs) -> DyadFrame:
        """The frame of the second that ends here; the logs reach up to it."""
        while self._waiting and self._waiting[0].t_ns / 1e9 <= end_s:
            marker = self._waiting.popleft()
            self._adopt(marker)
            ended = self._context.take(marker)
            if ended is not None:
                self._learn(ended, logs)
                if marker.data.get("how") not in ("skipped", "stopped"):
                    self._judge(ended, logs)
        levels = {
            wearer: self.followers[wearer].at(end_s, log, upcoming_ms, self._context)
            for wearer, (log, upcoming_ms) in logs.items()
        }
        a, b = levels.get(Wearer.A), levels.get(Wearer.B)
        joint, reason = self._joint.take(end_s, (a, b))
        return DyadFrame(
            t_s=end_s,
            joint=joint,
            reason=reason,
            a=a,
            b=b,
            instructed=self._context.instructed,
        )

    def _adopt(self, marker: Marker) -> None:
        """Take over a baseline that was found earlier the same evening."""
        if marker.name != BASELINE or marker.wearer is None:
            return
        baseline = baseline_in(marker)
        if baseline is not None:
            self.followers[marker.wearer].baselines.setdefault(baseline.kind, baseline)

    def _judge(self, ended: BaselineStep, logs: Logs) -> None:
        """Whether these quiet minutes were enough; with one strap nobody asks."""
        if ended.kind is BaselineKind.REST and len(logs) == len(Wearer):
            has = [BaselineKind.REST in of.baselines for of in self.followers.values()]
            self.rest = RestFound(end_s=ended.end_s, enough=all(has))

    def _learn(self, ended: BaselineStep, logs: Logs) -> None:
        for wearer, (log, _) in logs.items():
            self.followers[wearer].learn(ended, log)
