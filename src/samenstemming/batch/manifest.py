"""What a run rests on, as JSON beside its tables: versions, settings, seeds, files."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

from samenstemming.batch.group import RE_PAIRINGS
from samenstemming.batch.plan import Asked
from samenstemming.measures.multiplicity import METHOD

LIBRARIES: Final = ("numpy", "scipy", "neurokit2", "pyarrow")


def manifest_of(
    grid: Sequence[Asked],
    recordings: Sequence[Mapping[str, Any]],
    groups: Sequence[Mapping[str, Any]],
    checksums: Mapping[str, str],
) -> bytes:
    """The manifest; no time, no host and no path stands in it."""
    why = Counter(str(of["reason"]) for of in recordings if of["status"] != "used")
    tested = sum(of.get("p_value") is not None for of in groups)
    told = {
        "about": "samenstemming batch",
        "finished": bool(checksums),
        "libraries": {name: version(name) for name in LIBRARIES},
        "pairs": grid[0].pairs,
        "settings": [
            {
                "name": of.name,
                "digest": of.digest(),
                "settings_digest": of.settings.digest(),
                **of.about(),
            }
            for of in grid
        ],
        "seeds": "SHA-256 of (seed, study, dyad of the first, dyad of the second); "
        "surrogates of a pair follow from that and from both heart rates, bit by bit",
        "n_re_pairings": RE_PAIRINGS,
        "multiplicity": {
            "method": METHOD,
            "groups": "over all steps, arms, sessions and settings together",
            "dyads": "over all steps of all dyads of one setting",
            "n_group_tests": tested,
        },
        "recordings": {
            "found": len(recordings),
            "used": sum(of["status"] == "used" for of in recordings),
            "left_out": dict(sorted(why.items())),
        },
        "sha256": dict(sorted(checksums.items())),
    }
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()
