"""Each page runs, in both languages, without a browser."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import samenstemming as sam
from dashboards import shelf
from dashboards.desk import desk
from samenstemming.recording import write_recording
from samenstemming.session.known_straps import (
    KnownStraps,
    StrapIdentity,
    default_path,
    save,
)
from samenstemming.words import Language, say

APP = Path(__file__).parents[2] / "dashboards" / "app.py"
BOTH = pytest.mark.parametrize("language", list(Language))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user's empty data folder, and a process that has opened nothing."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(shelf, "SAMPLE_FOLDERS", ())
    # A recording that is running has the radio: nothing here may touch a real one.
    straps = sam.StrapDesk(recording=lambda: tmp_path)
    monkeypatch.setattr(desk(), "straps", straps)
    yield sam.recordings_folder()
    straps.close()
    desk().opened = None


@pytest.fixture
def recording(own_folder: Path) -> Path:
    """One finished simulated recording in that folder."""
    path = own_folder / "pair.samen"
    simulated = sam.simulate(minutes=1, seed=1)
    meta = {**simulated.meta, "label": "*pair* 12"}
    write_recording(path, sam.Recording.of(simulated.events(), meta=meta))
    return path


def test_a_file_name_is_text_and_no_markdown(own_folder: Path) -> None:
    (own_folder / "[a](x) **b**.samen").write_text("no recording")
    said = [one.value for one in start(Language.EN).caption]
    assert r"\[a\]\(x\) \*\*b\*\*\.samen cannot be read." in said


def start(language: Language) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.query_params["lang"] = language.value
    return app.run()


def page(name: str, language: Language) -> AppTest:
    def script(name: str, language: str) -> None:
        from importlib import import_module

        import streamlit as st

        from dashboards import shell
        from samenstemming.words import Language

        st.session_state["pages"] = {
            "start": st.Page(shell.draw, title="x", url_path="x")
        }
        import_module(f"dashboards.screens.{name}").draw(Language(language))

    app = AppTest.from_function(
        script, default_timeout=30, kwargs={"name": name, "language": language.value}
    )
    return app.run()


def written(app: AppTest) -> str:
    elements = [*app.title, *app.header, *app.markdown, *app.caption]
    return "\n".join(str(element.value) for element in elements)


@BOTH
def test_the_start_page_has_its_doors(language: Language) -> None:
    app = start(language)
    assert not app.exception
    text = written(app)
    for key in ("app.door.couple_about", "app.door.lab_none", "app.not_medical"):
        assert say(key, language) in text
    assert str(sam.recordings_folder()) in text


@BOTH
def test_the_start_page_lists_what_there_is(
    language: Language, recording: Path
) -> None:
    app = start(language)
    assert not app.exception
    links = [one.proto.label for one in app.get("page_link")]
    assert r"\*pair\* 12" in links
    assert "1 min · " + say("app.simulated", language) in written(app)


def test_samples_are_offered_when_there_is_nothing_else(
    tmp_path: Path, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = tmp_path / "samples"
    samples.mkdir()
    recording.rename(samples / "sample.samen")
    monkeypatch.setattr(shelf, "SAMPLE_FOLDERS", (samples,))
    assert say("app.shelf.samples", Language.EN) in written(start(Language.EN))


@BOTH
def test_the_help_page_works_without_internet(language: Language) -> None:
    app = page("help_page", language)
    assert not app.exception
    for number in ("112", "0800-2000", "0800-0113", "0800-0188", "088 0767 000"):
        assert number in written(app)
    assert say("app.about.text", language) in written(app)


@BOTH
def test_the_lab_without_a_recording_says_how_to_choose_one(
    language: Language,
) -> None:
    app = page("lab_page", language)
    assert not app.exception
    assert say("lab.none", language) in written(app)


@BOTH
def test_the_lab_gives_its_canvas_words_and_a_stream_but_no_path(
    language: Language, recording: Path
) -> None:
    desk().opened = recording
    app = page("lab_page", language)
    assert not app.exception
    (canvas,) = app.get("bidi_component")
    data = json.loads(canvas.proto.json)
    assert data["language"] == language.value
    assert data["words"]["lab.title"] == say("lab.title", language)
    assert data["url"].startswith("/api/live?recording=")
    assert desk().token in data["url"]
    assert str(recording.parent) not in canvas.proto.json


def test_a_finished_recording_offers_no_button_that_does_nothing(
    recording: Path,
) -> None:
    desk().opened = recording
    app = page("lab_page", Language.NL)
    assert not app.button
    assert not app.text_input


@BOTH
def test_while_a_recording_has_the_straps_the_first_screen_says_so(
    language: Language,
) -> None:
    app = start(language)
    desk().straps.wait_until(lambda state: state.work is None, within_s=10)
    app.run()
    assert not app.exception
    said = " ".join(one.proto.body for one in app.get("html"))
    assert say("ready.problem.recording", language) in said


@BOTH
def test_the_page_about_straps_begins_with_looking(language: Language) -> None:
    app = page("straps_page", language)
    assert not app.exception
    assert [one.label for one in app.button] == [say("straps.look", language)]
    assert say("straps.about", language) in written(app)


def test_a_remembered_strap_shows_its_label_as_text(own_folder: Path) -> None:
    identity = StrapIdentity(name="Polar H10 1A2B3C4D", address="C0:0A")
    known = KnownStraps().remember(identity, label="<b>*blue*</b>", wearer=sam.Wearer.A)
    save(default_path(), known)
    app = page("straps_page", Language.EN)
    assert not app.exception
    said = " ".join(one.proto.body for one in app.get("html"))
    assert "<h2>&lt;b&gt;*blue*&lt;/b&gt;</h2>" in said
    assert app.text_input[0].value == "<b>*blue*</b>"
    app.text_input[0].input("red").run()
    assert desk().straps.shelf()[0].label == "red"
