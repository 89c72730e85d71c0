"""Is everything ready for a talk? Looked at before it, so that nothing stops it.

Versions, the folder for recordings, the clocks, Bluetooth, and, where they are named,
both straps. Every finding is a value (`preflight_check`); a thing that cannot even be
looked at is a finding too, never an exception.

Loading bleak takes a moment and may itself be what fails, so the part that needs it
(`preflight_radio`) is loaded here, last.
"""

import asyncio
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from samenstemming.errors import SamenstemmingError
from samenstemming.events import Wearer
from samenstemming.session.preflight_check import Check, State

if TYPE_CHECKING:
    from samenstemming.recording.hostclock import Anchor
    from samenstemming.sources.ble import Backends
    from samenstemming.sources.ble_patience import Patience

OLDEST_PYTHON: Final = (3, 11)

OLDEST_SQLITE: Final = (3, 37)
"""STRICT tables came with it. Said here too: `recording` cannot be loaded without."""

NEEDED: Final[dict[str, str]] = {
    "bleak": "3.",
    "neurokit2": "0.2.13",
    "streamlit": "1.67.",
    "numpy": "",
    "scipy": "",
}
"""Packages, and how the version that was tested begins."""

LITTLE_ROOM_BYTES: Final = 200 * 2**20
"""The writer warns below this during a recording, too."""

NO_ROOM_BYTES: Final = 20 * 2**20
"""An hour of two straps with ECG is 4 MB, and SQLite's log wants as much again."""

CLOCK_SPAN_S: Final = 0.25
"""The clocks are compared over at least this long."""

STEP_NS: Final = 20_000_000
"""Wall time that departs from the monotonic clock by more was set meanwhile: what keeps
it right slews it by at most 0.05 %."""

COARSE_NS: Final = 5_000_000
"""Reading all clocks takes microseconds. Beside 5 ms, beat times would be blurred."""

EARLIEST_UTC_NS: Final = 1_735_689_600_000_000_000
"""2025-01-01: a computer that says less has lost its date."""


async def preflight(
    wanted: Mapping[Wearer, str] | None = None,
    *,
    folder: Path | None = None,
    minutes: float = 60.0,
    patience: "Patience | None" = None,
    backends: "Backends | None" = None,
    straps_file: Path | None = None,
) -> list[Check]:
    """Everything that was found. `wanted` is what people call each wearer's strap.

    `straps_file` is where straps are remembered, if not in the usual place: a label
    names a strap, and one that sits on the other wearer than last time is noticed.
    """
    checks = [python_check(), packages_check(), sqlite_check()]
    try:
        from samenstemming.recording.hostclock import read_clocks
    except SamenstemmingError:  # SQLite is too old, which has just been said
        return checks
    first = read_clocks()
    checks += folder_checks(folder)
    radio, _ = await asyncio.gather(
        _radio_checks(wanted or {}, minutes, patience, backends, straps_file),
        asyncio.sleep(CLOCK_SPAN_S),
    )
    return [*checks, clock_check(first, read_clocks()), *radio]


def python_check(version: tuple[int, int, int] | None = None) -> Check:
    """Whether this Python is new enough."""
    found = version or (sys.version_info[0], sys.version_info[1], sys.version_info[2])
    values = {
        "version": ".".join(map(str, found)),
        "oldest": ".".join(map(str, OLDEST_PYTHON)),
        "system": f"{platform.system()} {platform.release()}",
    }
    if found[:2] < OLDEST_PYTHON:
        return Check(
            name="python", state=State.FAIL, code="old", advice="python", values=values
        )
    return Check(name="python", state=State.OK, values=values)


