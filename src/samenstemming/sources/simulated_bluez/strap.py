"""A strap as BlueZ knows it: its objects on the bus, and what can be wrong with it."""

from dataclasses import dataclass, field
from typing import Final

from dbus_fast.signature import Variant

from samenstemming.sources.simulated_bluez.pmd import Pmd

ADAPTER: Final = "/org/bluez/hci0"

ADAPTER_1: Final = "org.bluez.Adapter1"
DEVICE_1: Final = "org.bluez.Device1"
SERVICE_1: Final = "org.bluez.GattService1"
CHARACTERISTIC_1: Final = "org.bluez.GattCharacteristic1"

HEART_RATE: Final = 0x180D
BATTERY: Final = 0x180F
DEVICE_INFORMATION: Final = 0x180A
MEASUREMENT: Final = 0x2A37
BATTERY_LEVEL: Final = 0x2A19
MODEL: Final = 0x2A24
SERIAL: Final = 0x2A25
FIRMWARE: Final = 0x2A26

PMD: Final = 0xFB00_5C80
PMD_CONTROL: Final = 0xFB00_5C81
PMD_DATA: Final = 0xFB00_5C82
"""Polar's own: the first 32 bits of UUIDs that are not of the Bluetooth SIG."""

SERVICES: Final = {
    HEART_RATE: (MEASUREMENT,),
    BATTERY: (BATTERY_LEVEL,),
    DEVICE_INFORMATION: (MODEL, SERIAL, FIRMWARE),
    PMD: (PMD_CONTROL, PMD_DATA),
}

FLAGS: Final = {
    MEASUREMENT: ("notify",),
    BATTERY_LEVEL: ("notify",),
    PMD_CONTROL: ("read", "write", "indicate"),
    PMD_DATA: ("notify",),
}

Properties = dict[str, Variant]
Interfaces = dict[str, Properties]


def uuid(short: int) -> str:
    """The 128-bit form of a number that the Bluetooth SIG, or Polar, gave out."""
    if short > 0xFFFF:
        return f"{short:08x}-02e7-f387-1cad-8acd2d8df0c8"
    return f"0000{short:04x}-0000-1000-8000-00805f9b34fb"


@dataclass(slots=True, kw_only=True, eq=False)
class BlueZStrap:
    """One strap: what it is, where it is, and its faults. Change them at any time.

    `connect_errors` are (D-Bus error, message), one for each next attempt;
    `drops_in_discovery` counts attempts that break off before services are known.
    `sent` keeps every notification that left while somebody was subscribed, `ecg_sent`
    those of the ECG. What its `pmd` can do, and what is wrong with it, is in there.
    """

    name: str
    address: str
    model: str = "Simulated strap"
    serial: str = "0000"
    firmware: str = "1.0.0"
    battery_percent: int = 90
    says_heart_rate: bool = True
    has_battery: bool = True
    rssi: int = -60

    in_range: bool = True
    held_elsewhere: bool = False
    silent: bool = False
    connect_errors: list[tuple[str, str]] = field(default_factory=list)
    connect_hangs: bool = False
    resolves: bool = True
    drops_in_discovery: int = 0
    subscribe_errors: list[tuple[str, str]] = field(default_factory=list)
    needs_pairing: bool = False
    pairing_works: bool = True

    known: bool = False
    connected: bool = False
    paired: bool = False
    subscribers: dict[int, set[str]] = field(default_factory=dict)
    sent: list[bytes] = field(default_factory=list)
    ecg_sent: list[bytes] = field(default_factory=list)
    connects: int = 0
    pmd: Pmd | None = None

    @property
    def path(self) -> str:
        """Its object path."""
        return f"{ADAPTER}/dev_{self.address.replace(':', '_')}"

    @property
    def advertises(self) -> bool:
        """Whether its name is in the air: a strap in use keeps quiet."""
        return self.in_range and not self.held_elsewhere and not self.connected

    def characteristic_path(self, short: int) -> str:
        """The object path of one of its characteristics."""
        return next(
            path for path, _, uuid_ in self._characteristics() if uuid_ == short
        )

    def short_at(self, path: str) -> int:
        """Which characteristic is at this object path."""
        return next(short for at, _, short in self._characteristics() if at == path)

    def value(self, short: int) -> bytes:
        """What reading a characteristic gives."""
        match short:
            case 0x2A19:
                return bytes((self.battery_percent,))
            case 0x2A24:
                return self.model.encode()
            case 0x2A25:
                return self.serial.encode()
            case 0x2A26:
                return self.firmware.encode()
            case 0xFB00_5C81 if self.pmd is not None:
                return self.pmd.features
            case _:
                return b""

    def device(self) -> Properties:
        """The properties of its `Device1`."""
        advertised = [uuid(HEART_RATE)] if self.says_heart_rate else []
        return {
            "Address": Variant("s", self.address),
            "AddressType": Variant("s", "random"),
            "Name": Variant("s", self.name),
            "Alias": Variant("s", self.name),
            "Adapter": Variant("o", ADAPTER),
            "UUIDs": Variant("as", advertised),
            "RSSI": Variant("n", self.rssi),
            "Connected": Variant("b", self.connected),
            "ServicesResolved": Variant("b", self.connected and self.resolves),
            "Paired": Variant("b", self.paired),
            "Trusted": Variant("b", value=False),
        }

    def gatt(self) -> dict[str, Interfaces]:
        """Its services and characteristics, by object path."""
        objects: dict[str, Interfaces] = {}
        for path, service_path, short in self._characteristics():
            objects.setdefault(service_path, {})[SERVICE_1] = {
                "UUID": Variant("s", uuid(_service_of(short))),
                "Device": Variant("o", self.path),
                "Primary": Variant("b", value=True),
            }
            objects[path] = {
                CHARACTERISTIC_1: {
                    "UUID": Variant("s", uuid(short)),
                    "Service": Variant("o", service_path),
                    "Flags": Variant("as", list(FLAGS.get(short, ("read",)))),
                    "MTU": Variant("q", 247),
                }
            }
        return objects

    def _characteristics(self) -> list[tuple[str, str, int]]:
        found = []
        for number, (service, shorts) in enumerate(SERVICES.items()):
            if service == BATTERY and not self.has_battery:
                continue
            if service == PMD and self.pmd is None:
                continue
            service_path = f"{self.path}/service{16 * (number + 1):04x}"
            for place, short in enumerate(shorts):
                handle = 16 * (number + 1) + 2 * place + 1
                found.append((f"{service_path}/char{handle:04x}", service_path, short))
        return found


def _service_of(short: int) -> int:
    return next(service for service, shorts in SERVICES.items() if short in shorts)
