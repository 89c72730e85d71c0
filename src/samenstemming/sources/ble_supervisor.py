"""One strap for a whole session: found, connected, heard, lost, and found again.

It never gives up while the session lasts, and no fault of this strap reaches the other
one. Every change of the link is told as it is, with its reason. A link that is up but
silent is taken for lost: when `bluetoothd` dies, nobody else says so.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from samenstemming.events import (
    BATTERY_LEVEL,
    HEART_RATE_MEASUREMENT,
    POLAR_ECG,
    Event,
    LinkChange,
    Packet,
    Wearer,
)
from samenstemming.sources import ble
from samenstemming.sources.backoff import Backoff
from samenstemming.sources.ble_air import Air
from samenstemming.sources.ble_ecg import STATE, Ecg, EcgKeeper
from samenstemming.sources.ble_names import SeenStrap
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.ble_trouble import RadioError, Trouble

Learned = Callable[[Wearer, Mapping[str, str]], None]
"""Hears what a strap says about itself: `strap`, `model`, `serial`, `firmware`, and
what became of its `ecg` where one is wanted."""

Identify = Callable[[Iterable[SeenStrap]], SeenStrap | None]
"""Which of those in the air this wearer's strap is; RadioError where it is unclear."""

_ABOUT: Final = {
    "model": ble.MODEL,
    "serial": ble.SERIAL,
    "firmware": ble.FIRMWARE,
}

_SAID_EACH_TIME: Final = ("connecting", "connected", "lost", "silent")

log = logging.getLogger(__name__)


