"""Pieces that the parts of a study's page share: what was told, tables, work."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming import studies
from samenstemming.words import Language, say, sentence_of, told

from ..anew import draw_anew
from ..study_room import study_room
from ..view_study import Table, list_html, table_html
from .markup import said

ASKED_EVERY_S: Final = 0.5


def tell(text: str, kind: str = "said") -> None:
    """Keep a sentence for the next drawing of the page."""
    st.session_state["study_told"] = (text, kind)


def show_told(language: Language) -> None:
    """The sentence that an action left, once."""
    text, kind = st.session_state.pop("study_told", ("", "said"))
    with st.container(key="study_told"):
        if text:
            st.html(said(told(text, language), kind))


def trying(act: Callable[[], None]) -> None:
    """Do it; what goes wrong is told."""
    try:
        act()
    except (sam.SamenstemmingError, OSError) as error:
        tell(sentence_of(error), "notice")


def show_table(table: Table, name: str) -> None:
    """A table, by this name."""
    st.html(table_html(table, name))


def show_list(title: str, lines: list[str], name: str) -> None:
    """A heading with lines, where there are any."""
    if lines:
        st.html(list_html(title, lines, name))


def needs_lock(now: studies.Standing, language: Language) -> bool:
    """Whether to stop here, with the reason on the page."""
    if now.usable:
        return False
    st.html(said(say("study.page.needs_lock", language), "notice"))
    return True


def watch(before: object) -> None:
    """Draw the page anew when the work has got further than it was `before`.

    That is how it stood when the page began to be drawn: work that ends meanwhile
    would otherwise leave a page that says for ever that it is being done.
    """
    if study_room().busy() or standing() != before:
        st.fragment(_look, run_every=ASKED_EVERY_S)(before)


def _look(was: object) -> None:
    if standing() != was:
        draw_anew()


def standing() -> object:
    """How far the work of this process is, and which session goes on."""
    room = study_room()
    jobs = tuple(room.job(kind) for kind in ("dry", "quality", "week"))
    return room.running(), tuple(
        job and (job.done, round(job.share, 2), job.about) for job in jobs
    )


def recordings_of(path: Path) -> dict[str, tuple[Path, studies.SessionFacts]]:
    """The study's recordings by file name, the newest first."""
    found = list(studies.sessions_of(path, sam.recordings_folder()))
    found.sort(key=lambda of: of[1].created_utc, reverse=True)
    return {file.name: (file, facts) for file, facts in found}


def confirmed(
    key: str, label: str, sure: str, language: Language, act: Callable[[], None]
) -> None:
    """A button that asks once before it acts."""
    if st.session_state.get("study_sure") != key:
        st.button(label, key=f"ask_{key}", on_click=partial(_ask, key))
        return
    with st.container(key=f"sure_{key}", border=True, gap="small"):
        st.html(said(sure))
        with st.container(horizontal=True, gap="small"):
            st.button(
                label, key=f"do_{key}", type="primary", on_click=partial(_do, act)
            )
            st.button(
                say("study.page.cancel", language),
                key=f"no_{key}",
                on_click=partial(_ask, None),
            )


def _ask(key: str | None) -> None:
    st.session_state["study_sure"] = key


def _do(act: Callable[[], None]) -> None:
    st.session_state["study_sure"] = None
    trying(act)
