"""Looking back together: the strip of a talk with the couple's own marks.

There only where the file holds both yes'es of that evening, and for a week. No figure;
two lines only where both asked for them. From the list of recordings and right after
the talk it is the same picture in the same words.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from ..anew import draw_anew
from ..evenings import (
    earlier_of_the_same,
    look_back,
    rather_one_shape,
    turned_off,
)
from ..shelf import book_of
from ..view_evening import Flow
from ..view_look_back import strip_image
from ..view_shelf import day_text
from .couple_report import couple_report
from .evening_parts import back_to, go
from .markup import lines, said

ASKED_EVERY_S: Final = 0.5


def page(path: Path, profile: home.Profile, language: Language) -> None:
    """The page of one evening that is over, with an earlier one beside it if asked."""
    st.title(say("evening.after.look_back", language))
    try:
        meta = book_of(path).meta
    except (sam.SamenstemmingError, OSError):
        meta = {}
    if not home.may_look_back(meta, datetime.now(UTC)):
        st.markdown(say("evening.look_back.not_now", language))
        back_to(Flow(), language)
        return
    st.caption(day_text(meta.get("created_utc"), language))
    if picture(path, profile, language):
        _earlier(path, profile, language)
        if path not in turned_off():  # the page that is kept holds both lines
            couple_report(path, profile, language)
    back_to(Flow(), language)


def picture(path: Path, profile: home.Profile, language: Language) -> bool:
    """The strip and what it means; whether it is there already."""
    made = look_back(path)
    if not made.done.is_set():
        _until_ready(path, language)
        return False
    strip = made.strip
    if strip is None:
        st.html(said(say("evening.look_back.none", language)))
        return True
    there = {kind for _, kind in strip.marks}
    legend = [say("evening.look_back.read", language)]
    if made.two_lines:
        names = {wearer.value: profile.named(wearer) for wearer in sam.Wearer}
        legend.append(say("evening.look_back.two", language, **names))
    legend += [
        say(f"evening.look_back.{kind}", language)
        for kind in home.look_back.MARKS.values()
        if kind in there
    ]
    st.html(strip_image(strip, about=" ".join(legend)))
    with_care = ("couple.shape_why", "couple.end.moment")
    st.html(lines([*legend, *(say(key, language) for key in with_care)]))
    if made.two_lines:
        st.button(
            say("evening.look_back.one_shape", language),
            key=f"one_shape_{path.name}",
            on_click=rather_one_shape,
            args=(path,),
        )
    return True


def _earlier(path: Path, profile: home.Profile, language: Language) -> None:
    """Before and after of one topic, where there are two such evenings (T19)."""
    before = earlier_of_the_same(path)
    if before is None:
        return
    if st.session_state.get("look_beside") != before:
        st.button(
            say("evening.look_back.earlier", language),
            key="look_beside_it",
            on_click=_beside,
            args=(before,),
        )
        return
    try:
        date = day_text(book_of(before).meta.get("created_utc"), language)
    except (sam.SamenstemmingError, OSError):
        return
    with st.container(key="look_earlier", gap="small"):
        st.header(say("evening.look_back.earlier_title", language, date=date))
        if picture(before, profile, language):
            st.html(said(say("evening.look_back.two_evenings", language)))


def _beside(before: Path) -> None:
    st.session_state["look_beside"] = before


def _until_ready(path: Path, language: Language) -> None:
    def look() -> None:
        st.html(said(say("evening.look_back.making", language)))
        if look_back(path).done.is_set():
            draw_anew()

    st.fragment(look, run_every=ASKED_EVERY_S)()


def begin(path: Path) -> None:
    """Go to the look back at this recording."""
    st.session_state["look_at"] = path
    st.session_state.pop("look_beside", None)
    go(Flow().looking_back())