class Supervisor:
    """Keeps one wearer's strap connected. `run` ends only when it is cancelled."""

    def __init__(
        self,
        wearer: Wearer,
        *,
        air: Air,
        identify: Identify,
        deliver: Callable[[Event], None],
        now_ns: Callable[[], int],
        learned: Learned,
        patience: Patience,
        missing: bool = False,
        ecg: bool = False,
    ) -> None:
        self._wearer = wearer
        self._air = air
        self._identify = identify
        self._deliver = deliver
        self._now_ns = now_ns
        self._learned = learned
        self._patience = patience
        self._missing = missing
        self._ecg = EcgKeeper(wanted=ecg, tell=self._say_ecg, patience=patience)
        self._backoff = Backoff(patience.delays_s)
        self._said = ("", "")
        self._connected = False
        self._packets = 0
        self._heard_s = 0.0

    async def run(self) -> None:
        """Find, connect and hear the strap, again and again."""
        if self._missing:
            self._say("waiting", Trouble.NOT_SEEN)
        while True:
            self._packets = 0
            try:
                await self._attempt()
            except RadioError as error:
                trouble, evidence = error.trouble, error.evidence
                log.info("strap %s: %s", self._wearer, error)
            except Exception as error:
                trouble, evidence = Trouble.FAILED, repr(error)
                log.exception("strap %s: an attempt failed oddly", self._wearer)
            self._say_ended(trouble, evidence)
            if self._packets:
                self._backoff.worked()
            self._say("waiting", trouble, evidence)
            await asyncio.sleep(self._backoff.next_s())

    async def _attempt(self) -> None:
        """One link from its beginning to its end, which is always a RadioError."""
        found = await self._air.find(self._identify)
        lost, closed, hearing = asyncio.Event(), asyncio.Event(), asyncio.Event()
        link = self._air.radio.link(found, lost=lost.set)

        def heard(payload: bytes) -> None:
            t_ns = self._now_ns()  # first of all: it is the packet's time
            if not closed.is_set():
                if not self._packets:
                    hearing.set()
                self._heard(t_ns, payload)

        def heard_ecg(frame: bytes) -> None:
            t_ns = self._now_ns()
            if not closed.is_set():
                self._packet(t_ns, POLAR_ECG, frame)

        try:
            async with self._air.lock:
                self._say("connecting", found.strap.name)
                await link.connect(within_s=self._patience.connect_s)
            await self._subscribe(link, heard)
            self._say_connected(self._now_ns())
            beside = [
                asyncio.create_task(self._read_about(link, found.strap)),
                asyncio.create_task(
                    self._ecg.run(link, heard_ecg, hearing=hearing, lost=lost)
                ),
            ]
            try:
                await self._watch(lost)
            except RadioError as error:
                # Before it is closed, which may take seconds where the system hangs.
                self._say_ended(error.trouble, error.evidence)
                raise
            finally:
                for task in beside:
                    task.cancel()
                await asyncio.gather(*beside, return_exceptions=True)
        finally:
            await link.close(within_s=self._patience.disconnect_s)
            # Where that failed bleak may still hand over what the next link hears too.
            closed.set()

    async def _subscribe(self, link: ble.Link, heard: Callable[[bytes], None]) -> None:
        limit_s = self._patience.call_s
        self._heard_s = time.monotonic()
        try:
            await link.listen(ble.MEASUREMENT, heard, within_s=limit_s)
        except RadioError as error:
            if error.trouble is not Trouble.NEEDS_PAIRING:
                raise
            await link.pair(within_s=self._patience.pair_s)
            await link.listen(ble.MEASUREMENT, heard, within_s=limit_s)

    def _heard(self, t_ns: int, payload: bytes) -> None:
        """Hand over and return; whatever goes wrong in here, the link goes on."""
        try:
            if not self._connected:
                self._say_connected(t_ns)
            self._packets += 1
            self._heard_s = time.monotonic()
            # Not through `_packet`: on a cold processor a call costs microseconds.
            self._deliver(
                Packet(
                    t_ns=t_ns,
                    wearer=self._wearer,
                    characteristic=HEART_RATE_MEASUREMENT,
                    payload=payload,
                )
            )
        except Exception:
            log.exception("strap %s: a packet could not be taken", self._wearer)

    def _packet(self, t_ns: int, characteristic: str, payload: bytes) -> None:
        self._deliver(
            Packet(
                t_ns=t_ns,
                wearer=self._wearer,
                characteristic=characteristic,
                payload=payload,
            )
        )

    def _say_connected(self, t_ns: int) -> None:
        """Told once, before the first packet: that may come before bleak is done."""
        if not self._connected:
            self._connected = True
            self._say("connected", t_ns=t_ns)

    async def _watch(self, lost: asyncio.Event) -> None:
        """Ends with a RadioError when the link is lost, or has been silent."""
        while True:
            patience = self._patience
            limit_s = patience.silence_s if self._packets else patience.first_packet_s
            left_s = self._heard_s + limit_s - time.monotonic()
            if left_s <= 0:
                raise RadioError(Trouble.SILENT)
            try:
                # Never longer than what holds from the first packet on.
                async with asyncio.timeout(min(left_s, patience.silence_s)):
                    await lost.wait()
            except TimeoutError:
                continue
            raise RadioError(Trouble.OUT_OF_REACH)

    # -- what else a strap tells ------------------------------------------------

    async def _read_about(self, link: ble.Link, strap: SeenStrap) -> None:
        """Battery and device information. A strap that lacks them is none the worse."""
        about = {"strap": strap.name or strap.address}
        limit_s = self._patience.call_s
        for name, short in _ABOUT.items():
            try:
                value = await link.read(short, within_s=limit_s)
            except RadioError as error:
                log.info("strap %s says no %s: %s", self._wearer, name, error)
            else:
                about[name] = value.decode(errors="replace").strip("\0 ")
        self._learned(self._wearer, about)
        try:
            await self._read_battery(link)
        except RadioError as error:
            log.info("strap %s says nothing of its battery: %s", self._wearer, error)

    async def _read_battery(self, link: ble.Link) -> None:
        """The level now, then each change; asked for where it is not told."""
        limit_s = self._patience.call_s
        self._battery(await link.read(ble.BATTERY_LEVEL, within_s=limit_s))
        try:
            await link.listen(ble.BATTERY_LEVEL, self._battery, within_s=limit_s)
        except RadioError as error:
            log.info("strap %s: its battery must be asked: %s", self._wearer, error)
            while True:
                await asyncio.sleep(self._patience.battery_every_s)
                self._battery(await link.read(ble.BATTERY_LEVEL, within_s=limit_s))

    def _battery(self, payload: bytes) -> None:
        self._packet(self._now_ns(), BATTERY_LEVEL, payload)

    def _say_ecg(self, ecg: Ecg, evidence: str) -> None:
        detail = f"{ecg}: {evidence}" if evidence else str(ecg)
        self._deliver(
            LinkChange(
                t_ns=self._now_ns(), wearer=self._wearer, state=STATE, detail=detail
            )
        )
        if ecg is not Ecg.STOPPED:
            self._learned(self._wearer, {"ecg": detail})

    def _say_ended(self, trouble: Trouble, evidence: str) -> None:
        if self._connected:
            self._connected = False
            state = "silent" if trouble is Trouble.SILENT else "lost"
            self._say(state, trouble, evidence)

    def _say(
        self, state: str, what: str = "", evidence: str = "", *, t_ns: int | None = None
    ) -> None:
        """Tell how the link is; the same twice is told once, except what happened."""
        if (state, what) == self._said and state not in _SAID_EACH_TIME:
            return
        self._said = (state, what)
        detail = f"{what}: {evidence}" if evidence else what
        self._deliver(
            LinkChange(
                t_ns=self._now_ns() if t_ns is None else t_ns,
                wearer=self._wearer,
                state=state,
                detail=detail,
            )
        )
