"""Rows in: numbered, signed with a CRC, and sealed into a chain.

A seal is SHA-256 over the seal before it and the rows since, so a file shows when
rows were changed, dropped or put elsewhere. It shows damage, not forgery: whoever can
write the file can write seals.
"""

import hashlib
import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

from samenstemming.events import Recording
from samenstemming.recording import rows
from samenstemming.recording.hostclock import Anchor
from samenstemming.recording.store import FORMAT, build

SEAL_EVERY = 256
"""Rows between two heads of the chain."""

NO_HEAD = bytes(32)
"""The head before the first seal."""


class Appender:
    """Numbers, signs and seals rows, inside the caller's transaction.

    It knows the last row and the head of the chain. After a rollback it knows too
    much: make a new one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        found = connection.execute(
            "SELECT seq, head FROM seal ORDER BY seal DESC LIMIT 1"
        ).fetchone()
        sealed, head = found or (0, NO_HEAD)
        self.seq: int = sealed
        self._sealed: int = sealed
        self._head: bytes = head
        self._hash = hashlib.sha256(head)
        for row in connection.execute(
            "SELECT seq, boot, t_ns, kind, wearer, topic, payload FROM event "
            "WHERE seq > ? ORDER BY seq",
            (sealed,),
        ):
            self._hash.update(rows.event_bytes(row[0], row[1], rows.Content(*row[2:])))
            self.seq = row[0]
        self.boot: int = connection.execute(
            "SELECT coalesce(max(boot), 0) FROM boot"
        ).fetchone()[0]

    def begin_boot(self, *, host_boot: str | None, zero_ns: int | None = None) -> None:
        """Add the row of a collector's run; what follows belongs to it."""
        import platform  # slow to load, and only writers need it

        self.boot += 1
        values = (
            self.boot,
            self.seq,
            zero_ns,
            host_boot,
            software(),
            sqlite3.sqlite_version,
            f"{platform.system()} {platform.release()}",
        )
        self._connection.execute(
            "INSERT INTO boot VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, rows.side_crc(values)),
        )

    def anchor(self, anchor: Anchor, reason: str) -> None:
        """Add the host's clocks; they hold for the rows that follow."""
        number = self._connection.execute(
            "SELECT coalesce(max(anchor), 0) + 1 FROM anchor"
        ).fetchone()[0]
        values = (
            number,
            self.boot,
            self.seq,
            reason,
            anchor.monotonic_ns,
            anchor.utc_ns,
            anchor.boottime_ns,
            anchor.uncertainty_ns,
        )
        self._connection.execute(
            "INSERT INTO anchor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, rows.side_crc(values)),
        )

    def append(self, content: rows.Content) -> int:
        """Add an event; returns its `seq`."""
        seq = self.seq + 1
        raw = rows.event_bytes(seq, self.boot, content)
        self._connection.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (seq, self.boot, *content, crc32(raw)),
        )
        self._hash.update(raw)
        self.seq = seq
        if seq - self._sealed >= SEAL_EVERY:
            self.seal(None)
        return seq

    def put_meta(self, key: str, value: object) -> None:
        """Set one key of `meta`."""
        put_meta(self._connection, key, value)

    def seal(self, rest: bytes | None) -> None:
        """Add the head of the chain as it is now; `rest` only at a clean close."""
        # With nothing new the head stays: closing changes no recording's name.
        head = self._head if self.seq == self._sealed else self._hash.digest()
        self._connection.execute(
            "INSERT INTO seal (boot, seq, head, rest) VALUES (?, ?, ?, ?)",
            (self.boot, self.seq, head, rest),
        )
        self._head = head
        self._hash = hashlib.sha256(head)
        self._sealed = self.seq

    def close(self) -> None:
        """Seal everything, the other tables included: nothing follows."""
        self.seal(rest_digest(self._connection))


def rest_digest(connection: sqlite3.Connection) -> bytes:
    """SHA-256 of the rows of `meta`, `boot` and `anchor`, in order."""
    digest = hashlib.sha256()
    for table, order in (("meta", "key"), ("boot", "boot"), ("anchor", "anchor")):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
            digest.update(rows.side_bytes([table, *row]) + b"\n")
    return digest.digest()


def put_meta(connection: sqlite3.Connection, key: str, value: object) -> None:
    """Set one key of `meta`; ValueError where JSON cannot hold the value."""
    payload = rows.canonical_json(value)
    rows.must_come_back(payload)
    text = payload.decode()
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)",
        (key, text, rows.side_crc((key, text))),
    )


def put_all_meta(connection: sqlite3.Connection, meta: Mapping[str, object]) -> None:
    """Set every key of a recording's meta, with the format and software by us."""
    put_meta(connection, "software", software())
    for key, value in meta.items():
        put_meta(connection, key, value)
    put_meta(connection, "format", FORMAT)


def software() -> str:
    """Which version of this program writes."""
    from importlib import metadata  # costs 25 ms, and only writers need it

    try:
        return f"samenstemming {metadata.version('samenstemming')}"
    except metadata.PackageNotFoundError:
        return "samenstemming (unknown version)"


def write_recording(path: str | os.PathLike[str], recording: Recording) -> None:
    """Write a whole recording at once, as one finished file; refuses an existing one.

    Its times are session times already and stay exactly what they are.
    """
    contents = [rows.encode(event) for event in recording.events()]

    def fill(connection: sqlite3.Connection) -> None:
        put_all_meta(connection, recording.meta)
        appender = Appender(connection)
        appender.begin_boot(host_boot=None, zero_ns=0)
        for content in contents:
            appender.append(content)
        appender.close()

    build(Path(path), fill)
