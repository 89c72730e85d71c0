"""Who gets in, asked once for every route: pages, files, uploads, WebSocket, streams.

Two ways lead to this app. **This computer**: bound to 127.0.0.1, for the account that
started it. Other accounts reach loopback too, so the kernel is asked whose connection
it is (`accounts`); where it does not tell, the link that was printed lets in. **The
Wi-Fi**, with `--lan` only: a device that came in with a link, and for the couple's
screen alone. On both ways every request has to be meant for this server (Host), come
from one of its own pages (Origin, Sec-Fetch-Site), and bring this start's cookie; pages
themselves may be opened without, by our own account, and hand it out.

Streamlit checks the origin of its WebSocket and of uploads, and nothing on any other
route; what is decided here is decided before Streamlit sees the request. Plain ASGI:
Starlette's own middleware base never sees a WebSocket.

Why a cookie and not a path: decision 021.
"""

import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .accounts import Address, OwnAccount, is_own_account
from .calm_pages import Refusal, pair_page, refusal_page
from .gate import LOOPBACK, is_own_host
from .pairing import Pairing, same
from .visit import Visit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGES: Final = (
    *("start", "evening", "straps", "couple", "lab", "replay", "compare", "import"),
    *("study", "help"),
)
"""The pages of the shell, by the last part of their address."""

HEALTH: Final = "/_stcore/health"
"""A page that lost its server asks here until one answers, and needs a cookie then."""

PAIR: Final = "/pair"
OWN_TOKEN: Final = "/api/"
"""Our own routes ask for a token of this process in every request."""

DOORS: Final = frozenset({"/", HEALTH, *(f"/{page}" for page in PAGES)})
"""What our own account may open without a cookie, and gets one with."""

PHONE_PAGES: Final = frozenset({"/", "/couple", "/help", HEALTH})
PHONE_PATHS: Final = (
    "/api/couple",
    "/static/",
    "/favicon.png",
    "/_stcore/host-config",
    "/_stcore/bidi-components/",
    "/_stcore/stream",
)
"""All that the couple's screen needs, and nothing that holds a recording."""

FROM: Final = "x-samenstemming-from"
PHONE: Final = "phone"
"""Tells the script that a visitor is on a phone; taken off whatever arrives with it."""

CSP: Final = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "connect-src 'self' {socket}",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
"""Even a page that were made to hold foreign markup can ask nobody else for anything.

Streamlit needs inline scripts and styles, and builds its components from blobs.
"""

READS: Final = frozenset({"GET", "HEAD"})


@dataclass(eq=False)
class Entry:
    """Who may come in to one app that runs."""

    home: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    lan: str | None = None
    own_link: Pairing = field(default_factory=lambda: Pairing(lives_s=math.inf))
    phones: Pairing = field(default_factory=Pairing)
    account: Callable[[Address, Address], bool | None] = field(
        default_factory=OwnAccount
    )
    account_now: Callable[[Address, Address], bool | None] = is_own_account

    @property
    def names(self) -> frozenset[str]:
        """Every name that this server answers to."""
        return LOOPBACK | {self.lan} if self.lan else LOOPBACK

    def cookie_name(self, port: int) -> str:
        """A name for each port: browsers keep cookies by host, not by port."""
        return f"samenstemming_{port}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one request."""

    refusal: Refusal | None = None
    cookie: str | None = None
    phone: bool = False


def judge(entry: Entry, visit: Visit) -> Verdict:
    """Whether this request comes in, and with which cookie it leaves."""
    phone = entry.lan is not None and visit.server[0] == entry.lan
    if not phone and visit.server[0] not in LOOPBACK:
        return Verdict(refusal=Refusal.HOST)
    names = frozenset({entry.lan}) if phone and entry.lan else LOOPBACK
    if not is_own_host(visit.header("host"), names):
        return Verdict(refusal=Refusal.HOST)
    if not is_own_page(visit):
        return Verdict(refusal=Refusal.ORIGIN)
    return _phone(entry, visit) if phone else _home(entry, visit)


def is_own_page(visit: Visit) -> bool:
    """Whether a request comes from a page of this server, or from no page at all."""
    origins = visit.all_of("origin")
    own = f"http://{visit.header('host')}".lower()
    if origins and [one.lower() for one in origins] != [own]:
        return False
    asks_only = visit.kind == "http" and visit.method in READS
    if not asks_only and not origins:
        return False  # every browser says where a form or a WebSocket comes from
    site = visit.header("sec-fetch-site")
    if site in {None, "same-origin", "none"}:
        return True
    # A link on another page may open ours. It may not put ours into a frame.
    return (
        asks_only
        and visit.header("sec-fetch-mode") == "navigate"
        and visit.header("sec-fetch-dest") == "document"
    )


