"""What `exercises` takes: what to do, and with which exercise or file."""

import argparse

from samenstemming.cli.printing import words


def exercises_arguments(parser: argparse.ArgumentParser) -> None:
    """Add them. Without a word the exercises are listed."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("list", "show", "validate"),
        default="list",
        help=words("cli.arg.exercises.what"),
    )
    parser.add_argument(
        "target",
        nargs="?",
        metavar="ID | FILE",
        help=words("cli.arg.exercises.target"),
    )
    parser.add_argument("--json", action="store_true", help=words("cli.arg.json"))
