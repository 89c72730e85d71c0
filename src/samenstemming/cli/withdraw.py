"""`withdraw FILE --wearer a|b`: at once, without a reason, and with proof."""

import argparse
import json
import sys
from argparse import Namespace
from pathlib import Path

from samenstemming.cli.printing import out, tell, words
from samenstemming.events import Wearer


def withdraw_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path, help=words("cli.arg.file"))
    parser.add_argument(
        "--wearer",
        choices=[wearer.value for wearer in Wearer],
        required=True,
        help=words("cli.arg.withdraw.wearer"),
    )
    parser.add_argument(
        "--yes", action="store_true", help=words("cli.arg.withdraw.yes")
    )
    parser.add_argument("--json", action="store_true", help=words("cli.arg.json"))


def withdraw(arguments: Namespace) -> int:
    """Take it out; a terminal is asked once, since there is no way back."""
    from samenstemming.recording.withdrawal import withdraw as take_out

    shown = {"wearer": arguments.wearer.upper(), "name": arguments.file.name}
    if not arguments.yes and sys.stdin.isatty() and sys.stderr.isatty():
        sys.stderr.write(words("withdraw.ask", **shown))
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() != words("withdraw.yes"):
            tell(words("withdraw.not_done"))
            return 0
    found = take_out(arguments.file, Wearer(arguments.wearer))
    if arguments.json:
        out(json.dumps(found.to_json(), indent=2))
    else:
        counts = {
            "packets": found.removed.get("packet", 0),
            "markers": found.removed.get("marker", 0),
            "kept": found.kept,
        }
        out(words("withdraw.done", **shown, **counts))
    tell(words("withdraw.copies"))
    if found.code is not None:
        tell(words("withdraw.answers", code=found.code))
    return 0
