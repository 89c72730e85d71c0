"""The pages around a talk, each run by Streamlit without a browser."""

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

import samenstemming as sam
from dashboards import shelf
from dashboards.desk import desk
from dashboards.evenings import evening
from dashboards.own_turns import OwnTurns, own_turns
from samenstemming import home
from samenstemming.recording import write_recording
from samenstemming.sources.simulated_talk import ARRIVING, ScriptStep, simulate_talk
from samenstemming.words import Language, say

NL = Language.NL
NAMES = ("Noor", "Ruben")
WORD = {"nl": "eenzaam", "en": "lonely"}
ALL = ["record", "live", "look_back", "two_lines", "free_text"]
SOON_S = 30.0
REAL = {"simulated": False}


@pytest.fixture(scope="module")
def talk() -> sam.Recording:
    """Arriving and a minute of talk, with a word that A chose in private."""
    made = simulate_talk((*ARRIVING, ScriptStep(id="talk", seconds=60)), seed=2)
    data = {"step": "talk", "list": "feeling_words", "chosen": True, "shared": False}
    begin = sam.Marker(
        t_ns=1, name="exercise_begin", data={"exercise": "ons_patroon", "arm": "x"}
    )
    card = sam.Marker(
        t_ns=310 * 10**9,
        name="card_chosen",
        wearer=sam.Wearer.A,
        source="a",
        data={**data, "card": "feeling_words.1", "word": WORD},
    )
    events = sorted([*made.events(), begin, card], key=lambda event: event.t_ns)
    return sam.Recording.of(events, meta=made.meta)


@pytest.fixture(autouse=True)
def home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user's own empty folder, and a process that has done nothing yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(shelf, "SAMPLE_FOLDERS", ())
    for made in (evening, own_turns):
        made.cache_clear()
    named = home.Profile(onboarded_utc="2026-01-01T00:00:00+00:00").with_names(*NAMES)
    home.write_profile(named)
    yield sam.recordings_folder()
    for made in (evening, own_turns):
        made.cache_clear()
    desk().opened = None


def recorded(
    talk: sam.Recording,
    name: str = "evening",
    *,
    a: list[str] | None = None,
    b: list[str] | None = None,
    days_ago: float = 0,
) -> Path:
    """An evening of so many days ago, in the folder of recordings."""
    began = datetime.now(UTC) - timedelta(days=days_ago)
    meta = {
        **talk.meta,
        "created_utc": began.isoformat(),
        "keep_until_utc": (began + timedelta(days=30)).isoformat(),
        "consent": {"a": ALL if a is None else a, "b": ALL if b is None else b},
    }
    path = sam.recordings_folder() / f"{name}.samen"
    write_recording(path, sam.Recording.of(talk.events(), meta=meta))
    return path


def over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The talk of this recording has just ended."""
    handle = SimpleNamespace(path=path, running=False, release=lambda: None)
    monkeypatch.setattr(evening(), "_start", lambda **_: handle)
    evening().begin(home.TalkWish(exercise="ons_patroon", straps={}))
    evening().wait_until(lambda of: of.at is home.At.OVER, within_s=SOON_S)


def page(name: str = "evening_page", language: Language = NL, **query: str) -> AppTest:
    def script(name: str, language: str) -> None:
        import pkgutil
        from importlib import import_module

        import streamlit as st

        from dashboards import screens, shell
        from samenstemming.words import Language

        found = pkgutil.iter_modules(screens.__path__)
        pages = [of.name.removesuffix("_page") for of in found if "_page" in of.name]
        st.session_state["pages"] = {
            of: st.Page(shell.draw, title=of, url_path=of) for of in pages
        }
        import_module(f"dashboards.screens.{name}").draw(Language(language))

    app = AppTest.from_function(
        script, default_timeout=30, kwargs={"name": name, "language": language.value}
    )
    for key, value in query.items():
        app.query_params[key] = value
    return ran(app.run())


def ran(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    return ran(app.button(key=key).click().run())


def written(app: AppTest) -> str:
    """Everything on the page that somebody reads."""
    elements = [*app.title, *app.header, *app.markdown, *app.caption]
    said = [str(one.value) for one in elements]
    return "\n".join([*said, *(one.proto.body for one in app.get("html"))])


def keys(app: AppTest) -> set[str]:
    return {str(one.key) for one in app.button}


def look_of(app: AppTest, turns: OwnTurns) -> AppTest:
    assert turns.look().done.wait(SOON_S)
    return ran(app.run())


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


# -- lists, and what they open --------------------------------------------------------


def test_the_start_page_opens_an_evening_with_figures_only_where_both_said_so(
    talk: sam.Recording,
) -> None:
    """Rules 3.7, 4 and 5; a laboratory's recording is as it was."""
    recorded(talk, "both")
    recorded(talk, "together", a=["look_back"], b=["look_back"])
    recorded(talk, "neither", a=["record"], b=["look_back"])
    recorded(talk, "long ago", a=["look_back"], b=["look_back"], days_ago=8)
    lab = sam.recordings_folder() / "study.samen"
    write_recording(lab, sam.Recording.of(talk.events(), meta=talk.meta))
    app = page("start_page")
    asked = {
        one.proto.label: (one.proto.page, one.proto.query_string)
        for one in app.get("page_link")
    }
    assert asked["both"][0] == asked["study"][0] == "replay"
    assert asked["together"][0] == "evening"
    assert "look=" in asked["together"][1]
    assert not {"neither", "long ago"} & set(asked)
    for name in ("neither", "long ago"):
        assert name in written(app)


