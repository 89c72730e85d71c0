"""Exports and reports in the making in this process: scripts ask, a thread works.

One piece of work at a time, since each is a whole analysis. What was made stays until
it is made again; a page that was closed and opened finds it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from threading import Condition, Lock, Thread

import samenstemming as sam
from samenstemming.words import sentence_of

Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How far something is (0-1); then a folder, or a page, or why there is neither."""

    share: float = 0.0
    done: bool = False
    problem: str = ""
    exported: sam.Exported | None = None
    html: str = ""


class ExportRoom:
    """What is being made, each under a key of its own."""

    def __init__(self) -> None:
        self._lock = Condition()
        self._one_at_a_time = Lock()
        self._made: dict[str, Making] = {}

    def made(self, key: str) -> Making | None:
        """What became of it; None where nobody asked."""
        with self._lock:
            return self._made.get(key)

    def wait(self, key: str, within_s: float) -> bool:
        """Whether it was done within the time."""

        def done() -> bool:
            made = self._made.get(key)
            return made is not None and made.done

        with self._lock:
            return self._lock.wait_for(done, within_s)

    def begin(self, key: str, work: Callable[[Tell], Making]) -> None:
        """Begin, and return at once; nothing while the same is being made already."""
        with self._lock:
            now = self._made.get(key)
            if now is not None and not now.done:
                return
            self._made[key] = Making()

        def tell(share: float) -> None:
            self._set(key, Making(share=share))

        def run() -> None:
            try:
                with self._one_at_a_time:
                    made = replace(work(tell), share=1.0, done=True)
            except (sam.SamenstemmingError, OSError) as error:
                made = Making(done=True, problem=sentence_of(error))
            self._set(key, made)

        Thread(target=run, name="export", daemon=True).start()

    def _set(self, key: str, made: Making) -> None:
        with self._lock:
            self._made[key] = made
            self._lock.notify_all()


@cache
def export_room() -> ExportRoom:
    """The one of this process."""
    return ExportRoom()
