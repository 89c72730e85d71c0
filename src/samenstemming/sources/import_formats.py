"""RR intervals out of text files that other recorders wrote, exactly as written.

One reader for all: a file is lines of cells, some lines are not data, one column is
RR in milliseconds and perhaps another one time. Which is which is told by the header
where there is one, and by the numbers where there is none. That covers plain RR text
(Kubios, Elite HRV), HRV Logger, Polar Sensor Logger and a laboratory's tables.

Values stay what the file says, to the last digit of a float64. What cannot be RR in
milliseconds is refused with its line: seconds would give a heart rate of 70,000.
"""

import codecs
import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from samenstemming.errors import ImportFileError
from samenstemming.sources.import_times import Stamps, Written, parse_stamps
from samenstemming.words import sentence

LEAST_MEDIAN_MS: Final = 200.0
"""300 bpm. A median below this is no RR in ms: seconds, or a heart rate."""

LONGEST_MS: Final = 86_400_000
"""A day: some loggers write a hole as one long interval; more than this is none."""

SECONDS_BELOW: Final = 10.0
"""Half the intervals below 10: these are seconds."""

MOST_MEDIAN_MS: Final = 10_000.0

_DELIMITERS: Final = ("\t", ";", ",")
_COMMENTS: Final = ("#", "%", "//")
_HEADER_WITHIN: Final = 30
_ABSENT: Final = frozenset({"", "nan", "na", "null", "none", "-9999"})

_DECIMAL_COMMA: Final = re.compile(r"-?\d+,\d+")
_ONE_DECIMAL: Final = re.compile(r"\d{3,4},\d{1,2}")
"""A column of intervals with decimal commas; with three digits it might be two."""

