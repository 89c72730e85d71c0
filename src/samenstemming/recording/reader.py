"""Readers: a whole recording at once, or what is new in one that is being made.

Both hand out the same events with the same times, and neither writes a byte beside
the file. Every row's CRC and the chain are checked on the way (1 µs a row): a
damaged heartbeat is refused, not analysed.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from zlib import crc32

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import Event, Recording, Tick
from samenstemming.recording import rows, snapshot
from samenstemming.recording.appender import NO_HEAD
from samenstemming.recording.hostclock import Anchor
from samenstemming.recording.timeline import Timeline
from samenstemming.strict_json import read_json
from samenstemming.words import sentence


class Boot(NamedTuple):
    """Where a collector's run begins."""

    boot: int
    after_seq: int
    zero_ns: int | None
    host_boot: str | None


class HeldAnchor(NamedTuple):
    """An anchor and its place in the file."""

    number: int
    boot: int
    after_seq: int
    anchor: Anchor


@dataclass(slots=True)
class Found:
    """New rows of every table, as one look saw them."""

    boots: list[Boot]
    anchors: list[HeldAnchor]
    events: list[rows.Row]
    closed: bool


class Joiner:
    """Rows to events in session time, in the order in which they were stored.

    Events wait for session zero: the first Tick, or where no more can come, the
    first event.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.timeline = Timeline()
        self.zero_ns: int | None = None
        self.seq = 0
        self.boot = 0
        self.anchor = 0
        self._waiting: list[tuple[int, int, Event]] = []

    def take(self, found: Found) -> None:
        """Add the rows of one look."""
        steps: list[tuple[int, int, Boot | Anchor]] = [
            *((boot.after_seq, boot.boot, boot) for boot in found.boots),
            *((held.after_seq, held.boot, held.anchor) for held in found.anchors),
        ]
        # Stable: a boot stands before its own anchors of the same place.
        steps.sort(key=lambda step: step[:2])
        for row in found.events:
            while steps and steps[0][0] < row.seq:
                self._step(steps.pop(0)[2])
            self._take_row(row)
        for _, _, step in steps:
            self._step(step)
        if found.boots:
            self.boot = found.boots[-1].boot
        if found.anchors:
            self.anchor = found.anchors[-1].number

    def release(self, *, last: bool) -> list[tuple[int, Event]]:
        """Events whose session time is known; `last` says that no more will come."""
        if self.zero_ns is None and last and self._waiting:
            self.zero_ns = self._waiting[0][1]
        if self.zero_ns is None:
            return []
        waiting, self._waiting = self._waiting, []
        zero_ns = self.zero_ns
        return [
            (seq, event if event.t_ns == t_ns - zero_ns else _at(event, t_ns - zero_ns))
            for seq, t_ns, event in waiting
        ]

    def _step(self, step: Boot | Anchor) -> None:
        if isinstance(step, Anchor):
            self.timeline.anchor(step)
            return
        self.timeline.begin(step.host_boot)
        if step.zero_ns is not None and self.zero_ns is None:
            self.zero_ns = step.zero_ns

    def _take_row(self, row: rows.Row) -> None:
        content = rows.Content(*row[2:7])
        if row.seq != self.seq + 1 or not is_whole(row):
            raise damaged(self._path, row.seq)
        try:
            event = rows.decode(content)
        except ValueError as error:
            raise damaged(self._path, row.seq) from error
        t_ns = self.timeline.linear_ns(row.t_ns)
        if self.zero_ns is None and isinstance(event, Tick):
            self.zero_ns = t_ns
        self._waiting.append((row.seq, t_ns, event))
        self.seq = row.seq


def _at(event: Event, t_ns: int) -> Event:
    return replace(event, t_ns=t_ns)


def is_whole(row: rows.Row) -> bool:
    """Whether a row is what was written: its CRC agrees."""
    try:
        content = rows.Content(*row[2:7])
        return crc32(rows.event_bytes(row[0], row[1], content)) == row[7]
    except (TypeError, AttributeError):
        return False


def damaged(path: Path, seq: int) -> RecordingError:
    """Damage at a row, as a sentence."""
    msg = sentence("wrong.recording.damaged_row", path=path, row=seq)
    return RecordingError(msg, problem=RecordingProblem.DAMAGED)


def read_new(
    connection: sqlite3.Connection, path: Path, *, boot: int, anchor: int, seq: int
) -> Found:
    """Rows after these, of every table."""
    boots = [
        boot_of(row)
        for row in _signed(
            connection.execute(
                "SELECT * FROM boot WHERE boot > ? ORDER BY boot", (boot,)
            ),
            path,
            "boot",
        )
    ]
    anchors = [
        anchor_of(row)
        for row in _signed(
            connection.execute(
                "SELECT * FROM anchor WHERE anchor > ? ORDER BY anchor", (anchor,)
            ),
            path,
            "anchor",
        )
    ]
    events = [
        rows.Row(*row)
        for row in connection.execute(
            "SELECT seq, boot, t_ns, kind, wearer, topic, payload, crc FROM event "
            "WHERE seq > ? ORDER BY seq",
            (seq,),
        )
    ]
    return Found(boots, anchors, events, is_closed(connection))


def boot_of(row: Sequence[Any]) -> Boot:
    """What a reader needs of a row of `boot`."""
    return Boot(*row[:4])


def anchor_of(row: Sequence[Any]) -> HeldAnchor:
    """What a reader needs of a row of `anchor`."""
    number, boot, after_seq, _, monotonic_ns, utc_ns, boottime_ns, uncertainty_ns, _ = (
        row
    )
    anchor = Anchor(
        monotonic_ns=monotonic_ns,
        utc_ns=utc_ns,
        boottime_ns=boottime_ns,
        uncertainty_ns=uncertainty_ns,
    )
    return HeldAnchor(number, boot, after_seq, anchor)


def _signed(
    found: Iterable[tuple[Any, ...]], path: Path, table: str
) -> Iterator[tuple[Any, ...]]:
    """Rows of `meta`, `boot` or `anchor` whose CRC agrees; RecordingError otherwise."""
    for row in found:
        if not is_whole_side(row):
            msg = (
                f"{path} is damaged: row {row[0]!r} of its {table} is not what was "
                "written. `samenstemming check` says more."
            )
            raise RecordingError(msg, problem=RecordingProblem.DAMAGED)
        yield row


def is_whole_side(row: tuple[object, ...]) -> bool:
    """Whether a row of `meta`, `boot` or `anchor` is what was written."""
    try:
        return rows.side_crc(row[:-1]) == row[-1]
    except ValueError:  # bytes where text or a number stood
        return False


def is_closed(connection: sqlite3.Connection) -> bool:
    """Whether the newest collector run ended with the closing seal."""
    row = connection.execute(
        "SELECT boot = (SELECT max(boot) FROM boot) AND rest IS NOT NULL "
        "FROM seal ORDER BY seal DESC LIMIT 1"
    ).fetchone()
    return bool(row and row[0])


def read_meta(connection: sqlite3.Connection, path: Path) -> dict[str, object]:
    """The `meta` table; RecordingError where a row of it is damaged."""
    found = connection.execute("SELECT * FROM meta ORDER BY rowid")
    meta = {}
    for row in _signed(found, path, "meta"):
        try:
            meta[row[0]] = read_json(row[1])
        except (ValueError, TypeError) as error:
            msg = f"{path} is damaged: '{row[0]}' of its meta is no JSON ({error})."
            raise RecordingError(msg, problem=RecordingProblem.DAMAGED) from error
    return meta


def read_seals(connection: sqlite3.Connection) -> list[tuple[int, bytes]]:
    """The last row that each seal covers, and the head it holds."""
    return connection.execute("SELECT seq, head FROM seal ORDER BY seal").fetchall()


def chain_head(
    seals: list[tuple[int, bytes]], events: list[rows.Row], path: Path
) -> str:
    """The chain's head over all rows, in hexadecimal; RecordingError if broken."""
    head = NO_HEAD
    done = 0
    for seq, sealed_head in seals:
        head = link(head, events[done:seq])
        if head != sealed_head:
            msg = (
                f"{path} is damaged: rows {done + 1} to {seq} do not give the seal "
                "that was written over them. `samenstemming check` says more."
            )
            raise RecordingError(msg, problem=RecordingProblem.DAMAGED)
        done = seq
    return link(head, events[done:]).hex()


