"""From a packet on disk to its dot on a screen, in Chromium, with several viewers.

A writer commits two simulated straps in real time, three minutes into a session so
that all windows are full. The launcher serves them; each viewer is a window of its own
in one headless Chromium. A packet counts from the moment its commit is acknowledged to
the first frame that has drawn it. Both stamps are this machine's clock.

    python benchmarks/screen_latency.py --viewers 5 --seconds 40

Writes `benchmarks/out/screen_latency.json`. Headless Chromium draws in software here,
and viewers, server and writer share the cores: a screen with a GPU does better.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from bisect import bisect_left
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np
from playwright.sync_api import Page, sync_playwright

import samenstemming as sam
from samenstemming.recording import RecordingWriter

BEFORE_S: Final = 180.0
"""How far into the session the viewers come in."""

SETTLE_S: Final = 8.0
"""Left out at the beginning: pages are still loading."""

HOOK: Final = """
window.drawnAt = [];
window.samenstemmingDrawn = (t) => {
  const last = window.drawnAt.at(-1);
  if (!last || last[0] !== t) {
    window.drawnAt.push([t, performance.timeOrigin + performance.now()]);
  }
};
"""


@dataclass(slots=True)
class Feeder:
    """Commits simulated events in real time and notes when each was on disk."""

    path: Path
    seconds: float
    committed: list[tuple[float, float]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Write until the time is up; meant for a thread of its own."""
        minutes = (BEFORE_S + self.seconds) / 60 + 0.5
        simulated = sam.simulate(minutes=minutes, seed=2)
        writer = RecordingWriter.create(self.path, {"simulated": True, "label": "x"})
        zero_ns = time.perf_counter_ns() - round(BEFORE_S * 1e9)
        for event in simulated.events():
            wait_s = (zero_ns + event.t_ns - time.perf_counter_ns()) / 1e9
            if wait_s > 0 and self.done.wait(wait_s):
                break
            landed = writer.put(replace(event, t_ns=zero_ns + event.t_ns))
            if isinstance(event, sam.Packet):
                landed.add_done_callback(self._note(event.t_ns / 1e9))
        writer.close()

    def _note(self, t_s: float) -> "_Landing":
        return _Landing(t_s, self.committed)


@dataclass(frozen=True, slots=True)
class _Landing:
    t_s: float
    committed: list[tuple[float, float]]

    def __call__(self, _: "Future[int]") -> None:
        self.committed.append((self.t_s, time.time_ns() / 1e6))


def start_app(path: Path) -> "tuple[str, subprocess.Popen[str]]":
    """The launcher's address and its process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "samenstemming", str(path), "--no-browser"],
        env={**os.environ, "XDG_DATA_HOME": str(path.parent)},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0], process
    msg = "The app did not start."
    raise SystemExit(msg)


def latencies_ms(
    committed: Sequence[tuple[float, float]], drawn: Sequence[tuple[float, float]]
) -> list[float]:
    """For each packet: first frame with it or a later one, minus its commit, in ms."""
    times = [t for t, _ in drawn]
    found = []
    for t_s, at_ms in committed:
        i = bisect_left(times, round(t_s, 3))
        if i < len(times):
            found.append(drawn[i][1] - at_ms)
    return found


def measure(viewers: int, seconds: float) -> dict[str, object]:
    """Percentiles over all packets and viewers."""
    chromium = shutil.which("chromium")
    if chromium is None:
        msg = "This needs Chromium."
        raise SystemExit(msg)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        feeder = Feeder(Path(folder) / "latency.samen", seconds + 60)
        writing = threading.Thread(target=feeder.run)
        writing.start()
        while not feeder.committed:
            feeder.done.wait(0.05)
        url, app = start_app(feeder.path)
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        pages: list[Page] = []
        for _ in range(viewers):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(HOOK)
            page.goto(f"{url}/lab?lang=en")
            page.locator("section.lab[data-state=live]").wait_for()
            pages.append(page)
        begun_ms = time.time_ns() / 1e6 + SETTLE_S * 1e3
        pages[0].wait_for_timeout((SETTLE_S + seconds) * 1e3)
        ended_ms = time.time_ns() / 1e6 - 2e3
        drawn = [page.evaluate("window.drawnAt") for page in pages]
        feeder.done.set()
        writing.join()
        browser.close()
        app.send_signal(signal.SIGTERM)
        with app:
            app.wait(10)
    counted = [one for one in feeder.committed if begun_ms < one[1] < ended_ms]
    each = [latencies_ms(counted, [(t, at) for t, at in one]) for one in drawn]
    pooled = np.array([value for one in each for value in one])
    worst = max(float(np.percentile(one, 95)) for one in each)
    return {
        "viewers": viewers,
        "packets": len(counted),
        "p50_ms": round(float(np.percentile(pooled, 50)), 1),
        "p95_ms": round(float(np.percentile(pooled, 95)), 1),
        "max_ms": round(float(pooled.max()), 1),
        "p95_of_the_worst_viewer_ms": round(worst, 1),
        "cores": os.cpu_count(),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print one line, and keep it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=40)
    arguments = parser.parse_args(argv)
    result = measure(arguments.viewers, arguments.seconds)
    print(json.dumps(result))
    out = Path(__file__).parent / "out"
    out.mkdir(exist_ok=True)
    (out / "screen_latency.json").write_text(json.dumps(result, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
