"""A study on disk: the file, its lock, its ledger of pairs; what may be done when.

    study.yaml  study.lock.json  study.ledger.jsonl  study.answers/

An unlocked study can be checked and tried; pairs and recordings need a lock, and the
file as it was when it was locked. The ledger is written under a lock of the system, so
that two assistants who press at the same moment get two pairs; what a full disk cut off
is taken back. Everything is 0600.
"""

import errno
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Final

from samenstemming.errors import Sentence, StudyError
from samenstemming.recording.filelock import LocksUnknownError, try_lock
from samenstemming.recording.whole_file import write_whole
from samenstemming.session.exercise_files import library
from samenstemming.study.ledger import Entry, entries_in, next_entry, whole_bytes
from samenstemming.study.lock import Lock, changes, locked
from samenstemming.study.parse import StudyText, parse
from samenstemming.study.template import template
from samenstemming.words import joined, sentence

LARGEST_FILE: Final = 4_000_000
ATTEMPTS: Final = 100
"""Of 20 ms: whoever holds the ledger writes one line."""

_pause = Event()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A study as it is now. `changes` says what differs from its lock."""

    path: Path
    text: StudyText
    lock: Lock | None
    changes: tuple[Sentence, ...]
    given: tuple[Entry, ...]

    @property
    def usable(self) -> bool:
        """Whether pairs may be handed out and sessions recorded."""
        return self.lock is not None and not self.changes


def studies_folder() -> Path:
    """Where the app keeps studies; it need not exist."""
    import platformdirs

    return platformdirs.user_data_path("samenstemming", appauthor=False) / "studies"


def study_in(path: Path) -> Path:
    """The study file itself, or the one in this folder; StudyError where it is not one.

    A folder may hold more: locks, ledgers and answers have other endings.
    """
    if not path.is_dir():
        return path
    found = sorted(path.glob("*.yaml"))
    if len(found) != 1:
        there = ", ".join(one.name for one in found) or sentence("wrong.none")
        msg = sentence("wrong.study.one_study", path=path, there=there)
        raise StudyError(msg)
    return found[0]


def lock_path(path: Path) -> Path:
    """The lock beside a study file."""
    return path.with_name(f"{path.stem}.lock.json")


def ledger_path(path: Path) -> Path:
    """The ledger beside a study file."""
    return path.with_name(f"{path.stem}.ledger.jsonl")


def known_exercises() -> dict[str, str]:
    """Every exercise of this computer and a hash of its content."""
    return {
        exercise.id: sha256(
            json.dumps(
                exercise.model_dump(mode="json"), sort_keys=True, ensure_ascii=False
            ).encode()
        ).hexdigest()
        for exercise, _ in library()
    }


def write_new(path: Path, *, pairs: int, seed: int, name: str = "my_study") -> None:
    """A template to begin with; StudyError where a file is there or none can be."""
    write_text(path, template(pairs=pairs, seed=seed, name=name))


def write_text(path: Path, text: str) -> None:
    """A new study file of this text, checked first; it never replaces another."""
    parse(text, path.name, known=known_exercises())
    if path.exists():
        msg = sentence("wrong.study.exists", path=path)
        raise StudyError(msg)
    with writing(path):
        write_whole(path, text)


def replace_text(path: Path, text: str) -> None:
    """Another text for a study that is not locked; checked first."""
    parse(text, path.name, known=known_exercises())
    if lock_path(path).exists():
        msg = sentence("wrong.study.is_locked", name=path.name)
        raise StudyError(msg)
    with writing(path):
        write_whole(path, text)


def read_study(path: Path) -> StudyText:
    """The study in this file; StudyError names file, line and field."""
    return parse(_text_of(path, what="study file"), path.name, known=known_exercises())


def standing(path: Path) -> Standing:
    """The study, its lock and its pairs; StudyError where one cannot be read."""
    text = read_study(path)
    place = lock_path(path)
    lock = None
    if place.exists():
        lock = Lock.from_text(_text_of(place, what="lock"), place.name)
    return Standing(
        path=path,
        text=text,
        lock=lock,
        changes=() if lock is None else changes(lock, text),
        given=pairs_of(path),
    )


def usable(path: Path) -> tuple[Standing, Lock]:
    """A study that may be used; StudyError where it is unlocked or was edited."""
    now = standing(path)
    if now.lock is None:
        msg = sentence("wrong.study.not_locked", name=path.name)
        raise StudyError(msg)
    if now.changes:
        raise StudyError(_edited(path, now.lock, now.changes))
    return now, now.lock


def _edited(path: Path, lock: Lock, changed: Sequence[Sentence]) -> Sentence:
    listed = joined("wrong.list", changed[:4])
    if len(changed) > 4:
        listed = sentence("wrong.study.and_more", listed=listed, n=len(changed) - 4)
    return sentence(
        "wrong.study.edited",
        name=path.name,
        day=lock.locked_utc[:10],
        listed=listed,
    )


def lock_study(path: Path, *, now: datetime | None = None) -> Lock:
    """Lock the study; the lock it has already where nothing was changed since."""
    from samenstemming._version import __version__

    is_now = standing(path)
    if is_now.lock is not None:
        if is_now.changes:
            raise StudyError(_edited(path, is_now.lock, is_now.changes))
        return is_now.lock
    lock = locked(is_now.text, software=__version__, utc=_utc(now))
    with writing(lock_path(path)):
        write_whole(lock_path(path), lock.to_text())
    return lock


def pairs_of(path: Path) -> tuple[Entry, ...]:
    """The pairs that were handed out, in their order."""
    place = ledger_path(path)
    if not place.exists():
        return ()
    return entries_in(_text_of(place, what="ledger"), place.name)


def hand_out(
    path: Path, *, screened: Sequence[str], now: datetime | None = None
) -> Entry:
    """The next pair, written down before it is told; StudyError where there is none.

    Who sits left gets A or B by lot.
    """
    _, lock = usable(path)
    place = ledger_path(path)
    with writing(place):
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _hold(descriptor, place)
            with os.fdopen(os.dup(descriptor), "rb") as file:
                text = file.read().decode("utf-8")
            entry = next_entry(
                read_study(path).study,
                entries_in(text, place.name),
                screened=screened,
                utc=_utc(now),
                sha256=lock.sha256,
                left=secrets.choice("ab"),
            )
            append_whole(descriptor, entry.to_line().encode(), after=whole_bytes(text))
        finally:
            os.close(descriptor)
    return entry


def append_whole(descriptor: int, line: bytes, *, after: int) -> None:
    """Put this behind so many bytes and on the disk; OSError leaves what was."""
    os.ftruncate(descriptor, after)
    os.lseek(descriptor, after, os.SEEK_SET)
    try:
        done = os.write(descriptor, line)
        if done < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, after)
        raise


def _hold(descriptor: int, place: Path) -> None:
    """Hold the ledger until it is closed; StudyError where somebody keeps it."""
    try:
        for _ in range(ATTEMPTS):
            if try_lock(descriptor):
                return
            _pause.wait(0.02)
    except LocksUnknownError:
        msg = sentence("wrong.study.no_locks", name=place.name)
        raise StudyError(msg) from None
    msg = sentence("wrong.study.handing_out", name=place.name)
    raise StudyError(msg)


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Inside, what a disk refuses becomes a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            msg = sentence("wrong.study.disk_full", folder=place.parent)
        else:
            why = error.strerror or error
            msg = sentence("wrong.study.unwritable", path=place, why=why)
        raise StudyError(msg) from error


def _text_of(path: Path, *, what: str) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            msg = sentence("wrong.study.too_large", name=path.name)
            raise StudyError(msg)
        return path.read_text(encoding="utf-8")
    except OSError as error:
        why = error.strerror or type(error).__name__
        msg = sentence("wrong.study.unreadable", path=path, why=why)
        raise StudyError(msg) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        msg = sentence("wrong.study.not_utf8", name=path.name, line=line)
        raise StudyError(msg, line=line) from error


def _utc(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
