"""What people see: results on stdout, all else on stderr, progress on a terminal only.

The language is the terminal's: Dutch where the locale says so, otherwise English.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Final

from samenstemming.words import Language, say

UNSEEN: Final = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(127, 160))
    if chr(code) not in "\t\n"
}
"""Characters that steer a terminal: a file of somebody else may hold them anywhere."""


def language() -> Language:
    """The language of the locale: the first of LC_ALL, LC_MESSAGES and LANG set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return Language.NL if value.lower().startswith("nl") else Language.EN
    return Language.EN


def words(key: str, **values: object) -> str:
    """The string for this key in the terminal's language."""
    return say(key, language(), **values)


def out(line: str) -> None:
    """A line of the result."""
    sys.stdout.write(line.translate(UNSEEN) + "\n")


def tell(line: str) -> None:
    """A line for the person who waits."""
    sys.stderr.write(line.translate(UNSEEN) + "\n")
    sys.stderr.flush()


@contextmanager
def working(key: str) -> Iterator[None]:
    """A moving sign on a terminal while something takes long; silent in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words(key)):
        yield


def rows(head: Sequence[str], body: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a table: the first column to the left, all others to the right.

    Columns are as wide as their head or eight letters, so that a long table can
    begin before its end is known.
    """
    widths = [max(8, len(title)) for title in head]
    for cells in chain((head,), body):
        yield "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()


def clock(t_s: float) -> str:
    """Session time as h:mm:ss."""
    minutes, seconds = divmod(int(t_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
