"""Several finished recordings beside each other: steps, and chance, on one scale."""

from functools import partial
from pathlib import Path

import streamlit as st

from samenstemming import home
from samenstemming.words import Language, say

from ..anew import draw_anew
from ..desk import desk
from ..shelf import shelf
from ..view_compare import csv_of, picture, scale_of, step_names
from ..view_replay_steps import analysis_json
from ..view_shelf import book_names
from .markup import progress, said
from .offered import offered
from .plain_text import plain

MOST = 6
"""Pictures that can still be looked at together, and results that are kept."""


def draw(language: Language) -> None:
    """Draw the choice, and what is known of what was chosen."""
    st.title(say("compare.title", language))
    st.markdown(say("compare.about", language))
    books = [
        book
        for book in shelf().books
        if not book.running and home.may_show_both_hearts(book.meta)
    ]
    names = book_names(books)
    st.multiselect(
        say("compare.choose", language),
        [book.path for book in books],
        format_func=lambda path: names.get(path, path.stem),
        max_selections=MOST,
        key="compared",
    )
    chosen = list(st.session_state.get("compared") or [])
    waiting = len(chosen) > 1 and not all(map(_done, chosen))
    # A fragment's pace is fixed when it is mounted: the last piece reruns the page.
    st.fragment(_shown, run_every=1.0 if waiting else None)(
        chosen, names, language, waiting=waiting
    )


def _done(path: Path) -> bool:
    try:
        return desk().replay.of(path).analysis.done
    except OSError:
        return True


def _shown(
    chosen: list[Path], names: dict[Path, str], language: Language, *, waiting: bool
) -> None:
    if waiting and all(map(_done, chosen)):
        draw_anew()
    if len(chosen) < 2:
        st.markdown(say("compare.few", language))
        return
    found = {}
    for path in chosen:
        name = names.get(path, path.stem)
        try:
            work = desk().replay.of(path).analysis.begin()
        except OSError:
            st.html(said(say("compare.failed", language, name=name)))
            continue
        if work.result is not None:
            found[name] = analysis_json(work.result, language)
        elif work.error is not None:
            st.html(said(say("compare.failed", language, name=name)))
        else:
            percent = round(work.share * 100)
            told = say("compare.waiting", language, name=name, share=percent)
            st.html(progress(told, work.share))
    if not found:
        return
    scale = scale_of(list(found.values()))
    st.caption(f"{say('compare.rates', language)}. {say('compare.chance', language)}")
    for at, (column, (name, one)) in enumerate(
        zip(st.columns(len(found)), found.items(), strict=True)
    ):
        with column, st.container(key=f"session_{at}"):
            st.header(plain(name), anchor=False)
            whole = one["whole"]
            assert isinstance(whole, dict)
            about = f"{name}: {say('compare.rates', language)}. {whole['says']}"
            st.html(picture(one, scale, about=about))
            st.caption(str(whole["says"]))
            if steps := step_names(one):
                told = say("compare.steps", language, names=", ".join(steps))
                st.caption(plain(told))
    offered(
        say("compare.download", language),
        partial(csv_of, found),
        name="sessions.csv",
        mime="text/csv",
        key="compare_download",
    )
