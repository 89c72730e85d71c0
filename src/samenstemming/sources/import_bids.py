"""BIDS: beats as `physioevents`, one file a wearer, or a data set that holds the two.

`_physioevents.tsv.gz` has no header: its columns stand in the JSON of the same name.
The standard has no dyad, so whose file it is comes from `participants.tsv`.

Source: BIDS 1.10, "Physiological recordings", and docs/exporting.md.
"""

import csv
import gzip
import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from samenstemming.errors import ImportFileError
from samenstemming.sources.import_beats import beat_times, stamped
from samenstemming.sources.import_formats import check_unit, plain_name
from samenstemming.sources.import_source import Mark, Source, cannot_read
from samenstemming.sources.import_times import NS_PER_S, Clock
from samenstemming.words import sentence

LARGEST_TEXT: Final = 256 * 2**20

_RR: Final = ("rrms", "rr", "ibims", "ibi", "nnms", "rrintervalms")
_KINDS: Final = ("trialtype", "message", "eventtype", "value", "description")
_BEATS: Final = ("beat", "rpeak", "r", "qrs", "heartbeat")


def read_bids(path: Path, *, stream: str | None, wearer: str) -> Source:
    """One wearer's beats of a BIDS file or data set."""
    file = _file_in(path, stream, wearer) if path.is_dir() else path
    of = file.name
    if not of.endswith("_physioevents.tsv.gz"):
        msg = sentence("wrong.import.compressed", of=of)
        raise ImportFileError(msg)
    about = _sidecar(file)
    columns = about.get("Columns")
    if not isinstance(columns, list) or "onset" not in columns:
        msg = sentence("wrong.import.no_onset", of=of)
        raise ImportFileError(msg)
    beats, marks = _rows(file, [str(name) for name in columns])
    rows = [(round(t_s * NS_PER_S), rr) for t_s, rr in beats]
    known = [rr for _, rr in rows if rr is not None]
    if known:
        check_unit(known, of)
        timed = stamped(rows, Clock.ELAPSED, ())
    else:
        why = "onsets of beats; there are no intervals"
        timed = beat_times([ns for ns, _ in rows], why=why)
    return Source(
        kind="BIDS",
        timed=timed,
        chosen=of,
        marks=marks + _events(file),
        of_wearer=_role_of(file),
        clock_id=_session_of(file),
    )


def _rows(
    file: Path, columns: Sequence[str]
) -> tuple[list[tuple[float, float | None]], tuple[Mark, ...]]:
    of = file.name
    plain = [plain_name(name) for name in columns]
    onset = columns.index("onset")
    rr = next((plain.index(name) for name in _RR if name in plain), None)
    kind = next((plain.index(name) for name in _KINDS if name in plain), None)
    beats: list[tuple[float, float | None]] = []
    marks: list[Mark] = []
    for number, line in enumerate(_text(file).splitlines(), start=1):
        cells = line.split("\t")
        if len(cells) != len(columns):
            msg = sentence(
                "wrong.import.columns",
                of=of,
                line=number,
                n=len(cells),
                wanted=len(columns),
            )
            raise ImportFileError(msg)
        t_s = _number(of, number, cells[onset])
        if t_s is None:
            continue
        what = "beat" if kind is None else plain_name(cells[kind])
        if not what.startswith(_BEATS):
            marks.append(Mark(ns=round(t_s * NS_PER_S), name=cells[kind or 0]))
            continue
        beats.append((t_s, None if rr is None else _number(of, number, cells[rr])))
    if not beats:
        msg = sentence("wrong.import.no_beats", of=of)
        raise ImportFileError(msg)
    return beats, tuple(marks)


