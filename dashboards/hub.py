"""One poller for the whole process; what it finds fans out to every open page.

Five viewers cost one poll and one pipeline. A client that does not keep up is not
waited for: its queue is bounded, and when it is full its stream is closed, so that the
browser comes back by itself and gets the session afresh.

Open streams keep uvicorn from stopping; `stop` ends them all at once.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import samenstemming as sam

from .feed import Feed, Follows
from .troubles import Trouble, troubles_of
from .view_session import Message
from .worker import Worker

PERIOD_S: Final = 0.1
"""Between two polls: the half of it is what a beat waits on average."""

QUEUE: Final = 100
"""Messages a client may be behind: ten seconds of a live session."""

REMEMBERED: Final = 600
"""Deltas kept for a client that comes back: a minute and more."""

ALIVE_S: Final = 15.0
"""A comment this often shows a stream that has nothing to say, and finds dead ones."""

KEPT: Final = 2
"""Recordings kept folded though nobody looks: a reload is then at once."""

ASK_S: Final = 2.0
"""Between two questions to a collector, in a thread that holds up no beat."""

REST_AFTER_PROBLEM: Final = 10
"""Rounds: a file that cannot be read is tried once a second."""

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Client:
    """One open page: a bounded queue of events, ready for the wire; None ends it."""

    last_id: str | None = None
    welcomed: bool = False
    problem: str | None = None
    queue: asyncio.Queue[str | None] = field(
        default_factory=lambda: asyncio.Queue(QUEUE)
    )

    def put(self, text: str) -> None:
        """Queue one event, or close the stream of a client that is too far behind."""
        try:
            self.queue.put_nowait(text)
        except asyncio.QueueFull:
            self.close()

    def close(self) -> None:
        """End the stream, whatever was still queued."""
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)

    async def stream(self) -> AsyncIterator[str]:
        """The events of this client until its stream ends."""
        while True:
            try:
                async with asyncio.timeout(ALIVE_S):
                    text = await self.queue.get()
            except TimeoutError:
                text = ": alive\n\n"
            if text is None:
                return
            yield text


@dataclass(eq=False)
class Channel:
    """One recording and the clients that watch it."""

    feed: Follows
    clients: set[Client] = field(default_factory=set)
    recent: deque[tuple[str, str]] = field(
        default_factory=lambda: deque(maxlen=REMEMBERED)
    )
    session: str | None = None
    rounds_to_rest: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    def begin(self, session: str | None) -> None:
        """Forget what was told of another session: its clients start afresh."""
        if session != self.session:
            self.recent.clear()
            for client in self.clients:
                client.welcomed = False
        self.session = session


class Hub:
    """Polls every recording that someone looks at and tells them what is new."""

    def __init__(
        self,
        open_feed: Callable[[Path], Follows] = Feed,
        ask: Callable[[Path], list[Trouble]] = troubles_of,
        period_s: float = PERIOD_S,
    ) -> None:
        self._period_s = period_s
        self._open_feed = open_feed
        self._ask_collector = ask
        self._asker = Worker()
        self._channels: dict[Path, Channel] = {}
        self._wake = asyncio.Event()
        self._worker = Worker()
        self._stopped = False

    @contextmanager
    def client(self, path: Path, *, last_id: str | None = None) -> Iterator[Client]:
        """A client of this recording for as long as the block lasts."""
        if path not in self._channels:
            self._channels[path] = Channel(self._open_feed(path))
        channel, client = self._channels[path], Client(last_id=last_id)
        channel.clients.add(client)
        if self._stopped:
            client.close()
        self._wake.set()
        try:
            yield client
        finally:
            channel.clients.discard(client)
            self._let_go_of_unwatched()

    async def run(self) -> None:
        """Poll until `stop`; a new client does not wait for its turn."""
        asking = asyncio.create_task(self._keep_asking())
        try:
            await self._keep_polling()
        finally:
            asking.cancel()

    async def _keep_polling(self) -> None:
        while not self._stopped:
            self._wake.clear()
            await self.step()
            watched = any(channel.clients for channel in self._channels.values())
            try:
                async with asyncio.timeout(self._period_s if watched else None):
                    await self._wake.wait()
            except TimeoutError:
                continue

    def stop(self) -> None:
        """End every stream and the poller."""
        self._stopped = True
        self._wake.set()
        for channel in self._channels.values():
            for client in channel.clients:
                client.close()

    async def step(self) -> None:
        """One round: poll each watched recording once and fan out."""
        for channel in list(self._channels.values()):
            if channel.rounds_to_rest:
                channel.rounds_to_rest -= 1
            elif channel.clients and not self._stopped:
                await self._step(channel)

    async def _keep_asking(self) -> None:
        while not self._stopped:
            await self.ask()
            await asyncio.sleep(ASK_S)

    async def ask(self) -> None:
        """Ask the collectors of all watched recordings; tell what has changed."""
        for path, channel in list(self._channels.items()):
            if not channel.clients:
                continue
            found = await self._asker.run(partial(self._ask_collector, path))
            if found == channel.troubles:
                continue
            channel.troubles = found
            for client in channel.clients:
                if client.welcomed:
                    client.put(_troubles(found))

    async def _step(self, channel: Channel) -> None:
        try:
            message = await self._worker.run(channel.feed.step)
        except sam.SamenstemmingError as error:
            self._tell_problem(channel, _code(error), str(error))
            return
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            self._tell_problem(
                channel, "missing" if missing else "unreadable", str(error)
            )
            return
        except Exception:
            log.exception("A recording could not be shown")
            self._tell_problem(channel, "broken", "")
            return
        channel.begin(channel.feed.session)
        if message is not None and message["kind"] == "session":
            self._fan_out(channel, message)
        elif message is not None:
            for client in channel.clients:
                client.put(as_event(message))
        if channel.feed.caught_up:
            await self._welcome(channel)
        else:
            self._wake.set()

    def _fan_out(self, channel: Channel, message: Message) -> None:
        own_id = f"{message['session']}:{message['number']}"
        text = as_event(message, own_id)
        channel.recent.append((own_id, text))
        for client in channel.clients:
            if client.welcomed:
                client.put(text)

    async def _welcome(self, channel: Channel) -> None:
        new = [client for client in channel.clients if not client.welcomed]
        if not new:
            return
        everything = await self._worker.run(channel.feed.everything)
        whole = as_event(everything, f"{everything['session']}:{everything['number']}")
        for client in new:
            client.welcomed, client.problem = True, None
            missed = _missed(channel, client.last_id)
            for text in [whole] if missed is None else missed:
                client.put(text)
            if channel.troubles:
                client.put(_troubles(channel.troubles))

    def _tell_problem(self, channel: Channel, code: str, detail: str) -> None:
        channel.begin(None)
        channel.rounds_to_rest = REST_AFTER_PROBLEM
        for client in channel.clients:
            if client.problem != code:
                client.problem = code
                client.put(
                    as_event({"kind": "problem", "code": code, "detail": detail})
                )

    def _let_go_of_unwatched(self) -> None:
        unwatched = [p for p, channel in self._channels.items() if not channel.clients]
        for path in unwatched[:-KEPT]:
            del self._channels[path]


def as_event(message: Message, own_id: str | None = None) -> str:
    """A message as one server-sent event."""
    text = json.dumps(message, separators=(",", ":"), allow_nan=False)
    return (f"id: {own_id}\n" if own_id else "") + f"data: {text}\n\n"


def _troubles(found: list[Trouble]) -> str:
    return as_event({"kind": "troubles", "troubles": found})


def _missed(channel: Channel, last_id: str | None) -> list[str] | None:
    """What a client that comes back has missed; None where it needs everything."""
    ids = [own_id for own_id, _ in channel.recent]
    if last_id is None or last_id not in ids:
        return None
    missed = [text for _, text in channel.recent][ids.index(last_id) + 1 :]
    return missed if len(missed) < QUEUE // 2 else None


def _code(error: sam.SamenstemmingError) -> str:
    problem = getattr(error, "problem", None)
    return str(problem.value) if problem is not None else "unreadable"
