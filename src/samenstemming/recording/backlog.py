"""What waits to be written: bounded, in order, and never in anybody's way."""

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from samenstemming.recording.live_file import Write

MEMORY_BYTES = 64 * 2**20
"""Room for two straps with ECG for hours, should the disk be full for so long."""

ROW_BYTES = 300
"""About what an event takes in memory beside its payload."""


@dataclass(slots=True)
class Job:
    """One thing to write; the Future gives its number once it is on the disk."""

    write: Write
    size: int = ROW_BYTES
    future: Future[int] = field(default_factory=Future)


class Backlog:
    """Jobs in the order in which they came. Callers hold `changed`."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.closing = False
        self._jobs: deque[Job] = deque()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._jobs)

    def add(self, job: Job) -> bool:
        """Queue a job; False where memory is full."""
        if self._bytes + job.size > MEMORY_BYTES:
            return False
        self._bytes += job.size
        self._jobs.append(job)
        self.changed.notify_all()
        return True

    def group(self) -> list[Job]:
        """Everything that waits now; it stays until `done`."""
        return list(self._jobs)

    def done(self, jobs: Sequence[Job]) -> None:
        """Forget the oldest jobs, which are these."""
        for job in jobs:
            self._jobs.popleft()
            self._bytes -= job.size

    def close(self) -> None:
        """Take nothing more, and wake the writer."""
        self.closing = True
        self.changed.notify_all()
