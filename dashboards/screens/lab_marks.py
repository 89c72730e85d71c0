"""Marks of the researcher: a key each, a note, one step back, corrections, video.

A press runs this part of the script again and nothing else. What is said after it is
what the collector answered: a mark is on disk before anybody reads that it is.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import streamlit as st

import samenstemming as sam
from samenstemming.words import Language, say

from ..shelf import is_running
from ..view_marks import HOTKEYS, mark_text, marks_to_correct


@st.fragment
def marks_bar(path: Path, language: Language) -> None:
    """Keys, note and corrections of a recording that is being made."""
    if not is_running(path):
        return
    with st.container(horizontal=True, gap="small", key="hotkeys"):
        for number, name in enumerate(HOTKEYS, 1):
            st.button(
                say(f"lab.mark.{name}", language),
                key=f"mark_{name}",
                shortcut=str(number),
                help=say("lab.hotkey.help", language, letter=number),
                on_click=_mark,
                args=(path, name, language),
            )
        st.button(
            say("lab.undo", language),
            key="mark_undo",
            shortcut="U",
            help=say("lab.hotkey.help", language, letter="U"),
            on_click=_undo,
            args=(path, language),
            type="tertiary",
        )
    form = st.form("marker", border=False, clear_on_submit=True)
    with form.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            say("lab.marker.note", language),
            key="marker_note",
            placeholder=say("lab.marker.placeholder", language),
            label_visibility="collapsed",
            max_chars=200,
            width=360,
        )
        st.form_submit_button(
            say("lab.marker", language),
            key="marker_button",
            on_click=_mark_with_note,
            args=(path, language),
            type="primary",
            shortcut="M",
            help=say("lab.marker.help", language),
        )
        st.caption(st.session_state.get("marker_said", ""), width="content")
    _corrections(path, language)


def video_mark(path: Path, shown: Mapping[str, Any], language: Language) -> None:
    """Record when the screen was white: before now, by as much as this took."""
    if not is_running(path):
        return
    now_ms = datetime.now(UTC).timestamp() * 1000
    shown_ms = shown.get("shown_utc_ms")
    if not isinstance(shown_ms, int | float):
        return
    data = {
        "number": shown.get("number"),
        "shown_utc_ms": shown_ms,
        "ago_ms": round(max(now_ms - shown_ms, 0.0), 1),
    }
    _tell(
        lambda: sam.control(path).marker("video_mark", data=data), "on_disk", language
    )


def _mark(path: Path, name: str, language: Language) -> None:
    _tell(lambda: sam.control(path).marker(name), "on_disk", language)


def _mark_with_note(path: Path, language: Language) -> None:
    note = str(st.session_state.get("marker_note") or "")
    _tell(lambda: sam.control(path).marker("marker", note=note), "on_disk", language)


def _undo(path: Path, language: Language) -> None:
    try:
        sam.control(path).undo()
    except sam.SamenstemmingError:
        said = say("lab.undo.nothing", language)
    except OSError:
        said = say("lab.marker.failed", language)
    else:
        said = say("lab.undone", language)
    st.session_state["marker_said"] = said


def _tell(act: Callable[[], int], kind: str, language: Language) -> None:
    begun = perf_counter()
    try:
        seq = act()
    except (sam.SamenstemmingError, OSError):
        said = say("lab.marker.failed", language)
    else:
        ms = round(1000 * (perf_counter() - begun))
        said = say(f"lab.marker.{kind}", language, seq=seq, ms=ms)
    st.session_state["marker_said"] = said


def _corrections(path: Path, language: Language) -> None:
    with st.expander(say("lab.correct", language), key="corrections"):
        found = marks_to_correct(_events(path))
        if not found:
            st.caption(say("lab.correct.none", language))
            return
        names = {mark.seq: mark_text(mark, language) for mark in found}
        # A choice stays at what was the newest when it was first drawn, and a note
        # meant for the last mark would go to that one. A key for each newest would
        # do it too, but left the box before it standing beside the new one.
        if st.session_state.get("correct_newest") != found[0].seq:
            st.session_state["correct_newest"] = found[0].seq
            st.session_state["correct_seq"] = found[0].seq
        with st.form("correct", border=False):
            st.selectbox(
                say("lab.correct.which", language),
                list(names),
                key="correct_seq",
                format_func=names.__getitem__,
            )
            st.selectbox(
                say("lab.correct.name", language),
                ["", *HOTKEYS],
                key="correct_name",
                format_func=lambda name: (
                    say(f"lab.mark.{name}", language) if name else "-"
                ),
            )
            st.text_input(
                say("lab.correct.note", language), key="correct_note", max_chars=200
            )
            st.form_submit_button(
                say("lab.correct.save", language),
                key="correct_save",
                on_click=_correct,
                args=(path, language),
            )


def _correct(path: Path, language: Language) -> None:
    seq, state = st.session_state.get("correct_seq"), st.session_state
    if not isinstance(seq, int):
        return
    name, note = str(state.get("correct_name") or ""), str(state.get("correct_note"))
    try:
        sam.control(path).edit(seq, name=name or None, note=note or None)
    except (sam.SamenstemmingError, OSError):
        said = say("lab.marker.failed", language)
    else:
        said = say("lab.correct.saved", language)
        state["correct_name"] = state["correct_note"] = ""
    state["marker_said"] = said


def _events(path: Path) -> list[tuple[int, sam.Event]]:
    try:
        return list(sam.tail(path).poll())
    except (sam.SamenstemmingError, OSError):
        return []
