"""A recording of an address, at hand as a file for as long as its task lasts.

It lies with its corrections in a folder of its own (0700, files 0600) that is taken
away after the task. A worker that was killed cannot do that: who comes next on that
machine does, and tells a folder that is left from one in use by its owner's lock.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from samenstemming.batch.place import Place, Remote
from samenstemming.recording.filelock import LocksUnknownError, try_lock
from samenstemming.recording.store import missing

PREFIX: Final = "samenstemming-batch-"
LOCK: Final = ".in-use"


@contextmanager
def at_hand(place: Place, beside: tuple[str, ...]) -> Iterator[Path]:
    """The recording as a file, with what lies beside it; RecordingError if gone."""
    if isinstance(place, Path):
        yield place
        return
    sweep()
    with closed_folder() as folder:
        for ending in ("", *beside):
            of = Remote(place.address, place.inside + ending)
            to = folder / of.name
            os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            try:
                of.fetch(to)
            except FileNotFoundError:
                raise missing(Path(place.name)) from None
            to.chmod(0o600)
        yield folder / place.name


@contextmanager
def closed_folder() -> Iterator[Path]:
    """A new folder for this process alone, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _free(descriptor)
            yield folder
        finally:
            os.close(descriptor)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Take away what killed workers of this account left on this machine."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder.is_symlink():
            continue
        try:
            descriptor = os.open(folder / LOCK, os.O_RDWR)
        except OSError:
            continue  # of somebody else, or just being made
        try:
            left = _free(descriptor)
        finally:
            os.close(descriptor)
        if left:
            shutil.rmtree(folder, ignore_errors=True)


def _free(descriptor: int) -> bool:
    try:
        return try_lock(descriptor)
    except LocksUnknownError:
        return False
