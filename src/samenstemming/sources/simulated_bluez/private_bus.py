"""A D-Bus of our own, which nobody else on the machine can see.

bleak looks for BlueZ on the bus that `DBUS_SYSTEM_BUS_ADDRESS` names. This starts a
`dbus-daemon` on a socket in a folder of its own; the folder outlives the daemon, so
that a bus that was killed can come back at the same address, as a real one does.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ADDRESS_VARIABLE: Final = "DBUS_SYSTEM_BUS_ADDRESS"

_CONFIG: Final = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>{address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def daemon_path() -> str | None:
    """Where `dbus-daemon` is installed; None where it is not."""
    return shutil.which("dbus-daemon")


def _ending_with_us() -> tuple[str, ...]:
    """What makes a daemon end with whoever started it, also when that is killed."""
    setpriv = shutil.which("setpriv")
    return () if setpriv is None else (setpriv, "--pdeathsig", "KILL")


class PrivateBus:
    """One `dbus-daemon`; may be killed and started again at the same address."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="samenstemming-bus-"))
        self._socket = self._folder / "bus"
        self.address = f"unix:path={self._socket}"
        self._config = self._folder / "bus.conf"
        self._config.write_text(_CONFIG.format(address=self.address), "utf-8")
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it; returns once it listens."""
        daemon = daemon_path()
        if daemon is None:
            msg = "There is no dbus-daemon on this machine: install the package 'dbus'."
            raise FileNotFoundError(msg)
        self._socket.unlink(missing_ok=True)
        process = subprocess.Popen(
            [
                *_ending_with_us(),
                *(daemon, f"--config-file={self._config}"),
                *("--nofork", "--print-address"),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert process.stdout is not None
        with process.stdout as said:
            listening = said.readline()
        if not listening:
            process.wait()
            msg = f"dbus-daemon ended with code {process.returncode} at its start."
            raise OSError(msg)
        self._process = process

    def kill(self) -> None:
        """End it without a word, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """End it and take its folder away."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def private_bus() -> Iterator[PrivateBus]:
    """A running bus whose address this process, and what it starts, will use."""
    bus = PrivateBus()
    before = os.environ.get(ADDRESS_VARIABLE)
    try:
        bus.start()
        os.environ[ADDRESS_VARIABLE] = bus.address
        yield bus
    finally:
        if before is None:
            os.environ.pop(ADDRESS_VARIABLE, None)
        else:
            os.environ[ADDRESS_VARIABLE] = before
        bus.close()
