"""Self-report: each partner alone, in turn, and a page to hand the screen over between.

While a form is filled in there is nothing else on the page, and once it is sent nothing
of it stays on the screen.
"""

from functools import partial
from typing import Any

import streamlit as st

import samenstemming as sam
from samenstemming import studies
from samenstemming.words import Language, say, sentence_of, told

from ..view_study import form_name
from .markup import said
from .offered import offered
from .study_parts import needs_lock

ASKED = "study_asked"
"""Who is asked what while the screen is with a partner: code, session, form, stage."""


def handed_over() -> bool:
    """Whether the screen is with a partner."""
    return ASKED in st.session_state


def draw(now: studies.Standing, language: Language) -> None:
    """Choose who is asked what; and what was answered so far."""
    if needs_lock(now, language):
        return
    study = now.text.study
    if not study.forms:
        st.markdown(say("study.page.forms_none", language))
        return
    if not now.given:
        st.markdown(say("study.page.no_pairs", language))
        return
    codes = [f"{of.pair}{letter}" for of in reversed(now.given) for letter in "AB"]
    left, right = st.columns(2, gap="medium")
    code = left.selectbox(say("study.page.who", language), codes, key="form_code")
    titles = {of.id: getattr(of.title, language.value) for of in study.sessions}
    session = right.selectbox(
        say("study.page.session", language),
        list(titles),
        format_func=lambda of: titles[of],
        key="form_session",
    )
    forms = {
        form.id: form_name(
            getattr(form.title, language.value),
            say(f"study.page.form.{form.when}", language),
        )
        for when in ("before", "after")
        for form in study.forms_of(session, when)
    }
    form = left.selectbox(
        say("study.page.form", language),
        list(forms),
        format_func=lambda of: forms[of],
        key="form_id",
    )
    if "free_text" in study.consent:
        right.checkbox(
            say("study.page.own_words", language), key=f"form_words_{code}_{session}"
        )
    st.button(
        say("study.page.hand_over", language),
        key="form_hand_over",
        type="primary",
        disabled=form is None,
        on_click=_hand_over,
    )
    try:
        n = len(studies.answers_of(now.path))
    except sam.SamenstemmingError as error:
        st.html(said(told(error, language), "notice"))
        return
    st.markdown(say("study.page.n_answers", language, n=n))
    if n:
        offered(
            say("study.page.export_answers", language),
            partial(studies.answers_csv, now.path),
            name=f"{study.id}-answers.csv",
            mime="text/csv",
            key="form_export",
        )


def _hand_over() -> None:
    """To whom the page says now: what was drawn may be older than the last choice."""
    state = st.session_state
    code, session = state["form_code"], state["form_session"]
    own_words = bool(state.get(f"form_words_{code}_{session}"))
    _to((code, session, state["form_id"], "waits", own_words))


def draw_alone(now: studies.Standing, language: Language) -> None:
    """The page while the screen is with a partner."""
    code, session, form_id, stage, own_words = st.session_state[ASKED]
    study = now.text.study
    forms = {
        of.id: of
        for when in ("before", "after")
        for of in study.forms_of(session, when)
    }
    form = forms[form_id]
    with st.container(key="study_alone", gap="medium"):
        st.page_link(
            st.session_state["pages"]["help"],
            label=say("app.page.help", language),
            query_params={"lang": language.value},
        )
        if stage == "waits":
            st.title(say("study.page.for_you", language, code=code))
            st.markdown(say("study.page.alone", language))
            st.button(
                say("study.page.start_form", language),
                key="form_start",
                type="primary",
                on_click=partial(_to, (code, session, form_id, "asks", own_words)),
            )
            st.button(
                say("study.page.cancel", language), key="form_cancel", on_click=_back
            )
        elif stage == "thanks":
            st.title(say("study.page.thanks", language))
            st.button(say("study.page.back", language), key="form_back", on_click=_back)
        else:
            st.title(getattr(form.title, language.value))
            with st.container(key="study_told"):
                if st.session_state.pop("form_open", False):
                    text = say("study.page.open_question", language)
                    st.html(said(text, "notice"))
                if trouble := st.session_state.pop("form_trouble", ""):
                    st.html(said(told(trouble, language), "notice"))
            with st.form("study_form", border=False):
                for question in form.questions:
                    _ask(question, language, own_words=own_words)
                st.form_submit_button(
                    say("study.page.send", language),
                    type="primary",
                    on_click=partial(_send, now, form),
                )
            st.button(
                say("study.page.cancel", language), key="form_cancel", on_click=_back
            )


def _ask(question: Any, language: Language, *, own_words: bool) -> None:
    text = getattr(question.text, language.value)
    if not question.required:
        text = f"{text} {say('study.page.optional', language)}"
    key = f"answer_{question.id}"
    match question.kind:
        case "scale":
            steps = [str(n) for n in range(question.lowest, question.highest + 1)]
            ends = (question.low_label, question.high_label)
            low, high = (getattr(of, language.value) for of in ends)
            labels = {
                steps[0]: f"{steps[0]} ({low})",
                steps[-1]: f"{steps[-1]} ({high})",
            }
            st.radio(
                text,
                steps,
                index=None,
                format_func=lambda of: labels.get(of, of),
                horizontal=True,
                key=key,
            )
        case "choice":
            options = {
                of.id: getattr(of.text, language.value) for of in question.options
            }
            st.radio(
                text,
                list(options),
                index=None,
                format_func=lambda of: options[of],
                key=key,
            )
        case _:
            if own_words:
                st.text_area(text, key=key, max_chars=4000)


def _send(now: studies.Standing, form: Any) -> None:
    code, session, form_id, _, own_words = st.session_state[ASKED]
    given: dict[str, object] = {}
    for question in form.questions:
        value = st.session_state.get(f"answer_{question.id}")
        if value not in (None, ""):
            given[question.id] = int(value) if question.kind == "scale" else value
    if any(of.required and of.id not in given for of in form.questions):
        st.session_state["form_open"] = True
        return
    try:
        studies.keep_answers(
            now.path,
            code=code,
            session=session,
            form=form_id,
            given=given,
            free_text=own_words,
        )
    except (sam.SamenstemmingError, OSError) as error:
        st.session_state["form_trouble"] = sentence_of(error)
        return
    for question in form.questions:
        st.session_state.pop(f"answer_{question.id}", None)
    _to((code, session, form_id, "thanks", own_words))


def _to(asked: tuple[str, str, str, str, bool]) -> None:
    st.session_state[ASKED] = asked


def _back() -> None:
    for name in [of for of in st.session_state if str(of).startswith("answer_")]:
        del st.session_state[name]
    st.session_state.pop(ASKED, None)
    st.session_state["study_part"] = "forms"
