"""What is left of a damaged recording: rows that are what was written, and no others.

A row counts when its CRC holds over every column of it, so a bit that flipped costs
the row in which it is. The file is read beside SQLite, page by page and, where a page's
own list is broken, byte by byte; then the log beside it in the order in which it was
written. Events, boots and anchors are never changed once written, so any copy of one
is as good as another. Meta is replaced: the last copy counts, and where a later one
may be missing (its page or the log is damaged) that is said.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from samenstemming.recording import rows
from samenstemming.recording.appender import SEAL_EVERY
from samenstemming.recording.damage import SMALLEST_ROW, is_sound
from samenstemming.recording.log_frames import Log, read_log
from samenstemming.recording.reader import is_whole_side
from samenstemming.recording.repair_pages import (
    LEAF,
    PAGE_SIZES,
    Cell,
    Value,
    carved_cells,
    listed_cells,
    page_size_of,
    pages_of,
)
from samenstemming.recording.store import FORMAT

KINDS: Final = ("packet", "link", "tick", "marker")

LOOKED_AT: Final = 64 << 20
"""Bytes: a recording of eight hours has 6 MB."""

MOST_TRIED: Final = 20_000
"""Rows that pages list: a recording's first hundred pages hold fewer, while 64 MB of
one same byte list so many that looking at all of them took 91 s."""

Side = tuple[Value, ...]
"""A whole row of `meta`, `boot` or `anchor`, its CRC last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A seal has no CRC: it is believed as far as the chain bears it out."""

    number: int
    boot: int
    seq: int
    head: bytes
    rest: bytes | None


@dataclass(slots=True)
class Salvage:
    """Rows by their number; `meta` by its key."""

    events: dict[int, rows.Row] = field(default_factory=dict)
    boots: dict[int, Side] = field(default_factory=dict)
    anchors: dict[int, Side] = field(default_factory=dict)
    seals: dict[int, Seal] = field(default_factory=dict)
    meta: dict[str, tuple[int, Side]] = field(default_factory=dict)
    """With the row's own number: of two values of a key the later one counts."""
    carved_meta: bool = False
    log_broken: bool = False

    @property
    def is_of_this_format(self) -> bool:
        """Whether its own notes name this format, whatever the header says."""
        said = self.meta.get("format")
        return said is not None and said[1][1] == str(FORMAT)

    def take(self, cell: Cell, *, most: int) -> bool:
        """Keep what this cell holds; whether it is a whole row of ours."""
        values = cell.values
        if len(values) == 3:
            return self._take_meta(cell.rowid, values)
        if len(values) == 5:
            return self._take_seal(cell.rowid, values, most)
        if values[0] is not None:
            return False
        if len(values) == 8 and values[3] in KINDS:
            return self._take_event(cell.rowid, values, most)
        side = (cell.rowid, *values[1:])
        if len(values) not in (8, 9) or not is_whole_side(side):
            return False
        if not 0 < cell.rowid <= most:
            return False  # a CRC is no proof against whoever can write one
        (self.boots if len(values) == 8 else self.anchors)[cell.rowid] = side
        return True

    def _take_event(self, seq: int, values: tuple[Value, ...], most: int) -> bool:
        _, boot, t_ns, kind, wearer, topic, payload, crc = values
        if not (
            isinstance(boot, int)
            and isinstance(t_ns, int)
            and isinstance(kind, str)
            and (wearer is None or wearer == "a" or wearer == "b")
            and isinstance(topic, str)
            and isinstance(payload, bytes)
            and isinstance(crc, int)
            and 0 < seq <= most
            and 0 < boot <= most
        ):
            return False
        row = rows.Row(seq, boot, t_ns, kind, wearer, topic, payload, crc)
        if not is_sound(row):
            return False
        self.events[seq] = row
        return True

    def _take_meta(self, rowid: int, values: tuple[Value, ...]) -> bool:
        key, text, _ = values
        if not isinstance(key, str) or not isinstance(text, str):
            return False
        if not is_whole_side(values):
            return False
        before = self.meta.get(key)
        if before is None or rowid >= before[0]:
            self.meta[key] = (rowid, values)
        return True

    def _take_seal(self, number: int, values: tuple[Value, ...], most: int) -> bool:
        nothing, boot, seq, head, rest = values
        if (
            nothing is None
            and isinstance(boot, int)
            and isinstance(seq, int)
            and 0 <= seq <= min(most, number * SEAL_EVERY)
            and isinstance(head, bytes)
            and len(head) == 32
            and (rest is None or isinstance(rest, bytes))
        ):
            self.seals[number] = Seal(
                number=number, boot=boot, seq=seq, head=head, rest=rest
            )
            return True
        return values[0] in ("table", "index", "trigger")


def salvage(path: Path) -> Salvage:
    """Every whole row of a file and its log; nothing where nothing is left.

    OSError where the file cannot be read.
    """
    content = path.read_bytes()
    named = page_size_of(content)
    log = read_log(path, named)
    sizes = (named,) if named else PAGE_SIZES
    read = [_listed(content, size, log) for size in sizes]
    # The header is gone: the size by which most rows can be read is the right one.
    found, unlisted, pages, most = max(read, key=lambda one: len(one[0].events))
    for page in unlisted:
        _carve(found, page, pages, most)
    if not _is_complete(found):
        # A page may list less than it holds: a flipped bit in its count of cells.
        for page in pages.values():
            _carve(found, page, pages, most)
    return found


def is_one_of_ours(path: Path) -> bool:
    """Whether rows of a recording are left in a file that does not look like one.

    Quicker than a salvage: it ends at the first row, and looks no further than
    `LOOKED_AT` and `MOST_TRIED` into a file that may be anything. OSError where it
    cannot be read.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        content = file.read(LOOKED_AT)
    named = page_size_of(content)
    log = read_log(path, named)
    for size in (named,) if named else PAGE_SIZES:
        pages = pages_of(content, size)
        if log is not None and log.page_size == size:
            pages |= {frame.page: frame.content for frame in log.frames}
        most = sum(len(page) for page in pages.values()) // SMALLEST_ROW
        found, tried = Salvage(), 0
        for number, page in pages.items():
            if page[0] == LEAF:
                tried += int.from_bytes(page[3:5], "big")
            if tried > MOST_TRIED:
                break
            _take_listed(found, page, number, pages, most)
            if found.events:
                return True
    return False


def _listed(
    content: bytes, size: int, log: Log | None
) -> tuple[Salvage, list[bytes], dict[int, bytes], int]:
    """What the pages list, those that are no whole leaf, all pages, the most rows."""
    found = Salvage(log_broken=bool(log and log.behind))
    pages = pages_of(content, size)
    behind: list[tuple[int, bytes]] = []
    if log is not None and log.page_size == size:
        pages |= {frame.page: frame.content for frame in log.frames}
        behind = [(frame.page, frame.content) for frame in log.behind]
    # Behind the break first: what SQLite vouches for has the last word.
    copies = [*behind, *pages.items()]
    pages = dict(behind) | pages
    most = sum(len(page) for _, page in copies) // SMALLEST_ROW
    unlisted = [
        page
        for number, page in copies
        if not _take_listed(found, page, number, pages, most)
    ]
    return found, unlisted, pages, most


def _is_complete(found: Salvage) -> bool:
    """Whether no number is missing, up to the last one that was sealed."""
    sealed = max((seal.seq for seal in found.seals.values()), default=0)
    numbers = (found.events, found.boots, found.anchors, found.seals)
    return max(found.events, default=0) >= sealed and all(
        len(of) == max(of, default=0) for of in numbers
    )


def _take_listed(
    found: Salvage, page: bytes, number: int, pages: dict[int, bytes], most: int
) -> bool:
    """Take a leaf page's rows; whether all that it lists are rows of ours."""
    cells, complete = listed_cells(page, number, pages)
    whole = [found.take(cell, most=most) for cell in cells]
    return complete and all(whole)


def _carve(found: Salvage, page: bytes, pages: dict[int, bytes], most: int) -> None:
    known = dict(found.meta)
    for cell in carved_cells(page, pages):
        # A seal that no list names could be anything.
        if len(cell.values) != 5:
            found.take(cell, most=most)
    # What a page lists is what was valid last; a carved value may have been replaced.
    found.carved_meta |= found.meta.keys() != known.keys()
    found.meta |= known
