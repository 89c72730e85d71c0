"""The entry in a desktop's menu: one file, this user's, and gone again."""

import configparser
import sys
from pathlib import Path

import pytest

from samenstemming.cli import main
from samenstemming.cli.desktop_entry import entry_text, quoted


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path / "applications" / "samenstemming.desktop"


def run(*argv: str) -> int:
    return main(["desktop-entry", *argv])


def test_it_is_put_there_and_taken_away(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("install") == 0
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(place, encoding="utf-8")
    held = entry["Desktop Entry"]
    assert held["Type"] == "Application"
    assert held["Exec"] == f'"{sys.executable}" -m samenstemming'
    assert held["Terminal"] == "false"
    assert capsys.readouterr().out.strip() == str(place)
    assert run("remove") == 0
    assert not place.exists()
    assert run("remove") == 0


def test_elsewhere_it_is_one_sentence(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert run("install") == 1
    assert "Linux" in capsys.readouterr().err
    assert not place.exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place.parent.write_text("a file is in the way")
    assert run("install") == 1
    assert str(place) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/opt/my python/bin/python", '"/opt/my python/bin/python"'),
        ("/a$b/python", '"/a\\\\$b/python"'),
        ("/100%/python", '"/100%%/python"'),
    ],
)
def test_what_is_special_in_it_is_escaped(path: str, written: str) -> None:
    assert quoted(path) == written
    assert f"Exec={written} -m samenstemming\n" in entry_text(path)
