"""Two private turns: one person at the screen, and a page to hand it over between.

What is ticked goes into this tab's memory and on to the recording's meta as consent;
the private yes and the buttons stay in memory. Help is on the same page for every
answer, and nothing on it depends on what is answered.
"""

import streamlit as st

from samenstemming import Wearer, home
from samenstemming.home import SCOPES
from samenstemming.words import Language, say

from ..view_evening import ON_AT_FIRST, Answers
from .evening_parts import back_and_next, flow, go, link_to
from .plain_text import plain


def draw(profile: home.Profile, language: Language) -> None:
    """The page of the one whose turn it is."""
    name = plain(profile.named(flow().turn))
    if not flow().alone:
        _hand_over(name, language)
    else:
        _ask(name, language)


def _hand_over(name: str, language: Language) -> None:
    st.title(say("evening.turn.title", language, name=name))
    if flow().answers:
        st.markdown(say("couple.private.hand_over", language, name=name))
    st.markdown(say("evening.turn.why", language))
    label = say("evening.turn.start", language, name=name)
    back_and_next(language, to_next=_alone, label=label)


def _ask(name: str, language: Language) -> None:
    wearer = flow().turn
    st.title(say("evening.turn.title", language, name=name))
    with st.form(f"turn_{wearer.value}", border=False):
        for scope in SCOPES:
            st.checkbox(
                say(f"evening.scope.{scope}", language),
                value=scope in ON_AT_FIRST,
                key=_key(wearer, scope),
            )
            if scope == "record":
                st.caption(say("evening.scope.record.why", language))
        st.divider()
        st.checkbox(say("evening.deeper", language), key=_key(wearer, "deeper"))
        st.caption(say("evening.deeper.why", language))
        st.checkbox(
            say("evening.buttons_only", language), key=_key(wearer, "buttons_only")
        )
        st.form_submit_button(
            say("evening.turn.done", language), type="primary", on_click=_answered
        )
    st.markdown(say("evening.turn.help", language))
    link_to("help", say("app.page.help", language), {"lang": language.value})


def _key(wearer: Wearer, name: str) -> str:
    return f"private_{wearer.value}_{name}"


def _alone() -> None:
    go(flow().by_oneself())


def _answered() -> None:
    """Take the answers, and leave no ticked box behind for whoever comes next."""
    wearer = flow().turn

    def ticked(name: str) -> bool:
        return bool(st.session_state.pop(_key(wearer, name), False))

    scopes = frozenset(scope for scope in SCOPES if ticked(scope))
    deeper, buttons_only = ticked("deeper"), ticked("buttons_only")
    answers = Answers(scopes=scopes, deeper=deeper, buttons_only=buttons_only)
    go(flow().answered(answers))
