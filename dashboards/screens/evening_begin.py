"""The straps of tonight, then the exercise, then the beginning."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from samenstemming import Wearer, home
from samenstemming.words import Language, say

from ..desk import desk
from ..evenings import evening
from ..view_evening import offered, tonight
from .evening_parts import back_and_next, flow, go, link_to
from .markup import said
from .plain_text import plain

if TYPE_CHECKING:
    from samenstemming.home import Exercise

SIMULATED = "simulated:1"
NO_STRAP = ""


def straps(profile: home.Profile, language: Language) -> None:
    """Whose strap is which tonight. Without any the talk is guided all the same."""
    worn = tonight(flow().answers).strapped
    st.title(say("evening.straps.title", language))
    st.html(said(say("evening.straps.together", language)))
    if not worn:
        st.markdown(say("couple.signal.none", language))
        back_and_next(language, to_next=partial(_with, {}))
        return
    st.markdown(say("evening.straps.whose", language))
    names = _choices(language)
    picked = {}
    for wearer in worn:
        if strap := _pick(wearer, names, profile, language):
            picked[wearer] = strap
    link_to("straps", say("evening.straps.page", language), {"lang": language.value})
    trouble = _trouble(picked)
    if trouble:
        st.html(said(say(f"evening.straps.{trouble}", language), "notice"))
    back_and_next(language, to_next=None if trouble else partial(_with, picked))
    st.button(
        say("evening.straps.without", language),
        key="without",
        type="tertiary",
        on_click=partial(_with, {}),
    )


def choose(profile: home.Profile, language: Language) -> None:
    """What fits this evening; the same line for everybody where only the calm does."""
    exercises = {exercise.id: exercise for exercise, _ in home.library()}
    now = datetime.now(UTC)
    fits = offered(
        exercises.values(),
        flow().answers,
        done=profile.done,
        begun_tonight=(*profile.tonight(now), *evening().state().talks),
        evenings_before=profile.evenings_before(now),
    )
    st.title(say("evening.choose.title", language))
    if fits.only_calm:
        st.markdown(say("couple.only_calm", language))
    for name in fits.ids:
        _exercise(exercises[name], profile, language)
    back_and_next(language, to_next=None)


def _exercise(exercise: "Exercise", profile: home.Profile, language: Language) -> None:
    title = getattr(exercise.title, language.value)
    about = say("evening.choose.minutes", language, n=round(exercise.minutes))
    if exercise.id in profile.done:
        about = f"{about} · {say('evening.choose.done_before', language)}"
    with st.container(border=True, key=f"exercise_{exercise.id}", gap="xsmall"):
        st.header(plain(title))
        st.markdown(plain(getattr(exercise.purpose, language.value)))
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="distribute",
        ):
            st.caption(about, width="content")
            st.button(
                say("evening.choose.start", language),
                key=f"start_{exercise.id}",
                type="primary",
                on_click=_start,
                args=(exercise.id,),
            )


def _pick(
    wearer: Wearer, names: Mapping[str, str], profile: home.Profile, language: Language
) -> str:
    """What this one puts on; empty for nothing."""
    options: list[str] = list(names)
    picked: str = st.selectbox(
        say("evening.straps.of", language, name=plain(profile.named(wearer))),
        options,
        index=options.index(_usual(wearer, names)),
        format_func=lambda strap: names[strap],
        key=f"strap_of_{wearer.value}",
    )
    return picked


def _choices(language: Language) -> dict[str, str]:
    """What a strap is called, by what the collector finds it with."""
    names = {strap.asked_for: strap.shown for strap in desk().straps.shelf()}
    if desk().practising:
        names[SIMULATED] = say("evening.straps.simulated", language)
    return names | {NO_STRAP: say("evening.straps.no_strap", language)}


def _usual(wearer: Wearer, names: Mapping[str, str]) -> str:
    """The strap that is known to be this one's; else a made-up one where there is."""
    for strap in desk().straps.shelf():
        if strap.wearer is wearer:
            return strap.asked_for
    return SIMULATED if SIMULATED in names else NO_STRAP


def _trouble(picked: Mapping[Wearer, str]) -> str | None:
    """What is wrong with these straps together."""
    kinds = [strap == SIMULATED for strap in picked.values()]
    if any(kinds) and not all(kinds):
        return "kinds"
    real = [strap for strap in picked.values() if strap != SIMULATED]
    return "two" if len(set(real)) < len(real) else None


def _with(picked: Mapping[Wearer, str]) -> None:
    go(flow().with_straps(picked))


def _start(exercise: str) -> None:
    both = tonight(flow().answers)
    at = desk()
    at.straps.cancel()
    evening().begin(
        home.TalkWish(
            exercise=exercise,
            straps=flow().straps,
            consent=both.consent,
            arm=both.arm,
            buttons_only=both.buttons_only,
            straps_file=at.straps.straps_file if at.practice is not None else None,
        )
    )
