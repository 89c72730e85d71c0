"""One radio, shared fairly: one scan for all who look, one connection at a time.

Two scans at once are refused by the systems (`InProgress`), and a scan disturbs a
connection that is being made. Hence the lock. A scan looks for every strap that is
missing and ends with the first that it finds, so a strap that stays away never keeps
the other from coming back.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from samenstemming.sources.ble import Found, Radio
from samenstemming.sources.ble_names import SeenStrap
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.ble_trouble import RadioError, Trouble

Mine = Callable[[Iterable[SeenStrap]], SeenStrap | None]
"""Chooses among what is in the air; None where it is not there."""

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Looking:
    """Somebody who waits for a strap."""

    mine: Mine
    found: asyncio.Future[Found] = field(default_factory=asyncio.Future)


class Air:
    """What is in the air, and whose turn it is."""

    def __init__(self, radio: Radio, patience: Patience) -> None:
        self.radio = radio
        self.lock = asyncio.Lock()
        self._patience = patience
        self._looking: list[_Looking] = []
        self._search: asyncio.Task[None] | None = None

    async def look(
        self, seconds: float, enough: Callable[[list[SeenStrap]], bool]
    ) -> list[SeenStrap]:
        """All that is in the air within `seconds`, or until it is enough."""
        seen: dict[str, Found] = {}
        async with self.lock:
            await self._scan(seen, seconds, lambda: enough(_straps(seen)))
        return _straps(seen)

    async def find(self, mine: Mine) -> Found:
        """The strap, once it is heard; RadioError where this scan did not hear it."""
        looking = _Looking(mine)
        self._looking.append(looking)
        if self._search is None:
            self._search = asyncio.create_task(self._search_all())
        try:
            return await looking.found
        finally:
            self._looking.remove(looking)

    async def close(self) -> None:
        """End the scan that may be running."""
        if self._search is not None:
            self._search.cancel()
            await asyncio.gather(self._search, return_exceptions=True)

    async def _search_all(self) -> None:
        """Scan for as long as anybody waits; each slice disappoints who began it."""
        try:
            while waiting := self._waiting():
                trouble = await self._search_once()
                for looking in waiting:
                    if trouble is not None and not looking.found.done():
                        looking.found.set_exception(RadioError(*trouble))
        finally:
            self._search = None

    async def _search_once(self) -> tuple[Trouble, str] | None:
        """One slice; why those who wait got nothing, or None where they go on waiting.

        A slice that ended early, because another strap was found, was no chance.
        """
        seen: dict[str, Found] = {}
        try:
            async with self.lock:
                if await self._scan(
                    seen, self._patience.slice_s, lambda: self._hand_out(seen)
                ):
                    return None
        except RadioError as error:
            return error.trouble, error.evidence
        except Exception as error:
            log.exception("a scan failed in a way nobody has seen before")
            return Trouble.FAILED, repr(error)
        return Trouble.NOT_SEEN, ""

    def _waiting(self) -> list[_Looking]:
        return [looking for looking in self._looking if not looking.found.done()]

    def _hand_out(self, seen: dict[str, Found]) -> bool:
        """Give each what it looks for; True once somebody may go and connect."""
        waiting = self._waiting()
        for looking in waiting:
            try:
                chosen = looking.mine(_straps(seen))
            except RadioError as error:
                looking.found.set_exception(error)
            else:
                if chosen is not None:
                    looking.found.set_result(seen[chosen.address])
        return not waiting or any(looking.found.done() for looking in waiting)

    async def _scan(
        self, seen: dict[str, Found], seconds: float, enough: Callable[[], bool]
    ) -> bool:
        """Whether it was enough before the time was up."""
        news = asyncio.Event()

        def heard(found: Found) -> None:
            seen[found.strap.address] = found
            news.set()

        async def until_enough() -> None:
            while not enough():
                news.clear()
                await news.wait()

        patience = self._patience
        settle_s = min(patience.settle_s, seconds)
        async with self.radio.scanning(heard, within_s=patience.scan_s):
            if await _done_within(until_enough, settle_s):
                return True
            # Only now: what advertises is not held, whatever the system remembers.
            for found in await self.radio.held(within_s=patience.scan_s):
                seen.setdefault(found.strap.address, found)
            return await _done_within(until_enough, seconds - settle_s)


async def _done_within(wait: Callable[[], Awaitable[None]], seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await wait()
    except TimeoutError:
        return False
    return True


def _straps(seen: dict[str, Found]) -> list[SeenStrap]:
    return [found.strap for found in seen.values()]