def packages_check(version_of: Callable[[str], str] = metadata.version) -> Check:
    """Whether the packages this program calculates with are there."""
    versions: dict[str, str] = {}
    missing, other = [], []
    for name, tested in NEEDED.items():
        try:
            versions[name] = version_of(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
        else:
            if not versions[name].startswith(tested):
                other.append(f"{name} {versions[name]} ({tested.rstrip('.')})")
    if missing:
        return Check(
            name="packages",
            state=State.FAIL,
            code="missing",
            advice="packages",
            values={"names": ", ".join(missing)},
        )
    if other:
        return Check(
            name="packages",
            state=State.WARN,
            code="other",
            advice="packages",
            values={"names": ", ".join(other)},
        )
    names = ", ".join(f"{name} {version}" for name, version in versions.items())
    return Check(name="packages", state=State.OK, values={"names": names})


def sqlite_check(
    version: tuple[int, ...] = sqlite3.sqlite_version_info,
) -> Check:
    """Whether this Python's SQLite knows the tables that recordings are made of."""
    values = {
        "version": ".".join(map(str, version)),
        "oldest": ".".join(map(str, OLDEST_SQLITE)),
    }
    if version[:2] < OLDEST_SQLITE:
        return Check(
            name="sqlite", state=State.FAIL, code="old", advice="sqlite", values=values
        )
    return Check(name="sqlite", state=State.OK, values=values)


def folder_checks(
    folder: Path | None,
    *,
    free_bytes: Callable[[Path], int] = lambda place: shutil.disk_usage(place).free,
    risk_of: Callable[[Path], str | None] | None = None,
) -> list[Check]:
    """Whether the folder for recordings can be written to, has room, and is safe."""
    from samenstemming.recording import locations

    try:
        place = folder or locations.default_folder()
        free = free_bytes(place)
    except OSError as error:
        values = {
            "folder": str(error.filename or folder),
            "why": error.strerror or str(error),
        }
        return [_folder_check(State.FAIL, "missing", values)]
    values = {"folder": str(place)}
    if not os.access(place, os.W_OK | os.X_OK):
        checks = [_folder_check(State.FAIL, "unwritable", values)]
    else:
        checks = [_folder_check(State.OK, "ok", values)]
    checks.append(_disk_check(place, free))
    risk = (risk_of or locations.risk_of)(place / "recording.samen")
    if risk is not None:
        checks.append(
            Check(
                name="place",
                state=State.WARN,
                code=risk,
                advice="place",
                values=values,
            )
        )
    return checks


def _folder_check(state: State, code: str, values: Mapping[str, object]) -> Check:
    advice = "" if state is State.OK else "folder"
    return Check(name="folder", state=state, code=code, advice=advice, values=values)


def _disk_check(place: Path, free: int) -> Check:
    values = {"folder": str(place), "free_mb": free // 10**6}
    if free < LITTLE_ROOM_BYTES:
        state = State.FAIL if free < NO_ROOM_BYTES else State.WARN
        return Check(name="disk", state=state, code="low", advice="disk", values=values)
    return Check(name="disk", state=State.OK, values=values)


def clock_check(first: "Anchor", second: "Anchor") -> Check:
    """Whether wall time and the clock that stamps beats run alike: two readings."""
    span_ns = second.monotonic_ns - first.monotonic_ns
    step_ns = second.utc_ns - first.utc_ns - span_ns
    values = {
        "span_ms": round(span_ns / 1e6),
        "step_ms": round(step_ns / 1e6, 3) + 0.0,  # never "-0"
        "uncertainty_us": round(second.uncertainty_ns / 1e3, 1),
    }

    def warning(code: str) -> Check:
        return Check(
            name="clock",
            state=State.WARN,
            code=code,
            advice=f"clock.{code}",
            values=values,
        )

    if second.utc_ns < EARLIEST_UTC_NS:
        return warning("date")
    if abs(step_ns) > STEP_NS:
        return warning("stepped")
    if second.uncertainty_ns > COARSE_NS:
        return warning("coarse")
    return Check(name="clock", state=State.OK, values=values)


async def _radio_checks(
    wanted: Mapping[Wearer, str],
    minutes: float,
    patience: "Patience | None",
    backends: "Backends | None",
    straps_file: Path | None,
) -> list[Check]:
    from samenstemming.session.known_straps import default_path
    from samenstemming.session.worn_straps import WornStraps

    try:
        from samenstemming.session.preflight_radio import radio_checks
    except ImportError as error:
        return [
            Check(
                name="service",
                state=State.FAIL,
                code="no_bleak",
                advice="packages",
                values={"why": str(error), "names": "bleak"},
            )
        ]
    return await radio_checks(
        wanted,
        minutes=minutes,
        patience=patience,
        backends=backends,
        worn=WornStraps(straps_file or default_path()),
    )
