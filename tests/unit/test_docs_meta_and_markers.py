"""docs/recording-format.md names every key of the meta and every marker.

The names come out of the code: keyword arguments, comparisons and keys of literals. A
new marker or key without a line in the page fails, and so does a line about one that no
code knows.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "recording-format.md").read_text("utf-8")
FOLDERS = (ROOT / "src" / "samenstemming", ROOT / "dashboards")
MAKERS = re.compile(r"\b(?:Draft|Marker|Said)\($|\b(?:Draft|Marker|Said)\(\w", re.M)
META = re.compile(r"\bmeta(?:\[|\.get\(|\.pop\(|: dict\[str, object\] = \{)")
THE_STUDYS_OWN = "study_session"
"""What is called meta in this module is the value of the one key `study`."""


def table(heading: str) -> set[str]:
    """The names in the first column of the table under this heading."""
    body = PAGE.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    rows = [line.split("|")[1] for line in body.splitlines() if line.startswith("|")]
    return set(re.findall(r"`([^`]+)`", " ".join(rows)))


@cache
def sources() -> dict[str, str]:
    """Every module by its dotted name."""
    return {
        ".".join(path.relative_to(folder.parent).with_suffix("").parts): path.read_text(
            "utf-8"
        )
        for folder in FOLDERS
        for path in sorted(folder.rglob("*.py"))
    }


@cache
def constants(module: str) -> dict[str, str]:
    """The strings that this module names, or imports by name."""
    found = {}
    for node in ast.parse(sources().get(module, "")).body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(str(text))):
                found[name] = text
            case ast.ImportFrom(module=str(other)) if other.startswith("samenstemming"):
                there = constants(other)
                names = (alias.name for alias in node.names)
                found |= {name: there[name] for name in names if name in there}
            case _:
                pass
    return found


def text_of(node: ast.AST | None, module: str) -> set[str]:
    """The string that this expression is, where that can be read off."""
    match node:
        case ast.Constant(str(text)):
            return {text}
        case ast.Name(id=name) if name in constants(module):
            return {constants(module)[name]}
        case _:
            return set()


def in_modules_with(some: re.Pattern[str]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the modules in which this occurs."""
    for module, text in sources().items():
        if some.search(text) and not module.endswith(THE_STUDYS_OWN):
            for node in ast.walk(ast.parse(text)):
                yield module, node


def is_known(name: str) -> bool:
    """Whether the code, or an exercise, has this string."""
    quoted = (f'"{name}"', f"'{name}'")
    return any(of in text for text in sources().values() for of in quoted)


def names_of_markers_made() -> set[str]:
    """The `name` of every marker that some code makes."""
    found: set[str] = set()
    for module, node in in_modules_with(MAKERS):
        match node:
            case ast.Call(func=ast.Name(id="Draft" | "Marker" | "Said")):
                for given in node.keywords:
                    if given.arg == "name":
                        found |= text_of(given.value, module)
            case _:
                pass
    return found


def keys_of_meta() -> set[str]:
    """What is read from, or put into, something that is called meta."""
    found: set[str] = set()
    for module, node in in_modules_with(META):
        match node:
            case ast.Subscript(value=of, slice=key) if is_meta(of):
                found |= text_of(key, module)
            case ast.Call(func=ast.Attribute(value=of, attr="get" | "pop")) if is_meta(
                of
            ):
                found |= text_of(node.args[0], module)
            case ast.AnnAssign(target=of, value=ast.Dict(keys=keys)) if is_meta(of):
                for named in keys:
                    found |= text_of(named, module)
            case _:
                pass
    return found


def is_meta(node: ast.AST) -> bool:
    match node:
        case ast.Name(id="meta") | ast.Attribute(attr="meta"):
            return True
        case _:
            return False


def test_every_marker_that_some_code_makes_is_in_the_page() -> None:
    made = names_of_markers_made()
    assert {"exercise_begin", "suspend", "card_passed", "undo"} <= made
    assert made - table("Markers, name by name") == set()


def test_every_marker_of_the_page_is_known_to_some_code() -> None:
    told = {name.removeprefix("marker:") for name in table("Markers, name by name")}
    assert {name for name in told if not is_known(name)} == set()


def test_every_key_that_is_read_or_written_is_in_the_page() -> None:
    used = keys_of_meta()
    assert {"consent", "study", "withdrawn", "keep_until_utc", "only"} <= used
    assert used - table("The meta, key by key") == set()


def test_every_key_of_the_page_is_known_to_some_code() -> None:
    told = table("The meta, key by key")
    assert {name for name in told if not is_known(name)} == set()
