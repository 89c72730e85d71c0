"""Handing in: an export into the user's own folder, and the researcher's report.

The same part stands on the replay page, for one recording, and in a study, for one
session or for all of them.
"""

from collections.abc import Sequence
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

import samenstemming as sam
from samenstemming.words import Language, say, told

from ..anew import draw_anew
from ..export_room import Making, Tell, export_room
from ..shelf import is_running
from .markup import progress, said
from .offered import offered

FORMATS: Final = ("csv", "parquet", "rr", "bids", "edf", "xdf")
ASKED_EVERY_S: Final = 0.4


def export_part(path: Path, language: Language) -> None:
    """Export this one recording, or have its report."""
    name = path.stem
    with st.expander(say("export.page.title", language), key="export_part"):
        if is_running(path):
            st.markdown(say("export.page.running", language))
            return
        missing = _missing(path)
        if missing:
            who = say("export.page.and", language).join(missing)
            st.html(said(say("export.page.no_consent", language, who=who), "notice"))
            return
        _export([sam.ToExport(path=path, name=name)], name, language)
        _report(path, language)


def export_all_part(
    recordings: Sequence[sam.ToExport], name: str, language: Language
) -> None:
    """Export all of these together; who did not agree is left out by name."""
    with st.expander(say("export.page.title_all", language), key="export_part"):
        ready = [of for of in recordings if not is_running(of.path)]
        wanted, left_out = to_take(ready)
        for why, names in left_out.items():
            text = say(f"export.page.{why}", language, names=", ".join(names))
            st.html(said(text, "notice"))
        if not wanted:
            st.markdown(say("export.page.nothing", language))
            return
        _export(wanted, name, language)


def to_take(
    recordings: Sequence[sam.ToExport],
) -> tuple[list[sam.ToExport], dict[str, list[str]]]:
    """Those that can go along, and under each reason the names of those that cannot.

    One session without a packet is no reason to hand in none of the others.
    """
    wanted: list[sam.ToExport] = []
    left_out: dict[str, list[str]] = {}
    for of in recordings:
        if _missing(of.path):
            left_out.setdefault("left_out", []).append(of.name)
        elif _is_silent(of.path):
            left_out.setdefault("silent", []).append(of.name)
        else:
            wanted.append(of)
    return wanted, left_out


def _export(recordings: Sequence[sam.ToExport], name: str, language: Language) -> None:
    st.markdown(say("export.page.about", language))
    left, right = st.columns(2, gap="medium")
    asked = left.selectbox(
        say("export.page.format", language),
        FORMATS,
        format_func=lambda of: say(f"export.page.format.{of}", language),
        key="export_format",
    )
    shift = right.selectbox(
        say("export.page.dates", language),
        (False, True),
        format_func=lambda of: say(f"export.page.dates.{of}".lower(), language),
        key="export_dates",
    )
    key = _key(recordings, asked, shift=shift)
    made = export_room().made(key)
    st.button(
        say("export.page.make", language),
        key="export_make",
        type="primary",
        disabled=made is not None and not made.done,
        on_click=partial(_begin, recordings, name),
    )
    with st.container(key="export_made"):
        if made is None:
            return
        if not made.done:
            until_made(key, say("export.page.making", language))
        elif made.exported is None:
            st.html(said(told(made.problem, language), "notice"))
        else:
            st.html(_where(made.exported, language))


def _begin(recordings: Sequence[sam.ToExport], name: str) -> None:
    """With what is chosen now: what was drawn may be older than the last choice."""
    asked = str(st.session_state["export_format"])
    shift = bool(st.session_state["export_dates"])

    def work(tell: Tell) -> Making:
        exported = sam.export_to_own_folder(
            recordings, format=asked, name=name, shift_dates=shift, progress=tell
        )
        return Making(exported=exported)

    export_room().begin(_key(recordings, asked, shift=shift), work)


def _key(recordings: Sequence[sam.ToExport], asked: str, *, shift: bool) -> str:
    return f"{asked} {shift} {'|'.join(str(of.path) for of in recordings)}"


def _report(path: Path, language: Language) -> None:
    key = f"report {language} {path}"
    made = export_room().made(key)

    def work(tell: Tell) -> Making:
        return Making(
            html=sam.make_report(path, language=language.value, progress=tell)
        )

    st.markdown(say("report.page.about", language))
    with st.container(key="report_made", horizontal=True, gap="small"):
        st.button(
            say("report.page.make", language),
            key="report_make",
            disabled=made is not None and not made.done,
            on_click=partial(export_room().begin, key, work),
        )
        if made is None:
            return
        if not made.done:
            until_made(key, say("report.page.making", language))
        elif made.problem:
            st.html(said(told(made.problem, language), "notice"))
        else:
            download_page(made.html, f"{path.stem}_report.html", language)


def download_page(html: str, name: str, language: Language) -> None:
    """The button with which a finished page is kept."""
    offered(
        say("report.page.download", language),
        lambda: html,
        name=name,
        mime="text/html",
        key="report_download",
    )


def until_made(key: str, text: str) -> None:
    """How far it is, and the page anew once it is done."""

    def look() -> None:
        made = export_room().made(key)
        if made is None or made.done:
            draw_anew()
        else:
            st.html(progress(text, made.share))

    st.fragment(look, run_every=ASKED_EVERY_S)()


def _where(exported: sam.Exported, language: Language) -> str:
    n, folder = exported.n_files, exported.folder
    done = escape(say("export.page.done", language, n=n))
    return (
        f'<div class="lines" data-export="{escape(folder.name)}">'
        f'<p role="status">{done}</p><p><code>{escape(str(folder))}</code></p></div>'
    )


def _missing(path: Path) -> tuple[str, ...]:
    """Letters of those who did not agree to research export."""
    try:
        return _asked_of(path, path.stat().st_mtime_ns)[0]
    except (sam.SamenstemmingError, OSError):
        return ()  # making the export says what is wrong with the file


def _is_silent(path: Path) -> bool:
    """Whether neither of the two sent a single packet."""
    try:
        return _asked_of(path, path.stat().st_mtime_ns)[1]
    except (sam.SamenstemmingError, OSError):
        return False


@lru_cache(maxsize=256)
def _asked_of(path: Path, _changed_ns: int) -> tuple[tuple[str, ...], bool]:
    recording = sam.open_recording(path)
    found = sam.without_export_consent(recording)
    return tuple(wearer.upper() for wearer in found), not recording.wearers
