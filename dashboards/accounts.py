"""Which account of this computer a connection comes from, as the kernel knows it.

Loopback keeps other machines out, not other people who are logged in on this one: every
account reaches 127.0.0.1. Linux writes the account of each socket into a table that
anybody may read, so the other end of a connection can be looked up there. Nothing is
handed out that could leak, and it holds for a WebSocket as for a page.

macOS and Windows show no such table to an ordinary account: there the answer is None.

Source: the kernel's Documentation/networking/proc_net_tcp.rst.
"""

import math
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Final

TABLE: Final = Path("/proc/net/tcp")
ROOT: Final = 0
"""The administrator reads every file of every account anyway."""

NO_INODE: Final = "0"

LOOKS: Final = 3
"""The kernel writes a long table piece by piece, so that a row may slip between two."""

REMEMBERED_S: Final = 0.9

Address = tuple[str, int]


def are_known(table: Path = TABLE) -> bool:
    """Whether this computer tells whose connection it is."""
    return hasattr(os, "getuid") and os.access(table, os.R_OK)


def is_own_account(
    client: Address, server: Address, table: Path = TABLE
) -> bool | None:
    """Whether the client's end of this connection is ours; None where unknown."""
    return OwnAccount(table)(client, server)


def owners(table: Path = TABLE) -> dict[tuple[str, str], int]:
    """Each socket's account by its own end and the other, as the table writes them.

    What nobody holds open any more (TIME-WAIT, mostly) stays in the table for a minute
    as the administrator's, with no inode. It is nobody's, and its port may be somebody
    else's the next moment: it is left out.
    """
    if not hasattr(os, "getuid"):
        return {}
    try:
        lines = table.read_text("ascii").splitlines()[1:]
    except (OSError, UnicodeDecodeError):
        return {}
    rows = [line.split() for line in lines]
    return {
        (cells[1], cells[2]): int(cells[7]) for cells in rows if cells[9] != NO_INODE
    }


class OwnAccount:
    """`is_own_account` that looks at most once a second for connections it has seen.

    A page asks for a hundred files over six connections, and to read the table takes
    up to 20 ms on a busy computer: measured, a third of what a page took. A connection
    stays whose it is, and within a second its two ends are hardly somebody else's
    (Linux keeps them apart where the client closed first, and not always where the
    server did). So this is asked only about who shows the cookie already; who does not
    is looked up at once. Only "ours" is remembered: others are asked about each time.
    """

    def __init__(
        self, table: Path = TABLE, clock: Callable[[], float] = monotonic
    ) -> None:
        self._table = table
        self._clock = clock
        self._read_s = -math.inf
        self._ours: frozenset[tuple[str, str]] = frozenset()

    def __call__(self, client: Address, server: Address) -> bool | None:
        """Whether the client's end of this connection is ours; None where unknown.

        Unknown is where the computer tells of nobody. Where it tells, and not of this
        connection, its client has gone: not ours, and nobody waits for the answer.
        """
        try:
            wanted = (_as_listed(client), _as_listed(server))
        except OSError:
            return None  # no IPv4 address, and none of ours
        now_s = self._clock()
        if wanted in self._ours and now_s - self._read_s < REMEMBERED_S:
            return True
        for _ in range(LOOKS):
            found = owners(self._table)
            if wanted in found:
                break
        if not found:
            return None
        own = {ROOT, os.getuid()}
        self._ours = frozenset(ends for ends, owner in found.items() if owner in own)
        self._read_s = now_s
        return wanted in self._ours


def _as_listed(address: Address) -> str:
    """An IPv4 address as the table writes it: the number as it lies in memory."""
    number = int.from_bytes(socket.inet_aton(address[0]), sys.byteorder)
    return f"{number:08X}:{address[1]:04X}"
