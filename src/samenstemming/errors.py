"""What can go wrong, sorted by what the reader can do about it.

Every message is one sentence or two: what happened, the evidence, what to do.
The command line prints it as it is and leaves with exit code 1. A message that is a
`Sentence` knows how it is said in another language: pages show `words.told(error,
language)`. Errors that pages show take nothing else, and mypy holds them to it.
"""

from collections.abc import Mapping
from enum import StrEnum


class Sentence(str):
    """A sentence in English, and the key and blanks by which `words` says it again.

    A blank may hold a Sentence too. Whatever is done to it makes plain text of it.
    """

    __slots__ = ("key", "values")

    key: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, text: str, key: str, values: Mapping[str, object]) -> "Sentence":
        """The text that `key` says in English with these values, and both."""
        made = cls(text)
        made.key, made.values = key, values
        return made


class SamenstemmingError(Exception):
    """Something that a person can act on; never a bug in this program."""


class MalformedPacketError(SamenstemmingError, ValueError):
    """Bytes that are not the packet they claim to be."""


class StrapNotFoundError(SamenstemmingError):
    """A strap did not answer; `in_the_air` lists the names that did."""

    def __init__(self, message: str, *, in_the_air: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.in_the_air = in_the_air


class BluetoothUnavailableError(SamenstemmingError):
    """There is no working Bluetooth adapter, or no permission to use it."""


class RecordingProblem(StrEnum):
    """Why a recording cannot be used; a screen picks its sentence by this."""

    NOT_OURS = "not ours"
    NEWER = "newer version"
    DAMAGED = "damaged"
    BUSY = "busy"
    MISSING = "missing"
    UNWRITABLE = "unwritable"
    FULL = "disk full"
    EXISTS = "exists"


class RecordingError(SamenstemmingError):
    """A recording cannot be opened, written or trusted."""

    def __init__(self, message: str, *, problem: RecordingProblem) -> None:
        super().__init__(message)
        self.problem = problem


class ImportFileError(SamenstemmingError):
    """A file from another recorder does not hold what its format promises."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(message)


class ExerciseError(SamenstemmingError):
    """An exercise file does not hold what an exercise needs.

    `line` counts from 1; `field` is a path such as `exercises[0].steps[2].minutes`.
    """

    def __init__(
        self, message: Sentence, *, line: int | None = None, field: str | None = None
    ) -> None:
        super().__init__(message)
        self.line = line
        self.field = field


class StudyError(SamenstemmingError):
    """A study cannot be read, locked or used as it is.

    `line` counts from 1 and `field` is a path, where it is about the study file.
    """

    def __init__(
        self, message: Sentence, *, line: int | None = None, field: str | None = None
    ) -> None:
        super().__init__(message)
        self.line = line
        self.field = field


class SettingsError(SamenstemmingError):
    """A settings file names a knob that does not exist or a value it cannot take."""


class ControlError(SamenstemmingError):
    """The collector could not be reached, or refused what it was asked."""


class BeatEditsError(SamenstemmingError):
    """Edits of beats cannot be read, or are not for this recording."""


class MarkChangesError(SamenstemmingError):
    """Later corrections of marks cannot be read, made, or are of another recording."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(message)


class ExportError(SamenstemmingError):
    """The format, or a partner's consent, does not allow this export."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(message)


class BatchError(SamenstemmingError):
    """Many recordings cannot be analysed as asked; what was written stays."""


class BatchOutputError(BatchError):
    """The output folder took no more: nothing is wrong with the recordings."""
