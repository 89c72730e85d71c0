"""A disk of which every write and every flush is known, with its moment.

A FUSE file system of one file, kept in memory; the kernel's loop device makes a block
device of that file and ext4 lives on it. What the block layer sends arrives here as
WRITE and FSYNC (the loop device turns a flush of its cache into an fsync of its file),
so a power cut at any moment can be played afterwards: what came before the last flush
is there, and of what came after it any part, sector by sector.

dm-log-writes does this inside the kernel; not every kernel has device-mapper. Nothing
but Linux, root, /dev/fuse and a loop device is needed (linux/fuse.h, protocol 7.31).
"""

import ctypes
import errno
import os
import random
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512

_LONGEST = 128 * 1024
_ROOT, _FILE = 1, 2
_LOOKUP, _FORGET, _GETATTR, _OPEN, _READ, _WRITE = 1, 2, 3, 14, 15, 16
_RELEASE, _FSYNC, _FLUSH, _INIT, _OPENDIR, _RELEASEDIR = 18, 20, 25, 26, 27, 29
_INTERRUPT, _DESTROY, _BATCH_FORGET = 36, 38, 42
_NO_ANSWER = (_FORGET, _INTERRUPT, _BATCH_FORGET)


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes on their way to the disk; a flush where there are none."""

    t_ns: int
    offset: int
    data: bytes | None


@dataclass
class LoggedDisk:
    """One file of a fixed size whose writes are remembered."""

    content: bytearray
    log: list[Write] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.before = bytes(self.content)

    def after_cut(self, t_ns: int, chance: random.Random) -> bytes:
        """What is on the disk after the power went at `t_ns` of the monotonic clock.

        Of what was not flushed, each cut keeps another part: nothing, whole writes, or
        single sectors of them.
        """
        until = [write for write in self.log if write.t_ns <= t_ns]
        flushed = max((i for i, w in enumerate(until) if w.data is None), default=0)
        image = bytearray(self.before)
        for write in until[:flushed]:
            if write.data is not None:
                image[write.offset : write.offset + len(write.data)] = write.data
        share, by_sector = chance.choice((0.0, 0.3, 0.7, 1.0)), chance.random() < 0.5
        for write in until[flushed:]:
            for start, part in _parts(write, whole=not by_sector):
                if chance.random() < share:
                    image[start : start + len(part)] = part
        return bytes(image)

    def serve(self, descriptor: int) -> None:
        """Answer the kernel until it lets go."""
        while True:
            try:
                request = os.read(descriptor, _LONGEST + 8192)
            except InterruptedError:
                continue
            except OSError as error:
                if error.errno in (errno.ENODEV, errno.EBADF):
                    return
                if error.errno in (errno.ENOENT, errno.EAGAIN):
                    continue
                raise
            _, code, unique, node = struct.unpack_from("<IIQQ", request)
            if code in _NO_ANSWER:
                continue
            answer = self._answer(code, node, request[40:])
            failed = -answer if isinstance(answer, int) else 0
            body = b"" if isinstance(answer, int) else answer
            head = struct.pack("<IiQ", 16 + len(body), failed, unique)
            with suppress(FileNotFoundError):  # the request was interrupted meanwhile
                os.write(descriptor, head + body)
            if code == _DESTROY:
                return

    def _answer(self, code: int, node: int, said: bytes) -> bytes | int:
        """The answer's bytes, or an errno."""
        if code == _INIT:
            ahead = struct.unpack_from("<III", said)[2]
            head = struct.pack("<IIIIHHII", 7, 31, ahead, 1 << 5, 12, 9, _LONGEST, 1)
            return head.ljust(64, b"\0")
        if code == _LOOKUP:
            if said.rstrip(b"\0") != b"disk":
                return errno.ENOENT
            return struct.pack("<QQQQII", _FILE, 0, 3600, 3600, 0, 0) + self._facts(
                _FILE
            )
        if code == _GETATTR:
            return struct.pack("<QII", 3600, 0, 0) + self._facts(node)
        if code in (_OPEN, _OPENDIR):
            return struct.pack("<QIi", node, 0, 0)
        if code == _READ:
            _, offset, size = struct.unpack_from("<QQI", said)
            return bytes(self.content[offset : offset + size])
        if code == _WRITE:
            _, offset, size = struct.unpack_from("<QQI", said)
            data = said[40 : 40 + size]
            self.content[offset : offset + size] = data
            self.log.append(Write(time.monotonic_ns(), offset, data))
            return struct.pack("<II", size, 0)
        if code == _FSYNC:
            self.log.append(Write(time.monotonic_ns(), 0, None))
            return b""
        if code in (_FLUSH, _RELEASE, _RELEASEDIR, _DESTROY):
            return b""
        return errno.ENOSYS

    def _facts(self, node: int) -> bytes:
        size = len(self.content)
        mode = 0o100600 if node == _FILE else 0o040700
        times = (0,) * 6
        return struct.pack(
            "<QQQQQQIIIIIIIIII",
            *(node, size, size // SECTOR, *times[:3], *times[3:]),
            *(mode, 1, 0, 0, 0, 4096, 0),
        )


def _parts(write: Write, *, whole: bool) -> Iterator[tuple[int, bytes]]:
    if write.data is None:
        return
    step = len(write.data) if whole else SECTOR
    for start in range(0, len(write.data), step):
        yield write.offset + start, write.data[start : start + step]


def why_not() -> str | None:
    """Why there can be no such disk here, as a sentence; None where there can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "Power cuts need root on Linux, for FUSE and a loop device: skipped."
    for place in ("/dev/fuse", "/dev/loop-control"):
        if not Path(place).exists():
            return f"Power cuts need {place}, which this kernel does not have: skipped."
    for tool in ("mke2fs", "losetup"):
        if not any((Path(p) / tool).exists() for p in ("/sbin", "/usr/sbin")):
            return f"Power cuts need {tool} (Debian's e2fsprogs, mount): skipped."
    return None


def ext4_image(path: Path, size: int) -> bytes:
    """An empty ext4 of `size` bytes, made at `path`."""
    path.write_bytes(bytes(size))
    lazy = "lazy_itable_init=0,lazy_journal_init=0"
    run("mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-E", lazy, str(path))
    return path.read_bytes()


@contextmanager
def mounted(disk: LoggedDisk, folder: Path) -> Iterator[Path]:
    """The disk's ext4, mounted below `folder` while the block lasts."""
    host, guest = folder / "fuse", folder / "ext4"
    host.mkdir()
    guest.mkdir()
    descriptor = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
    libc = ctypes.CDLL(None, use_errno=True)
    options = f"fd={descriptor},rootmode=40000,user_id=0,group_id=0".encode()
    if libc.mount(b"logged-disk", str(host).encode(), b"fuse", 0, options):
        os.close(descriptor)
        raise OSError(ctypes.get_errno(), "mount of the FUSE file system")
    server = threading.Thread(target=disk.serve, args=(descriptor,))
    server.start()
    try:
        device = run("losetup", "--find", "--show", str(host / "disk")).strip()
        try:
            run("mount", "-t", "ext4", device, str(guest))
            try:
                yield guest
            finally:
                run("umount", str(guest))
        finally:
            run("losetup", "--detach", device)
    finally:
        run("umount", "--lazy", str(host))
        server.join(20)
        os.close(descriptor)
        guest.rmdir()
        host.rmdir()


@contextmanager
def mounted_image(image: Path, folder: Path) -> Iterator[Path]:
    """An image after a cut, mounted as the next start of the computer would."""
    guest = folder / "after"
    guest.mkdir()
    try:
        run("mount", "-t", "ext4", "-o", "loop", str(image), str(guest))
        try:
            yield guest
        finally:
            run("umount", str(guest))
    finally:
        guest.rmdir()


def run(*command: str) -> str:
    """A system tool's answer; CalledProcessError with what it complained of."""
    return subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=60
    ).stdout
