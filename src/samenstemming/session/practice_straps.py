"""Straps to practise with: a radio of our own with two simulated hearts in the air.

`SAMENSTEMMING_PRACTICE=1 samenstemming` opens the app with them, and so do the browser
tests. A BlueZ without a radio answers on a bus of its own, and the same Bluetooth code
runs as with real straps. Linux with `dbus-daemon` only.

A pressed strap says what a strap says that is pressed: contact lost and RR that no
heart makes.
"""

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from samenstemming.errors import BluetoothUnavailableError
from samenstemming.events import Event, Packet, Wearer
from samenstemming.session.clocks import SessionClock
from samenstemming.session.loop_thread import loop_in_thread
from samenstemming.session.straps import PacedStraps, SimulatedStrap
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode

if TYPE_CHECKING:
    from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
    from samenstemming.sources.simulated_bluez.strap import BlueZStrap

VARIABLE: Final = "SAMENSTEMMING_PRACTICE"

PRESSED_S: Final = 8.0
"""How long a press lasts: people hold on until they see that it worked."""

STARTS_WITHIN_S: Final = 20.0

IN_THE_AIR: Final = ((Wearer.A, "1A2B3C4D", -58), (Wearer.B, "5E6F7A8B", -71))
"""Serial number and strength, in dBm, of each."""

PRESSED: Final = encode(
    HeartRateMeasurement(heart_rate_bpm=0, contact=False, rr_ticks=(400, 1700))
)


class PracticeStraps:
    """Two straps in the air for as long as this context lasts."""

    def __init__(self, *, speed: float = 1.0, seed: int = 7) -> None:
        self._clock = SessionClock(speed=speed)
        self.straps: dict[Wearer, BlueZStrap] = {}
        self._hearts = PacedStraps(
            {wearer: SimulatedStrap(seed=seed) for wearer in Wearer},
            clock=self._clock,
            deliver=self._send,
        )
        self._pressed_until_ns = dict.fromkeys(Wearer, 0)
        self._stack = ExitStack()
        self._bluez: SimulatedBlueZ | None = None
        self._running: Future[None] | None = None

    @staticmethod
    def wished() -> bool:
        """Whether the person who started this program wants to practise."""
        return os.environ.get(VARIABLE) == "1"

    def __enter__(self) -> Self:
        """Start the bus, its BlueZ and the hearts; the environment names the bus."""
        # Here and not above: BlueZ's own library is not there on other systems.
        try:
            from samenstemming.sources.simulated_bluez.private_bus import (
                daemon_path,
                private_bus,
            )
            from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
            from samenstemming.sources.simulated_bluez.strap import BlueZStrap
        except ImportError as error:
            msg = f"Practice straps are for Linux only. Leave {VARIABLE} out."
            raise BluetoothUnavailableError(msg) from error
        if daemon_path() is None:
            msg = (
                "Practice straps need dbus-daemon, which is not installed. Install the "
                f"package 'dbus', or leave {VARIABLE} out."
            )
            raise BluetoothUnavailableError(msg)
        self.straps = {
            wearer: BlueZStrap(
                name=f"Polar H10 {serial}",
                address=f"C0:00:00:00:00:0{wearer.upper()}",
                serial=serial,
                rssi=rssi,
            )
            for wearer, serial, rssi in IN_THE_AIR
        }
        bus = self._stack.enter_context(private_bus())
        self._loop, thread = loop_in_thread("practice straps")
        self._stack.callback(self._stop, thread)
        self._bluez = SimulatedBlueZ(bus.address, list(self.straps.values()))
        self._call(self._bluez.start())
        self._call(self._hearts.prepare())
        zero_ns = self._clock.now_ns()
        self._running = asyncio.run_coroutine_threadsafe(
            self._hearts.run(zero_ns), self._loop
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all of it."""
        self._stack.close()

    def press(self, wearer: Wearer) -> None:
        """Press this strap, from now on for some seconds; from any thread."""
        until_ns = self._clock.now_ns() + round(PRESSED_S * 1e9)
        self._loop.call_soon_threadsafe(
            self._pressed_until_ns.__setitem__, wearer, until_ns
        )

    def leave(self, wearer: Wearer) -> None:
        """Take this strap out of range."""
        if self._bluez is not None:
            strap = self.straps[wearer]
            self._loop.call_soon_threadsafe(self._bluez.leave, strap)

    def _send(self, event: Event) -> None:
        if self._bluez is None or not isinstance(event, Packet):
            return
        pressed = self._clock.now_ns() < self._pressed_until_ns[event.wearer]
        payload = PRESSED if pressed else event.payload
        self._bluez.notify(self.straps[event.wearer], payload)

    def _call(self, work: Coroutine[object, object, None]) -> None:
        begun = asyncio.run_coroutine_threadsafe(work, self._loop)
        begun.result(STARTS_WITHIN_S)

    def _stop(self, thread: threading.Thread) -> None:
        if self._bluez is not None:
            self._call(self._end(self._bluez))
        self._loop.call_soon_threadsafe(self._loop.stop)
        thread.join(STARTS_WITHIN_S)

    async def _end(self, bluez: "SimulatedBlueZ") -> None:
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.wrap_future(self._running)
        await bluez.stop()
