"""The radio as bleak gives it to us: the one file that imports bleak.

Everything above asks three things: who is in the air, connect to this one, and tell me
each packet. What the systems answer when that fails differs in every way that it can,
so it is sorted here into a few kinds of trouble that a person can do something about.

A client is made for one attempt and thrown away. bleak's objects remember, and what
they remember after a fault is wrong.

Source: bleak 3.1; straps.md 5 and 7 say what was measured with it.
"""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Final

from bleak import BleakAdapter, BleakClient, BleakScanner
from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)

from samenstemming.sources.ble_names import SeenStrap
from samenstemming.sources.ble_trouble import RadioError, Trouble
from samenstemming.sources.within import within

HEART_RATE_SERVICE: Final = "0000180d-0000-1000-8000-00805f9b34fb"

MEASUREMENT: Final = 0x2A37
BATTERY_LEVEL: Final = 0x2A19
MODEL: Final = 0x2A24
SERIAL: Final = 0x2A25
FIRMWARE: Final = 0x2A26

_NEEDS_PAIRING: Final = (0x05, 0x08, 0x0C, 0x0F)
"""ATT errors: authentication, authorisation, key size, encryption."""

_NOT_AVAILABLE: Final = {
    BleakBluetoothNotAvailableReason.NO_BLUETOOTH: Trouble.NO_ADAPTER,
    BleakBluetoothNotAvailableReason.NO_BLE_CENTRAL_ROLE: Trouble.NO_ADAPTER,
    BleakBluetoothNotAvailableReason.DENIED_BY_USER: Trouble.NO_PERMISSION,
    BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM: Trouble.NO_PERMISSION,
    BleakBluetoothNotAvailableReason.DENIED_BY_UNKNOWN: Trouble.NO_PERMISSION,
}

_DBUS: Final = {
    "NotReady": Trouble.BLUETOOTH_OFF,
    "InProgress": Trouble.BUSY,
    "AccessDenied": Trouble.NO_PERMISSION,
    "NotAuthorized": Trouble.NO_PERMISSION,
    "AuthenticationFailed": Trouble.NEEDS_PAIRING,
    "AuthenticationRejected": Trouble.NEEDS_PAIRING,
    "ServiceUnknown": Trouble.NO_SERVICE,
    "NameHasNoOwner": Trouble.NO_SERVICE,
    "NoReply": Trouble.NO_SERVICE,
    "Disconnected": Trouble.NO_SERVICE,
    "UnknownObject": Trouble.NOT_SEEN,
    "UnknownMethod": Trouble.NOT_SEEN,
    "NotPermitted": Trouble.BUSY,
}

log = logging.getLogger(__name__)

# Without bluetoothctl it guesses that BlueZ is new, and warns. No person can use that.
logging.getLogger("bleak.backends.bluezdbus.version").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backends:
    """bleak's own backend of this system, wherever nothing else is given."""

    scanner: type[BaseBleakScanner] | None = None
    client: type[BaseBleakClient] | None = None
    adapter: type[BaseBleakAdapter] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A strap, and what bleak needs to reach it; good for one attempt."""

    strap: SeenStrap
    device: BLEDevice


LabelOf = Callable[[str, str], str]
"""What people call the strap of this name and address; empty where nothing."""


def no_label(name: str, address: str) -> str:
    """Nobody has called it anything."""
    del name, address
    return ""


class Radio:
    """Bluetooth of this computer. One scan at a time: that is the caller's to keep."""

    def __init__(
        self, backends: Backends | None = None, *, label_of: LabelOf = no_label
    ) -> None:
        self._backends = backends or Backends()
        self._label_of = label_of

    @asynccontextmanager
    async def scanning(
        self, seen: Callable[[Found], None], *, within_s: float
    ) -> AsyncIterator[None]:
        """Inside, each device is told as often as it is heard. RadioError if not."""

        def heard(device: BLEDevice, said: AdvertisementData) -> None:
            name = device.name or said.local_name or ""
            strap = SeenStrap(
                name=name,
                address=device.address,
                label=self._label_of(name, device.address),
                rssi_dbm=said.rssi,
                heart_rate=HEART_RATE_SERVICE in said.service_uuids,
            )
            seen(Found(strap=strap, device=device))

        scanner = BleakScanner(heard, backend=self._backends.scanner)
        with sorted_trouble():
            await within(scanner.start(), within_s)
        try:
            yield
        finally:
            try:
                with sorted_trouble():
                    await within(scanner.stop(), within_s)
            except RadioError as error:
                log.info("stopping a scan: %s", error)

    async def held(self, *, within_s: float) -> list[Found]:
        """Straps that this computer is connected to: they keep quiet in the air.

        A collector that was killed leaves its straps like that.
        """
        try:
            with sorted_trouble():
                adapter = await within(
                    BleakAdapter.get(backend=self._backends.adapter), within_s
                )
                devices = await within(
                    adapter.get_connected_devices([HEART_RATE_SERVICE]), within_s
                )
        except NotImplementedError:
            # bleak's word where a system cannot list straps that it holds already;
            # the scan that follows finds the others.
            return []
        return [
            Found(
                strap=SeenStrap(
                    name=device.name or "",
                    address=device.address,
                    heart_rate=True,
                    held=True,
                    label=self._label_of(device.name or "", device.address),
                ),
                device=device,
            )
            for device in devices
        ]

    def link(self, found: Found, *, lost: Callable[[], None]) -> "Link":
        """A way to this strap, not yet connected."""
        return Link(found.device, lost=lost, backend=self._backends.client)


