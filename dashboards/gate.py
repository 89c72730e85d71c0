"""Who may speak to this server: only a browser on this machine, at this address.

Binding to 127.0.0.1 keeps other machines out, not other web pages: a page whose name
is made to resolve to 127.0.0.1 (DNS rebinding) reaches any local port. Such a request
carries that page's name in its Host header, so every request is checked, the
WebSocket included, before Streamlit sees it (`guard`).

Routes of our own bypass Streamlit's origin checks. They ask for a token as well, made
anew by each process and handed to the page inside the component's data.
"""

import secrets
from typing import Final
from urllib.parse import urlsplit

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names under which a browser reaches a server that is bound to loopback."""


def is_own_host(host: str | None, names: frozenset[str] = LOOPBACK) -> bool:
    """Whether a Host header is one of these names; False where there is none."""
    if not host:
        return False
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return False
    plain = not (parts.path or parts.query or parts.fragment or parts.username)
    return plain and parts.hostname in names


def is_token(given: str | None, expected: str) -> bool:
    """Whether a token is the right one, in a time that does not tell how near."""
    return secrets.compare_digest((given or "").encode(), expected.encode())
