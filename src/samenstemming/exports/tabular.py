"""A whole-record analysis as a folder of CSV files and the settings behind them.

Tidy: one row one thing, units in the column's name, and a cell that is not known is
empty, never 0 and never NaN. Everything here looked at the whole record; what a live
screen showed is `frames`, and the two never share a table.

The same recording and settings give the same bytes, on every machine: shortest
decimals that read back to the same float, plain line feeds, no date of export. No path
and no file name is in it, since people name files after people.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from samenstemming.analysis_values import Analysis
from samenstemming.consent import RESEARCH_EXPORT, has_consented
from samenstemming.errors import ExportError
from samenstemming.events import Marker, Recording
from samenstemming.exports.cells import Row, csv_text
from samenstemming.exports.tabular_hrv import (
    HRV_FULL_HEADER,
    HRV_HEADERS,
    hrv_full_rows,
    hrv_rows,
    hrv_series_rows,
)
from samenstemming.exports.tabular_talk import (
    TALK_HEADERS,
    arousal_rows,
    dyad_rows,
    known_periods,
    moment_rows,
    segment_rows,
    synchrony_rows,
    turn_rows,
)
from samenstemming.series import Flag

FREE_TEXT: Final = "free_text"

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "beats": ("wearer", "t_s", "t_sd_s", "rr_ms", "run", "origin", "flag"),
    "nn": ("wearer", "t_s", "nn_ms", "follows", "flag", "run"),
    "heart_period": ("wearer", "t_s", "period_ms"),
    **HRV_HEADERS,
    **TALK_HEADERS,
    "markers": ("t_s", "name", "wearer", "source", "note", "data"),
    "gaps": ("wearer", "start_s", "end_s", "reason"),
    "corrections": (
        "wearer",
        "t_s",
        "beat_index",
        "why",
        "who",
        "left_out",
        "rr_ms",
        "nn_ms",
        "author",
        "utc",
        "note",
    ),
}
"""Each table and its columns. `lag_s` positive: B follows A."""


def export_csv(
    recording: Recording,
    analysis: Analysis,
    folder: Path,
    *,
    full_hrv: bool = False,
) -> tuple[Path, ...]:
    """Write all tables and settings.json into a folder; the files written.

    `full_hrv` adds neurokit2's full set: seconds of work for each part of each wearer.

    Files of an earlier export are replaced. ExportError where a wearer has not agreed
    to research export, or the folder cannot be written; nothing is written then.
    """
    refuse_without_consent(recording)
    tables = {
        "beats": _beats(analysis),
        "nn": _nn(analysis),
        "heart_period": _heart_period(analysis),
        "hrv": hrv_rows(analysis),
        "hrv_series": hrv_series_rows(analysis),
        "synchrony": synchrony_rows(analysis),
        "turns": turn_rows(analysis),
        "dyad": dyad_rows(analysis),
        "arousal": arousal_rows(analysis),
        "segments": segment_rows(analysis),
        "moments": moment_rows(analysis),
        "markers": _markers(recording),
        "gaps": _gaps(analysis),
        "corrections": _corrections(analysis),
    }
    headers = dict(HEADERS)
    if full_hrv:
        headers["hrv_full"] = HRV_FULL_HEADER
        tables["hrv_full"] = hrv_full_rows(analysis)
    texts = {
        f"{name}.csv": csv_text(headers[name], rows) for name, rows in tables.items()
    } | {"settings.json": settings_json(recording, analysis, headers)}
    try:
        _write(folder, texts)
    except OSError as error:
        msg = f"The export cannot be written to {folder}: {error.strerror or error}."
        raise ExportError(msg) from error
    return tuple(folder / name for name in texts)


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """All files or none: a full disk must not leave a table that ends half way."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    parts = {name: folder / f".{name}.part" for name in texts}
    try:
        for name, text in texts.items():
            parts[name].write_bytes(text.encode("utf-8"))
        for name, part in parts.items():
            part.replace(folder / name)
    except OSError:
        for part in parts.values():
            part.unlink(missing_ok=True)
        if is_new:
            folder.rmdir()
        raise


