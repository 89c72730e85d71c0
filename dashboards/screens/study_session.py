"""Pairs are handed out, a session is recorded: nothing is chosen but who and when."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

import samenstemming as sam
from samenstemming import studies
from samenstemming.words import Language, say, told

from ..desk import desk
from ..study_room import study_room
from ..view_study import pair_text, pairs_table, row_text, visit_titles
from .markup import said
from .study_parts import needs_lock, show_table, tell, trying

SIMULATED = "simulated:1"
FAULTY = "simulated:1+lost-link+ectopics"
MADE_UP = frozenset({SIMULATED, FAULTY})
NO_STRAP = ""


def pairs(now: studies.Standing, language: Language) -> None:
    """Screening, the next pair, and those that were handed out."""
    if needs_lock(now, language):
        return
    study = now.text.study
    with st.form("study_next"):
        if study.screening:
            st.header(say("study.page.screening", language))
            st.caption(say("study.page.screening_about", language))
        for check in study.screening:
            st.checkbox(getattr(check.text, language.value), key=f"screened_{check.id}")
        st.form_submit_button(
            say("study.page.next", language),
            type="primary",
            on_click=partial(trying, partial(_hand_out, now, language)),
        )
    left = len(study.allocation) - len(now.given)
    st.markdown(say("study.page.left", language, n=left))
    if now.given:
        show_table(pairs_table(now.given, language), "pairs")
    else:
        st.markdown(say("study.page.no_pairs", language))


def _hand_out(now: studies.Standing, language: Language) -> None:
    ids = [check.id for check in now.text.study.screening]
    ticked = [name for name in ids if st.session_state.get(f"screened_{name}")]
    entry = studies.hand_out(now.path, screened=ticked)
    for name in ids:
        st.session_state[f"screened_{name}"] = False
    tell(f"{pair_text(entry, language)} {row_text(entry, language)}", "please")


def draw(now: studies.Standing, language: Language) -> None:
    """The session: begin it, or what is going on."""
    if needs_lock(now, language):
        return
    running = study_room().running()
    if running is not None and not running.ended:
        _going(now, running, language)
        return
    if running is not None:
        _over(now, running, language)
    if not now.given:
        st.markdown(say("study.page.no_pairs", language))
        return
    _begin(now, language)


def _going(now: studies.Standing, running: studies.Running, language: Language) -> None:
    if running.path is None:
        st.html(said(say("study.page.starting", language), "please"))
        return
    about = _about(now, running, language)
    st.html(said(say("study.page.recording", language, **about), "please"))
    query = {"file": desk().admit(running.path), "lang": language.value}
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for page, key in (("couple", "to_couple"), ("lab", "to_lab")):
            st.page_link(
                st.session_state["pages"][page],
                label=say(f"study.page.{key}", language),
                query_params=query,
            )
        st.button(
            say("study.page.end", language),
            key="study_end",
            type="primary",
            on_click=study_room().end,
        )


def _about(
    now: studies.Standing, running: studies.Running, language: Language
) -> dict[str, str]:
    wish = running.wish
    titles = visit_titles(now, language)
    return {"pair": wish.pair, "session": titles.get(wish.session, wish.session)}


def _over(now: studies.Standing, running: studies.Running, language: Language) -> None:
    if running.problem:
        st.html(said(say("study.page.failed", language), "notice"))
        st.text(told(running.problem, language))
        return
    about = _about(now, running, language)
    st.html(said(say("study.page.ended", language, **about)))


def _begin(now: studies.Standing, language: Language) -> None:
    study = now.text.study
    left, right = st.columns(2, gap="medium")
    names = [entry.pair for entry in now.given]
    pair = left.selectbox(
        say("study.page.pair", language), names, index=len(names) - 1, key="study_pair"
    )
    titles = visit_titles(now, language)
    session = right.selectbox(
        say("study.page.session", language),
        list(titles),
        format_func=lambda of: titles[of],
        key="study_session",
    )
    straps = _straps(language)
    picked: dict[sam.Wearer, str] = {}
    for column, wearer in zip((left, right), sam.Wearer, strict=True):
        code = f"{pair}{wearer.value.upper()}"
        with column:
            picked[wearer] = st.selectbox(
                say("study.page.strap_of", language, code=code),
                list(straps),
                format_func=lambda of: straps[of],
                index=_usual(wearer, straps),
                key=f"study_strap_{wearer.value}",
            )
            st.markdown(say("study.page.consent_of", language, code=code))
            for scope in study.consent:
                label = say(f"study.page.scope.{scope}", language)
                st.checkbox(label, key=_consent_key(code, session, scope))
    worn = [strap for strap in picked.values() if strap != NO_STRAP]
    simulated = [strap in MADE_UP for strap in worn]
    bad = len(set(simulated)) > 1 or (not any(simulated) and len(set(worn)) < len(worn))
    if bad:
        st.html(said(say("study.page.straps_kinds", language), "notice"))
    st.button(
        say("study.page.begin", language),
        key="study_begin",
        type="primary",
        disabled=bad,
        on_click=partial(_start, now),
    )


def _start(now: studies.Standing) -> None:
    """Begin with what is chosen now: what was drawn may be older than a last tick."""
    state = st.session_state
    pair, session = str(state["study_pair"]), str(state["study_session"])
    straps = {wearer: state[f"study_strap_{wearer.value}"] for wearer in sam.Wearer}
    consent = [
        f"{wearer.value}:{scope}"
        for wearer in sam.Wearer
        for scope in now.text.study.consent
        if state.get(_consent_key(f"{pair}{wearer.value.upper()}", session, scope))
    ]
    made_up = MADE_UP.intersection(straps.values())
    desk().straps.cancel()
    study_room().start(
        studies.SessionWish(
            study=now.path,
            pair=pair,
            session=session,
            straps={wearer: strap for wearer, strap in straps.items() if strap},
            consent=tuple(consent),
            speed=studies.practice_speed() if made_up else 1.0,
            straps_file=(
                desk().straps.straps_file if desk().practice is not None else None
            ),
        )
    )


def _consent_key(code: str, session: str, scope: str) -> str:
    return f"consent_{code}_{session}_{scope}"


def _straps(language: Language) -> dict[str, str]:
    names = {strap.asked_for: strap.shown for strap in desk().straps.shelf()}
    names[SIMULATED] = say("study.page.simulated", language)
    names[FAULTY] = say("study.page.simulated_faulty", language)
    names[NO_STRAP] = say("study.page.no_strap", language)
    return names


def _usual(wearer: sam.Wearer, names: Mapping[str, str]) -> int:
    options = list(names)
    for strap in desk().straps.shelf():
        if strap.wearer is wearer:
            return options.index(strap.asked_for)
    return options.index(NO_STRAP)
