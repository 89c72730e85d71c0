"""The flow of an evening: private stays private, and one no is a no of both."""

from dataclasses import asdict, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.view_evening import (
    ON_AT_FIRST,
    Answers,
    Flow,
    Stage,
    offered,
    size_text,
    tonight,
)
from samenstemming.consent import SCOPES
from samenstemming.events import Wearer
from samenstemming.session.exercise_files import library

A, B = Wearer
EXERCISES = [exercise for exercise, _ in library()]
ALL = frozenset(exercise.id for exercise in EXERCISES)
YES = Answers(scopes=frozenset(SCOPES), deeper=True)
answers = st.builds(
    Answers,
    scopes=st.frozensets(st.sampled_from(SCOPES)),
    deeper=st.booleans(),
    buttons_only=st.booleans(),
)


def through() -> Flow:
    """A first evening up to the exercises."""
    flow = Flow().begin(onboarded=False, named=False)
    for _ in range(3):
        assert flow.stage is Stage.WHAT
        flow = flow.next_card()
    assert flow.stage is Stage.NAMES
    flow = flow.named()
    for wearer in Wearer:
        assert (flow.stage, flow.turn, flow.alone) == (Stage.TURN, wearer, False)
        flow = flow.by_oneself().answered(YES)
    assert flow.stage is Stage.STRAPS
    return flow.with_straps({A: "simulated:1", B: "simulated:1"})


def test_a_first_evening_goes_through_all_pages_and_a_later_one_skips_two() -> None:
    assert through().stage is Stage.CHOOSE
    assert Flow().begin(onboarded=True, named=True).stage is Stage.TURN
    assert Flow().begin(onboarded=True, named=False).stage is Stage.NAMES


def test_only_recording_and_taking_part_are_on_before_somebody_says_yes() -> None:
    assert Answers().scopes == ON_AT_FIRST == {"record", "live"}
    assert not Answers().deeper
    assert not Answers().buttons_only


def test_back_never_shows_what_somebody_answered() -> None:
    first = Flow().begin(onboarded=True, named=True).by_oneself()
    second = first.answered(YES)
    assert (second.turn, second.alone) == (B, False)
    for flow in (second.back(), second.by_oneself().back().back()):
        assert flow.answers == {}
        assert flow.stage is Stage.HOME
    assert first.back().alone is False
    assert through().back().stage is Stage.STRAPS
    assert through().back().back().answers == {}
    card = Flow().begin(onboarded=False, named=False).next_card()
    assert card.back().card == 0


@given(a=answers, b=answers)
def test_whoever_said_what_both_together_are_the_same(a: Answers, b: Answers) -> None:
    """T03, T24: swapping the two changes letters and nothing else."""
    one, other = tonight({A: a, B: b}), tonight({A: b, B: a})
    assert (one.arm, one.buttons_only, one.may_go_deeper, one.keeps_words) == (
        other.arm,
        other.buttons_only,
        other.may_go_deeper,
        other.keeps_words,
    )
    swap = {"a": "b", "b": "a"}
    assert {f"{swap[of[0]]}{of[1:]}" for of in one.consent} == set(other.consent)


@given(a=answers, b=answers)
def test_the_private_yes_never_reaches_what_is_started(a: Answers, b: Answers) -> None:
    """T16, T24: what starts is the same whatever one of them said of going deeper."""
    for deep_a, deep_b in ((False, False), (True, False), (False, True)):
        held = tonight({A: replace(a, deeper=deep_a), B: replace(b, deeper=deep_b)})
        assert not held.may_go_deeper
        assert "deep" not in " ".join(held.consent)
        left = tonight({A: replace(a, deeper=False), B: replace(b, deeper=False)})
        assert asdict(held) == asdict(left)


def test_a_consent_is_recorded_of_the_one_who_gave_it() -> None:
    held = tonight({A: Answers(), B: Answers(scopes=frozenset({"look_back"}))})
    assert held.consent == ("a:record", "a:live", "b:look_back")
    assert held.strapped == (A,)
    assert held.arm == "no_feedback"


@pytest.mark.parametrize("nobody", [{}, {A: YES}])
def test_who_did_not_answer_said_no(nobody: dict[Wearer, Answers]) -> None:
    held = tonight(nobody)
    assert not held.may_go_deeper
    assert held.arm == "no_feedback"
    assert B not in held.strapped


def test_without_a_yes_to_recording_a_strap_is_left_out() -> None:
    refuses = Answers(scopes=frozenset({"live"}))
    flow = Flow().begin(onboarded=True, named=True).answered(refuses).answered(YES)
    straps = flow.with_straps({A: "simulated:1", B: "simulated:1"}).straps
    assert straps == {B: "simulated:1"}


def test_the_offer_is_identical_whoever_refused() -> None:
    """Acceptance 8."""
    found = [
        offered(
            EXERCISES,
            {A: replace(YES, deeper=a), B: replace(YES, deeper=b)},
            done=ALL,
            evenings_before=2,
        )
        for a, b in product((True, False), repeat=2)
        if not (a and b)
    ]
    assert found[0] == found[1] == found[2]
    assert found[0].only_calm
    levels = {of.id: of.level for of in EXERCISES}
    assert not {levels[one] for one in found[0].ids} & {"deep", "middle"}


@pytest.mark.parametrize("before", [0, 1])
def test_the_first_two_evenings_hold_no_hard_talk(before: int) -> None:
    """conversation.md 4.1, and the same line as where somebody said no."""
    asked = {"done": ALL, "begun_tonight": ("samen_aankomen", "om_de_beurt")}
    both = offered(EXERCISES, {A: YES, B: YES}, evenings_before=before, **asked)
    refused = offered(EXERCISES, {A: YES}, evenings_before=2, **asked)
    assert both == refused
    assert both.only_calm


def test_one_deep_exercise_an_evening() -> None:
    both = {A: YES, B: YES}
    before = offered(EXERCISES, both, done=ALL, evenings_before=2)
    begun = ("wat_eronder_ligt",)
    after = offered(EXERCISES, both, done=ALL, begun_tonight=begun, evenings_before=2)
    deep = {of.id for of in EXERCISES if of.level == "deep"}
    assert deep <= set(before.ids)
    assert set(after.ids) == set(before.ids) - deep
    assert not after.only_calm


def test_one_more_exercise_asks_each_again() -> None:
    again = through().one_more()
    assert again.stage is Stage.TURN
    assert again.answers == {}


def test_a_size_is_said_plainly() -> None:
    assert size_text(10) == "1 kB"
    assert size_text(45_000) == "45 kB"
    assert size_text(2_600_000) == "3 MB"
