"""Everything that people press in a session, with or without a guided talk.

Without an exercise steps follow by hand (`talk`); with one the step machine leads
(`guided_talk`), and a researcher's notes and marks go beside it as always.
"""

from datetime import datetime

from samenstemming.events import Wearer
from samenstemming.exercises.machine import Guide
from samenstemming.exercises.talk_state import Phase
from samenstemming.series import Cue
from samenstemming.session.guided_talk import MARKS, GuidedTalk
from samenstemming.session.news import News
from samenstemming.session.protocol import Command, Request
from samenstemming.session.talk import Draft, Talk


class TalkDesk:
    """Requests, seconds and cues in, drafts of markers out; times in session s."""

    def __init__(
        self,
        guide: Guide | None = None,
        free_text: frozenset[Wearer] = frozenset(),
        carried: tuple[Draft, ...] = (),
    ) -> None:
        self._carried = carried
        self.news = News()
        self._by_hand = Talk()
        self._guided = None if guide is None else GuidedTalk(guide, free_text=free_text)

    def take_over(self, guided: GuidedTalk) -> None:
        """Go on with a talk that a crash cut off."""
        self._guided = guided

    def begin(self, now_s: float) -> list[Draft]:
        """The markers of a session's beginning, or of its going on."""
        if self._guided is None or self._guided.state.phase is not Phase.READY:
            return []
        return self._told([*self._carried, *self._guided.begin(now_s)])

    def second(self, now_s: float) -> list[Draft]:
        """What follows from time alone."""
        return [] if self._guided is None else self._told(self._guided.second(now_s))

    def hear_cue(self, cue: Cue, now_s: float) -> list[Draft]:
        """A cue that the pipeline found; nothing outside a guided talk."""
        if self._guided is None:
            return []
        return self._told(self._guided.hear_cue(cue, now_s))

    def press(self, request: Request, now_s: float, utc: datetime) -> list[Draft]:
        """What a request makes, oldest first; ControlError where it makes nothing."""
        if self._guided is None or _is_beside(request):
            return self._told(self._by_hand.drafts(request))
        drafts = self._guided.press(request, now_s, utc)
        self.news.tell()  # a private choice is new, and recorded nowhere
        return drafts

    def stop(self, now_s: float) -> list[Draft]:
        """The end of a talk that was still going on."""
        self.news.end()
        if self._guided is None or self._guided.ended:
            return []
        return self._guided.stop(now_s, "auto")

    def recorded(self, draft: Draft, seq: int) -> None:
        """Remember where a draft landed, so that it can be undone."""
        self._by_hand.recorded(draft, seq)

    def status(self, now_s: float) -> dict[str, object]:
        """Which step runs, whether there is a break, and the guided talk if any."""
        guided = self._guided
        if guided is None:
            by_hand = self._by_hand
            held: dict[str, object] = {"step": by_hand.step, "paused": by_hand.paused}
            return held | {"talk": None, "news": self.news.number}
        step = guided.guide.step_of(guided.state)
        return {
            "step": None if step is None else step.id,
            "paused": guided.state.phase in (Phase.PAUSED, Phase.LONG_BREAK),
            "talk": guided.status(now_s),
            "news": self.news.number,
        }

    def _told(self, drafts: list[Draft]) -> list[Draft]:
        if drafts:
            self.news.tell()
        return drafts


def _is_beside(request: Request) -> bool:
    """Whether a request is a researcher's mark and not the talk's own."""
    if request.command is Command.MARKER:
        return request.text("name") not in MARKS
    return request.command in (Command.UNDO, Command.EDIT)
