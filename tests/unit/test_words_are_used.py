"""Every string is on some page: none stands there that nobody asks for any more.

Most keys are written out where they are used. The rest are put together there, from a
template in Python or in a page's own script (`withheld.{code}`). Such a key counts
when it fits a template of the code, and when what fills the template is a string of the
code too: no code that is never written can be asked for.
"""

import ast
import re
from functools import cache
from pathlib import Path

from samenstemming.words import keys

ROOT = Path(__file__).parents[2]

WRITTEN_ANOTHER_WAY: frozenset[str] = frozenset()
"""Keys that are asked for in a way which is not seen here. Each with its reason."""


@cache
def sources() -> dict[Path, str]:
    """Everything that can ask for a string, but not the strings themselves."""
    return {
        path: path.read_text("utf-8")
        for folder in ("src", "dashboards")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".js", ".yaml") and "words" not in path.parts
    }


@cache
def constants() -> frozenset[str]:
    """Every string constant of the Python; every quoted word and name of the rest."""
    found: set[str] = set()
    for path, text in sources().items():
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
                elif isinstance(node, ast.keyword) and node.arg:
                    found.add(node.arg)
        else:
            found |= set(re.findall(r"""(?<=["'`])([\w.\-]+)(?=["'`])""", text))
            found |= set(re.findall(r"(?<![\w.])(\w+)(?=:)", text))
    return frozenset(found)


@cache
def parts() -> frozenset[str]:
    """What can fill a template: constants, and what follows their last dot."""
    tails = {text.rsplit(".", 1)[1] for text in constants() if "." in text}
    spaced = {text.replace(" ", "_") for text in constants()}
    return frozenset(constants() | tails | spaced)


@cache
def templates() -> tuple[re.Pattern[str], ...]:
    """Every text with holes that could be a key or the end of one."""
    found: set[str] = set()
    for path, text in sources().items():
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.JoinedStr):
                    holes = (
                        str(value.value) if isinstance(value, ast.Constant) else "\0"
                        for value in node.values
                    )
                    found.add("".join(holes))
        elif path.suffix == ".js":
            quoted = re.findall(r"`([^`\n]*\$\{[^`\n]*)`", text)
            found |= {re.sub(r"\$\{[^{}]*\}", "\0", one) for one in quoted}
    # A prefix on its own: words handed on with `startswith`, or `_shares(of, prefix)`.
    found |= {f"{text.rstrip('.')}.\0" for text in constants() if is_prefix(text)}
    fit = (
        text for text in found if re.fullmatch(r"[\w.\-\0]*[a-z]{2}[\w.\-\0]*", text)
    )
    return tuple(re.compile(re.escape(text).replace("\0", "(.+)")) for text in fit)


def is_prefix(text: str) -> bool:
    """Whether keys begin with this, and it is two words at least or ends in a dot."""
    return bool(re.fullmatch(r"[a-z_]+\.(?:[a-z_]+\.?)?", text)) and any(
        key.startswith(f"{text.rstrip('.')}.") for key in keys()
    )


def is_written(filling: str) -> bool:
    """Whether this can fill a hole: as it is, or each of its words."""
    return filling in parts() or all(
        word in parts() or word.isdigit() for word in filling.split(".")
    )


def is_asked_for(key: str) -> bool:
    """Whether the code holds this key, or can put it together."""
    if key in constants() or key in WRITTEN_ANOTHER_WAY:
        return True
    words = key.split(".")
    for start in range(len(words)):
        ending = ".".join(words[start:])
        for template in templates():
            match = template.fullmatch(ending)
            if match and all(is_written(group) for group in match.groups()):
                return True
    return False


def test_no_string_is_left_that_nobody_asks_for() -> None:
    assert [key for key in keys() if not is_asked_for(key)] == []


def test_a_key_that_nothing_asks_for_is_found() -> None:
    assert not is_asked_for("withheld.a_reason_of_last_year")
    assert not is_asked_for("evening.a_page_that_went")
    assert is_asked_for("withheld.too_few_beats")
