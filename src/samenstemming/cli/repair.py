"""`repair FILE -o FILE`: what is left of a damaged recording, in a new one.

Exit code 0 says that the new file is there. A recording that is whole needs none, so
nothing is written and the code is 1, as for everything that did not give what was
asked for: a script that goes on with the new file must not find it missing.
"""

import argparse
import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from samenstemming.cli.argument_values import place
from samenstemming.cli.printing import clock, out, tell, words, working

if TYPE_CHECKING:
    from samenstemming.recording.repair import Repair

MOST: Final = 8
"""Stretches that are printed; the new file's meta has them all."""


def repair_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", type=place, help=words("cli.arg.file"))
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=place,
        required=True,
        help=words("cli.arg.repair.output"),
    )
    parser.add_argument("--json", action="store_true", help=words("cli.arg.json"))


def repair(arguments: Namespace) -> int:
    """Save what is left; 0 where a new file was written."""
    from samenstemming.recording.repair import repair as salvage_into

    source: Path = arguments.file
    with working("repair.working"):
        found = salvage_into(source, arguments.output)
    if found is None:
        tell(words("repair.whole", name=source.name))
        return 1
    if arguments.json:
        out(json.dumps(found.to_json(), indent=2))
        return 0
    _print(found)
    return 0


def _print(found: "Repair") -> None:
    out(
        words(
            "repair.done",
            name=found.to.name,
            kept=found.rows_kept,
            lost=found.rows_lost,
        )
    )
    for stretch in found.stretches[:MOST]:
        out(
            words(
                "repair.stretch",
                start="?" if stretch.from_s is None else clock(stretch.from_s),
                end="?" if stretch.until_s is None else clock(stretch.until_s),
                rows=stretch.last_seq - stretch.first_seq + 1,
            )
        )
    if len(found.stretches) > MOST:
        out(words("repair.more", n=len(found.stretches) - MOST))
    if found.stretches:
        out(words("repair.marks"))
    for first, last in found.seals_broken[:MOST]:
        out(words("repair.seal", first=first, last=last))
    if not found.zero_known:
        out(words("repair.zero"))
    if found.meta_in_doubt:
        out(words("repair.meta"))
    tell(words("repair.original", name=found.path.name))
