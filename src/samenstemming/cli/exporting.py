"""`export`: one recording in the formats of other programs."""

import argparse
import json
import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from samenstemming.cli.argument_values import place
from samenstemming.cli.printing import out, tell, words, working
from samenstemming.errors import ExportError
from samenstemming.events import Wearer
from samenstemming.words import sentence

EXPORT_FORMATS: Final = ("csv", "parquet", "rr", "bids", "edf", "xdf")
"""Formats of the contract."""


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", type=place, help=words("cli.arg.file"))
    parser.add_argument(
        "--format", choices=EXPORT_FORMATS, required=True, help=words("cli.arg.format")
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=place,
        required=True,
        help=words("cli.arg.folder"),
    )
    parser.add_argument(
        "--wearer",
        choices=[wearer.value for wearer in Wearer],
        help=words("export.arg.wearer"),
    )
    when = parser.add_mutually_exclusive_group()
    when.add_argument(
        "--shift-dates", action="store_true", help=words("export.arg.shift_dates")
    )
    when.add_argument(
        "--real-dates", action="store_true", help=words("export.arg.real_dates")
    )
    parser.add_argument(
        "--shift-key", metavar="FILE", type=place, help=words("export.arg.shift_key")
    )
    parser.add_argument(
        "--session",
        metavar="NN",
        type=_session,
        default="01",
        help=words("export.arg.session"),
    )
    parser.add_argument(
        "--replace", action="store_true", help=words("export.arg.replace")
    )
    parser.add_argument("--no-edits", action="store_true", help=words("edits.none"))
    parser.add_argument(
        "--full-hrv", action="store_true", help=words("cli.arg.full_hrv")
    )


def export(arguments: Namespace) -> int:
    """Write the files; prints each one's name."""
    from samenstemming.cli.looking import edits_of, tell_edits
    from samenstemming.exports.exporting import export_recording
    from samenstemming.exports.shift_key import shift_key
    from samenstemming.recording import open_recording

    if arguments.real_dates and arguments.shift_key is not None:
        raise ExportError(sentence("export.usage.dates"))
    simulated = open_recording(arguments.file).meta.get("simulated") is True
    edits = edits_of(arguments)
    shifts = arguments.shift_dates or arguments.shift_key is not None
    with working("cli.working.export"):
        files = export_recording(
            arguments.file,
            arguments.output,
            format=arguments.format,
            wearer=None if arguments.wearer is None else Wearer(arguments.wearer),
            shift_key=shift_key(arguments.shift_key) if shifts else None,
            real_dates=arguments.real_dates,
            session=arguments.session,
            full_hrv=arguments.full_hrv,
            use_edits=not arguments.no_edits,
            replace=arguments.replace,
        )
    tell_edits(edits, arguments.file)
    _tell_without_beats(files)
    if simulated and sys.stderr.isatty():
        tell(words("export.simulated"))
    for file in files:
        out(str(file))
    return 0


def _tell_without_beats(files: Sequence[Path]) -> None:
    """Say of whom there is no beat, as the settings beside the tables have it."""
    (settings,) = (file for file in files if file.name == "settings.json")
    who = json.loads(settings.read_text(encoding="utf-8"))["without_beats"]
    if who:
        letters = words("export.page.and").join(of.upper() for of in who)
        tell(words("export.without_beats", who=letters))


def _session(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z]{1,16}", text):
        raise argparse.ArgumentTypeError(words("export.usage.session", text=text))
    return text
