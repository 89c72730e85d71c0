"""The page about straps: find them, name them, and find out whose is whose.

The strap desk works and remembers; this draws what it says, and asks it again while it
works. Nothing here waits.
"""

from collections.abc import Sequence
from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming.words import Language, say

from ..anew import draw_anew
from ..desk import desk
from ..view_straps import of_whom, problem_text, record_command, signal_text
from . import whose_card
from .markup import progress, said, strap_name

ASKED_EVERY_S: Final = 0.7


def draw(language: Language) -> None:
    """Draw the page."""
    with st.container(key="straps", gap="medium"):
        st.title(say("straps.title", language))
        st.markdown(say("straps.about", language))
        busy = _busy()
        every = ASKED_EVERY_S if busy else None
        st.fragment(_body, run_every=every)(language, was_busy=busy)


def _busy() -> bool:
    return desk().straps.state().work is not None


def _body(language: Language, *, was_busy: bool) -> None:
    if _busy() != was_busy:
        draw_anew()
    at = desk().straps
    state, straps = at.state(), at.shelf()
    # Each part in a container of its own, and straps never change places: a browser
    # knows elements by their position, and one that moves takes along what was typed.
    with st.container(key="looking"):
        _looking(state, straps, language)
    with st.container(key="shelf"):
        for strap in straps:
            _strap(strap, language, looked=state.looked)
    with st.container(key="told"):
        _told(state, language)
    whose_card.draw(state, straps, language)
    _details(straps, language)


def _looking(
    state: sam.DeskState, straps: Sequence[sam.StrapOnShelf], language: Language
) -> None:
    at = desk().straps
    if state.work == "look":
        st.html(progress(say("straps.looking", language), state.share))
        st.button(say("straps.stop", language), key="stop_look", on_click=at.cancel)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.button(
            say("straps.look_again" if state.looked else "straps.look", language),
            key="look",
            type="secondary" if straps else "primary",
            on_click=_look,
        )
        if state.looked and "look" not in state.problems and state.seen:
            n = len(state.seen)
            key = "straps.found_one" if n == 1 else "straps.found_more"
            st.html(said(say(key, language, n=n)))
    problem = state.problems.get("look")
    if problem is not None:
        st.html(said(problem_text(problem.code, language), "notice"))
    elif state.looked and not state.seen:
        st.html(said(say("straps.found_none", language), "notice"))
    elif not straps:
        st.html(said(say("straps.empty", language)))


def _strap(strap: sam.StrapOnShelf, language: Language, *, looked: bool) -> None:
    label_key, whose_key = f"label_{strap.key}", f"whose_{strap.key}"
    _let_say(label_key, strap.label)
    _let_say(whose_key, strap.wearer.value if strap.wearer else None)
    with st.container(border=True, key=f"strap_{strap.key}"):
        name, label, rest = st.columns(3, gap="small", vertical_alignment="bottom")
        whose = rest.container(
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="bottom",
        )
        about = f"{of_whom(strap, language)} · " + signal_text(
            strap, language, looked=looked
        )
        name.html(strap_name(strap.shown, about))
        label.text_input(
            say("straps.label", language),
            key=label_key,
            placeholder=say("straps.label_hint", language),
            max_chars=40,
            on_change=_label,
            args=(strap.key,),
        )
        whose.segmented_control(
            say("straps.whose", language),
            [wearer.value for wearer in sam.Wearer],
            format_func=str.upper,
            key=whose_key,
            on_change=_give,
            args=(strap.key,),
        )
        if strap.remembered:
            whose.button(
                say("straps.forget", language),
                key=f"forget_{strap.key}",
                on_click=_forget,
                args=(strap.key,),
                type="tertiary",
            )


def _let_say(key: str, value: str | None) -> None:
    """Let a widget show what is remembered, and leave alone what is being typed."""
    if st.session_state.get(key, value) != value or key not in st.session_state:
        st.session_state[key] = value


def _look() -> None:
    desk().straps.look()


def _forget(key: str) -> None:
    desk().straps.forget(key)


def _undo() -> None:
    desk().straps.undo()


def _label(key: str) -> None:
    desk().straps.label(key, str(st.session_state[f"label_{key}"]))


def _give(key: str) -> None:
    wearer = st.session_state[f"whose_{key}"]
    desk().straps.give(key, sam.Wearer(wearer) if wearer else None)


def _told(state: sam.DeskState, language: Language) -> None:
    """What was forgotten, with the way back; and what could not be kept."""
    if state.not_kept is not None:
        st.html(said(problem_text(state.not_kept.code, language), "notice"))
    if state.forgotten is None:
        return
    name = state.forgotten.strap.shown
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(said(say("straps.forgotten", language, strap=name)))
        st.button(say("straps.undo", language), key="undo", on_click=_undo)


def _details(straps: Sequence[sam.StrapOnShelf], language: Language) -> None:
    with st.expander(say("straps.details", language)):
        command = record_command(straps)
        if command is None:
            st.markdown(say("straps.details.none", language))
        else:
            st.markdown(say("straps.details.command", language))
            st.code(command, language=None, wrap_lines=True)
        if straps:
            columns = ("strap", "address", "serial", "strength")
            st.table(
                [
                    dict(
                        zip(
                            (say(f"straps.details.{c}", language) for c in columns),
                            (
                                strap.shown,
                                strap.identity.address or "-",
                                strap.identity.serial or "-",
                                "-" if strap.rssi_dbm is None else str(strap.rssi_dbm),
                            ),
                            strict=True,
                        )
                    )
                    for strap in straps
                ]
            )
