"""What people did, as markers."""

import pytest

from samenstemming.errors import ControlError
from samenstemming.events import Wearer
from samenstemming.session.protocol import Command, Request
from samenstemming.session.talk import Draft, Talk


def ask(talk: Talk, command: Command, **arguments: object) -> list[Draft]:
    return talk.drafts(Request(command=command, arguments=arguments))


def names(drafts: list[Draft]) -> list[str]:
    return [draft.name for draft in drafts]


def test_a_button_of_a_screen_becomes_a_marker_of_its_own_name() -> None:
    (draft,) = ask(Talk(), Command.MARKER, name="laugh", wearer="b", note="both")
    marker = draft.stamped(7)
    assert (marker.t_ns, marker.name, marker.wearer) == (7, "marker:laugh", Wearer.B)
    assert (marker.source, marker.note) == ("researcher", "both")


def test_a_screen_cannot_pretend_to_be_the_collector() -> None:
    assert names(ask(Talk(), Command.MARKER, name="step_begin")) == [
        "marker:step_begin"
    ]
    assert names(ask(Talk(), Command.MARKER, name="marker:x")) == ["marker:x"]
    assert names(ask(Talk(), Command.MARKER, name="note")) == ["note"]


def test_a_step_ends_the_one_before() -> None:
    talk = Talk()
    (first,) = ask(talk, Command.STEP, id="story", speaker="a", instructed=True)
    assert first.data == {"id": "story", "speaker": "a", "instructed": True}
    ended, second = ask(talk, Command.STEP, id="answer")
    assert (ended.name, ended.data) == ("step_end", {"id": "story"})
    assert second.data == {"id": "answer", "speaker": None, "instructed": False}
    assert talk.step == "answer"


def test_next_and_skip_leave_the_running_step() -> None:
    talk = Talk()
    ask(talk, Command.STEP, id="story")
    assert names(ask(talk, Command.NEXT)) == ["step_end"]
    ask(talk, Command.STEP, id="answer")
    (skipped,) = ask(talk, Command.SKIP)
    assert skipped.data == {"id": "answer", "skipped": True}
    with pytest.raises(ControlError, match="No step is running"):
        ask(talk, Command.NEXT)


def test_a_second_press_on_pause_is_recorded_as_one() -> None:
    talk = Talk()
    (first,) = ask(talk, Command.PAUSE, source="a")
    (second,) = ask(talk, Command.PAUSE, source="b")
    assert (first.source, dict(first.data)) == ("a", {})
    assert (second.source, dict(second.data)) == ("b", {"already": True})
    assert talk.paused
    (back,) = ask(talk, Command.RESUME)
    assert (back.name, dict(back.data)) == ("resume", {})
    assert not talk.paused


def test_undo_takes_back_the_newest_marker_once() -> None:
    talk = Talk()
    for seq, name in ((4, "one"), (5, "two")):
        (draft,) = ask(talk, Command.MARKER, name=name)
        talk.recorded(draft, seq)
    (undo,) = ask(talk, Command.UNDO)
    assert undo.data == {"seq": 5}
    assert ask(talk, Command.UNDO)[0].data == {"seq": 4}
    with pytest.raises(ControlError, match="no marker"):
        ask(talk, Command.UNDO)


def test_undo_of_a_named_event_must_be_a_marker_of_this_run() -> None:
    talk = Talk()
    (draft,) = ask(talk, Command.MARKER, name="one")
    talk.recorded(draft, 4)
    (step,) = ask(talk, Command.STEP, id="story")
    talk.recorded(step, 5)
    with pytest.raises(ControlError, match="Event 5"):
        ask(talk, Command.UNDO, seq=5)
    assert ask(talk, Command.UNDO, seq=4)[0].data == {"seq": 4}


def test_a_choice_holds_what_was_chosen() -> None:
    (draft,) = ask(Talk(), Command.CHOICE, id="topic", value="garden", wearer="a")
    assert draft.name == "choice"
    assert draft.data == {"id": "topic", "value": "garden"}


def test_stop_and_status_make_no_marker() -> None:
    talk = Talk()
    assert ask(talk, Command.STOP) == ask(talk, Command.STATUS) == []


def test_a_correction_stands_beside_its_marker_and_can_be_taken_back() -> None:
    talk = Talk()
    (draft,) = ask(talk, Command.MARKER, name="laugh")
    talk.recorded(draft, 4)
    (edit,) = ask(talk, Command.EDIT, seq=4, name="cry", note="at the door")
    assert edit.name == "edit"
    assert edit.data == {"seq": 4, "name": "marker:cry", "note": "at the door"}
    talk.recorded(edit, 5)
    assert ask(talk, Command.UNDO)[0].data == {"seq": 5}
    with pytest.raises(ControlError, match="name or a note"):
        ask(talk, Command.EDIT, seq=4)
    with pytest.raises(ControlError, match="Event 9"):
        ask(talk, Command.EDIT, seq=9, note="x")
