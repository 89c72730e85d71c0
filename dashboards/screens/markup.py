"""Pieces of HTML that Streamlit has no element for; all text in them is escaped."""

from collections.abc import Sequence
from html import escape

from ..view_ready import MARKS, Line


def said(text: str, kind: str = "said") -> str:
    """A sentence that is also read out when it changes."""
    return f'<p class="{kind}" role="status">{escape(text)}</p>'


def lines(texts: Sequence[str]) -> str:
    """Sentences that belong together, close under each other."""
    return f'<div class="lines">{"".join(f"<p>{escape(of)}</p>" for of in texts)}</div>'


def progress(text: str, share: float) -> str:
    """How far something is, with what it is."""
    whole = escape(text)
    return (
        f'<div class="progress"><p role="status">{whole}</p>'
        f'<progress max="100" value="{share * 100:.0f}" aria-label="{whole}">'
        "</progress></div>"
    )


def strap_name(name: str, about: str) -> str:
    """A strap's name, and under it whose it is and how well it is heard."""
    return (
        f'<div class="strap-name"><h2>{escape(name)}</h2>'
        f'<p class="about">{escape(about)}</p></div>'
    )


def line_list(lines: Sequence[Line], words: dict[str, str]) -> str:
    """What asks for attention first, in full; then all that is fine, in short."""
    bad = [line for line in lines if line.state in {"fail", "warn"}]
    fine = [line for line in lines if line not in bad]
    return _list("attention", bad, words) + _list("fine", fine, words)


def fold(title: str, lines: Sequence[Line]) -> str:
    """What the terminal would say, folded away."""
    told = "".join(
        f"<h3>{escape(line.title)}</h3>"
        + "".join(f"<p>{escape(one)}</p>" for one in line.details)
        for line in lines
        if line.details
    )
    return (
        f'<details class="fold"><summary>{escape(title)}</summary>'
        f"<div>{told}</div></details>"
    )


def _list(kind: str, lines: Sequence[Line], words: dict[str, str]) -> str:
    if not lines:
        return ""
    items = "".join(_item(line, words[line.state]) for line in lines)
    return f'<ul class="checks {kind}">{items}</ul>'


def _item(line: Line, word: str) -> str:
    to_do = f'<p class="todo">{escape(line.to_do)}</p>' if line.to_do else ""
    return (
        f'<li data-check="{line.name}" data-state="{line.state}">'
        f'<span class="mark" aria-hidden="true">{MARKS[line.state]}</span>'
        f'<div><p class="what"><strong>{escape(line.title)}</strong> '
        f'<span class="word">{escape(word)}</span></p>'
        f"<p>{escape(line.sentence)}</p>{to_do}</div></li>"
    )
