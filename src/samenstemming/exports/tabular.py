"""A whole-record analysis as a folder of CSV files and the settings behind them.

Tidy: one row one thing, units in the column's name, and a cell that is not known is
empty, never 0 and never NaN. Everything here looked at the whole record; what a live
screen showed is `frames`, and the two never share a table.

The same recording and settings give the same bytes, on every machine: shortest
decimals that read back to the same float, plain line feeds, no date of export. No path
and no file name is in it, since people name files after people.

`tables_of` are the tables that csv, parquet and the derivatives of a BIDS tree share.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from samenstemming.analysis_values import Analysis
from samenstemming.consent import (
    RESEARCH_EXPORT,
    whose_consent,
    whose_missing,
    without_export_consent,
)
from samenstemming.errors import ExportError
from samenstemming.events import Recording
from samenstemming.exports.cells import Row, csv_text
from samenstemming.exports.dates import Dates
from samenstemming.exports.markers import may_hold_free_text, shown_markers
from samenstemming.exports.material import Material
from samenstemming.exports.participants import participants_of
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
from samenstemming.exports.whole_folder import put
from samenstemming.mark_changes import MARK_CHANGES
from samenstemming.series import Flag
from samenstemming.words import sentence

NO_DATES: Final = Dates()

EXPLORATORY: Final = (
    "arousal",
    "segments",
    "moments",
    "dyad: joint, joint_unknown_because and every column that begins with exploratory_",
)
"""What nobody validated: for looking, not for claiming."""

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


Tables = Mapping[str, tuple[tuple[str, ...], Iterable[Row]]]
"""Header and rows of each table."""


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
    files = csv_files(recording, analysis, full_hrv=full_hrv)
    return put(files, folder, replace=True)


def csv_files(
    recording: Recording,
    analysis: Analysis,
    *,
    dates: Dates = NO_DATES,
    full_hrv: bool = False,
) -> dict[str, bytes]:
    """The CSV tables and settings.json, by file name."""
    tables = tables_of(recording, analysis, dates=dates, full_hrv=full_hrv)
    files = {
        f"{name}.csv": csv_text(header, rows).encode()
        for name, (header, rows) in tables.items()
    }
    headers = {name: header for name, (header, _) in tables.items()}
    about = settings_json(recording, analysis, headers, dates=dates)
    return files | {"settings.json": about.encode()}


def material_csv(of: Material) -> dict[str, bytes]:
    """The CSV tables and settings.json of what is exported."""
    return csv_files(of.recording, of.analysis, dates=of.dates, full_hrv=of.full_hrv)


def tables_of(
    recording: Recording,
    analysis: Analysis,
    *,
    dates: Dates = NO_DATES,
    full_hrv: bool = False,
) -> Tables:
    """All tables of a whole-record analysis."""
    rows: dict[str, Iterable[Row]] = {
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
        "markers": _markers(recording, dates),
        "gaps": _gaps(analysis),
        "corrections": _corrections(analysis, dates),
    }
    tables = {name: (HEADERS[name], of) for name, of in rows.items()}
    if full_hrv:
        tables["hrv_full"] = (HRV_FULL_HEADER, hrv_full_rows(analysis))
    return tables


def refuse_without_consent(recording: Recording) -> None:
    """Raise ExportError unless everybody it tells of agreed to research export.

    Simulated recordings are exempt.
    """
    missing = [wearer.upper() for wearer in without_export_consent(recording)]
    who = whose_missing(missing if whose_consent(recording) else [])
    if missing:
        msg = sentence("wrong.export.consent", who=who, scope=RESEARCH_EXPORT)
        raise ExportError(msg)


def settings_json(
    recording: Recording,
    analysis: Analysis,
    headers: Mapping[str, Sequence[str]] = HEADERS,
    *,
    dates: Dates = NO_DATES,
) -> str:
    """What the numbers rest on: settings and their digest, version, chain head."""
    about = analysis.to_json()
    meta = recording.meta
    content = {
        "settings_digest": about["settings_digest"],
        "beat_edits": about["beat_edits"],
        "mark_changes": recording.meta.get(MARK_CHANGES),
        "version": about["version"],
        "chain": recording.chain,
        "recording_format": meta.get("format"),
        "recorded_by": meta.get("software"),
        "created_utc": dates.text(meta.get("created_utc")),
        "dates": dates.shown.value,
        "duration_s": analysis.duration_s,
        "simulated": meta.get("simulated") is True,
        "consent": meta.get("consent"),
        "withdrawn": meta.get("withdrawn"),
        "only": meta.get("only"),
        "participants": {
            wearer.value: code
            for wearer, code in participants_of(recording).codes.items()
        },
        "without_beats": [
            wearer.value
            for wearer in whose_consent(recording)
            if wearer not in analysis.wearers
        ],
        "analysis": "whole record",
        "lag_s": "positive: B follows A",
        "free_text": may_hold_free_text(recording),
        "exploratory": list(EXPLORATORY),
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


def _markers(recording: Recording, dates: Dates) -> Iterator[Row]:
    """What happened. What partners wrote is theirs: left out without their consent."""
    for marker in shown_markers(recording, dates):
        yield (
            marker.t_s,
            marker.name,
            None if marker.wearer is None else marker.wearer.value,
            marker.source,
            marker.note,
            json.dumps(dict(marker.data), sort_keys=True, ensure_ascii=False)
            if marker.data
            else None,
        )


def _gaps(analysis: Analysis) -> Iterator[Row]:
    for wearer, of in analysis.wearers.items():
        for gap in of.gaps:
            yield wearer.value, gap.start_s, gap.end_s, gap.reason


def _corrections(analysis: Analysis, dates: Dates) -> Iterator[Row]:
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
                entry.about.get("author"),
                dates.text(entry.about.get("utc")),
                entry.about.get("note"),
            )