def _home(entry: Entry, visit: Visit) -> Verdict:
    forwarded = any(name.startswith("x-forwarded-") for name, _ in visit.headers)
    shown = same(visit.cookie(entry.cookie_name(visit.server[1])), entry.home)
    # Who shows no cookie may get one, so the answer has to be of this moment: a port
    # that was let go can be somebody else's before the second is over.
    ask = entry.account if shown else entry.account_now
    # uvicorn believes a loopback client that says it speaks for somebody else.
    known = None if forwarded else ask(visit.client, visit.server)
    if known is False:
        return Verdict(refusal=Refusal.ACCOUNT)
    if shown:
        return Verdict()
    if visit.path == PAIR and visit.kind == "http" and visit.method == "GET":
        if entry.own_link.let_in(visit.asked("key"), visit.client[0]):
            return Verdict(cookie=entry.home)
        return Verdict(refusal=Refusal.LINK)
    if known and visit.kind == "http" and visit.method in READS:
        if visit.path in DOORS:
            return Verdict(cookie=entry.home)
        if visit.path.startswith(OWN_TOKEN):
            return Verdict()
    return Verdict(refusal=Refusal.LINK)


def _phone(entry: Entry, visit: Visit) -> Verdict:
    if visit.path == PAIR and visit.kind == "http":
        if visit.method == "GET":
            works = entry.phones.works(visit.asked("key"))
            return Verdict(refusal=None if works else Refusal.PAIRING, phone=True)
        cookie = None
        if visit.method == "POST":
            cookie = entry.phones.let_in(visit.asked("key"), visit.client[0])
        refusal = None if cookie else Refusal.PAIRING
        return Verdict(refusal=refusal, cookie=cookie, phone=True)
    shown = visit.cookie(entry.cookie_name(visit.server[1]))
    if not entry.phones.knows(shown, visit.client[0]):
        return Verdict(refusal=Refusal.PAIRING, phone=True)
    fits = visit.path in PHONE_PAGES or visit.path.startswith(PHONE_PATHS)
    return Verdict(refusal=None if fits else Refusal.ELSEWHERE, phone=True)


class Guard:
    """Middleware that lets requests in, or answers them itself."""

    def __init__(self, app: "ASGIApp", entry: Entry) -> None:
        self._app = app
        self._entry = entry

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on with what is known of it, or answer 303, 401 or 403."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        visit = Visit.of(scope)
        verdict = judge(self._entry, visit)
        dressed = _dressed(send, self._set_cookie(visit, verdict), _csp(visit))
        if scope["type"] == "websocket":
            if verdict.refusal is not None:
                await receive()
                await send({"type": "websocket.close", "code": 1008})
                return
            await self._app(_told(scope, verdict), receive, send)
        elif verdict.refusal is not None:
            await refusal_page(verdict.refusal)(scope, receive, dressed)
        elif visit.path == PAIR:
            await pair_page(visit, paired=verdict.cookie is not None)(
                scope, receive, dressed
            )
        else:
            await self._app(_told(scope, verdict), receive, dressed)

    def _set_cookie(self, visit: Visit, verdict: Verdict) -> str | None:
        if verdict.cookie is None:
            return None
        name = self._entry.cookie_name(visit.server[1])
        return f"{name}={verdict.cookie}; Path=/; HttpOnly; SameSite=Strict"


def _told(scope: "Scope", verdict: Verdict) -> "Scope":
    """The scope with our own word on where the visitor is, and nobody else's."""
    name = FROM.encode()
    kept = [pair for pair in scope["headers"] if pair[0].lower() != name]
    if verdict.phone:
        kept.append((name, PHONE.encode()))
    return {**scope, "headers": kept}


def _csp(visit: Visit) -> str:
    host = visit.header("host") or ""
    # Safari before 15.4 does not count a WebSocket of one's own as 'self'.
    return CSP.format(socket=f"ws://{host}" if is_plain(host) else "'self'")


def is_plain(host: str) -> bool:
    """Whether a host can stand in a header of ours as it is."""
    return bool(host) and all(c.isalnum() or c in ".:[]-" for c in host)


def _dressed(send: "Send", cookie: str | None, csp: str) -> "Send":
    """Send with the cookie, and with what a browser may do with our answers."""
    ours = [
        (b"content-security-policy", csp.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
    ]
    names = {name for name, _ in ours}

    async def pass_on(message: "Message") -> None:
        if message["type"] == "http.response.start":
            kept = [
                pair
                for pair in message.get("headers", [])
                if pair[0].lower() not in names
            ]
            headers = [*kept, *ours]
            if cookie is not None:
                headers.append((b"set-cookie", cookie.encode()))
            message = {**message, "headers": headers}
        await send(message)

    return pass_on
