"""A damaged recording in the app: whether something can be saved, and saving it.

The same as the command `repair`: the old file is never touched, what is left goes into
a new one beside it, with a name that follows from the old one. So the page needs no
memory: where the new file is, there is nothing to press any more.

What the couple agreed to is only carried over where it can be shown to be what was
sealed. In doubt it counts as a no, and no page with both hearts is opened from a list:
whether the recording was an evening of theirs may be what was lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording.check import REPAIRED
from samenstemming.recording.locations import SUFFIX
from samenstemming.recording.repair import repair
from samenstemming.recording.repair_rows import is_one_of_ours
from samenstemming.recording.snapshot import is_alive

SAVED: Final = "-repaired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What became of it: the new file, or the key of the sentence that says why not."""

    to: Path | None = None
    why: str = ""


def saved_path(path: Path) -> Path:
    """Where what is left of this recording goes, or went."""
    return path.with_name(f"{path.stem}{SAVED}{SUFFIX}")


def can_be_saved(path: Path, error: Exception) -> bool:
    """Whether a recording that could not be read, with this error, is worth a try."""
    if not isinstance(error, RecordingError) or is_alive(path):
        return False
    match error.problem:
        case RecordingProblem.DAMAGED:
            return True
        case RecordingProblem.NOT_OURS:
            return _has_rows(path)
        case _:
            return False


def save_what_is_left(path: Path) -> Saving:
    """Repair it into the file beside it; a second call finds that one and is done."""
    to = saved_path(path)
    if to.exists():
        return Saving(to=to)
    try:
        found = repair(path, to)
    except RecordingError as error:
        if error.problem in (RecordingProblem.DAMAGED, RecordingProblem.NOT_OURS):
            return Saving(why="app.damaged.nothing")
        if error.problem is RecordingProblem.EXISTS:
            return Saving(to=to)
        return Saving(why=f"recording.{error.problem.value.replace(' ', '_')}")
    return Saving(why="app.damaged.whole") if found is None else Saving(to=to)


def repaired(meta: Mapping[str, object]) -> Mapping[str, object] | None:
    """What a repair noted in this recording; None where there was none."""
    said = meta.get(REPAIRED)
    return said if isinstance(said, Mapping) else None


def _has_rows(path: Path) -> bool:
    try:
        stat = path.stat()
        return _has_rows_once(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return False


@lru_cache(maxsize=64)
def _has_rows_once(path: Path, _changed_ns: int, _size: int) -> bool:
    return is_one_of_ours(path)
