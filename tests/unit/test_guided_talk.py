"""A talk inside a session: private stays private, twice is once, a crash goes on."""

from dataclasses import replace

import pytest

from samenstemming.errors import ControlError
from samenstemming.exercises.talk_state import Phase
from samenstemming.series import CueKind
from samenstemming.session.guided_talk import GuidedTalk
from samenstemming.session.protocol import Command, Request
from samenstemming.words import Language, say
from tests.guided_session import NOW, Session, guide


def test_a_press_is_everybodys() -> None:
    session = Session()
    session.press(Command.NEXT, source="b")
    session.press(Command.MARKER, name="pattern", source="a", wearer="a")
    session.press(Command.PAUSE, source="a")
    pressed = [draft for draft in session.drafts if draft.source != "auto"]
    assert pressed
    assert {draft.source for draft in pressed} == {"either"}
    assert {draft.wearer for draft in session.drafts} == {None}


def test_two_thumbs_at_once_skip_one_step() -> None:
    session = Session()
    first = session.talk.state.step
    request = Request(command=Command.SKIP, arguments={})
    assert session.talk.press(request, 200.0, NOW)
    assert session.talk.press(request, 200.4, NOW) == []
    assert session.talk.state.step == (first or 0) + 1


def test_a_private_choice_leaves_no_trace_but_its_outcome() -> None:
    session = Session()
    session.press(Command.PAUSE)
    before = len(session.drafts)
    assert session.choose(id="break", value="stop_today", wearer="b") == []
    assert session.talk.status(session.now_s)["waits_for"] == ["a"]
    assert len(session.drafts) == before
    names = session.choose(id="break", value="continue", wearer="a")
    assert names == ["exercise_end"]
    assert session.drafts[-1].data == {"how": "stopped"}


def test_a_long_break_has_its_time_of_return() -> None:
    session = Session()
    session.press(Command.PAUSE)
    for wearer in ("a", "b"):
        session.choose(id="break", value="long_break_20min", wearer=wearer)
    assert session.talk.status(session.now_s)["agree_return"] is True
    with pytest.raises(ControlError, match="time to come back"):
        session.choose(id="long_break", value="nooit")
    assert session.choose(id="long_break", value="20") == ["long_break"]
    assert session.drafts[-1].data["return_utc"] == "2026-11-22T20:40:00+00:00"


def test_an_offer_can_be_taken_or_put_off() -> None:
    session = Session()
    assert session.cue(CueKind.OFFER_PAUSE) == ["cue"]
    assert session.choose(id="cue", value="not_now") == ["cue_answer"]
    assert session.choose(id="cue", value="not_now") == []
    session.cue(CueKind.OFFER_PAUSE)
    assert session.choose(id="cue", value="yes") == [
        "cue_answer",
        "pause",
        "pause_step",
    ]
    assert session.talk.state.pauses_by_sensor == 1


def test_where_the_exercise_says_so_the_talk_pauses_at_once() -> None:
    session = Session("weer_naar_elkaar")
    assert session.cue(CueKind.PAUSE_NOW) == ["cue", "pause", "pause_step"]
    assert session.talk.state.phase is Phase.PAUSED


def test_a_third_time_ends_the_talk_when_they_say_yes() -> None:
    session = Session()
    session.cue(CueKind.CLOSE_WARMLY)
    session.choose(id="cue", value="yes")
    assert session.talk.ended


def test_the_warm_close_holds_the_same_line_with_help_for_both() -> None:
    """conversation.md 3.3: at the third time, and at every end."""
    for key in ("couple.cue.close_warmly", "couple.end.help"):
        assert "onder hulp staan nummers" in say(key, Language.NL).lower()
        assert "under help there are numbers" in say(key, Language.EN).lower()


def test_what_was_held_back_is_written_down_and_not_shown() -> None:
    session = Session()
    assert session.cue(CueKind.OFFER_PAUSE, "speaker_change") == ["cue_held_back"]
    assert session.drafts[-1].data["reason"] == "speaker_change"
    assert session.talk.status(session.now_s)["cue"] is None


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (Command.STEP, {"id": "own"}),
        (Command.CHOICE, {"id": "something", "value": "x"}),
        (Command.UNDO, {}),
    ],
)
def test_what_has_no_place_in_a_talk_is_said(
    command: Command, arguments: dict[str, object]
) -> None:
    with pytest.raises(ControlError):
        Session().press(command, **arguments)


def test_a_choice_by_nobody_is_refused() -> None:
    session = Session()
    session.press(Command.PAUSE)
    with pytest.raises(ControlError, match="one of the four"):
        session.choose(id="break", value="continue")
    with pytest.raises(ControlError, match="one of the four"):
        session.choose(id="break", value="fly", wearer="a")


def test_a_crash_goes_on_where_it_was() -> None:
    session = Session()
    session.press(Command.NEXT)
    session.press(Command.NEXT)
    step = session.talk.state.step
    last_s = session.now_s + 30
    left_s = session.talk.guide.left_s(session.talk.state, last_s)
    again = GuidedTalk.after_crash(
        session.talk.guide, session.markers(), last_s, last_s + 500
    )
    assert again.state.step == step
    found_s = again.guide.left_s(again.state, last_s + 500)
    assert found_s is not None
    assert left_s is not None
    assert abs(found_s - left_s) < 5


def test_the_status_has_the_words_and_not_who() -> None:
    status = Session().talk.status(101.0)
    step = status["step"]
    assert isinstance(step, dict)
    assert step["prompt"]["nl"]
    assert set(status) == {
        "exercise",
        "title",
        "phase",
        "how",
        "index",
        "steps",
        "step",
        "rounding_off",
        "left_s",
        "return_utc",
        "agree_return",
        "waits_for",
        "first",
        "shape",
        "pattern",
        "cue",
        "offer",
        "shared",
    }


def test_a_pattern_that_was_named_stays_on_screen_until_they_go_on() -> None:
    """T13, T14: the same for both, and nothing says who or how often."""
    session = Session()
    session.press(Command.MARKER, name="pattern")
    assert session.talk.status(session.now_s)["pattern"] is True
    assert session.choose(id="pattern", value="go_on") == ["go_on"]
    assert session.talk.status(session.now_s)["pattern"] is False
    session.press(Command.MARKER, name="pattern")
    assert session.talk.status(session.now_s + 91)["pattern"] is False
    session.press(Command.PAUSE)
    assert session.talk.status(session.now_s)["pattern"] is False


def test_a_study_without_feedback_and_buttons_only_show_no_shape() -> None:
    plain = guide()
    for other in (replace(plain, arm="no_feedback"), replace(plain, button_only=True)):
        assert GuidedTalk(other).status(0.0)["shape"] is False
    assert GuidedTalk(plain).status(0.0)["shape"] is True
