"""Exercise text in, typed exercises out; every mistake with its line and field.

The text comes from whoever has it: nothing here opens a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from samenstemming.errors import ExerciseError
from samenstemming.exercises.fairness import Finding, findings_in
from samenstemming.exercises.model import ExerciseFile
from samenstemming.exercises.typed_yaml import (
    Kind,
    Path,
    field_named,
    line_in,
    placed_error,
    read_yaml,
    typed,
)
from samenstemming.words import sentence

__all__ = ["Content", "Path", "field_named", "line_of", "parse"]

EXERCISES: Final = Kind(error=ExerciseError, stray="wrong.yaml.stray_in_exercise")

LARGEST_TEXT: Final = 1_000_000
"""Characters. The built-in file has 57,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A parsed file: what it holds, its version, and a hash of its very text."""

    name: str
    file: ExerciseFile
    sha256: str
    remarks: tuple[Finding, ...] = ()

    @property
    def version(self) -> str:
        """The content version that its author gave it."""
        return self.file.content_version


def parse(text: str, name: str, *, known: Sequence[str] = ()) -> Content:
    """The content of an exercise file.

    `name` is what errors call the file, `known` the exercises that it may name as
    prerequisites besides its own. ExerciseError names file, line and field.
    """
    if len(text) > LARGEST_TEXT:
        msg = sentence("wrong.exercise.too_long", name=name, n=len(text))
        raise ExerciseError(msg)
    value, root = read_yaml(text, name, EXERCISES)
    file = typed(ExerciseFile, value, name, root, EXERCISES)
    found = findings_in(file, known)
    wrong = [finding for finding in found if finding.is_error]
    if wrong:
        sentences = [(of.path, of.sentence) for of in wrong]
        raise placed_error(name, root, sentences, EXERCISES)
    digest = sha256(text.encode()).hexdigest()
    return Content(name=name, file=file, sha256=digest, remarks=tuple(found))


def line_of(text: str, path: Path) -> int:
    """The line of a field in this text, from 1; where it is missing its parent's."""
    _, root = read_yaml(text, "", EXERCISES)
    return line_in(root, path)
