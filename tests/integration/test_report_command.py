"""`samenstemming report`: a page is there whole, or a sentence says why not."""

from pathlib import Path

import pytest

from samenstemming.cli import main

SAMPLE = Path(__file__).parents[2] / "recordings" / "simulated-together.samen"


def run(*words: object) -> int:
    return main([str(word) for word in words])


def test_a_page_for_the_couple_and_one_for_a_researcher(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for reader in ("couple", "researcher"):
        page = tmp_path / f"{reader}.html"
        assert run("report", SAMPLE, "-o", page, "--for", reader) == 0
        assert capsys.readouterr().out == f"{page}\n"
        html = page.read_text("utf-8")
        assert html.startswith("<!doctype html>")
        assert html.rstrip().endswith("</html>")
        assert page.stat().st_mode & 0o077 == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "couple.html",
        "researcher.html",
    ]


def test_what_is_there_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text("mine")
    assert run("report", SAMPLE, "-o", page) == 1
    assert "exists already" in capsys.readouterr().err
    assert page.read_text() == "mine"


def test_a_folder_that_is_not_there_and_a_file_that_is_none_of_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("report", SAMPLE, "-o", tmp_path / "no" / "page.html") == 1
    assert "There is no folder" in capsys.readouterr().err
    stranger = tmp_path / "letter.samen"
    stranger.write_text("Dear all")
    assert run("report", stranger, "-o", tmp_path / "page.html") == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["letter.samen"]
