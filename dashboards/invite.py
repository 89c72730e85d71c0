"""The links that let somebody in, and what is said beside them on the terminal."""

import sys
from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from samenstemming.words import Language, say

from .desk import Desk
from .guard import PAIR, Entry
from .lan import square_code

Announce = Callable[[str], None]
START: Final = "/"


def own_link(entry: Entry, own: str, page: str) -> str:
    """The link that lets this computer's own browser in, where accounts are unknown."""
    query = urlencode({"key": entry.own_link.link(), "to": page or START})
    return f"{own}{PAIR}?{query}"


def phone_link(at: Desk) -> str | None:
    """The link that lets one phone in; None without `--lan`."""
    if at.lan_socket is None:
        return None
    host, port = at.lan_socket.getsockname()[:2]
    return f"http://{host}:{port}{PAIR}?{urlencode({'key': at.entry.phones.link()})}"


def tell_phones(at: Desk, language: Language, announce: Announce) -> None:
    """Say how a phone comes in and what that means, now and after each that did."""
    link = phone_link(at)
    if link is None:
        return
    _tell("lan.link", link, language, announce)
    announce(say("lan.plain", language))

    def another() -> None:
        _tell("lan.another", phone_link(at) or "", language, announce)

    at.entry.phones.on_used = another


def _tell(key: str, link: str, language: Language, announce: Announce) -> None:
    announce(say(key, language, link=link))
    if sys.stderr.isatty():
        announce(square_code(link))
