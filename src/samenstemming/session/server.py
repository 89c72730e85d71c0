"""The listening end of the control channel: 127.0.0.1, a free port, one line at a time.

Nothing that arrives here can end a session. A stranger's line (no token, no JSON, too
long) is answered once, logged and its connection closed; a mistake in a good request
is answered with its sentence. A browser that is made to post to this port sends
`POST / HTTP/1.1` first, which is no JSON: it never gets to a second line.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from samenstemming.errors import ControlError
from samenstemming.session.protocol import (
    LONGEST_LINE,
    RefusedLineError,
    Request,
    decode_request,
    encode_line,
    refusal,
)

Handler = Callable[[Request], Awaitable[Mapping[str, object]]]

IDLE_S: Final = 30.0
"""A connection that says nothing for this long is closed."""

LAST_ANSWERS_S: Final = 1.0
"""How long closing waits for answers under way: one of them tells of the closing."""

MOST_CONNECTIONS: Final = 64
"""More than any number of screens; a program that leaks sockets stops here."""

LOGGED_REFUSALS: Final = 20
"""After this many, refusals are counted and no longer written to the log."""

log = logging.getLogger(__name__)


class ControlServer:
    """Listens, checks the token, hands good requests to `handle`."""

    def __init__(self, *, token: str, handle: Handler) -> None:
        self._token = token
        self._handle = handle
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()
        self._answering: set[asyncio.Task[None]] = set()
        self._closing = False
        self.refused = 0

    async def start(self) -> int:
        """Listen; the port that the system gave."""
        self._server = await asyncio.start_server(
            self._accept, "127.0.0.1", 0, limit=LONGEST_LINE
        )
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def close(self) -> None:
        """Stop listening, finish the answers under way, end every connection."""
        self._closing = True
        if self._server is not None:
            self._server.close()
        if self._answering:
            await asyncio.wait(self._answering, timeout=LAST_ANSWERS_S)
        for talk in tuple(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _accept(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if len(self._talks) >= MOST_CONNECTIONS:
            self._refuse("too_many", f"{MOST_CONNECTIONS} connections are open already")
            writer.close()
            return
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        task.add_done_callback(self._talks.discard)
        task.add_done_callback(self._answering.discard)
        try:
            await self._talk(reader, writer, task)
        except (ConnectionError, TimeoutError):
            log.debug("a control connection went away")
        except asyncio.CancelledError:
            # Streams would report the cancellation of their own task as an error.
            log.debug("a control connection was closed with the session")
        finally:
            writer.close()

    async def _talk(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        task: asyncio.Task[None],
    ) -> None:
        while not self._closing:
            try:
                async with asyncio.timeout(IDLE_S):
                    line = await reader.readuntil()
                request = decode_request(line, token=self._token)
            except asyncio.IncompleteReadError:
                return  # a torn line is no request
            except asyncio.LimitOverrunError:
                error = RefusedLineError(
                    "too_long",
                    f"A line holds at most {LONGEST_LINE} bytes.",
                    stranger=True,
                )
                await self._answer_refusal(writer, error)
                return
            except RefusedLineError as error:
                await self._answer_refusal(writer, error)
                if error.stranger:
                    return
            else:
                self._answering.add(task)
                await self._answer(writer, await self._outcome(request))
                self._answering.discard(task)

    async def _outcome(self, request: Request) -> Mapping[str, object]:
        try:
            return {"ok": True, **await self._handle(request)}
        except ControlError as error:
            return {"ok": False, "error": "refused", "sentence": str(error)}

    async def _answer_refusal(
        self, writer: asyncio.StreamWriter, error: RefusedLineError
    ) -> None:
        self._refuse(error.code, str(error))
        await self._answer(writer, refusal(error))

    async def _answer(
        self, writer: asyncio.StreamWriter, answer: Mapping[str, object]
    ) -> None:
        writer.write(encode_line(answer))
        async with asyncio.timeout(IDLE_S):
            await writer.drain()

    def _refuse(self, code: str, sentence: str) -> None:
        self.refused += 1
        if self.refused <= LOGGED_REFUSALS:
            log.warning("Refused a control line (%s): %s", code, sentence)
        if self.refused == LOGGED_REFUSALS:
            log.warning("Further refusals are counted, not logged.")
