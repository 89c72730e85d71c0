"""The sentence that stands on the couple's screen, until somebody answers or it goes.

An offer that goes unanswered is written down: a study has to know who saw one, and an
offer that nobody took counts as put off. It goes after a minute, with any button, with
the next one, or with the end of the talk; only the first of these was a silence.

What surprised us: a cue's own time is the file's, which counts a sleep of the machine,
and a collector's clock does not. So an offer's minute counts from when it was put up.
"""

from typing import Final

from samenstemming.coaching.talk_watch import CUE_ANSWER, CUE_UNANSWERED, NOT_NOW
from samenstemming.errors import ControlError
from samenstemming.exercises.machine import Said
from samenstemming.series import Cue, CueKind

STANDS_S: Final = 60.0
"""Session seconds; the couple's screen shows it as long."""

ASK_NOTHING: Final = (CueKind.PAUSE_NOW, CueKind.SLOW_DOWN)

HINT_STANDS_S: Final = 20.0

REPEAT_REST: Final = "repeat_rest"


class StandingOffer:
    """At most one at a time."""

    def __init__(self) -> None:
        self._cue: Cue | None = None
        self._since_s = 0.0

    def show(self, cue: Cue, now_s: float) -> list[Said]:
        """Put this one up; the marker of the one it takes the place of, if any."""
        said = self.take_away("replaced")
        self._since_s = now_s
        self._cue = None if cue.kind is CueKind.PAUSE_NOW else cue
        return said

    def second(self, now_s: float) -> list[Said]:
        """What follows from time alone."""
        cue = self._cue
        if cue is None:
            return []
        stands_s = HINT_STANDS_S if cue.kind in ASK_NOTHING else STANDS_S
        return self.take_away("time") if now_s - self._since_s > stands_s else []

    def take_away(self, because: str) -> list[Said]:
        """The offer goes; its marker, where it asked something."""
        cue, self._cue = self._cue, None
        if cue is None or cue.kind in ASK_NOTHING:
            return []
        data = {
            "kind": cue.kind.value,
            "because": because,
            "dismissed": because == "time",
        }
        return [Said(name=CUE_UNANSWERED, data=data)]

    def answer(self, value: str, *, rest: bool) -> tuple[CueKind, Said] | None:
        """What was offered, and the answer's marker; None where nothing stands.

        `rest` says whether the answer is to the quiet minutes or to a break.
        """
        cue = self._cue
        if cue is None or rest != (cue.kind is CueKind.OFFER_REPEAT_REST):
            return None
        if value not in ("yes", NOT_NOW):
            msg = "An offer is answered with yes or not_now."
            raise ControlError(msg)
        self._cue = None
        data = {"kind": cue.kind.value, "answer": value}
        return cue.kind, Said(name=CUE_ANSWER, data=data)

    def of_a_break(self) -> dict[str, object] | None:
        """What stands there about a break, as a status says it."""
        cue = self._cue
        if cue is None or cue.kind is CueKind.OFFER_REPEAT_REST:
            return None
        return {"kind": cue.kind.value, "t_s": self._since_s}

    def other(self) -> str | None:
        """Any other offer by its name: the quiet minutes once more."""
        cue = self._cue
        rest = cue is not None and cue.kind is CueKind.OFFER_REPEAT_REST
        return REPEAT_REST if rest else None
