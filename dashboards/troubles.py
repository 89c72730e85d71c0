"""What the collector of a live recording has trouble with, as it says itself.

A full disk cannot be seen from the file: it only stops growing. The collector knows
why, keeps the packets in memory and must not be ended now; so it is asked, and screens
say it.
"""

from pathlib import Path

import samenstemming as sam

Trouble = dict[str, str]


def troubles_of(path: Path) -> list[Trouble]:
    """Code and sentence of each trouble; none where nobody answers or records."""
    try:
        found = sam.control(path).status().get("problems")
    except (sam.SamenstemmingError, OSError):
        return []
    return [
        {"code": str(one["code"]), "sentence": str(one["sentence"])}
        for one in (found if isinstance(found, list) else [])
        if isinstance(one, dict) and {"code", "sentence"} <= set(one)
    ]
