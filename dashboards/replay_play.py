"""A recording played through the live path, at 1 to 60 times its own speed.

Only the tail is another one: it hands out each event once the session's clock has come
to it. Everything behind it, pipeline, columns, canvas, is what a live session goes
through, so what is seen here is what was seen then. A test holds the columns against
those of the stored `frames`.
"""

import asyncio
from bisect import bisect_right
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import Final

import samenstemming as sam

from .feed import Feed, Tail
from .hub import ALIVE_S, as_event
from .view_session import Event
from .worker import Worker

SPEEDS: Final = (1, 2, 5, 10, 30, 60)
PERIOD_S: Final = 0.1


class PacedTail:
    """A finished recording, told as if it were happening, `speed` times as fast.

    What lies before `from_s` is told at once: the pipeline needs it all.
    """

    def __init__(
        self,
        recording: sam.Recording,
        *,
        speed: float,
        from_s: float = 0.0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._events = recording.events()
        self._times_s = [event.t_ns / 1e9 for event in self._events]
        self._speed, self._from_s, self._clock = speed, from_s, clock
        self._begun_s: float | None = None
        self._told = 0
        self.meta: Mapping[str, object] = {**recording.meta, "speed": speed}
        self.closed = True

    @property
    def finished(self) -> bool:
        """Whether all of it was told."""
        return self._told == len(self._events)

    def begin(self) -> None:
        """The clock starts now: what lies before `from_s` has been shown."""
        self._begun_s = self._clock()

    def poll(self) -> list[tuple[int, Event]]:
        """Events whose time has come and that were not told before."""
        now_s = self._from_s
        if self._begun_s is not None:
            now_s += (self._clock() - self._begun_s) * self._speed
        until = max(self._told, bisect_right(self._times_s, now_s))
        first, self._told = self._told, until
        return [(k + 1, self._events[k]) for k in range(first, until)]


def played(path: Path, *, speed: float, from_s: float) -> tuple[Feed, PacedTail]:
    """A feed of this recording at that speed, and its tail."""
    tail = PacedTail(sam.open_recording(path), speed=speed, from_s=from_s)

    def opened(_: Path) -> Tail:
        return tail

    return Feed(path, open_tail=opened), tail


async def play_stream(
    path: Path, *, speed: float, from_s: float, stopped: Callable[[], bool]
) -> AsyncIterator[str]:
    """The server-sent events of one viewer's own performance, until it is over."""
    worker = Worker()
    try:
        feed, tail = await worker.run(lambda: played(path, speed=speed, from_s=from_s))
    except (sam.SamenstemmingError, OSError) as error:
        yield as_event({"kind": "problem", "code": problem_code(error), "detail": ""})
        return
    welcomed = False
    while not stopped():
        message = await worker.run(feed.step)
        if not feed.caught_up:
            if message is not None and not welcomed:
                yield as_event(message)
            continue
        if not welcomed:
            welcomed = True
            tail.begin()
            message = await worker.run(feed.everything)
        if message is not None:
            yield as_event(message)
        if tail.finished:
            break
        await asyncio.sleep(PERIOD_S)
    # A stream that ends is asked for again by the browser, and would begin anew.
    while not stopped():
        yield ": the end\n\n"
        for _ in range(round(ALIVE_S / PERIOD_S)):
            if stopped():
                break
            await asyncio.sleep(PERIOD_S)


def problem_code(error: Exception) -> str:
    """The code under which the screens have words for it."""
    if isinstance(error, FileNotFoundError):
        return "missing"
    problem = getattr(error, "problem", None)
    return str(problem.value) if problem is not None else "unreadable"
