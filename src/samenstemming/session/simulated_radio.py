"""Simulated hearts sent through a simulated radio: the whole collector, without straps.

`simulated` hands packets straight to the recording. `simulated-radio` sends the same
packets from simulated straps to a BlueZ of our own on a bus of our own, and the real
Bluetooth code scans, connects and listens. What people try is then what will run.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Final

from samenstemming.errors import BluetoothUnavailableError
from samenstemming.events import POLAR_ECG, Event, Packet, Wearer
from samenstemming.session.clocks import SessionClock
from samenstemming.session.radio_straps import RadioStraps
from samenstemming.session.straps import PacedStraps, SimulatedStrap
from samenstemming.sources.ble_supervisor import Learned
from samenstemming.sources.simulated_bluez.pmd import Pmd
from samenstemming.sources.simulated_bluez.private_bus import daemon_path, private_bus
from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap

ADDRESSES: Final = {Wearer.A: "C0:00:00:00:00:0A", Wearer.B: "C0:00:00:00:00:0B"}


class SimulatedRadio:
    """Two simulated straps as a radio hears them; Linux with `dbus-daemon` only."""

    def __init__(
        self,
        straps: Mapping[Wearer, SimulatedStrap],
        *,
        clock: SessionClock,
        deliver: Callable[[Event], None],
        learned: Learned,
        ecg: bool = False,
        events: Iterator[Event] | None = None,
    ) -> None:
        self._straps = {
            wearer: BlueZStrap(
                name=f"Simulated strap {wearer.upper()}",
                address=ADDRESSES[wearer],
                pmd=Pmd() if ecg else None,
            )
            for wearer in straps
        }
        self._hearts = PacedStraps(
            straps, clock=clock, deliver=self._send, ecg=ecg, events=events
        )
        self._radio = RadioStraps(
            {wearer: strap.address for wearer, strap in self._straps.items()},
            clock=clock,
            deliver=deliver,
            learned=learned,
            ecg=ecg,
        )
        self._bluez: SimulatedBlueZ | None = None
        self._stack = ExitStack()

    async def prepare(self) -> None:
        """Start the bus and its BlueZ, and look for the straps on it."""
        if daemon_path() is None:
            msg = (
                "'simulated-radio' needs dbus-daemon, which is not installed. Install "
                "the package 'dbus', or use 'simulated'."
            )
            raise BluetoothUnavailableError(msg)
        bus = self._stack.enter_context(private_bus())
        self._bluez = SimulatedBlueZ(bus.address, list(self._straps.values()))
        await self._bluez.start()
        await self._hearts.prepare()
        await self._radio.prepare()

    async def run(self, zero_ns: int) -> None:
        """Let the hearts beat, and hear them, until this is cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._hearts.run(zero_ns))
            group.create_task(self._radio.run(zero_ns))

    def catch_up(self, now_ns: int) -> None:
        """Nothing is due: packets are handed over as they come."""

    def described(self) -> dict[Wearer, dict[str, object]]:
        """What is known of each strap: no name here may be taken for a real one."""
        return self._hearts.described()

    async def close(self) -> None:
        """End the BlueZ and its bus."""
        await self._radio.close()
        if self._bluez is not None:
            await self._bluez.stop()
        self._stack.close()

    def _send(self, event: Event) -> None:
        if self._bluez is None or not isinstance(event, Packet):
            return
        strap = self._straps[event.wearer]
        if event.characteristic == POLAR_ECG:
            self._bluez.notify_ecg(strap, event.payload)
        else:
            self._bluez.notify(strap, event.payload)
