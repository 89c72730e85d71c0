"""Recordings as lines of a list."""

from pathlib import Path

import pytest

from dashboards.screens.plain_text import plain
from dashboards.shelf import shelf
from dashboards.view_shelf import (
    Book,
    book_about,
    book_name,
    book_names,
    date_text,
    length_text,
)
from samenstemming import recordings_folder
from samenstemming.words import Language


def book(**over: object) -> Book:
    meta = {"created_utc": "2026-03-02T13:05:00Z", "simulated": True}
    values = {"path": Path("x.samen"), "meta": meta, "duration_s": 605.0}
    return Book(**{**values, "running": False, **over})  # type: ignore[arg-type]  # a test's shorthand


def test_a_recording_is_called_by_its_label_else_by_its_file() -> None:
    assert book_name(Path("tue.samen"), {"label": "pair 12"}) == "pair 12"
    assert book_name(Path("tue.samen"), {"label": ""}) == "tue"


def test_a_name_that_two_recordings_share_gives_way_to_their_files() -> None:
    books = [
        book(path=Path(f"{name}.samen"), meta={"label": label})
        for name, label in (("one", "simulated"), ("two", "simulated"), ("x", "pair"))
    ]
    assert list(book_names(books).values()) == ["one", "two", "pair"]


def test_a_simulated_recording_says_so_in_both_languages() -> None:
    assert "gesimuleerd" in book_about(book(), Language.NL)
    assert "simulated" in book_about(book(), Language.EN)


def test_a_running_recording_has_no_length_yet() -> None:
    assert "loopt nu" in book_about(book(running=True), Language.NL)
    assert "min" not in book_about(book(running=True), Language.NL)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0, "0 s"), (59.4, "59 s"), (60.0, "1 min"), (605, "10 min")],
)
def test_lengths_are_whole_minutes(seconds: float, text: str) -> None:
    assert length_text(seconds, Language.EN) == text


def test_months_do_not_follow_the_machine() -> None:
    assert "mrt 2026" in date_text("2026-03-02T13:05:00Z", Language.NL)
    assert "Mar 2026" in date_text("2026-03-02T13:05:00Z", Language.EN)


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    assert date_text(None, Language.EN) == "date unknown"


def test_peoples_text_is_not_markdown() -> None:
    assert plain("**a** [b](c)") == r"\*\*a\*\* \[b\]\(c\)"


def test_a_file_that_is_no_recording_stays_in_the_list(tmp_path: Path) -> None:
    (tmp_path / "broken.samen").write_text("not a recording")
    found = shelf(tmp_path)
    assert found.books == ()
    assert [path.name for path in found.unreadable] == ["broken.samen"]


def test_the_own_folder_is_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert shelf().folder == recordings_folder()
