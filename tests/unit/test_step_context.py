"""What steps and pauses ask for, marker by marker."""

import pytest

import samenstemming as sam
from samenstemming.analysis_steps import paced_pauses
from samenstemming.events import Marker, Wearer
from samenstemming.measures.step_context import BaselineKind, BaselineStep, StepContext

REST = {"baseline": "rest", "discard_first_s": 60, "min_clean_s": 90}


def marker(t_s: float, name: str, **data: object) -> Marker:
    return Marker(t_ns=round(t_s * 1e9), name=name, data=data)


def followed(*markers: Marker) -> tuple[StepContext, list[BaselineStep]]:
    context = StepContext(sam.Settings())
    ended = [context.take(one) for one in markers]
    return context, [one for one in ended if one is not None]


def test_a_baseline_step_is_known_when_it_ends() -> None:
    _, (rest,) = followed(
        marker(10, "step_begin", measure=REST), marker(190, "step_begin", id="next")
    )
    assert (rest.kind, rest.start_s, rest.end_s) == (BaselineKind.REST, 70, 190)
    assert rest.least_clean_s == 90
    assert rest.wearers == frozenset(Wearer)


def test_talk_is_the_speakers_own_and_has_a_default_that_is_not_nothing() -> None:
    measure = {"baseline": "talk", "discard_first_s": 10.0, "min_clean_s": 0.0}
    _, (talk,) = followed(
        marker(10, "step_begin", speaker="b", measure=measure), marker(70, "step_end")
    )
    assert talk.wearers == {Wearer.B}
    assert talk.least_clean_s == 30
    assert talk.start_s == 20


@pytest.mark.parametrize("measure", ["rest", {"baseline": "sleep"}, {}, None, 3])
def test_a_measure_that_is_none_is_passed_over(measure: object) -> None:
    _, ended = followed(
        marker(10, "step_begin", measure=measure), marker(190, "step_end")
    )
    assert ended == []


def test_numbers_that_are_none_become_the_defaults() -> None:
    measure = {"baseline": "rest", "discard_first_s": "long", "min_clean_s": True}
    _, (rest,) = followed(
        marker(0, "step_begin", measure=measure), marker(190, "step_end")
    )
    assert (rest.start_s, rest.least_clean_s) == (60, 90)


def test_a_pause_begins_a_baseline_anew() -> None:
    begin, pause = marker(0, "step_begin", measure=REST), marker(100, "pause")
    _, (rest,) = followed(begin, pause, marker(300, "resume"), marker(480, "step_end"))
    assert rest.start_s == 360
    _, ended = followed(begin, pause, marker(480, "step_end"))
    assert ended == []


def test_a_pacer_in_a_pause_is_instructed_until_the_pause_ends() -> None:
    markers = [
        marker(0, "step_begin", speaker="a"),
        marker(10, "pause"),
        marker(20, "pause_step", display="dark"),
        marker(30, "pause_step", display="pacer"),
        marker(200, "resume"),
    ]
    said = []
    context = StepContext(sam.Settings())
    for one in markers:
        context.take(one)
        said.append(context.instructed)
    assert said == [False, False, False, True, False]
    assert paced_pauses(markers, 300) == ((30, 200),)
    assert paced_pauses(markers[:4], 300) == ((30, 300),)


def test_movement_lasts_a_while_after_its_step() -> None:
    context, _ = followed(
        marker(0, "step_begin", movement=True), marker(60, "step_end")
    )
    assert context.moved_lately(60)
    assert context.moved_lately(104.9)
    assert not context.moved_lately(105)
