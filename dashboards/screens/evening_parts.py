"""Pieces that the pages of an evening share: the flow, links, and two clicks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from ..shelf import book_of
from ..view_evening import Flow
from ..view_shelf import day_text
from .markup import said


def flow() -> Flow:
    """Where this visitor's evening is."""
    held = st.session_state.get("evening_flow")
    return held if isinstance(held, Flow) else Flow()


def go(to: Flow) -> None:
    """Go there; the page is drawn again."""
    st.session_state["evening_flow"] = to


def away() -> None:
    """Another page is looked at: a turn alone is handed over again before it goes on.

    The browser's Back and Forward change pages without loading them anew, so a page
    of one's own would come back for whoever presses Forward.
    """
    at = flow()
    if at.alone:
        go(replace(at, alone=False))


def link_to(page: str, label: str, query: Mapping[str, str]) -> None:
    """A link to another page of the app."""
    st.page_link(st.session_state["pages"][page], label=label, query_params=dict(query))


def back_and_next(
    language: Language, *, to_next: Callable[[], None] | None, label: str = ""
) -> None:
    """The two buttons under a page; without `to_next` only the way back."""
    with st.container(horizontal=True, gap="small", key="steps"):
        if to_next is not None:
            st.button(
                label or say("evening.next", language),
                key="next",
                type="primary",
                on_click=to_next,
            )
        st.button(
            say("evening.back", language),
            key="back",
            on_click=lambda: go(flow().back()),
        )


def back_to(there: Flow, language: Language) -> None:
    """The one way back from a page beside the way."""
    st.button(say("evening.back", language), key="back", on_click=go, args=(there,))


def keep_until_line(path: Path, language: Language) -> None:
    """Until when this recording is kept, and until when it may be looked back at."""
    try:
        meta = book_of(path).meta
    except (sam.SamenstemmingError, OSError):
        return
    until = home.kept_until(meta)
    if until is not None:
        date = day_text(until.isoformat(), language)
        st.markdown(say("evening.after.kept", language, date=date))


def two_clicks(
    key: str, label: str, sure: str, language: Language, act: Callable[[], None]
) -> None:
    """A button that asks once before it acts: what it does cannot be undone.

    It is quieter than those around it, whose work can be done over.
    """
    if st.session_state.get("sure") != key:
        st.button(label, key=f"ask_{key}", type="tertiary", on_click=_ask, args=(key,))
        return
    with st.container(key=f"sure_{key}", border=True, gap="small"):
        st.html(said(sure))
        with st.container(horizontal=True, gap="small"):
            st.button(label, key=f"do_{key}", type="primary", on_click=_do, args=(act,))
            st.button(say("evening.shelf.no", language), key=f"no_{key}", on_click=_ask)


def _ask(key: str | None = None) -> None:
    st.session_state["sure"] = key


def _do(act: Callable[[], None]) -> None:
    st.session_state["sure"] = None
    act()
