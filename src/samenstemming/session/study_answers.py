"""Partners' answers on disk: a file each, for each session, that only grows.

`study.answers/D017A_ses1.jsonl`, 0600, beside the study and not in the recording: forms
are filled in before there is a recording, each partner's own can be taken away without
touching the other's, and a recording goes to more people than what somebody wrote
(docs/decisions/015-answers-beside-the-study.md).
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from samenstemming.errors import StudyError
from samenstemming.exports.cells import csv_text
from samenstemming.recording.filelock import LocksUnknownError, try_lock
from samenstemming.recording.whole_file import write_whole
from samenstemming.session.study_files import append_whole, read_study, usable, writing
from samenstemming.study.answers import HEADER, Answers, answers_in, checked, rows
from samenstemming.study.ledger import entry_of, whole_bytes
from samenstemming.study.pairs import code_given
from samenstemming.words import sentence


def answers_folder(path: Path) -> Path:
    """Where the answers of a study lie; it need not exist."""
    return path.with_name(f"{path.stem}.answers")


def keep_answers(
    path: Path,
    *,
    code: str,
    session: str,
    form: str,
    given: Mapping[str, object],
    free_text: bool,
    now: datetime | None = None,
) -> Answers:
    """Keep a partner's answers to a form; StudyError where they cannot be.

    `free_text`: whether this partner agreed to own words being kept.
    """
    at, lock = usable(path)
    pair, wearer = code_given(code)
    entry_of(at.given, pair)
    study = at.text.study
    forms = {
        of.id: of
        for when in ("before", "after")
        for of in study.forms_of(session, when)
    }
    if study.visit(session) is None or form not in forms:
        there = ", ".join(forms) or sentence("wrong.none")
        msg = sentence("wrong.study.no_form", session=session, form=form, there=there)
        raise StudyError(msg)
    answers = Answers(
        utc=(now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
        study=study.id,
        sha256=lock.sha256,
        code=f"{pair}{wearer.value.upper()}",
        session=session,
        form=form,
        values=checked(forms[form], given, free_text=free_text),
    )
    place = answers_folder(path) / f"{answers.code}_{session}.jsonl"
    with writing(place):
        place.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _hold(descriptor, place)
            with os.fdopen(os.dup(descriptor), "rb") as file:
                after = whole_bytes(file.read().decode("utf-8"))
            append_whole(descriptor, answers.to_line().encode(), after=after)
        finally:
            os.close(descriptor)
    return answers


def answers_of(path: Path, code: str | None = None) -> tuple[Answers, ...]:
    """All answers of a study, or one partner's; by partner, session and time."""
    folder = answers_folder(path)
    wanted = "*.jsonl" if code is None else f"{code}_*.jsonl"
    found: list[Answers] = []
    for place in sorted(folder.glob(wanted)):
        try:
            found += answers_in(place.read_text("utf-8"), place.name)
        except (OSError, UnicodeDecodeError) as error:
            raise StudyError(
                sentence("wrong.study.unreadable", path=place, why=error)
            ) from error
    return tuple(found)


def forget_answers(path: Path, code: str) -> int:
    """Delete a partner's answers; how many files went."""
    pair, wearer = code_given(code)
    n = 0
    for place in sorted(answers_folder(path).glob(f"{pair}{wearer.value.upper()}_*")):
        with writing(place):
            place.unlink()
        n += 1
    return n


def answers_csv(path: Path) -> str:
    """All answers as one table."""
    study = read_study(path).study
    return csv_text(HEADER, rows(answers_of(path), study.forms))


def export_answers(path: Path, to: Path) -> int:
    """Write all answers as one CSV; how many rows. StudyError where that fails."""
    usable(path)
    if to.exists():
        msg = sentence("wrong.study.exists", path=to)
        raise StudyError(msg)
    text = answers_csv(path)
    with writing(to):
        write_whole(to, text)
    return text.count("\n") - 1


def _hold(descriptor: int, place: Path) -> None:
    try:
        if try_lock(descriptor):
            return
    except LocksUnknownError:
        return  # one partner fills in one form at a time; the ledger guards the pair
    msg = sentence("wrong.study.other_window", name=place.name)
    raise StudyError(msg)
