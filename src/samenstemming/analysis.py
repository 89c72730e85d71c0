"""The whole-record analysis: every packet may help to place every beat.

Researchers export this; screens show the causal `Pipeline`. The two have different
names, and their results are never mixed silently.
"""

from dataclasses import replace

from samenstemming.analysis_arousal import talk_analysis
from samenstemming.analysis_pair import WHOLE, Progress, pair_synchrony
from samenstemming.analysis_steps import steps_of
from samenstemming.analysis_turns import step_analyses, turn_analyses
from samenstemming.analysis_values import Analysis
from samenstemming.analysis_wearer import wearer_analysis
from samenstemming.beat_edits import BeatEdits, edited
from samenstemming.events import Recording, Wearer
from samenstemming.measures.speech import turns_of
from samenstemming.rhythm.beats import locate
from samenstemming.rhythm.corrections import UNTOUCHED, ByHand
from samenstemming.settings import Settings
from samenstemming.standing import standing


def analyze(
    recording: Recording,
    settings: Settings | None = None,
    *,
    edits: BeatEdits | None = None,
    surrogates: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Analyse a whole recording. Seconds of work for an hour; `progress` gets 0-1.

    `edits` are a person's corrections of single beats: BeatEditsError where they are
    for another recording.
    """
    knobs = settings or Settings.of_recording(recording.meta)
    events = standing(recording.events())
    duration_s = recording.duration_s
    located = locate(events, knobs)
    measured = located.beats
    by_hand: dict[Wearer, ByHand] = {}
    if edits is not None:
        beats, by_hand = edited(measured, edits, recording.chain)
        located = replace(located, beats=beats)
    turns = turns_of(events, duration_s)
    wearers = {
        wearer: wearer_analysis(
            wearer,
            located,
            duration_s,
            knobs,
            turns,
            measured=measured[wearer],
            by_hand=by_hand.get(wearer, UNTOUCHED),
        )
        for wearer in Wearer
        if located.beats.get(wearer)
    }
    steps = steps_of(events, duration_s)
    found = pair_synchrony(
        recording, wearers, steps, turns, duration_s, knobs, surrogates, seed, progress
    )
    return Analysis(
        recording=recording,
        settings=knobs,
        duration_s=duration_s,
        wearers=wearers,
        synchrony=found[WHOLE],
        edits=edits,
        steps=step_analyses(steps, turns, wearers, found, knobs),
        turns=turn_analyses(turns, found),
        talk=talk_analysis(events, wearers, steps, turns, duration_s, knobs, seed),
    )
