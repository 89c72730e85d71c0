"""Time stamps of other recorders' files, as whole nanoseconds of a clock that is named.

A stamp is worth only as much as is known of its clock. Five kinds turn up: none at
all, seconds since some start, the time of day without a date, a local clock without
its zone, and UTC (epoch numbers, or ISO with an offset). Only stamps of one kind can
be compared; a zone turns a local clock into UTC. Whole nanoseconds, because an epoch
in float64 seconds is already rounded to a quarter of a microsecond.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from samenstemming.errors import ImportFileError
from samenstemming.words import sentence

NS_PER_S: Final = 1_000_000_000
DAY_NS: Final = 86_400 * NS_PER_S

_CLOCK = r"(\d{1,2}):(\d{2}):(\d{2})(?:[.,:](\d{1,9}))?"
_OFFSET = r"(Z|[+-]\d{2}:?\d{2})"
_YEAR_FIRST: Final = re.compile(
    rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})[T ]{_CLOCK}\s*{_OFFSET}?"
)
_DAY_FIRST: Final = re.compile(
    rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}})[T /]{_CLOCK}"
)
_TIME_OF_DAY: Final = re.compile(_CLOCK)

_EPOCHS: Final = (
    (Decimal(10) ** 17, 1),
    (Decimal(10) ** 14, 1_000),
    (Decimal(10) ** 11, 1_000_000),
    (Decimal(3) * 10**8, NS_PER_S),
)
"""From this size on a number is an epoch in ns, µs, ms or s (all since about 1980)."""

_FIRST_EPOCH_NS: Final = 3 * 10**8 * NS_PER_S
_LAST_EPOCH_NS: Final = 10**10 * NS_PER_S
"""No recording is from before 1979 or from 2286: such a number is something else."""

_ELAPSED_UNITS: Final = {"s": NS_PER_S, "ms": 1_000_000, "us": 1_000, "ns": 1}


class Clock(StrEnum):
    """What is known of the clock that stamped a file."""

    NONE = "no clock"
    ELAPSED = "seconds since a start"
    DAY = "time of day"
    LOCAL = "local clock"
    UTC = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """Stamps in ns: since 1970 (UTC, LOCAL), midnight (DAY) or a start (ELAPSED)."""

    clock: Clock
    ns: tuple[int, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A stamp as it stands in the file, and where."""

    line: int
    text: str


def parse_stamps(
    written: Sequence[Written], *, of: str, unit: str | None = None, rr_ms: float = 0.0
) -> Stamps:
    """The stamps of one column; ImportFileError names the line that is none.

    Small numbers are seconds since a start, unless `unit` (s, ms, us, ns) says
    otherwise or they grow by what the intervals, `rr_ms` in all, make in another.
    """
    first = written[0]
    if _number(first.text) is not None:
        return _numbers(written, of=of, unit=unit, rr_ms=rr_ms)
    clock, parse = Clock.LOCAL, _dated
    if _dated(first.text) is None:
        clock, parse = Clock.DAY, _of_day
    found: list[int] = []
    zoned = 0
    for stamp in written:
        parsed = parse(stamp.text)
        if parsed is None:
            raise _not_a_time(stamp, of)
        ns, offset_ns = parsed
        zoned += offset_ns is not None
        found.append(ns - (offset_ns or 0))
    if zoned == len(found):
        return Stamps(clock=Clock.UTC, ns=tuple(found))
    if zoned:
        msg = sentence("wrong.import.mixed_offsets", of=of)
        raise ImportFileError(msg)
    if clock is Clock.DAY:
        return Stamps(clock=clock, ns=_over_midnight(found))
    day_first = _YEAR_FIRST.fullmatch(first.text.strip()) is None
    note = sentence("import.note.day_first") if day_first else None
    return Stamps(clock=clock, ns=tuple(found), note=note)


def zone_called(name: str) -> ZoneInfo:
    """The time zone of this name; ImportFileError where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        msg = sentence("wrong.import.no_zone", name=name)
        raise ImportFileError(msg) from error


def to_utc(local_ns: int, zone: ZoneInfo) -> int:
    """A local clock's ns since 1970 as UTC; the earlier of two in a doubled hour."""
    seconds = local_ns // NS_PER_S
    naive = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=zone)
    offset = naive.utcoffset() or timedelta()
    return local_ns - offset // timedelta(microseconds=1) * 1000


