"""What the first screen says of what was looked at, without a browser."""

import re

import pytest

import samenstemming as sam
from dashboards.view_ready import GROUPS, lines_to_come, ready_lines, verdict
from samenstemming.events import Wearer
from samenstemming.session.preflight_check import Check, State
from samenstemming.words import Language, keys
from samenstemming.words.doctor import WORDS as DOCTOR

OK, WARN, FAIL = State.OK, State.WARN, State.FAIL
BOTH = pytest.mark.parametrize("language", list(Language))
FINE = [
    Check(name=name, state=OK)
    for name in ("python", "packages", "sqlite", "folder", "service", "permission")
] + [
    Check(name="disk", state=OK, values={"free_mb": 900, "folder": "/home"}),
    Check(
        name="clock",
        state=OK,
        values={"step_ms": 0.0, "span_ms": 250, "uncertainty_us": 1.0},
    ),
    Check(name="adapter", state=OK),
]
NO_AIR = Check(name="air", state=WARN, code="none", advice="strap.missing")
NAMES = {Wearer.A: "blauwe sticker", Wearer.B: "Polar H10"}


def of_strap(wearer: Wearer, *, percent: int = 80) -> list[Check]:
    low = percent < 20
    return [
        Check(name="strap", wearer=wearer, state=OK, values={"strap": "'x' (C0:0A)"}),
        Check(name="contact", wearer=wearer, state=OK, values={"rate": 64}),
        Check(name="rr", wearer=wearer, state=OK, values={"count": 3, "packets": 3}),
        Check(
            name="battery",
            wearer=wearer,
            state=WARN if low else OK,
            code="low" if low else "ok",
            advice="battery" if low else "",
            values={"percent": percent, "minutes": 60},
        ),
    ]


BARE = [
    Check(
        name=check.name,
        state=check.state,
        values={"version": "3", "system": "x", "names": "x", "folder": "/home"}
        | dict(check.values),
    )
    for check in FINE
]


@BOTH
def test_what_is_fine_is_a_short_line_each_and_nothing_technical(
    language: Language,
) -> None:
    checks = [*BARE, *of_strap(Wearer.A), *of_strap(Wearer.B)]
    lines = ready_lines(checks, NAMES, language)
    assert [line.name for line in lines] == [
        "bluetooth",
        "permission",
        "strap",
        "strap",
        "room",
        "clock",
        "program",
    ]
    assert all(line.state == "ok" and line.to_do is None for line in lines)
    assert "“blauwe sticker”" in lines[2].sentence
    assert "80 %" in lines[2].sentence
    text = " ".join(f"{line.title} {line.sentence}" for line in lines)
    assert not re.search(r"RR|sqlite|µs|C0:|D-?Bus|python", text, re.IGNORECASE)
    assert "C0:0A" in " ".join(lines[2].details)
    assert verdict(checks) == "ready.all_ok"


@BOTH
def test_a_battery_that_may_not_last_stands_out(language: Language) -> None:
    checks = [*BARE, *of_strap(Wearer.A, percent=12), *of_strap(Wearer.B)]
    (bad,) = (one for one in ready_lines(checks, NAMES, language) if one.state != "ok")
    assert (bad.name, bad.state) == ("battery", "warn")
    assert "12 %" in bad.sentence
    assert bad.to_do
    assert verdict(checks) == "ready.some_warn"


def test_without_chosen_straps_it_is_almost_and_says_what_comes_later() -> None:
    heard = Check(name="air", state=OK, values={"count": 2, "names": "x, y"})
    for air in (heard, NO_AIR):
        lines = ready_lines([*BARE, air], {}, Language.NL)
        assert lines[-1].state == "later"
        assert verdict([*BARE, air]) == "ready.almost"


def test_what_is_being_looked_at_is_named_without_a_word_on_how_it_is() -> None:
    lines = lines_to_come(Language.NL)
    assert [line.title for line in lines] == [
        "Bluetooth",
        "Ruimte",
        "Klok",
        "Programma",
    ]
    assert {line.state for line in lines} == {"waits"}
    assert {line.name for line in lines} <= set(GROUPS)
    assert not any(line.sentence or line.to_do or line.details for line in lines)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("service", "no_service"),
        ("permission", "no_permission"),
        ("adapter", "no_adapter"),
        ("adapter", "bluetooth_off"),
    ],
)
def test_no_bluetooth_of_any_kind_points_elsewhere(name: str, code: str) -> None:
    advice = f"{name}.{code}" if name == "adapter" else f"{name}.linux"
    check = Check(
        name=name, state=FAIL, code=code, advice=advice, values={"why": "[Errno 2]"}
    )
    assert verdict([*BARE, check]) == "ready.no_bluetooth"
    (bad,) = (
        line for line in ready_lines([check], {}, Language.EN) if line.state == "fail"
    )
    assert "Errno" not in bad.sentence + str(bad.to_do)
    assert "Errno" in bad.details[0]


def test_every_finding_and_every_advice_of_doctor_has_its_plain_sentence() -> None:
    members = {name for group in GROUPS.values() for name in group}
    wanted = {
        key.removeprefix("doctor.")
        for key in DOCTOR
        if key.split(".")[1] in members and key.count(".") >= 2
    }
    wanted |= {k.removeprefix("doctor.") for k in DOCTOR if k.startswith("doctor.do.")}
    missing = {key for key in wanted if f"ready.{key}" not in keys()}
    assert missing == set()


def test_the_checks_are_those_of_the_package() -> None:
    assert sam.Check is Check
