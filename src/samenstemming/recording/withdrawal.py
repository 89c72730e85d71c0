"""One partner takes the own data back: a new file without it, and the old one gone.

What goes: every packet and every state of that partner's strap, every marker of theirs,
everything that only exists of the two together (cues, offers and their answers, the
measured lag of the pair of straps, a simulation's truth), and what was written by hand,
which may be about both. What stays: the other's own packets, byte for byte, the steps
and breaks of the evening, and that somebody withdrew. Who spoke is kept for the one who
stays, since their variability is withheld while they speak.

The new file is complete and verified before the old one is replaced: nothing is lost by
a full disk or a crash. What was exported or copied elsewhere is not ours to find; the
report says so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import (
    Event,
    LinkChange,
    Marker,
    Packet,
    Recording,
    Tick,
    Wearer,
)
from samenstemming.mark_changes import with_mark_changes
from samenstemming.recording.appender import write_recording
from samenstemming.recording.check import check
from samenstemming.recording.codes_file import codes_path
from samenstemming.recording.edits_file import edits_path, read_edits, write_edits
from samenstemming.recording.lease import HeldLease
from samenstemming.recording.marks_file import marks_path, read_marks
from samenstemming.recording.reader import open_recording
from samenstemming.recording.store import sync_folder
from samenstemming.standing import standing
from samenstemming.words import sentence

OF_BOTH: Final = ("cue", "cue_held_back", "cue_answer", "cue_unanswered")
"""Markers that come from both hearts at once."""

META_OF_BOTH: Final = ("truth", "alignment", "alignment_check", "swap")
"""What the meta says of the pair; a simulation's truth holds both hearts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What was taken out of a file: the proof that somebody may ask for.

    `removed` counts by kind; `kept` is the number of events that stay. `code` is what a
    study called this wearer, under which its forms hold answers; they are not in here.
    """

    path: Path
    wearer: Wearer
    removed: Mapping[str, int]
    kept: int
    other: Wearer | None
    code: str | None = None

    def to_json(self) -> dict[str, object]:
        """As `withdraw --json` prints it."""
        return {
            "path": str(self.path),
            "wearer": self.wearer.value,
            "removed": dict(self.removed),
            "kept": self.kept,
            "other": None if self.other is None else self.other.value,
            "code": self.code,
        }


def withdraw(path: Path, wearer: Wearer) -> Withdrawal:
    """Replace the recording by one without this wearer. RecordingError if it cannot be.

    Refused while a collector writes it, and where the file is damaged: then nobody can
    prove what is left in it.
    """
    # A left-over log of a killed collector goes into the file here, before it is ours.
    _sound(path)
    lease = HeldLease.take(path, {})
    try:
        recording = open_recording(path)
        if wearer not in recording.wearers:
            msg = sentence(
                "wrong.export.nothing_of_wearer", path=path, wearer=wearer.value
            )
            raise RecordingError(msg, problem=RecordingProblem.MISSING)
        # What was corrected later is correct in the new file, whose numbers differ.
        seen = with_mark_changes(recording, read_marks(path))
        kept = tuple(events_without(seen, wearer))
        edits = read_edits(path)
        new = path.with_name(f".{path.name}.withdrawal")
        new.unlink(missing_ok=True)
        try:
            meta = meta_without(recording.meta, wearer)
            write_recording(new, Recording.of(kept, meta=meta))
            written = _verified(new, kept, wearer)
            # From here on there is no way back, and nothing left to go wrong.
            new.replace(path)
            sync_folder(path.parent)
        finally:
            new.unlink(missing_ok=True)
        if edits is not None:
            # They name their recording by its chain, which is another one now.
            left = tuple(of for of in edits.edits if of.wearer is not wearer)
            if left:
                write_edits(path, replace(edits, chain=written.chain or "", edits=left))
            else:
                edits_path(path).unlink(missing_ok=True)
        # What an analyst wrote down about the two was about the two.
        codes_path(path).unlink(missing_ok=True)
        marks_path(path).unlink(missing_ok=True)
    finally:
        lease.release()
    return Withdrawal(
        path=path,
        wearer=wearer,
        removed=_counted(recording, kept),
        kept=len(kept),
        other=next((other for other in written.wearers), None),
        code=_code_of(recording.meta, wearer),
    )


def _sound(path: Path) -> None:
    report = check(path)
    if not report.ok:
        msg = sentence("wrong.export.damaged", path=path)
        raise RecordingError(msg, problem=RecordingProblem.DAMAGED)


def events_without(recording: Recording, wearer: Wearer) -> Iterator[Event]:
    """All events but those of this wearer and those of the two together.

    Markers as they stand: an undo names its marker by number, and numbers change here.
    """
    for event in standing(recording.events()):
        match event:
            case Packet() | LinkChange() if event.wearer is wearer:
                continue
            case Marker() if _goes(event, wearer):
                continue
            case Marker():
                yield replace(event, note="", data=_data_without(event.data, wearer))
            case Packet() | LinkChange() | Tick():
                yield event


def _goes(marker: Marker, wearer: Wearer) -> bool:
    mine = marker.wearer is wearer or marker.source == wearer.value
    return mine or marker.name in OF_BOTH or marker.name == "note"


def _data_without(data: Mapping[str, object], wearer: Wearer) -> Mapping[str, object]:
    """Who spoke, as far as it is about the one who stays; unknown is left out."""
    speaker = data.get("speaker")
    if not isinstance(speaker, str):
        return data
    other = next(of for of in Wearer if of is not wearer)
    left = {key: value for key, value in data.items() if key != "speaker"}
    if speaker.lower() == wearer.value:
        # They were listening: that is known of them, and no more is said.
        return {**left, "speaker": "none"}
    if speaker.lower() == "both":
        return {**left, "speaker": other.value}
    return data


def meta_without(meta: Mapping[str, object], wearer: Wearer) -> dict[str, object]:
    """The meta without this wearer and without what only the two have together."""
    left = {key: value for key, value in meta.items() if key not in META_OF_BOTH}
    for key in ("wearers", "consent"):
        inner = left.get(key)
        if isinstance(inner, Mapping):
            left[key] = {
                name: value for name, value in inner.items() if name != wearer.value
            }
    study = left.get("study")
    if isinstance(study, Mapping) and isinstance(codes := study.get("codes"), Mapping):
        others = {name: code for name, code in codes.items() if name != wearer.value}
        left["study"] = {**study, "codes": others}
    return {**left, "withdrawn": [*_list(meta.get("withdrawn")), wearer.value]}


def _code_of(meta: Mapping[str, object], wearer: Wearer) -> str | None:
    study = meta.get("study")
    codes = study.get("codes") if isinstance(study, Mapping) else None
    code = codes.get(wearer.value) if isinstance(codes, Mapping) else None
    return code if isinstance(code, str) else None


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _verified(new: Path, kept: tuple[Event, ...], wearer: Wearer) -> Recording:
    """The new file, read back: whole, the other's untouched, nothing of this one."""
    written = open_recording(new)
    if not check(new).ok or written.events() != kept or wearer in written.wearers:
        msg = sentence("wrong.export.new_file", new=new)
        raise RecordingError(msg, problem=RecordingProblem.UNWRITABLE)
    return written


def _counted(recording: Recording, kept: tuple[Event, ...]) -> dict[str, int]:
    def kinds(events: tuple[Event, ...]) -> Counter[str]:
        return Counter(type(event).__name__.lower() for event in events)

    before, after = kinds(recording.events()), kinds(kept)
    return {kind: before[kind] - after[kind] for kind in before}
