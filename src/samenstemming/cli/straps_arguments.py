"""What `straps` takes: nothing to list, or one of three things to do."""

import argparse

from samenstemming.cli.printing import words


def straps_arguments(parser: argparse.ArgumentParser) -> None:
    """Add them. `what` is None where the straps are only to be listed."""
    parser.add_argument("--json", action="store_true", help=words("cli.arg.json"))
    parts = parser.add_subparsers(dest="what", metavar="list | label | forget | check")
    listing = parts.add_parser("list", description=words("straps_cli.list"))
    listing.add_argument("--json", action="store_true", help=words("cli.arg.json"))
    label = parts.add_parser("label", description=words("straps_cli.label"))
    label.add_argument("strap", metavar="STRAP", help=words("straps_cli.arg.strap"))
    label.add_argument("label", metavar="TEXT", help=words("straps_cli.arg.label"))
    forget = parts.add_parser("forget", description=words("straps_cli.forget"))
    forget.add_argument("strap", metavar="STRAP", help=words("straps_cli.arg.strap"))
    check = parts.add_parser("check", description=words("straps_cli.check"))
    for wearer in ("a", "b"):
        check.add_argument(
            f"--{wearer}", metavar="STRAP", help=words(f"doctor.arg.strap_{wearer}")
        )
    check.add_argument(
        "--remember", action="store_true", help=words("straps_cli.arg.remember")
    )
    check.add_argument("--json", action="store_true", help=words("cli.arg.json"))
    # For tests: simulated straps may be heard faster than real ones.
    check.add_argument("--speed", type=float, default=1.0, help=argparse.SUPPRESS)
