"""Private word cards on the couple's screen: alike for both, only what is shared."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboards.couple_press import press
from dashboards.view_couple import MARKS
from samenstemming.events import Wearer
from samenstemming.series import CueKind
from samenstemming.session.protocol import Command
from tests.couple_session import WALL, Session

CHOOSING = "in_stilte_kiezen"


def to_step(session: Session, step: str) -> dict[str, Any]:
    while (drawing := session.look())["step"] != step:
        session.press(Command.NEXT)
    return drawing


def share(session: Session, wearer: str, index: int, *, shared: bool = True) -> None:
    given = {"wearer": wearer, "step": CHOOSING, "list": "feeling_words.inside"}
    session.press(Command.CARD, **given, index=index, shared=shared)


# -- whose turns, and which words ------------------------------------------------------


@pytest.mark.parametrize("first", list(Wearer))
def test_both_choose_in_turn_and_the_first_is_who_speaks_first(first: Wearer) -> None:
    """T09: a word for outside and one for inside, each of the two alone."""
    drawing = to_step(Session("wat_eronder_ligt", first), CHOOSING)
    second = next(one for one in Wearer if one is not first)
    held = drawing["turns"]
    assert [one["wearer"] for one in held["turns"]] == [first, second]
    assert [one["list"] for one in held["asked"]] == [
        "feeling_words.outside",
        "feeling_words.inside",
    ]
    assert drawing["cards"] == []
    assert "Geef het scherm aan" in held["turns"][1]["hand_over"]["nl"]


def test_where_one_speaks_only_that_one_has_a_turn() -> None:
    """T08: cards about oneself; T17: an answer may be not yet."""
    session = Session("ons_patroon")
    for step, wearer in (("a_mijn_stap", "a"), ("b_mijn_stap", "b")):
        drawing = to_step(session, step)
        assert [one["wearer"] for one in drawing["turns"]["turns"]] == [wearer]
        assert len(drawing["cards"]) == len(drawing["turns"]["asked"][0]["cards"])
    answer = to_step(Session("kan_ik_bij_jou_terecht"), "b_antwoordt")
    cards = [one["text"]["nl"] for one in answer["turns"]["asked"][0]["cards"]]
    assert "ik kan dit nog niet" in cards


def test_not_knowing_yet_is_always_there() -> None:
    """T18: among the words, or as a button beside them."""
    for exercise in ("ons_patroon", "wat_eronder_ligt", "kan_ik_bij_jou_terecht"):
        session = Session(exercise)
        while (drawing := session.look())["display"] != "end":
            for asked in (drawing["turns"] or {"asked": []})["asked"]:  # type: ignore[index]
                words = [one["text"]["nl"] for one in asked["cards"]]
                assert asked["not_knowing"] is not ("ik weet het nog niet" in words)
            session.press(Command.NEXT)


def test_where_there_is_nothing_to_choose_there_is_no_turn() -> None:
    session = Session("om_de_beurt")
    while (drawing := session.look())["display"] != "end":
        assert drawing["turns"] is None
        session.press(Command.NEXT)


# -- what is shared --------------------------------------------------------------------


def test_a_shared_word_is_there_for_both_and_a_kept_one_leaves_no_trace() -> None:
    session = Session("wat_eronder_ligt")
    before = to_step(session, CHOOSING)
    share(session, "a", 4, shared=False)
    assert json.dumps(session.look()) == json.dumps(before)
    given = {"wearer": "b", "step": CHOOSING, "list": "feeling_words.inside"}
    session.press(Command.CARD_PASS, **given)
    assert json.dumps(session.look()) == json.dumps(before)
    share(session, "a", 4)
    assert session.look() == before | {"shared": [{"nl": "eenzaam", "en": "lonely"}]}
    assert to_step(session, "a_deelt")["shared"] == session.look()["shared"]


def test_whoever_shared_which_word_the_screen_is_the_same() -> None:
    """T03, T24: no name, no order, no count; one word of both is one word."""
    drawings = []
    for pairs in (("a", 4, "b", 2), ("b", 4, "a", 2), ("b", 2, "a", 4)):
        session = Session("wat_eronder_ligt")
        to_step(session, CHOOSING)
        for wearer, index in (pairs[:2], pairs[2:]):
            share(session, str(wearer), int(index))
        drawings.append(json.dumps(session.look()))
        share(session, str(pairs[0]), int(pairs[3]))
        assert len(session.look()["shared"]) == 1  # type: ignore[arg-type]
    assert len(set(drawings)) == 1


def test_what_is_shared_in_another_form_is_passed_over() -> None:
    session = Session("wat_eronder_ligt")
    status = session.status()
    for wrong in (None, 3, [1], [{"text": "x"}], [{"text": {"nl": "x"}}]):
        status["talk"]["shared"] = wrong
        assert session.look(status)["shared"] == []


# -- marks, the pattern, the quiet minutes ---------------------------------------------


def test_marks_are_there_while_two_talk_and_not_while_one_chooses() -> None:
    session = Session()
    assert session.look()["marks"] == list(MARKS)
    session.press(Command.PAUSE)
    assert session.look()["marks"] == list(MARKS)
    assert Session().to_the_choice()["marks"] == []


def test_a_mark_that_a_step_is_about_is_not_folded_away() -> None:
    """T26: "our sign" is where two say that they found each other again."""
    session = Session("weer_naar_elkaar")
    while (drawing := session.look())["display"] != "end":
        here = ["repair_felt"] if drawing["step"] == "dank" else []
        assert drawing["marks_here"] == here
        session.press(Command.NEXT)


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_changes_nothing_that_is_drawn(mark: str) -> None:
    """T12, T26: it is never shown, not even to the one who pressed."""
    session = Session()
    before = json.dumps(session.look())
    session.press(Command.MARKER, name=mark)
    assert json.dumps(session.look()) == before


def test_after_the_pattern_there_are_two_ways_on() -> None:
    """T13, T14: softly on or a short break; in a break only on."""
    session = Session()
    session.press(Command.MARKER, name="pattern")
    pattern: Any = session.look(pattern="de mist")["pattern"]
    assert pattern["name"] == "de mist"
    assert pattern["choices"] == ["go_on", "pause"]
    session.press(Command.PAUSE)
    session.press(Command.MARKER, name="pattern")
    pattern = session.look()["pattern"]
    assert pattern["choices"] == ["go_on"]


def test_the_quiet_minutes_are_offered_once_more_in_plain_words() -> None:
    """T02."""
    session = Session("samen_aankomen")
    session.press(Command.NEXT)
    session.press(Command.NEXT)
    assert session.look()["cue"] is None
    session.cue(CueKind.OFFER_REPEAT_REST)
    cue: Any = session.look()["cue"]
    assert "stille minuten" in cue["text"]["nl"]
    assert (cue["asks"], cue["of"]) == (True, "repeat_rest")
    session.press(Command.CHOICE, id="repeat_rest", value="yes")
    assert session.look()["step"] == "stille_rust"
    assert session.look()["cue"] is None


# -- presses ---------------------------------------------------------------------------


class Heard:
    """A collector that only writes down what it is asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **more: self.calls.append((name, *args, *more.values()))