_HEART_RATE: Final = ("heartrate", "hr", "hrbpm", "bpm", "heartratebpm", "hartslag")
_RR_NAME: Final = re.compile(
    r"(rr|ibi|nn|rri|nni|pp|ppi)(interval|intervals)?(ms|s|sec|seconds)?"
)
_TIME_NAMES: Final = (
    "phonetimestamp",
    "timestamp",
    "datetime",
    "rpeaktime",
    "peaktime",
    "beattime",
    "utc",
    "localtime",
    "time",
    "date",
    "t",
    "elapsed",
    "seconds",
    "sincestart",
    "offset",
)
_UNIT_OF_NAME: Final = re.compile(r"(?:[_\[( ])(ns|us|ms|s|sec|seconds)[\])]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatFile:
    """What a file says: RR in ms (None where a row has none) and perhaps stamps."""

    name: str
    rr_ms: tuple[float | None, ...]
    lines: tuple[int, ...]
    stamps: Stamps | None
    rr_column: str
    time_column: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where the columns are and after which line the data begins."""

    delimiter: str | None
    rr: int
    time: int | None
    rr_name: str
    time_name: str | None
    header_line: int


def read_beat_file(path: Path) -> BeatFile:
    """The intervals and stamps in a file; ImportFileError says what is wrong where."""
    of = path.name
    lines = _data_lines(_text(path), of)
    layout = _layout(lines, of)
    rr_ms: list[float | None] = []
    at: list[int] = []
    written: list[Written] = []
    without_rr = 0
    for line, text in lines:
        if line <= layout.header_line:
            continue
        cells = _cells(text, layout.delimiter)
        if not any(cells):
            continue
        value = _rr(cells, layout, of=of, line=line, is_first=not rr_ms)
        if value is None and layout.time is None:
            without_rr += 1
            continue
        rr_ms.append(value)
        at.append(line)
        if layout.time is not None:
            stamp = cells[layout.time] if layout.time < len(cells) else ""
            if layout.delimiter != "," and _DECIMAL_COMMA.fullmatch(stamp):
                stamp = stamp.replace(",", ".")
            written.append(Written(line=line, text=stamp))
    in_seconds = _unit(layout.rr_name) == "s"
    if in_seconds:
        rr_ms = [None if value is None else value * 1000 for value in rr_ms]
    known = [value for value in rr_ms if value is not None]
    if not known:
        msg = sentence("wrong.import.no_rr", of=of)
        raise ImportFileError(msg)
    check_unit(known, of)
    stamps = None
    if written:
        stamps = parse_stamps(
            written, of=of, unit=_unit(layout.time_name), rr_ms=sum(known)
        )
    notes = [] if stamps is None or stamps.note is None else [stamps.note]
    if in_seconds:
        notes.append(sentence("import.note.seconds_header"))
    if without_rr:
        notes.append(sentence("import.note.no_rr", n=without_rr))
    return BeatFile(
        name=of,
        rr_ms=tuple(rr_ms),
        lines=tuple(at),
        stamps=stamps,
        rr_column=layout.rr_name,
        time_column=layout.time_name,
        notes=tuple(notes),
    )


def table_rows(path: Path) -> list[tuple[int, list[str]]]:
    """(line number, cells) of a delimited file, comments and blank lines left out."""
    lines = _data_lines(_text(path), path.name)
    delimiter = _delimiter([text for _, text in lines[:_HEADER_WITHIN]])
    return [(line, _cells(text, delimiter)) for line, text in lines]


def plain_name(cell: str) -> str:
    """A column's name without case, spaces, units' brackets and punctuation."""
    return re.sub(r"[^a-z0-9]", "", cell.lower())


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        msg = sentence("wrong.import.no_file", path=path)
        raise ImportFileError(msg) from error
    except OSError as error:
        msg = sentence(
            "wrong.import.unreadable", path=path, why=error.strerror or error
        )
        raise ImportFileError(msg) from error
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw:
        msg = sentence("wrong.import.not_text", name=path.name)
        raise ImportFileError(msg)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _data_lines(text: str, of: str) -> list[tuple[int, str]]:
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith(_COMMENTS)
    ]
    if not lines:
        msg = sentence("wrong.import.empty", of=of)
        raise ImportFileError(msg)
    return lines


def _delimiter(lines: Sequence[str]) -> str | None:
    """The delimiter that most lines hold; None for single values or spaces."""
    counts = {sign: sum(sign in line for line in lines) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: counts[sign])
    if best == "," and all(_ONE_DECIMAL.fullmatch(line.strip()) for line in lines):
        return None
    return best if counts[best] * 2 > len(lines) else None


def _cells(text: str, delimiter: str | None) -> list[str]:
    parts = text.split(delimiter)
    return [part.strip().strip('"') for part in parts]


def _layout(lines: Sequence[tuple[int, str]], of: str) -> _Layout:
    head = lines[:_HEADER_WITHIN]
    # Lines before the header have a shape of their own: look at what follows too.
    delimiter = _delimiter([text for _, text in lines[: 4 * _HEADER_WITHIN]])
    for line, text in head:
        cells = _cells(text, delimiter)
        found = next(
            (i for i, cell in enumerate(cells) if _RR_NAME.fullmatch(plain_name(cell))),
            None,
        )
        if found is None and {"duration", "offset"} <= {*map(plain_name, cells)}:
            # Polar Flow: the interval, and where it begins after the start, in ms.
            found = [plain_name(cell) for cell in cells].index("duration")
        if found is not None:
            time = _time_column(cells)
            return _Layout(
                delimiter=delimiter,
                rr=found,
                time=time,
                rr_name=cells[found],
                time_name=None if time is None else cells[time],
                header_line=line,
            )
    cells = _cells(head[0][1], delimiter)
    if len(cells) == 1:
        return _Layout(
            delimiter=delimiter,
            rr=0,
            time=None,
            rr_name="the only column",
            time_name=None,
            header_line=0,
        )
    return _headless(lines, delimiter, of)


def _headless(
    lines: Sequence[tuple[int, str]], delimiter: str | None, of: str
) -> _Layout:
    """Two columns of numbers, as in Kubios text: the one that only grows is time."""
    wide = len(_cells(lines[0][1], delimiter))
    if wide > 2 and all(
        _float(cell) is not None for cell in _cells(lines[0][1], delimiter) if cell
    ):
        msg = sentence("wrong.import.wide", of=of, wide=wide)
        raise ImportFileError(msg)
    columns = list(
        zip(*(_cells(text, delimiter)[:2] for _, text in lines), strict=False)
    )
    numbers = [[_float(cell) for cell in column] for column in columns]
    grows = [
        all(
            a is not None and b is not None and a <= b
            for a, b in itertools.pairwise(column)
        )
        for column in numbers
    ]
    _refuse_heart_rates(lines, delimiter, of)
    if len(numbers) < 2 or not any(grows):
        shown = lines[0][1][:60]
        msg = sentence(
            "wrong.import.no_rr_column", of=of, line=lines[0][0], shown=shown
        )
        raise ImportFileError(msg)
    time = grows.index(True)
    return _Layout(
        delimiter=delimiter,
        rr=1 - time,
        time=time,
        rr_name=f"column {2 - time}",
        time_name=f"column {time + 1}",
        header_line=0,
    )


def _refuse_heart_rates(
    lines: Sequence[tuple[int, str]], delimiter: str | None, of: str
) -> None:
    for line, text in lines[:_HEADER_WITHIN]:
        for cell in _cells(text, delimiter):
            if plain_name(cell) in _HEART_RATE:
                msg = sentence(
                    "wrong.import.heart_rates", of=of, line=line, cell=cell[:40]
                )
                raise ImportFileError(msg)


def _time_column(cells: Sequence[str]) -> int | None:
    plain = [re.sub(r"(ns|us|ms|s|sec|seconds)$", "", plain_name(c)) for c in cells]
    full = [plain_name(cell) for cell in cells]
    for name in _TIME_NAMES:
        for names in (full, plain):
            if name in names:
                return names.index(name)
    return None


def _unit(name: str | None) -> str | None:
    """The unit that a column's name ends with: t_s, Time (ms), timestamp [ns]."""
    match = _UNIT_OF_NAME.search((name or "").lower())
    if match is None:
        return None
    return "s" if match.group(1) in ("sec", "seconds") else match.group(1)


def _rr(
    cells: Sequence[str], layout: _Layout, *, of: str, line: int, is_first: bool
) -> float | None:
    cell = cells[layout.rr] if layout.rr < len(cells) else ""
    if cell.lower() in _ABSENT:
        return None
    if layout.delimiter != ",":
        cell = cell.replace(",", ".")
    value = _float(cell)
    if value is None:
        msg = sentence("wrong.import.no_interval", of=of, line=line, cell=cell[:40])
        raise ImportFileError(msg)
    if value == 0 and (is_first or layout.time is not None):
        return None  # a beat that ends no known interval: some write 0 for that
    if not 0 < value <= LONGEST_MS:
        msg = sentence("wrong.import.cannot_be", of=of, line=line, value=value)
        raise ImportFileError(msg)
    return value


def _float(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def check_unit(rr_ms: Sequence[float], of: str) -> None:
    """Raise ImportFileError where these cannot be intervals in milliseconds."""
    middle = median(rr_ms)
    if middle < SECONDS_BELOW:
        msg = sentence("wrong.import.seconds", of=of, middle=middle)
        raise ImportFileError(msg)
    if middle < LEAST_MEDIAN_MS:
        msg = sentence(
            "wrong.import.rates_not_rr",
            of=of,
            middle=middle,
            bpm=60_000 / LEAST_MEDIAN_MS,
        )
        raise ImportFileError(msg)
    if middle > MOST_MEDIAN_MS:
        msg = sentence("wrong.import.microseconds", of=of, middle=middle)
        raise ImportFileError(msg)
