"""What a stranger, a browser or a broken program may say to the control channel.

Random bytes, half lines, lines of megabytes, web requests, good JSON with odd values,
wrong tokens, connections that vanish in the middle, and slow ones that keep a half
line open. Between them one screen presses its marker, which is written to a recording
and acknowledged. In the end every acknowledged marker must be in the file once, every
press must have been answered, and nothing else may have reached the session.

    python -m benchmarks.fuzz_control [--n N] [--seed S]

`--n` counts the connections; every tenth of them is followed by a press.
"""

import argparse
import asyncio
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

import samenstemming as sam
from benchmarks.fuzz_events import odd_value
from benchmarks.report import write_report
from samenstemming.events import Marker, Tick
from samenstemming.recording import RecordingWriter
from samenstemming.session.protocol import (
    LONGEST_LINE,
    Command,
    Request,
    encode_request,
)
from samenstemming.session.server import ControlServer

TOKEN: Final = "correct-horse-battery"
SLOW: Final = 20
"""Connections that hold half a line open while all the others come and go."""

ODD_KEYS: Final = ("name", "wearer", "note", "data", "source", "id", "seq", "token")


class Session:
    """Writes each good marker and acknowledges it once it is on disk."""

    def __init__(self, path: Path) -> None:
        self.writer = RecordingWriter.create(path, {"label": "fuzz"})
        self.writer.put(Tick(t_ns=time.perf_counter_ns()))
        self.heard = Counter[str]()

    async def __call__(self, request: Request) -> Mapping[str, object]:
        """The `seq` under which the marker is in the file."""
        self.heard[request.command.value] += 1
        if request.command is not Command.MARKER:
            return {}
        marker = Marker(
            t_ns=time.perf_counter_ns(),
            name=request.text("name"),
            note=request.text("note"),
            data=request.data(),
        )
        return {"seq": await asyncio.wrap_future(self.writer.put(marker))}


def nonsense(rng: np.random.Generator) -> bytes:
    """Bytes that no screen of ours sends."""
    what = int(rng.integers(0, 9))
    if what == 0:
        return rng.bytes(int(rng.integers(0, 400)))
    if what == 1:
        return rng.bytes(int(rng.integers(0, 400))).replace(b"\n", b"") + b"\n"
    if what == 2:
        return b"x" * (LONGEST_LINE * int(rng.integers(1, 30))) + b"\n"
    if what == 3:
        web = (b"GET", b"POST", b"OPTIONS", b"\x16\x03\x01", b"PRI * HTTP/2.0")
        return web[rng.integers(0, len(web))] + b" / HTTP/1.1\r\nHost: x\r\n\r\n"
    good = encode_request(TOKEN, Command.MARKER, name="from a stranger")
    if what == 4:
        return good[: int(rng.integers(0, len(good)))]
    if what == 5:
        return encode_request("wrong", Command.MARKER, name="x") + good
    if what == 6:
        return b"[" * int(rng.integers(1, LONGEST_LINE)) + b"\n"
    changed = bytearray(good)
    if what == 7:
        for at in rng.integers(0, len(changed) - 1, 3).tolist():
            changed[at] = int(rng.integers(0, 256))
        return bytes(changed)
    # The right token, and arguments of any type: a mistake, not a stranger.
    said = {str(key): odd_value(rng) for key in rng.choice(ODD_KEYS, 3)}
    body = {**said, "token": TOKEN, "command": str(rng.choice(list(Command)))}
    return json.dumps(body).encode() + b"\n"


async def stranger(port: int, said: bytes, *, wait: bool) -> None:
    """Say this; read to the end, or vanish without a word."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(said)
        if not wait:
            writer.transport.abort()
            return
        if writer.can_write_eof():
            writer.write_eof()
        await reader.read()
        writer.close()
    except OSError:
        return  # hung up on, as strangers are


async def press(port: int, number: int) -> dict[str, object]:
    """One marker of the screen; its answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(encode_request(TOKEN, Command.MARKER, name=f"press {number}"))
    answer: dict[str, object] = json.loads(await reader.readline())
    writer.close()
    return answer


async def run(path: Path, n: int, seed: int) -> dict[str, object]:
    """All of it; what was lost is counted."""
    rng, session = np.random.default_rng(seed), Session(path)
    server = ControlServer(token=TOKEN, handle=session)
    port = await server.start()
    errors: list[str] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: errors.append(str(context)))
    slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(SLOW)]
    for _, writer in slow:
        writer.write(b'{"token":')
    acknowledged: dict[int, str] = {}
    unanswered, waits_s = 0, [0.0]
    for number in range(n):
        await stranger(port, nonsense(rng), wait=rng.random() < 0.6)
        if number % 10 == 0:
            begun_s = time.perf_counter()
            answer = await press(port, number)
            waits_s.append(time.perf_counter() - begun_s)
            seq = answer.get("seq")
            if isinstance(seq, int):
                acknowledged[seq] = f"press {number}"
            else:
                unanswered += 1
    for _, writer in slow:
        writer.close()
    await server.close()
    session.writer.close()
    events = sam.open_recording(path).events()
    names = {
        place: event.name
        for place, event in enumerate(events, 1)
        if isinstance(event, Marker)
    }
    lost = sum(names.get(seq) != name for seq, name in acknowledged.items())
    presses = [name for name in names.values() if name.startswith("press ")]
    return {
        "connections": n,
        "refused_lines": server.refused,
        "requests_that_were_good": dict(session.heard),
        "presses_acknowledged": len(acknowledged),
        "presses_not_answered": unanswered,
        "acknowledged_and_lost": lost,
        "written_twice": len(presses) - len(set(presses)),
        "errors_in_the_loop": len(errors),
        "slowest_press_ms": round(max(waits_s) * 1e3, 1),
        **({"first_error": errors[0][:300]} if errors else {}),
    }


def campaign(n: int, seed: int) -> dict[str, object]:
    """One server with so many connections."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(run(Path(folder) / "fuzz.samen", n, seed))


def is_lost(found: Mapping[str, object]) -> bool:
    """Whether anything went wrong."""
    zeros = ("presses_not_answered", "acknowledged_and_lost", "written_twice")
    return any(found[name] for name in (*zeros, "errors_in_the_loop"))


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was said and what was lost; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(argv)
    logging.getLogger("samenstemming").setLevel(logging.CRITICAL)
    found = campaign(asked.n, asked.seed)
    write_report("fuzz_control", found)
    return int(is_lost(found))


if __name__ == "__main__":
    sys.exit(main())
