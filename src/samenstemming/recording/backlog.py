"""What waits to be written: handed in by anybody, kept in order, bounded.

Handing in is what a Bluetooth callback pays for, so it is one `append`. Waking the
writer's thread costs as much as all the rest together and is a thing of its own: it may
be done once for several, behind the callback.
"""

from collections import deque
from collections.abc import Iterator, Sequence
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

Handed = tuple[Event | Content | Write, int | None, int, Future[int] | None]
"""What to write, boot time and the monotonic clock then, who waits for its number.

A plain tuple: anything with a name takes longer to make.
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
    """Jobs in the order in which they came.

    `inbox` and `wake` are for any thread, the rest is the writer's.
    """

    def __init__(self) -> None:
        self.inbox: deque[Handed] = deque()
        self._bell: SimpleQueue[None] = SimpleQueue()
        self._jobs: deque[Job] = deque()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._jobs)

    def wake(self) -> None:
        """Have the thread look into the inbox now."""
        self._bell.put(None)

    def wait(self, seconds: float) -> None:
        """Until `wake`, and at most so long."""
        with suppress(Empty):
            self._bell.get(timeout=seconds)
            while True:  # rung for what is in the inbox by now
                self._bell.get_nowait()

    def handed_in(self) -> Iterator[Handed]:
        """Take what has come by now."""
        with suppress(IndexError):
            while True:
                yield self.inbox.popleft()

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
