"""What can be wrong between a radio and a strap, by what a person can do about it."""

import sys
from enum import StrEnum
from typing import Final

from samenstemming.errors import BluetoothUnavailableError


class Trouble(StrEnum):
    """A screen picks its sentence by it; it begins the detail of a `LinkChange`."""

    NOT_SEEN = "not_seen"
    SEVERAL = "several"
    NO_ADAPTER = "no_adapter"
    BLUETOOTH_OFF = "bluetooth_off"
    NO_PERMISSION = "no_permission"
    NO_SERVICE = "no_service"
    BUSY = "busy"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    NEEDS_PAIRING = "needs_pairing"
    NO_HEART_RATE = "no_heart_rate"
    OUT_OF_REACH = "out_of_reach"
    SILENT = "silent"
    FAILED = "failed"


class RadioError(Exception):
    """One attempt failed; the next may not. `evidence` is what the system said."""

    def __init__(self, trouble: Trouble, evidence: str = "") -> None:
        super().__init__(f"{trouble}: {evidence}" if evidence else str(trouble))
        self.trouble = trouble
        self.evidence = evidence


_UNAVAILABLE: Final = {
    Trouble.NO_ADAPTER: "No Bluetooth adapter was found ({why}). Plug one in, or "
    "switch it on in the computer's settings; a virtual machine has none of its own.",
    Trouble.BLUETOOTH_OFF: "Bluetooth is switched off ({why}). Switch it on, and try "
    "again.",
    Trouble.NO_PERMISSION: "This program may not use Bluetooth ({why}). {permission}",
    Trouble.NO_SERVICE: "The system's Bluetooth service does not answer ({why}). "
    "{service}",
}

_PERMISSION: Final = {
    "darwin": "Allow it for your terminal: System Settings, Privacy & Security, "
    "Bluetooth.",
    "win32": "Allow it: Settings, Privacy & security, Radios.",
    "linux": "Put yourself in the group 'bluetooth', or ask who looks after this "
    "computer.",
}

_SERVICE: Final = {
    "linux": "Start it: sudo systemctl start bluetooth.",
}

_ELSEWHERE: Final = "Restart Bluetooth, and try again."


def unavailable(error: RadioError) -> BluetoothUnavailableError | None:
    """That there is no Bluetooth, as a sentence; None for any other trouble."""
    sentence = _UNAVAILABLE.get(error.trouble)
    if sentence is None:
        return None
    return BluetoothUnavailableError(
        sentence.format(
            why=error.evidence or error.trouble,
            permission=_PERMISSION.get(sys.platform, _ELSEWHERE),
            service=_SERVICE.get(sys.platform, _ELSEWHERE),
        )
    )
