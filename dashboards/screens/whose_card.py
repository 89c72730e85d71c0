"""Which strap is whose: one of two people touches a strap, and the card says which."""

from collections.abc import Mapping, Sequence

import streamlit as st

import samenstemming as sam
from samenstemming.words import Language, say

from ..desk import desk
from ..view_straps import pair_of, problem_text
from .markup import progress, said


def draw(
    state: sam.DeskState, straps: Sequence[sam.StrapOnShelf], language: Language
) -> None:
    """Draw the card: the invitation, what is being done, or the answer."""
    with st.container(key="whose", border=True, gap="small"):
        st.header(say("straps.ask.title", language))
        if state.work == "whose":
            _listening(state, language)
        elif state.answer is not None:
            _answer(state, straps, language)
        else:
            _invitation(state, straps, language)
        if desk().practice is not None:
            _practice(straps, language)


def _invitation(
    state: sam.DeskState, straps: Sequence[sam.StrapOnShelf], language: Language
) -> None:
    kept = st.session_state.pop("whose_kept", None)
    if kept is not None:
        st.html(said(say("straps.ask.kept", language, **kept), "verdict"))
    else:
        st.markdown(say("straps.ask.about", language))
    problem = state.problems.get("whose")
    if problem is not None:
        st.html(said(problem_text(problem.code, language), "notice"))
    if len(straps) < 2:
        st.html(said(say("straps.ask.two", language)))
    elif pair_of(straps) is None:
        st.html(said(say("straps.ask.choose", language)))
    else:
        _begin("again" if kept is not None else "begin", straps, language)


def _begin(word: str, straps: Sequence[sam.StrapOnShelf], language: Language) -> None:
    pair = pair_of(straps)
    st.button(
        say(f"straps.ask.{word}", language),
        key=f"ask_{word}",
        type="primary" if word == "begin" else "secondary",
        disabled=pair is None or desk().straps.state().work is not None,
        on_click=_ask,
        args=() if pair is None else (pair[0].key, pair[1].key),
    )


def _ask(one: str, other: str) -> None:
    st.session_state.pop("swap", None)
    desk().straps.ask_whose(one, other)


def _listening(state: sam.DeskState, language: Language) -> None:
    stage = state.stage or "connecting"
    if stage == "asking":
        st.html(said(say("straps.ask.asking", language), "please"))
        st.html(progress(say("straps.ask.hold", language), state.share))
    else:
        st.html(progress(say(f"straps.ask.{stage}", language), state.share))
    st.button(
        say("straps.stop", language), key="stop_ask", on_click=desk().straps.cancel
    )


def _answer(
    state: sam.DeskState, straps: Sequence[sam.StrapOnShelf], language: Language
) -> None:
    answer = state.answer
    assert answer is not None
    names = {strap.key: strap.shown for strap in straps}
    name = names.get(answer.key or "", "")
    text = say(f"straps.ask.{answer.outcome}", language, strap=name)
    if answer.outcome != "answered" or answer.key is None:
        st.html(said(text, "notice"))
        _begin("again", straps, language)
        return
    st.html(said(text, "please"))
    swap = st.session_state.get("swap")
    warning = desk().straps.swapped(*swap) if swap else None
    if swap and warning is not None:
        asked = say(warning.code, language, **_quoted(warning.values))
        st.html(said(asked, "notice"))
        with st.container(horizontal=True, gap="small"):
            yes, no = (say(f"straps.ask.{word}", language) for word in ("yes", "no"))
            st.button(yes, key="swap_yes", type="primary", on_click=_keep, args=swap)
            st.button(no, key="swap_no", on_click=_leave)
        return
    st.markdown(say("straps.ask.who", language))
    with st.container(horizontal=True, gap="small"):
        for wearer in sam.Wearer:
            st.button(
                say("straps.ask.wearer", language, wearer=wearer.upper()),
                key=f"was_{wearer.value}",
                type="primary",
                on_click=_was,
                args=(wearer, answer.key),
            )
        _begin("again", straps, language)


def _quoted(values: Mapping[str, str]) -> dict[str, str]:
    """With quotes around what people call a strap: it may be any words."""
    return {
        name: f"“{value}”" if name.startswith("label") else value
        for name, value in values.items()
    }


def _was(wearer: sam.Wearer, key: str) -> None:
    if desk().straps.swapped(wearer, key) is not None:
        st.session_state["swap"] = (wearer, key)
        return
    _keep(wearer, key)


def _keep(wearer: sam.Wearer, key: str) -> None:
    at = desk().straps
    st.session_state.pop("swap", None)
    if not at.give_both(wearer, key):
        return
    at.forget_answer()
    shown = {s.wearer: s.shown for s in at.shelf() if s.wearer is not None}
    st.session_state["whose_kept"] = {
        "strap_a": shown.get(sam.Wearer.A, ""),
        "strap_b": shown.get(sam.Wearer.B, ""),
    }


def _leave() -> None:
    st.session_state.pop("swap", None)
    desk().straps.forget_answer()


def _practice(straps: Sequence[sam.StrapOnShelf], language: Language) -> None:
    """Straps that nobody wears can be pressed here."""
    at = desk().practice
    if at is None:
        return
    names = {strap.identity.address: strap.shown for strap in straps}
    with st.container(key="practice", gap="xsmall"):
        st.markdown(
            f"**{say('straps.practice.title', language)}** "
            f"{say('straps.practice.about', language)}"
        )
        with st.container(horizontal=True, gap="small"):
            for wearer, strap in at.straps.items():
                name = names.get(strap.address, strap.name)
                st.button(
                    say("straps.practice.press", language, strap=name),
                    key=f"press_{wearer.value}",
                    on_click=at.press,
                    args=(wearer,),
                )
