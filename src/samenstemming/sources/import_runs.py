"""Tables of ours that hold both wearers: beats.csv, and runs.csv beside its RR files.

Both carry seconds since session zero, so the two wearers come out on one clock.
Source: docs/exporting.md.
"""

from pathlib import Path
from typing import Final

from samenstemming.errors import ImportFileError
from samenstemming.sources.import_beats import Meaning, Timed, stamped
from samenstemming.sources.import_formats import check_unit, plain_name, table_rows
from samenstemming.sources.import_source import Source
from samenstemming.sources.import_times import NS_PER_S, Clock
from samenstemming.words import sentence

_BEATS: Final = {"wearer", "ts", "rrms"}
_RUNS: Final = {"wearer", "file", "starts", "n"}

Rows = list[tuple[int, list[str]]]


def read_of_both(path: Path, wearer: str) -> Source | None:
    """Beats of this wearer, or None where the file is no table of both."""
    rows = table_rows(path)
    header = [plain_name(cell) for cell in rows[0][1]] if rows else []
    if not ({*header} >= _BEATS or {*header} >= _RUNS):
        return None
    at = header.index("wearer")
    mine = [
        (line, cells)
        for line, cells in rows[1:]
        if len(cells) == len(header) and cells[at].lower() == wearer
    ]
    if not mine:
        msg = sentence("wrong.import.nothing_of", name=path.name, wearer=wearer.upper())
        raise ImportFileError(msg)
    timed = (
        _of_beats(path, header, mine)
        if {*header} >= _BEATS
        else _of_runs(path, header, mine)
    )
    return Source(
        kind="table of both wearers",
        timed=timed,
        chosen=f"wearer {wearer}",
        of_wearer=wearer,
        clock_id=str(path.resolve()),
    )


def _of_beats(path: Path, header: list[str], rows: Rows) -> Timed:
    t, rr = header.index("ts"), header.index("rrms")
    beats: list[tuple[int, float | None]] = []
    for line, cells in rows:
        at_s = _number(path.name, line, cells[t])
        rr_ms = _number(path.name, line, cells[rr]) if cells[rr] else None
        beats.append((round(at_s * NS_PER_S), rr_ms))
    check_unit([rr_ms for _, rr_ms in beats if rr_ms is not None], path.name)
    return stamped(beats, Clock.ELAPSED, ())


def _of_runs(path: Path, header: list[str], rows: Rows) -> Timed:
    name, start = header.index("file"), header.index("starts")
    beats: list[tuple[int, float | None]] = []
    for line, cells in rows:
        file = path.parent / Path(cells[name]).name
        sum_s = _number(path.name, line, cells[start])
        values = [
            _number(file.name, number, one[0]) for number, one in table_rows(file)
        ]
        check_unit(values, file.name)
        for rr_ms in values:
            sum_s += rr_ms / 1000
            beats.append((round(sum_s * NS_PER_S), rr_ms))
    beats.sort(key=lambda beat: beat[0])
    return Timed(
        meaning=Meaning.SUM,
        why=f"{len(rows)} runs of intervals, each from the start that the table gives",
        clock=Clock.ELAPSED,
        beats=tuple(beats),
    )


def _number(of: str, line: int, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not abs(value) < 1e9:
        msg = sentence("wrong.import.no_number", of=of, line=line, cell=cell[:40])
        raise ImportFileError(msg)
    return value
