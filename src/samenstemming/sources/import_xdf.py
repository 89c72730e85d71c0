"""XDF: what LabRecorder keeps of LSL streams; beats, intervals or ECG, and markers.

pyxdf brings all streams to the recorder's clock, which starts nowhere in particular:
two streams of one file are on one clock, two files are not.

Source: https://github.com/sccn/xdf/wiki/Specifications.
"""

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from samenstemming.errors import ImportFileError
from samenstemming.rhythm.rpeaks import peaks_of
from samenstemming.series import Floats
from samenstemming.sources.import_beats import Timed, beat_times, stamped
from samenstemming.sources.import_formats import check_unit
from samenstemming.sources.import_source import (
    FOREIGN,
    Mark,
    Source,
    cannot_read,
    chosen_of,
)
from samenstemming.sources.import_times import NS_PER_S, Clock
from samenstemming.words import sentence

_BEATS: Final = re.compile(r"beat|r-?_?peak|qrs", re.IGNORECASE)
_RR: Final = re.compile(r"(^|[^a-z])(rr|rri|ibi|nn|hrv)([^a-z]|$)|interval", re.I)
_ECG: Final = re.compile(r"ecg|ekg|exg", re.IGNORECASE)

ORDER: Final = ("beats", "RR", "ECG")
"""Where a wearer has several, the first of these is taken: least is worked out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Stream:
    name: str
    type: str
    role: str
    """`beats`, `RR`, `ECG`, `markers`, or nothing that is read."""
    rate_hz: float
    units: tuple[str, ...]
    labels: tuple[str, ...]
    t_s: Floats
    values: Any

    @property
    def shown(self) -> str:
        return f"{self.name} ({self.type or 'no type'})"


def read_xdf(path: Path, *, stream: str | None, wearer: str) -> Source:
    """One wearer's stream of an XDF file; ImportFileError lists streams if unclear."""
    of = path.name
    streams, broken = _streams(path)
    if not all((np.abs(one.t_s) < 1e11).all() for one in streams):
        raise cannot_read(of, "XDF", ValueError("a time in it is no number"))
    usable = [one for one in streams if one.role in ORDER and one.t_s.size]
    if not usable:
        there = ", ".join(one.shown for one in streams) or sentence("wrong.none")
        msg = sentence("wrong.import.xdf_no_stream", of=of, there=there)
        raise ImportFileError(msg)
    one = _chosen(of, usable, stream, wearer)
    notes: list[str] = [sentence("import.note.cut")] if broken else []
    marks = [
        _mark(round(t_s * NS_PER_S), [str(cell) for cell in value])
        for each in streams
        if each.role == "markers"
        for t_s, value in zip(each.t_s.tolist(), each.values, strict=False)
        if len(value)
    ]
    return Source(
        kind="XDF",
        timed=_timed(of, one, notes),
        chosen=one.shown,
        marks=tuple(sorted(marks, key=lambda mark: mark.ns)),
        clock_id=str(path.resolve()),
    )


def _mark(ns: int, cells: list[str]) -> Mark:
    """A marker's first channel; ours have a second with all the rest as JSON."""
    if len(cells) == 2 and cells[1].startswith("{"):
        try:
            told = json.loads(cells[1])
        except ValueError:
            told = None
        if isinstance(told, dict):
            return Mark(ns=ns, name=cells[0], told=told)
    return Mark(ns=ns, name=cells[0])


def _chosen(of: str, usable: list[_Stream], stream: str | None, wearer: str) -> _Stream:
    if stream is not None:
        return usable[
            chosen_of(
                of,
                [one.shown for one in usable],
                stream,
                wearer,
                sentence("wrong.import.what.streams"),
            )
        ]
    role = next(role for role in ORDER if any(one.role == role for one in usable))
    same = [one for one in usable if one.role == role]
    names = [one.name for one in same]
    return same[
        chosen_of(
            of, names, None, wearer, sentence("wrong.import.what.streams_of", role=role)
        )
    ]


