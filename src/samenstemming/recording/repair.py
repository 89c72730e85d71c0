"""A damaged recording becomes a new one that holds everything that is left of it.

Every row whose CRC holds is kept, with its own `seq`: an undo names its marker by that
number. What is lost in between is filled with markers that say so, one for each row:
the first of a hole (`rows_lost`) tells how many rows and how long, the others
(`lost_row`) only keep the numbers. Both end a run of beats, live and whole record, so
nothing is computed over a hole. What is lost is written into the meta under `repaired`,
too. Nothing is guessed: a row that is not what was written is not in the new file.

The old file is read and never touched.
"""

import sqlite3
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import rows, snapshot, store
from samenstemming.recording.appender import (
    SEAL_EVERY,
    Appender,
    put_meta,
    rest_digest,
)
from samenstemming.recording.check import REPAIRED, check
from samenstemming.recording.reader import link
from samenstemming.recording.repair_fill import Filled, Stretch, fill
from samenstemming.recording.repair_rows import Salvage, salvage
from samenstemming.words import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was saved out of a damaged recording, and what was not.

    `stretches` in session time, in s. `seals_broken`: rows under a seal that does not
    fit them. `meta_in_doubt`: some of the meta may be missing or out of date, and the
    consent was left out for it.
    """

    path: Path
    to: Path
    rows_kept: int
    rows_lost: int
    stretches: tuple[Stretch, ...]
    seals_broken: tuple[tuple[int, int], ...]
    boots_lost: int
    anchors_lost: int
    zero_known: bool
    meta_in_doubt: bool

    def to_json(self) -> dict[str, object]:
        """As `repair --json` prints it."""
        return {"path": str(self.path), "to": str(self.to), **self.to_meta()}

    def to_meta(self) -> dict[str, object]:
        """As the new file's meta holds it."""
        return {
            "rows_kept": self.rows_kept,
            "rows_lost": self.rows_lost,
            "stretches": [stretch.to_json() for stretch in self.stretches],
            "seals_broken": [list(span) for span in self.seals_broken],
            "boots_lost": self.boots_lost,
            "anchors_lost": self.anchors_lost,
            "zero_known": self.zero_known,
            "meta_in_doubt": self.meta_in_doubt,
        }


def repair(path: Path, to: Path) -> Repair | None:
    """Write what is left of `path` to `to`; None where it is whole: nothing is written.

    RecordingError where a collector writes it, where `to` exists, and where nothing is
    left.
    """
    if to.exists():
        taken = sentence("wrong.recording.exists", path=to)
        raise RecordingError(taken, problem=RecordingProblem.EXISTS)
    if snapshot.is_alive(path):
        msg = f"{path} is being recorded at this moment. Stop it first; then repair it."
        raise RecordingError(msg, problem=RecordingProblem.BUSY)
    doubt = _why_not_ours(path)
    if doubt is None and check(path, finish=False).ok:
        return None
    try:
        left = salvage(path)
    except OSError as error:
        raise store.unwritable(path, error) from error
    if not left.events:
        raise doubt or _hopeless(path)
    _refuse_newer(path, left)
    filled = fill(left)
    meta, in_doubt = _meta_of(left)
    found = Repair(
        path=path,
        to=to,
        rows_kept=len(left.events),
        rows_lost=filled.rows_lost,
        stretches=filled.stretches,
        seals_broken=_broken_seals(left),
        boots_lost=filled.boots_lost,
        anchors_lost=filled.anchors_lost,
        zero_known=filled.zero_known,
        meta_in_doubt=in_doubt,
    )

    def write(connection: sqlite3.Connection) -> None:
        _write(connection, meta, filled, found)

    store.build(to, write)
    if not check(to).ok:
        to.unlink()
        msg = f"What is left of {path} could not be put together; nothing was written."
        raise RecordingError(msg, problem=RecordingProblem.DAMAGED)
    return found


