"""What became of one odd input: an answer, a sentence, or a fault in this program.

A sentence is a SamenstemmingError, which people can act on. Everything else that is
raised is a fault, counted by its kind and the function that raised it.
"""

import sqlite3
import struct
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import ParseError

from samenstemming.errors import SamenstemmingError

FAULTS: Final = (
    *(ArithmeticError, ValueError, LookupError, TypeError, AttributeError, NameError),
    *(MemoryError, OSError, RuntimeError, AssertionError, EOFError, SyntaxError),
    *(sqlite3.Error, struct.error, zlib.error, ParseError, Warning),
)
"""Anything that code raises; what is none of these ends the run, which is right too."""


@dataclass(slots=True)
class Tally:
    """How many of what, the slowest of them, and every fault with how often."""

    tried: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    slowest_s: dict[str, float] = field(default_factory=dict)

    def attempt(self, name: str, act: Callable[[], object]) -> bool:
        """Do it once and note what became of it; whether there was an answer."""
        self.tried[name] += 1
        begun_s = time.perf_counter()
        try:
            act()
        except SamenstemmingError:
            self.refused[name] += 1
            return False
        except FAULTS as error:
            self.faults[f"{name}: {fault(error)}"] += 1
            return False
        finally:
            took_s = time.perf_counter() - begun_s
            self.slowest_s[name] = max(took_s, self.slowest_s.get(name, 0.0))
        self.answered[name] += 1
        return True

    def figures(self) -> dict[str, object]:
        """For a report: one line for each thing that was tried."""
        lines: dict[str, object] = {
            name: (
                f"{tried} tried, {self.answered[name]} answered, "
                f"{self.refused[name]} refused, slowest {self.slowest_s[name]:.2f} s"
            )
            for name, tried in self.tried.items()
        }
        return {**lines, "faults": sum(self.faults.values()), **dict(self.faults)}


def fault(error: BaseException) -> str:
    """An error's kind, where it was raised, and its first words."""
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    code = where.tb_frame.f_code if where is not None else None
    place = f"{code.co_filename.rpartition('/')[2]}:{code.co_name}" if code else "?"
    return f"{type(error).__name__} in {place}: {error}"[:150]
