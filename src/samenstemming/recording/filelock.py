"""A lock that the system takes back when its process dies, whatever killed it.

flock on POSIX, msvcrt on Windows. A pid alone cannot say whether a collector lives:
pids are used again. Some network folders know no locks; there `try_lock` raises
`LocksUnknownError` and the caller has only the pid to go by.
"""

import os
import sys

_BYTE = 1 << 30
"""Windows refuses others to read a locked byte, so one far past the text is locked."""


class LocksUnknownError(OSError):
    """The file system knows no locks."""


if sys.platform == "win32":
    import msvcrt

    def try_lock(descriptor: int, *, shared: bool = False) -> bool:
        """Whether the lock was free and is now held by this open file."""
        del shared  # Windows has exclusive byte locks only; a probe gives it back
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def unlock(descriptor: int) -> None:
        """Give the lock back."""
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def try_lock(descriptor: int, *, shared: bool = False) -> bool:
        """Whether the lock was free and is now held by this open file."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise LocksUnknownError(*error.args) from error
        return True

    def unlock(descriptor: int) -> None:
        """Give the lock back."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)
