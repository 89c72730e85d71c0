"""Cards chosen in private: shown when shared, written down only with a yes to that."""

import pytest

from samenstemming.errors import ControlError
from samenstemming.events import Recording, Wearer
from samenstemming.exports.dates import Dates
from samenstemming.exports.markers import shown_markers
from samenstemming.session.protocol import (
    Command,
    RefusedLineError,
    decode_request,
    encode_request,
)
from tests.guided_session import Session

FEELING = {"step": "in_stilte_kiezen", "list": "feeling_words"}


def feelings(*free_text: Wearer) -> Session:
    session = Session("wat_eronder_ligt", free_text)
    session.press(Command.NEXT)
    return session


def test_a_word_that_is_kept_private_is_in_no_status_and_in_no_recording() -> None:
    """T09: nothing of it reaches the other's screen."""
    session = feelings()
    before = session.talk.status(session.now_s)
    assert session.press(Command.CARD, wearer="a", index=2, **FEELING) == [
        "card_chosen"
    ]
    chosen = session.drafts[-1]
    assert chosen.wearer is Wearer.A
    assert chosen.data == {**FEELING, "chosen": True, "shared": False}
    after = session.talk.status(session.now_s - 2)
    assert after == before


def test_a_word_that_is_shared_is_there_for_both_and_nameless() -> None:
    session = feelings()
    session.press(Command.CARD, wearer="a", index=2, **FEELING)
    session.press(Command.CARD, wearer="a", index=2, shared=True, **FEELING)
    assert session.drafts[-1].data == {**FEELING, "chosen": True, "shared": True}
    (shared,) = session.shared()
    assert set(shared) == {"step", "list", "text"}
    assert isinstance(shared["text"], dict)
    assert set(shared["text"]) == {"nl", "en"}
    session.press(Command.CARD, wearer="a", index=2, shared=False, **FEELING)
    assert session.shared() == []


def test_the_word_itself_is_written_down_only_for_whom_said_yes_to_that() -> None:
    session = feelings(Wearer.B)
    for wearer in Wearer:
        session.press(Command.CARD, wearer=wearer.value, index=0, **FEELING)
    of_a, of_b = session.drafts[-2:]
    assert "word" not in of_a.data
    assert "card" not in of_a.data
    assert of_b.data["card"] == "feeling_words.0"
    word = of_b.data["word"]
    assert isinstance(word, dict)
    assert set(word) == {"nl", "en"}


def test_the_same_card_from_two_browsers_is_one() -> None:
    session = feelings()
    assert session.press(Command.CARD, wearer="a", index=1, **FEELING)
    assert session.press(Command.CARD, wearer="a", index=1, **FEELING) == []
    assert session.press(Command.CARD, wearer="a", index=3, **FEELING)


def test_passing_shows_nothing_and_names_nobody() -> None:
    """T24."""
    session = feelings()
    before = session.talk.status(session.now_s)
    assert session.press(Command.CARD_PASS, wearer="b", **FEELING) == ["card_passed"]
    passed = session.drafts[-1]
    assert (passed.wearer, passed.source) == (None, "either")
    assert passed.data == FEELING
    assert session.talk.status(session.now_s - 2) == before


def test_one_may_choose_a_word_for_outside_and_one_for_inside() -> None:
    """T09; and passing the second takes nothing back of the first."""
    session = feelings()
    step = FEELING["step"]
    outside, inside = "feeling_words.outside", "feeling_words.inside"
    for of, index in ((outside, 0), (inside, 4)):
        given: dict[str, object] = {"wearer": "a", "step": step, "index": index}
        session.press(Command.CARD, **given, list=of, shared=True)
    shared = [str(one["text"]) for one in session.shared()]
    assert ["boos" in shared[0], "eenzaam" in shared[1]] == [True, True]
    session.press(Command.CARD_PASS, wearer="a", step=step, list=inside)
    assert [str(one["text"]) for one in session.shared()] == shared[:1]
    with pytest.raises(ControlError, match="no such card"):
        session.press(
            Command.CARD, wearer="a", step=step, list="feeling_words.warmer", index=0
        )


def test_passing_takes_back_what_was_shared() -> None:
    session = feelings()
    session.press(Command.CARD, wearer="b", index=2, shared=True, **FEELING)
    session.press(Command.CARD_PASS, wearer="b", **FEELING)
    assert session.shared() == []


@pytest.mark.parametrize(
    ("exercise", "step", "of"),
    [
        ("ons_patroon", "a_mijn_stap", "cards"),
        ("kan_ik_bij_jou_terecht", "wat_heb_ik_nodig", "need_words"),
        ("kan_ik_bij_jou_terecht", "b_antwoordt", "cards"),
    ],
)
def test_steps_with_cards_take_them(exercise: str, step: str, of: str) -> None:
    """T08, T17."""
    session = Session(exercise, tuple(Wearer))
    session.press(Command.CARD, wearer="a", step=step, list=of, index=0, shared=True)
    assert session.drafts[-1].data["card"] == f"{of}.0"
    assert session.shared()[0]["step"] == step


def test_an_honest_answer_may_be_not_yet() -> None:
    """T17: the categories of an answer, with a gentle way to say no."""
    session = Session("kan_ik_bij_jou_terecht", [Wearer.B])
    while session.step()["id"] != "b_antwoordt":
        session.press(Command.NEXT)
    cards = session.step()["cards"]
    assert isinstance(cards, dict)
    assert cards["nl"][-1] == "ik kan dit nog niet"
    assert cards["en"][-1] == "I can't do this yet"


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": "nergens"},
        {"list": "cards"},
        {"list": "need_words"},
        {"index": 999},
    ],
)
def test_a_card_that_there_is_not_is_answered_with_a_sentence(
    wrong: dict[str, object],
) -> None:
    session = feelings()
    given = {"wearer": "a", "index": 1, **FEELING, **wrong}
    with pytest.raises(ControlError, match="no such card"):
        session.press(Command.CARD, **given)


@pytest.mark.parametrize(
    "wrong",
    [{"wearer": "c"}, {"index": -1}, {"index": True}, {"shared": "yes"}, {"more": 1}],
)
def test_a_malformed_press_never_reaches_the_talk(wrong: dict[str, object]) -> None:
    given = {"wearer": "a", "index": 1, **FEELING, **wrong}
    line = encode_request("t", Command.CARD, **given)
    with pytest.raises(RefusedLineError):
        decode_request(line, token="t")


def test_no_card_outside_a_talk_that_goes_on() -> None:
    session = feelings()
    session.press(Command.STOP)
    assert session.press(Command.CARD, wearer="a", index=1, **FEELING) == []
    assert session.press(Command.CARD_PASS, wearer="a", **FEELING) == []


@pytest.mark.parametrize("consent", [("b",), ("a", "b")])
def test_a_card_leaves_the_machine_only_with_a_yes_of_both(
    consent: tuple[str, ...],
) -> None:
    session = feelings(Wearer.B)
    session.press(Command.CARD, wearer="b", index=0, **FEELING)
    meta = {"consent": {w: ["free_text"] if w in consent else [] for w in "ab"}}
    recording = Recording.of(session.markers(), meta=meta)
    (shown,) = [m for m in shown_markers(recording, Dates()) if m.name == "card_chosen"]
    assert ({"card", "word"} <= set(shown.data)) == (len(consent) == 2)
    assert shown.data["chosen"] is True
