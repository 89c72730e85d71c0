"""Recordings of an older format: read through a copy that was brought up to date.

The file itself stays as it is, for the program that wrote it and because nothing that
is only read may change. So a migration needs no permission to write, and one that goes
wrong costs a temporary file. Each step takes a copy from one format to the next: it
changes tables and rows as it needs to, and signs and seals anew what it changed. The
result is checked like any recording before anybody reads it.

Format 1 is the first, so there is no step yet. Who adds format 2 adds the step from 1,
a golden file of 2 beside that of 1, and a line to docs/recording-format.md.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import store

Step = Callable[[sqlite3.Connection], None]
"""Takes a copy from its format to the next, inside one transaction."""

STEPS: Final[dict[int, Step]] = {}
"""By the format that a step begins with."""


def bring_up_to_date(copy: Path, original: Path, version: int) -> None:
    """Take a copy of an older recording to this version's format, step by step.

    RecordingError where a step is missing or the result is not whole; the sentence
    names the original, which stays as it is.
    """
    from samenstemming.recording.damage import find_damage

    with closing(store.connect(copy)) as connection:
        for number in range(version, store.FORMAT):
            step = STEPS.get(number)
            if step is None:
                msg = (
                    f"{original} is of recording format {number}, which this version "
                    "does not read any more. An older samenstemming does."
                )
                raise RecordingError(msg, problem=RecordingProblem.NEWER)
            try:
                connection.execute("BEGIN IMMEDIATE")
                step(connection)
                connection.execute(f"PRAGMA user_version = {number + 1}")
                connection.execute("COMMIT")
            except (*store.SQLITE_ERRORS, ValueError) as error:
                raise _failed(original, version, str(error)) from error
        problems = find_damage(connection, copy)
    if problems:
        raise _failed(original, version, problems[0].sentence.rstrip("."))


def _failed(original: Path, version: int, why: str) -> RecordingError:
    msg = (
        f"{original} is of recording format {version}, and this version cannot read "
        f"it ({why}). `samenstemming check` of the version that wrote it says more."
    )
    return RecordingError(msg, problem=RecordingProblem.DAMAGED)


def refuse_to_go_on(path: Path, version: int) -> None:
    """A recording of an older format is read, and nothing is added to it."""
    if version < store.FORMAT:
        msg = (
            f"{path} is of the older recording format {version}: it can be read, and "
            "not be gone on with. Begin a new recording."
        )
        raise RecordingError(msg, problem=RecordingProblem.UNWRITABLE)
