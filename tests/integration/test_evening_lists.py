"""The pages around a talk: lists and what they open, names, and practising."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import samenstemming as sam
from dashboards.desk import desk
from dashboards.evenings import evening
from samenstemming import home
from samenstemming.recording import write_recording
from samenstemming.words import say
from tests.evening_pages import (
    NL,
    REAL,
    SOON_S,
    keys,
    made_talk,
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


def test_a_damaged_evening_is_saved_and_the_damaged_file_can_be_erased(
    talk: sam.Recording,
) -> None:
    path = recorded(talk, a=["record"])
    content = bytearray(path.read_bytes())
    content[:100] = bytes(100)
    path.write_bytes(content)
    app = page()
    assert say("evening.shelf.none", NL) not in written(app)
    app = press(app, "damaged_0_save")
    saved = home.saved_path(path)
    assert say("app.damaged.all", NL) in written(app)
    assert "wis dan ook dit bestand" in written(app)
    assert "damaged_0_save" not in keys(app)
    kept = sam.open_recording(saved).meta
    assert home.both_agreed(kept, "record")
    assert home.of_an_evening(kept)
    assert not home.may_show_both_hearts(kept)
    app = press(press(app, "ask_delete_damaged_0"), "do_delete_damaged_0")
    assert not path.exists()
    assert saved.exists()
    assert "damaged_0_save" not in keys(app)
