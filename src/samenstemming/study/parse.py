"""Study text in, a typed study out; every mistake with its file, line and field.

The text comes from whoever has it: nothing here opens a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from samenstemming.errors import Sentence, StudyError
from samenstemming.exercises.typed_yaml import (
    Kind,
    field_named,
    line_in,
    placed_error,
    read_yaml,
    typed,
)
from samenstemming.study.model import Study
from samenstemming.study.sense import findings
from samenstemming.words import sentence

STUDIES: Final = Kind(error=StudyError, stray="wrong.yaml.stray_in_study")
LARGEST_TEXT: Final = 1_000_000
"""Characters; two thousand rows of an allocation take a tenth of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to look at that stops nobody."""

    line: int
    field: str
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyText:
    """A parsed study file: what it holds, and the hashes of the exercises it uses."""

    name: str
    study: Study
    exercises: Mapping[str, str]
    remarks: tuple[Remark, ...] = ()


def parse(text: str, name: str, *, known: Mapping[str, str]) -> StudyText:
    """The study in this text; StudyError names file, line and field.

    `known` has the hash of every exercise that this computer can guide.
    """
    if len(text) > LARGEST_TEXT:
        msg = sentence("wrong.study.too_long", name=name, n=len(text))
        raise StudyError(msg)
    value, root = read_yaml(text, name, STUDIES)
    study = typed(Study, value, name, root, STUDIES)
    found = findings(study, list(known))
    wrong = [(of.path, of.sentence) for of in found if of.is_error]
    if wrong:
        raise placed_error(name, root, wrong, STUDIES)
    return StudyText(
        name=name,
        study=study,
        exercises={used: known[used] for used in study.exercises()},
        remarks=tuple(
            Remark(
                line=line_in(root, of.path),
                field=field_named(of.path),
                sentence=of.sentence,
            )
            for of in found
        ),
    )