@pytest.mark.parametrize(
    ("pressed", "asked"),
    [
        (
            {"what": "card", "list": "cards", "index": 2, "shared": False},
            ("card", "a", "s", "cards", 2, False),
        ),
        (
            {"what": "card", "list": "cards", "index": 0, "shared": True},
            ("card", "a", "s", "cards", 0, True),
        ),
        ({"what": "card", "list": "cards"}, ("pass_card", "a", "s", "cards")),
        ({"what": "mark", "value": "went_quiet"}, ("marker", "went_quiet")),
        ({"what": "yes", "value": "repeat_rest"}, ("choice", "repeat_rest", "yes")),
        ({"what": "not_now", "value": "cue"}, ("choice", "cue", "not_now")),
    ],
)
def test_a_press_asks_the_collector_for_just_that(
    pressed: dict[str, object],
    asked: tuple[object, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = Heard()
    monkeypatch.setattr("samenstemming.control", lambda _: heard)
    assert press(Path("x.samen"), {"wearer": "a", "step": "s", **pressed}, wall=WALL)
    assert heard.calls == [asked]


def test_a_mark_of_another_name_is_no_button(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard()
    monkeypatch.setattr("samenstemming.control", lambda _: heard)
    pressed = {"what": "mark", "value": "he_is_angry"}
    assert press(Path("x.samen"), pressed, wall=WALL) is False
    assert heard.calls == []
