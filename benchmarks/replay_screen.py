"""The replay screen: how soon an hour is on it, how smoothly it zooms, what it weighs.

A page of the same app with nothing on it (help) and the replay of an hour, then of
eight hours, in turns that change places. *Warm*: one server, a file that it has not
seen (touched, it is another file to it). *Cold*: a server of its own for each, opened
with the file, the browser there as soon as it says its address. Opening is from the
navigation to the first drawn frame that holds beats, and to the one that holds the map;
for the blank page to its footer. Beside it the processor time of the server meanwhile:
where a machine is shared that figure and the ratio say more than seconds. Zooming:
sixty steps of the wheel in and out, each frame's time between two animation frames, and
what the painting itself took. The heap is Chromium's own figure after a collection. A
frame without a GPU is at best 16.7 ms. `python -m benchmarks.replay_screen`.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.recording import write_recording

HOOK: Final = """
window.painted = [];
window.samenstemmingReplayed = (ms, what) => {
  window.painted.push([performance.now(), ms, what]);
};
"""
WHEEL: Final = """async (steps) => {
  const find = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.matches('.replay canvas')) return one;
      const inside = one.shadowRoot && find(one.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const target = find(document);
  const box = target.getBoundingClientRect();
  const frames = [];
  let before = performance.now();
  for (let i = 0; i < steps; i++) {
    const deltaY = i < steps / 2 ? -120 : 120;
    target.dispatchEvent(new WheelEvent('wheel', {
      deltaY, clientX: box.left + box.width * 0.6, clientY: box.top + 60,
      bubbles: true, cancelable: true,
    }));
    await new Promise((done) => requestAnimationFrame(done));
    const now = performance.now();
    frames.push(now - before);
    before = now;
  }
  return frames;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The app's address, and its process."""

    url: str
    pid: int

    def cpu_s(self) -> float:
        """Processor seconds that the server took so far (Linux)."""
        stat = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8")
        fields = stat.rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How long one page took, and what the server did meanwhile, in seconds."""

    shown_s: float
    cpu_s: float
    map_s: float = 0.0


@contextmanager
def app(folder: Path, *arguments: str) -> Iterator[App]:
    """The app while it runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "samenstemming", *arguments, "--no-browser"],
        env={**os.environ, "XDG_DATA_HOME": str(folder)},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            yield App(url=found[0], pid=process.pid)
            break
    process.send_signal(signal.SIGTERM)
    with process:
        process.wait(10)


def record(folder: Path, minutes: int) -> None:
    """A recording with steps, faults and marks."""
    made = sam.simulate(
        minutes=minutes, seed=5, coupling=0.5, faults=("drop-out", "ectopics")
    )
    events = list(made.events())
    for k in range(6):
        t_ns = round(k * minutes * 10 * 1e9)
        events.append(sam.Marker(t_ns=t_ns, name="step_begin", data={"id": f"s{k}"}))
    meta = {**made.meta, "label": f"{minutes} minutes"}
    whole = sam.Recording.of(sorted(events, key=lambda e: e.t_ns), meta=meta)
    write_recording(folder / f"{minutes}.samen", whole)


def blank(browser: Browser, at: App) -> Opening:
    """A page of the app with nothing on it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    before, begun = at.cpu_s(), time.perf_counter()
    page.goto(f"{at.url}/help?lang=en")
    page.locator(".st-key-footer p").wait_for(timeout=60_000)
    page.locator("html[style*=--page-text]").wait_for(state="attached")
    taken = time.perf_counter() - begun
    spent = at.cpu_s() - before
    page.close()
    return Opening(shown_s=taken, cpu_s=spent)


def opened(browser: Browser, at: App, address: str) -> tuple[Page, Opening]:
    """The replay of a recording, shown."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(HOOK)
    before, begun = at.cpu_s(), time.perf_counter()
    page.goto(at.url + address)
    page.locator("section.replay[data-drawn]").wait_for(timeout=60_000)
    shown_s, spent = time.perf_counter() - begun, at.cpu_s() - before
    page.locator(
        "section.replay[data-drawn=map], section.replay[data-drawn=chance]"
    ).wait_for(timeout=60_000)
    map_s = time.perf_counter() - begun
    return page, Opening(shown_s=shown_s, cpu_s=spent, map_s=map_s)


