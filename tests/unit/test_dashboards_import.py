"""Screens are built on public names: whatever lies below those may move."""

import ast
from pathlib import Path

import pytest

DASHBOARDS = Path(__file__).parents[2] / "dashboards"
PUBLIC = {"samenstemming", "samenstemming.home", "samenstemming.words"}
FILES = sorted(DASHBOARDS.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda of: of.stem)
def test_a_screen_imports_public_names_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and not node.level
    }
    inner = {name for name in named if name.split(".")[0] == "samenstemming"}
    assert inner <= PUBLIC
