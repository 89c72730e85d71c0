"""What happens next in a guided talk: a request or a second in, markers out.

Pure and without memory of its own: it looks at the state that the recorded markers
make (`talk_state`), at the exercise and at the time, and says which markers follow.
So the same presses at the same times give the same talk, live and on replay, with two
straps, one or none: no signal is asked about here.

Rules, each a test. Skip, next, pause and stop act in every step, at once. Nothing says
who pressed. A long break cannot begin without a time to come back. A turn that runs out
gets half a minute to round off, for A as for B; a step without talk just goes on. Where
straps are being put on, nothing is hurried: that step waits for a press.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from samenstemming.errors import ControlError
from samenstemming.events import Wearer
from samenstemming.exercises.talk_state import (
    EXERCISE_BEGIN,
    EXERCISE_END,
    GO_ON,
    LONG_BREAK,
    PATTERN,
    PAUSE,
    PAUSE_STEP,
    PRACTISED,
    RESUME,
    STEP_BEGIN,
    STEP_END,
    Phase,
    TalkState,
)

if TYPE_CHECKING:  # pydantic takes 0.1 s to load, and only reading a file needs it
    from samenstemming.exercises.model import Exercise, PauseRoutine, Speaker, Step

ROUND_OFF_S: Final = 30.0
"""How long a turn may run over, so that nobody is cut off in a sentence."""

LONGEST_BREAK_S: Final = 4 * 3600.0

OWN_MARKS: Final = ("went_quiet", "repair_felt", "laughed")
"""What the two may mark besides their pattern, at any time: a moment, never a count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A marker to be stamped and recorded: never with a wearer (T13, 4.1)."""

    name: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One exercise, the way out of it, and who is called A in it.

    `first` is the wearer whom the file calls A, drawn once an evening and recorded.
    `arm` is what a study shows (`coaching.talk_watch.ARMS`); `button_only` switches the
    sensor's cues off for hearts to which no threshold applies (conversation.md 4.2).
    """

    exercise: "Exercise"
    routine: "PauseRoutine"
    first: Wearer
    version: str
    sha256: str
    arm: str = "shape_and_cues"
    button_only: bool = False

    def begin(self) -> list[Said]:
        """The beginning of the talk and of its first step."""
        data = {
            "id": self.exercise.id,
            "task": self.exercise.task_label,
            "content_version": self.version,
            "sha256": self.sha256,
            "first": self.first.value,
            "arm": self.arm,
            "button_only": self.button_only,
        }
        return [Said(name=EXERCISE_BEGIN, data=data), self._step_begin(0)]

    def step_of(self, state: TalkState) -> "Step | None":
        """The step that the talk is in, also during a break."""
        if state.step is None or state.phase is Phase.ENDED:
            return None
        return self.exercise.steps[state.step]

    def pause_step_of(self, state: TalkState) -> "Step | None":
        """The step of the pause routine, where the two are in one."""
        if state.pause_step is None:
            return None
        return self.routine.steps[state.pause_step]

    def speaker(self, of: "Speaker") -> str:
        """The file's A, B, both or none as wearers: a, b, both, none."""
        if of in ("none", "both"):
            return of
        second = next(wearer for wearer in Wearer if wearer is not self.first)
        return (self.first if of == "A" else second).value

    def left_s(self, state: TalkState, now_s: float) -> float | None:
        """Seconds of the planned time that are left, 0 while rounding off."""
        step = self.step_of(state)
        return None if step is None else max(0.0, step.seconds - state.in_step_s(now_s))

    def rounding_off(self, state: TalkState, now_s: float) -> bool:
        """Whether the planned time is over and the turn may still end by itself."""
        step = self.step_of(state)
        over = step is not None and state.in_step_s(now_s) >= step.seconds
        return over and state.phase is Phase.TALKING

    # -- time ---------------------------------------------------------------------

    def second(self, state: TalkState, now_s: float) -> list[Said]:
        """What follows from time alone."""
        if state.phase is Phase.TALKING:
            step = self.step_of(state)
            if step is None or step.biofeedback.display == "signal_check":
                return []
            over_s = state.in_step_s(now_s) - step.seconds
            grace_s = 0.0 if step.speaker == "none" else ROUND_OFF_S
            return self._leave(state, "time") if over_s >= grace_s else []
        if state.phase is Phase.PAUSED:
            return self._on_in_routine(state, now_s)
        return []

    def _on_in_routine(self, state: TalkState, now_s: float) -> list[Said]:
        step = self.pause_step_of(state)
        if step is None or step.choices or state.in_pause_s(now_s) < step.seconds:
            return []
        return self._next_in_routine(state)

    # -- what people press ----------------------------------------------------------

    def next(self, state: TalkState) -> list[Said]:
        """The button "Verder": on to the next step, or out of a break."""
        if state.phase is Phase.TALKING:
            return self._leave(state, "done")
        if state.phase is Phase.PAUSED:
            return self._next_in_routine(state)
        if state.phase is Phase.LONG_BREAK:
            return [self._back()]
        return []

    def skip(self, state: TalkState) -> list[Said]:
        """The button "Deze slaan we over"; nobody asks whether they are sure."""
        if state.phase is Phase.TALKING:
            return self._leave(state, "skipped")
        return self.next(state)

    def pause(
        self, state: TalkState, *, by: str = "button", after: str | None = None
    ) -> list[Said]:
        """The button "Even pauze", or the flood rule where its offer was taken.

        `after` is the mark to which this break was the answer.
        """
        step = self.step_of(state)
        if state.phase is not Phase.TALKING or step is None:
            return []
        resume = step.on_flooded.resume if by == "sensor" else "same_step"
        data = {"by": by, "resume": resume}
        if after is not None:
            data["after"] = after
        return [Said(name=PAUSE, data=data), self._routine_step(0)]

    def pattern(self, state: TalkState) -> list[Said]:
        """The button "Daar is ons patroon": a moment, never a count."""
        return [Said(name=self.pattern_mark(state))] if is_live(state) else []

    def pattern_mark(self, state: TalkState) -> str:
        """What that button is in this step: where it is tried out, practice."""
        step = self.step_of(state)
        tried = step is not None and PRACTISED in step.markers
        return PRACTISED if tried else PATTERN

    def mark(self, state: TalkState, name: str) -> list[Said]:
        """One of the `OWN_MARKS`: it changes nothing and is there to be found again."""
        return [Said(name=name)] if is_live(state) else []

    def go_on(self, state: TalkState) -> list[Said]:
        """The choice "Zacht verder" after the pattern was named (T14)."""
        said = Said(name=GO_ON, data={"after": self.pattern_mark(state)})
        return [said] if is_live(state) else []

    def repeat_rest(self, state: TalkState) -> list[Said]:
        """Back to the quiet minutes that lie behind; nothing where there were none."""
        before = self.exercise.steps[: (state.step or 0) + 1]
        quiet = [
            index
            for index, step in enumerate(before)
            if step.measure is not None and step.measure.baseline == "rest"
        ]
        if state.phase is not Phase.TALKING or not quiet:
            return []
        return [self._step_end(state, "repeated"), self._step_begin(quiet[-1])]

    def chosen(self, state: TalkState, outcome: str) -> list[Said]:
        """What both private choices came to (`gentlest`), at the end of a break."""
        if state.phase is not Phase.PAUSED:
            return []
        match outcome:
            case "continue":
                return [self._resume(state)]
            case "little_longer":
                return [self._routine_step(0)]
            case "stop_today":
                return self.stop(state)
            case _:
                msg = "A long break needs a time to come back; agree on one first."
                raise ControlError(msg)

    def long_break(
        self, state: TalkState, *, seconds: float, return_utc: str
    ) -> list[Said]:
        """Apart until an agreed time; ControlError where there is no such time."""
        if state.phase is not Phase.PAUSED:
            return []
        if not return_utc or not 0 < seconds <= LONGEST_BREAK_S:
            msg = "A long break needs a time to come back, within four hours from now."
            raise ControlError(msg)
        return [Said(name=LONG_BREAK, data={"return_utc": return_utc})]

    def stop(self, state: TalkState) -> list[Said]:
        """The button "Stoppen": at once, from anywhere, without a reason."""
        if state.phase in (Phase.READY, Phase.ENDED):
            return []
        ends = [Said(name=EXERCISE_END, data={"how": "stopped"})]
        if state.phase is Phase.TALKING:
            return [self._step_end(state, "stopped"), *ends]
        return ends

    # -- steps ----------------------------------------------------------------------

    def _leave(self, state: TalkState, how: str) -> list[Said]:
        after = (state.step or 0) + 1
        if after >= len(self.exercise.steps):
            end = Said(name=EXERCISE_END, data={"how": "done"})
            return [*self._over(state, how), end]
        return [*self._over(state, how), self._step_begin(after)]

    def _over(self, state: TalkState, how: str) -> list[Said]:
        """The end of a step, and the moment that it was there for (T06)."""
        step = self.exercise.steps[state.step or 0]
        ends = [self._step_end(state, how)]
        if step.moment is None or how == "skipped":
            return ends
        data = {"step": step.id, "speaker": self.speaker(step.speaker)}
        return [Said(name=step.moment, data=data), *ends]

    def _step_begin(self, index: int) -> Said:
        step = self.exercise.steps[index]
        data: dict[str, object] = {
            "id": step.id,
            "index": index,
            "seconds": step.seconds,
            "speaker": self.speaker(step.speaker),
            "instructed": step.instructed,
            "display": step.biofeedback.display,
            "live_cues": step.biofeedback.live_cues,
            "on_flooded": step.on_flooded.action,
        }
        if step.expected_movement:
            data["movement"] = True
        if step.private_choice:
            data["soft"] = step.private_choice == "feeling_words"
        if step.measure is not None:
            data["measure"] = step.measure.model_dump(exclude_none=True)
        return Said(name=STEP_BEGIN, data=data)

    def _step_end(self, state: TalkState, how: str) -> Said:
        step = self.exercise.steps[state.step or 0]
        return Said(name=STEP_END, data={"id": step.id, "how": how})

    def _next_in_routine(self, state: TalkState) -> list[Said]:
        after = (state.pause_step or 0) + 1
        steps = self.routine.steps
        # The long break is a choice of its own; who did not make it comes back.
        while after < len(steps) and steps[after].optional:
            after += 1
        if after >= len(steps):
            return [self._resume(state)]
        return [self._routine_step(after)]

    def _routine_step(self, index: int) -> Said:
        step = self.routine.steps[index]
        data = {
            "id": step.id,
            "index": index,
            "seconds": step.seconds,
            "instructed": step.instructed,
            "display": step.biofeedback.display,
        }
        return Said(name=PAUSE_STEP, data=data)

    def _back(self) -> Said:
        """After a long break the two meet in the routine's last step."""
        return self._routine_step(len(self.routine.steps) - 1)

    def _resume(self, state: TalkState) -> Said:
        step = self.step_of(state)
        data = {"how": state.resume}
        if step is None:
            return Said(name=RESUME, data=data)
        return Said(
            name=RESUME,
            data=data | {"id": step.id, "speaker": self.speaker(step.speaker)},
        )


def is_live(state: TalkState) -> bool:
    """Whether the two are at it: they talk, or are in a short break."""
    return state.phase in (Phase.TALKING, Phase.PAUSED)
