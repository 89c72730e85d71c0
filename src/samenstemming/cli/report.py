"""The command `report`: one page about a recording."""

import argparse
from argparse import Namespace

from samenstemming.cli.argument_values import place
from samenstemming.cli.printing import language, out, tell, words, working
from samenstemming.words import Language

READERS = ("researcher", "couple")


def report_arguments(parser: argparse.ArgumentParser) -> None:
    """What `report` takes."""
    parser.add_argument("file", metavar="FILE", type=place, help=words("cli.arg.file"))
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE.html",
        type=place,
        required=True,
        help=words("cli.arg.output"),
    )
    parser.add_argument(
        "--for",
        dest="reader",
        choices=READERS,
        default=READERS[0],
        help=words("report.arg.for"),
    )
    parser.add_argument(
        "--language",
        choices=[one.value for one in Language],
        default=language().value,
        help=words("report.arg.language"),
    )
    parser.add_argument("--no-edits", action="store_true", help=words("edits.none"))


def report(arguments: Namespace) -> int:
    """Write the page; prints its name."""
    from samenstemming.analysis import analyze
    from samenstemming.cli.looking import edits_of, tell_edits
    from samenstemming.recording.marks_file import open_with_marks
    from samenstemming.report.make import (
        html_for_couple,
        html_for_researcher,
        parts_of,
        refuse_where_taken,
        write_page,
    )

    refuse_where_taken(arguments.output)
    recording = open_with_marks(arguments.file)
    edits = edits_of(arguments)
    spoken = Language(arguments.language)
    with working("report.working"):
        if arguments.reader == "couple":
            # Nothing that a couple reads rests on chance: no surrogates are made.
            analysis = analyze(recording, edits=edits, surrogates=0)
            html = html_for_couple(
                analysis, spoken, titles=parts_of(analysis, _names(spoken))
            )
        else:
            analysis = analyze(recording, edits=edits)
            html = html_for_researcher(analysis, spoken)
        write_page(arguments.output, html)
    tell_edits(edits, arguments.file)
    tell(words("report.made", path=arguments.output))
    out(str(arguments.output))
    return 0


def _names(spoken: Language) -> dict[str, str]:
    """What the couple saw each part of a talk called, by id."""
    from samenstemming.session.exercise_files import library

    return {
        step.id: getattr(step.title, spoken.value).format(A="A", B="B")
        for exercise, _ in library()
        for step in exercise.steps
    }
