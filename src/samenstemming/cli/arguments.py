"""Which commands there are and what they take. Nothing heavy is imported here."""

import argparse
from collections.abc import Callable, Sequence
from typing import Final

from samenstemming.cli.archive import archive_arguments, unarchive_arguments
from samenstemming.cli.argument_values import number, place, whole
from samenstemming.cli.batch import batch_arguments
from samenstemming.cli.desktop_entry import desktop_entry_arguments
from samenstemming.cli.edits_arguments import edits_arguments
from samenstemming.cli.exercises_arguments import exercises_arguments
from samenstemming.cli.exporting import export_arguments
from samenstemming.cli.printing import words
from samenstemming.cli.record_rules import record_refusal
from samenstemming.cli.repair import repair_arguments
from samenstemming.cli.report import report_arguments
from samenstemming.cli.settings import settings_arguments, settings_option
from samenstemming.cli.straps_arguments import straps_arguments
from samenstemming.cli.study_arguments import record_study_arguments, study_arguments
from samenstemming.cli.withdraw import withdraw_arguments
from samenstemming.coaching.talk_watch import ARMS
from samenstemming.consent import SCOPES

COMMANDS: Final[dict[str, str]] = {
    "demo": "samenstemming.cli.app:demo",
    "scan": "samenstemming.cli.air:scan",
    "record": "samenstemming.cli.live:record",
    "simulate": "samenstemming.cli.files:simulate",
    "import": "samenstemming.cli.files:import_",
    "frames": "samenstemming.cli.looking:frames",
    "stop": "samenstemming.cli.live:stop",
    "mark": "samenstemming.cli.live:mark",
    "analyze": "samenstemming.cli.looking:analyze",
    "export": "samenstemming.cli.exporting:export",
    "report": "samenstemming.cli.report:report",
    "batch": "samenstemming.cli.batch:batch",
    "archive": "samenstemming.cli.archive:archive",
    "unarchive": "samenstemming.cli.archive:unarchive",
    "edits": "samenstemming.cli.edits:edits",
    "check": "samenstemming.cli.looking:check",
    "repair": "samenstemming.cli.repair:repair",
    "settings": "samenstemming.cli.settings:settings",
    "doctor": "samenstemming.cli.doctor:doctor",
    "straps": "samenstemming.cli.straps:straps",
    "exercises": "samenstemming.cli.exercises:exercises",
    "study": "samenstemming.cli.study:study",
    "withdraw": "samenstemming.cli.withdraw:withdraw",
    "desktop-entry": "samenstemming.cli.desktop_entry:desktop_entry",
}
"""Each command and the function that does it, imported once it is asked for."""

FASTEST: Final = 1000.0
"""A faster virtual clock owes more ticks than the loop can give."""


def app_parser() -> argparse.ArgumentParser:
    """What `samenstemming [FILE]` takes, with all commands named in its help."""
    parser = argparse.ArgumentParser(
        prog="samenstemming",
        usage="samenstemming [FILE] [--port P] [--lan] | samenstemming COMMAND ...",
        description=words("cli.about"),
        epilog=_command_list() + "\n\n" + words("cli.epilog"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", type=place, help=words("cli.arg.file")
    )
    _port(parser)
    _no_browser(parser)
    _debug(parser)
    parser.add_argument("--version", action="store_true", help=words("cli.arg.version"))
    return parser


def command_parser(command: str) -> argparse.ArgumentParser:
    """What this command takes."""
    parser = argparse.ArgumentParser(
        prog=f"samenstemming {command}", description=words(f"cli.{command}")
    )
    _BUILDERS[command](parser)
    _debug(parser)
    return parser


def _command_list() -> str:
    lines = [f"  {name:<14}{words(f'cli.{name}')}" for name in COMMANDS]
    return "\n".join([words("cli.commands") + ":", *lines])


def _demo(parser: argparse.ArgumentParser) -> None:
    _minutes(parser)
    _speed(parser)
    _seed(parser, default=1)
    parser.add_argument("--radio", action="store_true", help=words("ble.arg.radio"))
    parser.add_argument("--ecg", action="store_true", help=words("ble.arg.ecg"))
    _port(parser)
    _no_browser(parser)


def _scan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seconds",
        metavar="S",
        type=number(0, 600, above=True),
        default=8.0,
        help=words("cli.arg.seconds"),
    )
    parser.add_argument("--json", action="store_true", help=words("cli.arg.json"))


