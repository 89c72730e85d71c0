"""What happened in a session, as far as an export may tell it.

What partners wrote is theirs and stays in without their consent to free text, and so
does every note as such. Dates inside a marker (the agreed time of return) go the way of
all dates. A marker that was taken back is gone and a corrected one is correct: the
trail of both stays in the recording. Every format takes its markers from here, so none
can tell more than another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from samenstemming.consent import has_consented, whose_consent
from samenstemming.events import Marker, Recording, Wearer
from samenstemming.exports.dates import Dates, without_clock
from samenstemming.standing import standing

FREE_TEXT: Final = "free_text"

WORDS_IN_DATA: Final = ("note", "text", "words", "word", "card", "loop", "name")
"""Keys of a marker's data under which somebody's own words can stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMarker:
    """A marker as it may leave the machine."""

    t_s: float
    name: str
    wearer: Wearer | None
    source: str
    note: str | None
    data: Mapping[str, object]


def shown_markers(recording: Recording, dates: Dates) -> Iterator[ShownMarker]:
    """All markers, oldest first."""
    free = may_hold_free_text(recording)
    for event in standing(recording.events()):
        if not isinstance(event, Marker):
            continue
        own_words = event.source in ("a", "b") or event.name == "note"
        hidden = own_words and not free
        data = without_clock(event.data, dates)
        if hidden:
            data = {key: of for key, of in data.items() if key not in WORDS_IN_DATA}
        yield ShownMarker(
            t_s=event.t_ns / 1e9,
            name=event.name,
            wearer=event.wearer,
            source=event.source,
            note=None if hidden else event.note or None,
            data=data,
        )


def may_hold_free_text(recording: Recording) -> bool:
    """Whether everybody in this recording agreed to free text."""
    return all(
        has_consented(recording, wearer, FREE_TEXT)
        for wearer in whose_consent(recording)
    )
