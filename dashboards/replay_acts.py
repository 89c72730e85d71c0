"""What somebody does on the replay screen: a code or a corrected beat, and taking back.

Each is tried before it is kept and lands in a file beside the recording. The answer is
a sentence; a refusal says why and leaves everything as it was.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import samenstemming as sam
from samenstemming.words import Language, say, told

from .replay_desk import ReplayDesk

EDITS: Final = ("edit", "undo_edit")


def act(
    at: ReplayDesk,
    path: Path,
    asked: Mapping[str, object],
    *,
    now: datetime,
    language: Language,
) -> str:
    """Do what was asked; the sentence to show."""
    kind = str(asked.get("kind"))
    refused = "replay.edit.refused" if kind in EDITS else "replay.codes.refused"
    try:
        key = _do(at, path, kind, asked, now.isoformat(timespec="seconds"))
    except (sam.SamenstemmingError, OSError, ValueError, TypeError) as error:
        return say(refused, language, why=told(error, language))
    return say(key, language)


def _do(
    at: ReplayDesk, path: Path, kind: str, asked: Mapping[str, object], utc: str
) -> str:
    match kind:
        case "edit":
            return _edit(at, path, asked, utc)
        case "undo_edit":
            kept = sam.read_edits(path)
            if kept is None or not kept.edits:
                raise ValueError("there is nothing to take back")
            sam.write_edits(path, replace(kept, edits=kept.edits[:-1]))
            return "replay.edit.taken_back"
        case "code":
            code = sam.Code(
                t_s=float(str(asked.get("t_s"))),
                code=str(asked.get("code", "")),
                note=str(asked.get("note", "")),
                blind=asked.get("blind") is True,
                utc=utc,
            )
            sam.write_codes(path, at.codes(path).with_code(code))
            return "replay.codes.kept"
        case "undo_code":
            sam.write_codes(path, at.codes(path).without_last())
            return "replay.codes.taken_back"
        case _:
            raise ValueError(f"nobody knows '{kind}'")


def _edit(at: ReplayDesk, path: Path, asked: Mapping[str, object], utc: str) -> str:
    action = sam.BeatAction(str(asked.get("action")))
    to_s = asked.get("to_s")
    edit = sam.BeatEdit(
        wearer=sam.Wearer(str(asked.get("wearer"))),
        action=action,
        t_s=float(str(asked.get("t_s"))),
        to_s=None if to_s is None else float(str(to_s)),
        utc=utc,
    )
    if (edit.to_s is None) == (action is sam.BeatAction.MOVE):
        raise ValueError("only a beat that is moved has a new place")
    sam.write_edits(path, sam.with_edit(at.of(path).overview(), edit))
    return "replay.edit.kept"
