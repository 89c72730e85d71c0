"""Exercise text in, typed exercises out; every mistake with its line and field.

YAML 1.2 by ruamel.yaml, which refuses a key that is given twice and reads `off` as a
word, and keeps where everything stood. The text comes from whoever has it: nothing
here opens a file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from typing import Any, Final

from samenstemming.errors import ExerciseError
from samenstemming.exercises.fairness import Finding, findings_in
from samenstemming.exercises.model import ExerciseFile

LARGEST_TEXT: Final = 1_000_000
"""Characters. The built-in file has 57,000; aliases cannot make more than it holds."""

Path = tuple[str | int, ...]


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
        msg = f"{name}: {len(text)} characters is more than an exercise file can need."
        raise ExerciseError(msg)
    value, root = _read(text, name)
    file = _typed(value, name, root)
    found = findings_in(file, known)
    wrong = [finding for finding in found if finding.is_error]
    if wrong:
        raise _error(name, root, [(of.path, of.sentence) for of in wrong])
    digest = sha256(text.encode()).hexdigest()
    return Content(name=name, file=file, sha256=digest, remarks=tuple(found))


def line_of(text: str, path: Path) -> int:
    """The line of a field in this text, from 1; where it is missing its parent's."""
    _, root = _read(text, "")
    return _line(root, path)


def field_named(path: Path) -> str:
    """`exercises[2].steps[0].minutes`; the file itself where the path is empty."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".") or "the file"


def _read(text: str, name: str) -> tuple[Any, Any]:
    """The values and, beside them, the nodes that know their lines."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(StringIO(text))
        value = yaml.load(text)
    except (YAMLError, ValueError, RecursionError) as error:
        raise _not_yaml(name, error) from error
    if root is None:
        raise ExerciseError(f"{name}, line 1: the file is empty.", line=1)
    return value, root


def _not_yaml(name: str, error: Exception) -> ExerciseError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    line = mark.line + 1 if mark is not None else None
    where = f", line {line}" if line is not None else ""
    msg = f"{name}{where}: this is not YAML ({problem}). Look at indents and quotes."
    return ExerciseError(msg, line=line)


def _typed(value: Any, name: str, root: Any) -> ExerciseFile:
    from pydantic import ValidationError

    try:
        return ExerciseFile.model_validate(value)
    except ValidationError as error:
        # A list whose items are all wrong is called too short as well, which it is not.
        wrong = error.errors()
        below = {of["loc"][:k] for of in wrong for k in range(len(of["loc"]))}
        found = [
            (tuple(of["loc"]), _sentence(of))
            for of in wrong
            if not (of["type"] == "too_short" and of["loc"] in below)
        ]
        raise _error(name, root, found) from error


def _sentence(of: Any) -> str:
    """What pydantic found, in words for somebody who writes exercises."""
    match of["type"]:
        case "extra_forbidden":
            return "is a field that no exercise has"
        case "missing":
            return "is missing"
        case "literal_error":
            return f"is {of['input']!r}; it may be {of['ctx']['expected']}"
        case "string_too_short" | "too_short":
            return "is empty"
        case "value_error":
            return str(of["ctx"]["error"])
        case _:
            return f"is {_shown(of['input'])}: {of['msg'][0].lower()}{of['msg'][1:]}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _error(name: str, root: Any, found: Sequence[tuple[Path, str]]) -> ExerciseError:
    placed = sorted((_line(root, path), path, what) for path, what in found)
    sentences = [
        f"{name}, line {line}: {field_named(path)} {what}."
        for line, path, what in placed[:5]
    ]
    if len(placed) > 5:
        sentences.append(f"{len(placed) - 5} more like these.")
    line, path, _ = placed[0]
    return ExerciseError(" ".join(sentences), line=line, field=field_named(path))


def _line(root: Any, path: Path) -> int:
    node = root
    line: int = node.start_mark.line + 1
    for part in path:
        below = next((n for key, n in _below(node) if key == part), None)
        if below is None:
            break
        node = below
        line = node.start_mark.line + 1
    return line


def _below(node: Any) -> Iterator[tuple[str | int, Any]]:
    if node.id == "mapping":
        for key, value in node.value:
            yield key.value, value
    elif node.id == "sequence":
        yield from enumerate(node.value)
