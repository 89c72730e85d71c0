"""Every name in our output has a sentence: in the JSON, in frames, in every table.

The names come out of the output itself, or of the types and headers that it is made of,
so a new field without a word in the docs fails here.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.batch.group import GROUPS
from samenstemming.batch.pairs import PAIRS
from samenstemming.batch.tables import DYADS, PERSONS, RECORDINGS
from samenstemming.exports.tabular import HEADERS
from samenstemming.exports.tabular_hrv import HRV_FULL_HEADER
from samenstemming.frames_json import FRAME_NAMES
from samenstemming.measures.answer_settling import AnswerSettling
from samenstemming.measures.hrv import INDICES
from samenstemming.measures.moments import Moment
from samenstemming.rhythm.corrections import Correction, Who
from samenstemming.series import ChanceLevel, Quality, WearerArousal, Window
from samenstemming.sources.simulated_talk import ARRIVING, ScriptStep, simulate_talk

DOCS = Path(__file__).parents[2] / "docs"
REASONS = ("unknown_because", "hrv_withheld", "hrv_unedited", "hrv", "evidence")
"""Below these the keys are sentences or indices, which have tests of their own."""


@cache
def names_in(page: str) -> frozenset[str]:
    """Everything that stands between backticks on this page, word by word."""
    text = (DOCS / page).read_text("utf-8")
    spans = re.findall(r"`([^`\n]+)`", text)
    return frozenset(re.findall(r"\w+", " ".join(spans)))


def under(page: str, heading: str) -> frozenset[str]:
    """The same of one section."""
    text = (DOCS / page).read_text("utf-8")
    body = re.split(r"^##+ ", text.split(f"{heading}\n", 1)[1], flags=re.M)[0]
    return frozenset(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", body))))


def keys_of(value: object) -> Iterator[str]:
    """Every key, however deep."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            if key not in REASONS:
                yield from keys_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from keys_of(inner)


@pytest.fixture(scope="module")
def analysis() -> sam.Analysis:
    """A talk as short as one can be in which everything is there once."""
    last = ScriptStep(id="talk", seconds=65, speaker="a")
    return sam.analyze(simulate_talk((*ARRIVING, last), seed=2), surrogates=9)


def test_every_key_of_the_answer_stands_in_signals_md(analysis: sam.Analysis) -> None:
    told = under("signals.md", "## Every key of `analyze --json`")
    found = set(keys_of(analysis.to_json()))
    assert {"lag_interval_s", "rr_unit_from", "linked_z", "known_share"} <= found
    assert found - told == set()


@pytest.mark.parametrize("type_", [Moment, AnswerSettling])
def test_what_a_quiet_talk_has_none_of_is_explained_as_well(type_: type) -> None:
    told = under("signals.md", "## Every key of `analyze --json`")
    assert {of.name for of in dataclasses.fields(type_)} - told == set()


def test_every_field_of_a_correction_is_explained() -> None:
    one = Correction(
        wearer=sam.Wearer.A,
        index=0,
        t_s=0,
        why="extra",
        who=Who.RULES,
        rr_ms=(),
        nn_ms=(),
    )
    told = names_in("signals.md") | names_in("exporting.md")
    assert set(one.to_json()) - told == set()


def test_every_field_of_every_frame_stands_in_signals_md() -> None:
    told = under("signals.md", "## Every field of a frame")
    types = [*FRAME_NAMES, Quality, Window, ChanceLevel, WearerArousal]
    fields = {field.name for of in types for field in dataclasses.fields(of)}
    assert set(FRAME_NAMES.values()) - told == set()
    assert fields - told - set(INDICES) == set()


@pytest.mark.parametrize("table", [*HEADERS, "hrv_full"])
def test_every_column_of_an_export_stands_in_exporting_md(table: str) -> None:
    page = (DOCS / "exporting.md").read_text("utf-8")
    (row,) = (of for of in page.splitlines() if of.startswith(f"| `{table}` |"))
    if table == "synchrony":
        (row_of_turns,) = (of for of in page.splitlines() if of.startswith("| `turns`"))
        row += row_of_turns
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", row))))
    columns = HRV_FULL_HEADER if table == "hrv_full" else HEADERS[table]
    assert set(columns) - told - (set(INDICES) if table == "hrv" else set()) == set()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("recordings", RECORDINGS),
        ("dyads", DYADS),
        ("people", PERSONS),
        ("groups", GROUPS),
        ("pairs", PAIRS),
    ],
)
def test_every_column_of_a_batch_stands_in_batch_md(
    table: str, columns: Mapping[str, str]
) -> None:
    page = (DOCS / "batch.md").read_text("utf-8").split("### Columns", 1)[1]
    rows = (of for of in page.splitlines() if of.startswith(("| all", f"| `{table}`")))
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", " ".join(rows)))))
    plain = {
        name.removeprefix("partner_").removesuffix("_withheld")
        if name not in ("p_withheld", "withheld")
        else name
        for name in columns
    }
    assert plain - told == set()
