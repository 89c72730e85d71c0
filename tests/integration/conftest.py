"""Parts that not every machine has: skipped without, unless all are required."""

import os
from collections.abc import Iterator

import pytest

from samenstemming.sources.simulated_bluez.private_bus import (
    PrivateBus,
    daemon_path,
    private_bus,
)


@pytest.fixture
def bus() -> Iterator[PrivateBus]:
    """A D-Bus of its own, which bleak takes for the system's."""
    if daemon_path() is None:
        sentence = "There is no dbus-daemon here: install the package 'dbus'."
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    with private_bus() as running:
        yield running
