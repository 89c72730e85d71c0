"""The settings as a TOML file: written out with their reasons, and read back.

What is said about a knob is read from settings.py itself, where it stands beside the
number: its own text, and the heading of its part with the source in brackets. A second
list would grow apart from it.
"""

import ast
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from textwrap import wrap

from samenstemming.errors import SettingsError
from samenstemming.settings import Settings

HEADING = re.compile(r"\s*# -- (.+?) -*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Knob:
    """Of one setting: the heading it stands under, and what is said of it."""

    part: str
    text: str


@cache
def explained() -> Mapping[str, Knob]:
    """What is said of each setting, in the order of settings.py."""
    source = files("samenstemming").joinpath("settings.py").read_text("utf-8")
    (body,) = (
        node.body
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    )
    parts = {
        number: found[1].strip()
        for number, line in enumerate(source.splitlines(), 1)
        if (found := HEADING.match(line))
    }
    told: dict[str, Knob] = {}
    newest = ""
    for node in body[1:]:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            newest = node.target.id
            part = max(number for number in parts if number < node.lineno)
            told[newest] = Knob(part=parts[part], text="")
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            text = " ".join(str(node.value.value).split())
            told[newest] = Knob(part=told[newest].part, text=text)
    return told


def written_out(settings: Settings) -> str:
    """TOML text of all settings, each with what is said of it."""
    values = asdict(settings)
    lines: list[str] = []
    part = ""
    for name, knob in explained().items():
        if knob.part != part:
            lines += ["", f"# ---- {knob.part}"]
            part = knob.part
        lines.append("")
        lines += wrap(knob.text, 84, initial_indent="# ", subsequent_indent="# ")
        lines.append(f"{name} = {values[name]!r}")
    return "\n".join(lines).lstrip("\n") + "\n"


def read_toml(text: str, name: str) -> Settings:
    """Settings of a file's text; SettingsError with its name, line and key."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}{_not_toml(text, str(error))}") from error
    try:
        return Settings.from_values(values)
    except SettingsError as error:
        line = _line_of(text, str(error))
        where = f"{name}, line {line}" if line else name
        raise SettingsError(f"{where}: {error}") from error


def _not_toml(text: str, why: str) -> str:
    found = re.search(r" \(at line (\d+), column \d+\)$", why)
    if found is None:  # "at end of document"
        return f", line {max(1, len(text.splitlines()))}: this is not TOML: {why}."
    return f", line {found[1]}: this is not TOML: {why[: found.start()]}."


def _line_of(text: str, sentence: str) -> int | None:
    """The line of the first key that the sentence names and the text has."""
    lines = text.splitlines()
    for key in re.findall(r"'(\w+)'", sentence):
        own = re.compile(rf"""\s*(\[\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
        for number, line in enumerate(lines, 1):
            if own.match(line):
                return number
    return None
