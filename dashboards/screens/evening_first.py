"""A first time: what it is and is not, when rather not, whose it is; then the names."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming import Wearer, home
from samenstemming.words import Language, say

from ..desk import desk
from ..view_evening import WHAT
from .evening_parts import back_and_next, flow, go
from .markup import said

CARDS: Final[dict[str, Sequence[str]]] = {
    "what": ("for", "hearts", "no_test", "not_medical"),
    "when_not": (
        *("afraid", "now", "implant", "heart", "panic", "pregnant"),
        *("breath", "gaze", "skin", "buttons", "age"),
    ),
    "private": ("local", "alone", "stop"),
}


def cards(language: Language) -> None:
    """One of the three cards; help is in the header, as everywhere."""
    name = WHAT[flow().card]
    with st.container(key="reading_card", gap="small"):
        st.title(say(f"evening.{name}.title", language))
        for line in CARDS[name]:
            st.markdown(say(f"evening.{name}.{line}", language))
    last = name == WHAT[-1]
    back_and_next(language, to_next=_read_all if last else _next_card)


def names(profile: home.Profile, language: Language) -> None:
    """What the two are called, on this computer only."""
    st.title(say("evening.names.title", language))
    st.markdown(say("evening.names.why", language))
    st.markdown(say("evening.names.same", language))
    with st.form("names", border=False):
        for wearer, word in zip(Wearer, ("first", "second"), strict=True):
            st.text_input(
                say(f"evening.names.{word}", language),
                value=profile.names.get(wearer, ""),
                key=f"name_{wearer.value}",
                max_chars=home.LONGEST_NAME,
            )
        st.form_submit_button(
            say("evening.next", language), type="primary", on_click=_named
        )
    if st.session_state.get("not_kept"):
        st.html(said(say("evening.trouble.profile", language), "notice"))


def _next_card() -> None:
    go(flow().next_card())


def _read_all() -> None:
    now = datetime.now(UTC).isoformat("T", "seconds")
    _keep(lambda profile: replace(profile, onboarded_utc=now))
    _next_card()


def _named() -> None:
    a, b = (str(st.session_state[f"name_{wearer.value}"]) for wearer in Wearer)
    _keep(lambda profile: profile.with_names(a, b))
    go(flow().named())


def _keep(change: Callable[[home.Profile], home.Profile]) -> None:
    """Change what is remembered. An evening goes on where that fails, and says so."""
    at = desk().profile_file
    try:
        home.write_profile(change(home.read_profile(at)), at)
    except sam.SamenstemmingError:
        st.session_state["not_kept"] = True
