"""`doctor` with straps that this computer remembers: labels, swaps, and by itself."""

import json
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

from samenstemming.cli.doctor import wanted_straps
from samenstemming.events import Wearer
from samenstemming.session.known_straps import KnownStraps, StrapIdentity, save
from samenstemming.session.preflight_check import Check, State
from samenstemming.session.preflight_radio import worn_checks
from samenstemming.session.worn_straps import WornStraps
from samenstemming.sources.ble_names import SeenStrap
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.words import Language
from tests.radio_commands import Air, run

A, B = Wearer.A, Wearer.B
BLUE = SeenStrap(name="Polar H10 AAAA1111", address="C0:00:00:00:00:0A")
RED = SeenStrap(name="Polar H10 BBBB2222", address="C0:00:00:00:00:0B")


@pytest.fixture(autouse=True)
def straps_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    path = tmp_path / "user" / "samenstemming" / "straps.json"
    known = KnownStraps()
    for strap, label, wearer in ((BLUE, "blue", A), (RED, "red", B)):
        identity = StrapIdentity(name=strap.name, address=strap.address)
        known = known.remember(identity, label=label, wearer=wearer)
    save(path, known)
    return path


def only(checks: list[Check]) -> Check:
    (check,) = checks
    return check


def test_straps_on_the_other_wearer_warn_and_never_fail(straps_file: Path) -> None:
    swapped = only(worn_checks(WornStraps(straps_file), {A: RED, B: BLUE}))
    assert (swapped.state, swapped.code) == (State.WARN, "swapped")
    assert "red was on B last time" in swapped.evidence(Language.EN)
    assert swapped.what_to_do(Language.EN) is not None
    one = only(worn_checks(WornStraps(straps_file), {A: RED}))
    assert (one.state, one.code) == (State.WARN, "other_wearer")
    assert "nu bij A" in one.evidence(Language.NL)


def test_straps_where_they_were_are_said_so_and_strangers_are_not_judged(
    straps_file: Path,
) -> None:
    fine = only(worn_checks(WornStraps(straps_file), {A: BLUE, B: RED}))
    assert (fine.state, fine.code) == (State.OK, "ok")
    stranger = SeenStrap(name="TICKR", address="C0:00:00:00:00:0C")
    assert worn_checks(WornStraps(straps_file), {A: stranger}) == []
    assert worn_checks(WornStraps(straps_file), {}) == []


def test_a_spoilt_file_of_straps_warns_and_the_rest_is_looked_at(
    straps_file: Path,
) -> None:
    straps_file.write_text("not json")
    check = only(worn_checks(WornStraps(straps_file), {A: BLUE}))
    assert (check.state, check.code) == (State.WARN, "unreadable")
    assert str(straps_file) in check.evidence(Language.EN)
    assert wanted_straps(None, None) == {}


def test_the_straps_worn_last_are_looked_for_where_none_is_named() -> None:
    assert wanted_straps(None, None) == {A: "blue", B: "red"}
    assert wanted_straps("H10", None) == {A: "H10"}


def test_the_command_listens_to_the_remembered_straps_by_itself(
    bus: PrivateBus,
) -> None:
    async def script(air: Air) -> None:
        air.b.in_range = False
        process = await air.start("doctor", "--json")
        out, _ = await process.communicate()
        assert process.returncode == 1
        checks = json.loads(out)["checks"]
        found = {(c["name"], c["wearer"]): c for c in checks}
        assert found["strap", "a"]["state"] == "ok"
        assert '"blue"' in found["strap", "a"]["evidence"]
        assert found["strap", "b"]["code"] == "missing"
        assert "'red' did not answer" in found["strap", "b"]["evidence"]
        assert found["battery", "a"]["state"] == "ok"
        assert not air.a.connected

    run(bus, script)
