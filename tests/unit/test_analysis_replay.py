"""The overview and what follows from it say what `analyze` says of the same record."""

from dataclasses import replace

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.beat_edits import Action, BeatEdit
from samenstemming.errors import BeatEditsError
from samenstemming.events import Recording, Wearer
from samenstemming.measures.moments import MomentKind, flooding_of
from samenstemming.series import ArousalState, DyadFrame, JointState, WearerArousal


@pytest.fixture(scope="module")
def recording() -> Recording:
    made = sam.simulate(
        minutes=5, seed=4, coupling=0.8, faults=("drop-out", "ectopics")
    )
    mark = sam.Marker(t_ns=90_000_000_000, name="pattern_marked", source="a")
    events = sorted([*made.events(), mark], key=lambda event: event.t_ns)
    return replace(Recording.of(events, meta=made.meta), chain="0" * 64)


@pytest.fixture(scope="module")
def seen(recording: Recording) -> "sam.Overview":
    return sam.overview(recording)


def test_beats_gaps_and_corrections_are_those_of_the_analysis(
    recording: Recording, seen: "sam.Overview"
) -> None:
    full = sam.analyze(recording, surrogates=0)
    for wearer in Wearer:
        of, other = seen.wearers[wearer], full.wearers[wearer]
        assert of.beats == other.beats
        assert of.gaps == other.gaps
        assert np.array_equal(of.corrected.nn.nn_ms, other.corrected.nn.nn_ms)
    marks = [m for m in full.talk.moments if m.kind is MomentKind.PATTERN_MARK]
    assert len(marks) == 1
    found = sam.moments(recording)
    assert found == tuple(full.talk.moments)


def test_a_map_has_its_chance_and_one_wearer_has_neither(
    recording: Recording, seen: "sam.Overview"
) -> None:
    found = sam.sync_map(seen)
    chance = sam.sync_map_chance(seen, surrogates=19)
    assert found is not None
    assert chance is not None
    assert chance.p95.shape == found.t_s.shape
    alone = [
        event
        for event in recording.events()
        if getattr(event, "wearer", None) is not Wearer.B
    ]
    one = sam.overview(Recording.of(alone))
    assert (sam.sync_map(one), sam.sync_map_chance(one)) == (None, None)
    assert list(one.wearers) == [Wearer.A]


def test_clocks_made_alike_by_the_hearts_leave_no_map_to_draw(
    recording: Recording,
) -> None:
    meta = {**recording.meta, "clock_alignment": {"method": "estimate", "sd_s": 0.1}}
    seen = sam.overview(Recording.of(recording.events(), meta=meta))
    found, chance = sam.sync_map(seen), sam.sync_map_chance(seen)
    assert found is not None
    assert (found.withheld, found.t_s.size) == ("clock_estimated", 0)
    assert chance is not None
    assert chance.share_above is None


def test_an_edit_is_aimed_at_the_nearest_beat_and_can_be_applied(
    recording: Recording, seen: "sam.Overview"
) -> None:
    beat = seen.wearers[Wearer.A].beats[40]
    asked = BeatEdit(wearer=Wearer.A, action=Action.DELETE, t_s=beat.t_s + 0.1)
    more = sam.with_edit(seen, asked)
    assert (more.edits[0].t_s, more.edits[0].rr_ms) == (beat.t_s, beat.rr_ms)
    after = sam.overview(recording, edits=more)
    assert len(after.wearers[Wearer.A].beats) == len(seen.wearers[Wearer.A].beats) - 1
    assert after.measured == seen.measured
    with pytest.raises(BeatEditsError, match="no such beat"):
        sam.with_edit(after, replace(asked, t_s=1e6))
    with pytest.raises(BeatEditsError, match="no seal"):
        sam.with_edit(replace(seen, recording=replace(recording, chain=None)), asked)


def test_flooding_is_a_stretch_far_above_the_own_rest() -> None:
    def frame(t_s: float, state: ArousalState, d_bpm: float) -> DyadFrame:
        one = WearerArousal(
            wearer=Wearer.B,
            state=state,
            reason=None,
            heart_rate_bpm=70 + d_bpm,
            d_bpm=d_bpm,
            z=None,
            slope_bpm_per_min=None,
            accepted=1.0,
            baseline="rest",
            baseline_bpm=70.0,
        )
        return DyadFrame(
            t_s=t_s,
            joint=JointState.UNKNOWN,
            reason=None,
            a=None,
            b=one,
            instructed=False,
        )

    frames = [frame(t, ArousalState.CALM, 2.0) for t in range(1, 11)]
    frames += [frame(t, ArousalState.HIGH, 20.0 + t) for t in range(11, 31)]
    (found,) = flooding_of(frames)
    assert (found.start_s, found.end_s) == (11, 30)
    assert found.evidence == {"wearer": "b", "for_s": 19, "most_d_bpm": 50.0}
