"""Synchrony that knows who speaks: the talk effect out, the turns in the null."""

from dataclasses import replace

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.analysis_values import Analysis
from samenstemming.events import Event, Marker, Packet, Recording, Wearer
from samenstemming.measures.multiplicity import holm
from samenstemming.measures.role_segments import role_segment_pairs
from samenstemming.measures.roles import roles_of, without
from samenstemming.measures.segment_pairs import SegmentPairs
from samenstemming.measures.speech import Turn
from samenstemming.measures.windowed import plan, z_curves
from samenstemming.series import Floats, Lead
from samenstemming.sources.simulated_talk import ScriptStep, simulate_talk, turns

KNOBS = sam.Settings()


def turn(start_s: float, end_s: float, *speakers: Wearer) -> Turn:
    return Turn(start_s=start_s, end_s=end_s, speakers=frozenset(speakers))


def test_no_marked_turn_no_roles() -> None:
    assert roles_of([], 1200, 2.0, KNOBS) is None
    quiet = [turn(0, 300), turn(300, 600, *Wearer)]
    assert roles_of(quiet, 1200, 2.0, KNOBS) is None


def test_nothing_counts_around_a_change_nor_where_it_is_unknown_who_speaks() -> None:
    marked = [
        turn(0, 120, Wearer.A),
        turn(120, 240, Wearer.B),
        turn(240, 360),
        turn(360, 480, *Wearer),
    ]
    roles = roles_of(marked, 1200, 2.0, KNOBS)
    assert roles is not None
    t_s = np.arange(1200) / 2
    expected = (t_s < 90) | ((t_s >= 150) & (t_s < 210)) | ((t_s >= 270) & (t_s < 330))
    assert np.array_equal(roles.usable, expected)
    assert set(roles.role[t_s < 120].tolist()) == {0}
    assert set(roles.role[t_s >= 360].tolist()) == {-1}


def test_what_talk_explains_is_taken_out_whatever_its_size_and_course() -> None:
    marked = [turn(60 * k, 60 * k + 60, list(Wearer)[k % 2]) for k in range(10)]
    roles = roles_of(marked, 1200, 2.0, KNOBS)
    assert roles is not None
    rng = np.random.default_rng(1)
    level = 70 + rng.normal(size=1200)
    basis, quiet = roles.fitted(level, [slice(0, 1200)], 2.0, KNOBS)
    talking = level + 8 * roles.effects[0] - 3 * roles.effects[1]
    _, quiet_again = roles.fitted(talking, [slice(0, 1200)], 2.0, KNOBS)
    # Two who take turns without a pause: what both have in common is a level.
    assert np.allclose(np.diff(quiet_again), np.diff(quiet), atol=0.01)
    own = without(basis, rng.normal(size=1200))
    for weights in rng.normal(size=(5, basis.shape[1])):
        assert np.allclose(without(basis, own + basis @ weights), own)


def analysed(seed: int = 2, surrogates: int = 0, **talk: object) -> Analysis:
    """Without surrogates unless chance is what is asked about: they take longest."""
    script = turns(5, 180)
    recording = simulate_talk(script, seed=seed, starts_s=7.0, **talk)  # type: ignore[arg-type]
    return sam.analyze(recording, surrogates=surrogates)


def test_the_record_says_which_form_it_used() -> None:
    marked = analysed()
    assert marked.synchrony.roles == "corrected"
    assert marked.synchrony.duration_s < 5 * 130
    assert marked.to_json()["synchrony"]["roles"] == "corrected"  # type: ignore[index]
    unmarked = analysed(marked=False)
    assert unmarked.synchrony.roles == "not_marked"
    assert unmarked.synchrony.duration_s > 800


def test_with_marked_turns_the_size_of_the_talk_effect_hardly_matters() -> None:
    none, much = (analysed(talk_bpm=bpm).synchrony for bpm in (0.0, 12.0))
    assert none.statistic is not None
    assert none.statistic == pytest.approx(much.statistic, abs=0.03)
    assert none.sign is not None
    assert none.sign == much.sign


def test_a_couple_is_found_between_the_changes_of_speaker() -> None:
    found = analysed(coupling=0.9, surrogates=99).synchrony
    assert found.sign == "in-phase"
    assert found.p_value is not None
    assert found.p_value <= 0.05


def test_turns_that_are_too_short_leave_nothing_and_it_says_so() -> None:
    recording = simulate_talk(turns(8, 60), seed=1)
    found = sam.analyze(recording, surrogates=19).synchrony
    assert found.statistic is None
    assert found.withheld == "short_turns"
    assert found.roles == "corrected"


def test_each_turn_has_its_own_answer_and_a_p_only_from_three_minutes_on() -> None:
    found = sam.analyze(simulate_talk(turns(3, 250), seed=3), surrogates=19)
    first = found.turns[0]
    assert (first.turn.start_s, first.turn.end_s, first.turn.named) == (0, 250, "a")
    assert all(of.synchrony.statistic is not None for of in found.turns)
    assert all(of.p_adjusted is not None for of in found.turns)
    brief = sam.analyze(simulate_talk(turns(3, 150), seed=3), surrogates=19)
    assert {of.synchrony.p_value for of in brief.turns} == {None}
    assert all(of.synchrony.p_withheld is not None for of in brief.turns)


