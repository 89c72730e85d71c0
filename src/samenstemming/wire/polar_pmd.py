"""Polar's measurement data service: raw ECG of an H10, its commands and its frames.

The strap's control point takes commands and answers each one by an indication; the
data characteristic then sends about two frames a second. A frame carries what the
Heart Rate Service never does: the strap's own clock, in ns since 2000-01-01, at the
LAST of its samples. A clock that nobody set starts in 2019, so the stamp is good for
differences only; `samenstemming.rhythm.rpeaks` fits it to the host's clock.

What surprised us: no frame says when its first sample was taken, and the rate is
130 Hz only to within 2 %. Sample times follow from two stamps, never from the rate.
A stream that is left running drains the strap's battery: `STOP_ECG` comes always.

Source: Polar, Measurement Data Specification for 3rd party (polar-ble-sdk).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from samenstemming.errors import MalformedPacketError

SERVICE: Final = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
CONTROL_POINT: Final = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"
DATA: Final = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"

ECG: Final = 0x00
"""Measurement type of the ECG."""

ECG_RATE_HZ: Final = 130
"""Nominal; true to 2 %."""

ECG_RESOLUTION_BITS: Final = 14

ASK_ECG_SETTINGS: Final = bytes((0x01, ECG))
START_ECG: Final = bytes.fromhex("02 00 00 01 82 00 01 01 0E 00")
STOP_ECG: Final = bytes((0x03, ECG))

LARGEST_UV: Final = 0x7F_FFFF
SMALLEST_UV: Final = -0x80_0000
LARGEST_STAMP_NS: Final = 0xFFFF_FFFF_FFFF_FFFF

_FEATURES: Final = 0x0F
_RESPONSE: Final = 0xF0
_ECG_FRAME: Final = 0x00
_COMPRESSED: Final = 0x80
_HEADER: Final = 10
_SAMPLE: Final = 3


class Status(IntEnum):
    """What the strap answers to a command; codes beyond these stay plain numbers."""

    SUCCESS = 0
    INVALID_OP_CODE = 1
    INVALID_MEASUREMENT_TYPE = 2
    NOT_SUPPORTED = 3
    INVALID_LENGTH = 4
    INVALID_PARAMETER = 5
    ALREADY_IN_STATE = 6
    INVALID_RESOLUTION = 7
    INVALID_SAMPLE_RATE = 8
    INVALID_RANGE = 9
    INVALID_MTU = 10
    INVALID_NUMBER_OF_CHANNELS = 11
    INVALID_STATE = 12
    DEVICE_IN_CHARGER = 13


class Setting(IntEnum):
    """Settings of a stream, and below how many bytes one value takes."""

    SAMPLE_RATE = 0
    RESOLUTION = 1
    RANGE = 2
    RANGE_MILLIUNIT = 3
    CHANNELS = 4
    FACTOR = 5


_WIDTH: Final = {
    Setting.SAMPLE_RATE: 2,
    Setting.RESOLUTION: 2,
    Setting.RANGE: 2,
    Setting.RANGE_MILLIUNIT: 4,
    Setting.CHANNELS: 1,
    Setting.FACTOR: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """The control point's answer to command `op_code` for `measurement`."""

    op_code: int
    measurement: int
    status: int
    more: bool = False
    parameters: bytes = b""

    @property
    def ok(self) -> bool:
        """Whether the command did what it asks; a stream that runs already counts."""
        return self.status in (Status.SUCCESS, Status.ALREADY_IN_STATE)

    @property
    def reason(self) -> str:
        """The status in words."""
        try:
            return Status(self.status).name.lower().replace("_", " ")
        except ValueError:
            return f"status {self.status}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EcgFrame:
    """Samples in µV, oldest first, and the strap's clock at the last of them."""

    stamp_ns: int
    microvolts: tuple[int, ...]


