"""The page of a study: choose or make one, then its parts in the order of a day.

While a partner fills in a form the page is that form and nothing else.
"""

import secrets
from functools import partial
from pathlib import Path

import streamlit as st

import samenstemming as sam
from samenstemming import studies
from samenstemming.words import Language, say, told

from ..components.upload_dress import upload_dress
from ..view_study import PARTS, file_name, state_of, state_text
from . import study_forms, study_prepare, study_results, study_session
from .markup import said
from .plain_text import plain
from .study_parts import show_told, standing, tell, trying, watch


def draw(language: Language) -> None:
    """Draw the page."""
    with st.container(key="study", gap="medium"):
        path = _chosen()
        if path is None:
            show_told(language)
            _choose(language)
            return
        try:
            now = studies.standing(path)
        except sam.SamenstemmingError as error:
            st.title(plain(path.stem))
            st.html(said(told(error, language), "notice"))
            _other(language)
            return
        if study_forms.handed_over():
            study_forms.draw_alone(now, language)
            return
        _study(now, language)


def _study(now: studies.Standing, language: Language) -> None:
    before = standing()
    with st.container(
        horizontal=True, vertical_alignment="center", gap="medium", key="study_top"
    ):
        st.title(plain(getattr(now.text.study.title, language.value)), width="content")
        _other(language)
    kind = "notice" if state_of(now) == "edited" else "said"
    with st.container(key="study_state"):
        st.html(said(state_text(now, language), kind))
    part = st.segmented_control(
        say("study.page.parts", language),
        PARTS,
        format_func=lambda of: say(f"study.page.part.{of}", language),
        default="prepare",
        required=True,
        key="study_part",
    )
    show_told(language)
    with st.container(key=f"part_{part}", gap="medium"):
        match part:
            case "prepare":
                study_prepare.draw(now, language)
            case "pair":
                study_session.pairs(now, language)
            case "session":
                study_session.draw(now, language)
            case "forms":
                study_forms.draw(now, language)
            case "quality":
                study_results.quality(now, language)
            case _:
                study_results.week(now, language)
    watch(before)


def _chosen() -> Path | None:
    """The study of this visit: a name in the address, of those that there are."""
    name = st.query_params.get("study")
    return _there().get(name) if name else None


def _there() -> dict[str, Path]:
    folder = studies.studies_folder()
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def _other(language: Language) -> None:
    st.button(
        say("study.page.other", language),
        key="study_other",
        type="tertiary",
        on_click=_leave,
    )


def _leave() -> None:
    st.query_params.pop("study", None)


def _open(name: str) -> None:
    st.query_params["study"] = name


def _choose(language: Language) -> None:
    st.title(say("study.page.title", language))
    st.markdown(say("study.page.about", language))
    st.header(say("study.page.yours", language))
    there = _there()
    if not there:
        st.markdown(say("study.page.none", language))
    for name in there:
        st.button(
            plain(say("study.page.choose", language, name=name)),
            key=f"open_{name}",
            on_click=partial(_open, name),
        )
    st.header(say("study.page.make", language))
    with st.form("study_new"):
        st.text_input(
            say("study.page.name", language),
            key="study_name",
            max_chars=40,
            placeholder=say("study.page.name_help", language),
        )
        st.number_input(
            say("study.page.n_pairs", language),
            min_value=1,
            max_value=1000,
            value=24,
            help=say("study.page.n_pairs_help", language),
            key="study_pairs",
        )
        st.form_submit_button(
            say("study.page.create", language),
            type="primary",
            on_click=partial(trying, partial(_make, language)),
        )
    file = st.file_uploader(
        say("study.page.upload", language), type=["yaml", "yml"], key="study_file"
    )
    upload_dress()
    if file is not None:
        st.button(
            say("study.page.take", language),
            key="study_take",
            on_click=partial(
                trying, partial(_take, file.name, file.getvalue(), language)
            ),
        )


def _make(language: Language) -> None:
    title = str(st.session_state.get("study_name") or "").strip()
    name = file_name(title)
    if not name:
        tell(say("study.page.name_needed", language), "notice")
        return
    pairs = int(st.session_state["study_pairs"])
    seed = secrets.randbelow(2**32)
    text = studies.template(pairs=pairs, seed=seed, name=name, title=title)
    studies.write_text(studies.studies_folder() / f"{name}.yaml", text)
    _open(name)


def _take(given: str, data: bytes, language: Language) -> None:
    name = file_name(Path(given).stem)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        tell(say("study.page.not_text", language), "notice")
        return
    if not name:
        tell(say("study.page.name_needed", language), "notice")
        return
    studies.write_text(studies.studies_folder() / f"{name}.yaml", text)
    _open(name)
