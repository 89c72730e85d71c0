"""The page for people with other sensors runs, from top to bottom."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "other-sensors.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_block_of_the_page_runs_as_in_a_notebook(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    assert len(blocks) == text.count("```python") > 5
    names: dict[str, object] = {"__name__": "other_sensors"}
    for block in blocks:
        # Blank lines in front, so that a failure names the line of the page.
        before = "\n" * text[: block.start(1)].count("\n")
        exec(compile(before + block.group(1), str(PAGE), "exec"), names)
    shown = capsys.readouterr().out
    assert "in-phase" in shown
    assert "SUSY" in shown
