"""What is wrong with the bytes of a recording: page by page, row by row, seal by seal.

Nothing here gives up at the first finding: a flipped bit may hide a row, a page or a
table, and everything else must still be looked at. Rows are read in halves of halves
around what cannot be read, so that the report names them.

How many rows there should be is said by the last seal, which has no CRC. A seal covers
at most `SEAL_EVERY` rows, and no file holds more than fit into its bytes: a number
beyond either is damage, and never a reason to go looking for 2^62 rows.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from samenstemming.recording import rows, store
from samenstemming.recording.appender import NO_HEAD, SEAL_EVERY, rest_digest
from samenstemming.recording.reader import is_whole, is_whole_side, link

EVENTS = (
    "SELECT seq, boot, t_ns, kind, wearer, topic, payload, crc FROM event "
    "WHERE seq BETWEEN ? AND ? ORDER BY seq"
)

SMALLEST_ROW = 16
"""Bytes: no file holds more rows than this allows, whatever a number in it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckProblem:
    """One finding: a code with words in `words/`, a sentence, and the rows meant."""

    code: str
    sentence: str
    seqs: tuple[int, ...] = ()


def find_damage(connection: sqlite3.Connection, path: Path) -> list[CheckProblem]:
    """Every sign of damage; an empty list where the file is what was written."""
    problems = [*_pages(connection), *_schema(connection)]
    problems += _side_tables(connection)
    seals, seal_problems = _seals(connection, _most_rows(path))
    problems += seal_problems
    problems += _events(connection, seals)
    return problems


def _pages(connection: sqlite3.Connection) -> list[CheckProblem]:
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    except store.SQLITE_ERRORS as error:
        said = [str(error)]
    return [
        CheckProblem(code="integrity", sentence=f"SQLite finds damage: {line}.")
        for line in said
        if line != "ok"
    ]


def _schema(connection: sqlite3.Connection) -> list[CheckProblem]:
    query = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    model = sqlite3.connect(":memory:")
    try:
        model.executescript(store.schema())
        wanted = set(model.execute(query).fetchall())
    finally:
        model.close()
    try:
        found = set(connection.execute(query).fetchall())
    except store.SQLITE_ERRORS as error:
        return [_unreadable("the list of tables", error)]
    names = sorted({str(name) for _, name, _ in wanted ^ found})
    if not names:
        return []
    sentence = f"Not as this format defines it: {', '.join(names)}."
    return [CheckProblem(code="schema", sentence=sentence)]


def _side_tables(connection: sqlite3.Connection) -> list[CheckProblem]:
    problems = []
    for table, order in (("meta", "rowid"), ("boot", "boot"), ("anchor", "anchor")):
        try:
            found = connection.execute(
                f"SELECT * FROM {table} ORDER BY {order}"
            ).fetchall()
        except store.SQLITE_ERRORS as error:
            problems.append(_unreadable(f"the table {table}", error))
            continue
        problems += [
            CheckProblem(
                code=table,
                sentence=f"Row {row[0]!r} of {table} is not what was written.",
            )
            for row in found
            if not is_whole_side(row)
        ]
    return problems


def _seals(
    connection: sqlite3.Connection, most: int
) -> tuple[list[tuple[int, bytes]], list[CheckProblem]]:
    try:
        found = connection.execute(
            "SELECT seal, seq, head, rest, boot FROM seal ORDER BY seal"
        ).fetchall()
        newest = connection.execute("SELECT max(boot) FROM boot").fetchone()[0]
        rest = rest_digest(connection)
    except (*store.SQLITE_ERRORS, ValueError) as error:
        return [], [_unreadable("the seals", error)]
    problems = []
    seals: list[tuple[int, bytes]] = []
    for place, (number, seq, head, _, _) in enumerate(found, start=1):
        before = seals[-1][0] if seals else 0
        if (
            number != place
            or not isinstance(seq, int)
            or not before <= seq <= min(before + SEAL_EVERY, most)
        ):
            sentence = f"Seal {place} is not where it was written."
            problems.append(CheckProblem(code="seal", sentence=sentence))
            break
        seals.append((seq, head))
    if found and found[-1][4] == newest and found[-1][3] not in {None, rest}:
        sentence = "Meta, boots or anchors are not those that were sealed at the end."
        problems.append(CheckProblem(code="rest", sentence=sentence))
    return seals, problems


def _most_rows(path: Path) -> int:
    """How many rows the file and its log have room for."""
    files = (path, path.with_name(path.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists()) // SMALLEST_ROW


def _events(
    connection: sqlite3.Connection, seals: list[tuple[int, bytes]]
) -> list[CheckProblem]:
    sealed = seals[-1][0] if seals else 0
    # Fewer rows than this can be unsealed; one with a larger number lost its own.
    highest = sealed + SEAL_EVERY
    found, unreadable = read_rows(connection, 1, highest)
    try:
        stray = connection.execute(
            "SELECT seq FROM event WHERE seq NOT BETWEEN 1 AND ?", (highest,)
        ).fetchall()
    except store.SQLITE_ERRORS:
        stray = []
    present = {row.seq for row in found}
    last = max(max(present, default=0), sealed)
    wrong = {row.seq for row in found if not is_sound(row)}
    missing = set(range(1, last + 1)) - present
    lost = {seq for seq in unreadable if seq <= last}
    damaged = sorted(wrong | missing | lost | {seq for (seq,) in stray})
    if damaged:
        sentence = f"Damaged rows: {spans(damaged)}."
        return [CheckProblem(code="rows", sentence=sentence, seqs=tuple(damaged))]
    if unreadable:
        sentence = f"What follows row {last} cannot be read."
        return [CheckProblem(code="rows", sentence=sentence, seqs=(last + 1,))]
    return _chain(found, seals)


def is_sound(row: rows.Row) -> bool:
    """Whether a row is what was written, and an event."""
    if not is_whole(row):
        return False
    try:
        rows.decode(rows.Content(*row[2:7]))
    except ValueError:
        return False
    return True


def _chain(found: list[rows.Row], seals: list[tuple[int, bytes]]) -> list[CheckProblem]:
    head, done = NO_HEAD, 0
    for seq, sealed in seals:
        head = link(head, found[done:seq])
        if head != sealed:
            sentence = f"The seal over rows {done + 1} to {seq} does not fit them."
            return [CheckProblem(code="chain", sentence=sentence)]
        done = seq
    return []


def read_rows(
    connection: sqlite3.Connection, first: int, last: int
) -> tuple[list[rows.Row], list[int]]:
    """Rows that can be read, and the numbers at which reading fails."""
    try:
        found = connection.execute(EVENTS, (first, last)).fetchall()
    except store.SQLITE_ERRORS:
        if first == last:
            return [], [first]
        middle = (first + last) // 2
        left, left_lost = read_rows(connection, first, middle)
        right, right_lost = read_rows(connection, middle + 1, last)
        return left + right, left_lost + right_lost
    return [rows.Row(*row) for row in found], []


def _unreadable(what: str, error: Exception) -> CheckProblem:
    return CheckProblem(
        code="unreadable", sentence=f"SQLite cannot read {what}: {error}."
    )


def spans(numbers: Iterable[int], *, most: int = 12) -> str:
    """Row numbers as a person writes them: 3, 17 to 20, 33."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    said = [str(a) if a == b else f"{a} to {b}" for a, b in parts[:most]]
    if len(parts) > most:
        said.append(f"and {len(parts) - most} more stretches")
    return ", ".join(said)
