"""`exercises list | show ID | validate FILE`: the guided talks, ours and own ones."""

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from samenstemming.cli.printing import language, out, rows, tell, words
from samenstemming.errors import ExerciseError
from samenstemming.words import Language, sentence, told

if TYPE_CHECKING:
    from samenstemming.exercises.model import Exercise, Text
    from samenstemming.exercises.parse import Content


def exercises(arguments: Namespace) -> int:
    """Do what was asked; ExerciseError where a file or a name is not right."""
    match arguments.what:
        case "show":
            _show(_needed(arguments, "exercises.a_name"), as_json=arguments.json)
        case "validate":
            _validate(
                Path(_needed(arguments, "exercises.a_file")), as_json=arguments.json
            )
        case _:
            _list(as_json=arguments.json)
    return 0


def _needed(arguments: Namespace, what: str) -> str:
    if arguments.target is None:
        msg = sentence(
            "exercises.needs",
            what=sentence(what),
            command=arguments.what,
        )
        raise ExerciseError(msg)
    target: str = arguments.target
    return target


def _list(*, as_json: bool) -> None:
    from samenstemming.session.exercise_files import library

    found = library()
    for trouble in found.troubles:
        tell(told(trouble, language()))
    if as_json:
        every = [_summary(exercise, content) for exercise, content in found]
        out(json.dumps(every, ensure_ascii=False, indent=2))
        return
    titles = ("name", "level", "minutes", "title")
    head = [words(f"exercises.head.{title}") for title in titles]
    body = [
        [
            exercise.id,
            words(f"exercises.level.{exercise.level}"),
            f"{exercise.minutes:g}",
            _said(exercise.title),
        ]
        for exercise, _ in found
    ]
    width = max(len(cells[0]) for cells in body)
    longest = max(len(cells[3]) for cells in body)
    padded = [head[0].ljust(width), head[1], head[2], head[3].rjust(longest)]
    for line in rows(padded, body):
        out(line)


def _summary(exercise: "Exercise", content: "Content") -> dict[str, object]:
    return {
        "id": exercise.id,
        "title": exercise.title.model_dump(),
        "level": exercise.level,
        "minutes": exercise.minutes,
        "prerequisites": list(exercise.prerequisites),
        "file": content.name,
        "content_version": content.version,
        "sha256": content.sha256,
    }


def _show(name: str, *, as_json: bool) -> None:
    from samenstemming.session.exercise_files import library

    exercise, content = library().find(name)
    if as_json:
        whole = exercise.model_dump(mode="json") | _summary(exercise, content)
        out(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    for line in _page(exercise):
        out(line)


def _page(exercise: "Exercise") -> Iterator[str]:
    yield _said(exercise.title)
    yield _said(exercise.purpose)
    if exercise.prerequisites:
        yield words("exercises.after", names=", ".join(exercise.prerequisites))
    for number, step in enumerate(exercise.steps, 1):
        yield ""
        yield words(
            "exercises.step",
            number=number,
            title=_said(step.title),
            minutes=f"{step.minutes:g}",
            who=words(f"exercises.who.{step.speaker}"),
        )
        yield f"   {_said(step.prompt)}"


def _said(text: "Text") -> str:
    return text.nl if language() is Language.NL else text.en


def _validate(path: Path, *, as_json: bool) -> None:
    from samenstemming.exercises.parse import field_named, line_of
    from samenstemming.session.exercise_files import read_file

    content = read_file(path)
    text = path.read_text(encoding="utf-8")
    remarks = [
        {
            "line": line_of(text, remark.path),
            "field": told(field_named(remark.path), language()),
            "remark": told(remark.sentence, language()),
        }
        for remark in content.remarks
    ]
    if as_json:
        found = {"file": path.name, "ok": True, "remarks": remarks}
        found |= {"content_version": content.version, "sha256": content.sha256}
        out(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for remark in remarks:
        tell(
            words(
                "exercises.remark",
                name=path.name,
                line=remark["line"],
                field=remark["field"],
                what=remark["remark"],
            )
        )
    out(
        words(
            "exercises.valid",
            name=path.name,
            count=len(content.file.exercises),
            version=content.version,
        )
    )
