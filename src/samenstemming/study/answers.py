"""What a partner answered to a form: checked against it, kept as a list that grows.

A second answer to the same form does not replace the first in the file; readers take
the newest, and the list shows that there was another. Own words are taken only from
whoever agreed to it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from samenstemming.errors import StudyError
from samenstemming.study.model import Choice, Form, Question, Scale
from samenstemming.words import sentence

LONGEST_WORDS: Final = 4000

Value = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One partner's answers to one form, at one time (UTC, ISO 8601)."""

    utc: str
    study: str
    sha256: str
    code: str
    session: str
    form: str
    values: Mapping[str, Value]

    def to_line(self) -> str:
        """The file's line, with its end."""
        held = {name: getattr(self, name) for name in _TEXTS}
        held["values"] = dict(self.values)
        return json.dumps(held, ensure_ascii=False) + "\n"


_TEXTS: Final = ("utc", "study", "sha256", "code", "session", "form")

HEADER: Final = (
    "study",
    "study_sha256",
    "pair",
    "code",
    "session",
    "form",
    "question",
    "kind",
    "answer",
    "answered_utc",
    "replaced",
)
"""The columns of answers.csv."""


def checked(
    form: Form, given: Mapping[str, object], *, free_text: bool
) -> dict[str, Value]:
    """The answers of this form; StudyError names the question that lacks one.

    What was left open is left out: unknown is never 0.
    """
    known = {question.id for question in form.questions}
    for name in given:
        if name not in known:
            msg = sentence("wrong.study.no_question", form=form.id, name=name)
            raise StudyError(msg, field=name)
    values: dict[str, Value] = {}
    for question in form.questions:
        value = given.get(question.id)
        if value is None or value == "":
            if question.required:
                msg = sentence(
                    "wrong.study.no_answer", question=question.id, form=form.id
                )
                raise StudyError(msg, field=question.id)
            continue
        values[question.id] = _checked(question, value, free_text=free_text)
    return values


def _checked(question: Question, value: object, *, free_text: bool) -> Value:
    match question:
        case Scale():
            whole = isinstance(value, int) and not isinstance(value, bool)
            if whole and question.lowest <= int(str(value)) <= question.highest:
                return int(str(value))
            takes = sentence(
                "wrong.study.takes.scale", low=question.lowest, high=question.highest
            )
        case Choice():
            options = [option.id for option in question.options]
            if value in options:
                return str(value)
            takes = sentence("wrong.study.takes.choice", options=", ".join(options))
        case _:
            if not free_text:
                msg = sentence("wrong.study.own_words", question=question.id)
                raise StudyError(msg, field=question.id)
            if isinstance(value, str) and len(value) <= LONGEST_WORDS:
                return "".join(c for c in value if c.isprintable() or c == "\n")
            takes = sentence("wrong.study.takes.text", most=LONGEST_WORDS)
    msg = sentence(
        "wrong.study.takes", question=question.id, takes=takes, given=str(value)[:40]
    )
    raise StudyError(msg, field=question.id)


def answers_in(text: str, name: str) -> tuple[Answers, ...]:
    """All answers of a file, oldest first; StudyError for what is none of ours."""
    found = []
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if not line.endswith("\n"):
            break
        try:
            held = json.loads(line)
            values = held["values"]
            if not isinstance(values, dict):
                raise TypeError
            texts = {key: str(held[key]) for key in _TEXTS}
            found.append(Answers(values=values, **texts))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            msg = sentence("wrong.study.no_answers", name=name, line=number)
            raise StudyError(msg, line=number) from error
    return tuple(found)


def rows(
    every: Iterable[Answers], forms: Sequence[Form]
) -> Iterator[tuple[str | int | bool | None, ...]]:
    """Rows of answers.csv, oldest first; `replaced` where a newer one is there."""
    kinds = {(f.id, q.id): q.kind for f in forms for q in f.questions}
    listed = list(every)
    newest = {(of.code, of.session, of.form): i for i, of in enumerate(listed)}
    for i, of in enumerate(listed):
        replaced = newest[of.code, of.session, of.form] != i
        for question, answer in of.values.items():
            yield (
                of.study,
                of.sha256,
                of.code[:-1],
                of.code,
                of.session,
                of.form,
                question,
                kinds.get((of.form, question)),
                answer,
                of.utc,
                replaced,
            )
