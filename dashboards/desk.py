"""What one server process holds: its token, its hub, its straps, recordings to show.

The script that Streamlit runs for every visitor and the routes beside it are the same
process, so they meet here. A page never names a path: it holds a key, and only
recordings that the server itself admitted have one.
"""

import hashlib
import secrets
import socket
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import samenstemming as sam
from samenstemming import home

from .couple_feed import EVERY_S, CoupleFeed
from .guard import Entry
from .hub import Hub
from .replay_desk import ReplayDesk
from .shelf import book_of


@dataclass(eq=False)
class Desk:
    """The state of one process."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    entry: Entry = field(default_factory=Entry)
    hub: Hub = field(default_factory=Hub)
    couple: Hub = field(default_factory=lambda: couple_hub())
    replay: ReplayDesk = field(default_factory=ReplayDesk)
    lan_socket: socket.socket | None = None
    opened: Path | None = None
    language: str | None = None
    straps: sam.StrapDesk = field(default_factory=lambda: sam.StrapDesk())
    practice: sam.PracticeStraps | None = None
    _admitted: dict[str, Path] = field(default_factory=dict)

    @property
    def practising(self) -> bool:
        """Whether this app is there to practise: with straps or a couple made up."""
        if self.practice is not None:
            return True
        if self.opened is None:
            return False
        try:
            return book_of(self.opened).meta.get("simulated") is True
        except (sam.SamenstemmingError, OSError):
            return False

    @property
    def profile_file(self) -> Path:
        """What is remembered of the two; practising has a file of its own."""
        return home.profile_path(practice=self.practising)

    def admit(self, path: Path) -> str:
        """The key by which pages may ask for this recording."""
        whole = path.resolve()
        key = hashlib.sha256(str(whole).encode()).hexdigest()[:12]
        self._admitted[key] = whole
        return key

    def path_of(self, key: str | None) -> Path | None:
        """The recording behind a key; None for keys that were never handed out."""
        return self._admitted.get(key or "")


def couple_hub() -> Hub:
    """A hub of its own for talks: a slow collector holds up no beat."""
    return Hub(open_feed=_couple_feed, ask=lambda _: [], period_s=EVERY_S)


def _couple_feed(path: Path) -> CoupleFeed:
    return CoupleFeed(path, profile=lambda: home.read_profile(desk().profile_file))


@cache
def desk() -> Desk:
    """The desk of this process."""
    return Desk()
