"""The evening as one page in the couple's own words, to keep or to print.

It holds what their screens hold and no figure about a heart. It is offered only where
they may look back, beside the picture that is also in it.
"""

from functools import partial
from pathlib import Path

import streamlit as st

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say, told

from ..export_room import Making, Tell, export_room
from .export_part import download_page, until_made
from .markup import said


def couple_report(path: Path, profile: home.Profile, language: Language) -> None:
    """The button that makes it, and then the one that keeps it."""
    key = f"couple {language} {path}"
    made = export_room().made(key)
    names = {wearer.upper(): profile.named(wearer) for wearer in sam.Wearer}

    def work(tell: Tell) -> Making:
        called = {
            step.id: getattr(step.title, language.value).format(**names)
            for exercise, _ in home.library()
            for step in exercise.steps
        }
        html = sam.make_report(
            path,
            reader="couple",
            language=language.value,
            names=called,
            progress=tell,
        )
        return Making(html=html)

    with st.container(key="couple_report", gap="small"):
        if made is None or made.problem:
            st.button(
                say("report.page.couple", language),
                key="report_make",
                on_click=partial(export_room().begin, key, work),
            )
            st.caption(say("report.page.couple_about", language))
        if made is None:
            return
        if not made.done:
            until_made(key, say("report.page.making", language))
        elif made.problem:
            st.html(said(told(made.problem, language), "notice"))
        else:
            name = say("report.page.couple_file", language)
            download_page(made.html, name, language)
