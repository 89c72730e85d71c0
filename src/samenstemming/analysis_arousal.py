"""The two against their own baselines, over the whole record and looking ahead.

The same follower as on the screens, second by second, but on beats that the whole
record helped to place and to judge. On top of it what no screen shows: the exploratory
index, classes of segments, candidate moments. None of it is validated; all of it says
what it rests on.
"""

from collections.abc import Mapping, Sequence
from math import floor
from typing import Protocol

from samenstemming.analysis_pair import rate_grid
from samenstemming.analysis_steps import Step
from samenstemming.analysis_values import WearerAnalysis
from samenstemming.events import Event, Marker, Wearer
from samenstemming.measures.answer_settling import answers_settled
from samenstemming.measures.coregulation import IndexPoint, exploratory_index
from samenstemming.measures.dyad_frames import DyadFollower
from samenstemming.measures.moments import every_moment
from samenstemming.measures.roles import roles_of
from samenstemming.measures.segments import segments_of
from samenstemming.measures.speech import Turn, speaker_changes_s
from samenstemming.measures.talk_table import TalkAnalysis
from samenstemming.measures.windows import BeatLog
from samenstemming.rhythm.artifacts import Corrected
from samenstemming.rhythm.judge import Judged
from samenstemming.series import Beat, DyadFrame, Flag
from samenstemming.settings import Settings

AHEAD_S = 2.5
"""The beat after a second tells what its end is covered by; the longest RR is 2 s."""


class Heartbeats(Protocol):
    """What a level is read from: one wearer's beats and what became of them."""

    @property
    def beats(self) -> Sequence[Beat]:
        """All beats in order of time."""

    @property
    def corrected(self) -> Corrected:
        """Their flags, one each."""


def talk_analysis(
    events: Sequence[Event],
    wearers: Mapping[Wearer, WearerAnalysis],
    steps: Sequence[Step],
    turns: Sequence[Turn],
    duration_s: float,
    settings: Settings,
    seed: int | None,
) -> TalkAnalysis:
    """Levels each second, the index, segments and moments of a whole record."""
    follower = DyadFollower(settings)
    frames = level_frames(follower, events, wearers, duration_s, settings)
    points = _points(wearers, frames, turns, duration_s, settings, seed)
    cuts_s = [edge for step in steps for edge in (step.start_s, step.end_s)]
    both = len(wearers) == 2
    return TalkAnalysis(
        frames=frames,
        baselines={
            wearer: tuple(follower.followers[wearer].baselines.values())
            for wearer in wearers
        },
        index=points,
        segments=segments_of(frames, points, cuts_s, duration_s, settings)
        if both
        else (),
        moments=every_moment(frames, events, speaker_changes_s(turns), settings),
        answers=answers_settled(frames, events, settings),
    )


def level_frames(
    follower: DyadFollower,
    events: Sequence[Event],
    wearers: Mapping[Wearer, Heartbeats],
    duration_s: float,
    settings: Settings,
) -> tuple[DyadFrame, ...]:
    """The levels of both, a frame for each whole second."""
    for event in events:
        if isinstance(event, Marker):
            follower.hear(event)
    logs = {wearer: BeatLog(settings) for wearer in wearers}
    waiting = {
        wearer: iter(zip(of.beats, of.corrected.flag.tolist(), strict=True))
        for wearer, of in wearers.items()
    }
    following = {wearer: next(beats, None) for wearer, beats in waiting.items()}
    found = []
    for second in range(1, floor(duration_s) + 1):
        for wearer, log in logs.items():
            here = following[wearer]
            while here is not None and here[0].t_s <= second + AHEAD_S:
                beat, flag = here
                log.add(Judged(beat, Flag(flag), irregular=False))
                here = next(waiting[wearer], None)
            following[wearer] = here
        if logs:
            found.append(
                follower.close(
                    float(second), {w: (log, None) for w, log in logs.items()}
                )
            )
    return tuple(found)


def _points(
    wearers: Mapping[Wearer, WearerAnalysis],
    frames: Sequence[DyadFrame],
    turns: Sequence[Turn],
    duration_s: float,
    settings: Settings,
    seed: int | None,
) -> tuple[IndexPoint, ...]:
    if len(wearers) < 2:
        return ()
    (hr_a, known_a), (hr_b, known_b) = (
        rate_grid(wearers[w].corrected.nn, duration_s, settings) for w in Wearer
    )
    return exploratory_index(
        hr_a,
        hr_b,
        known=(known_a, known_b),
        frames=frames,
        roles=roles_of(turns, hr_a.size, settings.whole_rate_hz, settings),
        settings=settings,
        seed=settings.seed if seed is None else seed,
    )
