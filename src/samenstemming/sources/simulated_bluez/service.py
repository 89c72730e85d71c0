"""A BlueZ that speaks D-Bus and has no radio.

It answers what bleak's Linux backend asks, object by object and signal by signal, so
that backend runs unmodified. Messages are answered one by one instead of through
exported interfaces: a fault is then simply another answer, or none.

Source: BlueZ's doc/org.bluez.{Adapter,Device,GattCharacteristic}.rst.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, Final

from dbus_fast.aio.message_bus import MessageBus
from dbus_fast.constants import MessageType
from dbus_fast.errors import DBusError
from dbus_fast.message import Message
from dbus_fast.signature import Variant

from samenstemming.sources.simulated_bluez.strap import (
    ADAPTER,
    ADAPTER_1,
    CHARACTERISTIC_1,
    DEVICE_1,
    MEASUREMENT,
    PMD_CONTROL,
    PMD_DATA,
    BlueZStrap,
    Interfaces,
    Properties,
)

BLUEZ: Final = "org.bluez"
OBJECTS: Final = "org.freedesktop.DBus.ObjectManager"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"

FAILED: Final = "org.bluez.Error.Failed"
NOT_READY: Final = "org.bluez.Error.NotReady"
IN_PROGRESS: Final = "org.bluez.Error.InProgress"
UNKNOWN_OBJECT: Final = "org.freedesktop.DBus.Error.UnknownObject"

ADVERTISED_EVERY_S: Final = 0.1
"""Chest straps say their name 1 to 10 times a second."""


class SimulatedBlueZ:
    """`bluetoothd` with one adapter, `hci0`, and the straps it was given."""

    def __init__(self, address: str, straps: Sequence[BlueZStrap] = ()) -> None:
        self.address = address
        self.straps = list(straps)
        self.present = True
        self.powered = True
        self.changed = asyncio.Event()
        self._discovering: set[str] = set()
        self._bus: MessageBus | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._hanging: dict[str, Message] = {}

    @property
    def discovering(self) -> bool:
        """Whether anybody looks for devices; `changed` tells when that begins."""
        return bool(self._discovering)

    # -- its own life -----------------------------------------------------------

    async def start(self) -> None:
        """Take the name `org.bluez`. What was known before a crash is forgotten."""
        self._discovering.clear()
        self._hanging.clear()
        for strap in self.straps:
            strap.known = strap.connected = False
            strap.subscribers.clear()
        self._bus = await MessageBus(bus_address=self.address).connect()
        self._bus.add_message_handler(self._take)
        await self._bus.call(
            Message(
                destination="org.freedesktop.DBus",
                path="/org/freedesktop/DBus",
                interface="org.freedesktop.DBus",
                member="AddMatch",
                signature="s",
                body=["member='NameOwnerChanged'"],
            )
        )
        await self._bus.request_name(BLUEZ)
        if self.present:
            self._added(ADAPTER, {ADAPTER_1: self._adapter()})

    async def stop(self) -> None:
        """Vanish without a word, as a killed `bluetoothd` does."""
        bus, self._bus = self._bus, None
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if bus is not None and bus.connected:
            bus.disconnect()

    # -- what happens to straps and to the adapter ------------------------------

    def notify(self, strap: BlueZStrap, payload: bytes) -> bool:
        """Send a heart rate packet; True where somebody was subscribed to it."""
        listening = strap.connected and strap.subscribers.get(MEASUREMENT)
        if strap.silent or not listening or self._bus is None:
            return False
        strap.sent.append(payload)
        path = strap.characteristic_path(MEASUREMENT)
        self._changed(path, CHARACTERISTIC_1, {"Value": Variant("ay", payload)})
        return True

    def notify_ecg(self, strap: BlueZStrap, frame: bytes) -> bool:
        """Send a frame of ECG; True where a stream runs and somebody hears it."""
        listening = strap.connected and strap.subscribers.get(PMD_DATA)
        sends = strap.pmd is not None and strap.pmd.sends
        if not sends or not listening or self._bus is None:
            return False
        strap.ecg_sent.append(frame)
        self.changed.set()
        path = strap.characteristic_path(PMD_DATA)
        self._changed(path, CHARACTERISTIC_1, {"Value": Variant("ay", frame)})
        return True

    def notify_value(self, strap: BlueZStrap, short: int) -> None:
        """Send what another characteristic holds now: the battery's level."""
        if strap.subscribers.get(short):
            value = {"Value": Variant("ay", strap.value(short))}
            self._changed(strap.characteristic_path(short), CHARACTERISTIC_1, value)

    def drop(self, strap: BlueZStrap) -> None:
        """End its connection, as a supervision timeout does."""
        if strap.connected:
            strap.connected = False
            strap.subscribers.clear()
            gone = {"ServicesResolved": Variant("b", value=False)}
            self._changed(strap.path, DEVICE_1, gone)
            self._changed(
                strap.path, DEVICE_1, {"Connected": Variant("b", value=False)}
            )

    def leave(self, strap: BlueZStrap) -> None:
        """Take it out of range, or its battery out."""
        strap.in_range = False
        self.drop(strap)

    def come(self, strap: BlueZStrap) -> None:
        """Bring it back into range."""
        strap.in_range = True
        self._advertise(strap)

    def forget(self, strap: BlueZStrap) -> None:
        """Remove its object, as BlueZ does with devices it has not seen for a while."""
        self.drop(strap)
        strap.known = False
        for path, interfaces in reversed(strap.gatt().items()):
            self._removed(path, list(interfaces))
        self._removed(strap.path, [DEVICE_1])

    def power(self, *, on: bool) -> None:
        """Switch the adapter off or on."""
        self.powered = on
        if not on:
            self._discovering.clear()
            for strap in self.straps:
                self.drop(strap)
        self._changed(ADAPTER, ADAPTER_1, {"Powered": Variant("b", on)})

    def unplug(self) -> None:
        """Pull the adapter out."""
        self._discovering.clear()
        for strap in self.straps:
            if strap.known:
                self.forget(strap)
        self.present = False
        self._removed(ADAPTER, [ADAPTER_1])

    def plug(self) -> None:
        """Put the adapter back."""
        self.present = self.powered = True
        self._added(ADAPTER, {ADAPTER_1: self._adapter()})

    # -- messages in ------------------------------------------------------------

    def _take(self, message: Message) -> bool:
        if message.message_type is MessageType.SIGNAL:
            if message.member == "NameOwnerChanged" and not message.body[2]:
                self._client_gone(message.body[0])
            return False
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        self._spawn(self._answer(message))
        return True

    async def _answer(self, message: Message) -> None:
        try:
            signature, body = await self._outcome(message)
        except DBusError as error:
            self._send(Message.new_error(message, error.type, error.text))
        except _NoAnswerYetError:
            return
        else:
            self._send(Message.new_method_return(message, signature, body))

    async def _outcome(self, message: Message) -> tuple[str, list[Any]]:
        path, client = message.path or "/", message.sender or ""
        if message.member == "GetManagedObjects":
            return "a{oa{sa{sv}}}", [self._all()]
        if message.interface == ADAPTER_1:
            return self._adapter_call(message.member or "", client)
        strap = next((s for s in self.straps if path.startswith(s.path)), None)
        if strap is None or not strap.known:
            raise DBusError(UNKNOWN_OBJECT, f"No object {path}")
        match message.member:
            case "Connect":
                await self._connect(strap, message)
            case "Disconnect":
                self._abort(strap)
                self.drop(strap)
            case "Pair":
                if not strap.pairing_works:
                    error = "org.bluez.Error.AuthenticationFailed"
                    raise DBusError(error, "Authentication Failed")
                strap.paired = True
                self._changed(
                    strap.path, DEVICE_1, {"Paired": Variant("b", value=True)}
                )
            case "ReadValue":
                short = strap.short_at(path)
                self._permit(strap, short)
                return "ay", [strap.value(short)]
            case "WriteValue":
                self._write(strap, strap.short_at(path), bytes(message.body[0]))
            case "StartNotify":
                self._subscribe(strap, strap.short_at(path), client)
            case "StopNotify":
                strap.subscribers.get(strap.short_at(path), set()).discard(client)
        return "", []

    def _adapter_call(self, member: str, client: str) -> tuple[str, list[Any]]:
        if not self.present:
            raise DBusError(UNKNOWN_OBJECT, "No adapter")
        if not self.powered:
            raise DBusError(NOT_READY, "Resource Not Ready")
        if member == "StartDiscovery":
            if client in self._discovering:
                raise DBusError(IN_PROGRESS, "Operation already in progress")
            if not self._discovering:
                self._spawn(self._advertising())
            self._discovering.add(client)
            self.changed.set()
        elif member == "StopDiscovery":
            if client not in self._discovering:
                raise DBusError(FAILED, "No discovery started")
            self._discovering.discard(client)
        return "", []

    async def _connect(self, strap: BlueZStrap, message: Message) -> None:
        strap.connects += 1
        if not self.powered:
            raise DBusError(NOT_READY, "Resource Not Ready")
        if strap.connect_errors:
            error = strap.connect_errors.pop(0)
            if error[1] == "le-connection-abort-by-local":
                # BlueZ has connected for a moment then, and says so.
                self._changed(
                    strap.path, DEVICE_1, {"Connected": Variant("b", value=False)}
                )
            raise DBusError(*error)
        if strap.connect_hangs or not strap.in_range:
            self._hanging[strap.path] = message
            raise _NoAnswerYetError
        strap.connected = True
        self._changed(strap.path, DEVICE_1, {"Connected": Variant("b", value=True)})
        if strap.drops_in_discovery > 0:
            strap.drops_in_discovery -= 1
            self._spawn(self._drop_soon(strap))
        elif strap.resolves:
            for path, interfaces in strap.gatt().items():
                self._added(path, interfaces)
            resolved = {"ServicesResolved": Variant("b", value=True)}
            self._changed(strap.path, DEVICE_1, resolved)

    async def _drop_soon(self, strap: BlueZStrap) -> None:
        await asyncio.sleep(0.02)
        self.drop(strap)

    def _abort(self, strap: BlueZStrap) -> None:
        waiting = self._hanging.pop(strap.path, None)
        if waiting is not None:
            abort = "le-connection-abort-by-local-host"
            self._send(Message.new_error(waiting, FAILED, abort))

    def _subscribe(self, strap: BlueZStrap, short: int, client: str) -> None:
        if not strap.connected:
            raise DBusError("org.bluez.Error.NotConnected", "Not Connected")
        if strap.needs_pairing and not strap.paired:
            raise DBusError(FAILED, "Operation failed with ATT error: 0x05")
        self._permit(strap, short)
        if short == MEASUREMENT and strap.subscribe_errors:
            raise DBusError(*strap.subscribe_errors.pop(0))
        strap.subscribers.setdefault(short, set()).add(client)

    def _permit(self, strap: BlueZStrap, short: int) -> None:
        """An error where only who is paired may have the ECG."""
        keeps = strap.pmd is not None and strap.pmd.needs_pairing and not strap.paired
        if keeps and short in (PMD_CONTROL, PMD_DATA):
            raise DBusError(FAILED, "Operation failed with ATT error: 0x05")

    def _write(self, strap: BlueZStrap, short: int, value: bytes) -> None:
        """Take a command; its answer is indicated to whoever listens."""
        if not strap.connected:
            raise DBusError("org.bluez.Error.NotConnected", "Not Connected")
        self._permit(strap, short)
        if strap.pmd is None or short != PMD_CONTROL:
            raise DBusError("org.bluez.Error.NotPermitted", "Write not permitted")
        if strap.pmd.write_errors:
            raise DBusError(*strap.pmd.write_errors.pop(0))
        answer = strap.pmd.told(value)
        self.changed.set()
        if strap.pmd.breaks_link:
            self.drop(strap)
        if answer is not None and strap.subscribers.get(short):
            path = strap.characteristic_path(short)
            self._changed(path, CHARACTERISTIC_1, {"Value": Variant("ay", answer)})

    def _client_gone(self, client: str) -> None:
        """Whoever left the bus is told nothing more; its straps stay connected."""
        self._discovering.discard(client)
        for strap in self.straps:
            for listening in strap.subscribers.values():
                listening.discard(client)

    # -- objects and signals out ------------------------------------------------

    def _all(self) -> dict[str, Interfaces]:
        objects: dict[str, Interfaces] = {}
        if self.present:
            objects[ADAPTER] = {ADAPTER_1: self._adapter()}
        for strap in self.straps:
            if strap.known:
                objects[strap.path] = {DEVICE_1: strap.device()}
                if strap.connected and strap.resolves:
                    objects |= strap.gatt()
        return objects

    def _adapter(self) -> Properties:
        return {
            "Address": Variant("s", "02:00:00:00:00:00"),
            "Name": Variant("s", "simulated"),
            "Powered": Variant("b", self.powered),
            "Discovering": Variant("b", bool(self._discovering)),
            "Roles": Variant("as", ["central", "peripheral"]),
        }

    async def _advertising(self) -> None:
        """Straps say their names again and again for as long as anybody looks."""
        await asyncio.sleep(0)
        while self._discovering:
            for strap in self.straps:
                self._advertise(strap)
            await asyncio.sleep(ADVERTISED_EVERY_S)

    def _advertise(self, strap: BlueZStrap) -> None:
        if not strap.advertises or not self._discovering:
            return
        if strap.known:
            self._changed(strap.path, DEVICE_1, {"RSSI": Variant("n", strap.rssi)})
        else:
            strap.known = True
            self._added(strap.path, {DEVICE_1: strap.device()})

    def _added(self, path: str, interfaces: Interfaces) -> None:
        self._signal("/", OBJECTS, "InterfacesAdded", "oa{sa{sv}}", [path, interfaces])

    def _removed(self, path: str, interfaces: list[str]) -> None:
        self._signal("/", OBJECTS, "InterfacesRemoved", "oas", [path, interfaces])

    def _changed(self, path: str, interface: str, properties: Properties) -> None:
        body = [interface, properties, []]
        self._signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)

    def _signal(
        self, path: str, interface: str, member: str, signature: str, body: list[Any]
    ) -> None:
        self._send(Message.new_signal(path, interface, member, signature, body))

    def _send(self, message: Message) -> None:
        if self._bus is not None and self._bus.connected:
            self._bus.send(message)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _NoAnswerYetError(Exception):
    """A call that is answered later, or never."""
