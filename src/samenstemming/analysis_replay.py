"""What the replay screen shows of a whole record, in the order in which it is ready.

`overview` needs a fraction of a second for an hour: beats and their correction, gaps,
variability once a second, steps, turns. `sync_map` adds thousandths, `moments` about a
second, `sync_map_chance` seconds. Full answers with p-values are `analyze`'s, whose
beats, windows and rules these are: a picture and the table under it agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from samenstemming.analysis_arousal import level_frames
from samenstemming.analysis_pair import rate_grid
from samenstemming.analysis_steps import Step, paced_pauses, steps_of
from samenstemming.analysis_wearer import gaps_of
from samenstemming.beat_edits import Action, BeatEdit, BeatEdits, edited
from samenstemming.errors import BeatEditsError
from samenstemming.events import Recording, Wearer
from samenstemming.measures.dyad_frames import DyadFollower
from samenstemming.measures.hrv_series import Track, rmssd_track_of
from samenstemming.measures.imported_clock import imported_clock_in
from samenstemming.measures.moments import Moment, every_moment
from samenstemming.measures.roles import roles_of
from samenstemming.measures.speech import Turn, speaker_changes_s, turns_of
from samenstemming.measures.synchrony_map import (
    SURROGATES,
    MapChance,
    MapInput,
    Progress,
    SynchronyMap,
    map_chance,
    map_input,
    synchrony_map,
    withheld,
)
from samenstemming.rhythm.artifacts import Corrected, corrected
from samenstemming.rhythm.beats import locate
from samenstemming.rhythm.corrections import UNTOUCHED, ByHand
from samenstemming.series import Beat, Gap
from samenstemming.settings import Settings
from samenstemming.standing import standing
from samenstemming.words import sentence

MEANT_WITHIN_S: Final = 0.5
"""A person reads a time off a picture: the nearest beat this far away is meant."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WearerOverview:
    """One wearer: beats as located (and edited by hand), corrected, and over time.

    `rmssd_ms` is that of `hrv_series`, second k in place k - 1.
    """

    wearer: Wearer
    beats: tuple[Beat, ...]
    corrected: Corrected
    gaps: tuple[Gap, ...]
    rmssd_ms: Track


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overview:
    """A whole record at a glance; `measured` are the beats before any edit."""

    recording: Recording
    settings: Settings
    duration_s: float
    wearers: Mapping[Wearer, WearerOverview]
    measured: Mapping[Wearer, tuple[Beat, ...]]
    steps: tuple[Step, ...]
    turns: tuple[Turn, ...]
    edits: BeatEdits | None = None


def overview(
    recording: Recording,
    settings: Settings | None = None,
    *,
    edits: BeatEdits | None = None,
) -> Overview:
    """Beats, corrections, gaps, variability of a whole record; edits as in `analyze`.

    BeatEditsError where the edits are for another recording.
    """
    knobs = settings or Settings()
    events = recording.events()
    duration_s = recording.duration_s
    located = locate(events, knobs)
    measured = dict(located.beats)
    by_hand: dict[Wearer, ByHand] = {}
    if edits is not None:
        beats, by_hand = edited(measured, edits, recording.chain)
        located = replace(located, beats=beats)
    turns = turns_of(events, duration_s)
    wearers = {}
    for wearer in Wearer:
        of_wearer = located.beats.get(wearer)
        if not of_wearer:
            continue
        clean = corrected(of_wearer, knobs, by_hand.get(wearer, UNTOUCHED))
        wearers[wearer] = WearerOverview(
            wearer=wearer,
            beats=tuple(of_wearer),
            corrected=clean,
            gaps=gaps_of(of_wearer, located, duration_s),
            rmssd_ms=rmssd_track_of(
                wearer,
                of_wearer,
                clean,
                duration_s=duration_s,
                settings=knobs,
                turns=turns,
            ),
        )
    return Overview(
        recording=recording,
        settings=knobs,
        duration_s=duration_s,
        wearers=wearers,
        measured=measured,
        steps=steps_of(events, duration_s),
        turns=tuple(turns),
        edits=edits,
    )


def sync_map(of: Overview) -> SynchronyMap | None:
    """Synchrony by time and lag, never shown without chance; None for one wearer."""
    ready = _map_input(of)
    if ready is None:
        return None
    why = imported_clock_in(of.recording.meta).lag_withheld
    return synchrony_map(withheld(ready, why) if why else ready)


def sync_map_chance(
    of: Overview,
    *,
    surrogates: int = SURROGATES,
    seed: int | None = None,
    progress: Progress | None = None,
) -> MapChance | None:
    """What chance alone would paint on that map; None where there is one wearer."""
    ready = _map_input(of)
    if ready is None:
        return None
    why = imported_clock_in(of.recording.meta).lag_withheld
    ready = withheld(ready, why) if why else ready
    chosen = of.settings.seed if seed is None else seed
    return map_chance(ready, surrogates=surrogates, seed=chosen, progress=progress)


def moments(
    recording: Recording,
    settings: Settings | None = None,
    *,
    edits: BeatEdits | None = None,
) -> tuple[Moment, ...]:
    """Candidate moments of a whole record, flooding included, in order of time.

    Rules of conversation.md 3.5, design defaults: exploratory, for whoever looks back.
    """
    return moments_in(overview(recording, settings, edits=edits))


def moments_in(of: Overview) -> tuple[Moment, ...]:
    """The same of an overview that exists."""
    events = standing(of.recording.events())
    frames = level_frames(
        DyadFollower(of.settings), events, of.wearers, of.duration_s, of.settings
    )
    return every_moment(frames, events, speaker_changes_s(of.turns), of.settings)


def with_edit(of: Overview, asked: BeatEdit) -> BeatEdits:
    """All edits with this one at the end, aimed at the beat that is nearest to it.

    BeatEditsError where it finds no beat: what can be kept can always be applied.
    """
    chain = of.recording.chain
    if chain is None:
        raise BeatEditsError(sentence("edits.no_chain"))
    kept = of.edits or BeatEdits(chain=chain)
    if asked.action is not Action.INSERT:
        asked = _aimed(of.wearers.get(asked.wearer), asked)
    more = replace(kept, edits=(*kept.edits, asked))
    edited(of.measured, more, chain)
    return more


def _aimed(of: WearerOverview | None, asked: BeatEdit) -> BeatEdit:
    beats: Sequence[Beat] = () if of is None else of.beats
    beat = min(beats, key=lambda one: abs(one.t_s - asked.t_s), default=None)
    if beat is None or abs(beat.t_s - asked.t_s) > MEANT_WITHIN_S:
        return asked
    return replace(asked, t_s=beat.t_s, rr_ms=beat.rr_ms)


def _map_input(of: Overview) -> MapInput | None:
    if len(of.wearers) < 2:
        return None
    (hr_a, known_a), (hr_b, known_b) = (
        rate_grid(of.wearers[w].corrected.nn, of.duration_s, of.settings)
        for w in Wearer
    )
    return map_input(
        hr_a,
        hr_b,
        known_a=known_a,
        known_b=known_b,
        settings=of.settings,
        roles=roles_of(of.turns, hr_a.size, of.settings.whole_rate_hz, of.settings),
        instructed=[
            *((s.start_s, s.end_s) for s in of.steps if s.instructed),
            *paced_pauses(of.recording.events(), of.duration_s),
        ],
    )
