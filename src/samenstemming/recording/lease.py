"""Who may write: a lock file beside the recording, `<file>.lease`, mode 0600.

It holds the collector's pid, control port and token, so whoever may read it may
speak to the collector. Its text can outlive a killed collector; the lock on it
cannot, so liveness is the lock's and never the text's.
"""

import errno
import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording.filelock import LocksUnknownError, try_lock, unlock
from samenstemming.words import sentence

ATTEMPTS = 50
"""A reader that asks holds the lock for microseconds; 50 tries in 0.5 s outwait it."""

_pause = threading.Event()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """What the lock file says, and whether the collector that wrote it lives."""

    pid: int
    alive: bool
    port: int | None = None
    token: str | None = field(default=None, repr=False)
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def lease_path(path: str | os.PathLike[str]) -> Path:
    """The lock file of a recording."""
    recording = Path(path)
    return recording.with_name(recording.name + ".lease")


def read_lease(path: str | os.PathLike[str]) -> Lease | None:
    """The lease on a recording; None where no collector left or holds one."""
    place = lease_path(path)
    try:
        descriptor = os.open(place, os.O_RDONLY)
    except FileNotFoundError:
        return None
    except OSError:
        # Somebody else's collector: it may well be alive, and is none of ours.
        return Lease(pid=0, alive=True)
    try:
        said = _parse(os.read(descriptor, 65536))
        try:
            held = not try_lock(descriptor, shared=True)
            if not held:
                unlock(descriptor)
        except LocksUnknownError:
            held = _runs(_whole(said.get("pid")) or 0)
    finally:
        os.close(descriptor)
    token = said.get("token")
    return Lease(
        pid=_whole(said.get("pid")) or 0,
        alive=held,
        port=_whole(said.get("port")),
        token=token if isinstance(token, str) else None,
        extra=MappingProxyType(
            {k: v for k, v in said.items() if k not in {"pid", "port", "token"}}
        ),
    )


class HeldLease:
    """The lease of this process on one recording, until `release`."""

    def __init__(self, place: Path, descriptor: int) -> None:
        self._place = place
        self._descriptor: int | None = descriptor

    @classmethod
    def take(
        cls, path: str | os.PathLike[str], extra: Mapping[str, object] | None = None
    ) -> "HeldLease":
        """Hold the lease; RecordingError (busy) while another collector does."""
        place = lease_path(path)
        for attempt in range(ATTEMPTS):
            if attempt:
                _pause.wait(0.01)
            descriptor = _open(place)
            if _lock(descriptor) and _still_there(place, descriptor):
                held = cls(place, descriptor)
                try:
                    held.announce(extra or {})
                except RecordingError:
                    held.release()
                    raise
                return held
            os.close(descriptor)
        lease = read_lease(path)
        pid = lease.pid if lease else 0
        msg = sentence("wrong.recording.recorded", path=path, pid=pid)
        raise RecordingError(msg, problem=RecordingProblem.BUSY)

    def announce(self, extra: Mapping[str, object]) -> None:
        """Write who holds it and how to reach them."""
        if self._descriptor is None:
            return
        text = json.dumps({"pid": os.getpid(), **extra}).encode() + b"\n"
        try:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, text)
            os.ftruncate(self._descriptor, len(text))
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
            msg = (
                f"The disk of {self._place.parent} is full. Make some room."
                if full
                else f"{self._place} cannot be written ({error.strerror})."
            )
            problem = RecordingProblem.FULL if full else RecordingProblem.UNWRITABLE
            raise RecordingError(msg, problem=problem) from error

    def release(self) -> None:
        """Remove the lock file and let go; doing it twice is fine."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if os.name == "nt":  # an open file cannot be removed there
            unlock(descriptor)
            os.close(descriptor)
            _remove(self._place)
            return
        if _still_there(self._place, descriptor):
            _remove(self._place)
        os.close(descriptor)


def _open(place: Path) -> int:
    try:
        return os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError as error:
        msg = sentence("wrong.recording.no_folder", folder=place.parent)
        raise RecordingError(msg, problem=RecordingProblem.MISSING) from error
    except OSError as error:
        msg = sentence(
            "wrong.recording.folder_unwritable",
            folder=place.parent,
            why=error.strerror,
        )
        raise RecordingError(msg, problem=RecordingProblem.UNWRITABLE) from error


def _lock(descriptor: int) -> bool:
    try:
        return try_lock(descriptor)
    except LocksUnknownError:
        pid = _whole(_parse(os.read(descriptor, 65536)).get("pid")) or 0
        return pid == os.getpid() or not _runs(pid)


def _still_there(place: Path, descriptor: int) -> bool:
    """Whether the locked file is the one on the path, not one just removed."""
    try:
        there = place.stat()
    except OSError:
        return False
    return os.path.samestat(there, os.fstat(descriptor))


def _remove(place: Path) -> None:
    try:
        place.unlink(missing_ok=True)
    except OSError:
        # Read-only by now, or opened by a reader on Windows: the lock is free, and
        # a lease without its lock is stale for everyone.
        return


def _parse(text: bytes) -> dict[str, object]:
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value


def _runs(pid: int) -> bool:
    """Whether a process of that number runs; asked only where there are no locks."""
    if pid <= 0 or os.name == "nt":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
