"""A collector as this process's own work: signals end it cleanly, and so can a parent.

A second Ctrl-C while the file is being closed changes nothing: closing takes well
under a second, and a person who presses twice wants the recording no less.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from samenstemming.events import LinkChange, Wearer
from samenstemming.session.collector import Collector
from samenstemming.session.known_straps import SwapWarning
from samenstemming.session.plan import Outcome, Plan

INTERRUPTED: Final = "interrupted"
"""The outcome's reason after Ctrl-C or a request to terminate."""

PARENT_GONE: Final = "parent gone"
"""The outcome's reason when whoever started this collector has ended."""

STDIN: Final = 0


def run_collector(
    plan: Plan,
    *,
    started: Callable[[], None] = lambda: None,
    tell: Callable[[str], None],
    on_link: Callable[[LinkChange], None] = lambda change: None,
    on_swap: Callable[[SwapWarning], None] = lambda swap: None,
    on_no_rr: Callable[[Wearer], None] = lambda wearer: None,
    with_parent: bool = False,
) -> Outcome:
    """Record until it ends. `with_parent`: also when standard input is closed."""

    async def run() -> Outcome:
        collector = Collector(
            plan,
            started=started,
            tell=tell,
            on_link=on_link,
            on_swap=on_swap,
            on_no_rr=on_no_rr,
        )
        if with_parent:
            threading.Thread(
                target=_outlive_stdin, args=(collector,), name="parent", daemon=True
            ).start()
        with _signals_to(lambda: collector.end(INTERRUPTED)):
            return await collector.run()

    return asyncio.run(run())


def _outlive_stdin(collector: Collector) -> None:
    # The bare descriptor: a thread that waits inside sys.stdin would hold its lock
    # when the interpreter ends, which is fatal there.
    while os.read(STDIN, 4096):
        continue
    collector.end(PARENT_GONE)


@contextmanager
def _signals_to(end: Callable[[], None]) -> Iterator[None]:
    """Inside, every signal that asks a process to end calls this instead."""

    def heard(number: int, frame: FrameType | None) -> None:
        del number, frame
        end()

    numbers = [signal.SIGINT, signal.SIGTERM]
    # A closed terminal window, and what Windows sends instead of SIGTERM.
    numbers += [
        getattr(signal, name) for name in ("SIGHUP", "SIGBREAK") if name in vars(signal)
    ]
    before = {number: signal.signal(number, heard) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
