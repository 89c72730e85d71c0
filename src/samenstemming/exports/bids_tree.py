"""Adding a session to a BIDS tree that is there already.

Ten couples make one data set. The root's own files are made anew with each export and
come out the same; participants are added to those who are listed.
"""

import csv
import json
from collections.abc import Collection, Mapping
from pathlib import Path

from samenstemming.errors import ExportError
from samenstemming.exports.bids import DERIVED, PARTICIPANTS_HEADER
from samenstemming.exports.bids_words import GENERATOR
from samenstemming.exports.whole_folder import Files
from samenstemming.words import sentence

DESCRIPTION = "dataset_description.json"
PARTICIPANTS = "participants.tsv"

SHARED = (
    DESCRIPTION,
    "README",
    PARTICIPANTS,
    "participants.json",
    f"{DERIVED}/{DESCRIPTION}",
    f"{DERIVED}/.bidsignore",
)
"""What every session writes."""


def merged_with(files: Files, folder: Path) -> tuple[Files, Collection[str]]:
    """The files with the participants of this folder added, and which are shared.

    ExportError where the folder holds a data set of another make.
    """
    there = folder / DESCRIPTION
    if not there.exists():
        return files, ()
    if not _is_ours(there):
        msg = sentence("wrong.export.foreign_bids", folder=folder)
        raise ExportError(msg)
    listed = _rows(_read(folder / PARTICIPANTS), folder)
    new = _rows(files[PARTICIPANTS].decode(), folder)
    for code, row in new.items():
        if code in listed and listed[code] != row:
            msg = sentence(
                "wrong.export.other_dyad",
                code=code,
                folder=folder,
                where=", ".join(listed[code][1:]),
            )
            raise ExportError(msg)
    both = {**listed, **new}
    lines = [PARTICIPANTS_HEADER, *(both[code] for code in sorted(both))]
    text = "".join("\t".join(line) + "\n" for line in lines)
    return {**files, PARTICIPANTS: text.encode()}, SHARED


def _is_ours(description: Path) -> bool:
    try:
        found = json.loads(_read(description))
    except ValueError:
        return False
    made_by = found.get("GeneratedBy") if isinstance(found, Mapping) else None
    return isinstance(made_by, list) and any(
        isinstance(one, Mapping) and one.get("Name") == GENERATOR for one in made_by
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = sentence("wrong.export.unreadable", path=path, why=error)
        raise ExportError(msg) from error


def _rows(text: str, folder: Path) -> dict[str, tuple[str, ...]]:
    lines = list(csv.reader(text.splitlines(), delimiter="\t"))
    if not lines or tuple(lines[0]) != PARTICIPANTS_HEADER:
        msg = sentence(
            "wrong.export.other_columns",
            folder=folder,
            columns=", ".join(PARTICIPANTS_HEADER),
        )
        raise ExportError(msg)
    return {line[0]: tuple(line) for line in lines[1:] if line}