def to_local(utc_ns: int, zone: ZoneInfo) -> int:
    """UTC ns since 1970 as ns since 1970 on a local clock."""
    moment = datetime.fromtimestamp(utc_ns // NS_PER_S, UTC).astimezone(zone)
    offset = moment.utcoffset() or timedelta()
    return utc_ns + offset // timedelta(microseconds=1) * 1000


def nearest_day(of_day_ns: int, anchor_ns: int) -> int:
    """A time of day on the date that brings it nearest to a dated stamp."""
    midnight_ns = anchor_ns - anchor_ns % DAY_NS
    candidates = (midnight_ns + days * DAY_NS + of_day_ns for days in (-1, 0, 1))
    return min(candidates, key=lambda ns: abs(ns - anchor_ns))


def readable(ns: int, clock: Clock) -> str:
    """A stamp for an error message."""
    if clock in (Clock.UTC, Clock.LOCAL):
        text = datetime.fromtimestamp(ns / NS_PER_S, UTC).strftime("%Y-%m-%d %H:%M:%S")
        return f"{text}Z" if clock is Clock.UTC else text
    return str(timedelta(seconds=round(ns / NS_PER_S)))


def _numbers(
    written: Sequence[Written], *, of: str, unit: str | None, rr_ms: float
) -> Stamps:
    values = []
    for stamp in written:
        value = _number(stamp.text)
        if value is None:
            raise _not_a_time(stamp, of)
        values.append(value)
    size = median(values)
    if unit is not None and size * _ELAPSED_UNITS[unit] < _LAST_EPOCH_NS:
        scaled = tuple(int(v * _ELAPSED_UNITS[unit]) for v in values)
        since_1970 = size * _ELAPSED_UNITS[unit] >= _FIRST_EPOCH_NS
        return Stamps(clock=Clock.UTC if since_1970 else Clock.ELAPSED, ns=scaled)
    for least, ns_each in _EPOCHS:
        if size >= least:
            for stamp, value in zip(written, values, strict=True):
                if not 0 < value * ns_each < _LAST_EPOCH_NS:
                    raise _not_a_time(stamp, of)
            return Stamps(clock=Clock.UTC, ns=tuple(int(v * ns_each) for v in values))
    ns_each = _ELAPSED_UNITS[_likely_unit(values, rr_ms)]
    return Stamps(clock=Clock.ELAPSED, ns=tuple(int(v * ns_each) for v in values))


def _likely_unit(values: Sequence[Decimal], rr_ms: float) -> str:
    span = float(max(values) - min(values))
    if rr_ms <= 0 or span <= 0:
        return "s"
    per_ms = span / rr_ms
    for unit, most in (("s", 0.03), ("ms", 30), ("us", 30_000)):
        if per_ms < most:
            return unit
    return "ns"


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _dated(text: str) -> tuple[int, int | None] | None:
    offset_ns = None
    if match := _YEAR_FIRST.fullmatch(text.strip()):
        year, month, day = (int(part) for part in match.groups()[:3])
        clock = match.groups()[3:7]
        offset_ns = _offset_ns(match.group(8))
    elif match := _DAY_FIRST.fullmatch(text.strip()):
        day, month, year = (int(part) for part in match.groups()[:3])
        year += 2000 if year < 100 else 0
        if month > 12:
            day, month = month, day
        clock = match.groups()[3:]
    else:
        return None
    of_day_ns = _clock_ns(clock)
    if not 1970 < year < 2286:
        return None
    try:
        days = date(year, month, day).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        return None
    return None if of_day_ns is None else (days * DAY_NS + of_day_ns, offset_ns)


def _of_day(text: str) -> tuple[int, int | None] | None:
    match = _TIME_OF_DAY.fullmatch(text.strip())
    of_day_ns = _clock_ns(match.groups()) if match else None
    return None if of_day_ns is None else (of_day_ns, None)


def _clock_ns(parts: Sequence[str | None]) -> int | None:
    hour, minute, second = (int(part or 0) for part in parts[:3])
    if hour > 23 or minute > 59 or second > 60:
        return None
    fraction_ns = int((parts[3] or "").ljust(9, "0"))
    return ((hour * 60 + minute) * 60 + second) * NS_PER_S + fraction_ns


def _offset_ns(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return (-minutes if text[0] == "-" else minutes) * 60 * NS_PER_S


def _over_midnight(of_day_ns: Sequence[int]) -> tuple[int, ...]:
    days_ns = 0
    out = []
    for before, ns in zip([of_day_ns[0], *of_day_ns], of_day_ns, strict=False):
        if before - ns > DAY_NS // 2:
            days_ns += DAY_NS
        out.append(ns + days_ns)
    return tuple(out)


def _not_a_time(stamp: Written, of: str) -> ImportFileError:
    return ImportFileError(
        sentence("wrong.import.no_time", of=of, line=stamp.line, text=stamp.text[:40])
    )
