"""Who was let in: links that work once, and the devices that came in with one.

Everything is in memory and ends with the app. A device is known by a cookie and by the
address it came from: over plain HTTP a cookie can be read on its way, and another
machine that shows it does not come in with it alone.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

LINK_LIVES_S: Final = 600.0
"""A link that was printed and forgotten lets nobody in after ten minutes."""

MOST_DEVICES: Final = 8
"""Two phones and a tablet, twice over; whoever came first is let go after that."""


def same(given: str, expected: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell how near."""
    return secrets.compare_digest(given.encode(), expected.encode())


@dataclass(eq=False)
class Pairing:
    """The links and devices of one app that runs."""

    now: Callable[[], float] = time.monotonic
    on_used: Callable[[], None] = lambda: None
    lives_s: float = LINK_LIVES_S
    _link: str = ""
    _until_s: float = 0.0
    _devices: list[tuple[str, str]] = field(default_factory=list)

    def link(self) -> str:
        """The secret of the link that works now: a new one where none does."""
        if not self._link or self.now() >= self._until_s:
            self._link = secrets.token_urlsafe(24)
            self._until_s = self.now() + self.lives_s
        return self._link

    def works(self, secret: str) -> bool:
        """Whether this is the secret of a link that still works."""
        return (
            bool(self._link) and self.now() < self._until_s and same(secret, self._link)
        )

    def let_in(self, secret: str, host: str) -> str | None:
        """A cookie for the device at this address; None for a link that is over."""
        if not self.works(secret):
            return None
        self._link = ""
        cookie = secrets.token_urlsafe(32)
        self._devices = [*self._devices, (cookie, host)][-MOST_DEVICES:]
        self.on_used()
        return cookie

    def knows(self, cookie: str, host: str) -> bool:
        """Whether this device came in, from this address."""
        return any(same(cookie, own) and host == at for own, at in self._devices)
