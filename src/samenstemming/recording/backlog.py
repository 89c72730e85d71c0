"""What waits to be written: handed in by anybody, kept in order, bounded.

Handing in is what a Bluetooth callback pays for, so it is one `put` of a queue written
in C, which wakes the writer's thread where that sleeps. All else is done by the thread.
"""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from samenstemming.events import Event
from samenstemming.recording.live_file import Write
from samenstemming.recording.rows import Content

MEMORY_BYTES = 64 * 2**20
"""Room for two straps with ECG for hours, should the disk be full for so long."""

ROW_BYTES = 300
"""About what an event takes in memory beside its payload."""

Handed = tuple[Event | Content | Write | None, int | None, Future[int] | None]
"""What to write, how far boot time was ahead then, and who waits for its number.

A plain tuple: anything with a name takes longer to make. None in its first place only
wakes the thread.
"""


@dataclass(slots=True)
class Job:
    """One thing to write, as the thread keeps it until it is on the disk.

    `is_event` is true for what somebody handed in as an event, false for other rows.
    """

    write: Write
    size: int = ROW_BYTES
    future: Future[int] | None = None
    is_event: bool = False


class Backlog:
    """Jobs in the order in which they came. Only `inbox` is for other threads."""

    def __init__(self) -> None:
        self.inbox: SimpleQueue[Handed] = SimpleQueue()
        self._jobs: deque[Job] = deque()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._jobs)

    def wait(self, seconds: float) -> list[Handed]:
        """What has come: at once where something has, or else after at most so long."""
        try:
            handed = [self.inbox.get(timeout=seconds)]
        except Empty:
            return []
        return handed + self.rest()

    def rest(self) -> list[Handed]:
        """What has come by now."""
        found: list[Handed] = []
        with suppress(Empty):
            while True:
                found.append(self.inbox.get_nowait())
        return found

    def add(self, job: Job) -> bool:
        """Keep a job; False where memory is full."""
        if self._bytes + job.size > MEMORY_BYTES:
            return False
        self._bytes += job.size
        self._jobs.append(job)
        return True

    def group(self) -> list[Job]:
        """Everything that waits now; it stays until `done`."""
        return list(self._jobs)

    def done(self, jobs: Sequence[Job]) -> None:
        """Forget the oldest jobs, which are these."""
        for job in jobs:
            self._jobs.popleft()
            self._bytes -= job.size
