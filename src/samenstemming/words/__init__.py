"""Every string that a person reads, Dutch and English side by side.

A string is looked up by key and language; what it leaves open is filled in by name.
Dutch comes first: it is the language the sentences are written in.
"""

from enum import StrEnum

from samenstemming.words import (
    app,
    arousal,
    batch,
    ble,
    cli,
    couple,
    desktop,
    doctor,
    edits,
    evening,
    evening_loop,
    evening_own,
    exercises,
    exporting,
    importing,
    lab,
    lan,
    live,
    ready,
    ready_straps,
    reasons,
    recording,
    replay,
    report,
    report_couple,
    settings,
    straps,
    straps_page,
    study,
    study_page,
    withdraw,
)


class Language(StrEnum):
    """A language that every string exists in."""

    NL = "nl"
    EN = "en"


_ALL: dict[str, tuple[str, str]] = {
    **arousal.WORDS,
    **reasons.WORDS,
    **lab.WORDS,
    **lan.WORDS,
    **app.WORDS,
    **batch.WORDS,
    **ble.WORDS,
    **cli.WORDS,
    **couple.WORDS,
    **desktop.WORDS,
    **doctor.WORDS,
    **evening.WORDS,
    **evening_loop.WORDS,
    **evening_own.WORDS,
    **edits.WORDS,
    **exercises.WORDS,
    **importing.WORDS,
    **exporting.WORDS,
    **live.WORDS,
    **ready.WORDS,
    **ready_straps.WORDS,
    **recording.WORDS,
    **settings.WORDS,
    **replay.WORDS,
    **report.WORDS,
    **report_couple.WORDS,
    **straps.WORDS,
    **straps_page.WORDS,
    **study.WORDS,
    **study_page.WORDS,
    **withdraw.WORDS,
}


def say(key: str, language: Language, **values: object) -> str:
    """Return the string for `key`; KeyError where no such string exists."""
    dutch, english = _ALL[key]
    text = dutch if language is Language.NL else english
    return text.format(**values) if values else text


def keys() -> tuple[str, ...]:
    """All keys, for screens that take their strings at once and for tests."""
    return tuple(_ALL)
