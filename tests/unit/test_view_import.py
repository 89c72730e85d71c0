"""The import page's choices as the importer takes them."""

import pytest

from dashboards.view_import import align_text, file_name


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("files", None),
        ("known", "known:1.5"),
        ("marker", "marker:clap"),
        ("estimate", "estimate"),
    ],
)
def test_a_choice_is_what_the_command_line_says(way: str, said: str | None) -> None:
    assert align_text(way, 1.5, "clap") == said


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("talk a.csv", "talk a.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\data\\rr.txt", "rr.txt"),
        (".hidden", "hidden"),
        ("a<b>.csv", "a_b_.csv"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_name_sent_by_a_browser_is_a_name_and_no_place(sent: str, name: str) -> None:
    assert file_name(sent) == name
