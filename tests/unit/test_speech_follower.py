"""Who speaks when, from steps, `speaker` markers and pauses."""

import pytest

from samenstemming.events import Marker, Wearer
from samenstemming.measures.speech import (
    SpeechFollower,
    Turn,
    speaker_changes_s,
    speakers_named,
    spoken_s,
    turns_of,
)

A, B = Wearer.A, Wearer.B


def marker(
    t_s: float, name: str, wearer: Wearer | None = None, **data: object
) -> Marker:
    return Marker(t_ns=round(t_s * 1e9), name=name, wearer=wearer, data=data)


def turn(start_s: float, end_s: float, *speakers: Wearer) -> Turn:
    return Turn(start_s=start_s, end_s=end_s, speakers=frozenset(speakers))


def test_a_steps_speaker_speaks_until_it_ends() -> None:
    events = [
        marker(10, "step_begin", id="talk", speaker="a"),
        marker(70, "step_end"),
        marker(80, "step_begin", id="quiet", speaker="none"),
    ]
    assert turns_of(events, 100) == (turn(10, 70, A), turn(80, 100))


def test_a_marker_inside_a_step_passes_the_word_on() -> None:
    events = [
        marker(10, "step_begin", id="talk", speaker="A"),
        marker(30, "speaker", B),
        marker(50, "speaker", speaker="both"),
        marker(60, "step_end"),
    ]
    turns = turns_of(events, 100)
    assert turns == (turn(10, 30, A), turn(30, 50, B), turn(50, 60, A, B))
    assert speaker_changes_s(turns) == (30, 50)
    assert spoken_s(turns, A, 20, 60) == pytest.approx(20)
    assert spoken_s(turns, B, 20, 60) == pytest.approx(30)


def test_a_step_that_names_no_speaker_leaves_it_unknown() -> None:
    events = [
        marker(10, "step_begin", id="talk", speaker="a"),
        marker(20, "step_begin", id="free", speaker=None),
        marker(30, "step_begin", id="listen", speaker="b"),
    ]
    turns = turns_of(events, 40)
    assert turns == (turn(10, 20, A), turn(30, 40, B))
    assert speaker_changes_s(turns) == ()


def test_a_new_step_with_the_same_speaker_is_one_turn() -> None:
    events = [
        marker(10, "step_begin", id="story", speaker="a"),
        marker(20, "step_begin", id="more", speaker="a"),
    ]
    assert turns_of(events, 30) == (turn(10, 30, A),)


def test_a_pause_leaves_it_open_until_it_ends() -> None:
    events = [
        marker(10, "step_begin", id="talk", speaker="a"),
        marker(20, "pause"),
        marker(21, "pause", already=True),
        marker(40, "resume"),
        marker(45, "resume", already=True),
        marker(50, "step_end"),
    ]
    assert turns_of(events, 100) == (turn(10, 20, A), turn(40, 50, A))


def test_other_markers_and_a_speaker_without_a_name_change_nothing() -> None:
    events = [
        marker(10, "speaker", A),
        marker(20, "note"),
        marker(25, "speaker"),
        marker(30, "marker:laugh", B),
    ]
    assert turns_of(events, 40) == (turn(10, 40, A),)


def test_live_a_stretch_does_not_know_what_comes_after_it() -> None:
    follower = SpeechFollower()
    follower.take(marker(10, "speaker", A))
    before = follower.spoken_s(A, 0, 25)
    follower.take(marker(30, "speaker", B))
    assert before == follower.spoken_s(A, 0, 25) == 15
    assert follower.spoken_s(A, 0, 60) == 20
    assert follower.spoken_s(B, 0, 60) == 30
    assert follower.now == frozenset({B})


def test_names_in_either_case() -> None:
    assert speakers_named("Both") == frozenset({A, B})
    assert speakers_named(Wearer.B) == frozenset({B})
    assert speakers_named("none") == frozenset()
    assert speakers_named(None) is None
    assert speakers_named("nobody I know") is None
