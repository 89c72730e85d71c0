"""What each wearer agreed to, by scope, as it stands in a recording's meta.

Consent is per wearer and per scope, kept in the file itself so that it travels with
the data. Simulated hearts need none, and say that they are simulated.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from samenstemming.errors import SettingsError
from samenstemming.events import Recording, Wearer

RESEARCH_EXPORT: Final = "research_export"

SCOPES: Final = (
    "record",
    "live",
    "look_back",
    "two_lines",
    "free_text",
    RESEARCH_EXPORT,
    "recontact",
)


def known_scopes(names: Iterable[str]) -> list[str]:
    """These scopes in their usual order; SettingsError for a name that is none."""
    asked = tuple(names)
    for name in asked:
        if name not in SCOPES:
            msg = f"No consent scope is called '{name}'. Known: {', '.join(SCOPES)}."
            raise SettingsError(msg)
    return [scope for scope in SCOPES if scope in asked]


def has_consented(recording: Recording, wearer: Wearer, scope: str) -> bool:
    """Whether this wearer agreed to this; what cannot be read is a no."""
    if recording.meta.get("simulated") is True:
        return True
    consent = recording.meta.get("consent")
    given = consent.get(str(wearer)) if isinstance(consent, Mapping) else None
    return isinstance(given, list | tuple) and scope in given
