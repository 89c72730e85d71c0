"""A recording as EDF+: heart period and heart rate at 4 Hz, beats and markers beside.

EDF+C holds no gap, and a gap filled with anything would be an invention. So each
stretch of a wearer in which every sample is known is a file of its own. The beats are
what was measured: each is an annotation with its interval. What lies in a gap (a marker
there, a beat alone) has no file to be in and stands in the tables beside.

What surprised us: EDF wants whole data records, and filling up the last one makes
samples that nobody measured. A record is one sample long here, so none is incomplete.
And it knows no day before 1985, nor "no day" in the first of its date fields: without
dates the files begin at 00:00:00 plus their own start on 1 January 1985, which by EDF+
means unknown.

Source: Kemp and Olivan, European data format "plus", 2003.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from samenstemming.analysis_values import WearerAnalysis
from samenstemming.exports.cells import Row, csv_text
from samenstemming.exports.dates import parsed
from samenstemming.exports.markers import ShownMarker, shown_markers
from samenstemming.exports.material import Material
from samenstemming.exports.tabular import settings_json, tables_of
from samenstemming.series import Bools, Floats

if TYPE_CHECKING:
    pass

PARTS_HEADER: Final = ("wearer", "part", "file", "start_s", "end_s", "n_beats")

PERIOD_RANGE_MS: Final = (0.0, 4000.0)
RATE_RANGE_BPM: Final = (0.0, 400.0)
"""65,536 steps each: 0.061 ms and 0.0061 bpm."""

FEWEST_SAMPLES: Final = 4
"""A stretch shorter than a second is no signal."""

NO_DAY: Final = datetime(1985, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Stretch:
    """Samples `first` to `last` (exclusive) of the grid: all known."""

    start_s: float
    end_s: float
    period_ms: Floats


def edf_files(of: Material) -> dict[str, bytes]:
    """An EDF+C file for each stretch, parts.csv, three tables and settings.json."""
    files: dict[str, bytes] = {}
    listed: list[Row] = []
    markers = tuple(shown_markers(of.recording, of.dates))
    for wearer, found in of.analysis.wearers.items():
        for number, stretch in enumerate(_stretches(found), start=1):
            name = f"{wearer.value}_part-{number:03}.edf"
            beats = list(_beats(found, stretch))
            files[name] = _file(of, found, stretch, beats, markers)
            listed.append(
                (
                    wearer.value,
                    number,
                    name,
                    stretch.start_s,
                    stretch.end_s,
                    len(beats),
                )
            )
    files["parts.csv"] = csv_text(PARTS_HEADER, listed).encode()
    headers: dict[str, tuple[str, ...]] = {"parts": PARTS_HEADER}
    tables = tables_of(of.recording, of.analysis, dates=of.dates)
    for table in ("beats", "markers", "gaps"):
        header, rows = tables[table]
        headers[table] = header
        files[f"{table}.csv"] = csv_text(header, rows).encode()
    about = settings_json(of.recording, of.analysis, headers, dates=of.dates)
    return files | {"settings.json": about.encode()}


def _stretches(found: WearerAnalysis) -> Iterator[_Stretch]:
    grid = found.heart_period
    for first, last in _runs_of(grid.known):
        if last - first >= FEWEST_SAMPLES:
            yield _Stretch(
                start_s=grid.t0_s + first / grid.rate_hz,
                end_s=grid.t0_s + last / grid.rate_hz,
                period_ms=grid.period_ms[first:last],
            )


def _runs_of(known: Bools) -> Iterator[tuple[int, int]]:
    edges = np.diff(np.concatenate(([False], known, [False])).astype(np.int8))
    begins, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    yield from zip(begins.tolist(), ends.tolist(), strict=True)


def _beats(found: WearerAnalysis, stretch: _Stretch) -> Iterator["tuple[float, str]"]:
    for beat in found.beats:
        if stretch.start_s <= beat.t_s < stretch.end_s:
            rr = "" if beat.rr_ms is None else f" rr_ms={beat.rr_ms!r}"
            text = f"beat{rr} t_sd_s={float(beat.t_sd_s):.6g} run={beat.run}"
            yield beat.t_s - stretch.start_s, text


def _file(
    of: Material,
    found: WearerAnalysis,
    stretch: _Stretch,
    beats: "list[tuple[float, str]]",
    markers: tuple[ShownMarker, ...],
) -> bytes:
    from edfio import Edf, EdfAnnotation, EdfSignal, Patient, Recording

    rate_hz = found.heart_period.rate_hz
    begun = of.dates.of(parsed(of.recording.meta.get("created_utc")))
    starts = (begun or NO_DAY).astimezone(UTC) + timedelta(seconds=stretch.start_s)
    about = of.analysis.to_json()
    annotations: list[EdfAnnotation] = [
        EdfAnnotation(onset=onset, duration=None, text=text) for onset, text in beats
    ]
    annotations += [
        EdfAnnotation(
            onset=marker.t_s - stretch.start_s, duration=None, text=_text(marker)
        )
        for marker in markers
        if stretch.start_s <= marker.t_s < stretch.end_s
    ]
    signals = [
        EdfSignal(
            np.clip(values, *limits),
            sampling_frequency=rate_hz,
            label=label,
            transducer_type="resampled from RR",
            physical_dimension=unit,
            physical_range=limits,
        )
        for label, unit, limits, values in (
            ("heart period", "ms", PERIOD_RANGE_MS, stretch.period_ms),
            ("heart rate", "bpm", RATE_RANGE_BPM, 60_000 / stretch.period_ms),
        )
    ]
    edf = Edf(
        signals,
        patient=Patient(code=of.participants.codes[found.wearer]),
        recording=Recording(
            startdate=None if begun is None else starts.date(),
            equipment_code="samenstemming",
            additional=(
                f"settings={about['settings_digest']}",
                f"chain={(of.recording.chain or 'memory')[:8]}",
            ),
        ),
        starttime=starts.time(),
        data_record_duration=1 / rate_hz,
        annotations=sorted(annotations, key=lambda one: one.onset),
    )
    out = io.BytesIO()
    edf.write(out)
    return out.getvalue()


def _text(marker: ShownMarker) -> str:
    return f"marker {marker.name}"
