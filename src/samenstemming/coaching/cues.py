"""When it looks too much: at most one sentence, seldom; every silence has a reason.

Rules: conversation.md 3.3 and 3.6. A cue belongs to the two; nothing in it says whose
heart it was, so swapping the wearers changes no cue. What is held back is a value like
what is shown, with its reason: a study has to know who got what, and who did not.

What surprised us: a cue that is held back around a change of speaker must be asked
about again. Otherwise whoever is overwhelmed just after the turns changed gets no offer
for as long as it lasts. Only reasons that pass by themselves are asked again, and each
is told once.

Where the quiet minutes gave no baseline, nothing is known and nothing is said for the
rest of the session, unless they are done again (T02).

The button beats the sensor: whoever presses "Even pauze" is in a break at once,
whatever is decided here.
"""

from typing import Final

from samenstemming.coaching.talk_watch import TalkWatch
from samenstemming.events import Marker
from samenstemming.measures.dyad_frames import RestFound
from samenstemming.series import (
    ArousalState,
    Cue,
    CueKind,
    DyadFrame,
    WearerArousal,
)
from samenstemming.settings import Settings

PASSING: Final = (
    *("first_minute", "speaker_change", "unknown", "budget_gap", "laughed"),
)
"""Reasons that go by while it may still be too much."""

_BY_ACTION: Final = {
    "offer_pause": CueKind.OFFER_PAUSE,
    "pause_now": CueKind.PAUSE_NOW,
    "slow_down": CueKind.SLOW_DOWN,
}


