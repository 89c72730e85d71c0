"""Every string that a person reads, Dutch and English side by side.

A string is looked up by key and language; what it leaves open is filled in by name.
Dutch comes first: it is the language the sentences are written in.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import reduce

from samenstemming.errors import Sentence
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
    import_notes,
    importing,
    lab,
    lan,
    live,
    ready,
    ready_straps,
    reasons,
    recording,
    repair,
    replay,
    replay_marks,
    report,
    report_couple,
    report_group,
    settings,
    straps,
    straps_page,
    study,
    study_claims,
    study_page,
    withdraw,
    wrong_beside,
    wrong_exercise,
    wrong_export,
    wrong_import,
    wrong_import_pair,
    wrong_settings,
    wrong_study,
    wrong_yaml,
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
    **import_notes.WORDS,
    **importing.WORDS,
    **exporting.WORDS,
    **live.WORDS,
    **ready.WORDS,
    **ready_straps.WORDS,
    **recording.WORDS,
    **repair.WORDS,
    **settings.WORDS,
    **replay.WORDS,
    **replay_marks.WORDS,
    **report.WORDS,
    **report_couple.WORDS,
    **report_group.WORDS,
    **straps.WORDS,
    **straps_page.WORDS,
    **study.WORDS,
    **study_claims.WORDS,
    **study_page.WORDS,
    **withdraw.WORDS,
    **wrong_beside.WORDS,
    **wrong_exercise.WORDS,
    **wrong_export.WORDS,
    **wrong_import.WORDS,
    **wrong_import_pair.WORDS,
    **wrong_settings.WORDS,
    **wrong_study.WORDS,
    **wrong_yaml.WORDS,
}


def say(key: str, language: Language, **values: object) -> str:
    """Return the string for `key`; KeyError where no such string exists."""
    dutch, english = _ALL[key]
    text = dutch if language is Language.NL else english
    return text.format(**values) if values else text


def sentence(key: str, **values: object) -> Sentence:
    """The English sentence for `key`, which can be told in Dutch later on."""
    return Sentence.of(say(key, Language.EN, **values), key, values)


def clause(text: str) -> str:
    """A sentence, or two, as the end of another one: what follows `because`."""
    parts = text.rstrip(".").split(". ")
    return "; ".join(part[:1].lower() + part[1:] for part in parts)


def joined(key: str, parts: Iterable[Sentence]) -> Sentence:
    """These sentences as one; `key` has the blanks `first` and `then`."""
    return reduce(lambda first, then: sentence(key, first=first, then=then), parts)


def sentence_of(error: BaseException) -> str:
    """What an error says, to be told later; a Sentence where it has one."""
    said = error.args[0] if error.args else None
    return said if isinstance(said, Sentence) else str(error)


def told(what: BaseException | str, language: Language) -> str:
    """An error, or its sentence, in this language; as it is where it has no key."""
    if isinstance(what, BaseException):
        return told(sentence_of(what), language)
    if not isinstance(what, Sentence):
        return what
    values = {
        name: told(value, language) if isinstance(value, Sentence) else value
        for name, value in what.values.items()
    }
    return say(what.key, language, **values)


def keys() -> tuple[str, ...]:
    """All keys, for screens that take their strings at once and for tests."""
    return tuple(_ALL)
