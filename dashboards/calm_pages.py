"""The pages that the guard shows itself: you are not in yet, and come in here.

Both languages on one page: nothing is known of who asks. No script, no other file.
"""

from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from samenstemming.words import Language, say

if TYPE_CHECKING:
    from .visit import Visit

NEXT: Final = "/"
"""Where a phone that came in goes on."""

STYLE: Final = """
body { margin: 0; font: 1.2rem/1.5 system-ui, sans-serif; background: #f6f4ef;
  color: #22302e; }
main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
section + section { margin-top: 2.5rem; }
h1, h2 { font-size: 1.5rem; font-weight: 600; margin: 0 0 .5rem; }
p { margin: 0 0 1rem; }
button { font: inherit; min-height: 56px; padding: 0 1.5rem; border: 0;
  border-radius: 12px; background: #2f7f76; color: #fff; }
button:focus-visible { outline: 3px solid #22302e; outline-offset: 3px; }
@media (prefers-color-scheme: dark) {
  body { background: #16201f; color: #e8e6e0; }
  button:focus-visible { outline-color: #e8e6e0; }
}
"""
PRIVATE: Final = {"Cache-Control": "no-store"}


class Refusal(StrEnum):
    """Why a request does not come in; the last part of its words' key."""

    HOST = "host"
    ORIGIN = "origin"
    ACCOUNT = "account"
    LINK = "link"
    PAIRING = "pairing"
    ELSEWHERE = "elsewhere"


UNKNOWN: Final = frozenset({Refusal.LINK, Refusal.PAIRING})
"""Whoever asks may come in once it is known who that is: 401. All else is 403."""


def refusal_page(refusal: Refusal) -> Response:
    """A calm page that says why, and what to do."""
    sections = [
        _section(language, "lan.page.title", (f"lan.page.{refusal}",))
        for language in Language
    ]
    status = 401 if refusal in UNKNOWN else 403
    return HTMLResponse(_page(sections), status_code=status, headers=PRIVATE)


def pair_page(visit: "Visit", *, paired: bool) -> Response:
    """The button that lets a phone in; once it is in, the way to its screen.

    A button, because messengers open a link before anybody taps it, and it works once.
    """
    if paired:
        going = NEXT if visit.method == "POST" else "/"
        going = visit.asked("to") if _is_own(visit.asked("to")) else going
        return RedirectResponse(going, status_code=303, headers=PRIVATE)
    key = quote(visit.asked("key"))
    sections = [
        _section(language, "lan.pair.title", ("lan.plain",), button=key)
        for language in Language
    ]
    return HTMLResponse(_page(sections), headers=PRIVATE)


def _is_own(place: str) -> bool:
    """Whether a place to go on to is on this server."""
    return place.startswith("/") and not place.startswith(("//", "/\\"))


def _section(
    language: Language, title: str, lines: tuple[str, ...], button: str | None = None
) -> str:
    level = "h1" if language is Language.NL else "h2"
    said = "".join(f"<p>{escape(say(line, language))}</p>" for line in lines)
    form = ""
    if button is not None:
        label = escape(say("lan.pair.open", language))
        form = (
            f'<form method="post" action="/pair?key={escape(button)}">'
            f"<button>{label}</button></form>"
        )
    return (
        f'<section lang="{language}"><{level}>{escape(say(title, language))}</{level}>'
        f"{said}{form}</section>"
    )


def _page(sections: list[str]) -> str:
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Samenstemming</title><style>{STYLE}</style></head>"
        f"<body><main>{''.join(sections)}</main></body></html>"
    )
