"""Which account of this computer a connection comes from, as the kernel knows it.

Loopback keeps other machines out, not other people who are logged in on this one: every
account reaches 127.0.0.1. Linux writes the account of each socket into a table that
anybody may read, so the other end of a connection can be looked up there. Nothing is
handed out that could leak, and it holds for a WebSocket as for a page.

macOS and Windows show no such table to an ordinary account: there the answer is None.

Source: the kernel's Documentation/networking/proc_net_tcp.rst.
"""

import os
import socket
import sys
from pathlib import Path
from typing import Final

TABLE: Final = Path("/proc/net/tcp")
ROOT: Final = 0
"""The administrator reads every file of every account anyway."""

Address = tuple[str, int]


def are_known(table: Path = TABLE) -> bool:
    """Whether this computer tells whose connection it is."""
    return hasattr(os, "getuid") and os.access(table, os.R_OK)


def is_own_account(
    client: Address, server: Address, table: Path = TABLE
) -> bool | None:
    """Whether the client's end of this connection is ours; None where unknown."""
    if not hasattr(os, "getuid"):
        return None
    wanted = (_as_listed(client), _as_listed(server))
    try:
        lines = table.read_text("ascii").splitlines()[1:]
    except (OSError, UnicodeDecodeError):
        return None
    for line in lines:
        cells = line.split()
        if (cells[1], cells[2]) == wanted:
            return int(cells[7]) in {ROOT, os.getuid()}
    return None


def _as_listed(address: Address) -> str:
    """An IPv4 address as the table writes it: the number as it lies in memory."""
    number = int.from_bytes(socket.inet_aton(address[0]), sys.byteorder)
    return f"{number:08X}:{address[1]:04X}"
