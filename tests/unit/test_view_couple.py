"""What the couple's screen says: the same whoever is A, no number, nobody's heart."""

import json

from dashboards.view_couple import MARKS
from dashboards.view_couple_status import minutes_until
from samenstemming.events import Wearer
from samenstemming.exercises.fairness import forbidden_in
from samenstemming.exercises.talk_state import Phase
from samenstemming.series import CueKind
from samenstemming.session.protocol import Command
from tests.couple_session import LEVELS, WALL, Session, every_drawing, heart, texts

EVERY = list(every_drawing())

# -- what is never shown ---------------------------------------------------------------


def test_there_is_no_number_in_anything_that_is_drawn() -> None:
    """T22, 3.7: not one digit, but for a time on the clock."""
    for what, drawing, _ in EVERY:
        assert not any(c.isdigit() for text in texts(drawing) for c in text), what


def test_no_text_of_ours_judges_or_names_a_role() -> None:
    for what, drawing, _ in EVERY:
        for language in ("nl", "en"):
            for text in texts(drawing):
                assert not forbidden_in(language, text), (what, text)


def test_changing_the_straps_of_two_changes_not_one_byte() -> None:
    """Acceptance 2, with one strap bad as well as with both good."""
    for one, other in ((heart(), heart(bpm=120)), (heart(), heart(good=False))):
        for name in ("samen_aankomen", "om_de_beurt", "wat_eronder_ligt"):
            here, there = Session(name), Session(name)
            here.wearers, there.wearers = (
                {"a": one, "b": other},
                {"a": other, "b": one},
            )
            while here.talk.state.phase is not Phase.ENDED:
                for level in LEVELS:
                    here.level = there.level = level.value
                    here.now_s += 11
                    there.now_s += 11
                    assert json.dumps(here.look()) == json.dumps(there.look())
                for session in (here, there):
                    session.cue(CueKind.OFFER_REPEAT_REST)
                assert json.dumps(here.look()) == json.dumps(there.look())
                here.press(Command.NEXT)
                there.press(Command.NEXT)


def test_a_drawing_knows_nothing_of_the_one_who_pressed() -> None:
    for name in ("pattern", *MARKS):
        here, there = Session(), Session()
        here.press(Command.MARKER, name=name, wearer="a", source="a")
        there.press(Command.MARKER, name=name, wearer="b", source="b")
        assert json.dumps(here.look()) == json.dumps(there.look())


# -- straps ----------------------------------------------------------------------------


def test_a_signal_check_says_words_and_not_whose() -> None:
    session = Session("samen_aankomen")
    drawing = session.to_display("signal_check")
    assert drawing["hearts"] == ["good", "good"]
    assert drawing["sentence"] is None
    session.wearers["a"] = heart(good=False)
    assert session.look()["hearts"] == ["good", "not_yet"]
    assert "nat" in str(session.look()["sentence"])
    session.wearers = {"a": heart(good=False)}
    assert session.look()["hearts"] == ["not_yet"]
    session.wearers = {}
    assert "Zonder band" in str(session.look()["sentence"])


def test_a_strap_that_went_silent_is_said_to_both() -> None:
    session = Session()
    session.to_display("together")
    session.wearers["b"] = heart(good=False)
    assert "Even geen signaal" in str(session.look()["sentence"])


# -- what stands around a step ---------------------------------------------------------


def test_names_stand_in_the_prompt_as_they_were_typed() -> None:
    """A name with braces or markup is only text, and only put in once."""
    session = Session(first=Wearer.B)
    session.press(Command.NEXT)
    session.press(Command.NEXT)
    prompt = session.look()["prompt"]
    assert isinstance(prompt, dict)
    assert prompt["nl"].startswith("Sam {A} <b>, vertel")
    assert "Noor, jij hoeft" in prompt["nl"]


def test_a_turn_that_runs_over_is_asked_gently_to_end() -> None:
    session = Session()
    session.press(Command.NEXT)
    session.press(Command.NEXT)
    assert session.look()["line"] is None
    left_s = session.talk.guide.left_s(session.talk.state, session.now_s)
    session.now_s += left_s or 0
    assert "eigen tempo" in str(session.look()["line"])


