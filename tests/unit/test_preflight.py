"""What is looked at before a talk, each as a value; no radio and no real disk here."""

import asyncio
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest

from samenstemming.cli.doctor import conclusion, lines
from samenstemming.events import Wearer
from samenstemming.recording.hostclock import Anchor
from samenstemming.session import preflight
from samenstemming.session.preflight_check import Check, State, in_order
from samenstemming.session.preflight_radio import (
    Heard,
    air_check,
    found_checks,
    heard_checks,
    trouble_checks,
)
from samenstemming.sources.ble_names import SeenStrap
from samenstemming.sources.ble_trouble import RadioError, Trouble
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode
from samenstemming.words import Language, keys
from samenstemming.words.doctor import WORDS

A, B = Wearer.A, Wearer.B
OK, WARN, FAIL = State.OK, State.WARN, State.FAIL
EN, NL = Language.EN, Language.NL

H10 = SeenStrap(name="Polar H10 AAAA1111", address="C0:0A", heart_rate=True)
OTHER_H10 = SeenStrap(name="Polar H10 BBBB2222", address="C0:0B", heart_rate=True)


def said(check: Check) -> tuple[State, str]:
    """Its state and code, once it has been said in both languages."""
    for language in Language:
        assert check.label(language)
        assert "{" not in check.evidence(language)
        to_do = check.what_to_do(language)
        assert (to_do is None) == (check.state is OK)
        assert "{" not in (to_do or "")
    return check.state, check.code


def by_name(checks: Sequence[Check]) -> dict[str, tuple[State, str]]:
    return {check.name: said(check) for check in checks}


# -- this computer ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "expected"),
    [((3, 10, 9), (FAIL, "old")), ((3, 11, 0), (OK, "ok")), ((4, 0, 0), (OK, "ok"))],
)
def test_an_old_python_fails(
    version: tuple[int, int, int], expected: tuple[State, str]
) -> None:
    assert said(preflight.python_check(version)) == expected


@pytest.mark.parametrize(
    ("version", "expected"),
    [((3, 36, 9), (FAIL, "old")), ((3, 37, 0), (OK, "ok")), ((3, 51, 2), (OK, "ok"))],
)
def test_an_sqlite_without_strict_tables_fails(
    version: tuple[int, ...], expected: tuple[State, str]
) -> None:
    assert said(preflight.sqlite_check(version)) == expected


def test_packages_are_named_with_their_versions() -> None:
    check = preflight.packages_check()
    assert said(check) == (OK, "ok")
    assert "neurokit2 0.2.13" in check.evidence(EN)
    assert "bleak 3." in check.evidence(EN)


def test_a_missing_package_fails_and_another_version_warns() -> None:
    def none(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    assert said(preflight.packages_check(none)) == (FAIL, "missing")
    check = preflight.packages_check(lambda name: "2.0")
    assert said(check) == (WARN, "other")
    assert "neurokit2 2.0 (0.2.13)" in check.evidence(EN)
    assert "numpy" not in check.evidence(EN)


@pytest.mark.parametrize(
    ("free_mb", "expected"),
    [(19, (FAIL, "low")), (150, (WARN, "low")), (250, (OK, "ok"))],
)
def test_little_room_warns_and_none_fails(
    free_mb: int, expected: tuple[State, str], tmp_path: Path
) -> None:
    checks = preflight.folder_checks(tmp_path, free_bytes=lambda _: free_mb * 10**6)
    assert by_name(checks) == {"folder": (OK, "ok"), "disk": expected}


def test_a_folder_that_is_not_there_fails_alone(tmp_path: Path) -> None:
    (check,) = preflight.folder_checks(tmp_path / "none")
    assert said(check) == (FAIL, "missing")
    assert str(tmp_path / "none") in check.evidence(EN)


def test_a_folder_that_may_not_be_written_to_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda place, mode: False)
    assert by_name(preflight.folder_checks(tmp_path))["folder"] == (FAIL, "unwritable")


@pytest.mark.parametrize("risk", ["synced", "network"])
def test_a_folder_on_somebody_elses_computer_warns(risk: str, tmp_path: Path) -> None:
    checks = preflight.folder_checks(tmp_path, risk_of=lambda _: risk)
    assert by_name(checks)["place"] == (WARN, risk)


