"""Rows out of the bytes of an SQLite file, without asking SQLite.

SQLite reads a table from its root down: one bad page near the top hides everything
under it, and Python's module has no `.recover`. The rows themselves are all in leaf
pages, and each page can be read alone (sqlite.org/fileformat2.html, 1.6 and 2.1). So
every page is taken for a leaf, and where its own list of cells is broken each of its
bytes is tried as the beginning of one. What comes out are values and nothing more:
whether a row is one of ours is for the CRC to say.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

LEAF: Final = 0x0D
"""The first byte of a leaf page of a table."""

PAGE_SIZES: Final = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
"""SQLite's, its own default first."""

FEWEST_COLUMNS, MOST_COLUMNS = 3, 9
"""Of our tables: `meta` and `anchor`."""

_INTEGERS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}

Value = int | str | bytes | None


class Cell(NamedTuple):
    """A row as the bytes have it."""

    rowid: int
    values: tuple[Value, ...]


def page_size_of(header: bytes) -> int | None:
    """The page size in bytes that a file's first 100 bytes name; None if impossible."""
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size in PAGE_SIZES else None


def pages_of(content: bytes, size: int) -> dict[int, bytes]:
    """The pages of a file by number, from 1; a torn last one is filled up."""
    return {
        number: content[start : start + size].ljust(size, b"\0")
        for number, start in enumerate(range(0, len(content), size), start=1)
    }


def listed_cells(
    page: bytes, number: int, pages: Mapping[int, bytes]
) -> tuple[list[Cell], bool]:
    """The cells that a leaf page lists, and whether all of its list could be read."""
    start = 100 if number == 1 else 0
    if page[start] != LEAF:
        return [], False
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    end = start + 8 + 2 * count
    if end > len(page):
        return [], False
    places = struct.unpack_from(f">{count}H", page, start + 8)
    found = [cell_at(page, place, pages) for place in places]
    cells = [cell for cell in found if cell is not None]
    return cells, len(cells) == count


def carved_cells(page: bytes, pages: Mapping[int, bytes]) -> Iterator[Cell]:
    """Whatever in a page could be a cell, wherever it begins."""
    for place in range(len(page) - 5):
        cell = cell_at(page, place, pages)
        if cell is not None:
            yield cell


def cell_at(page: bytes, place: int, pages: Mapping[int, bytes]) -> Cell | None:
    """The cell that begins here; None where none of our tables has such a row."""
    if not 0 < place < len(page) - 4:
        return None
    length, at = _varint(page, place)
    rowid, at = _varint(page, at)
    # A header of at least a byte for each column; values of no more than the file.
    if not FEWEST_COLUMNS < length <= len(page) * len(pages) or at >= len(page):
        return None
    if not FEWEST_COLUMNS < page[at] <= 1 + 5 * MOST_COLUMNS:
        return None
    payload = _payload(page, at, length, pages)
    values = None if payload is None else _values(payload)
    if values is None:
        return None
    return Cell(rowid - (1 << 64) if rowid >> 63 else rowid, values)


def _payload(
    page: bytes, at: int, length: int, pages: Mapping[int, bytes]
) -> bytes | None:
    usable = len(page)
    here = length
    if length > usable - 35:
        least = (usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (usable - 4)
        here = here if here <= usable - 35 else least
    if at + here > usable:
        return None
    if here == length:
        return page[at : at + length]
    parts = [page[at : at + here]]
    left = length - here
    following = int.from_bytes(page[at + here : at + here + 4], "big")
    # Each page once: a chain that a flipped bit made into a ring must end.
    for _ in range(-(-left // (usable - 4))):
        overflow = pages.get(following)
        if overflow is None:
            return None
        parts.append(overflow[4 : 4 + left])
        left -= len(parts[-1])
        following = int.from_bytes(overflow[:4], "big")
    return b"".join(parts)


def _values(payload: bytes) -> tuple[Value, ...] | None:
    size, at = _varint(payload, 0)
    if size > len(payload):
        return None
    types: list[int] = []
    while at < size:
        kind, at = _varint(payload, at)
        types.append(kind)
        if len(types) > MOST_COLUMNS:
            return None
    if at != size or len(types) < FEWEST_COLUMNS:
        return None
    values: list[Value] = []
    for kind in types:
        width = (kind - 12) // 2 if kind >= 12 else _INTEGERS.get(kind)
        if width is None or at + width > len(payload):
            return None
        raw = payload[at : at + width]
        at += width
        value = _value(kind, raw)
        if value is None and kind:
            return None
        values.append(value)
    return tuple(values) if at == len(payload) else None


def _value(kind: int, raw: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind < 12:
        return int.from_bytes(raw, "big", signed=True)
    if kind % 2 == 0:
        return raw
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes and where the next thing begins."""
    if at < len(content) and content[at] < 0x80:
        return content[at], at + 1
    value = 0
    for place in range(at, min(at + 8, len(content))):
        byte = content[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    if at + 8 < len(content):
        return value << 8 | content[at + 8], at + 9
    return value, len(content)
