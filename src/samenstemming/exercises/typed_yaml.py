"""YAML text to types; every mistake with its file, line and field.

YAML 1.2 by ruamel.yaml, which refuses a key that is given twice, reads `off` as a word
and keeps where everything stood; pydantic checks the shape. `Kind` says what the file
is for and which error its readers expect: exercises and studies share one way.
"""

import math
import reprlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, TypeVar

from samenstemming.errors import ExerciseError, Sentence, StudyError
from samenstemming.words import joined, sentence

if TYPE_CHECKING:
    from pydantic import BaseModel

Path = tuple[str | int, ...]

MOST_VALUES: Final = 200_000
"""The built-in file has 4,000."""

TAKES: Final = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "whole"),
    **dict.fromkeys(("float_type", "float_parsing"), "number"),
    "finite_number": "number",
    "string_type": "text",
    **dict.fromkeys(("bool_type", "bool_parsing"), "yes_or_no"),
    **dict.fromkeys(("tuple_type", "list_type"), "list"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "fields"),
}
"""What pydantic calls a value of another kind, and what should have stood there."""

BOUNDS: Final = {
    "greater_than": "gt",
    "greater_than_equal": "ge",
    "less_than": "lt",
    "less_than_equal": "le",
    "string_too_long": "max_length",
    "too_long": "max_length",
    "string_pattern_mismatch": "pattern",
}
"""What pydantic calls a value beyond a limit, and where it names the limit."""

_SHORT: Final = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 60

Model = TypeVar("Model", bound="BaseModel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a file is for: the error for it, and the key that tells of a stray field."""

    error: type[ExerciseError] | type[StudyError]
    stray: str


def field_named(path: Path) -> str:
    """`exercises[2].steps[0].minutes`; the file itself where the path is empty."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".") or sentence("wrong.yaml.the_file")


def read_yaml(text: str, name: str, kind: Kind) -> tuple[Any, Any]:
    """The values and, beside them, the nodes that know their lines."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(StringIO(text))
        if n_values(root) > MOST_VALUES:
            raise kind.error(sentence("wrong.yaml.aliases", name=name), line=1)
        # Built of the nodes that there are: load() gives the same and reads the text
        # again, half of the time that an app needs to know the exercises.
        value = None if root is None else yaml.constructor.construct_document(root)
    except (YAMLError, ValueError, RecursionError) as error:
        raise _not_yaml(name, error, kind) from error
    if root is None:
        raise kind.error(sentence("wrong.yaml.empty", name=name), line=1)
    return value, root


def n_values(root: Any) -> float:
    """How many values a file holds once every alias is read out; infinite in a circle.

    Seven lines of aliases of aliases can stand for more than a computer holds.
    """
    known: dict[int, float] = {}

    def count(node: Any) -> float:
        if id(node) in known:
            return known[id(node)]
        known[id(node)] = math.inf
        below = node.value if isinstance(node.value, list) else []
        parts = [part for one in below for part in _nodes(one)]
        known[id(node)] = 1 + sum(count(part) for part in parts)
        return known[id(node)]

    return 0 if root is None else count(root)


def _nodes(one: Any) -> Sequence[Any]:
    return one if isinstance(one, tuple) else (one,)


def _not_yaml(name: str, error: Exception, kind: Kind) -> ExerciseError | StudyError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    line = mark.line + 1 if mark is not None else None
    where: Sentence | str = ""
    if line is not None:
        where = sentence("wrong.yaml.at_line", line=line)
    msg = sentence("wrong.yaml.not_yaml", name=name, where=where, problem=problem)
    return kind.error(msg, line=line)


def typed(model: type[Model], value: Any, name: str, root: Any, kind: Kind) -> Model:
    """The value as this type; the kind's error where it does not fit."""
    from pydantic import ValidationError

    try:
        return model.model_validate(value)
    except ValidationError as error:
        # A list whose items are all wrong is called too short as well, which it is not.
        wrong = error.errors()
        below = {of["loc"][:k] for of in wrong for k in range(len(of["loc"]))}
        found = [
            (tuple(of["loc"]), _sentence(of, kind))
            for of in wrong
            if not (of["type"] == "too_short" and of["loc"] in below)
        ]
        raise placed_error(name, root, found, kind) from error


def _sentence(of: Any, kind: Kind) -> str:
    """What pydantic found, in words for somebody who writes such a file."""
    match of["type"]:
        case "extra_forbidden":
            return sentence(kind.stray)
        case "missing":
            return sentence("wrong.yaml.missing")
        case "literal_error":
            return sentence(
                "wrong.yaml.may_be",
                value=_shown(of["input"]),
                may_be=_one_of(of["ctx"]["expected"]),
            )
        case "string_too_short" | "too_short":
            return sentence("wrong.yaml.is_empty")
        case "value_error":
            # A Sentence, where the check says one.
            said: str = of["ctx"]["error"].args[0]
            return said
        case kind_of if kind_of in TAKES:
            takes = sentence(f"wrong.yaml.takes.{TAKES[kind_of]}")
            return sentence("wrong.yaml.takes", value=_shown(of["input"]), takes=takes)
        case bound if bound in BOUNDS:
            limit = of["ctx"][BOUNDS[bound]]
            shown = f"{limit:g}" if isinstance(limit, float) else limit
            key = f"wrong.yaml.{bound}"
            return sentence(key, value=_shown(of["input"]), limit=shown)
        case _:
            why = f"{of['msg'][0].lower()}{of['msg'][1:]}"
            return sentence("wrong.yaml.is_wrong", value=_shown(of["input"]), why=why)


def _one_of(expected: str) -> Sentence | str:
    """`'a', 'b' or 'c'`, as pydantic lists what may stand here."""
    first, either, then = expected.rpartition(" or ")
    return sentence("wrong.yaml.or", first=first, then=then) if either else expected


def _shown(value: object) -> str:
    text = _SHORT.repr(value)  # short from the start, whatever it holds
    return text if len(text) <= 40 else f"{text[:37]}..."


def placed_error(
    name: str, root: Any, found: Sequence[tuple[Path, str]], kind: Kind
) -> ExerciseError | StudyError:
    """All that was found wrong, in order of lines, as one error."""
    placed = sorted((line_in(root, path), path, what) for path, what in found)
    sentences = [
        sentence(
            "wrong.yaml.field",
            name=name,
            line=line,
            field=field_named(path),
            what=what,
        )
        for line, path, what in placed[:5]
    ]
    if len(placed) > 5:
        sentences.append(sentence("wrong.yaml.more", n=len(placed) - 5))
    line, path, _ = placed[0]
    msg = joined("wrong.both", sentences)
    return kind.error(msg, line=line, field=field_named(path))


def line_in(root: Any, path: Path) -> int:
    """The line of a field, from 1; where it is missing its parent's."""
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
