"""What a cue has to know of the talk: the step, the break, who spoke last, the answers.

Follows the markers that the step machine and the couple's buttons make. A marker counts
as soon as it is there: a break that was just pressed silences a cue about the seconds
before it.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from samenstemming.events import Marker
from samenstemming.exercises.talk_state import (
    EXERCISE_BEGIN,
    EXERCISE_END,
    LONG_BREAK,
    PAUSE,
    PAUSE_STEP,
    RESUME,
    STEP_BEGIN,
    STEP_END,
)
from samenstemming.measures.speech import Speakers, SpeechFollower
from samenstemming.measures.step_context import asks_to_move, is_instructed

CUE_ANSWER: Final = "cue_answer"
CUE_UNANSWERED: Final = "cue_unanswered"
ABOUT_REST: Final = "offer_repeat_rest"
"""A `CueKind`, by its letters: whoever only lists commands loads no numpy for it."""
LAUGHED: Final = ("laughed", "marker:laughed", "marker:laugh")
NOT_NOW: Final = "not_now"

ARMS: Final = ("no_feedback", "shape_only", "shape_and_cues")
"""Study arms: feedback is an intervention, and a study must know who got what."""


@dataclass(slots=True)
class Step:
    """The step that is on, as its marker said."""

    id: str
    since_s: float
    live_cues: str
    on_flooded: str
    instructed: bool
    movement: bool
    soft: bool


@dataclass(slots=True)
class TalkWatch:
    """Feed it every marker; read what is so now."""

    arm: str = "shape_and_cues"
    button_only: bool = False
    step: Step | None = None
    in_talk: bool = False
    paused_since_s: float | None = None
    on_long_break: bool = False
    pattern_at_s: float | None = None
    changed_speaker_s: float | None = None
    not_now_s: float | None = None
    laughed_s: float | None = None
    dismissed: Counter[str] = field(default_factory=Counter)
    _speech: SpeechFollower = field(default_factory=SpeechFollower)
    _speakers: Speakers | None = None

    @property
    def paused(self) -> bool:
        """Whether the two are in a break."""
        return self.paused_since_s is not None

    def take(self, marker: Marker) -> None:
        """Follow one marker."""
        t_s = marker.t_ns / 1e9
        self._follow_speech(marker, t_s)
        match marker.name:
            case name if name == EXERCISE_BEGIN:
                arm = str(marker.data.get("arm", self.arm))
                self.arm = arm if arm in ARMS else "no_feedback"
                self.button_only = bool(marker.data.get("button_only", False))
                self.in_talk, self.paused_since_s = True, None
            case name if name == EXERCISE_END:
                self.in_talk, self.step = False, None
                self.paused_since_s, self.on_long_break = None, False
            case name if name == STEP_BEGIN:
                self.step = _step(marker, t_s)
                self.paused_since_s = None
            case name if name == STEP_END:
                self.step = None
            case name if name == PAUSE:
                self.paused_since_s = t_s
            case name if name == PAUSE_STEP:
                self.on_long_break = False
            case name if name == LONG_BREAK:
                self.on_long_break = True
            case name if name == RESUME:
                self.paused_since_s, self.on_long_break = None, False
            case name if name == CUE_ANSWER and marker.data.get("answer") == NOT_NOW:
                kind = str(marker.data.get("kind", ""))
                self.dismissed[kind] += 1
                if kind != ABOUT_REST:
                    self.not_now_s = t_s
            case name if name == CUE_UNANSWERED and marker.data.get("dismissed"):
                self.dismissed[str(marker.data.get("kind", ""))] += 1
            case name if name in LAUGHED:
                self.laughed_s = t_s
            case _:
                pass

    def _follow_speech(self, marker: Marker, t_s: float) -> None:
        self._speech.take(marker)
        now = self._speech.now
        # Between two turns a step ends, and for that moment nobody speaks.
        if now and now != self._speakers:
            if self._speakers:
                self.changed_speaker_s = t_s
            self._speakers = now


def _step(marker: Marker, t_s: float) -> Step:
    data = marker.data
    return Step(
        id=str(data.get("id", "")),
        since_s=t_s,
        live_cues=str(data.get("live_cues", "none")),
        on_flooded=str(data.get("on_flooded", "none")),
        instructed=is_instructed(data),
        movement=asks_to_move(data),
        soft=bool(data.get("soft", False)),
    )
