"""The chunks of an XDF file, and nothing of what is in them.

A file is `XDF:` and then chunks: the number of bytes of the length, the length, a tag
and the content. A reader that meets the middle of a chunk keeps what came before, so
samples are written in small chunks in order of time: a tail that is cut off costs
seconds.

Source: XDF specification 1.0, github.com/sccn/xdf/wiki/Specifications.
"""

import struct
from collections.abc import Sequence
from enum import IntEnum
from typing import Final

MAGIC: Final = b"XDF:"


class Tag(IntEnum):
    """What a chunk is."""

    FILE_HEADER = 1
    STREAM_HEADER = 2
    SAMPLES = 3
    CLOCK_OFFSET = 4
    BOUNDARY = 5
    STREAM_FOOTER = 6


BOUNDARY_UUID: Final = bytes.fromhex("43a546dccbf5410fb30ed5467383cbe4")

Value = float | str


def chunk(tag: Tag, content: bytes) -> bytes:
    """A chunk with its length."""
    return _length(len(content) + 2) + struct.pack("<H", tag) + content


def stream_chunk(tag: Tag, stream: int, content: bytes) -> bytes:
    """A chunk that belongs to a stream."""
    return chunk(tag, struct.pack("<I", stream) + content)


def samples(
    stream: int, stamps_s: Sequence[float], rows: Sequence[Sequence[Value]]
) -> bytes:
    """A chunk of samples, each with its own stamp; doubles or strings."""
    out = bytearray(_length(len(rows)))
    for stamp_s, row in zip(stamps_s, rows, strict=True):
        out += b"\x08" + struct.pack("<d", stamp_s)
        for value in row:
            if isinstance(value, str):
                text = value.encode()
                out += _length(len(text)) + text
            else:
                out += struct.pack("<d", value)
    return stream_chunk(Tag.SAMPLES, stream, bytes(out))


def clock_offset(stream: int, at_s: float) -> bytes:
    """A measurement that the stream's clock was the recorder's own."""
    return stream_chunk(Tag.CLOCK_OFFSET, stream, struct.pack("<dd", at_s, 0.0))


def boundary() -> bytes:
    """A chunk by which a reader finds its way back into a damaged file."""
    return chunk(Tag.BOUNDARY, BOUNDARY_UUID)


def _length(n: int) -> bytes:
    """A length in the fewest of 1, 4 and 8 bytes, after how many they are."""
    if n < 1 << 8:
        return struct.pack("<BB", 1, n)
    if n < 1 << 32:
        return struct.pack("<BI", 4, n)
    return struct.pack("<BQ", 8, n)