def decode_ecg(payload: bytes) -> EcgFrame:
    """Return the ECG samples of one data notification.

    Raises MalformedPacketError, and nothing else: for another measurement, another
    frame type, a compressed frame, half a sample, or none at all.
    """
    if len(payload) < _HEADER:
        raise _malformed(payload, f"its header takes {_HEADER} bytes")
    if payload[0] != ECG:
        raise _malformed(payload, f"measurement 0x{payload[0]:02x} is not the ECG")
    if payload[9] & _COMPRESSED:
        raise _malformed(payload, "compressed ECG is not known")
    if payload[9] != _ECG_FRAME:
        raise _malformed(payload, f"ECG frame type {payload[9]} is not known")
    rest = len(payload) - _HEADER
    if not rest or rest % _SAMPLE:
        raise _malformed(
            payload, f"{rest} bytes of samples are not a multiple of {_SAMPLE}"
        )
    return EcgFrame(
        stamp_ns=int.from_bytes(payload[1:9], "little"),
        microvolts=tuple(
            int.from_bytes(payload[at : at + _SAMPLE], "little", signed=True)
            for at in range(_HEADER, len(payload), _SAMPLE)
        ),
    )


def encode_ecg(frame: EcgFrame) -> bytes:
    """Return the notification that a strap would send; ValueError where none could."""
    if not frame.microvolts:
        msg = "An ECG frame holds at least one sample."
        raise ValueError(msg)
    try:
        stamp = frame.stamp_ns.to_bytes(8, "little")
        samples = b"".join(
            value.to_bytes(_SAMPLE, "little", signed=True) for value in frame.microvolts
        )
    except OverflowError as error:
        msg = f"An ECG frame at {frame.stamp_ns} ns does not fit its fields: {error}"
        raise ValueError(msg) from error
    return bytes((ECG,)) + stamp + bytes((_ECG_FRAME,)) + samples


def decode_response(payload: bytes) -> Response:
    """Return what the control point indicated; MalformedPacketError otherwise."""
    if len(payload) < 4 or payload[0] != _RESPONSE:
        raise _malformed(payload, "a response is 0xf0 and at least 3 bytes more")
    return Response(
        op_code=payload[1],
        measurement=payload[2],
        status=payload[3],
        more=len(payload) > 4 and payload[4] != 0,
        parameters=payload[5:],
    )


def encode_response(response: Response) -> bytes:
    """Return the indication that a strap would send for this response."""
    r = response
    try:
        head = bytes((_RESPONSE, r.op_code, r.measurement, r.status, int(r.more)))
    except ValueError as error:
        msg = f"{r} does not fit a response: {error}"
        raise ValueError(msg) from error
    return head + r.parameters


def decode_settings(parameters: bytes) -> dict[int, tuple[int, ...]]:
    """Return the values that each setting of a stream may take.

    Raises MalformedPacketError, and nothing else. `parameters` are those of the
    response to `ASK_ECG_SETTINGS`, or what follows the first two bytes of a start.
    """
    found: dict[int, tuple[int, ...]] = {}
    at = 0
    while at < len(parameters):
        kind = parameters[at]
        if kind not in _WIDTH:
            raise _malformed(parameters, f"setting {kind} at offset {at} is not known")
        width = _WIDTH[Setting(kind)]
        if at + 2 > len(parameters):
            raise _malformed(parameters, f"setting {kind} ends before its count")
        count = parameters[at + 1]
        first, at = at + 2, at + 2 + count * width
        if at > len(parameters):
            raise _malformed(parameters, f"setting {kind} promises {count} values")
        values = parameters[first:at]
        found[kind] = tuple(
            int.from_bytes(values[k : k + width], "little")
            for k in range(0, len(values), width)
        )
    return found


def encode_settings(settings: dict[int, tuple[int, ...]]) -> bytes:
    """Return the bytes of these settings; ValueError where a value does not fit."""
    body = b""
    try:
        for kind, values in settings.items():
            width = _WIDTH[Setting(kind)]
            body += bytes((kind, len(values)))
            body += b"".join(value.to_bytes(width, "little") for value in values)
    except (ValueError, OverflowError) as error:
        msg = f"{settings} are no stream settings: {error}"
        raise ValueError(msg) from error
    return body


def has_ecg(features: bytes) -> bool:
    """Whether a strap can send its ECG, from what reading its control point gives.

    Raises MalformedPacketError where these are no features.
    """
    if len(features) < 2 or features[0] != _FEATURES:
        raise _malformed(features, "features are 0x0f and a bit for each measurement")
    return bool(features[1] & 1 << ECG)


def _malformed(payload: bytes, why: str) -> MalformedPacketError:
    shown = payload[:24].hex(" ") or "(empty)"
    return MalformedPacketError(f"Polar packet {shown} is malformed: {why}")
