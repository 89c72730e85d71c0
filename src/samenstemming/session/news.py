"""Waiting for something new: what lets a screen hear at once without asking often.

A screen that asks three times a second costs itself and the collector more than all it
draws, and still shows a press a third of a second late. So it may ask "after news 17":
the answer comes as soon as there is an eighteenth, and after a second in any case,
because time alone changes things too (a turn that runs out, a strap that is lost).
"""

import asyncio
from typing import Final

WITHIN_S: Final = 1.0
"""Seconds after which an answer comes though nothing was new."""


class News:
    """Counts what people pressed and what the talk said; made and told in one loop."""

    def __init__(self) -> None:
        self.number = 0
        self._ended = False
        self._newer = asyncio.Event()

    def tell(self) -> None:
        """Something is new: whoever waits goes on."""
        self.number += 1
        self._newer.set()
        self._newer = asyncio.Event()

    def end(self) -> None:
        """Nobody waits any more: an open answer would hold up the closing."""
        self._ended = True
        self.tell()

    async def after(self, seen: object, *, within_s: float = WITHIN_S) -> None:
        """Return once the newest number is not the one that was seen.

        At once for a number that is not the newest, and for None.
        """
        if self._ended or seen != self.number:
            return
        newer = self._newer
        try:
            async with asyncio.timeout(within_s):
                await newer.wait()
        except TimeoutError:
            return
