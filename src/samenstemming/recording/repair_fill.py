"""Holes between the rows that are left: numbered on, and said, never filled with data.

A hole's markers stand at the last moment that is known before it, with the boot that
its number belongs to. A lost row of `boot` is put back as far as the events tell it:
which number it had, and after which event it began. Without it two epochs of the
monotonic clock would be read as one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zlib import crc32

from samenstemming.events import LOST_ROW, ROWS_LOST, Marker
from samenstemming.recording import rows
from samenstemming.recording.reader import Found, Joiner, anchor_of, boot_of
from samenstemming.recording.repair_rows import Salvage, Side

UNKNOWN = "lost"
"""What a row of `boot` that was put back says of software, SQLite and system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Lost rows, and the session time in s between their neighbours; None at an end."""

    first_seq: int
    last_seq: int
    from_s: float | None
    until_s: float | None

    def to_json(self) -> dict[str, object]:
        """As the meta holds it."""
        return {
            "first_seq": self.first_seq,
            "last_seq": self.last_seq,
            "from_s": self.from_s,
            "until_s": self.until_s,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """All rows of the new file, in order, and what is lost."""

    events: list[rows.Row]
    boots: list[tuple[object, ...]]
    anchors: list[tuple[object, ...]]
    stretches: tuple[Stretch, ...]
    rows_lost: int
    boots_lost: int
    anchors_lost: int
    zero_known: bool


def fill(left: Salvage) -> Filled:
    """The rows that are left with a marker in the place of each that is lost."""
    boots, boots_lost = _boots(left)
    holes = _holes(left)
    last = max(left.events)
    sealed = max((seal.seq for seal in left.seals.values()), default=0)
    events = dict(left.events)
    for first, final in holes:
        events |= {row.seq: row for row in _fill_hole(left, boots, first, final)}
    ended = sealed - last
    if ended > 0:
        # One marker is enough where no row comes after it.
        row = left.events[last]
        events[last + 1] = _marker_row(
            last + 1, row.boot, row.t_ns, ROWS_LOST, {"rows": ended, "for_s": None}
        )
        holes.append((last + 1, sealed))
    in_order = [events[seq] for seq in sorted(events)]
    anchors = [left.anchors[number] for number in sorted(left.anchors)]
    times = _times(boots, anchors, in_order)
    first_tick = min((s for s, r in left.events.items() if r.kind == "tick"), default=1)
    fixed = bool(boots) and boots[0][2] is not None
    return Filled(
        events=in_order,
        boots=list(boots),
        anchors=list(anchors),
        stretches=tuple(
            Stretch(
                first_seq=first,
                last_seq=final,
                from_s=times.get(first - 1),
                until_s=times.get(final + 1),
            )
            for first, final in holes
        ),
        rows_lost=sum(final - first + 1 for first, final in holes),
        boots_lost=boots_lost,
        anchors_lost=max(left.anchors, default=0) - len(left.anchors),
        zero_known=fixed or not any(first < first_tick for first, _ in holes),
    )


def _holes(left: Salvage) -> list[tuple[int, int]]:
    """First and last number of each stretch of rows that are missing in between."""
    holes = []
    before = 0
    for seq in sorted(left.events):
        if seq > before + 1:
            holes.append((before + 1, seq - 1))
        before = seq
    return holes


def _boots(left: Salvage) -> tuple[list[Side], int]:
    """All rows of `boot`, those that are lost put back as far as events tell them."""
    boots = dict(left.boots)
    first_of: dict[int, int] = {}
    for seq in sorted(left.events):
        first_of.setdefault(left.events[seq].boot, seq)
    lost = 0
    after = max(left.events)
    for number in range(max((*boots, *first_of)), 0, -1):
        # It began before the first event of its own, or of a later one.
        after = min(after, first_of.get(number, after + 1) - 1)
        if number in boots:
            continue
        lost += 1
        begins = after if number > 1 else 0
        values = (number, begins, None, None, UNKNOWN, UNKNOWN, UNKNOWN)
        boots[number] = (*values, rows.side_crc(values))
    return [boots[number] for number in sorted(boots)], lost


def _fill_hole(
    left: Salvage, boots: list[Side], first: int, final: int
) -> Iterator[rows.Row]:
    """Markers for the rows from `first` to `final`, all of which are lost."""
    before, after = left.events.get(first - 1), left.events.get(final + 1)
    same = before and after and before.boot == after.boot
    for_s = (after.t_ns - before.t_ns) / 1e9 if before and after and same else None
    begins = [(_int(boot[0]), _int(boot[1])) for boot in boots]
    # A hole may hide that a collector ended and another went on.
    edges = [first, *(seq + 1 for _, seq in begins if first <= seq < final), final + 1]
    for start, end in pairwise(edges):
        boot = max((number for number, seq in begins if seq < start), default=1)
        t_ns = _moment(left, boot, before, after)
        for seq in range(start, end):
            if seq == first:
                data = {"rows": final - first + 1, "for_s": for_s}
                yield _marker_row(seq, boot, t_ns, ROWS_LOST, data)
            else:
                yield _marker_row(seq, boot, t_ns, LOST_ROW, {})


def _moment(
    left: Salvage, boot: int, before: rows.Row | None, after: rows.Row | None
) -> int:
    """The raw clock of this boot at the hole, as near as it is known."""
    for row in (before, after):
        if row is not None and row.boot == boot:
            return row.t_ns
    anchored = [_int(a[4]) for a in left.anchors.values() if a[1] == boot]
    return min(anchored, default=0)


def _marker_row(
    seq: int, boot: int, t_ns: int, name: str, data: Mapping[str, object]
) -> rows.Row:
    content = rows.encode(Marker(t_ns=t_ns, name=name, data=data))
    return rows.Row(seq, boot, *content, crc32(rows.event_bytes(seq, boot, content)))


def _times(
    boots: list[Side], anchors: list[Side], events: list[rows.Row]
) -> dict[int, float]:
    """Session time in s of each row of the new file, by its number."""
    joiner = Joiner(Path("the new file"))
    joiner.take(
        Found(
            [boot_of(boot) for boot in boots],
            [anchor_of(anchor) for anchor in anchors],
            events,
            closed=True,
        )
    )
    return {seq: round(event.t_ns / 1e9, 3) for seq, event in joiner.release(last=True)}


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
