"""Going on with a recording whose collector ended: where the talk was, and when.

Session time is the file's own: it joins the two runs by their clocks, so how long
nobody recorded is known, and is a gap. Everything is read back from the file, as any
screen would: a collector that was killed left nothing else.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from samenstemming.errors import ExerciseError, RecordingError, RecordingProblem
from samenstemming.events import Marker, Tick, Wearer
from samenstemming.exercises.talk_state import EXERCISE_BEGIN, Phase, state_after
from samenstemming.recording import open_recording, tail
from samenstemming.words import sentence

if TYPE_CHECKING:
    from samenstemming.exercises.machine import Guide
    from samenstemming.session.guided_talk import GuidedTalk


@dataclass(frozen=True, slots=True, kw_only=True)
class Regained:
    """The session second of the first tick of the new run, and the talk if any."""

    now_s: float
    talk: "GuidedTalk | None"


def unfinished_talk(path: Path) -> "Guide | None":
    """The guided talk that was going on in this file; None where none was.

    ExerciseError where its exercise is not on this computer any more.
    """
    from samenstemming.session.exercise_files import guide_for

    recording = open_recording(path)
    if not recording.events():
        msg = f"{path} holds nothing yet; begin a new recording."
        raise RecordingError(msg, problem=RecordingProblem.MISSING)
    markers = [event for event in recording.events() if isinstance(event, Marker)]
    state = state_after(markers)
    if state.exercise is None or state.phase is Phase.ENDED:
        return None
    begin = next(m for m in reversed(markers) if m.name == EXERCISE_BEGIN)
    first = begin.data.get("first")
    if first not in ("a", "b"):
        raise ExerciseError(sentence("wrong.exercise.who_began", path=path))
    guide = guide_for(state.exercise, first=Wearer(str(first)))
    # The arm and the buttons are those that it began with: a study relies on it.
    return replace(
        guide,
        arm=str(begin.data.get("arm", guide.arm)),
        button_only=begin.data.get("button_only") is True,
    )


def regain(path: Path, guide: "Guide | None") -> Regained:
    """Where the session is, from the file in which the new run's first tick is."""
    following = tail(path)
    events = []
    while new := following.poll():
        events += [event for _, event in new]
    ticks_s = [event.t_ns / 1e9 for event in events if isinstance(event, Tick)]
    now_s = ticks_s[-1] if ticks_s else 0.0
    if guide is None:
        return Regained(now_s=now_s, talk=None)
    from samenstemming.session.guided_talk import GuidedTalk
    from samenstemming.session.word_cards import free_text_of

    markers = [event for event in events if isinstance(event, Marker)]
    before_s = max((e.t_ns / 1e9 for e in events[:-1]), default=now_s)
    last_s = min(before_s, now_s)
    talk = GuidedTalk.after_crash(
        guide,
        markers,
        last_s,
        now_s,
        free_text=free_text_of(following.meta.get("consent")),
    )
    return Regained(now_s=now_s, talk=talk)
