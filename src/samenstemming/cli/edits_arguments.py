"""What `samenstemming edits` takes."""

import argparse
from pathlib import Path

from samenstemming.cli.printing import words


def edits_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, what to do, and what `add` needs to know."""
    parser.add_argument("file", metavar="FILE", type=Path, help=words("cli.arg.file"))
    parser.add_argument(
        "what",
        nargs="?",
        choices=("list", "add", "undo"),
        default="list",
        help=words("edits.arg.what"),
    )
    parser.add_argument(
        "--action",
        choices=("delete", "insert", "move", "accept"),
        help=words("edits.arg.action"),
    )
    parser.add_argument("--wearer", choices=("a", "b"), help=words("cli.arg.wearer"))
    for name in ("at", "to"):
        parser.add_argument(
            f"--{name}", metavar="S", type=float, help=words(f"edits.arg.{name}")
        )
    parser.add_argument(
        "--author", metavar="CODE", default="", help=words("edits.arg.author")
    )
    parser.add_argument("--note", default="", help=words("cli.arg.note"))
