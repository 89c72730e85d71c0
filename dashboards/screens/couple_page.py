"""The page of a talk: the stage of the one that runs, or how to begin one.

The stage feeds itself; this script runs again only for a press.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import streamlit as st

import samenstemming as sam
from samenstemming.words import Language, say

from ..anew import draw_anew
from ..components.couple_stage import couple_stage
from ..components.heard import heard, missed
from ..couple_press import press
from ..desk import desk
from ..shelf import Shelf, shelf


def draw(language: Language) -> None:
    """Draw the talk that was asked for, or the one that runs, or how to begin."""
    # A phone has this screen and no other: there is no evening to go to there.
    evening = st.session_state["pages"].get("evening")
    if st.session_state.pop("couple_home", False) and evening is not None:
        st.switch_page(evening)
    path = _asked_for()
    if path is None:
        st.title(say("app.page.couple", language))
        st.markdown(say("couple.no_talk", language))
        if evening is None:
            _until_one_runs()
            return
        st.page_link(
            evening,
            label=say("evening.door.open", language),
            query_params={"lang": language.value},
        )
        return
    st.session_state["couple_path"] = path
    _stage(path, language)


@st.fragment(run_every=3)
def _until_one_runs() -> None:
    """Draw nothing; the page again once a talk runs, which starts on the computer."""
    if talk_running(shelf()) is not None:
        draw_anew()


@st.fragment
def _stage(path: Path, language: Language) -> None:
    """Draw the stage alone: a press must not wait for the rest of the page."""
    if "couple_home" in st.session_state:
        draw_anew()
    at = desk()
    with st.container(key="stage"):
        mounted = couple_stage(
            recording=at.admit(path),
            token=at.token,
            language=language,
            failed=int(st.session_state.get("couple_failed", 0)),
            noted=int(st.session_state.get("couple_noted", 0)),
            on_press=_pressed,
        )
    late = missed(st.session_state, "couple", "press", mounted)
    if late is not None:
        _pass_on(late)
        draw_anew()


def talk_running(found: Shelf) -> Path | None:
    """The recording of a talk that is going on now; the opened one goes before."""
    opened = desk().opened
    books = [book.path for book in found.books if book.running]
    paths = [opened, *books] if opened is not None else books
    return next((path for path in paths if _has_talk(path)), None)


def _asked_for() -> Path | None:
    path = desk().path_of(st.query_params.get("file"))
    seen = st.session_state.get("couple_path")
    if path is None and isinstance(seen, Path) and _has_talk(seen):
        path = seen
    # A talk that has just ended stays on the screen that showed it.
    return path or talk_running(shelf()) or seen


def _has_talk(path: Path) -> bool:
    try:
        return sam.control(path).status().get("talk") is not None
    except (sam.SamenstemmingError, OSError):
        return False


def _pressed() -> None:
    pressed = heard(st.session_state, "couple", "press")
    if pressed is not None:
        _pass_on(pressed)


def _pass_on(pressed: dict[str, Any]) -> None:
    path = st.session_state.get("couple_path")
    if not isinstance(path, Path):
        return
    if pressed.get("what") == "home":
        st.session_state["couple_home"] = True
        return
    arrived = press(path, pressed, wall=datetime.now().astimezone())
    number = int(st.session_state.get("couple_failed", 0))
    st.session_state["couple_failed"] = 0 if arrived else number + 1
    if arrived and pressed.get("what") == "mark":
        noted = int(st.session_state.get("couple_noted", 0))
        st.session_state["couple_noted"] = noted + 1
