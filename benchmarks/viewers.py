"""Fifty readers and fifty open pages on one session, some slow, some vanishing.

A writer commits packets at a steady pace: first nobody looks, then everybody, then
nobody, all in one run, so that the three can be held against each other. Everybody is
another process: readers that each tail the file for themselves, and clients over HTTP
of the screens' event stream, with guard and token, whose server is in there too. A
third of the clients never read what they are sent, a third leave in the middle of a
message and come back. Shown are the writer's latencies from `put` to the disk, what
readers missed, and the viewers' memory.

    python -m benchmarks.viewers [--n VIEWERS] [--seconds S]

Readers and writer share this machine's cores: a collector's own would be quieter.
"""

import argparse
import asyncio
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from benchmarks.long_session_memory import resident_mib
from benchmarks.report import write_report
from dashboards.asgi import LIVE, live_route
from dashboards.desk import Desk
from dashboards.guard import Guard
from dashboards.hub import QUEUE, Hub
from samenstemming.events import HEART_RATE_MEASUREMENT, Packet, Tick, Wearer
from samenstemming.recording import RecordingWriter, Tail, tail
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode

PER_S: Final = 20
"""Packets a second: ten times what two straps send."""

LOOK_EVERY_S: Final = 0.25

LONGEST: Final = 2**24
"""Bytes a message may have: the first one holds the whole session."""

PAYLOAD: Final = encode(HeartRateMeasurement(heart_rate_bpm=70, rr_ticks=(878,)))


def write_for(writer: RecordingWriter, seconds: float) -> list[float]:
    """Packets at a steady pace; each one's time to the disk, in ms."""
    pause, took_ms = threading.Event(), list[float]()
    begun_s = time.perf_counter()
    for number in range(round(seconds * PER_S)):
        pause.wait(max(0.0, begun_s + number / PER_S - time.perf_counter()))
        at_ns = time.perf_counter_ns()
        if number % PER_S == 0:
            writer.put(Tick(t_ns=at_ns, utc_ns=time.time_ns()))
        packet = Packet(
            t_ns=at_ns,
            wearer=Wearer.A if number % 2 else Wearer.B,
            characteristic=HEART_RATE_MEASUREMENT,
            payload=PAYLOAD,
        )
        writer.put(packet).result()
        took_ms.append((time.perf_counter_ns() - at_ns) / 1e6)
    return took_ms


class WatchedHub(Hub):
    """The app's hub, which remembers the longest queue after any round."""

    longest = 0

    async def step(self) -> None:
        """A round as ever, and a look at what waits."""
        await super().step()
        for channel in self._channels.values():
            behind = (client.queue.qsize() for client in channel.clients)
            self.longest = max(self.longest, *behind, 0)


