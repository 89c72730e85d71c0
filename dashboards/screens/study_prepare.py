"""Before the first couple: the file, a dry run, the lock."""

from functools import partial

import streamlit as st

from samenstemming import studies
from samenstemming.words import Language, say, told

from ..study_room import study_room
from ..view_study import checklist
from .markup import progress, said
from .offered import offered
from .study_parts import confirmed, show_list, show_table, tell, trying


def draw(now: studies.Standing, language: Language) -> None:
    """Draw this part."""
    _file(now, language)
    _dry(now, language)
    if now.lock is None:
        confirmed(
            "study_lock",
            say("study.page.lock", language),
            say("study.page.lock_sure", language),
            language,
            partial(_lock, now),
        )


def _file(now: studies.Standing, language: Language) -> None:
    text = now.path.read_text(encoding="utf-8")
    remarks = [
        say(
            "study.page.remark",
            language,
            line=of.line,
            what=f"{of.field} {told(of.sentence, language)}",
        )
        for of in now.text.remarks
    ]
    show_list(now.path.name, remarks, "remarks")
    with st.expander(say("study.page.text", language), expanded=False):
        if now.lock is None:
            with st.form("study_edit", border=False):
                st.text_area(
                    say("study.page.text", language),
                    value=text,
                    height=420,
                    key=f"study_text_{now.path.stem}",
                    label_visibility="collapsed",
                )
                st.form_submit_button(
                    say("study.page.save", language),
                    on_click=partial(trying, partial(_save, now, language)),
                )
        else:
            st.code(text, language=None, wrap_lines=True)
    offered(
        say("study.page.download", language),
        lambda: text,
        name=now.path.name,
        mime="application/yaml",
        key="study_download",
    )


def _save(now: studies.Standing, language: Language) -> None:
    text = str(st.session_state[f"study_text_{now.path.stem}"])
    studies.replace_text(now.path, text)
    tell(say("study.page.saved", language))


def _lock(now: studies.Standing) -> None:
    studies.lock_study(now.path)


def _dry(now: studies.Standing, language: Language) -> None:
    st.header(say("study.page.dry", language))
    st.markdown(say("study.page.dry_about", language))
    job = study_room().job("dry", now.path)
    running = job is not None and not job.done
    st.button(
        say("study.page.dry", language),
        key="study_dry",
        disabled=running,
        on_click=lambda: study_room().dry_run(now.path, speed=studies.SPEED),
    )
    with st.container(key="study_dry_run"):
        if job is None:
            return
        if not job.done:
            text = say("study.page.dry_running", language, about=job.about)
            st.html(progress(text, job.share))
        elif job.problem:
            st.html(said(told(job.problem, language), "notice"))
        else:
            show_table(checklist(job.checklist, language), "checklist")
