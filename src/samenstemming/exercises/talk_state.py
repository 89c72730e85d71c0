"""Where a guided talk is, as a fold over what was recorded of it.

The state is made of markers alone, so a collector that crashed reads its own file and
goes on in the same step with the time that was left. Nothing decides here; what may
happen next is `machine`.

Time in a step runs only while nobody pauses: `used_s` until `since_s`, running since
then. The clock is the session's; a crash is a pause nobody pressed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from samenstemming.events import SUSPEND, Marker

EXERCISE_BEGIN: Final = "exercise_begin"
EXERCISE_END: Final = "exercise_end"
STEP_BEGIN: Final = "step_begin"
STEP_END: Final = "step_end"
PAUSE: Final = "pause"
PAUSE_STEP: Final = "pause_step"
LONG_BREAK: Final = "long_break"
RESUME: Final = "resume"
PATTERN: Final = "pattern_marked"
PRACTISED: Final = "pattern_marked_practice"
"""The same, in a step that asks for a press to try the button: no moment of theirs."""

GO_ON: Final = "go_on"


class Phase(StrEnum):
    """What the two are doing."""

    READY = "ready"
    TALKING = "talking"
    PAUSED = "paused"
    LONG_BREAK = "long_break"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkState:
    """Everything that a screen and the machine need to know of the talk.

    `step` counts the steps of the exercise, `pause_step` those of the pause routine.
    `return_utc` is the agreed time of a long break, ISO 8601. `pauses` counts how often
    the talk was paused because the sensor spoke. `how` the talk ended: done or stopped.
    """

    phase: Phase = Phase.READY
    exercise: str | None = None
    step: int | None = None
    used_s: float = 0.0
    since_s: float = 0.0
    pause_step: int | None = None
    pause_since_s: float = 0.0
    resume: str = "same_step"
    return_utc: str | None = None
    pauses_by_sensor: int = 0
    how: str | None = None

    def in_step_s(self, now_s: float) -> float:
        """Seconds of talk in this step until now, breaks left out."""
        running = self.phase is Phase.TALKING
        return self.used_s + (max(0.0, now_s - self.since_s) if running else 0.0)

    def in_pause_s(self, now_s: float) -> float:
        """Seconds in this step of the pause routine until now."""
        return max(0.0, now_s - self.pause_since_s)


def state_after(markers: Iterable[Marker], state: TalkState | None = None) -> TalkState:
    """The state after these markers, in order of time."""
    state = state or TalkState()
    for marker in markers:
        state = _after(state, marker)
    return state


def held_over_crash(state: TalkState, last_s: float, now_s: float) -> TalkState:
    """The same talk now, without the time between the last event and now."""
    lost_s = max(0.0, now_s - last_s)
    return replace(
        state,
        since_s=state.since_s + lost_s,
        pause_since_s=state.pause_since_s + lost_s,
    )


def _after(state: TalkState, marker: Marker) -> TalkState:
    t_s = marker.t_ns / 1e9
    match marker.name:
        case name if name == EXERCISE_BEGIN:
            return TalkState(exercise=str(marker.data.get("id", "")))
        case name if name == STEP_BEGIN and "index" in marker.data:
            return replace(
                state,
                phase=Phase.TALKING,
                step=int(str(marker.data["index"])),
                used_s=0.0,
                since_s=t_s,
                pause_step=None,
            )
        case name if name == PAUSE and state.phase is Phase.TALKING:
            by_sensor = marker.data.get("by") == "sensor"
            return replace(
                state,
                phase=Phase.PAUSED,
                used_s=state.in_step_s(t_s),
                pause_step=0,
                pause_since_s=t_s,
                resume=str(marker.data.get("resume", "same_step")),
                pauses_by_sensor=state.pauses_by_sensor + by_sensor,
            )
        case name if name == PAUSE_STEP and state.phase is not Phase.READY:
            return replace(
                state,
                phase=Phase.PAUSED,
                pause_step=int(str(marker.data.get("index", 0))),
                pause_since_s=t_s,
                return_utc=None,
            )
        case name if name == LONG_BREAK and state.phase is Phase.PAUSED:
            return replace(
                state,
                phase=Phase.LONG_BREAK,
                pause_since_s=t_s,
                return_utc=str(marker.data.get("return_utc", "")),
            )
        case name if name == RESUME and state.phase in (
            Phase.PAUSED,
            Phase.LONG_BREAK,
        ):
            again = marker.data.get("how") == "repeat_step"
            return replace(
                state,
                phase=Phase.TALKING,
                used_s=0.0 if again else state.used_s,
                since_s=t_s,
                pause_step=None,
                return_utc=None,
            )
        case name if name == SUSPEND:
            return held_over_crash(state, 0.0, _slept_s(marker))
        case name if name == EXERCISE_END:
            return replace(
                state,
                phase=Phase.ENDED,
                pause_step=None,
                return_utc=None,
                how=str(marker.data.get("how", "stopped")),
            )
        case _:
            return state


def _slept_s(marker: Marker) -> float:
    slept = marker.data.get("slept_s")
    return float(slept) if isinstance(slept, int | float) else 0.0
