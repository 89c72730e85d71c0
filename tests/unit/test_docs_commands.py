"""What a page tells a reader to type is something that can be typed.

Every command line is read by the commands' own parser, every link and picture is looked
up, and the Python of the README and the tutorials runs as in a notebook. Each command
of the tutorials was run by hand as well, and what it printed stands below it.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pytest

import samenstemming as sam
from samenstemming.batch.group import GROUPS
from samenstemming.batch.pairs import PAIRS
from samenstemming.batch.tiles import write_table
from samenstemming.cli import _understand
from samenstemming.cli.arguments import parse_command
from samenstemming.exports.tabular import HEADERS
from samenstemming.recording import write_recording

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(
    r"^(?:[A-Z_]+=\S+ |for .*?; do )?(samenstemming(?: .*?)?)(?:; done)?$"
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
OUTPUT = ("text", "python", "toml", "json")
"""Blocks of these kinds hold no commands."""

NOT_TYPED = re.compile(r"^samenstemming a |^samenstemming \[")
"""Names of streams, and usages."""


def told(page: Path) -> str:
    return page.read_text("utf-8")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def commands_of(page: Path) -> Iterator[list[str]]:
    """Each command line of the page's fenced blocks, as words."""
    for language, block in FENCED.findall(told(page)):
        if language in OUTPUT:
            continue
        for line in block.replace("\\\n", " ").splitlines():
            found = COMMAND.match(re.split(r"\s+[#>]", line)[0].strip())
            if found is None or NOT_TYPED.match(found[1]):
                continue
            # `csv|parquet|rr` stands for one of these, and so does `…`.
            yield [w.split("|")[0].replace("$n", "1") for w in shlex.split(found[1])][
                1:
            ]


def anchor_of(heading: str) -> str:
    """The anchor of a heading, as a forge makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_of_a_page_is_understood(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in commands_of(page):
        try:
            _understand(list(words))
            if words[:2] == ["study", "run"]:
                parse_command("record", ["--study", *words[2:]])
        except SystemExit:
            why = capsys.readouterr().err.strip().splitlines()[-1]
            pytest.fail(f"{shlex.join(words)}: {why}")


def test_the_pages_have_commands() -> None:
    assert sum(1 for page in PAGES for _ in commands_of(page)) > 90


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_and_picture_of_a_page_is_there(page: Path) -> None:
    prose = FENCED.sub("", told(page))
    for link in LINK.findall(prose):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        if anchor:
            heads = re.findall(r"^#+ (.*)$", told(target), re.MULTILINE)
            assert anchor in {anchor_of(head) for head in heads}, link


def test_every_picture_is_small_and_used() -> None:
    used = {Path(link).name for page in PAGES for link in LINK.findall(told(page))}
    for picture in (ROOT / "docs").glob("*.png"):
        assert picture.name in used, picture.name
        assert picture.stat().st_size <= 125_000, picture.name


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the tutorials' commands have made by then, only shorter.

    Tables have the columns that the code gives them, and a row.
    """
    couple = sam.simulate(minutes=2, seed=7)
    for name in ("couple", "talk"):
        write_recording(tmp_path / f"{name}.samen", couple)
    groups: Mapping[str, object] = {"step": "whole", "n_dyads": 6, "mean_real_z": 0.8}
    write_table(tmp_path / "group" / "groups.parquet", GROUPS, [groups])
    some = [{"kind": kind, "z": 0.5} for kind in ("real", "pseudo")]
    write_table(tmp_path / "group" / "pairs" / "all.parquet", PAIRS, some)
    (tmp_path / "tables").mkdir()
    row = {**dict.fromkeys(HEADERS["hrv"]), "wearer": "a"}
    pd.DataFrame([row]).to_parquet(tmp_path / "tables" / "hrv.parquet")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("page", ["README.md", "docs/tutorial-analyst.md"])
def test_the_python_of_a_page_runs_from_top_to_bottom(page: str) -> None:
    text = told(ROOT / page)
    names: dict[str, object] = {"__name__": "page"}
    blocks = [block for language, block in FENCED.findall(text) if language == "python"]
    assert blocks
    for block in blocks:
        exec(compile(block, page, "exec"), names)


def test_no_other_tutorial_has_python_that_nobody_runs() -> None:
    pages = {name_of(page) for page in PAGES if "```python" in told(page)}
    assert pages == {"README.md", "docs/tutorial-analyst.md", "docs/other-sensors.md"}
