"""Recordings of a home, kept for as long as was said and no longer.

Only what says of itself until when it is kept (`meta["keep_until_utc"]`) is ever
deleted by itself: a laboratory's recordings do not say so and stay. What is deleted is
told: the file, what lay beside it, and how many bytes. Where a collector is still
writing, nothing is touched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from samenstemming.consent import LOOK_BACK, TWO_LINES, both_agreed
from samenstemming.errors import RecordingError, RecordingProblem, SamenstemmingError
from samenstemming.recording import open_recording, read_lease
from samenstemming.recording.codes_file import codes_path
from samenstemming.recording.edits_file import edits_path
from samenstemming.recording.lease import lease_path
from samenstemming.recording.locations import SUFFIX
from samenstemming.recording.marks_file import marks_path
from samenstemming.session.damaged import repaired

KEEP_UNTIL: Final = "keep_until_utc"
NO_FILE_SIGNS: Final = frozenset('<>:"/\\|?*')
"""What some file system or other takes for a sign of its own."""

LONGEST_NAME: Final = 60
MOST_BYTES: Final = 200

LOOK_BACK_DAYS: Final = 7
"""A couple looks back for a week; after that only the raw data is left, and less long
where that ends before (conversation.md 4.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """Proof of what is gone: the names of files and their bytes."""

    names: tuple[str, ...]
    n_bytes: int


def keep_until(started: datetime, days: int) -> str:
    """The end of keeping as it stands in the meta: UTC, ISO 8601."""
    return (started + timedelta(days=days)).astimezone(UTC).isoformat("T", "seconds")


def kept_until(meta: object) -> datetime | None:
    """Until when this recording is kept; None: until somebody deletes it."""
    said = meta.get(KEEP_UNTIL) if hasattr(meta, "get") else None
    try:
        until = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return until if until.tzinfo is not None else None


def of_an_evening(meta: object) -> bool:
    """Whether this recording is of a couple's evening: it says how long it is kept."""
    return kept_until(meta) is not None


def look_back_until(meta: object) -> datetime | None:
    """Until when the two may look back at it; None for what is of no evening."""
    kept = kept_until(meta)
    if kept is None:
        return None
    said = meta.get("created_utc") if hasattr(meta, "get") else None
    try:
        began = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    if began.tzinfo is None:
        return None
    return min(kept, began + timedelta(days=LOOK_BACK_DAYS))


def may_look_back(meta: Mapping[str, object], now: datetime) -> bool:
    """Whether both said yes that evening, and it is not longer than a week ago."""
    until = look_back_until(meta)
    return until is not None and now < until and both_agreed(meta, LOOK_BACK)


def may_show_both_hearts(meta: Mapping[str, object]) -> bool:
    """Whether a page with both hearts beside each other may be had from a list.

    A laboratory's recording always; an evening's where both asked for two lines. One
    whose own notes were damaged may have been an evening's, and a yes is not known.
    """
    said = repaired(meta)
    if said is not None and said.get("meta_in_doubt") is not False:
        return False
    return not of_an_evening(meta) or both_agreed(meta, TWO_LINES)


def expired(paths: Sequence[Path], now: datetime) -> Iterator[Path]:
    """Those whose time is over. What cannot be read is never deleted for that."""
    for path in paths:
        try:
            until = kept_until(open_recording(path).meta)
        except (SamenstemmingError, OSError):
            continue
        if until is not None and until <= now and not _live(path):
            yield path


def expire(folder: Path, now: datetime) -> dict[Path, Deleted]:
    """Delete what was to be kept until now; what became of each."""
    over = expired(sorted(folder.glob(f"*{SUFFIX}")), now)
    return {path: delete(path) for path in over}


def delete(path: Path) -> Deleted:
    """Delete a recording and what lies beside it; RecordingError while it is live."""
    if _live(path):
        msg = f"{path.name} is being recorded now. Stop first, then delete it."
        raise RecordingError(msg, problem=RecordingProblem.BUSY)
    names, n_bytes = [], 0
    try:
        for file in _with_company(path):
            if file.exists():
                n_bytes += file.stat().st_size
                file.unlink()
                names.append(file.name)
    except OSError as error:
        why = error.strerror or type(error).__name__
        msg = f"{path.name} cannot be deleted: {why}."
        raise RecordingError(msg, problem=RecordingProblem.UNWRITABLE) from error
    if path.name not in names:
        msg = f"{path.name} is not there any more."
        raise RecordingError(msg, problem=RecordingProblem.MISSING)
    return Deleted(names=tuple(names), n_bytes=n_bytes)


def rename(path: Path, name: str) -> Path:
    """Give a recording another name in its folder; where it is now.

    Its name is as near to the asked one as a file's may be: whoever asks can compare
    the two and say what became of it.
    """
    word = file_word(name)
    if not word:
        msg = "A recording needs a name of letters or figures."
        raise RecordingError(msg, problem=RecordingProblem.UNWRITABLE)
    if _live(path):
        msg = f"{path.name} is being recorded now. Stop first, then rename it."
        raise RecordingError(msg, problem=RecordingProblem.BUSY)
    new = path.with_name(word.removesuffix(SUFFIX) + SUFFIX)
    if new == path:
        return path
    if new.exists():
        msg = f"{new.name} exists already. Choose another name."
        raise RecordingError(msg, problem=RecordingProblem.EXISTS)
    try:
        path.rename(new)
        for beside in (edits_path, codes_path, marks_path):
            if beside(path).exists():
                beside(path).rename(beside(new))
    except OSError as error:
        why = error.strerror or type(error).__name__
        msg = f"{path.name} cannot be renamed: {why}."
        raise RecordingError(msg, problem=RecordingProblem.UNWRITABLE) from error
    return new


def file_word(name: str) -> str:
    """As much of a name as a file on any computer can have; emoji stay.

    What does not print goes too: a zero-width joiner, or a mark that turns letters
    round, would make two names that look alike.
    """
    plain = "".join(
        " " if sign in NO_FILE_SIGNS or not sign.isprintable() else sign
        for sign in name.replace("\u200d", "").replace("\ufe0f", "")
    )
    word = " ".join(plain.split()).strip(" .")[:LONGEST_NAME]
    # A file's name has room for 255 bytes, and what lies beside it has a longer one.
    word = word.encode()[:MOST_BYTES].decode(errors="ignore")
    return word.strip(" .")


def _live(path: Path) -> bool:
    lease = read_lease(path)
    return lease is not None and lease.alive


def _with_company(path: Path) -> list[Path]:
    beside = [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm")]
    # The recording itself goes last: while it is there, the rest belongs to it.
    own = (edits_path(path), codes_path(path), marks_path(path), lease_path(path))
    return [*beside, *own, path]
