"""What the two mark themselves, and what becomes of an offer: nobody is named."""

import pytest

from samenstemming.errors import ControlError
from samenstemming.events import Marker
from samenstemming.exercises.talk_state import Phase
from samenstemming.measures.moments import moments_of
from samenstemming.series import CueKind
from samenstemming.session.protocol import Command
from samenstemming.settings import Settings
from tests.guided_session import Session


@pytest.mark.parametrize("mark", ["went_quiet", "repair_felt", "laughed"])
def test_a_mark_of_their_own_is_recorded_and_is_nobodys(mark: str) -> None:
    """T12, T26, and "we laughed" of 3.6."""
    session = Session()
    assert session.press(Command.MARKER, name=mark, source="b", wearer="b") == [mark]
    assert (session.drafts[-1].source, session.drafts[-1].wearer) == ("either", None)
    assert session.drafts[-1].data == {}


@pytest.mark.parametrize("mark", ["went_quiet", "repair_felt", "laughed", "pattern"])
def test_a_mark_counts_in_a_break_and_not_after_the_end(mark: str) -> None:
    session = Session()
    session.press(Command.PAUSE)
    assert session.press(Command.MARKER, name=mark)
    session.talk.stop(session.now_s)
    assert session.press(Command.MARKER, name=mark) == []


def test_two_browsers_that_press_at_once_mark_once() -> None:
    session = Session()
    assert session.press(Command.MARKER, name="laughed") == ["laughed"]
    session.now_s -= 1.7
    assert session.press(Command.MARKER, name="laughed") == []


def test_going_on_softly_after_a_mark_is_a_marker_of_its_own() -> None:
    """T14: mark, then which of the two choices; a break says what it came after."""
    session = Session()
    assert session.choose(id="pattern", value="go_on") == []
    session.press(Command.MARKER, name="pattern")
    assert session.choose(id="pattern", value="go_on") == ["go_on"]
    assert session.drafts[-1].data == {"after": "pattern_marked"}
    session.press(Command.MARKER, name="pattern")
    session.press(Command.PAUSE)
    pause = next(d for d in session.drafts if d.name == "pause")
    assert pause.data["after"] == "pattern_marked"


def test_a_press_that_only_tries_the_button_is_no_mark_of_theirs() -> None:
    """Exercise 3 asks both to press once; a look back or an analysis counts none."""
    session = Session("ons_patroon")
    while (step := session.step())["id"] != "knop_oefenen":
        session.press(Command.NEXT)
    assert step["markers"] == ["pattern_marked_practice"]
    pressed = session.press(Command.MARKER, name="pattern")
    assert pressed == ["pattern_marked_practice"]
    assert session.choose(id="pattern", value="go_on") == ["go_on"]
    assert session.drafts[-1].data == {"after": "pattern_marked_practice"}
    marks = [Marker(t_ns=10**9, name=name, source="either") for name in pressed]
    assert moments_of((), marks, (), Settings()) == ()


def test_the_step_says_which_marks_belong_to_it() -> None:
    session = Session("weer_naar_elkaar")
    while (step := session.step())["id"] != "dank":
        session.press(Command.NEXT)
    assert step["markers"] == ["repair_felt"]


# -- offers ---------------------------------------------------------------------------


def test_an_offer_that_nobody_answers_goes_and_is_written_down() -> None:
    session = Session()
    session.press(Command.NEXT)  # a step that takes longer
    session.cue(CueKind.OFFER_PAUSE)
    shown_s = session.now_s
    assert session.talk.second(shown_s + 60) == []
    (gone,) = session.talk.second(shown_s + 61)
    assert gone.name == "cue_unanswered"
    assert gone.data == {"kind": "offer_pause", "because": "time", "dismissed": True}
    assert session.talk.status(shown_s + 61)["cue"] is None
    assert session.talk.second(shown_s + 62) == []


