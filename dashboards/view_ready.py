"""What was looked at before a talk, as lines that people read.

Checks of one matter become one line, which says the worst of them plainly; what the
terminal's `doctor` says of each is kept for who unfolds "Details".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import samenstemming as sam
from samenstemming.words import Language, keys, say

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "bluetooth": ("service", "adapter"),
    "permission": ("permission",),
    "air": ("air",),
    "strap": ("strap",),
    "worn": ("worn",),
    "contact": ("contact",),
    "rr": ("rr",),
    "battery": ("battery",),
    "room": ("disk", "folder", "place"),
    "clock": ("clock",),
    "program": ("python", "packages", "sqlite"),
}
"""What is one matter for people, in the order in which it is told."""

RADIO: Final = frozenset({"service", "permission", "adapter"})
OF_STRAPS: Final = frozenset({"air", "strap", "contact", "rr", "battery"})
WORST: Final = ("fail", "warn", "ok")
ALWAYS: Final = ("bluetooth", "room", "clock", "program")
MARKS: Final = {"ok": "✓", "warn": "!", "fail": "✕", "later": "…", "waits": "…"}
"""A symbol each; a word always stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter: how it is, a sentence, and what can be done about it."""

    name: str
    wearer: sam.Wearer | None = None
    state: str
    title: str
    sentence: str
    to_do: str | None = None
    details: tuple[str, ...] = ()


def ready_lines(
    checks: Sequence[sam.Check], names: Mapping[sam.Wearer, str], language: Language
) -> list[Line]:
    """All that was looked at; `names` is what people call each wearer's strap."""
    lines = []
    for group, members in GROUPS.items():
        by_wearer: dict[sam.Wearer | None, list[sam.Check]] = {}
        for check in checks:
            # With straps of our own, what else is in the air matters to nobody.
            if check.name in members and not (names and _is_air(check)):
                by_wearer.setdefault(check.wearer, []).append(check)
        ordered = sorted(by_wearer, key=lambda wearer: wearer or "")
        lines += [_line(group, by_wearer[w], names, language) for w in ordered]
    lines = _fine_ones_together(lines)
    if any(line.name == "air" for line in lines):
        lines.append(_later(language))
    return lines


def lines_to_come(language: Language) -> list[Line]:
    """What is being looked at for the first time: nothing is known of it yet."""
    return [
        Line(
            name=name, state="waits", title=say(f"ready.{name}", language), sentence=""
        )
        for name in ALWAYS
    ]


def verdict(checks: Sequence[sam.Check]) -> str:
    """The key of the sentence above them all."""
    bad = {check.name for check in checks if check.state.value == "fail"}
    if bad & RADIO:
        return "ready.no_bluetooth"
    if bad:
        return "ready.some_fail"
    warned = {check.name for check in checks if check.state.value == "warn"}
    if warned == {"air"}:
        return "ready.almost"
    if warned:
        return "ready.some_warn"
    unchosen = not any(check.name == "strap" for check in checks)
    return "ready.almost" if unchosen else "ready.all_ok"


def _line(
    group: str,
    checks: Sequence[sam.Check],
    names: Mapping[sam.Wearer, str],
    language: Language,
) -> Line:
    order = GROUPS[group]
    worst = min(
        checks, key=lambda one: (WORST.index(one.state.value), order.index(one.name))
    )
    wearer = worst.wearer
    values = dict(worst.values)
    title = say(f"ready.{group}", language)
    if wearer is not None:
        title = say(f"ready.{group}", language, wearer=wearer.upper())
        values["strap"] = f"“{names.get(wearer, wearer.upper())}”"
    return Line(
        name=group,
        wearer=wearer,
        state=worst.state.value,
        title=title,
        sentence=_plain(f"{worst.name}.{worst.code}", values, language)
        or worst.evidence(language),
        to_do=_plain(f"do.{worst.advice}", values, language)
        or worst.what_to_do(language)
        if worst.advice
        else None,
        details=tuple(_details(checks, language)),
    )


def _fine_ones_together(lines: Sequence[Line]) -> list[Line]:
    """All that is fine about one person's strap is one line."""
    kept: list[Line] = []
    first: dict[sam.Wearer, int] = {}
    for line in lines:
        if line.wearer is None or line.state != "ok":
            kept.append(line)
        elif line.wearer not in first:
            first[line.wearer] = len(kept)
            kept.append(line)
        else:
            at = first[line.wearer]
            kept[at] = replace(
                kept[at],
                sentence=f"{kept[at].sentence} {line.sentence}",
                details=(*kept[at].details, *line.details),
            )
    return kept


def _plain(key: str, values: Mapping[str, object], language: Language) -> str | None:
    """The plain sentence, where there is one."""
    whole = f"ready.{key}"
    return say(whole, language, **values) if whole in _KEYS else None


def _details(checks: Sequence[sam.Check], language: Language) -> list[str]:
    told = []
    for check in checks:
        told.append(f"{check.label(language)}: {check.evidence(language)}")
        to_do = check.what_to_do(language)
        if to_do is not None:
            told.append(to_do)
    return told


def _later(language: Language) -> Line:
    return Line(
        name="later",
        state="later",
        title=say("ready.later", language),
        sentence=say("ready.later.ok", language),
    )


def _is_air(check: sam.Check) -> bool:
    return check.name == "air" and check.code != "trouble"


_KEYS: Final = frozenset(keys())
