"""One run at a time in one output: a lock on a folder, a lease at an address.

A lock goes with its process. A lease is an object that a killed run leaves behind: it
names the machine (as a digest) and the process, so that the same machine knows at once
that its run has ended; any other one says what to take away.
"""

import json
import os
import platform
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from samenstemming.batch.place import Place, Remote
from samenstemming.batch.plan import key_of
from samenstemming.errors import BatchError
from samenstemming.recording.filelock import LocksUnknownError, try_lock
from samenstemming.words import sentence

NAME: Final = ".lock"


@contextmanager
def alone(output: Place) -> Iterator[None]:
    """Hold the output; BatchError while another run does."""
    if isinstance(output, Remote):
        yield from _leased(output)
        return
    descriptor = os.open(output / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            free = try_lock(descriptor)
        except LocksUnknownError:
            free = True
        if not free:
            msg = (
                f"Another batch is writing into {output}. Wait for it, or name another."
            )
            raise BatchError(msg)
        yield
    finally:
        os.close(descriptor)


def _leased(output: Remote) -> Iterator[None]:
    place = output / NAME
    mine = {"machine": key_of(platform.node()), "pid": os.getpid()}
    told = json.dumps(mine | {"run": secrets.token_hex(8)}).encode()
    if not place.make(told):
        if not _ended(place.read_bytes()):
            raise BatchError(sentence("wrong.batch.leased", place=output, lease=place))
        place.unlink(missing_ok=True)
        if not place.make(told):
            raise BatchError(sentence("wrong.batch.leased", place=output, lease=place))
    try:
        yield
    finally:
        if place.exists() and place.read_bytes() == told:
            place.unlink(missing_ok=True)


def _ended(told: bytes) -> bool:
    """Whether the run that left this was one of this machine, and is no more."""
    try:
        held = json.loads(told)
        if held["machine"] != key_of(platform.node()):
            return False
        pid = int(held["pid"])
    except (ValueError, KeyError, TypeError):
        return False
    if os.name == "nt" or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
