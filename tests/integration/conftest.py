"""Parts that not every machine has: skipped without, unless all are required."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture
def bus_address() -> Iterator[str]:
    """A D-Bus of its own, which bleak takes for the system's."""
    private_bus = pytest.importorskip(
        "samenstemming.sources.simulated_bluez.private_bus"
    )
    if private_bus.daemon_path() is None:
        sentence = "There is no dbus-daemon here: install the package 'dbus'."
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    with private_bus.private_bus() as bus:
        yield bus.address
