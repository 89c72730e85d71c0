"""The pages around a talk, run by Streamlit without a browser, and their evening."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
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
from samenstemming.words import Language

NL = Language.NL
NAMES = ("Noor", "Ruben")
WORD = {"nl": "eenzaam", "en": "lonely"}
ALL = ["record", "live", "look_back", "two_lines", "free_text"]
SOON_S = 30.0
REAL = {"simulated": False}


@cache
def made_talk() -> sam.Recording:
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


@contextmanager
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
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