def cold(
    browser: Browser, data: Path, file: Path, times: int
) -> tuple[list[Opening], list[Opening]]:
    """First pages of a server that has just started: blank ones, replays."""
    blanks, replays = [], []
    for k in range(2 * times):
        with app(data, str(file)) as at:
            # Blank, replay, replay, blank: neither has the better place.
            if k % 4 in (0, 3):
                blanks.append(blank(browser, at))
            else:
                page, one = opened(browser, at, "/replay?lang=en")
                replays.append(one)
                page.close()
    return blanks, replays


def figures_of(
    name: str, blanks: Sequence[Opening], replays: Sequence[Opening]
) -> dict[str, object]:
    """Medians of both, and what they say of each other."""
    page_s = median(one.shown_s for one in blanks)
    beats_s = median(one.shown_s for one in replays)
    page_cpu_s = median(one.cpu_s for one in blanks)
    beats_cpu_s = median(one.cpu_s for one in replays)
    return {
        f"{name}: blank page (s)": round(page_s, 2),
        f"{name}: beats drawn (s)": round(beats_s, 2),
        f"{name}: map drawn (s)": round(median(one.map_s for one in replays), 2),
        f"{name}: beats more than blank (s)": round(beats_s - page_s, 2),
        f"{name}: beats / blank": round(beats_s / page_s, 2),
        f"{name}: server's CPU, blank page (s)": round(page_cpu_s, 2),
        f"{name}: server's CPU, beats drawn (s)": round(beats_cpu_s, 2),
        f"{name}: load": round(os.getloadavg()[0], 1),
    }


def heap_mb(page: Page) -> float:
    """What the page holds, after everything that can be collected was."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def measure(minutes: int, times: int, cold_times: int) -> dict[str, object]:
    """Opening, zooming and weight of one length."""
    chromium = shutil.which("chromium")
    if chromium is None:
        msg = "This needs Chromium."
        raise SystemExit(msg)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name) / "samenstemming" / "recordings"
        folder.mkdir(parents=True)
        record(folder, minutes)
        file = folder / f"{minutes}.samen"
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        first = cold(browser, Path(name), file, cold_times) if cold_times else None
        with app(Path(name), str(file)) as at:
            address = "/replay?lang=en"
            blank(browser, at)
            opened(browser, at, address)[0].close()
            blanks, replays = [], []
            shown = None
            for k in range(times):
                if k % 2:
                    blanks.append(blank(browser, at))
                if shown is not None:
                    shown.close()
                # Touched, it is another file to the server: nothing is remembered.
                os.utime(file, (1e9 + k, 1e9 + k))
                shown, one = opened(browser, at, address)
                replays.append(one)
                if not k % 2:
                    blanks.append(blank(browser, at))
            assert shown is not None
            shown.locator("section.replay[data-drawn=chance]").wait_for(timeout=120_000)
            shown.locator("section.replay .pictures figure").first.wait_for(
                timeout=400_000
            )
            shown.evaluate("window.painted.length = 0")
            frames = np.array(shown.evaluate(WHEEL, 120))
            paints = np.array([ms for _, ms, _ in shown.evaluate("window.painted")])
            weight = heap_mb(shown)
        browser.close()
    return {
        **({} if first is None else figures_of(f"{minutes} min, cold", *first)),
        **figures_of(f"{minutes} min, warm", blanks, replays),
        f"{minutes} min: zoom frame p95 (ms)": round(
            float(np.percentile(frames, 95)), 1
        ),
        f"{minutes} min: zoom frame max (ms)": round(float(frames.max()), 1),
        f"{minutes} min: painting p95 (ms)": round(float(np.percentile(paints, 95)), 1),
        f"{minutes} min: heap (MB)": round(weight, 1),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Measure an hour and eight; print and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=int, nargs="*", default=[60, 480])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--cold", type=int, default=2, help="fresh servers of each")
    arguments = parser.parse_args(argv)
    figures: dict[str, object] = {"cores": os.cpu_count()}
    for minutes in arguments.minutes:
        figures |= measure(minutes, arguments.times, arguments.cold)
    write_report("replay_screen", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