def refuse_without_consent(recording: Recording) -> None:
    """Raise ExportError unless every wearer agreed to research export.

    Simulated recordings are exempt.
    """
    missing = [
        str(wearer).upper()
        for wearer in recording.wearers
        if not has_consented(recording, wearer, RESEARCH_EXPORT)
    ]
    if missing:
        who = f"Wearer{'s' * (len(missing) > 1)} {' and '.join(missing)}"
        msg = (
            f"{who} did not agree to research export, so nothing was written. "
            f"Consent is given when a session is recorded or imported: "
            f"--consent {RESEARCH_EXPORT}."
        )
        raise ExportError(msg)


def settings_json(
    recording: Recording,
    analysis: Analysis,
    headers: Mapping[str, Sequence[str]] = HEADERS,
) -> str:
    """What the numbers rest on: settings and their digest, version, chain head."""
    about = analysis.to_json()
    meta = recording.meta
    content = {
        "settings_digest": about["settings_digest"],
        "beat_edits": about["beat_edits"],
        "version": about["version"],
        "chain": recording.chain,
        "recording_format": meta.get("format"),
        "recorded_by": meta.get("software"),
        "created_utc": meta.get("created_utc"),
        "duration_s": analysis.duration_s,
        "simulated": meta.get("simulated") is True,
        "analysis": "whole record",
        "lag_s": "positive: B follows A",
        "free_text": _may_hold_free_text(recording),
        "settings": asdict(analysis.settings),
        "tables": {name: list(columns) for name, columns in headers.items()},
    }
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _beats(analysis: Analysis) -> Iterator[Row]:
    for wearer, of in analysis.wearers.items():
        flags = of.corrected.flag.tolist()
        for beat, flag in zip(of.beats, flags, strict=True):
            yield (
                wearer.value,
                beat.t_s,
                beat.t_sd_s,
                beat.rr_ms,
                beat.run,
                beat.origin.value,
                None if beat.rr_ms is None else Flag(flag).name.lower(),
            )


def _nn(analysis: Analysis) -> Iterator[Row]:
    for wearer, of in analysis.wearers.items():
        nn = of.corrected.nn
        columns = (nn.t_s, nn.nn_ms, nn.follows, nn.flag, nn.run)
        for t_s, nn_ms, follows, flag, run in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            yield wearer.value, t_s, nn_ms, follows, Flag(flag).name.lower(), run


def _heart_period(analysis: Analysis) -> Iterator[Row]:
    for wearer, of in analysis.wearers.items():
        for t_s, period_ms in known_periods(of):
            yield wearer.value, t_s, period_ms


def _markers(recording: Recording) -> Iterator[Row]:
    """What happened. What partners wrote is theirs: left out without their consent."""
    free = _may_hold_free_text(recording)
    for event in recording.events():
        if not isinstance(event, Marker):
            continue
        own_words = event.source in ("a", "b") or event.name == "note"
        yield (
            event.t_ns / 1e9,
            event.name,
            None if event.wearer is None else event.wearer.value,
            event.source,
            None if own_words and not free else event.note or None,
            json.dumps(dict(event.data), sort_keys=True, ensure_ascii=False)
            if event.data
            else None,
        )


def _may_hold_free_text(recording: Recording) -> bool:
    return all(
        has_consented(recording, wearer, FREE_TEXT) for wearer in recording.wearers
    )


def _gaps(analysis: Analysis) -> Iterator[Row]:
    for wearer, of in analysis.wearers.items():
        for gap in of.gaps:
            yield wearer.value, gap.start_s, gap.end_s, gap.reason


def _corrections(analysis: Analysis) -> Iterator[Row]:
    """What was done to the intervals; several intervals are parted by spaces."""
    for wearer, of in analysis.wearers.items():
        for entry in of.corrected.log:
            yield (
                wearer.value,
                entry.t_s,
                entry.index,
                entry.why,
                entry.who.value,
                entry.left_out,
                " ".join(repr(rr_ms) for rr_ms in entry.rr_ms) or None,
                " ".join(repr(nn_ms) for nn_ms in entry.nn_ms) or None,
                *(entry.about.get(key) for key in ("author", "utc", "note")),
            )
