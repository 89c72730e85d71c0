"""A guided talk inside a running session: presses, seconds and cues become markers.

The machine and the state are pure (`exercises`); this keeps them together with what
must not be written down: the private choice of the one who chose first, which is gone
with the process. Whoever pressed, the marker says `either`: stop, skip and pause never
name a presser, not even in the raw file (conversation.md 4.1).

What surprised us: what is pressed twice within a moment (two thumbs, one keyboard) must
not skip two steps. A press counts once within a second, also from two browsers.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from samenstemming.errors import ControlError
from samenstemming.events import Marker, Wearer
from samenstemming.exercises.gentlest import GENTLEST_FIRST, Ballot
from samenstemming.exercises.machine import OWN_MARKS, Guide, Said, is_live
from samenstemming.exercises.talk_state import (
    Phase,
    TalkState,
    held_over_crash,
    state_after,
)
from samenstemming.series import Cue, CueKind
from samenstemming.session.protocol import Command, Request
from samenstemming.session.standing_offer import REPEAT_REST, StandingOffer
from samenstemming.session.talk import Draft
from samenstemming.session.word_cards import WordCards

if TYPE_CHECKING:
    from samenstemming.exercises.model import Step, Text

EITHER: Final = "either"
SAME_PRESS_S: Final = 1.0
PATTERN_SHOWN_S: Final = 90.0
CUE: Final = "cue"
CUE_HELD_BACK: Final = "cue_held_back"

PATTERN: Final = "pattern"
BREAK_CHOICE: Final = "break"
LONG_BREAK: Final = "long_break"
CUE_CHOICE: Final = "cue"
GO_ON: Final = "go_on"
"""What a `choice` or a `marker` of the couple's screen may be called."""

MARKS: Final = (PATTERN, *OWN_MARKS)
"""Markers that are the two's own; all others are a researcher's."""


