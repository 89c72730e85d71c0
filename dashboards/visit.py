"""One request as the guard reads it: where it arrived, from whom, for what.

Only what a header holds exactly once counts: two Host headers are two claims.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.requests import cookie_parser

if TYPE_CHECKING:
    from starlette.types import Scope

NOBODY = ("", 0)


@dataclass(frozen=True, slots=True)
class Visit:
    """What one request says of itself."""

    kind: str
    method: str
    path: str
    query: str
    server: tuple[str, int]
    client: tuple[str, int]
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, scope: "Scope") -> "Visit":
        """The visit of an HTTP or WebSocket scope."""
        server, client = scope.get("server"), scope.get("client")
        return cls(
            kind=scope["type"],
            method=scope.get("method", "GET"),
            path=scope["path"],
            query=scope.get("query_string", b"").decode("latin-1"),
            server=(str(server[0]), int(server[1] or 0)) if server else NOBODY,
            client=(str(client[0]), int(client[1])) if client else NOBODY,
            headers=tuple(_read(scope["headers"])),
        )

    def all_of(self, name: str) -> list[str]:
        """Every value of this header."""
        return [value for key, value in self.headers if key == name]

    def header(self, name: str) -> str | None:
        """The value of this header; None where there is none, or more than one."""
        found = self.all_of(name)
        return found[0] if len(found) == 1 else None

    def asked(self, name: str) -> str:
        """The value of this part of the query; empty where there is none."""
        return parse_qs(self.query).get(name, [""])[0]

    def cookie(self, name: str) -> str:
        """The value of this cookie; empty where there is none."""
        found = [cookie_parser(line).get(name) for line in self.all_of("cookie")]
        return next((value for value in found if value), "")


def _read(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[str, str]]:
    for name, value in headers:
        yield name.decode("latin-1").lower(), value.decode("latin-1")
