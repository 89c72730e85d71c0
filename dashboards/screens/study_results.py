"""After a session its quality; at the end of a week all of them."""

from collections import Counter
from functools import partial

import streamlit as st

import samenstemming as sam
from samenstemming import studies
from samenstemming.words import Language, say, told

from ..desk import desk
from ..study_room import study_room
from ..view_study import (
    claim_lines,
    drift_line,
    gap_lines,
    said_lines,
    session_name,
    steps_table,
    verdict,
    visit_titles,
    week_lines,
    week_table,
)
from .export_part import export_all_part, export_part
from .markup import progress, said
from .offered import offered
from .study_parts import recordings_of, show_list, show_table


def quality(now: studies.Standing, language: Language) -> None:
    """The quality page of one recording."""
    found = recordings_of(now.path)
    if not found:
        st.markdown(say("study.page.no_sessions", language))
        return
    visits = visit_titles(now, language)
    names = {
        name: session_name(
            facts.pair, visits.get(facts.session, facts.session), facts.created_utc
        )
        for name, (_, facts) in found.items()
    }
    name = st.selectbox(
        say("study.page.recording_of", language),
        list(names),
        format_func=lambda of: names[of],
        key="quality_file",
    )
    file, facts = found[name]
    job = study_room().job("quality", file)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            say("study.page.look", language),
            key="quality_look",
            type="primary",
            disabled=job is not None and not job.done,
            on_click=partial(study_room().quality, file),
        )
        st.page_link(
            st.session_state["pages"]["lab"],
            label=say("study.page.in_lab", language),
            query_params={"file": desk().admit(file), "lang": language.value},
        )
    with st.container(key="quality_page", gap="medium"):
        if job is None:
            pass
        elif not job.done:
            st.html(progress(say("study.page.looking", language), job.share))
        elif job.problem or job.quality is None:
            st.html(said(told(job.problem, language), "notice"))
        else:
            _page(job.quality, language, simulated=facts.simulated)
    export_part(file, language)


def _page(page: studies.QualityPage, language: Language, *, simulated: bool) -> None:
    st.html(said(verdict(page, language, simulated=simulated), "verdict"))
    show_table(steps_table(page, language), "steps")
    for title, lines, name in (
        ("may", claim_lines(page, language, allowed=True), "may"),
        ("may_not", claim_lines(page, language, allowed=False), "may_not"),
        ("gaps", gap_lines(page, language), "gaps"),
        ("clocks", [drift_line(of, language) for of in page.drift], "clocks"),
        ("said", said_lines(page, language), "said"),
    ):
        show_list(say(f"study.page.{title}", language), lines, name)


def week(now: studies.Standing, language: Language) -> None:
    """The overview of all pairs."""
    job = study_room().job("week", now.path)
    st.button(
        say("study.page.look_week", language),
        key="week_look",
        type="primary",
        disabled=job is not None and not job.done,
        on_click=lambda: study_room().week(now.path, sam.recordings_folder()),
    )
    _week_found(now, job, language)
    export_all_part(_to_export(now), now.text.study.id, language)


def _week_found(
    now: studies.Standing, job: studies.Job | None, language: Language
) -> None:
    with st.container(key="week_page", gap="medium"):
        if job is None:
            return
        if not job.done:
            st.html(progress(say("study.page.looking_week", language), job.share))
            return
        if job.problem or job.overview is None:
            st.html(said(told(job.problem, language), "notice"))
            return
        lines = week_lines(job.overview, language)
        title = getattr(now.text.study.title, language.value)
        show_list(title, lines, "week")
        if job.overview.rows:
            visits = visit_titles(now, language)
            show_table(week_table(job.overview, language, visits), "week")
        else:
            st.markdown(say("study.page.no_pairs", language))
        offered(
            say("study.page.download_week", language),
            partial(studies.overview_csv, job.overview),
            name=f"{now.text.study.id}-week.csv",
            mime="text/csv",
            key="week_download",
        )


def _to_export(now: studies.Standing) -> list[sam.ToExport]:
    """All sessions, the oldest first; one that was recorded again says so."""
    visits = {visit.id: i for i, visit in enumerate(now.text.study.sessions, 1)}
    many: Counter[str] = Counter()
    found = []
    for file, facts in reversed(recordings_of(now.path).values()):
        name, session = (
            f"{facts.pair}-{facts.session}",
            f"{visits.get(facts.session, 0):02d}",
        )
        many[name] += 1
        if many[name] > 1:
            name, session = f"{name}-{many[name]}", f"{session}r{many[name]}"
        found.append(sam.ToExport(path=file, name=name, session=session))
    return found