def test_the_lab_shows_no_evening_that_was_not_meant_for_it(
    talk: sam.Recording,
) -> None:
    path = recorded(talk, a=["look_back"])
    app = page("lab_page", file=desk().admit(path))
    assert say("evening.shelf.not_here", NL) in written(app)
    assert not app.get("bidi_component")
    desk().opened = path  # somebody named that very file on a command line
    assert page("lab_page").get("bidi_component")


def test_looking_back_from_the_list_ends_after_a_week(talk: sam.Recording) -> None:
    new = recorded(talk, "new", days_ago=6.9)
    old = recorded(talk, "old", days_ago=7.1)
    app = page()
    assert sum(key.startswith("look_") for key in keys(app)) == 1
    assert written(app).count("Terugkijken kan tot") == 1
    assert written(app).count("Terugkijken kon tot") == 1
    for path, there in ((new, True), (old, False)):
        seen = page(look=desk().admit(path))
        assert seen.title[0].value == say("evening.after.look_back", NL)
        assert (say("evening.look_back.not_now", NL) in written(seen)) != there
        assert "bpm" not in written(seen)


def test_the_same_exercise_of_an_earlier_evening_beside_it(
    talk: sam.Recording,
) -> None:
    """T19: only with both yes'es of both evenings."""
    from dashboards.evenings import earlier_of_the_same, look_back

    no = recorded(talk, "no", a=["record"], days_ago=1)
    before = recorded(talk, "before", days_ago=3)
    path = recorded(talk, "today")
    assert no != earlier_of_the_same(path) == before
    assert earlier_of_the_same(before) is None
    for of in (path, before):
        assert look_back(of).done.wait(SOON_S)
    app = press(page(look=desk().admit(path)), "look_beside_it")
    assert written(app).count('class="look-back"') == 2
    assert say("evening.look_back.two_evenings", NL) in written(app)


def test_rename_withdraw_and_delete_from_the_list_with_proof(
    talk: sam.Recording,
) -> None:
    path = recorded(talk)
    app = page()
    app.text_input(key="name_of_0").input("onze *eerste*")
    (rename,) = (of for of in app.button if of.label == say("evening.shelf.rename", NL))
    app = ran(rename.click().run())
    (new,) = sam.recordings_folder().glob("*.samen")
    assert (new.name, path.exists()) == ("onze eerste.samen", False)
    app = press(press(app, "ask_withdraw_0_a"), "do_withdraw_0_a")
    assert "Wat van Noor was, is eruit" in written(app)
    assert sam.open_recording(new).wearers == (sam.Wearer.B,)
    app = press(press(app, "ask_delete_0"), "do_delete_0")
    assert f"Gewist: {new.name}" in written(app)
    assert not new.exists()
    home.write_profile(home.read_profile().with_loop(["ik zong"]))
    app = press(press(app, "ask_forget_all"), "do_forget_all")
    assert "Gewist: us.json" in written(app)
    assert not home.profile_path().exists()


def test_a_talk_that_was_cut_off_is_offered_and_may_be_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wish = home.TalkWish(exercise="om_de_beurt", straps={}, resume=tmp_path / "x")
    monkeypatch.setattr(home, "cut_off", lambda *_: wish)
    begun: list[home.TalkWish] = []
    monkeypatch.setattr(evening(), "begin", begun.append)
    app = press(page(), "resume_no")
    assert "resume_yes" not in keys(app)
    press(page(), "resume_yes")
    assert begun == [wish]


# -- names, and practising ------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("<b>Noor</b>", "*Ruben* :red[x]"), (r"\<b\>Noor\</b\>", r"\*Ruben\* \:red")),
        (("👩🏽‍🎤 Noor", "🙂"), ("👩🏽🎤 Noor", "🙂")),
        (("Sam", "sam"), (r"Sam \(A\)", r"sam \(B\)")),
        (("", ""), ("A", "B")),
        (("B", ""), (r"B \(A\)", "B")),
    ],
)
def test_any_name_is_text_and_says_who_is_meant(
    names: tuple[str, str], shown: tuple[str, str]
) -> None:
    profile = home.read_profile().with_names(*names)
    assert profile.named(sam.Wearer.A) != profile.named(sam.Wearer.B)
    home.write_profile(profile)
    app = page()
    if not any(names):
        app = press(app, "begin")
        app = ran(app.button[0].click().run())  # names may stay empty
    else:
        app = press(app, "begin")
    assert shown[0] in app.title[0].value
    app = press(app, "next")
    done = next(of for of in app.button if of.label == say("evening.turn.done", NL))
    app = ran(done.click().run())
    assert shown[1] in app.title[0].value


def test_practising_leaves_what_is_remembered_of_the_two_alone(
    talk: sam.Recording,
) -> None:
    """Neither names nor evenings nor a loop of practice reach the real file."""
    mine = home.profile_path().read_bytes()
    real = recorded(sam.Recording.of(talk.events(), meta={**talk.meta} | REAL), "real")
    made_up = recorded(talk, "made up")
    practice = sam.recordings_folder() / "demo.samen"
    meta = {**talk.meta, "simulated": True}
    write_recording(practice, sam.Recording.of(talk.events(), meta=meta))
    desk().opened = practice
    assert desk().practising
    home.write_profile(
        home.Profile().with_loop(["ik zong"]).with_words(pattern="x"),
        desk().profile_file,
    )
    app = page()
    assert say("evening.home.practice", NL) in written(app)
    press(press(app, "loop_open"), "loop_add_1")
    kept = json.loads(desk().profile_file.read_text("utf-8"))
    assert len(kept["loop"]) == 2
    app = press(press(page(), "ask_forget_all"), "do_forget_all")
    assert "us-practice.json" in written(app)
    assert home.profile_path().read_bytes() == mine
    assert (real.exists(), made_up.exists(), practice.exists()) == (True, False, True)
