"""`doctor` against the simulated BlueZ, through bleak's own backend."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

from samenstemming.events import Wearer
from samenstemming.session.preflight import preflight
from samenstemming.session.preflight_check import Check, State, in_order
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode
from samenstemming.words import Language

A, B = Wearer.A, Wearer.B

QUICK = Patience(
    first_packet_s=0.6, first_look_s=1.5, settle_s=0.3, delays_s=(0.05,), call_s=2.0
)

WORN = HeartRateMeasurement(heart_rate_bpm=64, contact=True, rr_ticks=(960,))
"""What a strap on a chest says."""


def straps() -> dict[Wearer, BlueZStrap]:
    return {
        A: BlueZStrap(name="Polar H10 AAAA1111", address="C0:00:00:00:00:0A"),
        B: BlueZStrap(name="Polar H10 BBBB2222", address="C0:00:00:00:00:0B"),
    }


def look(
    bus: PrivateBus,
    worn: dict[Wearer, BlueZStrap],
    *,
    wanted: dict[Wearer, str] | None = None,
    packet: HeartRateMeasurement = WORN,
    first: Callable[[SimulatedBlueZ], None] = lambda bluez: None,
) -> list[Check]:
    """What a preflight finds; every strap is let go again."""

    async def beat(bluez: SimulatedBlueZ) -> None:
        while True:
            for strap in worn.values():
                bluez.notify(strap, encode(packet))
            await asyncio.sleep(0.02)

    async def run() -> list[Check]:
        bluez = SimulatedBlueZ(bus.address, list(worn.values()))
        await bluez.start()
        first(bluez)
        hearts = asyncio.create_task(beat(bluez))
        try:
            async with asyncio.timeout(30):
                return await preflight(
                    {A: "AAAA", B: "BBBB"} if wanted is None else wanted,
                    patience=QUICK,
                )
        finally:
            hearts.cancel()
            await asyncio.gather(hearts, return_exceptions=True)
            assert not any(strap.connected for strap in worn.values())
            await bluez.stop()

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def found(checks: list[Check]) -> dict[str, tuple[str, str]]:
    return {
        check.name + (f".{check.wearer}" if check.wearer else ""): (
            check.state.value,
            check.code,
        )
        for check in checks
    }


def test_two_worn_straps_are_in_order_in_every_way(bus: PrivateBus) -> None:
    checks = look(bus, straps())
    assert in_order(checks)
    of_straps = found(checks)
    for wearer in "ab":
        for name in ("strap", "contact", "rr", "battery"):
            assert of_straps[f"{name}.{wearer}"] == ("ok", "ok")
    for name in ("service", "permission", "adapter", "air", "folder", "sqlite"):
        assert of_straps[name] == ("ok", "ok")


def test_a_strap_that_stays_away_fails_and_the_other_is_still_judged(
    bus: PrivateBus,
) -> None:
    worn = straps()
    worn[B].in_range = False
    checks = look(bus, worn)
    assert found(checks)["strap.b"] == ("fail", "missing")
    assert found(checks)["rr.a"] == ("ok", "ok")
    (missing,) = [check for check in checks if check.state is State.FAIL]
    assert "'Polar H10 AAAA1111'" in missing.evidence(Language.EN)


def test_an_empty_battery_and_a_dry_strap_warn(bus: PrivateBus) -> None:
    worn = straps()
    worn[A].battery_percent = 4
    dry = HeartRateMeasurement(heart_rate_bpm=0, contact=False)
    checks = look(bus, worn, packet=dry)
    assert in_order(checks)
    assert found(checks)["battery.a"] == ("warn", "low")
    assert found(checks)["contact.b"] == ("warn", "none")
    assert found(checks)["rr.b"] == ("warn", "not_judged")


def test_a_band_without_rr_fails_with_what_it_can_do_here(bus: PrivateBus) -> None:
    optical = HeartRateMeasurement(heart_rate_bpm=70)
    checks = look(bus, straps(), packet=optical)
    assert found(checks)["rr.a"] == ("fail", "none")
    to_do = next(check for check in checks if check.name == "rr").what_to_do(
        Language.EN
    )
    assert to_do is not None
    assert to_do.startswith("This strap can only show heart rate here.")


def test_a_strap_that_first_refuses_is_tried_again(bus: PrivateBus) -> None:
    worn = straps()
    worn[A].connect_errors = [("org.bluez.Error.Failed", "le-connection-abort")]
    assert found(look(bus, worn))["strap.a"] == ("ok", "ok")


def test_a_strap_that_always_refuses_fails_with_the_evidence(bus: PrivateBus) -> None:
    worn = straps()
    worn[A].connect_errors = [("org.bluez.Error.Failed", "no such luck")] * 9
    checks = look(bus, worn)
    assert found(checks)["strap.a"] == ("fail", "trouble")
    assert found(checks)["strap.b"] == ("ok", "ok")
    refused = next(check for check in checks if check.state is State.FAIL)
    assert "no such luck" in refused.evidence(Language.EN)


def test_a_strap_that_wants_pairing_is_not_paired_behind_anybodys_back(
    bus: PrivateBus,
) -> None:
    worn = straps()
    worn[B].needs_pairing = True
    checks = look(bus, worn)
    assert found(checks)["strap.b"] == ("fail", "needs_pairing")
    assert not worn[B].paired


def test_bluetooth_that_is_off_and_an_adapter_that_is_gone_are_told_apart(
    bus: PrivateBus,
) -> None:
    off = look(bus, straps(), first=lambda bluez: bluez.power(on=False))
    assert found(off)["adapter"] == ("fail", "bluetooth_off")
    assert found(off)["permission"] == ("ok", "ok")
    gone = look(bus, straps(), first=lambda bluez: bluez.unplug())
    assert found(gone)["adapter"] == ("fail", "no_adapter")


def doctor(*arguments: str, code: int, **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "samenstemming", "doctor", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", **more},
        timeout=60,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done


NOWHERE = "unix:path=/nowhere/at/all"


def test_without_bluetooth_each_failing_line_says_what_to_do() -> None:
    done = doctor(code=1, DBUS_SYSTEM_BUS_ADDRESS=NOWHERE)
    rows = done.stdout.splitlines()
    at = next(n for n, row in enumerate(rows) if row.startswith("fails"))
    assert "Bluetooth service" in rows[at]
    assert "→ Start it: sudo systemctl start bluetooth." in rows[at + 1]
    assert done.stderr == "A talk will not work like this: 1 failing. Warnings: 0.\n"


def test_json_holds_every_check_with_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    done = doctor(
        *("--json", "--a", "AAAA", "--folder", str(folder)),
        code=1,
        DBUS_SYSTEM_BUS_ADDRESS=NOWHERE,
        LC_ALL="nl_NL.UTF-8",
    )
    said = json.loads(done.stdout)
    assert said["ok"] is False
    by_name = {check["name"]: check for check in said["checks"]}
    assert by_name["place"]["state"] == "warn"
    assert by_name["place"]["values"] == {"folder": str(folder)}
    assert by_name["service"]["what_to_do"].startswith("Start hem: sudo systemctl")
    assert by_name["sqlite"]["what_to_do"] is None
    assert done.stderr == ""


def test_the_command_ends_with_0_where_nothing_fails(bus: PrivateBus) -> None:
    async def run() -> str:
        bluez = SimulatedBlueZ(bus.address, list(straps().values()))
        await bluez.start()
        try:
            return (await asyncio.to_thread(doctor, code=0)).stdout
        finally:
            await bluez.stop()

    said = asyncio.run(run())
    assert "2: 'Polar H10 AAAA1111' (C0:00:00:00:00:0A)" in said
    assert "fails" not in said
