"""The Bluetooth Heart Rate Measurement characteristic (0x2A37).

A strap notifies about once a second. Each packet holds a flags byte, a heart rate,
and zero to nine RR intervals in units of 1/1024 s, oldest first. It holds no time
stamp: when those beats happened is for `samenstemming.rhythm.clock` to work out.

RR intervals stay integers here. Beat times are their running sum, and a sum whose
every term was rounded to whole milliseconds wanders away from the heart.

Source: Bluetooth SIG, Heart Rate Service 1.0, section 3.1.
"""

import struct
from dataclasses import dataclass
from typing import Final

from samenstemming.errors import MalformedPacketError

TICKS_PER_S: Final = 1024
"""RR intervals count 1/1024 s, not milliseconds."""

LONGEST_RR_TICKS: Final = 0xFFFF

_WIDE_RATE: Final = 0x01
_CONTACT: Final = 0x02
_CONTACT_SUPPORTED: Final = 0x04
_ENERGY: Final = 0x08
_RR: Final = 0x10


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartRateMeasurement:
    """What one notification says.

    `heart_rate_bpm` 0 means that the strap does not know; `contact` and `energy_kj`
    are None where the strap does not report them.
    """

    heart_rate_bpm: int
    contact: bool | None = None
    energy_kj: int | None = None
    rr_ticks: tuple[int, ...] = ()


def decode(payload: bytes) -> HeartRateMeasurement:
    """Return the measurement in these bytes.

    Raises MalformedPacketError, and nothing else, where the bytes end before what
    their flags promise or leave half an RR interval over.
    """
    if len(payload) < 2:
        raise _malformed(payload, "a flags byte and a heart rate take 2 bytes")
    flags = payload[0]
    at = 1
    if flags & _WIDE_RATE:
        rate, at = _u16(payload, at, "its heart rate"), at + 2
    else:
        rate, at = payload[1], 2
    contact = bool(flags & _CONTACT) if flags & _CONTACT_SUPPORTED else None
    energy = None
    if flags & _ENERGY:
        energy, at = _u16(payload, at, "its energy expended"), at + 2
    rr_ticks: tuple[int, ...] = ()
    if flags & _RR:
        rest = len(payload) - at
        if rest % 2:
            raise _malformed(payload, f"half an RR interval is left at offset {at}")
        rr_ticks = struct.unpack_from(f"<{rest // 2}H", payload, at)
    return HeartRateMeasurement(
        heart_rate_bpm=rate, contact=contact, energy_kj=energy, rr_ticks=rr_ticks
    )


def encode(measurement: HeartRateMeasurement) -> bytes:
    """Return the packet that a strap would send for this measurement.

    The heart rate takes two bytes only where it does not fit in one. Raises
    ValueError where a value does not fit its field.
    """
    m = measurement
    flags = 0
    body = b""
    try:
        if m.heart_rate_bpm > 0xFF:
            flags |= _WIDE_RATE
            body += struct.pack("<H", m.heart_rate_bpm)
        else:
            body += struct.pack("<B", m.heart_rate_bpm)
        if m.contact is not None:
            flags |= _CONTACT_SUPPORTED | (_CONTACT if m.contact else 0)
        if m.energy_kj is not None:
            flags |= _ENERGY
            body += struct.pack("<H", m.energy_kj)
        if m.rr_ticks:
            flags |= _RR
            body += struct.pack(f"<{len(m.rr_ticks)}H", *m.rr_ticks)
    except struct.error as error:
        msg = f"{m} does not fit a heart rate packet: {error}"
        raise ValueError(msg) from error
    return bytes((flags,)) + body


def _u16(payload: bytes, at: int, what: str) -> int:
    if len(payload) < at + 2:
        raise _malformed(
            payload,
            f"flags 0x{payload[0]:02x} promise {what} as 2 bytes at offset {at}",
        )
    return int.from_bytes(payload[at : at + 2], "little")


def _malformed(payload: bytes, why: str) -> MalformedPacketError:
    shown = payload[:24].hex(" ") or "(empty)"
    return MalformedPacketError(f"Heart rate packet {shown} is malformed: {why}")
