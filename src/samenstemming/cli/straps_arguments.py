"""What `straps` takes: nothing to list, or one of three things to do."""

import argparse

from samenstemming.cli.printing import words


def straps_arguments(parser: argparse.ArgumentParser) -> None:
    """Add them. `what` is None where the straps are only to be listed."""
    parser.add_argument("--json", action="store_true", help=words("cli.arg.json"))
    parts = parser.add_subparsers(dest="what", metavar="list | label | forget | check")
    made = {}
    for what in ("list", "label", "forget", "check"):
        part = parts.add_parser(what, description=words(f"straps_cli.{what}"))
        # Left out, these must not undo what stands before the word.
        part.add_argument(
            "--debug",
            action="store_true",
            default=argparse.SUPPRESS,
            help=words("cli.arg.debug"),
        )
        made[what] = part
    for what in ("list", "check"):
        made[what].add_argument(
            "--json",
            action="store_true",
            default=argparse.SUPPRESS,
            help=words("cli.arg.json"),
        )
    for what in ("label", "forget"):
        made[what].add_argument(
            "strap", metavar="STRAP", help=words("straps_cli.arg.strap")
        )
    made["label"].add_argument(
        "label", metavar="TEXT", help=words("straps_cli.arg.label")
    )
    check = made["check"]
    for wearer in ("a", "b"):
        check.add_argument(
            f"--{wearer}", metavar="STRAP", help=words(f"doctor.arg.strap_{wearer}")
        )
    check.add_argument(
        "--remember", action="store_true", help=words("straps_cli.arg.remember")
    )
    # For tests: simulated straps may be heard faster than real ones.
    check.add_argument("--speed", type=float, default=1.0, help=argparse.SUPPRESS)
