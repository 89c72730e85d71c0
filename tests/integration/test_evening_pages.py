"""The pages around a talk: each alone, and the loop."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

import samenstemming as sam
from dashboards.own_turns import own_turns
from samenstemming import home
from samenstemming.words import Language, say
from tests.evening_pages import (
    NAMES,
    NL,
    WORD,
    keys,
    look_of,
    made_talk,
    over,
    own_home,
    page,
    press,
    ran,
    recorded,
    written,
)


@pytest.fixture(scope="module")
def talk() -> sam.Recording:
    """Arriving and a minute of talk, with a word that A chose in private."""
    return made_talk()


@pytest.fixture(autouse=True)
def home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user's own empty folder, and a process that has done nothing yet."""
    with own_home(tmp_path, monkeypatch) as folder:
        yield folder


# -- each alone -----------------------------------------------------------------------


def test_each_sees_the_own_and_nothing_of_it_stays(
    talk: sam.Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T23: own curve and words in an own turn; the page closes for good."""
    path = recorded(talk)
    over(path, monkeypatch)
    turns = own_turns(path)
    app = press(page(), "own_open")
    assert "Noor" in app.title[0].value
    app = look_of(press(app, "own_begin"), turns)
    assert WORD["nl"] in written(app)
    assert "own-curve" not in written(app)  # only when asked for
    app = press(app, "own_show")
    seen = written(app)
    low_high = say("evening.own.between", NL, low="", high="").split()[0]
    assert "own-curve" in seen
    assert low_high in seen
    of_a = turns.look()

    app = press(app, "own_ready")
    assert "Ruben" in app.title[0].value
    assert turns.turn is sam.Wearer.B
    for never in (WORD["nl"], "own-curve", "keer per minuut"):
        assert never not in written(app)
    state = str(app.session_state)
    assert "own_line" not in state
    assert WORD["nl"] not in state
    assert not dict(app.query_params)

    app = look_of(press(app, "own_begin"), turns)
    assert turns.look() is not of_a
    assert WORD["nl"] not in written(app)
    app = press(app, "own_ready")
    assert turns.turn is None
    assert app.title[0].value == say("evening.after.title", NL)
    assert "own_open" not in keys(app)


def test_no_tab_opens_the_page_of_another_turn(
    talk: sam.Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tab that was left open in A's turn shows nothing once it is B's."""
    path = recorded(talk)
    over(path, monkeypatch)
    turns = own_turns(path)
    left = look_of(press(press(page(), "own_open"), "own_begin"), turns)
    assert WORD["nl"] in written(left)
    other = press(press(page(), "own_open"), "own_pass")
    assert "Ruben" in other.title[0].value
    left.run()
    assert "Ruben" in left.title[0].value
    assert WORD["nl"] not in written(left)
    assert {"own_begin", "own_pass"} <= keys(left)
    turns.close(sam.Wearer.A)
    assert turns.turn is sam.Wearer.B  # a late press of A's closes nothing of B's
    turns.close(sam.Wearer.B)
    with pytest.raises(LookupError):
        turns.look()


def test_who_wore_no_strap_and_kept_no_words_sees_that(
    talk: sam.Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_b = [of for of in talk.events() if getattr(of, "wearer", None) is sam.Wearer.B]
    path = recorded(sam.Recording.of(only_b, meta=talk.meta), a=[])
    over(path, monkeypatch)
    app = look_of(press(press(page(), "own_open"), "own_begin"), own_turns(path))
    assert say("evening.own.no_strap", NL) in written(app)
    assert say("evening.own.nothing", NL) in written(app)
    assert not app.get("download_button")


def test_one_takes_the_own_out_in_the_own_turn(
    talk: sam.Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Withdrawal through the page: two clicks, and the other keeps theirs."""
    path = recorded(talk)
    over(path, monkeypatch)
    turns = own_turns(path)
    app = look_of(press(press(page(), "own_open"), "own_begin"), turns)
    (download,) = app.get("download_button")
    assert download.proto.label == say("evening.own.take", NL)
    app = press(press(app, "ask_own_withdraw"), "do_own_withdraw")
    app = look_of(app, turns)
    assert say("evening.own.withdrawn", NL) in written(app)
    assert say("evening.own.no_strap", NL) in written(app)
    assert sam.open_recording(path).wearers == (sam.Wearer.B,)
    app = press(press(app, "own_ready"), "own_pass")
    assert say("evening.after.no_look_back", NL) in written(app)


# -- the loop -------------------------------------------------------------------------


def test_a_loop_is_laid_moved_taken_back_and_erased(home_folder: Path) -> None:
    """T10, all with buttons, and kept at once for its owner alone."""
    at = home.profile_path()
    home.write_profile(home.read_profile().with_words(pattern="de draaimolen"))
    app = press(page(), "loop_open")
    assert app.title[0].value == say("evening.loop.title", NL)
    for number in (0, 3):
        app = press(app, f"loop_add_{number}")
    assert say("evening.loop.few", NL) in written(app)
    app.text_input(key="loop_typed").input("liep <b>weg</b>")
    (own,) = (of for of in app.button if of.label == say("evening.loop.own_add", NL))
    app = ran(own.click().run())
    app = press(app, "loop_add_4")
    kept = home.read_profile(at).loop
    assert kept[2] == "ik liep <b>weg</b>"
    assert len(kept) == 4
    assert stat.S_IMODE(at.stat().st_mode) == 0o600
    assert "&lt;b&gt;" in written(app)
    assert say("evening.loop.few", NL) not in written(app)

    app = press(app, "loop_earlier_0")
    assert home.read_profile(at).loop == (*kept[1:], kept[0])
    app = press(app, "loop_remove_1")
    assert len(home.read_profile(at).loop) == 3
    app = press(press(app, "loop_undo"), "loop_undo")
    assert home.read_profile(at).loop == kept
    english = press(page(language=Language.EN), "loop_open")
    assert "I kept asking" in written(english)

    app = press(press(app, "ask_loop_clear"), "do_loop_clear")
    assert say("evening.loop.gone", NL) in written(app)
    gone = home.read_profile(at)
    assert (gone.loop, gone.pattern) == ((), "")
    assert gone.names[sam.Wearer.A] == NAMES[0]
    assert app.button(key="loop_undo").disabled


def test_after_its_exercise_the_loop_is_one_press_away(
    talk: sam.Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    over(recorded(talk), monkeypatch)
    app = press(page(), "loop_open")
    assert app.title[0].value == say("evening.loop.title", NL)
    assert press(app, "loop_ready_button").title[0].value == say(
        "evening.after.title", NL
    )


def test_who_said_no_to_keeping_words_is_not_asked_for_any(
    talk: sam.Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    over(recorded(talk, b=["record", "live"]), monkeypatch)
    app = page()
    assert "loop_open" not in keys(app)
    assert not app.text_input