def test_a_step_in_which_both_talk_is_answered_as_unmarked() -> None:
    script = (
        *turns(2, 200),
        ScriptStep(id="together", seconds=300, speaker="both"),
    )
    found = sam.analyze(simulate_talk(script, seed=4), surrogates=19)
    assert [of.synchrony.roles for of in found.steps] == [
        "corrected",
        "corrected",
        "not_marked",
    ]
    assert found.synchrony.duration_s < 400


@pytest.mark.parametrize(
    "data",
    [{"instructed": True}, {"display": "pacer"}, {"biofeedback": {"display": "pacer"}}],
)
def test_every_pacer_step_is_instructed_and_has_no_test(
    data: dict[str, object],
) -> None:
    script = (
        *turns(2, 200),
        ScriptStep(id="breathe", seconds=300, speaker="none", data=data),
    )
    found = sam.analyze(simulate_talk(script, seed=4), surrogates=19)
    breathe = found.steps[-1]
    assert breathe.step.instructed
    assert breathe.synchrony.statistic is not None
    assert breathe.synchrony.p_value is None
    assert breathe.synchrony.p_withheld == "instructed"
    assert breathe.synchrony.lead is Lead.CANNOT_TELL
    assert breathe.p_adjusted is None
    assert found.synchrony.duration_s < 400


def test_holm_adjusts_in_steps_and_leaves_out_what_has_no_p() -> None:
    found = holm([0.01, None, 0.04, 0.03, 0.5])
    assert found[1] is None
    assert found[0] == pytest.approx(0.04)
    assert found[3] == pytest.approx(0.09)
    assert found[2] == pytest.approx(0.09)
    assert found[4] == pytest.approx(0.5)
    assert holm([]) == ()
    assert holm([0.6, 0.7]) == (1.0, 1.0)


def swapped(event: Event) -> Event:
    if isinstance(event, Packet):
        return replace(event, wearer=event.wearer.other)
    if isinstance(event, Marker) and event.data.get("speaker") in ("a", "b"):
        speaker = "b" if event.data["speaker"] == "a" else "a"
        return replace(event, data={**event.data, "speaker": speaker})
    return event


def test_swapping_the_wearers_negates_the_lag_and_changes_nothing_else() -> None:
    recording = simulate_talk(turns(4, 180), coupling=0.9, lag_s=3, seed=6)
    there = sam.analyze(recording, surrogates=49)
    events = [swapped(event) for event in recording.events()]
    back = sam.analyze(Recording.of(events), surrogates=49)
    assert there.synchrony.lag_s is not None
    assert back.synchrony.lag_s == -there.synchrony.lag_s
    assert (back.synchrony.statistic, back.synchrony.p_value) == (
        there.synchrony.statistic,
        there.synchrony.p_value,
    )
    assert back.synchrony.segment_pairs == there.synchrony.segment_pairs
    assert [point.index for point in back.talk.index] == [
        point.index for point in there.talk.index
    ]
    assert [one.kind for one in back.talk.segments] == [
        one.kind for one in there.talk.segments
    ]


def test_samples_without_weight_are_left_out_of_their_window() -> None:
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(2, 1, 240))
    the_plan = plan(2.0, KNOBS)
    weights = np.ones(240)
    weights[70:95] = 0
    spoiled = x.copy()
    spoiled[0, 70:95] = 1000.0
    starts = np.array([60])
    at_zero = the_plan.lags.index(0)
    for series in (x, spoiled):
        z = z_curves(series, y, starts, the_plan, weights)[0, 0, at_zero]
        kept = np.flatnonzero(weights[60:180]) + 60
        r = np.corrcoef(x[0, kept], y[0, kept])[0, 1]
        assert np.tanh(z) == pytest.approx(r)


def test_pieces_are_exchanged_within_one_role_only_and_not_where_they_are_few() -> None:
    the_plan = plan(2.0, KNOBS)
    rng = np.random.default_rng(5)
    role = np.repeat([0, 1] * 10, 120)
    x = rng.normal(size=role.size)
    # Each role has a course of its own: without the roles this would be synchrony.
    course = np.tile(np.sin(np.arange(120) / 9), 20) * np.where(role == 0, 5, -5)

    def tested(a: Floats, b: Floats, n: int) -> SegmentPairs | None:
        return role_segment_pairs(
            a[:n],
            b[:n],
            np.ones(n, np.bool_),
            role[:n],
            the_plan,
            length=90,
            n_pairings=199,
            rng=np.random.default_rng(6),
        )

    linked = tested(x, x + 0.1 * rng.normal(size=x.size), role.size)
    assert linked is not None
    assert linked.p_value <= 0.01
    same_turns = tested(course + x, course + rng.normal(size=x.size), role.size)
    assert same_turns is not None
    assert same_turns.p_value > 0.05
    assert tested(x, x, 240) is None, "two turns allow no exchange"
