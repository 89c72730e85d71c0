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

from samenstemming.errors import Sentence, SettingsError
from samenstemming.settings import Settings
from samenstemming.words import sentence, sentence_of

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
    except (ValueError, RecursionError) as error:  # brackets by the thousand
        raise SettingsError(_not_toml(text, name, str(error))) from error
    try:
        return Settings.from_values(values)
    except SettingsError as error:
        line = _line_of(text, str(error))
        where: Sentence | str = name
        if line:
            where = sentence("wrong.settings.line", name=name, line=line)
        msg = sentence("wrong.settings.at", where=where, what=sentence_of(error))
        raise SettingsError(msg) from error


def _not_toml(text: str, name: str, why: str) -> Sentence:
    found = re.search(r" \(at line (\d+), column \d+\)$", why)
    line = max(1, len(text.splitlines()))  # "at end of document"
    if found is not None:
        line, why = int(found[1]), why[: found.start()]
    return sentence("wrong.settings.not_toml_at", name=name, line=line, why=why)


def _line_of(text: str, sentence: str) -> int | None:
    """The line of the first key that the sentence names and the text has."""
    lines = text.splitlines()
    for key in re.findall(r"'(\w+)'", sentence):
        own = re.compile(rf"""\s*(\[\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
        for number, line in enumerate(lines, 1):
            if own.match(line):
                return number
    return None
