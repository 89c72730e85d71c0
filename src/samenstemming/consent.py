"""What each wearer agreed to, by scope, as it stands in a recording's meta.

Consent is per wearer and per scope, kept in the file itself so that it travels with
the data. Simulated hearts need none, and say that they are simulated.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from samenstemming.errors import Sentence, SettingsError
from samenstemming.events import Recording, Wearer
from samenstemming.words import sentence

LOOK_BACK: Final = "look_back"
TWO_LINES: Final = "two_lines"
FREE_TEXT: Final = "free_text"
RESEARCH_EXPORT: Final = "research_export"

SCOPES: Final = (
    "record",
    "live",
    LOOK_BACK,
    TWO_LINES,
    FREE_TEXT,
    RESEARCH_EXPORT,
    "recontact",
)


def known_scopes(names: Iterable[str]) -> list[str]:
    """These scopes in their usual order; SettingsError for a name that is none."""
    asked = tuple(names)
    for name in asked:
        if name not in SCOPES:
            known = ", ".join(SCOPES)
            msg = sentence("wrong.settings.no_scope", name=name, known=known)
            raise SettingsError(msg)
    return [scope for scope in SCOPES if scope in asked]


def consent_by_wearer(
    given: Iterable[str], wearers: Iterable[Wearer]
) -> dict[str, list[str]]:
    """The meta's `consent` of what was typed: `SCOPE` of each, `a:SCOPE` of one.

    Who is named has an entry even without a strap. SettingsError for what is neither.
    """
    scopes: dict[Wearer, set[str]] = {wearer: set() for wearer in wearers}
    for text in given:
        who, colon, scope = text.rpartition(":")
        known_scopes([scope])
        if not colon:
            for own in scopes.values():
                own.add(scope)
        elif who in tuple(Wearer):
            scopes.setdefault(Wearer(who), set()).add(scope)
        else:
            msg = sentence("wrong.settings.scope_of_nobody", text=text, scope=scope)
            raise SettingsError(msg)
    return {
        wearer.value: known_scopes(scopes[wearer])
        for wearer in Wearer
        if wearer in scopes
    }


def both_agreed(meta: Mapping[str, object], scope: str) -> bool:
    """Whether this file says that each of the two agreed; anything else is a no.

    Unlike `has_consented` a simulation is no exception: this asks what two people said.
    """
    consent = meta.get("consent")
    return isinstance(consent, Mapping) and all(
        isinstance(given := consent.get(wearer.value), list | tuple) and scope in given
        for wearer in Wearer
    )


def whose_consent(recording: Recording) -> tuple[Wearer, ...]:
    """Of whom a recording tells: who wore a strap, and who is named in its consent.

    A talk without straps has steps, presses and perhaps notes of two people, too.
    """
    consent = recording.meta.get("consent")
    named = set(consent) if isinstance(consent, Mapping) else set()
    return tuple(w for w in Wearer if w in recording.wearers or w.value in named)


def has_consented(recording: Recording, wearer: Wearer, scope: str) -> bool:
    """Whether this wearer agreed to this; what cannot be read is a no."""
    if recording.meta.get("simulated") is True:
        return True
    consent = recording.meta.get("consent")
    given = consent.get(str(wearer)) if isinstance(consent, Mapping) else None
    return isinstance(given, list | tuple) and scope in given


def without_export_consent(recording: Recording) -> tuple[Wearer, ...]:
    """Who did not agree to research export; both where nobody is named at all."""
    whose = whose_consent(recording) or tuple(Wearer)
    return tuple(w for w in whose if not has_consented(recording, w, RESEARCH_EXPORT))


def whose_missing(letters: Sequence[str]) -> Sentence:
    """Who did not agree: one of the two, both, or nobody knows who where empty."""
    if len(letters) == 1:
        return sentence("wrong.export.wearer", letter=letters[0])
    return sentence("wrong.export.wearers" if letters else "wrong.export.the_two")
