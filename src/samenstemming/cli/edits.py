"""The command `edits`: single beats corrected by a person, beside the recording.

An edit is tried on the recording before it is kept, so a file that this command wrote
can always be applied.
"""

import math
from argparse import Namespace
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from samenstemming.beat_edits import Action, BeatEdit, BeatEdits, edited
from samenstemming.cli.printing import clock, out, tell, words, working
from samenstemming.errors import BeatEditsError
from samenstemming.events import Recording, Wearer
from samenstemming.recording import open_recording
from samenstemming.recording.edits_file import edits_path, read_edits, write_edits
from samenstemming.series import Beat

MEANT_WITHIN_S: Final = 0.5
"""A person reads a time off a picture: the nearest beat this far away is meant."""


def edits(arguments: Namespace) -> int:
    """List, add or take back edits; each change prints the list's new end."""
    recording = open_recording(arguments.file)
    kept = read_edits(arguments.file) or BeatEdits(chain=recording.chain or "")
    match arguments.what:
        case "add":
            return _add(arguments, recording, kept)
        case "undo":
            return _undo(arguments, kept)
        case _:
            for number, edit in enumerate(kept.edits, start=1):
                out(line(number, edit))
            tell(words("edits.count", n=len(kept.edits), path=_name(arguments)))
            return 0


def line(number: int, edit: BeatEdit) -> str:
    """One edit as a line of the list."""
    said = [f"{number:>4}", edit.wearer.upper(), clock(edit.t_s), f"{edit.t_s:.3f}"]
    said.append(edit.action.value)
    if edit.to_s is not None:
        said.append(f"→ {edit.to_s:.3f}")
    if edit.rr_ms is not None:
        said.append(f"({edit.rr_ms:.1f} ms)")
    said += [text for text in (edit.author, edit.note) if text]
    return "  ".join(said)


def _add(arguments: Namespace, recording: Recording, kept: BeatEdits) -> int:
    times = [t_s for t_s in (arguments.at, arguments.to) if t_s is not None]
    asked_for = arguments.action is not None and arguments.at is not None
    if not asked_for or not all(map(math.isfinite, times)):
        raise BeatEditsError(words("edits.add_needs"))
    if recording.chain is None:
        raise BeatEditsError(words("edits.no_chain"))
    asked = BeatEdit(
        wearer=Wearer(arguments.wearer or "a"),
        action=Action(arguments.action),
        t_s=arguments.at,
        to_s=arguments.to,
        author=arguments.author,
        utc=datetime.now(UTC).isoformat(timespec="seconds"),
        note=arguments.note,
    )
    if (asked.to_s is None) == (asked.action is Action.MOVE):
        raise BeatEditsError(words("edits.to_is_for_move"))
    with working("cli.working.analyze"):
        edit, more = _tried(recording, kept, asked)
    write_edits(arguments.file, more)
    out(line(len(more.edits), edit))
    return 0


def _tried(
    recording: Recording, kept: BeatEdits, asked: BeatEdit
) -> tuple[BeatEdit, BeatEdits]:
    """The edit with the beat that it means, and all edits with it at the end."""
    from samenstemming.rhythm.beats import locate_beats

    located = locate_beats(recording.events())
    now, _ = edited(located, kept, recording.chain)
    if asked.action is not Action.INSERT:
        beat = _nearest(now.get(asked.wearer, ()), asked.t_s)
        if beat is not None and abs(beat.t_s - asked.t_s) <= MEANT_WITHIN_S:
            asked = replace(asked, t_s=beat.t_s, rr_ms=beat.rr_ms)
    more = replace(kept, edits=(*kept.edits, asked))
    edited(located, more, recording.chain)
    return asked, more


def _nearest(beats: tuple[Beat, ...], t_s: float) -> Beat | None:
    return min(beats, key=lambda beat: abs(beat.t_s - t_s), default=None)


def _undo(arguments: Namespace, kept: BeatEdits) -> int:
    if not kept.edits:
        raise BeatEditsError(words("edits.nothing_to_undo", path=_name(arguments)))
    last = kept.edits[-1]
    write_edits(arguments.file, replace(kept, edits=kept.edits[:-1]))
    out(line(len(kept.edits), last))
    tell(words("edits.taken_back"))
    return 0


def _name(arguments: Namespace) -> str:
    return str(edits_path(arguments.file))