def _record(parser: argparse.ArgumentParser) -> None:
    strap_a, strap_b = words("cli.arg.strap_a"), words("cli.arg.strap_b")
    parser.add_argument("--a", metavar="STRAP", help=strap_a)
    parser.add_argument("--b", metavar="STRAP", help=strap_b)
    parser.add_argument(
        "--no-straps", action="store_true", help=words("cli.arg.no_straps")
    )
    _output(parser, required=False)
    _minutes(parser)
    _label(parser, default="")
    _consent(parser, of_one=True)
    parser.add_argument(
        "--keep-days", metavar="N", type=whole(1, 3650), help=words("cli.arg.keep_days")
    )
    _speed(parser)
    parser.add_argument("--exercise", metavar="ID", help=words("cli.arg.exercise"))
    parser.add_argument(
        "--resume", metavar="FILE", type=place, help=words("cli.arg.resume")
    )
    parser.add_argument(
        "--rest-from", metavar="FILE", type=place, help=words("cli.arg.rest_from")
    )
    parser.add_argument(
        "--arm", choices=ARMS, default=ARMS[-1], help=words("cli.arg.arm")
    )
    parser.add_argument(
        "--buttons-only", action="store_true", help=words("cli.arg.buttons_only")
    )
    parser.add_argument("--ecg", action="store_true", help=words("ble.arg.ecg"))
    parser.add_argument(
        "--alignment-check", action="store_true", help=words("alignment.arg")
    )
    parser.add_argument("--lsl", action="store_true", help=words("lsl.arg"))
    parser.add_argument("--json", action="store_true", help=words("live.arg.json"))
    record_study_arguments(parser)
    settings_option(parser)
    # For programs that start a collector, and for tests: not for people.
    parser.add_argument("--announce", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--frames-to", type=place, help=argparse.SUPPRESS)
    parser.add_argument("--straps-file", type=place, help=argparse.SUPPRESS)


def _simulate(parser: argparse.ArgumentParser) -> None:
    _output(parser)
    _minutes(parser, default=10.0)
    parser.add_argument(
        "--coupling",
        metavar="C",
        type=number(0, 1),
        default=0.75,
        help=words("cli.arg.coupling"),
    )
    parser.add_argument(
        "--lag",
        metavar="S",
        type=number(-60, 60),
        default=0.0,
        help=words("cli.arg.lag"),
    )
    parser.add_argument(
        "--anti-phase", action="store_true", help=words("cli.arg.anti_phase")
    )
    parser.add_argument(
        "--faults", metavar="NAME", nargs="+", default=[], help=_faults_help()
    )
    _seed(parser, default=0)
    _label(parser, default="simulated")


def _import(parser: argparse.ArgumentParser) -> None:
    for wearer in ("a", "b"):
        name = wearer.upper()
        parser.add_argument(
            f"--{wearer}",
            metavar="FILE",
            type=place,
            help=words("cli.arg.import_file", wearer=name),
        )
        parser.add_argument(
            f"--{wearer}-start",
            metavar="S",
            type=number(-1e12, 1e12),
            help=words("cli.arg.start", wearer=name),
        )
        parser.add_argument(
            f"--{wearer}-zone", metavar="TZ", help=words("cli.arg.zone", wearer=name)
        )
        told = words("importing.arg.stream", wearer=name)
        parser.add_argument(f"--{wearer}-stream", metavar="NAME", help=told)
    _output(parser, required=False)
    told = words("importing.arg.align")
    parser.add_argument("--align", metavar="HOW", help=told)
    told = words("importing.arg.dry_run")
    parser.add_argument("--dry-run", action="store_true", help=told)
    _label(parser, default="")
    parser.add_argument(
        "--events", metavar="CSV", type=place, help=words("cli.arg.events")
    )
    _consent(parser)


def _label(parser: argparse.ArgumentParser, *, default: str) -> None:
    parser.add_argument(
        "--label", metavar="TEXT", default=default, help=words("cli.arg.label")
    )


def _frames(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("--jsonl", action="store_true", help=words("cli.arg.jsonl"))
    settings_option(parser)


def _mark(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("name", metavar="NAME", help=words("cli.arg.name"))
    parser.add_argument("--note", default="", help=words("cli.arg.note"))
    parser.add_argument("--wearer", choices=("a", "b"), help=words("cli.arg.wearer"))


def _analyze(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("--json", action="store_true", help=words("cli.arg.json"))
    parser.add_argument(
        "--surrogates",
        metavar="N",
        type=whole(0, 1_000_000),
        help=words("cli.arg.surrogates"),
    )
    parser.add_argument("--more", action="store_true", help=words("cli.arg.more"))
    settings_option(parser)
    parser.add_argument("--no-edits", action="store_true", help=words("edits.none"))
    _full_hrv(parser)
    _seed(parser, default=None)


def _full_hrv(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--full-hrv", action="store_true", help=words("cli.arg.full_hrv")
    )


def _check(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("--json", action="store_true", help=words("cli.arg.json"))


def _doctor(parser: argparse.ArgumentParser) -> None:
    for wearer in ("a", "b"):
        parser.add_argument(
            f"--{wearer}", metavar="STRAP", help=words(f"doctor.arg.strap_{wearer}")
        )
    _minutes(parser, default=60.0, key="doctor.arg.minutes")
    parser.add_argument(
        "--folder", metavar="DIR", type=place, help=words("doctor.arg.folder")
    )
    parser.add_argument("--json", action="store_true", help=words("cli.arg.json"))


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=place, help=words("cli.arg.file"))


def _output(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=place,
        required=required,
        help=words("cli.arg.output"),
    )


def _minutes(
    parser: argparse.ArgumentParser,
    *,
    default: float | None = None,
    key: str = "cli.arg.minutes",
) -> None:
    parser.add_argument(
        "--minutes",
        metavar="M",
        type=number(0, 60 * 24 * 7, above=True),
        default=default,
        help=words(key),
    )


def _speed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--speed",
        metavar="X",
        type=number(0, FASTEST, above=True),
        default=1.0,
        help=words("cli.arg.speed"),
    )


def _seed(parser: argparse.ArgumentParser, *, default: int | None) -> None:
    parser.add_argument(
        "--seed",
        metavar="S",
        type=whole(0, 2**32 - 1),
        default=default,
        help=words("cli.arg.seed"),
    )


def _port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", metavar="P", type=whole(1, 65535), help=words("cli.arg.port")
    )


def _no_browser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-browser", action="store_true", help=words("cli.arg.no_browser")
    )
    parser.add_argument("--lan", action="store_true", help=words("lan.arg"))


def _consent(parser: argparse.ArgumentParser, *, of_one: bool = False) -> None:
    told = f"{words('cli.arg.consent')}: {', '.join(SCOPES)}"
    own = tuple(f"{who}:{scope}" for who in ("a", "b") for scope in SCOPES)
    parser.add_argument(
        "--consent",
        metavar="SCOPE",
        nargs="+",
        choices=SCOPES + own if of_one else SCOPES,
        default=[],
        help=f"{told}; {words('cli.arg.consent_of_one')}" if of_one else told,
    )


def _debug(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--debug", action="store_true", help=words("cli.arg.debug"))


def _faults_help() -> str:
    # The names live beside the simulator, which loads numpy: only this help needs it.
    from samenstemming.sources.faults import FAULTS

    return words("cli.arg.faults", names=", ".join(FAULTS)).replace("%", "%%")


_BUILDERS: Final[dict[str, Callable[[argparse.ArgumentParser], None]]] = {
    "demo": _demo,
    "scan": _scan,
    "record": _record,
    "simulate": _simulate,
    "import": _import,
    "frames": _frames,
    "stop": _file,
    "mark": _mark,
    "analyze": _analyze,
    "export": export_arguments,
    "report": report_arguments,
    "batch": batch_arguments,
    "archive": archive_arguments,
    "unarchive": unarchive_arguments,
    "edits": edits_arguments,
    "check": _check,
    "repair": repair_arguments,
    "settings": settings_arguments,
    "doctor": _doctor,
    "straps": straps_arguments,
    "exercises": exercises_arguments,
    "study": study_arguments,
    "withdraw": withdraw_arguments,
    "desktop-entry": desktop_entry_arguments,
}


def parse_command(command: str, argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of this command; leaves with exit code 2 where they are wrong."""
    parser = command_parser(command)
    arguments = parser.parse_args(argv)
    if command == "import" and arguments.a is None and arguments.b is None:
        parser.error(words("cli.usage.one_file"))
    if command == "import" and arguments.output is None and not arguments.dry_run:
        parser.error(words("importing.usage.output"))
    if command == "record" and (why := record_refusal(arguments)):
        parser.error(words(why))
    return arguments
