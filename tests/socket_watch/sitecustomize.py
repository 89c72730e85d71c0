"""Loaded by every Python process of a test that puts this folder on PYTHONPATH.

Notes down each address that the process connects or sends to, and each name that it
looks up, before it happens: an audit hook sees them all, from whichever library, and
cannot be taken off again.
"""

import os
import sys
from pathlib import Path

SEEN = frozenset(
    {
        "socket.connect",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.getnameinfo",
    }
)


def watch(log: Path) -> None:
    """Note down from now on, for as long as this process lives."""

    def hook(event: str, found: tuple[object, ...]) -> None:
        if event in SEEN:
            told = found[0] if "get" in event else found[-1]
            with log.open("a", encoding="utf-8") as file:
                file.write(f"{os.getpid()}\t{event}\t{told!r}\n")

    sys.addaudithook(hook)


if place := os.environ.get("SOCKET_WATCH"):
    watch(Path(place))
