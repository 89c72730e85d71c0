"""The replay page: a finished recording whole, or played as it was seen live.

The canvas feeds itself; this script runs again only for a click, and it alone writes
what somebody adds: codes and corrected beats, beside the recording.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from ..anew import draw_anew
from ..components.heard import heard, missed
from ..components.lab_canvas import lab_canvas
from ..components.replay_canvas import replay_canvas
from ..desk import desk
from ..replay_acts import act
from ..replay_play import SPEEDS
from ..view_shelf import Book, book_name
from .export_part import export_part
from .offered import offered
from .replay_marks import marks_part

FURNITURE_AFTER_S: Final = 2.0
"""What stands below the canvas is files and more files for a browser, which fetches six
at a time: sent at once they stand before the beats in that queue. Measured on a busy
machine: 0.7 s. They wait for the map as well, which a browser busy with them drew .6 s
later, but not for ever."""


def draw(language: Language) -> None:
    """Draw the recording that was asked for, or say why there is none to see."""
    path = asked_for()
    book = None if path is None else _book(path)
    if path is None or book is None:
        _nothing("replay.none" if path is None else "lab.problem.unreadable", language)
    elif book.running:
        _nothing("replay.running", language)
    elif not home.may_show_both_hearts(book.meta):
        _nothing("replay.not_both", language)
    else:
        desk().replay.prepare(path)
        _shown(book, language)


def asked_for() -> Path | None:
    """The recording that the address, the visit or the launcher asks for."""
    at = desk()
    key = st.query_params.get("file") or st.session_state.get("file")
    path = at.path_of(key) or at.opened
    if path is not None:
        st.session_state["file"] = at.admit(path)
    return path


def _book(path: Path) -> Book | None:
    try:
        return desk().replay.book(path)
    except (sam.SamenstemmingError, OSError):
        return None


def _nothing(key: str, language: Language) -> None:
    st.title(say("app.page.replay", language))
    st.markdown(say(key, language))
    page = "lab" if key == "replay.running" else "start"
    label = "replay.to_lab" if page == "lab" else "lab.to_start"
    st.page_link(
        st.session_state["pages"][page],
        label=say(label, language),
        query_params={"lang": language.value},
    )


def _shown(book: Book, language: Language) -> None:
    st.session_state["replay_language"] = language
    playing = st.session_state.get("playing")
    if isinstance(playing, tuple) and playing[0] == book.path:
        _played(book, playing[1], playing[2], language)
        return
    at, path = desk(), book.path
    codes, trouble = _codes(path)
    mounted = replay_canvas(
        recording=at.admit(path),
        name=book_name(path, book.meta),
        token=at.token,
        language=language,
        stamp=at.replay.stamp(path),
        codes=codes,
        said=st.session_state.pop("replay_said", "") or trouble,
        on_act=_acted,
    )
    late = missed(st.session_state, "replay", "act", mounted)
    if late is not None:
        _act(late)
        draw_anew()
    at.replay.of(path).shown.wait(FURNITURE_AFTER_S)
    _player(book, language)
    marks_part(path, language)
    export_part(path, language)
    st.page_link(
        st.session_state["pages"]["compare"],
        label=say("compare.title", language),
        icon=":material/compare_arrows:",
        query_params={"lang": language.value},
    )
    st.caption(say("lab.neutral", language))


def _player(book: Book, language: Language) -> None:
    with st.container(
        key="player", horizontal=True, vertical_alignment="bottom", gap="small"
    ):
        st.selectbox(
            say("replay.play.speed", language),
            SPEEDS,
            index=SPEEDS.index(10),
            format_func=lambda speed: f"{speed}\u00d7",
            key="play_speed",
            width=120,
        )
        st.number_input(
            say("replay.play.from", language),
            min_value=0,
            max_value=max(int(book.duration_s // 60), 1),
            key="play_from",
            width=150,
        )
        st.button(
            say("replay.play", language),
            icon=":material/play_arrow:",
            on_click=_play,
            args=(book.path,),
        )
        made = sam.Codes(chain="")
        try:
            made = sam.Codes(chain="", codes=desk().replay.codes_to_show(book.path))
        except (sam.SamenstemmingError, OSError):
            return
        offered(
            say("replay.codes.download", language),
            made.to_csv,
            name=f"{book.path.stem}_codes.csv",
            mime="text/csv",
            key="codes_download",
            disabled=not made.codes,
        )


def _played(book: Book, speed: int, from_s: float, language: Language) -> None:
    at = desk()
    st.button(
        say("replay.play.stop", language),
        icon=":material/arrow_back:",
        on_click=lambda: st.session_state.pop("playing", None),
    )
    st.caption(say("replay.play.about", language, speed=speed))
    lab_canvas(
        recording=at.admit(book.path),
        name=book_name(book.path, book.meta),
        token=at.token,
        language=language,
        play={"speed": str(speed), "from": str(from_s)},
    )


def _play(path: Path) -> None:
    speed = int(st.session_state.get("play_speed", 10))
    from_s = 60.0 * int(st.session_state.get("play_from", 0))
    st.session_state["playing"] = (path, speed, from_s)


def _codes(path: Path) -> tuple[list[dict[str, object]], str]:
    try:
        codes = desk().replay.codes_to_show(path)
    except (sam.SamenstemmingError, OSError) as error:
        return [], str(error)
    return [
        {"t_s": one.t_s, "code": one.code, "note": one.note, "blind": one.blind}
        for one in codes
    ], ""


def _acted() -> None:
    asked = heard(st.session_state, "replay", "act")
    if asked is not None:
        _act(asked)


def _act(asked: dict[str, Any]) -> None:
    path = asked_for()
    if path is None:
        return
    st.session_state["replay_said"] = act(
        desk().replay,
        path,
        asked,
        now=datetime.now(UTC),
        language=st.session_state["replay_language"],
    )
