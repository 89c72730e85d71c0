"""What `study` takes, and what `record` takes of a study."""

import argparse
from typing import Final

from samenstemming.cli.argument_values import number, place, whole
from samenstemming.cli.printing import words

WHAT: Final = (
    *("new", "check", "lock", "next", "dry-run", "run"),
    *("answer", "answers", "forget", "quality", "overview"),
)


def study_arguments(parser: argparse.ArgumentParser) -> None:
    """A parser for each of its commands."""
    every = parser.add_subparsers(dest="what", required=True, metavar="|".join(WHAT))
    of = {
        what: every.add_parser(
            what,
            help=words(f"cli.study.{what}"),
            description=words(f"cli.study.{what}"),
        )
        for what in WHAT
    }
    for parser_of in of.values():
        parser_of.add_argument(
            "--debug", action="store_true", help=words("cli.arg.debug")
        )
    _output(of["new"], required=True)
    of["new"].add_argument(
        "--pairs", type=whole(1, 1000), default=24, help=words("cli.arg.study.pairs")
    )
    of["new"].add_argument(
        "--seed", type=whole(0, 2**32 - 1), help=words("cli.arg.study.seed")
    )
    for what in WHAT[1:]:
        of[what].add_argument(
            "file",
            type=place,
            metavar="RECORDING" if what == "quality" else "FILE",
            help=words(f"cli.arg.study.{'recording' if what == 'quality' else 'file'}"),
        )
    for what in ("check", "lock", "next", "dry-run", "quality", "overview"):
        of[what].add_argument("--json", action="store_true", help=words("cli.arg.json"))
    of["next"].add_argument(
        "--screened", nargs="*", default=[], help=words("cli.arg.study.screened")
    )
    of["dry-run"].add_argument(
        "--speed",
        type=number(0, 1000, above=True),
        default=300.0,
        help=words("cli.arg.speed"),
    )
    of["dry-run"].add_argument(
        "--keep", type=place, metavar="DIR", help=words("cli.arg.study.keep")
    )
    of["run"].add_argument(
        "rest", nargs=argparse.REMAINDER, help=words("cli.arg.study.rest")
    )
    of["answer"].add_argument(
        "answers", type=place, help=words("cli.arg.study.answers")
    )
    for what in ("answer", "forget"):
        of[what].add_argument("--code", required=True, help=words("cli.arg.study.code"))
    of["answer"].add_argument(
        "--session", required=True, help=words("cli.arg.study.session")
    )
    of["answer"].add_argument("--form", required=True, help=words("cli.arg.study.form"))
    of["answer"].add_argument(
        "--free-text", action="store_true", help=words("cli.arg.study.free_text")
    )
    _output(of["answers"], required=True)
    _output(of["overview"], required=False)
    of["overview"].add_argument(
        "--folder", type=place, metavar="DIR", help=words("cli.arg.study.folder")
    )
    of["overview"].add_argument(
        "--no-quality", action="store_true", help=words("cli.arg.study.no_quality")
    )


def record_study_arguments(parser: argparse.ArgumentParser) -> None:
    """What `record` takes to record a session of a study."""
    parser.add_argument(
        "--study", metavar="FILE", type=place, help=words("cli.arg.study.of")
    )
    parser.add_argument("--pair", metavar="CODE", help=words("cli.arg.study.pair"))
    parser.add_argument("--session", metavar="ID", help=words("cli.arg.study.session"))
    parser.add_argument("--dry-order", metavar="ID", help=argparse.SUPPRESS)


def refused_together(arguments: argparse.Namespace) -> str | None:
    """The key of why these cannot be asked for at once; None where they can."""
    if arguments.study is None:
        stray = arguments.pair or arguments.session or arguments.dry_order
        return "study.usage.needs_study" if stray else None
    decided = ("exercise", "resume", "alignment_check", "settings", "rest_from")
    if any(getattr(arguments, name, None) for name in decided):
        return "study.usage.alone"
    if arguments.dry_order is None:
        return None if arguments.pair else "study.usage.needs_pair"
    simulated = all(
        text is None or text.startswith("simulated")
        for text in (arguments.a, arguments.b)
    )
    return None if simulated else "study.usage.dry_is_simulated"


def _output(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=place,
        required=required,
        help=words("cli.arg.study.output"),
    )
