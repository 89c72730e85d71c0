"""What a report is made of, before it is a page: sections, tables, pictures.

Values are text already, in one language; the page only sets them. Nothing in here is
HTML, so a note that holds markup stays a note.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: `rows` of cells as text; the first column names its row."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An SVG with the words that stand in its place and the words under it."""

    svg: str
    instead: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it, in this order."""

    title: str
    paragraphs: Sequence[str] = ()
    may: Sequence[str] = ()
    may_not: Sequence[str] = ()
    pictures: Sequence[Picture] = ()
    tables: Sequence[Table] = field(default=())
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report; `labels` are the page's own words, by name."""

    title: str
    language: str
    lead: Sequence[str]
    sections: Sequence[Section]
    labels: dict[str, str]
    foot: Sequence[str] = ()
