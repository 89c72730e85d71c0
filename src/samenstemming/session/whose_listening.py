"""Listens to two straps while one of them is touched, and says which one it was.

Both are connected first and heard for a while as they usually are; only then is anybody
asked to press one. `whose_strap` judges what came. An answer has to hold for some
seconds: of two straps that fall silent together, one always seems to do so first.

A link that breaks is no answer. A strap that is lifted goes on being connected for
longer than this takes (straps.md 2), so a lost link is the radio's doing.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from samenstemming.errors import MalformedPacketError
from samenstemming.session.whose_strap import WINDOW_S, Heard, which_answered
from samenstemming.sources import ble
from samenstemming.sources.backoff import Backoff
from samenstemming.sources.ble_air import Air
from samenstemming.sources.ble_names import SeenStrap
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.ble_trouble import RadioError, Trouble
from samenstemming.wire.heart_rate import decode

REST_S: Final = 8.0
"""How long both are heard before anybody is asked to press."""

LONGEST_REST_S: Final = 25.0
"""A strap that was just put on takes a while to find its heart."""

ENOUGH_RR: Final = 4
"""Packets with RR from which a strap's usual way is known."""

HOLDS_S: Final = 3.0
"""So long the same answer, before it is one."""

LOOK_EVERY_S: Final = 0.25
"""Answers are looked for so often."""

ATTEMPTS: Final = 3

log = logging.getLogger(__name__)


class Stage(StrEnum):
    """What is being done, for a screen to say."""

    CONNECTING = "connecting"
    RESTING = "resting"
    ASKING = "asking"


class Outcome(StrEnum):
    """How it ended."""

    ANSWERED = "answered"
    UNCLEAR = "unclear"
    NOT_WORN = "not_worn"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How it ended; `key` is the strap that this is about, of the two `keys`."""

    outcome: Outcome
    keys: tuple[str, ...]
    key: str | None = None
    trouble: Trouble | None = None
    evidence: str = ""
    serials: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class _Ear:
    """What one strap has said, and whether its link is lost."""

    key: str
    now_s: Callable[[], float]
    heard: list[Heard] = field(default_factory=list)
    lost: bool = False
    serial: str = ""

    def take(self, payload: bytes) -> None:
        t_s = self.now_s()
        try:
            self.heard.append(Heard(t_s=t_s, said=decode(payload)))
        except MalformedPacketError:
            log.info("strap %s sent something that is no packet", self.key)

    def gone(self) -> None:
        self.lost = True

    @property
    def usual(self) -> bool:
        """Whether enough is known of how it usually is."""
        return sum(bool(one.said.rr_ticks) for one in self.heard) >= ENOUGH_RR


class _StrapTroubleError(Exception):
    def __init__(self, key: str, error: RadioError) -> None:
        super().__init__(str(error))
        self.key = key
        self.error = error


async def listen_whose(
    straps: Mapping[str, SeenStrap],
    *,
    air: Air,
    patience: Patience,
    tell: Callable[[Stage, float], None] = lambda stage, lasts_s: None,
    speed: float = 1.0,
) -> Answer:
    """Which strap was touched. `tell` hears each stage and its length in seconds."""
    loop = asyncio.get_running_loop()

    def now_s() -> float:
        return loop.time() * speed

    keys = tuple(straps)
    ears = {key: _Ear(key, now_s) for key in keys}
    try:
        tell(Stage.CONNECTING, patience.connect_s)
        async with AsyncExitStack() as links:
            for key, strap in straps.items():
                await links.enter_async_context(
                    _hearing(air, strap, ears[key], patience)
                )
            tell(Stage.RESTING, REST_S)
            worn = await _rest(ears, now_s, speed)
            if worn is not None:
                return Answer(outcome=Outcome.NOT_WORN, keys=keys, key=worn)
            tell(Stage.ASKING, WINDOW_S)
            touched = await _ask(ears, now_s, speed)
    except _StrapTroubleError as trouble:
        return Answer(
            outcome=Outcome.TROUBLE,
            keys=keys,
            key=trouble.key,
            trouble=trouble.error.trouble,
            evidence=trouble.error.evidence,
        )
    return Answer(
        outcome=Outcome.UNCLEAR if touched is None else Outcome.ANSWERED,
        keys=keys,
        key=touched,
        serials={k: ear.serial for k, ear in ears.items() if ear.serial},
    )


async def _rest(
    ears: Mapping[str, _Ear], now_s: Callable[[], float], speed: float
) -> str | None:
    """The key of a strap that feels no heart; None once all are known well enough."""
    begun_s = now_s()
    while True:
        _must_hold(ears)
        rested_s = now_s() - begun_s
        unknown = [key for key, ear in ears.items() if not ear.usual]
        if rested_s >= REST_S and not unknown:
            return None
        if rested_s >= LONGEST_REST_S:
            return unknown[0]
        await asyncio.sleep(LOOK_EVERY_S / speed)


async def _ask(
    ears: Mapping[str, _Ear], now_s: Callable[[], float], speed: float
) -> str | None:
    asked_s = now_s()
    answer: str | None = None
    since_s = asked_s
    while now_s() < asked_s + WINDOW_S:
        _must_hold(ears)
        now = which_answered({k: e.heard for k, e in ears.items()}, asked_s, now_s())
        if now != answer:
            answer, since_s = now, now_s()
        if answer is not None and now_s() - since_s >= HOLDS_S:
            return answer
        await asyncio.sleep(LOOK_EVERY_S / speed)
    return which_answered(
        {k: e.heard for k, e in ears.items()}, asked_s, asked_s + WINDOW_S
    )


def _must_hold(ears: Mapping[str, _Ear]) -> None:
    for key, ear in ears.items():
        if ear.lost:
            raise _StrapTroubleError(key, RadioError(Trouble.OUT_OF_REACH))


@asynccontextmanager
async def _hearing(
    air: Air, strap: SeenStrap, ear: _Ear, patience: Patience
) -> AsyncIterator[None]:
    """Inside, the strap is connected and its packets reach this ear."""
    backoff = Backoff(patience.delays_s)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            link = await _connected(air, strap, ear, patience)
            break
        except RadioError as error:
            log.info("strap %s, attempt %d: %s", strap.shown, attempt, error)
            if attempt == ATTEMPTS:
                raise _StrapTroubleError(ear.key, error) from error
        await asyncio.sleep(backoff.next_s())
    try:
        yield
    finally:
        await link.close(within_s=patience.disconnect_s)


async def _connected(
    air: Air, strap: SeenStrap, ear: _Ear, patience: Patience
) -> ble.Link:
    def mine(seen: Iterable[SeenStrap]) -> SeenStrap | None:
        return next((s for s in seen if s.address == strap.address), None)

    ear.lost = False
    link = air.radio.link(await air.find(mine), lost=ear.gone)
    try:
        async with air.lock:
            await link.connect(within_s=patience.connect_s)
        await link.listen(ble.MEASUREMENT, ear.take, within_s=patience.call_s)
        ear.serial = await _serial(link, patience)
    except BaseException:
        await link.close(within_s=patience.disconnect_s)
        raise
    return link


async def _serial(link: ble.Link, patience: Patience) -> str:
    """The serial number, by which a strap is known again; empty where it says none."""
    try:
        raw = await link.read(ble.SERIAL, within_s=patience.call_s)
    except RadioError as error:
        log.info("no serial number: %s", error)
        return ""
    return raw.decode(errors="replace").strip("\0 ")
