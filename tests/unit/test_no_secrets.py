"""The repository holds no secret, and the page of threats names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
KINDS = ("py", "toml", "txt", "md", "yaml", "js", "html", "css", "sql", "cff")
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|AGE-SECRET-KEY-1[A-Z0-9]{20}|gh[pousr]_\w{30}|"
    r"AKIA[0-9A-Z]{16}|xox[abp]-\w{10}|https?://[^/\s:@\"'{}]+:[^/\s@\"'{}]+@"
)


def sources() -> list[Path]:
    folders = ("src", "dashboards", "tests", "benchmarks", "docs", "requirements")
    inside = [
        path
        for folder in folders
        for kind in KINDS
        for path in (ROOT / folder).rglob(f"*.{kind}")
    ]
    return [*inside, *ROOT.glob("*.*"), ROOT / "Makefile", ROOT / ".ci" / "run"]


def test_no_file_of_this_repository_holds_a_secret() -> None:
    assert len(sources()) > 500
    found = {
        str(path.relative_to(ROOT)): match[0][:24]
        for path in sources()
        if path.is_file() and path != Path(__file__)
        if (match := SECRETS.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


def test_every_test_that_the_page_of_threats_names_is_there() -> None:
    known = {path.name: path for path in (ROOT / "tests").rglob("test_*.py")}
    named, file = 0, ""
    for name, test in re.findall(r"`((?:test_\w+\.py)?)(?:::(test_\w+))?`", PAGE):
        if not name and not test:
            continue
        file = name or file
        assert file in known, file
        if test:
            named += 1
            text = known[file].read_text(encoding="utf-8")
            assert f"def {test}(" in text, f"{file}::{test}"
    assert named > 25


def test_every_row_says_what_is_not_done_or_shown() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| **")]
    assert len(rows) > 12
    for row in rows:
        who, done, shown, left = (cell.strip() for cell in row.split("|")[1:5])
        assert who
        assert left, f"{who}: nobody is safe from everything"
        assert bool(shown) or not done or "Nothing is claimed" in done, who
