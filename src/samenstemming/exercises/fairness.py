"""What makes an exercise fair and plain, beyond its shape.

Errors: unequal speaking time, lengths that do not add up, names that lead nowhere.
Remarks: words that judge, long sentences. A remark does not stop a therapist's own
file; the built-in file has none, and a test holds that.

The word lists are conversation.md 1 (T10, T22), 3.7 and 4.3: no scores, no roles, no
blame, no diagnosis, no emotion that a heart could prove.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samenstemming.errors import Sentence
from samenstemming.exercises.model import Exercise, ExerciseFile, Step, Text, TextList
from samenstemming.words import sentence

Path = tuple[str | int, ...]

LONGEST_SENTENCE: Final = 20
"""Words. B1 asks for about fifteen on average; one of twenty still reads aloud."""

HALF_DARK: Final = 0.5
"""Deep exercises keep the screen dark for at least half of their talk (T25)."""

FORBIDDEN: Final = {
    "nl": (
        *(
            "score",
            "punten",
            "procent",
            "percentage",
            "ranglijst",
            "prestatie",
            "winnaar",
        ),
        *(
            "match",
            "goed gedaan",
            "beter dan",
            "slechter",
            "fout gedaan",
            "jouw schuld",
        ),
        *("achtervolger", "terugtrekker", "aanklager", "vermijder", "partij winnen"),
        *("diagnose", "stoornis", "therapie", "behandeling", "geneest", "leugen"),
        *(
            "hrv",
            "rmssd",
            "hartslagvariabiliteit",
            "synchronie",
            "artefact",
            "baseline",
        ),
        *("flooding", "arousal", "polka", "duivels", "diepe ademhaling"),
    ),
    "en": (
        *(
            "score",
            "points",
            "percent",
            "percentage",
            "ranking",
            "performance",
            "winner",
        ),
        *("match", "well done", "better than", "worse", "your fault", "blame you"),
        *("pursuer", "withdrawer", "blamer", "avoider", "win the argument"),
        *("diagnosis", "disorder", "therapy", "treatment", "cures", "lying"),
        *(
            "hrv",
            "rmssd",
            "heart rate variability",
            "synchrony",
            "artefact",
            "baseline",
        ),
        *("flooding", "arousal", "polka", "demon", "deep breaths"),
    ),
}
"""No couple reads any of these, in an exercise or on a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about one field; `is_error` refuses the file."""

    path: Path
    sentence: Sentence
    is_error: bool


def findings_in(file: ExerciseFile, known: Sequence[str] = ()) -> list[Finding]:
    """All findings; `known` are exercises outside this file that it may build on."""
    found = [*_names(file, known)]
    for k, exercise in enumerate(file.exercises):
        found += _of_exercise(exercise, ("exercises", k))
    for path, language, text in texts_of(file):
        found += _of_text(path, language, text)
    return found


def speaking_minutes(exercise: Exercise) -> tuple[float, float]:
    """Minutes in which only A, and only B, is asked to speak."""
    a, b = (
        sum(step.minutes for step in exercise.steps if step.speaker == speaker)
        for speaker in ("A", "B")
    )
    return a, b


def dark_share(exercise: Exercise) -> float | None:
    """Share of the talking minutes with a dark screen; None where nobody talks."""
    talk = [step for step in exercise.steps if step.speaker != "none"]
    total = sum(step.minutes for step in talk)
    dark = sum(s.minutes for s in talk if s.biofeedback.display == "dark")
    return dark / total if total else None


def forbidden_in(language: str, text: str) -> list[str]:
    """Forbidden words in this text, as whole words."""
    plain = text.casefold()
    return [
        word
        for word in FORBIDDEN[language]
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain)
    ]


def longest_sentence(text: str) -> int:
    """Words in the longest sentence."""
    parts = re.split(r"[.!?…:;]+(?:\s|$)", text)
    return max(len(re.findall(r"[\w'\u2019{}-]+", part)) for part in parts)


def texts_of(file: ExerciseFile) -> Iterator[tuple[Path, str, str]]:
    """Every text that a couple reads: where it is, its language, itself."""
    for name, button in file.buttons.items():
        yield ("buttons", name, "nl"), "nl", button.nl
        yield ("buttons", name, "en"), "en", button.en
    for k, exercise in enumerate(file.exercises):
        at: Path = ("exercises", k)
        yield from _both((*at, "title"), exercise.title)
        yield from _both((*at, "purpose"), exercise.purpose)
        yield from _of_steps(exercise.steps, at)
    if file.pause_routine is not None:
        yield from _both(("pause_routine", "title"), file.pause_routine.title)
        yield from _both(("pause_routine", "purpose"), file.pause_routine.purpose)
        yield from _of_steps(file.pause_routine.steps, ("pause_routine",))
    if file.feeling_words is not None:
        for kind in ("outside", "inside", "warm", "none"):
            yield from _each(("feeling_words", kind), getattr(file.feeling_words, kind))
    if file.need_words is not None:
        yield from _each(("need_words",), file.need_words)


def _of_steps(steps: Iterable[Step], at: Path) -> Iterator[tuple[Path, str, str]]:
    for k, step in enumerate(steps):
        here: Path = (*at, "steps", k)
        yield from _both((*here, "title"), step.title)
        yield from _both((*here, "purpose"), step.purpose)
        yield from _both((*here, "prompt"), step.prompt)
        yield from _both((*here, "biofeedback", "shows"), step.biofeedback.shows)
        yield from _both((*here, "on_flooded", "text"), step.on_flooded.text)
        for name, texts in (("cards", step.cards), ("starters", step.starters)):
            if texts is not None:
                yield from _each((*here, name), texts)


def _both(path: Path, text: Text) -> Iterator[tuple[Path, str, str]]:
    yield (*path, "nl"), "nl", text.nl
    yield (*path, "en"), "en", text.en


def _each(path: Path, texts: TextList) -> Iterator[tuple[Path, str, str]]:
    for language, lines in (("nl", texts.nl), ("en", texts.en)):
        for k, line in enumerate(lines):
            yield (*path, language, k), language, line


def _names(file: ExerciseFile, known: Sequence[str]) -> Iterator[Finding]:
    """Names that are used twice or lead nowhere."""
    ids = [exercise.id for exercise in file.exercises]
    for k, exercise in enumerate(file.exercises):
        at: Path = ("exercises", k)
        if ids.index(exercise.id) != k:
            yield _wrong(
                (*at, "id"), sentence("wrong.exercise.same_id", name=exercise.id)
            )
        for n, needed in enumerate(exercise.prerequisites):
            if needed == exercise.id:
                yield _wrong(
                    (*at, "prerequisites", n), sentence("wrong.exercise.needs_itself")
                )
            elif needed not in ids and needed not in known:
                yield _wrong(
                    (*at, "prerequisites", n),
                    sentence("wrong.exercise.needs_unknown", name=needed),
                )
        own = exercise.id in exercise.prerequisites
        if not own and exercise.id in _needed(exercise.prerequisites, file):
            yield _wrong((*at, "prerequisites"), sentence("wrong.exercise.in_a_ring"))
    routine = file.pause_routine.id if file.pause_routine else "even_pauze"
    for path, steps in _step_lists(file):
        seen = Counter(step.id for step in steps)
        for k, step in enumerate(steps):
            if seen[step.id] > 1:
                yield _wrong(
                    (*path, k, "id"), sentence("wrong.exercise.same_step", name=step.id)
                )
            to = step.on_flooded.go_to
            if to is not None and to != routine:
                yield _wrong(
                    (*path, k, "on_flooded", "go_to"),
                    sentence("wrong.exercise.leads_to", to=to, only=routine),
                )


def _needed(names: Iterable[str], file: ExerciseFile) -> set[str]:
    """All that has to be done before, by way of other exercises of this file."""
    first = {exercise.id: exercise.prerequisites for exercise in file.exercises}
    found: set[str] = set()
    waiting = [one for name in names for one in first.get(name, ())]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += first.get(name, ())
    return found


def _step_lists(file: ExerciseFile) -> Iterator[tuple[Path, tuple[Step, ...]]]:
    for k, exercise in enumerate(file.exercises):
        yield ("exercises", k, "steps"), exercise.steps
    if file.pause_routine is not None:
        yield ("pause_routine", "steps"), file.pause_routine.steps


def _of_exercise(exercise: Exercise, at: Path) -> Iterator[Finding]:
    a, b = speaking_minutes(exercise)
    if abs(a - b) > 1e-6:
        yield _wrong(
            (*at, "steps"),
            sentence("wrong.exercise.unequal", a=f"{a:g}", b=f"{b:g}"),
        )
    planned = sum(step.minutes for step in exercise.steps)
    if abs(planned - exercise.minutes) > 1e-6:
        yield _wrong(
            (*at, "minutes"),
            sentence(
                "wrong.exercise.minutes",
                said=f"{exercise.minutes:g}",
                planned=f"{planned:g}",
            ),
        )
    dark = dark_share(exercise)
    if exercise.level == "deep" and dark is not None and dark < HALF_DARK:
        yield _wrong(
            (*at, "steps"),
            sentence("wrong.exercise.not_dark", dark=f"{dark:.0%}"),
        )


def _of_text(path: Path, language: str, text: str) -> Iterator[Finding]:
    for word in forbidden_in(language, text):
        yield Finding(
            path=path,
            sentence=sentence("wrong.exercise.word", word=word),
            is_error=False,
        )
    words = longest_sentence(text)
    if words > LONGEST_SENTENCE:
        yield Finding(
            path=path,
            sentence=sentence("wrong.exercise.long", n=words, most=LONGEST_SENTENCE),
            is_error=False,
        )


def _wrong(path: Path, what: Sentence) -> Finding:
    return Finding(path=path, sentence=what, is_error=True)
