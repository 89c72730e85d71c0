"""The further measures as lines for a terminal: one row a measure and a band.

The names are those of the JSON and of docs/signals.md. A measure without a value says
why in its own line.
"""

from collections.abc import Iterator, Mapping

from samenstemming.cli.page import shown
from samenstemming.cli.printing import rows, words

BESIDE = ("withheld", "p_withheld", "mistakes", "best_lag_s", "share")
"""What is no row of its own."""


def page_more(found: Mapping[str, object]) -> Iterator[str]:
    """Lines for the value of `synchrony_more`, an empty one first."""
    yield ""
    head = [words("cli.head.measure").ljust(WIDTH), words("cli.head.value")]
    yield from rows([*head, words("cli.head.chance"), "p"], _body(found))


WIDTH = 30
"""The longest name."""


def _body(found: Mapping[str, object]) -> Iterator[list[str]]:
    if found.get("withheld"):
        yield [str(found["withheld"]), "", "", ""]
    for measure, entry in found.items():
        if not isinstance(entry, Mapping):
            continue
        if entry.get("withheld"):
            yield [f"{measure}: {entry['withheld']}", "", "", ""]
        yield from _rows(measure, entry)


def _rows(name: str, entry: Mapping[str, object]) -> Iterator[list[str]]:
    """A row where the entry has a value of its own, then those of its parts."""
    if "value" in entry or "index" in entry:
        value = entry.get("value", entry.get("index"))
        chance = entry.get("chance")
        p95 = chance["p95"] if isinstance(chance, Mapping) else None
        yield [name, shown(value), shown(p95), shown(entry.get("p_value"))]
        return
    for part, inner in entry.items():
        if part in BESIDE:
            continue
        if isinstance(inner, Mapping):
            below = name if part == "bands" else f"{name} {part}"
            yield from _rows(below, inner)
        elif isinstance(inner, float | int):
            yield [f"{name} {part}", shown(inner), "-", "-"]
