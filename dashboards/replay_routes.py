"""What the replay canvas asks for: bytes of beats and map, and results as they come.

GET only, with this process's token and a recording's key, as the live stream. Slow work
answers 202 with the share that is done until it has a result; the canvas asks again.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.responses import (
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

import samenstemming as sam
from samenstemming.words import Language

from .gate import is_own_host, is_token
from .replay_desk import Replay
from .replay_play import SPEEDS, play_stream, problem_code
from .view_replay_steps import analysis_json
from .view_words import first_language
from .worker import Worker

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from .desk import Desk

PAGE: Final = "/replay"
REPLAY: Final = "/api/replay/{part}"
PLAY: Final = "/api/play"

PRIVATE: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
BYTES: Final = "application/octet-stream"


def replay_routes(desk: "Desk") -> list[Route]:
    """The parts of a record that is looked back at, and its performance."""
    worker = Worker()

    async def part(request: "Request") -> Response:
        path = _asked_for(request, desk)
        if not isinstance(path, Path):
            return path
        language = first_language(request.query_params.get("lang"))
        make = PARTS.get(request.path_params["part"])
        if make is None:
            return PlainTextResponse("No such part.\n", status_code=404)
        if make is not _beats:
            desk.replay.looked_at.set()  # the page asks for the rest once it has beats
        try:
            replay = desk.replay.of(path)
            answer = await worker.run(lambda: make(replay, language))
        except (sam.SamenstemmingError, OSError) as error:
            return _refused(error)
        replay.fetched.set()
        if make is not _beats:
            replay.shown.set()
        return answer

    async def play(request: "Request") -> Response:
        path = _asked_for(request, desk)
        if not isinstance(path, Path):
            return path
        try:
            speed = int(request.query_params.get("speed", "1"))
            from_s = float(request.query_params.get("from", "0"))
        except ValueError:
            return PlainTextResponse("No such speed.\n", status_code=400)
        if speed not in SPEEDS or not 0 <= from_s < 1e6:
            return PlainTextResponse("No such speed.\n", status_code=400)
        stream = play_stream(
            path, speed=speed, from_s=from_s, stopped=lambda: desk.replay.stopped
        )
        return StreamingResponse(
            stream, media_type="text/event-stream", headers=PRIVATE
        )

    return [
        Route(REPLAY, part, methods=["GET"]),
        Route(PLAY, play, methods=["GET"]),
    ]


class Foreseen:
    """Middleware: who asks for the replay page will want its beats in a second."""

    def __init__(self, app: "ASGIApp", desk: "Desk") -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass everything on; for the page of a recording, begin to read it."""
        if scope["type"] == "http" and scope["path"] == PAGE:
            asked = parse_qs(scope["query_string"].decode("latin-1"))
            key = asked.get("file", [""])[0]
            path = self._desk.path_of(key) or self._desk.opened
            if path is not None:
                self._desk.replay.prepare(path)
        await self._app(scope, receive, send)


def _asked_for(request: "Request", desk: "Desk") -> Path | Response:
    query = request.query_params
    if not is_own_host(request.headers.get("host"), desk.entry.names):
        return PlainTextResponse("Not for this host.\n", status_code=403)
    if not is_token(query.get("token"), desk.token):
        return PlainTextResponse("Not with this token.\n", status_code=403)
    path = desk.path_of(query.get("recording"))
    return path or PlainTextResponse("No such recording here.\n", status_code=404)


def _refused(error: Exception) -> Response:
    code = problem_code(error)
    said = {"code": code, "detail": str(error)}
    return JSONResponse(said, status_code=409, headers=PRIVATE)


def _whole(body: bytes) -> Response:
    return Response(body, media_type=BYTES, headers=PRIVATE)


def _beats(of: Replay, _: Language) -> Response:
    return _whole(of.beats())


def _map(of: Replay, _: Language) -> Response:
    return _whole(of.map())


def _moments(of: Replay, _: Language) -> Response:
    return JSONResponse(of.moments(), headers=PRIVATE)


def _chance(of: Replay, _: Language) -> Response:
    found = of.chance.begin()
    if found.result is None:
        return _not_yet(found.share, found.error)
    return _whole(found.result)


def _analysis(of: Replay, language: Language) -> Response:
    found = of.analysis.begin()
    if found.result is None:
        return _not_yet(found.share, found.error)
    return JSONResponse(analysis_json(found.result, language), headers=PRIVATE)


def _not_yet(share: float, error: Exception | None) -> Response:
    if error is not None:
        return _refused(error)
    return JSONResponse({"share": share}, status_code=202, headers=PRIVATE)


PARTS: Final[dict[str, Callable[[Replay, Language], Response]]] = {
    "beats": _beats,
    "map": _map,
    "moments": _moments,
    "chance": _chance,
    "analysis": _analysis,
}