def test_a_press_of_a_button_takes_an_offer_away_and_dismisses_nothing() -> None:
    session = Session()
    session.cue(CueKind.OFFER_PAUSE)
    assert session.press(Command.PAUSE) == ["cue_unanswered", "pause", "pause_step"]
    gone = next(d for d in session.drafts if d.name == "cue_unanswered")
    assert gone.data == {
        "kind": "offer_pause",
        "because": "pause",
        "dismissed": False,
    }


def test_an_offer_that_still_stands_at_the_end_is_written_down() -> None:
    session = Session()
    session.cue(CueKind.OFFER_PAUSE)
    names = [draft.name for draft in session.talk.stop(session.now_s)]
    assert names == ["cue_unanswered", "step_end", "exercise_end"]


def test_a_hint_asks_nothing_and_so_nothing_is_unanswered() -> None:
    session = Session()
    session.cue(CueKind.SLOW_DOWN)
    assert session.talk.second(session.now_s + 30) == []
    assert session.talk.status(session.now_s + 30)["cue"] is None


# -- the quiet minutes once more ------------------------------------------------------


def arrived() -> Session:
    """In the step after the quiet minutes, where the offer comes."""
    session = Session("samen_aankomen")
    session.press(Command.NEXT)
    session.press(Command.NEXT)
    assert session.step()["id"] == "gewoon_praten_a"
    return session


def test_quiet_minutes_that_were_not_clean_can_be_done_again() -> None:
    """T02: the offer names nobody; yes goes back to the quiet step."""
    session = arrived()
    assert session.talk.status(session.now_s)["offer"] is None
    session.cue(CueKind.OFFER_REPEAT_REST)
    status = session.talk.status(session.now_s)
    assert (status["offer"], status["cue"]) == ("repeat_rest", None)
    names = session.choose(id="repeat_rest", value="yes")
    assert names == ["cue_answer", "step_end", "step_begin"]
    assert session.step()["id"] == "stille_rust"
    assert session.drafts[-2].data["how"] == "repeated"
    assert session.talk.status(session.now_s)["offer"] is None


def test_whoever_says_no_to_that_just_goes_on() -> None:
    session = arrived()
    session.cue(CueKind.OFFER_REPEAT_REST)
    assert session.choose(id="repeat_rest", value="not_now") == ["cue_answer"]
    assert session.step()["id"] == "gewoon_praten_a"
    assert session.choose(id="repeat_rest", value="yes") == []


def test_where_no_quiet_step_came_before_there_is_none_to_repeat() -> None:
    session = Session("om_de_beurt")
    session.cue(CueKind.OFFER_REPEAT_REST)
    assert session.choose(id="repeat_rest", value="yes") == ["cue_answer"]
    session.cue(CueKind.OFFER_REPEAT_REST)
    with pytest.raises(ControlError):
        session.choose(id="repeat_rest", value="perhaps")


# -- asking, answering, receiving ------------------------------------------------------


def test_asking_answering_and_receiving_have_markers_of_their_own() -> None:
    """T06: each when its turn is over; a turn that was skipped has none."""
    session = Session("kan_ik_bij_jou_terecht")
    while session.talk.state.phase is not Phase.ENDED:
        skip = session.step()["id"] == "b_antwoordt"
        session.press(Command.SKIP if skip else Command.NEXT)
    moments = [
        (d.name, d.data["step"], d.data["speaker"])
        for d in session.drafts
        if d.name in ("ask", "answer", "received")
    ]
    assert moments == [
        ("ask", "a_vraagt", "a"),
        ("received", "a_ontvangt", "a"),
        ("ask", "b_vraagt", "b"),
        ("answer", "a_antwoordt", "a"),
        ("received", "b_ontvangt", "b"),
    ]


def test_the_end_says_how_it_ended() -> None:
    session = Session()
    assert session.talk.status(session.now_s)["how"] is None
    session.press(Command.STOP)
    assert session.talk.status(session.now_s)["how"] == "stopped"
    session = Session()
    while session.talk.state.phase is not Phase.ENDED:
        session.press(Command.NEXT)
    assert session.talk.status(session.now_s)["how"] == "done"
