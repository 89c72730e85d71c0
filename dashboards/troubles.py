"""What the collector of a live recording has to say beside what is in the file.

A full disk cannot be seen from the file: it only stops growing. The collector knows
why, keeps the packets in memory and must not be ended now; so it is asked, and screens
say it. It also knows what each strap can do (these carry a `wearer`), and whether one
sits on the other wearer than last time (its `values` fill the sentence).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import samenstemming as sam

Trouble = dict[str, object]

SAID = ("probe.no_rr", "probe.rr_in_ms", "probe.no_heart", "probe.silent", "probe.rr")
"""What is said of a strap. While it is only being listened to there is nothing yet."""

WELL_FOR_S = 60.0
"""How long it is said of a strap that it can do everything."""


def troubles_of(path: Path) -> list[Trouble]:
    """Code and sentence of each trouble; none where nobody answers or records."""
    try:
        status = sam.control(path).status()
    except (sam.SamenstemmingError, OSError):
        return []
    return [*_swap(status), *_straps(status), *_problems(status)]


def _problems(status: Mapping[str, object]) -> Iterator[Trouble]:
    found = status.get("problems")
    for one in found if isinstance(found, list) else []:
        if isinstance(one, dict) and {"code", "sentence"} <= set(one):
            yield {"code": str(one["code"]), "sentence": str(one["sentence"])}


def _swap(status: Mapping[str, object]) -> Iterator[Trouble]:
    swap = status.get("swap")
    if isinstance(swap, Mapping) and isinstance(swap.get("values"), Mapping):
        code, values = str(swap.get("code")), dict(swap["values"])
        yield {"code": code, "sentence": "", "values": values}


def _straps(status: Mapping[str, object]) -> Iterator[Trouble]:
    wearers = status.get("wearers")
    for wearer, known in wearers.items() if isinstance(wearers, Mapping) else ():
        probe = known.get("probe") if isinstance(known, Mapping) else None
        code = probe.get("code") if isinstance(probe, Mapping) else None
        heard_s = probe.get("heard_s") if isinstance(probe, Mapping) else None
        over = code == "probe.rr" and not _within(heard_s, WELL_FOR_S)
        if code in SAID and not over:
            yield {"code": str(code), "sentence": "", "wearer": str(wearer)}


def _within(value: object, most: float) -> bool:
    return isinstance(value, int | float) and value <= most
