"""bleak's own Linux backend, unmodified, against the simulated BlueZ."""

import asyncio
import sys

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

from bleak import BleakClient, BleakScanner
from bleak.exc import BleakDBusError

from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.service import IN_PROGRESS, SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap

MEASUREMENT = "00002a37-0000-1000-8000-00805f9b34fb"
BATTERY = "00002a19-0000-1000-8000-00805f9b34fb"


def strap() -> BlueZStrap:
    return BlueZStrap(name="Polar H10 AAAA1111", address="C0:00:00:00:00:01")


def test_bleak_finds_connects_and_hears_every_notification(bus: PrivateBus) -> None:
    async def session() -> None:
        mine = strap()
        bluez = SimulatedBlueZ(bus.address, [mine])
        await bluez.start()
        device = await BleakScanner.find_device_by_name(mine.name, timeout=5)
        assert device is not None
        heard: list[bytes] = []
        ten_more = asyncio.Event()

        def hear(_: object, data: bytearray) -> None:
            heard.append(bytes(data))
            if len(heard) % 10 == 0:
                ten_more.set()

        async with asyncio.timeout(10), BleakClient(device) as client:
            await client.start_notify(MEASUREMENT, hear)
            assert await client.read_gatt_char(BATTERY) == bytearray([90])
            # dbus-fast closes the bus where the socket takes no more at once (EAGAIN):
            # two hundred in one breath were too many for a daemon that had to wait.
            for number in range(200):
                assert bluez.notify(mine, bytes((0, number)))
                if number % 10 == 9:
                    await ten_more.wait()
                    ten_more.clear()
        assert heard == mine.sent == [bytes((0, number)) for number in range(200)]
        assert not mine.connected
        await bluez.stop()

    asyncio.run(session())


def test_a_drop_is_told_and_a_refused_connection_is_an_error(bus: PrivateBus) -> None:
    async def session() -> None:
        mine = strap()
        mine.connect_errors = [(IN_PROGRESS, "Operation already in progress")]
        bluez = SimulatedBlueZ(bus.address, [mine])
        await bluez.start()
        device = await BleakScanner.find_device_by_name(mine.name, timeout=5)
        assert device is not None
        gone = asyncio.Event()
        with pytest.raises(BleakDBusError, match="already in progress"):
            await BleakClient(device).connect()
        client = BleakClient(device, disconnected_callback=lambda _: gone.set())
        async with asyncio.timeout(5):
            await client.connect()
            bluez.drop(mine)
            await gone.wait()
        assert not client.is_connected
        await client.disconnect()  # closes its socket, which a lost link does not
        await bluez.stop()

    asyncio.run(session())


def test_a_strap_in_use_or_far_away_is_not_in_the_air(bus: PrivateBus) -> None:
    async def session() -> list[str | None]:
        held, far, near = strap(), strap(), strap()
        held.address, held.held_elsewhere = "C0:00:00:00:00:02", True
        far.address, far.in_range = "C0:00:00:00:00:03", False
        bluez = SimulatedBlueZ(bus.address, [held, far, near])
        await bluez.start()
        found = await BleakScanner.discover(timeout=0.5)
        await bluez.stop()
        return [device.address for device in found]

    assert asyncio.run(session()) == ["C0:00:00:00:00:01"]
