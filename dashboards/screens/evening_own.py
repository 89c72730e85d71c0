"""Two short private turns after the talk: own curve, own words, own data (T23).

Whose turn it is belongs to the process and goes one way: first one, then the other,
each once. So no tab, no button and no address opens the page of somebody whose turn is
over, or whose turn it is not. What is shown is made for the turn and let go with it:
nothing of it is in the address or in this tab's memory.

A computer with two people before it cannot tell who presses. The page says whose it
is, and closes for good.
"""

from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from ..anew import draw_anew
from ..own_turns import OwnTurns, own_turns
from ..view_evening import Flow
from ..view_own import between, has_curve, own_image
from .evening_parts import back_to, flow, go, keep_until_line, two_clicks
from .markup import lines, said
from .offered import offered
from .plain_text import plain

ASKED_EVERY_S: Final = 0.5
SWEEP: Final = "own_sweep"
OF_A_TURN: Final = ("own_line", "own_told", "sure")
"""What this tab remembers during a turn; none of it is about a heart."""


def draw(path: Path, profile: home.Profile, language: Language) -> None:
    """The page of the one whose turn it is, or of handing over."""
    if st.session_state.pop(SWEEP, False):
        # A copy that was taken lies in the server until the second run after it.
        draw_anew()
    turns = own_turns(path)
    wearer = turns.turn
    if wearer is None:
        go(Flow())
        draw_anew()
    name = profile.named(wearer)
    st.title(say("evening.turn.title", language, name=plain(name)))
    if flow().alone and flow().turn is wearer:
        _alone(turns, wearer, path, language)
    else:
        _hand_over(turns, wearer, name, language)


def _hand_over(
    turns: OwnTurns, wearer: sam.Wearer, name: str, language: Language
) -> None:
    if turns.begun:
        st.markdown(say("couple.private.hand_over", language, name=plain(name)))
    st.markdown(say("evening.own.why", language))
    st.markdown(say("evening.own.once", language))
    with st.container(horizontal=True, gap="small", key="steps"):
        st.button(
            say("evening.turn.start", language, name=plain(name)),
            key="own_begin",
            type="primary",
            on_click=_begin,
            args=(wearer,),
        )
        st.button(
            say("evening.own.pass", language),
            key="own_pass",
            on_click=_close,
            args=(turns, wearer),
        )
    back_to(Flow(), language)


def _alone(turns: OwnTurns, wearer: sam.Wearer, path: Path, language: Language) -> None:
    look = turns.look()
    if not look.done.is_set():
        _until_ready(turns, language)
    elif look.part is None:
        st.html(said(say("evening.own.unreadable", language)))
    else:
        with st.container(key="own_part", gap="small"):
            _heart(look.part, language)
            _words(look.part, language)
            _yours(turns, look.part, look.data, path, language)
    st.button(
        say("evening.own.ready", language),
        key="own_ready",
        type="primary",
        on_click=_close,
        args=(turns, wearer),
    )


def _heart(part: home.OwnPart, language: Language) -> None:
    st.header(say("evening.own.heart", language))
    if not part.had_strap:
        st.markdown(say("evening.own.no_strap", language))
        return
    if not has_curve(part):
        st.markdown(say("evening.own.short", language))
        return
    if not st.session_state.get("own_line"):
        # For some a picture of the own heart is no help: it is there when asked for.
        st.button(say("evening.own.show", language), key="own_show", on_click=_show)
        return
    low, high = between(part)
    about = [
        say("evening.own.between", language, low=low, high=high),
        say("evening.own.read", language),
    ]
    there = {home.look_back.MARKS[name] for _, name in part.marks}
    if there:
        about.append(say("evening.own.marks", language))
    about += [
        say(f"evening.look_back.{kind}", language)
        for kind in home.look_back.MARKS.values()
        if kind in there
    ]
    minute = say("evening.own.minute", language)
    st.html(own_image(part, about=" ".join(about), minute=minute))
    st.html(lines([*about, say("couple.shape_why", language)]))


def _words(part: home.OwnPart, language: Language) -> None:
    if not part.words:
        return
    st.header(say("evening.own.words", language))
    st.html(lines([nl if language is Language.NL else en for nl, en in part.words]))


def _yours(
    turns: OwnTurns,
    part: home.OwnPart,
    data: bytes | None,
    path: Path,
    language: Language,
) -> None:
    st.header(say("evening.own.agreed", language))
    agreed = [say(f"evening.scope.{scope}", language) for scope in part.scopes]
    st.html(lines(agreed or [say("evening.own.nothing", language)]))
    st.header(say("evening.own.data", language))
    keep_until_line(path, language)
    told = st.session_state.get("own_told")
    if told:
        st.html(said(str(told), "verdict"))
    if not part.had_strap:
        return
    if data is not None:
        st.html(said(say("evening.own.take_about", language)))
        offered(
            say("evening.own.take", language),
            lambda: data,
            name=f"{path.stem}-{part.wearer.value}.samen",
            mime="application/octet-stream",
            key="own_take",
        )
    two_clicks(
        "own_withdraw",
        say("evening.own.withdraw", language),
        say("evening.own.withdraw_sure", language),
        language,
        partial(_withdraw, turns, part.wearer, path, language),
    )


def _until_ready(turns: OwnTurns, language: Language) -> None:
    def look() -> None:
        st.html(said(say("evening.own.making", language)))
        if turns.look().done.is_set():
            draw_anew()

    st.fragment(look, run_every=ASKED_EVERY_S)()


def _begin(wearer: sam.Wearer) -> None:
    go(flow().own_turn_of(wearer))


def _show() -> None:
    st.session_state["own_line"] = True


def _close(turns: OwnTurns, wearer: sam.Wearer) -> None:
    """The turn is over: nothing of it stays, here or in the process."""
    turns.close(wearer)
    st.session_state[SWEEP] = True
    for key in OF_A_TURN:
        st.session_state.pop(key, None)
    go(Flow().to_own_turns())


def _withdraw(
    turns: OwnTurns, wearer: sam.Wearer, path: Path, language: Language
) -> None:
    try:
        home.withdraw(path, wearer)
    except (sam.SamenstemmingError, OSError):
        st.session_state["own_told"] = say("evening.shelf.failed", language)
        return
    turns.again()
    st.session_state.pop("own_line", None)
    st.session_state["own_told"] = say("evening.own.withdrawn", language)