class GuidedTalk:
    """The talk of one session. All times are session seconds, `utc` the wall's."""

    def __init__(
        self,
        guide: Guide,
        state: TalkState | None = None,
        *,
        free_text: frozenset[Wearer] = frozenset(),
    ) -> None:
        self.guide = guide
        self.state = state or TalkState()
        self._ballot = Ballot()
        self._pressed: dict[str, float] = {}
        self._offer = StandingOffer()
        self._cards = WordCards(guide.exercise, free_text)
        self._pattern_s: float | None = None
        self.agreed_utc: str | None = None

    @classmethod
    def after_crash(
        cls,
        guide: Guide,
        markers: Sequence[Marker],
        last_s: float,
        now_s: float,
        *,
        free_text: frozenset[Wearer] = frozenset(),
    ) -> "GuidedTalk":
        """The same talk, in the same step, with the time that was left."""
        state = held_over_crash(state_after(markers), last_s, now_s)
        return cls(guide, state, free_text=free_text)

    @property
    def ended(self) -> bool:
        """Whether the exercise is over."""
        return self.state.phase is Phase.ENDED

    def begin(self, now_s: float) -> list[Draft]:
        """The markers with which the talk begins."""
        return self._drafts(self.guide.begin(), now_s, "auto")

    def second(self, now_s: float) -> list[Draft]:
        """What follows from time alone."""
        said = self._offer.second(now_s) + self.guide.second(self.state, now_s)
        return self._drafts(said, now_s, "auto")

    def hear_cue(self, cue: Cue, now_s: float) -> list[Draft]:
        """Record a cue or its silence; pause the talk where the exercise says so."""
        data = {
            "kind": cue.kind.value,
            "because": cue.because,
            "step": cue.step,
            "t_s": cue.t_s,
        }
        if cue.held_back is not None:
            held = Said(name=CUE_HELD_BACK, data=data | {"reason": cue.held_back})
            return self._drafts([held], now_s, "auto")
        said = [*self._offer.show(cue, now_s), Said(name=CUE, data=data)]
        if cue.kind is CueKind.PAUSE_NOW:
            said += self.guide.pause(self.state, by="sensor")
        return self._drafts(said, now_s, "auto")

    def press(self, request: Request, now_s: float, utc: datetime) -> list[Draft]:
        """What a button of the couple's screen does; ControlError says why not."""
        match request.command:
            case Command.NEXT | Command.SKIP | Command.PAUSE:
                return self._button(request.command.value, now_s)
            case Command.RESUME:
                return self._drafts(
                    self.guide.chosen(self.state, "continue"), now_s, EITHER
                )
            case Command.MARKER if request.text("name") in MARKS:
                return self._button(request.text("name"), now_s)
            case Command.CARD | Command.CARD_PASS:
                return self._cards.press(request) if is_live(self.state) else []
            case Command.CHOICE:
                return self._choice(request, now_s, utc)
            case Command.STOP:
                return self.stop(now_s)
            case _:
                msg = f"'{request.command.value}' has no place in a guided talk."
                raise ControlError(msg)

    def stop(self, now_s: float, source: str = EITHER) -> list[Draft]:
        """The end of the talk, from wherever it is."""
        said = self._offer.take_away("end") + self.guide.stop(self.state)
        return self._drafts(said, now_s, source)

    def status(self, now_s: float) -> dict[str, object]:
        """What a screen draws from. It never says who pressed or whose heart it was."""
        step = self.guide.step_of(self.state)
        pause = self.guide.pause_step_of(self.state)
        shown = pause or step
        return {
            "exercise": self.guide.exercise.id,
            "title": _both(self.guide.exercise.title),
            "phase": self.state.phase.value,
            "how": self.state.how,
            "first": self.guide.first.value,
            "shape": self.guide.arm != "no_feedback" and not self.guide.button_only,
            "index": self.state.step,
            "steps": len(self.guide.exercise.steps),
            "step": None if shown is None else _shown(shown, self.guide),
            "rounding_off": self.guide.rounding_off(self.state, now_s),
            "left_s": self.guide.left_s(self.state, now_s),
            "return_utc": self.state.return_utc,
            "agree_return": self.agreed_utc == "",
            "waits_for": [w.value for w in self._ballot.waits_for()],
            "pattern": self._pattern_is_new(now_s),
            "cue": self._offer.of_a_break(),
            "offer": self._offer.other(),
            "shared": self._cards.shared(),
        }

    def _pattern_is_new(self, now_s: float) -> bool:
        """Whether the pattern was just named and nothing was pressed since (T14)."""
        since_s = self._pattern_s
        fresh = since_s is not None and now_s - since_s < PATTERN_SHOWN_S
        return fresh and is_live(self.state)

    # -- presses --------------------------------------------------------------------

    def _button(self, name: str, now_s: float) -> list[Draft]:
        last_s = self._pressed.get(name)
        if last_s is not None and now_s - last_s < SAME_PRESS_S:
            return []
        self._pressed[name] = now_s
        new = self._pattern_is_new(now_s)
        named = self.guide.pattern_mark(self.state) if new else None
        self._pattern_s = now_s if name == PATTERN else None
        said: list[Said]
        if name in OWN_MARKS:
            said = self.guide.mark(self.state, name)
        elif name == Command.PAUSE:
            said = self.guide.pause(self.state, after=named)
        else:
            said = getattr(self.guide, name)(self.state)
        return self._drafts(self._offer.take_away(name) + said, now_s, EITHER)

    def _choice(self, request: Request, now_s: float, utc: datetime) -> list[Draft]:
        value = request.text("value")
        match request.text("id"):
            case name if name == BREAK_CHOICE:
                return self._break(request, value, now_s)
            case name if name == LONG_BREAK:
                return self._long_break(value, now_s, utc)
            case name if name == PATTERN and value == GO_ON:
                named, self._pattern_s = self._pattern_is_new(now_s), None
                said = self.guide.go_on(self.state) if named else []
                return self._drafts(said, now_s, EITHER)
            case name if name in (CUE_CHOICE, REPEAT_REST):
                return self._answer(value, now_s, rest=name == REPEAT_REST)
            case other:
                msg = f"'{other}' is nothing that can be chosen in this talk."
                raise ControlError(msg)

    def _break(self, request: Request, value: str, now_s: float) -> list[Draft]:
        """One private choice at the end of a break; nothing is recorded of it."""
        if self.state.phase is not Phase.PAUSED:
            return []
        choice = next((known for known in GENTLEST_FIRST if known == value), None)
        wearer = request.text("wearer")
        if choice is None or wearer not in ("a", "b"):
            msg = "A choice in a break is one of the four, by one of the two."
            raise ControlError(msg)
        outcome = self._ballot.choose(Wearer(wearer), choice)
        if outcome is None:
            return []
        if outcome == "long_break_20min":
            # The time to come back is agreed next, by both, on the shared screen.
            self.agreed_utc = ""
            return []
        return self._drafts(self.guide.chosen(self.state, outcome), now_s, EITHER)

    def _long_break(self, value: str, now_s: float, utc: datetime) -> list[Draft]:
        """The agreed minutes; the time of return follows from the wall clock."""
        try:
            minutes = float(value)
        except ValueError:
            minutes = 0.0
        back = utc + timedelta(minutes=minutes) if 0 < minutes <= 240 else None
        agreed = "" if back is None else back.isoformat(timespec="seconds")
        said = self.guide.long_break(
            self.state, seconds=minutes * 60, return_utc=agreed
        )
        self.agreed_utc = None
        return self._drafts(said, now_s, EITHER)

    def _answer(self, value: str, now_s: float, *, rest: bool) -> list[Draft]:
        """The answer to the offer on screen: what was offered, or not now."""
        answered = self._offer.answer(value, rest=rest)
        if answered is None:
            return []
        kind, answer = answered
        said = [answer]
        if value == "yes":
            match kind:
                case CueKind.CLOSE_WARMLY:
                    said += self.guide.stop(self.state)
                case CueKind.OFFER_REPEAT_REST:
                    said += self.guide.repeat_rest(self.state)
                case _:
                    said += self.guide.pause(self.state, by="sensor")
        return self._drafts(said, now_s, EITHER)

    def _drafts(self, said: Sequence[Said], now_s: float, source: str) -> list[Draft]:
        """Drafts of these markers; the state is already the one after them."""
        drafts = [Draft(name=of.name, source=source, data=of.data) for of in said]
        now_ns = round(now_s * 1e9)
        self.state = state_after([d.stamped(now_ns) for d in drafts], self.state)
        return drafts


def _both(text: "Text") -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def _shown(step: "Step", guide: Guide) -> Mapping[str, object]:
    return {
        "id": step.id,
        "title": _both(step.title),
        "prompt": _both(step.prompt),
        "speaker": guide.speaker(step.speaker),
        "display": step.biofeedback.display,
        "choices": list(step.choices),
        "on_flooded": {
            "action": step.on_flooded.action,
            "text": _both(step.on_flooded.text),
        },
        "cards": None if step.cards is None else step.cards.model_dump(),
        "starters": None if step.starters is None else step.starters.model_dump(),
        "private_choice": step.private_choice,
        "markers": list(step.markers),
    }
