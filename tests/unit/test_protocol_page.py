"""docs/protocol.md has every row, and every test that it names is there."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+\.py)(?:::(test_\w+))?`", PAGE)))


@cache
def text_of(file: str) -> str:
    (found,) = (ROOT / "tests").rglob(file)
    return found.read_text(encoding="utf-8")


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_what_is_named_there_is_a_test(file: str, name: str) -> None:
    assert not name or f"def {name}(" in text_of(file)


@pytest.mark.parametrize(
    "row", [*(f"T{n:02d}" for n in range(1, 29)), *map(str, range(1, 11))]
)
def test_every_row_is_shown_or_said_to_be_open(row: str) -> None:
    (line,) = (line for line in PAGE.splitlines() if line.startswith(f"| {row} |"))
    _, _, _, shown, open_, _ = line.split("|")
    assert "test_" in shown or "not yet" in open_
