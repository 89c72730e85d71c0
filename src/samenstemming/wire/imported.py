"""Beats that came from another recorder's file, as packets of our own.

Two shapes, since files hold one of two things. `imported_beats`: each beat's own
time is known (a laboratory's ECG). `imported_rr`: only the moment at which a
notification was logged is known, as with a strap, and the packet's `t_ns` is it.

Values are float64, so nothing is rounded to 1/1024 s on the way in. A beat without
an interval (the first of a file) carries no RR: the payload holds a NaN there, the
one place where NaN stands for absence, and it becomes None on reading.
"""

import math
import struct
from collections.abc import Sequence
from typing import Final

from samenstemming.errors import MalformedPacketError

LONGEST_TIME_S: Final = 1e10
"""Three hundred years: an epoch fits. With more a beat's time has no milliseconds."""

LONGEST_RR_MS: Final = 1e9
SHORTEST_RR_MS: Final = 1e-6
"""Far from any heart; beyond these, dividing by them gives infinities."""


def _is_interval(rr_ms: float) -> bool:
    """Whether this is a number to compute with; NaN and infinities are not."""
    return rr_ms == 0 or SHORTEST_RR_MS <= abs(rr_ms) <= LONGEST_RR_MS


def encode_beats(beats: Sequence[tuple[float, float | None]]) -> bytes:
    """Pack (time in s, RR in ms or None) pairs."""
    flat = [
        value
        for t_s, rr_ms in beats
        for value in (t_s, math.nan if rr_ms is None else rr_ms)
    ]
    return struct.pack(f"<{len(flat)}d", *flat)


def decode_beats(payload: bytes) -> tuple[tuple[float, float | None], ...]:
    """Unpack (time in s, RR in ms or None) pairs; MalformedPacketError otherwise."""
    if len(payload) % 16:
        msg = f"imported_beats holds {len(payload)} bytes, not a multiple of 16"
        raise MalformedPacketError(msg)
    pairs = tuple(struct.iter_unpack("<2d", payload))
    if any(math.isinf(value) for pair in pairs for value in pair) or any(
        math.isnan(t_s) for t_s, _ in pairs
    ):
        msg = f"imported_beats {payload[:32].hex(' ')} holds a time that is no number"
        raise MalformedPacketError(msg)
    return tuple((t_s, None if math.isnan(rr_ms) else rr_ms) for t_s, rr_ms in pairs)


def encode_rr(rr_ms: Sequence[float]) -> bytes:
    """Pack RR intervals in ms, oldest first."""
    return struct.pack(f"<{len(rr_ms)}d", *rr_ms)


def decode_rr(payload: bytes) -> tuple[float, ...]:
    """Unpack RR intervals in ms; MalformedPacketError for anything else."""
    if len(payload) % 8:
        msg = f"imported_rr holds {len(payload)} bytes, not a multiple of 8"
        raise MalformedPacketError(msg)
    rr_ms = struct.unpack(f"<{len(payload) // 8}d", payload)
    if not all(math.isfinite(rr) for rr in rr_ms):
        msg = f"imported_rr {payload[:32].hex(' ')} holds an RR that is no number"
        raise MalformedPacketError(msg)
    return rr_ms


def heard_beats(payload: bytes) -> tuple[tuple[float, float | None], ...]:
    """The same as `decode_beats`; malformed as well what nobody can compute with."""
    beats = decode_beats(payload)
    for t_s, rr_ms in beats:
        if abs(t_s) > LONGEST_TIME_S or not _is_interval(rr_ms or 0.0):
            msg = f"imported_beats holds a beat at {t_s:g} s with RR {rr_ms} ms"
            raise MalformedPacketError(msg)
    return beats


def heard_rr(payload: bytes) -> tuple[float, ...]:
    """The same as `decode_rr`; malformed as well what nobody can compute with."""
    rr_ms = decode_rr(payload)
    for rr in rr_ms:
        if not _is_interval(rr):
            msg = f"imported_rr holds an RR of {rr:g} ms"
            raise MalformedPacketError(msg)
    return rr_ms
