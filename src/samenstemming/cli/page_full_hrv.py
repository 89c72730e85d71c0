"""neurokit2's full set of HRV indices as lines for a terminal: a table for each part.

A value that is withheld is a dash. Under each table stands why, and of how many; which
ones is in the JSON and in the CSV.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from samenstemming.cli.page import shown
from samenstemming.cli.printing import rows, words
from samenstemming.words.reasons import WORDS

Json = Mapping[str, object]


def page_full_hrv(found: Mapping[str, Sequence[Json]]) -> Iterator[str]:
    """Lines for the value of `hrv_full`: an empty one before each part."""
    people = list(found)
    for parts in zip(*found.values(), strict=True):
        yield ""
        head = [words("cli.wearer", wearer=name.upper()) for name in people]
        yield from rows([str(parts[0]["part"]).ljust(WIDTH), *head], _body(parts))
        for name, part in zip(people, parts, strict=True):
            yield from _reasons(name.upper(), part)


WIDTH = 28
"""The longest name."""


def _body(parts: Sequence[Json]) -> Iterator[list[str]]:
    tables = [part["values"] for part in parts]
    of_each = [table if isinstance(table, Mapping) else {} for table in tables]
    for name in of_each[0]:
        yield [str(name), *(shown(values.get(name)) for values in of_each)]


def _reasons(wearer: str, part: Json) -> Iterator[str]:
    withheld = part["withheld"]
    reasons = withheld.values() if isinstance(withheld, Mapping) else ()
    ours = {english: key for key, (_, english) in WORDS.items()}
    for why, n in Counter(map(str, reasons)).most_common():
        said = words(ours[why]) if why in ours else why
        yield words("cli.full_hrv.withheld", wearer=wearer, n=n, why=said)