def _timed(of: str, one: _Stream, notes: list[str]) -> Timed:
    if one.role == "ECG":
        return _of_ecg(of, one, notes)
    values = _numbers(of, one)
    column = next((k for k, name in enumerate(one.labels) if _RR.search(name)), None)
    if column is None:
        column = 0
    unit = one.units[column].lower() if column < len(one.units) else ""
    if unit in ("s", "sec", "second", "seconds"):
        values = values * 1000.0
        notes = [*notes, sentence("import.note.seconds_stream")]
    known = np.isfinite(values[:, column]) & (values[:, column] > 0)
    named_rr = bool(one.labels and _RR.search(one.labels[column])) or unit in (
        "ms",
        "millisecond",
        "milliseconds",
        "s",
    )
    ns = [round(t_s * NS_PER_S) for t_s in one.t_s.tolist()]
    if one.role == "beats" and not named_rr:
        return beat_times(ns, why="the stream's own beat times", notes=notes)
    rr = np.where(known, values[:, column], np.nan)
    if not known.any():
        msg = sentence("wrong.import.xdf_no_rr", stream=one.shown, of=of)
        raise ImportFileError(msg)
    check_unit(rr[known].tolist(), f"stream {one.shown} of {of}")
    rows = [
        (at, float(value) if ok else None)
        for at, value, ok in zip(ns, rr.tolist(), known.tolist(), strict=True)
    ]
    return stamped(rows, Clock.ELAPSED, notes)


def _of_ecg(of: str, one: _Stream, notes: list[str]) -> Timed:
    values = _numbers(of, one)
    column = next((k for k, name in enumerate(one.labels) if _ECG.search(name)), 0)
    span_s = float(one.t_s[-1] - one.t_s[0])
    if span_s <= 0:
        msg = sentence("wrong.import.xdf_times", stream=one.shown, of=of)
        raise ImportFileError(msg)
    rate_hz = (one.t_s.size - 1) / span_s
    at = peaks_of(np.nan_to_num(values[:, column]), rate_hz)
    if at.size < 2:
        msg = sentence(
            "wrong.import.xdf_no_peaks",
            stream=one.shown,
            of=of,
            seconds=span_s,
            rate=rate_hz,
        )
        raise ImportFileError(msg)
    times = np.interp(at, np.arange(one.t_s.size, dtype=np.float64), one.t_s)
    ns = [round(t_s * NS_PER_S) for t_s in times.tolist()]
    return beat_times(ns, why=f"R-peaks found in {rate_hz:.0f} Hz ECG", notes=notes)


def _numbers(of: str, one: _Stream) -> Floats:
    try:
        values = np.asarray(one.values, dtype=np.float64)
        return values.reshape(one.t_s.size, -1)
    except (TypeError, ValueError) as error:
        msg = sentence("wrong.import.xdf_text", stream=one.shown, of=of)
        raise ImportFileError(msg) from error


class _Heard(logging.Handler):
    """Whether pyxdf complained; it says so in a log and goes on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.any = False

    def emit(self, record: logging.LogRecord) -> None:
        del record
        self.any = True


def _streams(path: Path) -> tuple[list[_Stream], bool]:
    import pyxdf

    logger, heard = logging.getLogger("pyxdf"), _Heard()
    was = logger.propagate
    logger.addHandler(heard)
    logger.propagate = False
    try:
        # Its own dejittering would move beats, which are not evenly spaced.
        loaded, _ = pyxdf.load_xdf(str(path), dejitter_timestamps=False)
        found = [_stream(one) for one in loaded]
    except FOREIGN as error:
        raise cannot_read(path.name, "XDF", error) from error
    finally:
        logger.removeHandler(heard)
        logger.propagate = was
    return found, heard.any


def _stream(loaded: Mapping[str, Any]) -> _Stream:
    info = loaded["info"]
    name, type_ = _first(info, "name"), _first(info, "type")
    rate_hz = float(_first(info, "nominal_srate") or 0)
    is_text = _first(info, "channel_format") == "string"
    channels = _channels(info)
    t_s = np.asarray(loaded["time_stamps"], dtype=np.float64)
    return _Stream(
        name=name,
        type=type_,
        role=_role(name, type_, is_text=is_text, rate_hz=rate_hz),
        rate_hz=rate_hz,
        units=tuple(_first(one, "unit") for one in channels),
        labels=tuple(_first(one, "label") for one in channels),
        t_s=t_s[np.isfinite(t_s)],
        values=loaded["time_series"],
    )


def _role(name: str, type_: str, *, is_text: bool, rate_hz: float) -> str:
    if is_text:
        return "markers"
    for told in (type_, name):
        if rate_hz > 0:
            if _ECG.search(told):
                return "ECG"
            continue
        if _BEATS.search(told):
            return "beats"
        if _RR.search(told):
            return "RR"
    return ""


def _channels(info: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    try:
        return [dict(one) for one in info["desc"][0]["channels"][0]["channel"]]
    except (KeyError, IndexError, TypeError, ValueError):
        return []


def _first(info: Mapping[str, Any], key: str) -> str:
    try:
        return str(info[key][0] or "")
    except (KeyError, IndexError, TypeError):
        return ""
