"""What must agree with what in a study; every mistake with the path of its field.

The list of arms is looked at twice: an arm that comes more often than another within a
block is a mistake, since the block was promised; over the whole list without blocks it
is a remark, since a study may want two of one for each of the other.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samenstemming.errors import Sentence, SettingsError
from samenstemming.exercises.typed_yaml import Path
from samenstemming.settings import Settings
from samenstemming.study.model import Form, Study
from samenstemming.words import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about one field. A remark does not stop anybody."""

    path: Path
    sentence: Sentence
    is_error: bool = True


def findings(study: Study, known: Sequence[str]) -> list[Finding]:
    """All that was found; `known` are the exercises of this computer."""
    return [
        *_consent(study),
        *_ids(study),
        *_orders(study, known),
        *_allocation(study),
        *_settings(study),
        *_forms(study),
    ]


def settings_of(values: Mapping[str, float | int]) -> Settings:
    """The settings with these overrides; SettingsError for what is none."""
    return Settings.from_values(values)


def _consent(study: Study) -> Iterator[Finding]:
    if "record" not in study.consent:
        yield Finding(path=("consent",), sentence=sentence("wrong.study.lacks_record"))
    yield from _twice(("consent",), study.consent)


def _ids(study: Study) -> Iterator[Finding]:
    yield from _twice(("screening",), [check.id for check in study.screening])
    yield from _twice(("sessions",), [visit.id for visit in study.sessions])
    yield from _twice(("orders",), [order.id for order in study.orders])
    yield from _twice(("forms",), [form.id for form in study.forms])


def _twice(path: Path, names: Sequence[str]) -> Iterator[Finding]:
    for name, n in Counter(names).items():
        if n > 1:
            place = (*path, max(i for i, of in enumerate(names) if of == name))
            yield Finding(path=place, sentence=sentence("wrong.study.twice", name=name))


def _orders(study: Study, known: Sequence[str]) -> Iterator[Finding]:
    visits = [visit.id for visit in study.sessions]
    for i, order in enumerate(study.orders):
        at: Path = ("orders", i, "sessions")
        for name in visits:
            if name not in order.sessions:
                yield Finding(
                    path=at, sentence=sentence("wrong.study.silent", name=name)
                )
        for name, exercises in order.sessions.items():
            if name not in visits:
                yield Finding(
                    path=(*at, name), sentence=sentence("wrong.study.no_session")
                )
            for k, exercise in enumerate(exercises):
                if exercise not in known:
                    there = sentence(
                        "wrong.study.no_exercise", name=exercise, known=", ".join(known)
                    )
                    yield Finding(path=(*at, name, k), sentence=there)
        if order.id not in {row.order for row in study.allocation}:
            yield Finding(
                path=("orders", i, "id"),
                sentence=sentence("wrong.study.order_unused", name=order.id),
                is_error=False,
            )


def _allocation(study: Study) -> Iterator[Finding]:
    orders = {order.id for order in study.orders}
    for i, row in enumerate(study.allocation):
        if row.order not in orders:
            yield Finding(
                path=("allocation", i, "order"),
                sentence=sentence("wrong.study.no_order_of", name=row.order),
            )
    arms: list[str] = list(dict.fromkeys(row.arm for row in study.allocation))
    if study.block is None:
        counts: Counter[str] = Counter(row.arm for row in study.allocation)
        if len(set(counts.values())) > 1:
            yield Finding(
                path=("allocation",),
                sentence=sentence("wrong.study.unequal", arms=_told(counts)),
                is_error=False,
            )
        return
    if study.block % len(arms):
        yield Finding(
            path=("block",),
            sentence=sentence("wrong.study.block_arms", block=study.block, n=len(arms)),
        )
        return
    for begin in range(0, len(study.allocation), study.block):
        part = study.allocation[begin : begin + study.block]
        counts = Counter(dict.fromkeys(arms, 0))
        counts.update(row.arm for row in part)
        if len(part) == study.block and len(set(counts.values())) > 1:
            yield Finding(
                path=("allocation", begin),
                sentence=sentence("wrong.study.unequal_block", arms=_told(counts)),
            )
    if len(study.allocation) % study.block:
        yield Finding(
            path=("allocation",),
            sentence=sentence("wrong.study.part_block", n=len(study.allocation)),
            is_error=False,
        )


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{arm} {n}" for arm, n in sorted(counts.items()))


def _settings(study: Study) -> Iterator[Finding]:
    for name, value in study.settings.items():
        try:
            settings_of({name: value})
        except SettingsError as error:
            yield Finding(path=("settings", name), sentence=_refused(error))
    if study.settings:
        try:
            settings_of(study.settings)
        except SettingsError as error:
            yield Finding(path=("settings",), sentence=_refused(error))


def _refused(error: SettingsError) -> Sentence:
    said: Sentence | str = error.args[0]
    return sentence("wrong.study.refused", why=said)


def _forms(study: Study) -> Iterator[Finding]:
    visits = [visit.id for visit in study.sessions]
    for i, form in enumerate(study.forms):
        for k, name in enumerate(form.sessions):
            if name not in visits:
                yield Finding(
                    path=("forms", i, "sessions", k),
                    sentence=sentence("wrong.study.no_session_of", name=name),
                )
        yield from _questions(study, form, ("forms", i, "questions"))


def _questions(study: Study, form: Form, at: Path) -> Iterator[Finding]:
    yield from _twice(at, [question.id for question in form.questions])
    for k, question in enumerate(form.questions):
        if question.kind == "choice":
            ids = [option.id for option in question.options]
            yield from _twice((*at, k, "options"), ids)
        if question.kind == "text" and "free_text" not in study.consent:
            yield Finding(
                path=(*at, k, "kind"),
                sentence=sentence("wrong.study.text_needs_consent"),
            )
