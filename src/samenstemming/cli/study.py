"""`study`: a locked protocol, pairs by code, sessions, forms, quality and the week."""

import json
import secrets
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from samenstemming.cli.printing import language, out, tell, words, working
from samenstemming.cli.study_pages import (
    checklist_lines,
    overview_lines,
    quality_lines,
)
from samenstemming.errors import StudyError
from samenstemming.words import sentence, told

DONE: Final = 0
NOT_ENOUGH: Final = 1


def study(arguments: Namespace) -> int:
    """Do what was asked; StudyError where it cannot be done."""
    return _DO[arguments.what](arguments)


def _new(arguments: Namespace) -> int:
    from samenstemming.session.study_files import write_new

    seed = arguments.seed if arguments.seed is not None else secrets.randbelow(2**32)
    write_new(arguments.output, pairs=arguments.pairs, seed=seed)
    tell(words("study.made", path=arguments.output))
    out(str(arguments.output))
    return DONE


def _check(arguments: Namespace) -> int:
    from samenstemming.session.study_files import standing

    now = standing(arguments.file)
    changes = [told(change, language()) for change in now.changes]
    lock = "unlocked" if now.lock is None else "edited" if now.changes else "locked"
    remarks = [
        {"line": of.line, "field": of.field, "remark": told(of.sentence, language())}
        for of in now.text.remarks
    ]
    if arguments.json:
        found: dict[str, object] = {
            "file": now.path.name,
            "id": now.text.study.id,
            "version": now.text.study.version,
            "state": lock,
            "sha256": None if now.lock is None else now.lock.sha256,
            "changes": changes,
            "remarks": remarks,
            "handed_out": len(now.given),
            "left": len(now.text.study.allocation) - len(now.given),
        }
        out(json.dumps(found, ensure_ascii=False, indent=2))
        return NOT_ENOUGH if now.changes else DONE
    for remark in remarks:
        tell(words("study.remark", name=now.path.name, **remark))
    out(words("study.valid", name=now.path.name, version=now.text.study.version))
    out(words(f"study.state.{lock}"))
    for change in changes:
        out(f"  {change}")
    return NOT_ENOUGH if now.changes else DONE


def _lock(arguments: Namespace) -> int:
    from samenstemming.session.study_files import lock_path, lock_study

    lock = lock_study(arguments.file)
    if arguments.json:
        held = json.loads(lock.to_text())
        del held["content"]
        out(json.dumps(held, indent=2))
        return DONE
    tell(words("study.locked", path=lock_path(arguments.file)))
    out(lock.sha256)
    return DONE


def _next(arguments: Namespace) -> int:
    from samenstemming.session.study_files import hand_out

    entry = hand_out(arguments.file, screened=arguments.screened)
    if arguments.json:
        out(json.dumps(entry.to_json(), indent=2))
        return DONE
    right = "b" if entry.left == "a" else "a"
    out(
        words(
            "study.pair",
            pair=entry.pair,
            left=f"{entry.pair}{entry.left.upper()}",
            right=f"{entry.pair}{right.upper()}",
        )
    )
    out(words("study.row", arm=entry.arm, order=entry.order, starts=entry.starts))
    return DONE


def _dry_run(arguments: Namespace) -> int:
    from samenstemming.session.study_dry_run import dry_run

    with working("study.working.dry"):
        found = dry_run(arguments.file, speed=arguments.speed, keep=arguments.keep)
    ok = all(of.ok for of in found)
    if arguments.json:
        every = [of.to_json() for of in found]
        out(json.dumps({"ok": ok, "checklist": every}, indent=2))
    else:
        for line in checklist_lines(found):
            out(line)
    return DONE if ok else NOT_ENOUGH


def _run(arguments: Namespace) -> int:
    from samenstemming.cli.arguments import parse_command
    from samenstemming.cli.live import record

    asked = ["--study", str(arguments.file), *arguments.rest]
    return record(parse_command("record", asked))


def _answer(arguments: Namespace) -> int:
    from samenstemming.session.study_answers import keep_answers

    kept = keep_answers(
        arguments.file,
        code=arguments.code,
        session=arguments.session,
        form=arguments.form,
        given=_given(arguments.answers),
        free_text=arguments.free_text,
    )
    tell(words("study.answered", code=kept.code, n=len(kept.values)))
    return DONE


def _given(path: Path) -> Mapping[str, object]:
    try:
        given = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        msg = sentence(
            "wrong.study.answers_unreadable",
            path=path,
            why=getattr(error, "strerror", None) or error,
        )
        raise StudyError(msg) from error
    if not isinstance(given, dict):
        msg = sentence(
            "wrong.study.answers_empty", path=path, form='{"question": answer}'
        )
        raise StudyError(msg)
    return given


def _answers(arguments: Namespace) -> int:
    from samenstemming.session.study_answers import export_answers

    n = export_answers(arguments.file, arguments.output)
    tell(words("study.exported", n=n))
    out(str(arguments.output))
    return DONE


def _forget(arguments: Namespace) -> int:
    from samenstemming.session.study_answers import forget_answers

    n = forget_answers(arguments.file, arguments.code)
    tell(words("study.forgotten", n=n))
    return DONE


def _quality(arguments: Namespace) -> int:
    from samenstemming.session.study_week import quality_of, to_json

    with working("cli.working.analyze"):
        page = quality_of(arguments.file)
    if arguments.json:
        out(to_json(page))
    else:
        for line in quality_lines(page):
            out(line)
    return DONE if page.passed else NOT_ENOUGH


def _overview(arguments: Namespace) -> int:
    from samenstemming.recording.locations import default_folder
    from samenstemming.session.study_files import standing, study_in, writing
    from samenstemming.session.study_week import overview_csv, to_json, week

    file = study_in(arguments.file)
    if changes := standing(file).changes:
        # What was recorded stands all the same, so the week is still shown.
        tell(words("study.state.edited"))
        for change in changes:
            tell(f"  {told(change, language())}")
    with working("cli.working.analyze"):
        found = week(
            file,
            arguments.folder or default_folder(),
            quality=not arguments.no_quality,
        )
    if arguments.output is not None:
        from samenstemming.recording.whole_file import write_whole

        if arguments.output.exists():
            raise StudyError(sentence("study.exists", path=arguments.output))
        with writing(arguments.output):
            write_whole(arguments.output, overview_csv(found))
    if arguments.json:
        out(to_json(found))
    else:
        for line in overview_lines(found):
            out(line)
    return DONE


_DO: Final[dict[str, Callable[[Namespace], int]]] = {
    "new": _new,
    "check": _check,
    "lock": _lock,
    "next": _next,
    "dry-run": _dry_run,
    "run": _run,
    "answer": _answer,
    "answers": _answers,
    "forget": _forget,
    "quality": _quality,
    "overview": _overview,
}