UTC_NS = preflight.EARLIEST_UTC_NS + 10**18


def anchor(
    at_ms: float, *, wall_ms: float | None = None, uncertainty_ns: int = 500
) -> Anchor:
    ahead_ms = at_ms if wall_ms is None else wall_ms
    return Anchor(
        monotonic_ns=round(at_ms * 1e6),
        utc_ns=UTC_NS + round(ahead_ms * 1e6),
        uncertainty_ns=uncertainty_ns,
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (anchor(250, wall_ms=250.1), (OK, "ok")),
        (anchor(250, wall_ms=3_600_250), (WARN, "stepped")),
        (anchor(250, wall_ms=200), (WARN, "stepped")),
        (anchor(250, uncertainty_ns=6_000_000), (WARN, "coarse")),
        (Anchor(monotonic_ns=250_000_000, utc_ns=0), (WARN, "date")),
    ],
)
def test_clocks_that_part_company_are_seen(
    second: Anchor, expected: tuple[State, str]
) -> None:
    assert said(preflight.clock_check(anchor(0), second)) == expected


def test_without_bleak_the_rest_is_still_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        __import__("sys").modules, "samenstemming.session.preflight_radio", None
    )
    found = by_name(asyncio.run(preflight.preflight(folder=tmp_path)))
    assert found["service"] == (FAIL, "no_bleak")
    assert found["clock"][0] is not FAIL
    assert found["folder"] == (OK, "ok")


# -- Bluetooth --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (Trouble.NO_SERVICE, {"service": (FAIL, "no_service")}),
        (
            Trouble.NO_PERMISSION,
            {"service": (OK, "ok"), "permission": (FAIL, "no_permission")},
        ),
        (
            Trouble.BLUETOOTH_OFF,
            {
                "service": (OK, "ok"),
                "permission": (OK, "ok"),
                "adapter": (FAIL, "bluetooth_off"),
            },
        ),
        (Trouble.BUSY, {"air": (FAIL, "trouble")}),
    ],
)
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32", "freebsd14"])
def test_a_scan_that_fails_tells_which_part_is_the_trouble(
    trouble: Trouble,
    expected: dict[str, tuple[State, str]],
    platform: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert by_name(trouble_checks(RadioError(trouble, "so said BlueZ"))) == expected


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_words(trouble: Trouble) -> None:
    checks = trouble_checks(RadioError(trouble))
    assert said(checks[-1])[0] is FAIL


def test_an_empty_air_warns_only_where_no_strap_is_named() -> None:
    assert said(air_check([], named=False)) == (WARN, "none")
    assert said(air_check([], named=True)) == (OK, "none")
    assert air_check([H10], named=True).evidence(EN).startswith("1: 'Polar H10 AAAA")


def test_both_straps_are_found_by_a_part_of_their_names() -> None:
    known, absent = found_checks({A: "aaaa", B: "bbbb"}, [H10, OTHER_H10], after_s=12)
    assert known == {A: H10, B: OTHER_H10}
    assert absent == []


def test_one_missing_strap_is_said_with_those_in_the_air() -> None:
    known, (missing,) = found_checks({A: "aaaa", B: "TICKR"}, [H10], after_s=12)
    assert known == {A: H10}
    assert said(missing) == (FAIL, "missing")
    assert missing.label(EN) == "strap B"
    assert missing.evidence(EN) == (
        "'TICKR' did not answer within 12 s; in the air: 'Polar H10 AAAA1111' (C0:0A)"
    )


def test_a_name_that_fits_both_and_one_strap_for_two_are_refused() -> None:
    _, absent = found_checks({A: "polar"}, [H10, OTHER_H10], after_s=12)
    assert [said(check) for check in absent] == [(FAIL, "several")]
    _, absent = found_checks({A: "aaaa", B: "1111"}, [H10], after_s=12)
    assert [said(check) for check in absent] == [(FAIL, "same")] * 2
    _, absent = found_checks({A: "x", B: "y"}, [], after_s=12)
    assert [said(check) for check in absent] == [(FAIL, "missing")] * 2


# -- what a strap says ------------------------------------------------------------


def heard(
    *packets: HeartRateMeasurement, battery: int | None = 90, malformed: int = 0
) -> dict[str, tuple[State, str]]:
    listened = Heard(battery_percent=battery)
    for packet in packets:
        listened.take(encode(packet))
    for _ in range(malformed):
        listened.take(b"\x10")
    return by_name(heard_checks(A, H10, listened, minutes=60))


def packet(
    rate: int = 60, *, contact: bool | None = True, rr: tuple[int, ...] = (1000,)
) -> HeartRateMeasurement:
    return HeartRateMeasurement(heart_rate_bpm=rate, contact=contact, rr_ticks=rr)


def test_a_strap_that_is_worn_and_sends_rr_is_in_order() -> None:
    assert heard(packet(), packet(), packet()) == {
        "strap": (OK, "ok"),
        "contact": (OK, "ok"),
        "rr": (OK, "ok"),
        "battery": (OK, "ok"),
    }


@pytest.mark.parametrize(
    ("strap", "contact", "rr"),
    [
        (packet(contact=None), (OK, "not_said"), (OK, "ok")),
        (packet(contact=False), (OK, "denied"), (OK, "ok")),
        (packet(contact=None, rr=()), (OK, "not_said"), (FAIL, "none")),
        (packet(rr=()), (OK, "ok"), (FAIL, "none")),
        (packet(contact=False, rr=()), (WARN, "none"), (WARN, "not_judged")),
        (packet(0, contact=None, rr=()), (WARN, "none"), (WARN, "not_judged")),
    ],
)
def test_contact_bits_are_never_believed_alone(
    strap: HeartRateMeasurement, contact: tuple[State, str], rr: tuple[State, str]
) -> None:
    found = heard(strap, strap, strap)
    assert (found["contact"], found["rr"]) == (contact, rr)


def test_a_strap_that_says_nothing_or_nonsense_fails() -> None:
    assert heard()["rr"] == (FAIL, "silent")
    assert heard(malformed=3)["rr"] == (FAIL, "malformed")


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (17, (WARN, "low")),
        (18, (OK, "ok")),
        (None, (OK, "not_said")),
    ],
)
def test_a_battery_lasts_the_talk_or_warns(
    percent: int | None, expected: tuple[State, str]
) -> None:
    # 60 of the 480 minutes that the shortest-lived battery lasts, and 5 %: 17.5 %
    assert heard(packet(), battery=percent)["battery"] == expected


