"""What is said of a damaged recording, in words, and who may see what of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import samenstemming as sam
from dashboards.shelf import shelf
from dashboards.view_damaged import saved_lines
from dashboards.view_shelf import book_about
from samenstemming import home
from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import write_recording
from samenstemming.words import Language, say
from tests.recording_cases import small_session

NL, EN = Language.NL, Language.EN
PAGE = 4096


def about(**over: object) -> Mapping[str, object]:
    said = {
        "rows_kept": 999,
        "rows_lost": 1,
        "stretches": ({"from_s": 190.4, "until_s": 192.0},),
        "zero_known": True,
        "meta_in_doubt": False,
    }
    return {**said, **over}


def test_what_is_missing_is_never_said_to_be_all() -> None:
    lines = saved_lines(about(), EN)
    assert lines[0] == "99% of what was recorded was saved."
    assert lines[1] == "From 3:10 to 3:12 is missing."
    assert "speaking" in lines[2]
    assert saved_lines(about(rows_kept=1, rows_lost=999), NL)[0].startswith("<1%")


def test_where_only_the_file_was_broken_everything_is_there() -> None:
    lines = saved_lines(about(rows_lost=0, stretches=()), NL)
    assert lines == ["Alle metingen zijn gered."]


@pytest.mark.parametrize(
    ("stretch", "said"),
    [
        ({"from_s": 61.0, "until_s": None}, "What came after 1:01 is missing."),
        ({"from_s": None, "until_s": 5.0}, "What came before 0:05 is missing."),
    ],
    ids=["end", "beginning"],
)
def test_an_end_that_is_gone_is_named(stretch: Mapping[str, object], said: str) -> None:
    assert said in saved_lines(about(stretches=[stretch]), EN)


def test_many_pieces_are_counted_and_a_doubt_is_told() -> None:
    every = [{"from_s": float(k), "until_s": k + 0.5} for k in range(9)]
    lines = saved_lines(
        about(stretches=every, zero_known=False, meta_in_doubt=True), NL
    )
    assert say("app.damaged.more", NL, n=5) in lines
    assert lines[-2:] == [say(f"app.damaged.{of}", NL) for of in ("zero", "consent")]


@pytest.mark.parametrize("odd", [{}, {"rows_lost": "many", "stretches": 3}])
def test_an_odd_note_is_no_trouble(odd: Mapping[str, object]) -> None:
    assert saved_lines(odd, EN)


def damaged(folder: Path, n_bytes: int = 0) -> Path:
    """Page 14 is gone, and so many bytes at the beginning."""
    path = folder / "avond.samen"
    write_recording(path, small_session(300))
    content = bytearray(path.read_bytes())
    content[13 * PAGE : 14 * PAGE] = bytes(PAGE)
    content[:n_bytes] = b"\xa5" * n_bytes
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("n_bytes", [0, 200], ids=["a page", "the first bytes too"])
def test_what_can_be_saved_is_offered_and_saved_once(
    tmp_path: Path, n_bytes: int
) -> None:
    path = damaged(tmp_path, n_bytes)
    (tmp_path / "text.samen").write_text("not a recording")
    before = path.read_bytes()
    assert shelf(tmp_path).damaged == (path,)
    for _ in range(2):  # a second press, or a second page
        assert home.save_what_is_left(path) == home.Saving(to=home.saved_path(path))
    found = shelf(tmp_path)
    (book,) = found.books
    assert book.path == home.saved_path(path)
    assert found.damaged == (path,)
    assert path.read_bytes() == before
    assert say("app.damaged.mark", NL) in book_about(book, NL)
    said = home.repaired(book.meta)
    assert said is not None
    assert saved_lines(said, NL)


def test_what_cannot_be_saved_says_why_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    path.write_bytes(b"812\n" * 100)
    assert home.save_what_is_left(path).why == "app.damaged.nothing"
    write_recording(tmp_path / "whole.samen", small_session(30))
    assert home.save_what_is_left(tmp_path / "whole.samen").why == "app.damaged.whole"
    assert home.save_what_is_left(tmp_path / "no.samen").why == "recording.missing"
    assert not list(tmp_path.glob("*-repaired*"))


@pytest.mark.parametrize(
    "problem", sorted(set(RecordingProblem) - {RecordingProblem.DAMAGED})
)
def test_nothing_else_is_offered_to_be_saved(
    tmp_path: Path, problem: RecordingProblem
) -> None:
    error = RecordingError("no", problem=problem)
    assert not home.can_be_saved(tmp_path / "no.samen", error)
    assert not home.can_be_saved(tmp_path / "no.samen", OSError("no"))


def test_where_a_yes_is_in_doubt_no_page_with_both_hearts_is_opened() -> None:
    of_a_laboratory: dict[str, object] = {"label": "pair 12"}
    assert home.may_show_both_hearts(of_a_laboratory)
    sure = of_a_laboratory | {"repaired": about()}
    assert home.may_show_both_hearts(sure)
    for odd in (about(meta_in_doubt=True), {}):
        assert not home.may_show_both_hearts(of_a_laboratory | {"repaired": odd})


def test_a_repaired_evening_still_says_until_when_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.samen"
    meta = {
        "keep_until_utc": "2026-01-01T00:00:00+00:00",
        "consent": {"a": [], "b": []},
    }
    events = small_session(300).events()
    write_recording(path, sam.Recording.of(events, meta=meta))
    content = bytearray(path.read_bytes())
    content[13 * PAGE : 14 * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    saved = home.save_what_is_left(path).to
    assert saved is not None
    kept = sam.open_recording(saved).meta
    assert home.of_an_evening(kept)
    assert not home.may_show_both_hearts(kept)