class Viewers:
    """All readers and clients of one process."""

    def __init__(self, path: Path, many: int) -> None:
        self.path = path
        self.many = many
        self.over = False
        self.first = asyncio.Event()
        self.ended = asyncio.Event()
        self.got = Counter[str]()
        self.seqs: list[set[int]] = [set() for _ in range(many)]

    def read_on(self, number: int) -> None:
        """A reader of its own, until the file is finished; meant for a thread."""
        following: Tail = tail(self.path)
        pause = threading.Event()
        while True:
            over = self.over
            new = following.poll()
            if any(seq in self.seqs[number] for seq, _ in new):
                self.got["seen twice"] += 1
            self.seqs[number].update(seq for seq, _ in new)
            if over:
                return
            pause.wait(LOOK_EVERY_S)

    async def watch(self, port: int, request: bytes, number: int) -> None:
        """A page: one that reads, one that never does, or one that comes and goes."""
        slow = number % 3 == 1
        while not self.over:
            own = socket.socket()
            if slow:  # the kernel would read on for it
                own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            own.settimeout(0)
            await asyncio.get_running_loop().sock_connect(own, ("127.0.0.1", port))
            reader, writer = await asyncio.open_connection(
                sock=own, limit=1024 if slow else LONGEST
            )
            writer.write(request)
            try:
                if slow:
                    await self.ended.wait()
                else:
                    await self._read(reader, leaves=number % 3 == 2)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.got["cut off"] += not self.over
            finally:
                writer.transport.abort()
            await asyncio.sleep(LOOK_EVERY_S)

    async def _read(self, reader: asyncio.StreamReader, *, leaves: bool) -> None:
        status = await reader.readline()
        if b" 200 " not in status:
            raise SystemExit(f"The server answered {status!r}.")
        while True:
            await reader.readuntil(b"data: ")
            if leaves:
                self.got["left in the middle"] += 1
                return
            await reader.readuntil(b"\n\n")
            self.got["messages read"] += 1
            self.first.set()

    async def run(self) -> None:
        """Everybody, until a line comes on the standard input."""
        threads = [
            threading.Thread(target=self.read_on, args=(number,), daemon=True)
            for number in range(self.many)
        ]
        for thread in threads:
            thread.start()
        hub = WatchedHub(ask=lambda _: [])
        desk = Desk(hub=hub)
        key = desk.admit(self.path)
        listening = socket.create_server(("127.0.0.1", 0), backlog=2 * self.many)
        # Each connection has its own from here, and the kernel would hold much for it.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        port = listening.getsockname()[1]
        request = (
            f"GET {LIVE}?{urlencode({'token': desk.token, 'recording': key})} "
            f"HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
            f"Cookie: {desk.entry.cookie_name(port)}={desk.entry.home}\r\n\r\n"
        ).encode()
        guard = Middleware(Guard, entry=desk.entry)
        app = Starlette(routes=[live_route(desk)], middleware=[guard])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        polling = asyncio.create_task(hub.run())
        pages = [
            asyncio.create_task(self.watch(port, request, k)) for k in range(self.many)
        ]
        await self.first.wait()
        begun_mib = resident_mib()
        print("looking", flush=True)
        last = await asyncio.to_thread(sys.stdin.readline)
        self.over = True
        self.ended.set()
        hub.stop()
        await asyncio.gather(polling, *pages)
        server.should_exit = True
        await serving
        self.got["longest queue"] = hub.longest
        for thread in threads:
            await asyncio.to_thread(thread.join)
        wanted = set(range(1, int(last) + 1))
        missed = sum(len(wanted - seqs) for seqs in self.seqs)
        about = (resident_mib() - begun_mib, resident_mib(), missed)
        print(*about, *(self.got[name] for name in COUNTED), flush=True)


COUNTED: Final = (
    *("seen twice", "messages read", "left in the middle", "cut off", "longest queue"),
)


def measure(viewers: int, seconds: float) -> dict[str, object]:
    """Nobody, everybody, nobody: the writer's latency in each, and what was missed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "viewers.samen"
        writer = RecordingWriter.create(path, {"label": "viewers"})
        write_for(writer, 2.0)
        alone = write_for(writer, seconds)
        command = [sys.executable, "-m", "benchmarks.viewers", "--child", str(path)]
        with subprocess.Popen(
            [*command, "--n", str(viewers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            ready = threading.Event()
            stdout = child.stdout

            def listen() -> None:
                stdout.readline()
                ready.set()

            threading.Thread(target=listen, daemon=True).start()
            while not ready.is_set():
                write_for(writer, 0.5)
            watched = write_for(writer, seconds)
            last = writer.put(Tick(t_ns=time.perf_counter_ns())).result()
            child.stdin.write(f"{last}\n")
            child.stdin.flush()
            told = stdout.readline().split()
        after = write_for(writer, seconds)
        writer.close()
    grew_mib, mib, missed, *counts = told
    return {
        "readers": viewers,
        "event_streams": viewers,
        "packets_with_all_looking": len(watched),
        **{
            f"{who}_p50_p95_worst_ms": [
                round(float(np.percentile(took, share)), 2) for share in (50, 95, 100)
            ]
            for who, took in (("nobody", alone), ("all", watched), ("after", after))
        },
        "missed_by_readers": int(missed),
        **dict(zip(COUNTED, map(int, counts), strict=True)),
        "a_client_may_be_behind": QUEUE,
        "viewers_mib": round(float(mib), 1),
        "viewers_grew_mib": round(float(grew_mib), 1),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print it; 1 where a reader missed anything or a queue grew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    if asked.child is not None:
        asyncio.run(Viewers(asked.child, asked.n).run())
        return 0
    found = measure(asked.n, asked.seconds)
    write_report("viewers", found)
    behind = found["longest queue"]
    assert isinstance(behind, int)
    lost = found["missed_by_readers"] or found["seen twice"]
    return int(bool(lost) or behind > QUEUE)


if __name__ == "__main__":
    sys.exit(main())
