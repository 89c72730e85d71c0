"""The first screen's card: is everything ready? Looked at beside the script.

The looking takes seconds, with straps twenty. It runs in the process's strap desk, the
page stands at once, and the card alone asks now and then how far it is.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming.words import Language, say

from ..anew import draw_anew
from ..desk import desk
from ..view_ready import lines_to_come, ready_lines, verdict
from .markup import fold, line_list, progress, said

ASKED_EVERY_S: Final = 0.7
STALE_AFTER: Final = timedelta(minutes=10)
"""After this a visit looks again by itself."""

STATES: Final = ("ok", "warn", "fail", "later", "waits")


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
    state = desk().straps.state()
    if state.checks is not None and "check" not in state.problems:
        # Also while it is looked again: what is below would jump up and back down.
        _found(state.checks, language)
    if was_busy:
        _looking(state, language)
    else:
        _afterwards(state, language)


def _again() -> None:
    desk().straps.check()


def _looking(state: sam.DeskState, language: Language) -> None:
    chosen = any(strap.wearer for strap in desk().straps.shelf())
    text = say("ready.busy_straps" if chosen else "ready.busy", language)
    st.html(progress(text, state.share))
    if state.checks is None:
        st.html(line_list(lines_to_come(language), _words(language)))


def _found(checks: Sequence[sam.Check], language: Language) -> None:
    names = {s.wearer: s.shown for s in desk().straps.shelf() if s.wearer is not None}
    lines = ready_lines(checks, names, language)
    key = verdict(checks)
    st.html(said(say(key, language), "verdict"))
    if key == "ready.no_bluetooth":
        ways = (say(f"ready.{way}", language) for way in ("demo", "look"))
        st.markdown("\n".join(f"* {way}" for way in ways))
    st.html(
        line_list(lines, _words(language)) + fold(say("ready.details", language), lines)
    )


def _words(language: Language) -> dict[str, str]:
    return {state: say(f"ready.state.{state}", language) for state in STATES}


def _afterwards(state: sam.DeskState, language: Language) -> None:
    problem = state.problems.get("check")
    if problem is not None:
        known = problem.code in {"recording", "busy"}
        code = problem.code if known else "failed"
        st.html(said(say(f"ready.problem.{code}", language)))
    elif state.checks is None:
        st.html(said(say("ready.problem.busy", language)))
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