def _events(file: Path) -> tuple[Mark, ...]:
    """What `_events.tsv` of the same session says; a step becomes its two ends."""
    stem = file.name.split("_recording-")[0].removesuffix("_physioevents.tsv.gz")
    path = file.with_name(f"{stem}_events.tsv")
    if not path.is_file():
        return ()
    marks: list[Mark] = []
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        for line, row in enumerate(csv.DictReader(lines, delimiter="\t"), start=2):
            onset_s = _number(path.name, line, row.get("onset") or "")
            if onset_s is None:
                continue
            name = row.get("trial_type") or "event"
            length_s = _number(path.name, line, row.get("duration") or "") or 0.0
            ends = [(name, onset_s)]
            if name == "step":
                ends = [("step_begin", onset_s), ("step_end", onset_s + length_s)]
            marks += [
                Mark(ns=round(t_s * NS_PER_S), name=end, told=_told(row))
                for end, t_s in ends
            ]
    return tuple(marks)


def _told(row: Mapping[str, str | None]) -> dict[str, object]:
    """What a row of events says beside its name and time."""
    known = {k: v for k, v in row.items() if v and v != "n/a"}
    try:
        read = json.loads(known.get("data") or "{}")
    except ValueError:
        read = {}
    data: dict[str, object] = read if isinstance(read, dict) else {}
    if "step_id" in known:
        data = {"id": known["step_id"], "speaker": known.get("speaker")} | data
        data.setdefault("instructed", False)
    return {"note": known.get("note", ""), "data": data, "wearer": known.get("wearer")}


def _session_of(file: Path) -> str | None:
    """What files of one dyad and session share; None where no dyad is known."""
    row = _participant(file)
    dyad = row.get("dyad_id")
    if not dyad or dyad == "n/a":
        return None
    session = next((p for p in file.name.split("_") if p.startswith("ses-")), "")
    return f"bids {dyad} {session}"


def _number(of: str, line: int, cell: str) -> float | None:
    if cell.strip().lower() in ("n/a", ""):
        return None
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not abs(value) < 1e9:
        msg = sentence("wrong.import.no_number", of=of, line=line, cell=cell[:40])
        raise ImportFileError(msg)
    return value


def _file_in(folder: Path, stream: str | None, wearer: str) -> Path:
    files = sorted(folder.rglob("*_physioevents.tsv.gz"))
    if stream is not None:
        files = [file for file in files if stream in file.name]
    own = [file for file in files if _role_of(file) == wearer]
    if len(own) == 1:
        return own[0]
    if len(files) == 1 and _role_of(files[0]) in (None, wearer):
        return files[0]
    listed = ", ".join(file.name for file in files[:12]) or sentence("wrong.none")
    msg = sentence(
        "wrong.import.whose_file",
        name=folder.name,
        letter=wearer.upper(),
        listed=listed,
        wearer=wearer,
    )
    raise ImportFileError(msg)


def _role_of(file: Path) -> str | None:
    """The wearer that participants.tsv gives this file's subject: "a", "b", or None."""
    role = str(_participant(file).get("role") or "").strip().lower()
    return role[-1] if role[-1:] in ("a", "b") else None


def _participant(file: Path) -> Mapping[str, str | None]:
    """The row of participants.tsv about this file's subject, perhaps empty."""
    subject = file.name.split("_")[0]
    table = next(
        (
            folder / "participants.tsv"
            for folder in list(file.absolute().parents)[:5]
            if (folder / "participants.tsv").is_file()
        ),
        None,
    )
    if table is None:
        return {}
    with table.open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row.get("participant_id") == subject:
                return row
    return {}


def _sidecar(file: Path) -> Mapping[str, object]:
    path = file.with_name(file.name.removesuffix(".tsv.gz") + ".json")
    try:
        told = json.loads(path.read_text("utf-8"))
    except OSError as error:
        msg = sentence("wrong.import.no_sidecar", name=file.name, wanted=path.name)
        raise ImportFileError(msg) from error
    except ValueError as error:
        raise cannot_read(path.name, "JSON", error) from error
    return told if isinstance(told, dict) else {}


def _text(file: Path) -> str:
    try:
        with gzip.open(file) as packed:
            raw = packed.read(LARGEST_TEXT + 1)
        if len(raw) > LARGEST_TEXT:
            msg = "it unpacks to more than 256 MB"
            raise ValueError(msg)
        return raw.decode("utf-8")
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise cannot_read(file.name, "gzip", error) from error
