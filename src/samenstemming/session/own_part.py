"""What of an evening is one partner's own: the curve, the words, the whole of the data.

Everything here is of one wearer and made for that one's own short turn at the screen.
Heart rate stands in it in beats per minute: the one place where a partner may see that
(conversation.md 3.7, rule 4). It needs nothing of the other, so a strap of theirs that
came off takes nothing away.

The own data is a whole recording without the other, made as `withdraw` makes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from samenstemming.consent import FREE_TEXT
from samenstemming.events import Event, Marker, Recording, Wearer
from samenstemming.recording import open_recording, write_recording
from samenstemming.recording.locations import SUFFIX
from samenstemming.recording.withdrawal import events_without, meta_without
from samenstemming.report.strip import own_marks
from samenstemming.session.levels import levels

CARD_CHOSEN: Final = "card_chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPart:
    """One wearer's evening.

    `curve` is (s, bpm), a median over 30 s once a second where the signal was good.
    `marks` are (s, name); `words` are the chosen cards as (nl, en), only where this
    wearer let words be kept; `scopes` what they said yes to.
    """

    wearer: Wearer
    curve: tuple[tuple[float, float], ...]
    marks: tuple[tuple[float, str], ...]
    words: tuple[tuple[str, str], ...]
    scopes: tuple[str, ...]
    had_strap: bool


def own_part(path: Path, wearer: Wearer) -> OwnPart:
    """What of this recording is this wearer's; SamenstemmingError if it is no file."""
    recording = open_recording(path)
    events = recording.events()
    scopes = _scopes(recording.meta, wearer)
    return OwnPart(
        wearer=wearer,
        curve=_curve(recording, wearer),
        marks=tuple(own_marks(events)),
        words=tuple(_words(events, wearer)) if FREE_TEXT in scopes else (),
        scopes=scopes,
        had_strap=wearer in recording.wearers,
    )


def own_data(path: Path, wearer: Wearer) -> bytes:
    """A whole recording that holds this wearer and nothing of the other."""
    own = _without(open_recording(path), wearer.other)
    with TemporaryDirectory() as folder:
        place = Path(folder) / f"own{SUFFIX}"
        write_recording(place, own)
        return place.read_bytes()


def _without(recording: Recording, other: Wearer) -> Recording:
    """Without the other, who has not withdrawn anything by that."""
    meta = meta_without(recording.meta, other)
    meta.pop("withdrawn", None)
    if "withdrawn" in recording.meta:
        meta["withdrawn"] = recording.meta["withdrawn"]
    return Recording.of(tuple(events_without(recording, other)), meta=meta)


def _scopes(meta: Mapping[str, object], wearer: Wearer) -> tuple[str, ...]:
    consent = meta.get("consent")
    given = consent.get(wearer.value) if isinstance(consent, Mapping) else None
    return tuple(map(str, given)) if isinstance(given, list | tuple) else ()


def _curve(recording: Recording, wearer: Wearer) -> tuple[tuple[float, float], ...]:
    if wearer not in recording.wearers:
        return ()
    # Without the other, so that nothing of the pair is computed for it.
    own = _without(recording, wearer.other)
    found = []
    for frame in levels(own):
        of = frame.a if wearer is Wearer.A else frame.b
        if of is not None and of.heart_rate_bpm is not None:
            found.append((frame.t_s, of.heart_rate_bpm))
    return tuple(found)


def _words(events: Iterable[Event], wearer: Wearer) -> list[tuple[str, str]]:
    """The last card that was chosen in each list of a step, each once, in order."""
    held: dict[object, tuple[str, str]] = {}
    for event in events:
        if not isinstance(event, Marker) or event.name != CARD_CHOSEN:
            continue
        word = event.data.get("word")
        if event.wearer is not wearer or not isinstance(word, Mapping):
            continue
        place = (event.data.get("step"), event.data.get("list"))
        held[place] = (str(word.get("nl", "")), str(word.get("en", "")))
    return list(dict.fromkeys(held.values()))
