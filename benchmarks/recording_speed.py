"""What the recording costs: writing, reading, following, checking.

python -m benchmarks.recording_speed [minutes]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from samenstemming.events import Event, Packet, Recording, Tick, Wearer
from samenstemming.recording import (
    RecordingWriter,
    check,
    open_recording,
    tail,
    write_recording,
)

SECOND = 1_000_000_000


def session(minutes: int) -> Recording:
    """Two straps at one packet a second, and a tick."""
    events: list[Event] = []
    for second in range(minutes * 60):
        t_ns = second * SECOND
        events.append(Tick(t_ns=t_ns, utc_ns=1_760_000_000 * SECOND + t_ns))
        events += [
            Packet(
                t_ns=t_ns + 1000,
                wearer=wearer,
                characteristic="heart_rate_measurement",
                payload=b"\x10\x48\x55\x03",
            )
            for wearer in Wearer
        ]
    return Recording.of(events, meta={"simulated": True})


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    begin_s = time.perf_counter()
    work()
    return time.perf_counter() - begin_s


def acknowledged(writer: RecordingWriter, event: Event) -> int:
    """An event's `seq`, once it is on the disk."""
    return writer.put(event).result()


def spread(values_s: list[float]) -> str:
    """Median, 95th percentile and worst, in milliseconds."""
    values_s.sort()
    n = len(values_s)
    some = (values_s[n // 2], values_s[n * 95 // 100], values_s[-1])
    return " / ".join(f"{value * 1000:.2f}" for value in some)


def main() -> None:
    """Print the table."""
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    recording = session(minutes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hour.samen"
        print(f"{minutes} minutes of two straps, {len(recording.events())} events")
        write_s = seconds(lambda: write_recording(path, recording))
        megabytes = path.stat().st_size / 2**20
        print(f"write_recording      {write_s:.3f} s, {megabytes:.2f} MB")
        print(f"open_recording       {seconds(lambda: open_recording(path)):.3f} s")
        print(f"check                {seconds(lambda: check(path)):.3f} s")
        live = Path(folder) / "live.samen"
        with RecordingWriter.create(live, {}) as writer:
            acks_s, polls_s = [], []
            following = tail(live)
            for event in recording.events()[:2000]:
                acks_s.append(seconds(partial(acknowledged, writer, event)))
                polls_s.append(seconds(following.poll))
            close_s = time.perf_counter()
        close_s = time.perf_counter() - close_s
        print(f"acknowledged on disk {spread(acks_s)} ms (median / p95 / worst)")
        print(f"tail.poll, live      {spread(polls_s)} ms")
        print(f"close                {close_s * 1000:.1f} ms")


if __name__ == "__main__":
    main()
