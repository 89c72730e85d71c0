"""Polar's measurement data service of a simulated strap: one stream, and its faults.

A stream belongs to the strap and not to the link: one that nobody stopped goes on
when the link is gone, until the battery is empty or somebody stops it.

Source: Polar, Measurement Data Specification for 3rd party (polar-ble-sdk).
"""

from dataclasses import dataclass, field
from typing import Final

from samenstemming.wire.polar_pmd import (
    ECG,
    START_ECG,
    STOP_ECG,
    Response,
    Status,
    encode_response,
)

FEATURES: Final = bytes((0x0F, 0x05)) + bytes(15)
"""What an H10 says of itself: ECG and accelerometer."""


@dataclass(slots=True, kw_only=True, eq=False)
class Pmd:
    """Change anything at any time. `commands` keeps all that was asked, in order.

    `refuses` is the status with which a start is refused. With `answers` False it does
    what it is told and says nothing; `write_errors` are (D-Bus error, message), one for
    each next command. `streams` False is a stream that runs and sends nothing, and
    `breaks_link` loses the link at each command.
    """

    features: bytes = FEATURES
    running: bool = False
    refuses: int | None = None
    answers: bool = True
    answers_stops: bool = True
    streams: bool = True
    needs_pairing: bool = False
    breaks_link: bool = False
    write_errors: list[tuple[str, str]] = field(default_factory=list)
    commands: list[bytes] = field(default_factory=list)

    @property
    def sends(self) -> bool:
        """Whether frames leave the strap."""
        return self.running and self.streams

    def told(self, command: bytes) -> bytes | None:
        """The indication that answers this command; None where there is none."""
        self.commands.append(command)
        status = self._done(command)
        if not self.answers or (command == STOP_ECG and not self.answers_stops):
            return None
        op_code, measurement = (*command, 0, 0)[:2]
        return encode_response(
            Response(op_code=op_code, measurement=measurement, status=status)
        )

    def _done(self, command: bytes) -> int:
        if command == STOP_ECG:
            was, self.running = self.running, False
            return Status.SUCCESS if was else Status.INVALID_STATE
        if command[:2] != START_ECG[:2]:
            return Status.INVALID_OP_CODE
        if command[1] != ECG or command != START_ECG:
            return Status.INVALID_PARAMETER
        if self.refuses is not None:
            return self.refuses
        if self.running:
            return Status.ALREADY_IN_STATE
        self.running = True
        return Status.SUCCESS
