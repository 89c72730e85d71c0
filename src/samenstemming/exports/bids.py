"""A recording as part of a BIDS tree: one session of two participants.

BIDS wants physiology evenly sampled, which beats are not. So the beats themselves are
in `_physioevents` and raw in `sourcedata`, and `_physio` is heart rate resampled at
4 Hz that says so. Neither has a header line; their columns are named in the JSON
beside. The standard has no entity for a dyad: `participants.tsv` carries `dyad_id` and
`role`, and what exists of the two together is in `derivatives/`.

What surprised us: `_physioevents` must name a column of `_physio` that its onsets refer
to, so there is a column `time_s`; and gzip writes the time of day into its header.

Source: Brain Imaging Data Structure 1.11.1.
"""

import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from samenstemming.analysis_values import WearerAnalysis
from samenstemming.events import Marker, Wearer
from samenstemming.exports import bids_words
from samenstemming.exports.bids_events import EVENTS_HEADER, event_rows
from samenstemming.exports.cells import Cell, Row
from samenstemming.exports.dates import BEFORE_1925_WEEKS, Shown, parsed
from samenstemming.exports.material import Material
from samenstemming.exports.tabular import csv_files
from samenstemming.exports.tabular_talk import known_periods
from samenstemming.rhythm.beats import locate_beats
from samenstemming.series import Beat, Flag

NOT_KNOWN: Final = "n/a"

TALK: Final = "talk"
"""The task of a session without an exercise."""

PARTICIPANTS_HEADER: Final = ("participant_id", "dyad_id", "role")

PHYSIO: Final = ("time_s", "heart_rate_bpm", "heart_period_ms")
BEATS: Final = ("onset", "rr_ms", "t_sd_s", "run", "origin", "flag")
RAW: Final = ("t_s", "rr_ms", "run")

DERIVED: Final = "derivatives/samenstemming"


def bids_files(of: Material) -> dict[str, bytes]:
    """All files of this session and those that the tree's root needs."""
    files = _root(of)
    task, session = task_of(of), f"ses-{of.session}"
    named: dict[str, object] = {"TaskName": task}
    raw = _raw_beats(of)
    listed: list[tuple[str, str]] = []
    for wearer, found in of.analysis.wearers.items():
        sub = f"sub-{of.participants.codes[wearer]}"
        stem = f"{sub}_{session}_task-{task}"
        at = f"{sub}/{session}/beh/{stem}"
        heart = f"{at}_recording-heart"
        files[f"{heart}_physio.tsv.gz"] = _zipped(_physio_rows(found))
        files[f"{heart}_physio.json"] = _json(
            named | bids_words.physio(found.heart_period)
        )
        files[f"{heart}_physioevents.tsv.gz"] = _zipped(_beat_rows(found))
        files[f"{heart}_physioevents.json"] = _json(named | bids_words.physioevents())
        files[f"{at}_events.tsv"] = _tsv(event_rows(of), EVENTS_HEADER)
        files[f"{at}_events.json"] = _json(named | bids_words.events())
        source = f"sourcedata/{sub}/{session}/{stem}_rr.tsv"
        files[source] = _tsv(_raw_rows(raw.get(wearer, ())), RAW)
        listed.append((f"{sub}/{session}/{sub}_{session}", f"beh/{stem}"))
    when = _acquired(of)
    if when is not None:
        for scans, name in listed:
            rows = [(f"{name}_recording-heart_physio.tsv.gz", when)]
            files[f"{scans}_scans.tsv"] = _tsv(rows, ("filename", "acq_time"))
            files[f"{scans}_scans.json"] = _json(bids_words.scans(of.dates.shown))
    return files | _derived(of, files)


def task_of(of: Material) -> str:
    """The task's label: the exercise, or `talk`."""
    for event in of.recording.events():
        if isinstance(event, Marker) and event.name == "exercise_begin":
            named = str(event.data.get("task") or event.data.get("id"))
            return "".join(c for c in named if c.isascii() and c.isalnum()) or TALK
    return TALK


def _root(of: Material) -> dict[str, bytes]:
    rows: list[Row] = [
        (f"sub-{code}", of.participants.dyad, wearer.value)
        for wearer, code in of.participants.codes.items()
    ]
    return {
        "dataset_description.json": _json(bids_words.description("raw")),
        "README": bids_words.README.encode(),
        "participants.tsv": _tsv(rows, PARTICIPANTS_HEADER),
        "participants.json": _json(bids_words.participants()),
    }


def _derived(of: Material, files: dict[str, bytes]) -> dict[str, bytes]:
    """The CSV tables of the two together, settings and checksums of this session.

    BIDS has no name for a file of two participants, so its ignore list names them.
    """
    folder = f"{DERIVED}/dyad-{of.participants.dyad}/ses-{of.session}"
    if of.recording.meta.get("only"):
        folder += f"_{of.recording.meta['only']}"
    made = {
        f"{folder}/{name}": content
        for name, content in csv_files(
            of.recording, of.analysis, dates=of.dates, full_hrv=of.full_hrv
        ).items()
    }
    own = {name: content for name, content in files.items() if "sub-" in name} | made
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(own.items())
    )
    described = _json(bids_words.description("derivative"))
    return {
        f"{DERIVED}/dataset_description.json": described,
        f"{DERIVED}/.bidsignore": b"dyad-*\n",
        **made,
        f"{folder}/sha256.txt": sums.encode(),
    }


def _physio_rows(found: WearerAnalysis) -> Iterator[Row]:
    for t_s, period_ms in known_periods(found):
        yield t_s, None if not period_ms else 60_000 / period_ms, period_ms


def _beat_rows(found: WearerAnalysis) -> Iterator[Row]:
    flags = found.corrected.flag.tolist()
    for beat, flag in zip(found.beats, flags, strict=True):
        named = None if beat.rr_ms is None else Flag(flag).name.lower()
        yield beat.t_s, beat.rr_ms, beat.t_sd_s, beat.run, beat.origin.value, named


def _raw_beats(of: Material) -> dict[Wearer, tuple[Beat, ...]]:
    """Beats as located, before any edit by hand."""
    if of.analysis.edits is None:
        return {wearer: found.beats for wearer, found in of.analysis.wearers.items()}
    return locate_beats(of.recording.events(), of.analysis.settings)


def _raw_rows(beats: Sequence[Beat]) -> Iterator[Row]:
    for beat in beats:
        yield beat.t_s, beat.rr_ms, beat.run


def _acquired(of: Material) -> str | None:
    when: datetime | None = of.dates.of(parsed(of.recording.meta.get("created_utc")))
    if when is None:
        return None
    if of.dates.shown is Shown.SHIFTED:
        when -= timedelta(weeks=BEFORE_1925_WEEKS)
    return f"{when:%Y-%m-%dT%H:%M:%S}Z".rjust(20, "0")


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return NOT_KNOWN
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(float(value))
    return str(value).replace("\t", " ").replace("\n", " ").replace("\r", " ")


def _tsv(rows: Iterable[Row], header: Sequence[str] | None = None) -> bytes:
    lines = [] if header is None else ["\t".join(header)]
    lines += ["\t".join(_cell(value) for value in row) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode()


def _zipped(rows: Iterable[Row]) -> bytes:
    """Rows without a header, gzipped without a name and without a time."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
        packed.write(_tsv(rows))
    return out.getvalue()


def _json(content: object) -> bytes:
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()
