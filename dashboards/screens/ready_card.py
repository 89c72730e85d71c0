"""The first screen's card: is everything ready? Looked at beside the script.

The looking takes seconds, with straps twenty. It runs in the process's strap desk, the
page stands at once, and the card alone asks now and then how far it is.
"""

from datetime import timedelta
from typing import Final

import streamlit as st

from samenstemming.words import Language, say

from ..anew import draw_anew
from ..desk import desk
from ..view_ready import ready_lines, verdict
from .markup import fold, line_list, progress, said

ASKED_EVERY_S: Final = 0.7
STALE_AFTER: Final = timedelta(minutes=10)
"""After this a visit looks again by itself."""

STATES: Final = ("ok", "warn", "fail", "later")


def draw(language: Language) -> None:
    """Draw the card; begin to look where nobody has, or long ago."""
    if desk().straps.must_check(older_than=STALE_AFTER):
        desk().straps.check()
    busy = _busy()
    every = ASKED_EVERY_S if busy else None
    with st.container(key="ready", border=True, gap="small"):
        st.fragment(_card, run_every=every)(language, was_busy=busy)


def _busy() -> bool:
    return desk().straps.state().work == "check"


def _card(language: Language, *, was_busy: bool) -> None:
    if _busy() != was_busy:
        draw_anew()
    st.header(say("ready.title", language))
    if was_busy:
        _looking(language)
    else:
        _found(language)


def _again() -> None:
    desk().straps.check()


def _looking(language: Language) -> None:
    at = desk().straps
    chosen = any(strap.wearer for strap in at.shelf())
    text = say("ready.busy_straps" if chosen else "ready.busy", language)
    st.html(progress(text, at.state().share))


def _found(language: Language) -> None:
    at = desk().straps
    state = at.state()
    problem = state.problems.get("check")
    if problem is None and state.checks is None:
        st.html(said(say("ready.problem.busy", language)))
    elif problem is not None:
        known = problem.code in {"recording", "busy"}
        code = problem.code if known else "failed"
        st.html(said(say(f"ready.problem.{code}", language)))
    elif state.checks is not None:
        names = {s.wearer: s.shown for s in at.shelf() if s.wearer is not None}
        lines = ready_lines(state.checks, names, language)
        words = {state: say(f"ready.state.{state}", language) for state in STATES}
        key = verdict(state.checks)
        st.html(said(say(key, language), "verdict"))
        if key == "ready.no_bluetooth":
            ways = (say(f"ready.{way}", language) for way in ("demo", "look"))
            st.markdown("\n".join(f"* {way}" for way in ways))
        st.html(line_list(lines, words) + fold(say("ready.details", language), lines))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(say("ready.again", language), key="ready_again", on_click=_again)
        st.page_link(
            st.session_state["pages"]["straps"],
            label=say("ready.to_straps", language),
            query_params={"lang": language.value},
        )
        if state.checked_at is not None and problem is None:
            time = f"{state.checked_at:%H:%M}"
            st.caption(say("ready.looked_at", language, time=time), width="content")
