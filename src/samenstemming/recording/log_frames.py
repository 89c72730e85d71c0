"""What stands in a -wal, also behind a place where SQLite stops reading it.

SQLite takes the frames of a write-ahead log up to the last commit before the first
frame whose checksum is wrong, and says nothing about those behind (sqlite.org/
fileformat2.html, 4). That is right after a power cut, where nothing behind was ever
acknowledged. It is silent loss where a bit of an old frame flipped: so `check` looks
here, and `repair` reads on.

A kill in the middle of a write leaves frames without a commit, each with a checksum
that holds, and at the very end perhaps one whose page was not written yet.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from samenstemming.recording.repair_pages import PAGE_SIZES

HEADER, FRAME = 32, 24

MAGIC = 0x377F0682
"""With its last bit: checksums over big-endian words."""


class Frame(NamedTuple):
    """One page as a transaction wrote it."""

    page: int
    content: bytes
    commit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A -wal: what SQLite reads of it, and what stands behind that.

    `behind` begins with the first frame whose checksum is wrong and ends with the last
    commit of the same log, or with its last frame where no commit follows; it may
    belong to writes that never ended.
    """

    page_size: int
    frames: tuple[Frame, ...]
    behind: tuple[Frame, ...]

    @property
    def commits_behind(self) -> int:
        """Writes that ended behind the first frame that is wrong, itself left out."""
        return sum(frame.commit for frame in self.behind[1:])


def read_log(path: Path, page_size: int | None) -> Log | None:
    """The log beside a recording; None where there is none that could hold a page."""
    try:
        content = path.with_name(path.name + "-wal").read_bytes()
    except OSError:
        return None
    if len(content) < HEADER + FRAME:
        return None
    magic, _, named, _, salt, *header_sum = struct.unpack(">IIIIQII", content[:HEADER])
    size = named if named in PAGE_SIZES else page_size or PAGE_SIZES[0]
    starts = range(HEADER, len(content) - FRAME - size + 1, FRAME + size)
    order = ">" if magic & 1 else "<"
    sums = checksum(content[: HEADER - 8], (0, 0), order)
    holds = magic | 1 == MAGIC | 1 and sums == tuple(header_sum) and size == named
    if not holds and starts:
        # The header itself is wrong: its frames still say whose they are.
        salt = int.from_bytes(content[HEADER + 8 : HEADER + 16], "big")
    good: list[Frame] = []
    committed = 0
    behind: list[Frame] = []
    for start in starts:
        head = content[start : start + FRAME]
        number, pages, own_salt, *said = struct.unpack(">IIQII", head)
        page = content[start + FRAME : start + FRAME + size]
        frame = Frame(number, page, pages > 0)
        if holds:
            sums = checksum(page, checksum(head[:8], sums, order), order)
            holds = own_salt == salt and sums == tuple(said)
        if holds:
            good.append(frame)
            committed = len(good) if frame.commit else committed
        elif is_near(own_salt, salt):
            behind.append(frame)
        else:
            break  # frames of the log before this one: all of them are in the file
    return Log(
        page_size=size,
        frames=tuple(good[:committed]),
        behind=tuple(behind),
    )


def is_near(salt: int, other: int) -> bool:
    """Whether these are one salt, give or take a flipped bit."""
    return (salt ^ other).bit_count() <= 1


def checksum(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """SQLite's checksum of a log, going on from `sums`."""
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = first + even + second & 0xFFFFFFFF
        second = second + odd + first & 0xFFFFFFFF
    return first, second
