"""Back-off, time limits that hold, and what trouble is called."""

import asyncio
import logging
from dataclasses import asdict

import pytest
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
    BleakGATTProtocolErrorCode,
)

from samenstemming.errors import BluetoothUnavailableError
from samenstemming.sources.backoff import Backoff
from samenstemming.sources.ble import sorted_trouble
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.ble_trouble import RadioError, Trouble, unavailable
from samenstemming.sources.within import within
from samenstemming.words import keys


def test_waits_grow_to_five_seconds_and_begin_anew() -> None:
    backoff = Backoff()
    assert [backoff.next_s() for _ in range(6)] == [0.5, 1, 2, 5, 5, 5]
    backoff.worked()
    assert backoff.next_s() == 0.5


def test_ten_times_as_fast_is_a_tenth_of_every_limit() -> None:
    usual, fast = asdict(Patience()), asdict(Patience().faster(10))
    for name, value in usual.items():
        if name == "delays_s":
            assert fast[name] == tuple(delay / 10 for delay in value)
        else:
            assert fast[name] == value / 10


def test_work_that_is_done_in_time_gives_its_result() -> None:
    async def work() -> int:
        return 7

    assert asyncio.run(within(work(), 5)) == 7


def test_work_that_will_not_be_cancelled_is_left_behind() -> None:
    async def run() -> None:
        let_go = asyncio.Event()

        async def stubborn() -> None:
            while not let_go.is_set():
                try:
                    await let_go.wait()
                except asyncio.CancelledError:
                    continue

        loop = asyncio.get_running_loop()
        begun = loop.time()
        with pytest.raises(TimeoutError):
            await within(stubborn(), 0.05)
        assert loop.time() - begun < 3
        let_go.set()

    asyncio.run(run())


def test_a_cancelled_wait_is_cancelled_and_so_is_its_work() -> None:
    async def run() -> None:
        ended = asyncio.Event()

        async def work() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()

        waiting = asyncio.create_task(within(work(), 60))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert ended.is_set()

    asyncio.run(run())


def dbus(name: str) -> BleakDBusError:
    return BleakDBusError(name, ["why"])


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (dbus("org.bluez.Error.NotReady"), Trouble.BLUETOOTH_OFF),
        (dbus("org.bluez.Error.InProgress"), Trouble.BUSY),
        (dbus("org.freedesktop.DBus.Error.AccessDenied"), Trouble.NO_PERMISSION),
        (dbus("org.freedesktop.DBus.Error.ServiceUnknown"), Trouble.NO_SERVICE),
        (dbus("org.freedesktop.DBus.Error.UnknownObject"), Trouble.NOT_SEEN),
        (dbus("org.bluez.Error.Failed"), Trouble.REFUSED),
        (BleakDeviceNotFoundError("C0"), Trouble.NOT_SEEN),
        (BleakCharacteristicNotFoundError("2a37"), Trouble.NO_HEART_RATE),
        (BleakError("adapter 'hci0' not found"), Trouble.NO_ADAPTER),
        (BleakError("Not connected"), Trouble.REFUSED),
        (TimeoutError(), Trouble.NO_ANSWER),
        (FileNotFoundError(2, "No such file"), Trouble.NO_SERVICE),
        (PermissionError(13, "Permission denied"), Trouble.NO_PERMISSION),
        (EOFError(), Trouble.NO_SERVICE),
    ],
)
def test_each_error_is_sorted(error: Exception, trouble: Trouble) -> None:
    with pytest.raises(RadioError) as told, sorted_trouble():
        raise error
    assert told.value.trouble is trouble


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (0x05, Trouble.NEEDS_PAIRING),
        (0x0F, Trouble.NEEDS_PAIRING),
        (0x0E, Trouble.REFUSED),
    ],
)
def test_att_errors_that_ask_for_pairing(code: int, trouble: Trouble) -> None:
    error = BleakGATTProtocolError(BleakGATTProtocolErrorCode(code))
    with pytest.raises(RadioError) as told, sorted_trouble():
        raise error
    assert told.value.trouble is trouble


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("NO_BLUETOOTH", "No Bluetooth adapter"),
        ("NO_BLE_CENTRAL_ROLE", "No Bluetooth adapter"),
        ("POWERED_OFF", "switched off"),
        ("DENIED_BY_USER", "may not use Bluetooth"),
        ("DENIED_BY_SYSTEM", "may not use Bluetooth"),
        ("UNKNOWN", "switched off"),
    ],
)
def test_no_bluetooth_is_one_sentence_with_what_to_do(reason: str, says: str) -> None:
    error = BleakBluetoothNotAvailableError(
        "evidence", BleakBluetoothNotAvailableReason[reason]
    )
    with pytest.raises(RadioError) as told, sorted_trouble():
        raise error
    sentence = unavailable(told.value)
    assert isinstance(sentence, BluetoothUnavailableError)
    assert says in str(sentence)
    assert "evidence" in str(sentence)


def test_other_trouble_is_no_missing_bluetooth() -> None:
    assert unavailable(RadioError(Trouble.NOT_SEEN)) is None


def test_every_trouble_has_its_sentence() -> None:
    assert {f"link.waiting.{trouble}" for trouble in Trouble} <= set(keys())


def test_bleaks_guess_at_the_version_of_bluez_reaches_nobody() -> None:
    log = logging.getLogger("bleak.backends.bluezdbus.version")
    assert not log.isEnabledFor(logging.WARNING)
