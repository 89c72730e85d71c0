"""Garmin FIT: intervals of a chest strap, where the watch was told to log them.

What surprised us: `hrv` messages have no time of their own. They stand between
`record` messages, which have whole seconds; so intervals are summed, and each run's
sum is laid along the seconds around it. That leaves the file as a whole about half a
second unsure, which travels with the recording.

Most watches never store an interval: they write heart rates of the wrist's light
sensor. Those are refused, since synchrony of smoothed heart rates says little.

Source: fitdecode's profile, messages 20 (record) and 78 (hrv, scale 1000, in s).
"""

import itertools
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Final

from samenstemming.errors import ImportFileError, Sentence
from samenstemming.sources.import_beats import Meaning, Timed
from samenstemming.sources.import_formats import LONGEST_MS, check_unit
from samenstemming.sources.import_source import FOREIGN, Source, cannot_read
from samenstemming.sources.import_times import NS_PER_S, Clock
from samenstemming.words import sentence

SECONDS_SD_S: Final = 0.6
"""Whole seconds, and a message written up to a second after its beats."""

SPLIT_S: Final = 3.0
"""The sum and the seconds differ by more: intervals are missing in between."""


def read_fit(path: Path) -> Source:
    """The intervals of a FIT file in UTC; ImportFileError where it holds none."""
    of = path.name
    rows: list[tuple[float, float]] = []
    now_s: float | None = None
    waiting: list[float] = []
    heart_rates = 0
    try:
        for name, value in _messages(path):
            if name == "hrv" and isinstance(value, tuple):
                waiting += [v * 1000 for v in value if isinstance(v, int | float)]
            elif name == "record" and isinstance(value, datetime):
                now_s = value.timestamp()
                rows += [(now_s, rr) for rr in waiting]
                waiting = []
            elif name == "heart_rate":
                heart_rates += 1
    except FOREIGN as error:
        raise cannot_read(of, "FIT", error) from error
    if now_s is not None:
        rows += [(now_s, rr) for rr in waiting]
    rows = [(at, rr) for at, rr in rows if 0 < rr <= LONGEST_MS]
    if not rows:
        raise ImportFileError(_no_intervals(of, heart_rates, waiting))
    check_unit([rr for _, rr in rows], of)
    beats, runs = _along_the_seconds(rows)
    note = sentence("import.note.fit", s=f"{SECONDS_SD_S:g}")
    timed = Timed(
        meaning=Meaning.SUM,
        why=f"intervals have no stamps; {runs} runs were laid along the seconds",
        clock=Clock.UTC,
        beats=beats,
        notes=(note,),
    )
    return Source(kind="FIT", timed=timed, chosen="hrv", sd_s=SECONDS_SD_S)


def _no_intervals(of: str, heart_rates: int, waiting: list[float]) -> Sentence:
    if waiting:
        return sentence("wrong.import.fit_no_clock", of=of)
    if heart_rates:
        return sentence("wrong.import.fit_rates", of=of, heart_rates=heart_rates)
    return sentence("wrong.import.fit_none", of=of)


def _along_the_seconds(
    rows: list[tuple[float, float]],
) -> tuple[tuple[tuple[int, float | None], ...], int]:
    """Beats in ns: sums of intervals, each run placed by the median of its seconds."""
    sums = itertools.accumulate(rr / 1000 for _, rr in rows)
    placed = [(at, total, rr) for (at, rr), total in zip(rows, sums, strict=True)]
    runs: list[list[tuple[float, float, float]]] = []
    for row in placed:
        offsets = [at - total for at, total, _ in runs[-1][-30:]] if runs else []
        if not offsets or abs(row[0] - row[1] - median(offsets)) > SPLIT_S:
            runs.append([])
        runs[-1].append(row)
    beats: list[tuple[int, float | None]] = []
    for run in runs:
        offset_s = median(at - total for at, total, _ in run)
        for k, (_, total, rr) in enumerate(run):
            ns = round((offset_s + total) * NS_PER_S)
            if not beats or ns > beats[-1][0]:
                beats.append((ns, None if k == 0 and beats else rr))
    return tuple(beats), len(runs)


def _messages(path: Path) -> Iterator[tuple[str, object]]:
    """`hrv` with its intervals in s, `record` with its time, and each heart rate."""
    import fitdecode

    try:
        with fitdecode.FitReader(str(path)) as reader:
            for frame in reader:
                if not isinstance(frame, fitdecode.FitDataMessage):
                    continue
                if frame.name == "hrv":
                    value = frame.get_value("time", fallback=None)
                    yield "hrv", value if isinstance(value, tuple) else (value,)
                elif frame.name == "record":
                    yield "record", frame.get_value("timestamp", fallback=None)
                    if frame.get_value("heart_rate", fallback=None):
                        yield "heart_rate", None
    except fitdecode.FitError as error:
        raise ValueError(str(error)) from error
