"""Start the app in this process, say where it is, and stay until it is stopped."""

import gc
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final

import samenstemming as sam
from samenstemming import home
from samenstemming.words import Language, say

from . import accounts
from .asgi import OPTIONS, make_app
from .desk import Desk, desk
from .evenings import evening, tidied
from .invite import own_link, tell_phones
from .lan import bound, home_address
from .study_room import study_room

HOST = "127.0.0.1"

SWITCH_S: Final = 0.0005
"""A thread that computes gives way after this long, a tenth of Python's own 5 ms.

numpy lets go of the interpreter in every sort, so a page that is loaded beside a record
being read waited those 5 ms thousands of times, and the record for the page.
"""


def launch(
    file: Path | None,
    *,
    port: int | None = None,
    open_browser: bool = True,
    language: str | None = None,
    announce: Callable[[str], None] = lambda _: None,
    lan: bool = False,
) -> int:
    """Serve the app until a signal ends it; 0, or 130 after Ctrl-C.

    SamenstemmingError where `port` is taken. Without `port` the system picks a free
    one. `language` is what pages fall back on; a visitor's own choice goes before.
    With `lan` a phone on the same network can come in, for the couple's screen.
    """
    import streamlit as st

    at = desk()
    at.opened = file
    at.language = language
    if file is not None:
        at.admit(file)
    words = Language(language or Language.NL)
    if port is not None:
        _must_be_free(port, words)
    options = {**OPTIONS, "server.port": port or 0}
    if lan:
        at.entry.lan = home_address(words)
        at.lan_socket = bound(at.entry.lan, port, words)
        options["server.allowedHosts"] = sorted(at.entry.names)

    page = _page_of(file)
    if file is not None and page:
        at.replay.expect(file)

    def started() -> None:
        own = f"http://{HOST}:{st.get_option('server.port')}"
        address = f"{own}{page}"
        if not accounts.are_known():
            address = own_link(at.entry, own, page)
            at.entry.own_link.on_used = lambda: announce(
                say("lan.own_link", words, link=own_link(at.entry, own, page))
            )
        announce(say("app.address", words, address=address))
        tell_phones(at, words, announce)
        if open_browser and _has_screen():
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    sys.setswitchinterval(SWITCH_S)
    tidied().begin()
    app = make_app(at, on_start=started)
    with _quiet_termination(), _practice(at):
        try:
            app.run(config=options)
        except KeyboardInterrupt:
            return 130
        finally:
            evening().close()
            study_room().close()
            at.straps.close()
            # Sweeping neurokit2's modules one last time holds the exit up for 1-2 s.
            gc.freeze()
    return 0


def _page_of(file: Path | None) -> str:
    """Where to begin: a finished recording with both hearts is looked back at."""
    if file is None:
        return ""
    try:
        book = desk().replay.book(file)
    except (sam.SamenstemmingError, OSError):
        return ""
    seen = not book.running and home.may_show_both_hearts(book.meta)
    return f"/replay?file={desk().admit(file)}" if seen else ""


def _must_be_free(port: int, language: Language) -> None:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise sam.SamenstemmingError(
                say("app.port_taken", language, port=port)
            ) from error


def _has_screen() -> bool:
    """Whether a browser has somewhere to appear; a terminal browser is not meant."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def _practice(at: Desk) -> Iterator[None]:
    """Inside, simulated straps are in the air where that was asked for.

    What people name them is forgotten with them: their own straps are not touched.
    """
    if not sam.PracticeStraps.wished():
        yield
        return
    with TemporaryDirectory() as folder, sam.PracticeStraps() as straps:
        at.practice = straps
        at.straps = sam.StrapDesk(straps_file=Path(folder) / "straps.json")
        yield


@contextmanager
def _quiet_termination() -> Iterator[None]:
    """Inside, SIGTERM ends the server only: uvicorn raises it again once it is done."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
