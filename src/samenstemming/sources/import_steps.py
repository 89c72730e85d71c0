"""What happened when, from a table of events: rows of start and end, or one row each.

Two layouts. `timestamp,conditions,datapoint` with a `start` and an `end` row for each
condition, stamped by a clock; or `start_s,end_s,label`, in seconds of the recording.
Paced or guided breathing is called instructed: it makes strangers look synchronous,
so statistics leave it out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samenstemming.errors import ImportFileError
from samenstemming.sources.import_formats import plain_name, table_rows
from samenstemming.sources.import_times import Clock, Written, parse_stamps
from samenstemming.words import sentence

_INSTRUCTED: Final = re.compile(r"breath|paced|adem", re.IGNORECASE)
_TIMES: Final = ("timestamp", "time", "datetime", "date", "ts")
_LABELS: Final = ("conditions", "condition", "label", "id", "name", "step", "event")
_POINTS: Final = ("datapoint", "point", "type", "phase")
_BEGIN: Final = ("start", "begin", "onset")
_END: Final = ("end", "stop", "offset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A named stretch, in ns of the clock that the table was written by."""

    id: str
    start_ns: int
    end_ns: int

    @property
    def instructed(self) -> bool:
        """Whether people were told how to breathe in it."""
        return _INSTRUCTED.search(self.id) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps of a table in order, and the clock of their times."""

    clock: Clock
    steps: tuple[Step, ...]


def read_steps(path: Path) -> Steps:
    """The steps in a CSV; ImportFileError names the line that makes no sense."""
    of = path.name
    rows = table_rows(path)
    header = [plain_name(cell) for cell in rows[0][1]]
    body = rows[1:]
    if not body:
        msg = sentence("wrong.import.no_events", of=of)
        raise ImportFileError(msg)
    if "starts" in header and "ends" in header:
        return _spans(of, header, body)
    columns = [_column(header, names) for names in (_TIMES, _LABELS, _POINTS)]
    if None in columns:
        msg = sentence(
            "wrong.import.events_columns", of=of, columns=", ".join(rows[0][1])
        )
        raise ImportFileError(msg)
    time, label, point = (column for column in columns if column is not None)
    for line, cells in body:
        if len(cells) <= max(time, label, point):
            msg = sentence("wrong.import.few_columns", of=of, line=line, n=len(cells))
            raise ImportFileError(msg)
    return _points(of, body, time=time, label=label, point=point)


def _spans(
    of: str, header: Sequence[str], body: Sequence[tuple[int, list[str]]]
) -> Steps:
    label = _column(header, _LABELS)
    if label is None:
        msg = sentence("wrong.import.no_label", of=of)
        raise ImportFileError(msg)
    for line, cells in body:
        if len(cells) < len(header):
            n = len(cells)
            msg = sentence("wrong.import.few_columns", of=of, line=line, n=n)
            raise ImportFileError(msg)
    starts = _stamps(of, body, header.index("starts"), unit="s")
    ends = _stamps(of, body, header.index("ends"), unit="s")
    steps = []
    for (line, cells), start_ns, end_ns in zip(body, starts[1], ends[1], strict=True):
        if end_ns <= start_ns:
            msg = sentence(
                "wrong.import.ends_early", of=of, line=line, name=cells[label]
            )
            raise ImportFileError(msg)
        steps.append(Step(id=cells[label], start_ns=start_ns, end_ns=end_ns))
    return Steps(clock=starts[0], steps=_ordered(steps))


def _points(
    of: str,
    body: Sequence[tuple[int, list[str]]],
    *,
    time: int,
    label: int,
    point: int,
) -> Steps:
    clock, ns = _stamps(of, body, time, unit=None)
    begun: dict[str, tuple[int, int]] = {}
    steps = []
    for (line, cells), at_ns in zip(body, ns, strict=True):
        name, what = cells[label], cells[point].lower()
        if what in _BEGIN:
            if name in begun:
                msg = sentence("wrong.import.starts_again", of=of, line=line, name=name)
                raise ImportFileError(msg)
            begun[name] = (at_ns, line)
        elif what in _END:
            if name not in begun:
                msg = sentence(
                    "wrong.import.never_started", of=of, line=line, name=name
                )
                raise ImportFileError(msg)
            steps.append(Step(id=name, start_ns=begun.pop(name)[0], end_ns=at_ns))
        else:
            msg = sentence("wrong.import.no_start_or_end", of=of, line=line, what=what)
            raise ImportFileError(msg)
    if begun:
        name, (_, line) = next(iter(begun.items()))
        msg = sentence("wrong.import.never_ends", of=of, line=line, name=name)
        raise ImportFileError(msg)
    return Steps(clock=clock, steps=_ordered(steps))


def _stamps(
    of: str,
    body: Sequence[tuple[int, list[str]]],
    column: int,
    *,
    unit: str | None,
) -> tuple[Clock, tuple[int, ...]]:
    written = [Written(line=line, text=cells[column]) for line, cells in body]
    stamps = parse_stamps(written, of=of, unit=unit)
    return stamps.clock, stamps.ns


def _column(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _ordered(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: step.start_ns))
