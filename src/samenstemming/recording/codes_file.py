"""An analyst's own codes and notes, beside the recording: `talk.samen.codes.json`.

A code belongs to a moment: what was seen there, a note, by whom, when, and whether the
program's own labels were hidden while it was set (`blind`). The recording is never
opened for writing; the file appears whole or not at all, and one that cannot be read
is never replaced. It names the chain of the recording that it is for.
"""

import csv
import io
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from samenstemming.errors import BeatEditsError
from samenstemming.recording.whole_file import write_whole
from samenstemming.words import sentence

FORMAT: Final = "samenstemming-codes"
VERSION: Final = 1
SUFFIX: Final = ".codes.json"
LARGEST_BYTES: Final = 16 * 1024 * 1024
LONGEST_CODE: Final = 60
LONGEST_NOTE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code at `t_s` in session time; `utc` is when it was set, ISO 8601."""

    t_s: float
    code: str
    note: str = ""
    coder: str = ""
    blind: bool = False
    utc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """All codes of one recording, in the order in which they were set."""

    chain: str
    codes: tuple[Code, ...] = ()

    def with_code(self, code: Code) -> "Codes":
        """These and one more; BeatEditsError where it says nothing or nowhere."""
        if not code.code.strip() or not math.isfinite(code.t_s) or code.t_s < 0:
            msg = sentence("wrong.beside.code_needs")
            raise BeatEditsError(msg)
        kept = replace(
            code,
            code=code.code.strip()[:LONGEST_CODE],
            note=code.note.strip()[:LONGEST_NOTE],
        )
        return replace(self, codes=(*self.codes, kept))

    def without_last(self) -> "Codes":
        """These without the one that was set last."""
        return replace(self, codes=self.codes[:-1])

    def to_csv(self) -> str:
        """The codes as a table in order of time, for any other program."""
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(("t_s", "code", "note", "coder", "blind", "utc"))
        for one in sorted(self.codes, key=lambda code: code.t_s):
            blind = "true" if one.blind else "false"
            row = (f"{one.t_s:.3f}", one.code, one.note, one.coder, blind, one.utc)
            table.writerow([_plain(cell) for cell in row])
        return text.getvalue()


def codes_path(recording: Path | str) -> Path:
    """Where the codes of this recording lie."""
    place = Path(recording)
    return place.with_name(place.name + SUFFIX)


def read_codes(recording: Path | str, chain: str) -> Codes:
    """The codes beside this recording; none where there is no file.

    BeatEditsError where the file cannot be read or is for another recording.
    """
    place = codes_path(recording)
    try:
        if place.stat().st_size > LARGEST_BYTES:
            raise ValueError("it is too large")
        found = json.loads(place.read_text("utf-8"))
        codes = _parsed(found)
    except FileNotFoundError:
        return Codes(chain=chain)
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        msg = sentence("wrong.beside.codes_unreadable", place=place, why=error)
        raise BeatEditsError(msg) from error
    if codes.chain != chain:
        msg = sentence("wrong.beside.codes_of_another", place=place)
        raise BeatEditsError(msg)
    return codes


def write_codes(recording: Path | str, codes: Codes) -> Path:
    """Put the codes beside the recording, readable by its owner alone."""
    place = codes_path(recording)
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "recording": {"chain": codes.chain},
        "codes": [asdict(one) for one in codes.codes],
    }
    try:
        write_whole(place, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        msg = sentence("wrong.beside.codes_unwritable", place=place, why=error.strerror)
        raise BeatEditsError(msg) from error
    return place


def _parsed(found: object) -> Codes:
    if not isinstance(found, Mapping) or found.get("format") != FORMAT:
        raise ValueError(f"it lacks the format '{FORMAT}'")
    if found.get("version") != VERSION:
        raise ValueError(f"its version is {found.get('version')!r}")
    codes = tuple(
        Code(
            t_s=float(one["t_s"]),
            code=str(one["code"]),
            note=str(one.get("note", "")),
            coder=str(one.get("coder", "")),
            blind=one.get("blind") is True,
            utc=str(one.get("utc", "")),
        )
        for one in found["codes"]
    )
    return Codes(chain=str(found["recording"]["chain"]), codes=codes)


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell
