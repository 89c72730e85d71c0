"""Which recordings there are to look at: the default folder, else the samples.

Reading one takes a fraction of a second, so what was read is remembered until the file
changes. A file that cannot be read stays in the list, with a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import samenstemming as sam
from samenstemming import home

from .view_shelf import Book

LONGEST_LIST: Final = 20

HERE: Final = Path(__file__).resolve().parent
SAMPLE_FOLDERS: Final = (HERE / "sample_recordings", HERE.parent / "recordings")
"""Where the two samples are in an installed package, and in a checkout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a visitor may choose from."""

    folder: Path
    books: tuple[Book, ...]
    unreadable: tuple[Path, ...] = ()
    damaged: tuple[Path, ...] = ()
    """Of those that cannot be read: what is left of these can be saved."""
    older: int = 0
    samples: bool = False


def shelf(folder: Path | None = None) -> Shelf:
    """The newest recordings of the folder, or the samples where it holds none."""
    own = folder or sam.recordings_folder()
    found = _newest_first(own)
    if found:
        return _read(own, found, samples=False)
    for samples in SAMPLE_FOLDERS:
        if found := _newest_first(samples):
            return _read(own, found, samples=True)
    return Shelf(folder=own, books=())


def book_of(path: Path) -> Book:
    """One recording; SamenstemmingError or OSError where it cannot be read."""
    stat = path.stat()
    meta, duration_s = _read_once(path, stat.st_mtime_ns, stat.st_size)
    running = is_running(path)
    return Book(path=path, meta=meta, duration_s=duration_s, running=running)


def is_running(path: Path) -> bool:
    """Whether a collector is writing this recording now: it answers."""
    try:
        sam.control(path).status()
    except (sam.SamenstemmingError, OSError):
        return False
    return True


def _newest_first(folder: Path) -> list[Path]:
    try:
        found = [(path.stat().st_mtime_ns, path) for path in folder.glob("*.samen")]
    except OSError:
        return []
    return [path for _, path in sorted(found, reverse=True)]


def _read(folder: Path, paths: list[Path], *, samples: bool) -> Shelf:
    books, unreadable, damaged = [], [], []
    for path in paths[:LONGEST_LIST]:
        try:
            books.append(book_of(path))
        except (sam.SamenstemmingError, OSError) as error:
            unreadable.append(path)
            if not samples and home.can_be_saved(path, error):
                damaged.append(path)
    return Shelf(
        folder=folder,
        books=tuple(books),
        unreadable=tuple(unreadable),
        damaged=tuple(damaged),
        older=max(len(paths) - LONGEST_LIST, 0),
        samples=samples,
    )


@lru_cache(maxsize=256)
def _read_once(
    path: Path, _changed_ns: int, _size: int
) -> tuple[Mapping[str, object], float]:
    recording = sam.open_recording(path)
    return recording.meta, recording.duration_s
