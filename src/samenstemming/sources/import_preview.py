"""An import in words, before it is kept: what was read, how long, what is missing.

All of it comes from the recording that would be written, so what is shown is what
would be there.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Final

from samenstemming.events import (
    IMPORTED_BEATS,
    IMPORTED_RR,
    Marker,
    Packet,
    Recording,
    Wearer,
)
from samenstemming.sources.import_notes import note_in
from samenstemming.wire.imported import decode_beats, decode_rr
from samenstemming.words import Language, say

GAP_S: Final = 10.0
METHODS: Final = ("clocks", "one file", "known", "marker", "estimate", "assumed")


def import_preview(recording: Recording, language: Language) -> list[str]:
    """Sentences about an imported recording, in the order in which they matter."""
    lines = []
    about = recording.meta.get("import")
    files: Mapping[str, object] = about if isinstance(about, Mapping) else {}
    for wearer in recording.wearers:
        file = files.get(wearer.value)
        told: Mapping[str, object] = file if isinstance(file, Mapping) else {}
        lines += _of_wearer(recording, wearer, told, language)
    lines += _of_clock(recording, language)
    n_marks = sum(isinstance(event, Marker) for event in recording.events())
    if n_marks:
        lines.append(say("importing.marks", language, n=n_marks))
    return lines


def import_notes(recording: Recording, language: Language = Language.EN) -> list[str]:
    """What the import found worth a remark; English is what the meta itself holds."""
    notes = [str(note) for note in _list(recording.meta.get("notes"))]
    about = recording.meta.get("import")
    for name, file in (about if isinstance(about, Mapping) else {}).items():
        if isinstance(file, Mapping):
            own = _list(file.get("notes"))
            notes += [f"{str(name).upper()}: {note}" for note in own]
    return [note_in(note, language) for note in notes]


def keep_import(recording: Recording, label: str = "") -> Path:
    """Write a recording into the user's folder under a free name; return where."""
    from samenstemming.recording import write_recording
    from samenstemming.recording.locations import new_path

    path = new_path(datetime.now().astimezone(), label or "import")
    write_recording(path, recording)
    return path


def _of_wearer(
    recording: Recording,
    wearer: Wearer,
    told: Mapping[str, object],
    language: Language,
) -> list[str]:
    times, rr_ms = _read(recording, wearer)
    first_s, last_s = times[0], times[-1]
    stream = told.get("stream")
    kind = str(told.get("kind"))
    lines = [
        say(
            "importing.wearer",
            language,
            wearer=wearer.upper(),
            kind=f"{kind}, {stream}" if stream else kind,
            n=len(rr_ms),
            minutes=(last_s - first_s) / 60,
            start=first_s,
        )
    ]
    if rr_ms:
        lines.append(say("importing.rate", language, rate=60_000 / fmean(rr_ms)))
    key = "arrival" if told.get("meaning") == "arrival" else "beats"
    lines.append(say(f"importing.stamps.{key}", language))
    gaps = [(a, b - a) for a, b in pairwise(times) if b - a > GAP_S]
    if gaps:
        longest = max(length for _, length in gaps)
        total = sum(length for _, length in gaps)
        lines.append(
            say("importing.gaps", language, n=len(gaps), longest=longest, total=total)
        )
    else:
        lines.append(say("importing.no_gaps", language))
    return lines


def _of_clock(recording: Recording, language: Language) -> list[str]:
    held = recording.meta.get("clock_alignment")
    if not isinstance(held, Mapping) or held.get("method") not in METHODS:
        return []
    key = str(held["method"]).replace(" ", "_")
    shift_s, sd_s = held.get("shift_s"), held.get("sd_s")
    numbers = {
        "shift": float(shift_s) if isinstance(shift_s, int | float) else 0.0,
        "sd": float(sd_s) if isinstance(sd_s, int | float) else 0.0,
    }
    lines = [say(f"importing.clock.{key}", language, **numbers)]
    if numbers["sd"] > 0 and key not in ("estimate", "marker"):
        lines.append(say("importing.clock.sd", language, sd=numbers["sd"]))
    return lines


def _read(recording: Recording, wearer: Wearer) -> tuple[list[float], list[float]]:
    """Times in s of beats or arrivals, and all intervals in ms."""
    times: list[float] = []
    rr_ms: list[float] = []
    for event in recording.events():
        if not isinstance(event, Packet) or event.wearer is not wearer:
            continue
        if event.characteristic == IMPORTED_BEATS:
            beats = decode_beats(event.payload)
            times += [t_s for t_s, _ in beats]
            rr_ms += [rr for _, rr in beats if rr is not None]
        elif event.characteristic == IMPORTED_RR:
            times.append(event.t_ns / 1e9)
            rr_ms += decode_rr(event.payload)
    return times, rr_ms


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