def link(head: bytes, events: list[rows.Row]) -> bytes:
    """The head of the chain after these rows; the same head after none."""
    if not events:
        return head
    digest = hashlib.sha256(head)
    for row in events:
        digest.update(rows.event_bytes(row[0], row[1], rows.Content(*row[2:7])))
    return digest.digest()


def open_recording(path: str | os.PathLike[str]) -> Recording:
    """A recording's meta and events, read once; the file is left as it is."""
    place = Path(path)
    joiner = Joiner(place)

    def read(
        connection: sqlite3.Connection,
    ) -> tuple[dict[str, object], Found, list[tuple[int, bytes]]]:
        found = read_new(connection, place, boot=0, anchor=0, seq=0)
        return read_meta(connection, place), found, read_seals(connection)

    (meta, found, seals), _ = snapshot.look(place, read)
    joiner.take(found)
    return Recording.of(
        (event for _, event in joiner.release(last=True)),
        meta=meta,
        path=str(place),
        chain=chain_head(seals, found.events, place),
    )


class Tail:
    """New events of a recording that may still be growing.

    `poll` opens, reads and closes. `finished` is True once everything has been read
    and nobody is writing any more: the collector closed the file or died. `closed`
    tells the two apart. After a `resume` polling simply goes on.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)
        self._joiner = Joiner(self._path)
        self._seen: tuple[tuple[int, int] | None, ...] | None = None
        self.finished = False
        self.closed = False
        meta, _ = snapshot.look(self._path, lambda c: read_meta(c, self._path))
        self.meta: Mapping[str, object] = MappingProxyType(meta)

    def poll(self) -> list[tuple[int, Event]]:
        """Events since the last poll with their `seq`, oldest first."""
        # Where nobody writes, the file changes only once somebody begins again.
        if (
            self._seen is not None
            and not snapshot.is_alive(self._path)
            and snapshot.stamp(self._path) == self._seen
        ):
            return []
        self._seen = None
        before = snapshot.stamp(self._path)
        joiner = self._joiner
        found, alive = snapshot.look(
            self._path,
            lambda connection: read_new(
                connection,
                self._path,
                boot=joiner.boot,
                anchor=joiner.anchor,
                seq=joiner.seq,
            ),
        )
        joiner.take(found)
        self.closed = found.closed
        self.finished = not alive or found.closed
        if not alive:
            self._seen = before
        return joiner.release(last=self.finished)


def tail(path: str | os.PathLike[str]) -> Tail:
    """Follow a recording from its first event on."""
    return Tail(path)
