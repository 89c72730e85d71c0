"""One `map`, three ways: a loop, a pool of fresh processes, a Dask cluster.

Each yields (task, result) as results come; a task whose worker died twice comes back
with `Lost`. What surprised us: workers of a pool outlive a parent that was killed with
SIGKILL, waiting for work for ever, so each watches its parent. And a worker that is
killed takes down the whole pool: its tasks then run one by one, and the one that dies
alone is named.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Final, Protocol, TypeVar

from samenstemming.errors import BatchError

T = TypeVar("T")
R = TypeVar("R")

AHEAD: Final = 3
"""Tasks a worker that are handed out in advance: the queue stays short."""

ONE_THREAD: Final = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
    "VECLIB_MAXIMUM_THREADS",
)
"""Workers are the parallelism; threads under them only fight for the same cores."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A task whose worker died under it."""

    why: str


class Engine(Protocol):
    """Runs a function of the package over tasks; results in any order."""

    def __call__(
        self, function: Callable[[T], R], tasks: Sequence[T], /
    ) -> Iterator[tuple[T, R | Lost]]:
        """Each task with what came of it."""


def serial(
    function: Callable[[T], R], tasks: Sequence[T], /
) -> Iterator[tuple[T, R | Lost]]:
    """One after the other in this process."""
    for task in tasks:
        yield task, function(task)


@dataclass(frozen=True, slots=True)
class Pool:
    """Fresh processes on this machine."""

    jobs: int

    def __call__(
        self, function: Callable[[T], R], tasks: Sequence[T], /
    ) -> Iterator[tuple[T, R | Lost]]:
        """As results come; after a death the suspects run one by one."""
        left: list[T] = []
        yield from _pooled(function, tasks, self.jobs, left)
        while left:
            rest: list[T] = []
            yield from _pooled(function, left, 1, rest, ahead=1)
            if rest:
                yield rest.pop(0), Lost("its process died twice")
            left = rest


def _pooled(
    function: Callable[[T], R],
    tasks: Sequence[T],
    jobs: int,
    left: list[T],
    *,
    ahead: int = AHEAD,
) -> Iterator[tuple[T, R | Lost]]:
    """Results until a worker dies; what has none then is put into `left`."""
    if not tasks:
        return  # a process costs seconds to begin
    jobs = min(jobs, len(tasks))
    waiting = deque(tasks)
    running: dict[Future[R], T] = {}
    with (
        one_thread(),
        ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=leave_with_parent
        ) as pool,
    ):
        try:
            while waiting or running:
                while waiting and len(running) < jobs * ahead:
                    running[pool.submit(function, waiting[0])] = waiting[0]
                    waiting.popleft()
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    result = future.result()
                    yield running.pop(future), result
        except BrokenProcessPool:
            left += [*running.values(), *waiting]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers of a Dask scheduler, which see the same folders under the same names."""

    address: str
    timeout_s: float = 10.0

    def __call__(
        self, function: Callable[[T], R], tasks: Sequence[T], /
    ) -> Iterator[tuple[T, R | Lost]]:
        """As results come; Dask itself gives a lost worker's tasks to others."""
        distributed = _distributed()
        with self._client(distributed) as client:
            waiting = deque(tasks)
            several = AHEAD * max(1, len(client.scheduler_info(-1)["workers"]))
            held: dict[Any, T] = {}
            coming = distributed.as_completed(loop=client.loop)
            while waiting or held:
                while waiting and len(held) < several:
                    task = waiting.popleft()
                    # pure=False: a result is never taken from an earlier run.
                    future = client.submit(function, task, pure=False)
                    held[future] = task
                    coming.add(future)
                future = next(coming)
                task = held.pop(future)
                error = future.exception() if future.status == "error" else None
                if error is None:
                    yield task, future.result()
                elif isinstance(error, distributed.scheduler.KilledWorker):
                    yield task, Lost(str(error))
                else:
                    raise error

    def _client(self, distributed: Any) -> Any:
        try:
            return distributed.Client(
                self.address, timeout=self.timeout_s, set_as_default=False
            )
        except (OSError, ValueError) as error:
            msg = (
                f"No Dask scheduler answers at {self.address} ({error}). Start one "
                "with `dask scheduler`, or leave --cluster out."
            )
            raise BatchError(msg) from error


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        msg = (
            "--cluster needs Dask. Install it on every machine: "
            "pip install 'samenstemming[cluster]'."
        )
        raise BatchError(msg) from error
    return distributed


def leave_with_parent() -> None:
    """Begin a worker: it ends as soon as its parent has."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


@contextmanager
def one_thread() -> Iterator[None]:
    """Processes that begin in here calculate with one thread each."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ |= dict.fromkeys(ONE_THREAD, "1")
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