class Coach:
    """Feed it every marker and every dyad frame in order; it returns the cues."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._watch = TalkWatch()
        self._high: dict[str, bool] = {"a": False, "b": False}
        self._times_high = 0
        self._pending: CueKind | None = None
        self._told: set[str] = set()
        self._shown_s: list[float] = []
        self._shown_in_step = 0
        self._step: tuple[str, float] | None = None
        self._calm_s: float | None = None
        self._break_asked_s: float | None = None
        self._rest: RestFound | None = None
        self._rests_offered = 0

    def hear(self, marker: Marker) -> None:
        """Take a marker at once."""
        self._watch.take(marker)
        step = self._watch.step
        here = None if step is None else (step.id, step.since_s)
        if here != self._step:
            self._step, self._shown_in_step = here, 0

    def take(self, frame: DyadFrame, rest: RestFound | None = None) -> list[Cue]:
        """The cues of this second: shown, or held back with a reason.

        `rest` is what the newest quiet minutes came to.
        """
        found = self._repeat_rest(frame, rest)
        if self._rose(frame):
            self._times_high += 1
            self._pending, self._told = self._kind(), set()
        if self._pending is not None:
            if not any(self._high.values()):
                self._pending = None
            else:
                found += self._decide(frame, self._pending)
        found += self._long_break(frame)
        return found

    # -- what it is about -----------------------------------------------------------

    def _rose(self, frame: DyadFrame) -> bool:
        """Whether one of the two became "high" in this second."""
        rose = False
        for name, one in (("a", frame.a), ("b", frame.b)):
            high = one is not None and one.state is ArousalState.HIGH
            rose |= high and not self._high[name]
            self._high[name] = high
        return rose

    def _kind(self) -> CueKind:
        """The third time ends warmly, the second offers a long break (3.3)."""
        if self._times_high >= self._settings.cue_close_at:
            return CueKind.CLOSE_WARMLY
        if self._times_high >= self._settings.cue_long_break_at:
            return CueKind.OFFER_LONG_BREAK
        step = self._watch.step
        action = "none" if step is None else step.on_flooded
        return _BY_ACTION.get(action, CueKind.OFFER_PAUSE)

    def _long_break(self, frame: DyadFrame) -> list[Cue]:
        """Not settled after six minutes of a break: twenty minutes may help."""
        since_s = self._watch.paused_since_s
        if since_s is None or self._watch.on_long_break:
            self._calm_s = None
            return []
        calm = all(_is_calm(one, self._settings) for one in (frame.a, frame.b))
        self._calm_s = (self._calm_s or frame.t_s) if calm else None
        settled = self._calm_s is not None and (
            frame.t_s - self._calm_s >= self._settings.arousal_settle_s
        )
        long = frame.t_s - since_s >= self._settings.pause_unsettled_s
        known = frame.a is not None and frame.b is not None and frame.reason is None
        if settled or not long or not known or self._break_asked_s == since_s:
            return []
        self._break_asked_s = since_s
        because = "break_not_settled"
        if self._watch.arm != "shape_and_cues":
            return [self._cue(frame, CueKind.OFFER_LONG_BREAK, because, "study_arm")]
        self._shown_s.append(frame.t_s)
        return [self._cue(frame, CueKind.OFFER_LONG_BREAK, because, None)]

    def _repeat_rest(self, frame: DyadFrame, rest: RestFound | None) -> list[Cue]:
        """Too little of the quiet minutes was clean: once more, if they like (T02).

        It asks for no break and takes nothing from the budget of the cues.
        """
        if rest == self._rest:
            return []
        self._rest = rest
        if rest is None or rest.enough or not self._watch.in_talk:
            return []
        held_back = None
        if self._watch.arm == "no_feedback":
            held_back = "study_arm"
        elif self._watch.button_only:
            held_back = "button_only"
        elif self._rests_offered >= self._settings.cue_rest_repeats:
            held_back = "repeated_before"
        self._rests_offered += held_back is None
        kind = CueKind.OFFER_REPEAT_REST
        return [self._cue(frame, kind, "too_little_clean_rest", held_back)]

    # -- whether to say it ----------------------------------------------------------

    def _decide(self, frame: DyadFrame, kind: CueKind) -> list[Cue]:
        held_back = self._why_silent(frame, kind)
        if held_back is None:
            self._pending = None
            self._shown_s.append(frame.t_s)
            self._shown_in_step += 1
            return [self._cue(frame, kind, "high", None)]
        if held_back not in PASSING:
            self._pending = None
        if held_back in self._told:
            return []
        self._told.add(held_back)
        return [self._cue(frame, kind, "high", held_back)]

    def _why_silent(self, frame: DyadFrame, kind: CueKind) -> str | None:
        """The first reason that holds, those that stay before those that pass."""
        watch, knobs = self._watch, self._settings
        step = watch.step
        if watch.arm != "shape_and_cues":
            return "study_arm"
        if watch.button_only:
            return "button_only"
        if self._rest is not None and not self._rest.enough:
            return "no_rest"
        if not watch.in_talk or step is None:
            return "no_step"
        if watch.paused:
            return "paused"
        if step.instructed:
            return "instructed"
        if step.movement:
            return "movement"
        if step.live_cues == "none":
            return "step_without_cues"
        if watch.dismissed[kind] >= knobs.cue_dismissals:
            return "dismissed_twice"
        if _within(frame.t_s, watch.not_now_s, knobs.cue_quiet_s):
            return "not_now"
        if len(self._shown_s) >= knobs.cue_per_session:
            return "budget_session"
        if self._shown_in_step >= (
            knobs.cue_per_soft_step if step.soft else knobs.cue_per_step
        ):
            return "budget_step"
        if frame.t_s < knobs.cue_first_s:
            return "first_minute"
        if frame.reason is not None:
            return "unknown"
        if _within(frame.t_s, watch.changed_speaker_s, knobs.cue_turn_guard_s):
            return "speaker_change"
        if _within(frame.t_s, watch.laughed_s, knobs.cue_laugh_guard_s):
            return "laughed"
        last_s = self._shown_s[-1] if self._shown_s else None
        return "budget_gap" if _within(frame.t_s, last_s, knobs.cue_gap_s) else None

    def _cue(
        self, frame: DyadFrame, kind: CueKind, because: str, held_back: str | None
    ) -> Cue:
        step = self._watch.step
        return Cue(
            t_s=frame.t_s,
            kind=kind,
            because=because,
            held_back=held_back,
            step=None if step is None else step.id,
            times_high=self._times_high,
            joint=frame.joint,
        )


def _within(t_s: float, since_s: float | None, seconds: float) -> bool:
    """Whether less than so much time passed; also where `since_s` is yet to come."""
    return since_s is not None and t_s - since_s < seconds


def _is_calm(one: WearerArousal | None, settings: Settings) -> bool:
    return (
        one is not None
        and one.d_bpm is not None
        and one.d_bpm < settings.arousal_calm_bpm
    )