def _why_not_ours(path: Path) -> RecordingError | None:
    """Why the first bytes are not a recording's; None where they are.

    A bit may have flipped there, too: so the rows are looked for all the same.
    """
    try:
        store.identify(path)
    except RecordingError as error:
        if not path.is_file() or error.problem is RecordingProblem.UNWRITABLE:
            raise
        return error
    return None


def _refuse_newer(path: Path, left: Salvage) -> None:
    """A newer format may hold what is unknown here; or its number is what flipped."""
    doubt = _why_not_ours(path)
    if doubt is None or doubt.problem is not RecordingProblem.NEWER:
        return
    if not left.is_of_this_format:
        raise doubt


def _hopeless(path: Path) -> RecordingError:
    msg = (
        f"Nothing could be saved from {path}: not one row in it is what was written. "
        "Keep the file; perhaps a copy of it is elsewhere."
    )
    return RecordingError(msg, problem=RecordingProblem.DAMAGED)


def _meta_of(left: Salvage) -> tuple[list[tuple[object, ...]], bool]:
    """The rows of meta that are kept, and whether some may be missing or old.

    An older value of a consent must not come back to life: in doubt there is none.
    """
    kept = [side for _, side in sorted(left.meta.values())]
    if _is_as_sealed(left):
        return list(kept), False
    last = max(left.seals, default=0)
    was_closed = last > 0 and left.seals[last].rest is not None
    in_doubt = left.carved_meta or left.log_broken or was_closed or not kept
    if in_doubt:
        kept = [side for side in kept if side[0] != "consent"]
    return list(kept), in_doubt


def _is_as_sealed(left: Salvage) -> bool:
    """Whether meta, boots and anchors are exactly those that were sealed at the end."""
    last = max(left.seals, default=0)
    if not last or left.seals[last].rest is None:
        return False
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(store.schema())
        _insert_sides(
            connection,
            meta=[side for _, side in left.meta.values()],
            boots=list(left.boots.values()),
            anchors=list(left.anchors.values()),
        )
        return rest_digest(connection) == left.seals[last].rest
    except sqlite3.Error:
        return False
    finally:
        connection.close()


def _broken_seals(left: Salvage) -> tuple[tuple[int, int], ...]:
    """First and last row under each seal that does not fit the rows that are left."""
    broken = []
    for number, seal in sorted(left.seals.items()):
        before = left.seals.get(number - 1)
        if before is None and number > 1:
            continue  # which rows it covers is not known
        first = before.seq + 1 if before else 1
        if seal.seq - first >= SEAL_EVERY:
            broken.append((first, seal.seq))  # no seal ever covered so many
            continue
        under = [left.events.get(seq) for seq in range(first, seal.seq + 1)]
        there = [row for row in under if row is not None]
        head = link(before.head if before else bytes(32), there)
        if seal.seq >= first and (len(there) < len(under) or head != seal.head):
            broken.append((first, seal.seq))
    return tuple(broken)


def _write(
    connection: sqlite3.Connection,
    meta: list[tuple[object, ...]],
    filled: Filled,
    found: Repair,
) -> None:
    _insert_sides(connection, meta=meta, boots=filled.boots, anchors=filled.anchors)
    put_meta(connection, REPAIRED, found.to_meta())
    if not any(side[0] == "format" for side in meta):
        put_meta(connection, "format", store.FORMAT)
    appender = Appender(connection)
    newest = appender.boot
    for boot, together in groupby(filled.events, key=lambda row: row.boot):
        appender.boot = boot
        for row in together:
            appender.append(rows.Content(*row[2:7]))
    appender.boot = newest
    appender.close()


def _insert_sides(
    connection: sqlite3.Connection,
    *,
    meta: list[tuple[object, ...]],
    boots: list[tuple[object, ...]],
    anchors: list[tuple[object, ...]],
) -> None:
    connection.executemany("INSERT INTO meta VALUES (?, ?, ?)", meta)
    connection.executemany(
        "INSERT INTO boot VALUES (?, ?, ?, ?, ?, ?, ?, ?)", sorted(boots)
    )
    connection.executemany(
        "INSERT INTO anchor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", sorted(anchors)
    )
