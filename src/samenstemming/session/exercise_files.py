"""The exercises that there are: ours in the package, and own ones in a folder.

A therapist or a lab puts a YAML file into `exercises/` in the user's configuration
folder, or names it. A file that cannot be read is told about and left out; the talks
that can be done tonight stay there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from samenstemming.errors import ExerciseError
from samenstemming.events import Wearer
from samenstemming.exercises.machine import Guide
from samenstemming.exercises.sequence import joined, names_in
from samenstemming.words import sentence

if TYPE_CHECKING:
    from samenstemming.exercises.model import Exercise
    from samenstemming.exercises.parse import Content

BUILT_IN: Final = "exercises.yaml"
LARGEST_FILE: Final = 4_000_000
"""Bytes; four for each character that a text may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All exercises of this computer, and what was wrong with own files."""

    contents: "tuple[Content, ...]"
    troubles: tuple[ExerciseError, ...]

    def __iter__(self) -> "Iterator[tuple[Exercise, Content]]":
        """Each exercise with the file it is from, ours first, in their order."""
        for content in self.contents:
            for exercise in sorted(content.file.exercises, key=lambda of: of.order):
                yield exercise, content

    def find(self, name: str) -> "tuple[Exercise, Content]":
        """The exercise of this id; ExerciseError names those that there are.

        Several joined by `+` are one talk (`exercises.sequence`).
        """
        if len(names_in(name)) > 1:
            return _joined([self.find(part) for part in names_in(name)])
        for exercise, content in self:
            if exercise.id == name:
                return exercise, content
        names = ", ".join(exercise.id for exercise, _ in self)
        msg = sentence("wrong.exercise.unknown", name=name, there=names)
        raise ExerciseError(msg)


def _joined(found: "Sequence[tuple[Exercise, Content]]") -> "tuple[Exercise, Content]":
    """One talk of several, with a hash and a version that stand for all their files."""
    contents = {content.sha256: content for _, content in found}
    content = found[0][1]
    if len(contents) > 1:
        digest = sha256("".join(contents).encode()).hexdigest()
        content = replace(content, sha256=digest)
    return joined([exercise for exercise, _ in found]), content


@cache
def built_in() -> "Content":
    """The exercises that come with the package."""
    from samenstemming.exercises.parse import parse

    place = files("samenstemming") / "exercises" / "content" / BUILT_IN
    return parse(place.read_text(encoding="utf-8"), BUILT_IN)


def own_folder() -> Path:
    """Where own exercise files are looked for; it need not exist."""
    import platformdirs

    folder = platformdirs.user_config_path("samenstemming", appauthor=False)
    return folder / "exercises"


def read_file(path: Path) -> "Content":
    """One own file; ExerciseError where it cannot be read or is not fair."""
    from samenstemming.exercises.parse import line_of, parse

    try:
        if path.stat().st_size > LARGEST_FILE:
            msg = sentence("wrong.exercise.too_large", name=path.name)
            raise ExerciseError(msg)
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        why = error.strerror or type(error).__name__
        msg = sentence("wrong.exercise.unreadable", name=path.name, why=why)
        raise ExerciseError(msg) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        msg = sentence("wrong.exercise.not_utf8", name=path.name, line=line)
        raise ExerciseError(msg, line=line) from error
    known = [exercise.id for exercise in built_in().file.exercises]
    content = parse(text, path.name, known=known)
    for k, exercise in enumerate(content.file.exercises):
        if exercise.id in known:
            line = line_of(text, ("exercises", k, "id"))
            msg = sentence(
                "wrong.exercise.exists",
                name=path.name,
                line=line,
                exercise=exercise.id,
            )
            raise ExerciseError(msg, line=line, field=f"exercises[{k}].id")
    return content


def guide_for(name: str, *, first: Wearer) -> Guide:
    """The guide of this exercise; ExerciseError where there is none.

    `first` is whom the file calls A. Own files have no break of their own: ours serves.
    """
    exercise, content = library().find(name)
    routine = content.file.pause_routine or built_in().file.pause_routine
    if routine is None:
        raise ExerciseError(sentence("wrong.exercise.no_break", name=BUILT_IN))
    return Guide(
        exercise=exercise,
        routine=routine,
        first=first,
        version=content.version,
        sha256=content.sha256,
    )


def library(folder: Path | None = None) -> Library:
    """Ours and those of the folder, which is the user's own unless one is given."""
    contents, troubles = [built_in()], []
    taken = {exercise.id for exercise in built_in().file.exercises}
    place = own_folder() if folder is None else folder
    for path in sorted([*place.glob("*.yaml"), *place.glob("*.yml")]):
        try:
            content = read_file(path)
        except ExerciseError as error:
            troubles.append(error)
            continue
        ids = {exercise.id for exercise in content.file.exercises}
        if twice := sorted(ids & taken):
            msg = sentence("wrong.exercise.left_out", name=path.name, exercise=twice[0])
            troubles.append(ExerciseError(msg, field="id"))
            continue
        taken |= ids
        contents.append(content)
    return Library(contents=tuple(contents), troubles=tuple(troubles))