# -- as lines ---------------------------------------------------------------------

CHECKS = [
    Check(name="sqlite", state=OK, values={"version": "3.40.1"}),
    Check(
        name="battery",
        wearer=B,
        state=WARN,
        code="low",
        advice="battery",
        values={"percent": 9, "minutes": 60},
    ),
    Check(
        name="adapter",
        state=FAIL,
        code="bluetooth_off",
        advice="adapter.bluetooth_off",
        values={"why": "Powered is false"},
    ),
]


def test_each_check_is_a_line_and_what_to_do_is_under_it() -> None:
    assert list(lines(CHECKS, EN)) == [
        "ok       SQLite             3.40.1",
        "warning  battery B          9%: may not last 60 minutes",
        "                            → Charge the strap, or put a new battery in.",
        "fails    Bluetooth adapter  is switched off (Powered is false)",
        "                            → Switch Bluetooth on. If it stays off (Linux): "
        "rfkill unblock bluetooth.",
    ]
    assert list(lines(CHECKS, NL))[1] == (
        "let op  batterij B         9%: misschien niet genoeg voor 60 minuten"
    )


def test_all_of_it_is_one_sentence() -> None:
    assert conclusion(CHECKS, EN) == (
        "A talk will not work like this: 1 failing. Warnings: 1."
    )
    assert conclusion(CHECKS[:2], EN) == "A talk can begin. Warnings: 1."
    assert conclusion(CHECKS[:1], EN) == "All is in order."
    assert not in_order(CHECKS)
    assert in_order(CHECKS[:2])


def test_a_warning_without_advice_cannot_be_made() -> None:
    with pytest.raises(AssertionError):
        Check(name="disk", state=WARN, code="low")


def test_every_word_of_doctor_is_known() -> None:
    assert set(WORDS) <= set(keys())