def test_an_offer_stands_a_minute_and_a_hint_shorter() -> None:
    for kind, stands_s, asks in (
        (CueKind.OFFER_PAUSE, 60, True),
        (CueKind.SLOW_DOWN, 20, False),
    ):
        session = Session()
        session.to_display("together")
        session.cue(kind)
        cue = session.look()["cue"]
        assert isinstance(cue, dict)
        assert cue["asks"] is asks
        session.now_s += stands_s + 1
        assert session.look()["cue"] is None


def test_an_exercise_has_the_last_word_on_its_own_offer() -> None:
    session = Session()
    session.to_display("together")
    session.cue(CueKind.OFFER_PAUSE)
    step = session.talk.guide.step_of(session.talk.state)
    assert step is not None
    cue = session.look()["cue"]
    assert isinstance(cue, dict)
    own = step.on_flooded.action == "offer_pause"
    assert (cue["text"]["nl"] == step.on_flooded.text.nl) is own


def test_the_buttons_are_there_in_every_step() -> None:
    """Acceptance 1: a break, stopping and the pattern, whatever the step."""
    for what, drawing, status in EVERY:
        buttons = drawing["buttons"]
        assert isinstance(buttons, list)
        if status["talk"]["phase"] == "talking" and drawing["display"] != "end":
            assert buttons == ["pause", "pattern", "skip", "next", "stop"], what
        elif drawing["display"] != "end":
            assert "stop" in buttons, what


def test_a_break_ends_with_two_private_choices_and_no_way_round_them() -> None:
    session = Session()
    drawing = session.to_the_choice()
    assert drawing["display"] == "private"
    assert drawing["buttons"] == ["stop"]
    private = drawing["private"]
    assert isinstance(private, dict)
    assert private["wearer"] == "a"
    assert "Alleen voor Noor" in private["text"]["nl"]
    session.press(Command.CHOICE, id="break", value="stop_today", wearer="a")
    after = session.look()
    assert isinstance(after["private"], dict)
    assert "Geef het scherm aan Sam {A} <b>" in after["private"]["text"]["nl"]
    assert "stop_today" not in json.dumps(after | {"choices": []})


def test_a_long_break_offers_times_on_the_clock_and_then_shows_one() -> None:
    """T05; and the clock does not count."""
    session = Session()
    session.to_the_choice()
    for wearer in "ab":
        value = {"a": "continue", "b": "long_break_20min"}[wearer]
        session.press(Command.CHOICE, id="break", value=value, wearer=wearer)
    drawing = session.look()
    assert drawing["display"] == "agree"
    times = drawing["times"]
    assert times == ["20:45", "20:55", "21:10"]
    minutes = minutes_until("20:45", WALL)
    session.press(Command.CHOICE, id="long_break", value=f"{minutes:.2f}")
    drawing = session.look()
    assert drawing["display"] == "long_break"
    assert "20:45" in str(drawing["prompt"])
    status = session.status()
    status["talk"]["return_utc"] = "2026-11-22T20:44:58+00:00"
    assert session.look(status) == drawing
    assert drawing["buttons"] == ["back", "stop"]
    before = json.dumps(drawing)
    session.now_s += 300
    assert json.dumps(session.look()) == before


def test_a_time_past_midnight_is_tomorrow_and_nonsense_is_none() -> None:
    late = WALL.replace(hour=23, minute=50, second=0)
    assert minutes_until("00:10", late) == 20
    for nonsense in ("", "25:00", "soon", "12", "1:2:3"):
        assert minutes_until(nonsense, late) is None


def test_an_end_is_always_fine() -> None:
    session = Session()
    session.press(Command.STOP)
    assert "Dat is altijd goed" in str(session.look()["prompt"])
    session = Session()
    while session.talk.state.phase is not Phase.ENDED:
        session.press(Command.NEXT)
    assert "tijd voor elkaar" in str(session.look()["prompt"])
    assert session.look()["buttons"] == []