class Link:
    """One attempt at one strap. After `close` it is of no use any more."""

    def __init__(
        self,
        device: BLEDevice,
        *,
        lost: Callable[[], None],
        backend: type[BaseBleakClient] | None,
    ) -> None:
        def gone(client: BleakClient) -> None:
            del client
            lost()

        self._client = BleakClient(device, disconnected_callback=gone, backend=backend)

    async def connect(self, *, within_s: float) -> None:
        """Connect, services and all; RadioError where that fails."""
        with sorted_trouble():
            await within(self._client.connect(timeout=within_s), within_s)

    def has(self, characteristic: int | str) -> bool:
        """Whether the strap has this, as far as it told when it was connected."""
        try:
            found = self._client.services.get_characteristic(_uuid(characteristic))
        except BleakError:  # nothing is known of it, or it is there twice
            return False
        return found is not None

    async def listen(
        self,
        characteristic: int | str,
        heard: Callable[[bytes], None],
        *,
        within_s: float,
    ) -> None:
        """Have each notification of a characteristic handed over from now on."""

        def take(sender: BleakGATTCharacteristic, data: bytearray) -> None:
            del sender
            heard(bytes(data))

        with sorted_trouble():
            listening = self._client.start_notify(_uuid(characteristic), take)
            await within(listening, within_s)

    async def read(self, characteristic: int | str, *, within_s: float) -> bytes:
        """What a characteristic holds."""
        with sorted_trouble():
            read = self._client.read_gatt_char(_uuid(characteristic))
            return bytes(await within(read, within_s))

    async def write(
        self, characteristic: int | str, value: bytes, *, within_s: float
    ) -> None:
        """Give a characteristic this value; returns once the strap has taken it."""
        with sorted_trouble():
            written = self._client.write_gatt_char(
                _uuid(characteristic), value, response=True
            )
            await within(written, within_s)

    async def pair(self, *, within_s: float) -> None:
        """Pair with the strap, which may ask the person something."""
        with sorted_trouble():
            await within(self._client.pair(), within_s)

    async def close(self, *, within_s: float) -> None:
        """Disconnect, whatever state it is in; says in the log what went wrong."""
        try:
            with sorted_trouble():
                await within(self._client.disconnect(), within_s)
        except RadioError as error:
            log.info("disconnecting: %s", error)
        except Exception:
            log.exception("disconnecting failed in a way nobody has seen before")


@contextmanager
def sorted_trouble() -> Iterator[None]:
    """Inside, whatever bleak raises becomes a RadioError."""
    try:
        yield
    except (BleakError, OSError, EOFError, TimeoutError, AssertionError) as error:
        trouble = _kind_of(error)
        evidence = str(error) or type(error).__name__
        raise RadioError(trouble, evidence) from error


def _kind_of(error: Exception) -> Trouble:
    match error:
        case BleakBluetoothNotAvailableError():
            return _NOT_AVAILABLE.get(error.reason, Trouble.BLUETOOTH_OFF)
        case BleakGATTProtocolError() if error.code in _NEEDS_PAIRING:
            return Trouble.NEEDS_PAIRING
        case BleakDBusError():
            name = error.dbus_error.rpartition(".")[2]
            return _DBUS.get(name, Trouble.REFUSED)
        case BleakDeviceNotFoundError():
            return Trouble.NOT_SEEN
        case BleakCharacteristicNotFoundError():
            return Trouble.NO_HEART_RATE
        case BleakError() if "adapter" in str(error):
            return Trouble.NO_ADAPTER
        case TimeoutError():
            return Trouble.NO_ANSWER
        case PermissionError():
            return Trouble.NO_PERMISSION
        case OSError() | EOFError():
            return Trouble.NO_SERVICE
        case _:
            return Trouble.REFUSED


def _uuid(characteristic: int | str) -> str:
    """The 128-bit UUID, of which the Bluetooth SIG's own are written as a number."""
    if isinstance(characteristic, str):
        return characteristic
    return f"0000{characteristic:04x}-0000-1000-8000-00805f9b34fb"
