"""Marks corrected after the end: beside the recording, with everything that was done.

The recording stays as it was sealed. A mark that somebody set can be called something
else, be moved, get a note or be taken back; each change is kept with who made it, when,
and what it was, and so is the taking back of a change. Nothing is read for this until
somebody opens it.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

import samenstemming as sam
from samenstemming.words import Language, say, told

from ..desk import desk
from ..view_marks import HOTKEYS, mark_text, name_text, trail_lines
from .markup import said

Changed = Callable[[sam.Recording, sam.MarkChanges, str, str], sam.MarkChanges]
"""The trail with one change more: of the recording, the trail, the coder and now."""


def marks_part(path: Path, language: Language) -> None:
    """A switch, and behind it the marks with their trail."""
    with st.container(key="replay_marks"):
        if not st.toggle(say("replay.marks.title", language), key="marks_open"):
            return
        st.caption(say("replay.marks.about", language))
        try:
            recording = desk().replay.of(path).recording()
            changes = _changes(path, recording)
            seen = sam.with_mark_changes(recording, changes)
        except (sam.SamenstemmingError, OSError) as error:
            st.html(said(told(error, language), "notice"))
            return
        if trouble := st.session_state.pop("marks_said", ""):
            st.html(said(trouble, "notice"))
        _form(path, seen, changes, language)
        _trail(path, changes, language)


def _form(
    path: Path, seen: sam.Recording, changes: sam.MarkChanges, language: Language
) -> None:
    marks = {mark.seq: mark for mark in sam.marks_by_hand(seen.events())}
    if not marks:
        st.caption(say("replay.marks.none", language))
        return
    n, state = len(changes.changes), st.session_state
    order = sorted(marks, key=lambda of: (marks[of].t_s, of))
    # A choice under one key would go on showing what the mark was called before.
    seq = st.selectbox(
        say("lab.correct.which", language),
        order,
        index=order.index(state["marks_seq"]) if state.get("marks_seq") in order else 0,
        format_func=lambda of: mark_text(marks[of], language),
        key=f"marks_which_{n}",
    )
    state["marks_seq"], mark = seq, marks[seq]
    names = dict.fromkeys((mark.name, *(f"marker:{name}" for name in HOTKEYS)))
    # Fields are called after the mark and the trail: they begin with what it is now.
    at = f"{seq}_{n}"
    with st.form("marks", border=False):
        left, middle, right = st.columns(3)
        left.selectbox(
            say("replay.marks.name", language),
            list(names),
            format_func=lambda name: name_text(name, language),
            key=f"marks_name_{at}",
        )
        middle.number_input(
            say("replay.marks.at", language),
            min_value=0.0,
            max_value=seen.duration_s,
            value=min(mark.t_s, seen.duration_s),
            step=0.1,
            format="%.1f",
            key=f"marks_at_{at}",
        )
        right.text_input(
            say("replay.marks.coder", language), key="marks_coder", max_chars=20
        )
        st.text_input(
            say("replay.codes.note", language),
            value=mark.note,
            max_chars=200,
            key=f"marks_note_{at}",
        )
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                say("lab.correct.save", language),
                key="marks_save",
                on_click=_correct,
                args=(path, mark, at, language),
            )
            st.form_submit_button(
                say("replay.marks.take_back", language),
                key="marks_take_back",
                type="tertiary",
                on_click=_take_back,
                args=(path, seq, language),
            )


def _trail(path: Path, changes: sam.MarkChanges, language: Language) -> None:
    if not changes.changes:
        return
    st.markdown(say("replay.marks.trail", language, n=len(changes.changes)))
    with st.container(key="marks_trail"):
        for line in trail_lines(changes, language):
            st.text(line)
    st.button(
        say("replay.marks.undo", language),
        key="marks_undo",
        disabled=not changes.in_force(),
        on_click=_undo,
        args=(path, language),
    )


def _correct(path: Path, mark: sam.Mark, at: str, language: Language) -> None:
    state = st.session_state
    t_s = float(state[f"marks_at_{at}"])
    _change(
        path,
        lambda recording, changes, coder, utc: sam.correct_mark(
            recording,
            changes,
            mark.seq,
            name=str(state[f"marks_name_{at}"]),
            note=str(state[f"marks_note_{at}"]),
            # The field shows tenths: a time that was left alone stays what it was.
            t_s=mark.t_s if abs(t_s - mark.t_s) < 0.05 else t_s,
            coder=coder,
            utc=utc,
        ),
        language,
    )


def _take_back(path: Path, seq: int, language: Language) -> None:
    _change(
        path,
        lambda recording, changes, coder, utc: sam.take_back_mark(
            recording, changes, seq, coder=coder, utc=utc
        ),
        language,
    )


def _undo(path: Path, language: Language) -> None:
    _change(
        path,
        lambda _, changes, coder, utc: sam.undo_mark_change(
            changes, coder=coder, utc=utc
        ),
        language,
    )


def _change(path: Path, change: Changed, language: Language) -> None:
    state = st.session_state
    coder = str(state.get("marks_coder") or "")
    utc = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        recording = desk().replay.of(path).recording()
        made = change(recording, _changes(path, recording), coder, utc)
        sam.write_marks(path, made)
    except (sam.SamenstemmingError, OSError) as error:
        state["marks_said"] = told(error, language)


def _changes(path: Path, recording: sam.Recording) -> sam.MarkChanges:
    return sam.read_marks(path) or sam.MarkChanges(chain=recording.chain or "")
