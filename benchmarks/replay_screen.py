"""The replay screen: how soon an hour is on it, how smoothly it zooms, what it weighs.

Every opening is the first page of a server that has just started, in a browser context
with nothing kept, one after the other and never two at a time:

* *blank*: the help page of a server started without a file, once that server does
  nothing any more (no thread loads or computes: under 4 % of a core for half a second);
* *with the file*: a server started with the recording, the browser there as soon as it
  says its address, as somebody who opens a file from a terminal or a desktop has it;
* *from the shelf*: a server that does nothing any more, and a recording that it has not
  prepared (touched, a file is another file to it), as somebody has it who chooses one.

*Open* is from the navigation to the first painted frame that holds every beat, its
correction, gaps and variability; *map drawn* to the one that holds the map of synchrony
too. The blank page is open when its last line stands and its colours are known. The
ways take turns within a round and their order turns from round to round, so that a
neighbour's work on the machine meets all of them; medians. The difference and the ratio
are of medians of one run. Beside them the server's processor time: where a machine is
shared it says more than seconds.

Zooming: sixty steps of the wheel in and out, the time between two animation frames, and
what the painting itself took; without a GPU a frame is at best 16.7 ms. The heap is
Chromium's own figure after a collection. `python -m benchmarks.replay_screen`.
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event
from typing import Final

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, sync_playwright

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.recording import write_recording

ADDRESS: Final = "/replay?lang=en"

Floats = NDArray[np.float64]

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

PAUSE: Final = Event()
"""Never set: waiting for it is letting time go by."""

WAYS: Final = ("blank", "with the file", "from the shelf")


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

    def rest(self) -> None:
        """Wait until the server does nothing: what it loads at its start is loaded."""
        for _ in range(240):
            before = self.cpu_s()
            PAUSE.wait(0.5)
            if self.cpu_s() - before <= 0.02:
                return
        msg = "The server was still at work after two minutes."
        raise SystemExit(msg)


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


def first_page(browser: Browser, data: Path, file: Path, way: str, k: int) -> Opening:
    """The first page of a fresh server, opened in one of the ways."""
    with app(data, *(() if way == "blank" else (str(file),))) as at:
        if way == "with the file":
            page, one = opened(browser, at, ADDRESS)
            page.close()
            return one
        at.rest()
        if way == "blank":
            return blank(browser, at)
        os.utime(file, (1e9 + k, 1e9 + k))
        page, one = opened(browser, at, ADDRESS)
        page.close()
        return one


def figures_of(name: str, found: Mapping[str, Sequence[Opening]]) -> dict[str, object]:
    """Medians of each way, and what they say beside the blank page."""

    def middle(way: str, what: Callable[[Opening], float]) -> float:
        return median(what(one) for one in found[way])

    page_s = middle("blank", lambda one: one.shown_s)
    figures: dict[str, object] = {
        f"{name}: fresh servers of each": len(found["blank"]),
        f"{name}: blank page (s)": round(page_s, 2),
        f"{name}: blank page, server's CPU (s)": round(
            middle("blank", lambda one: one.cpu_s), 2
        ),
    }
    for way in WAYS[1:]:
        beats_s = middle(way, lambda one: one.shown_s)
        map_s = middle(way, lambda one: one.map_s)
        cpu_s = middle(way, lambda one: one.cpu_s)
        figures |= {
            f"{name}, {way}: beats drawn (s)": round(beats_s, 2),
            f"{name}, {way}: map drawn (s)": round(map_s, 2),
            f"{name}, {way}: beats more than blank (s)": round(beats_s - page_s, 2),
            f"{name}, {way}: map more than blank (s)": round(map_s - page_s, 2),
            f"{name}, {way}: beats / blank": round(beats_s / page_s, 2),
            f"{name}, {way}: server's CPU (s)": round(cpu_s, 2),
        }
    return figures | {f"{name}: load": round(os.getloadavg()[0], 1)}


def heap_mb(page: Page) -> float:
    """What the page holds, after everything that can be collected was."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def openings(
    browser: Browser, data: Path, file: Path, times: int
) -> dict[str, list[Opening]]:
    """Every way in turn, so many rounds."""
    found: dict[str, list[Opening]] = {way: [] for way in WAYS}
    for k in range(times):
        for turn in range(len(WAYS)):
            way = WAYS[(k + turn) % len(WAYS)]
            found[way].append(first_page(browser, data, file, way, k))
    return found


def looked_at(browser: Browser, at: App) -> tuple[Floats, Floats, float]:
    """Frames and paintings of zooming in ms, and the heap in MB, all being drawn."""
    page, _ = opened(browser, at, ADDRESS)
    page.locator("section.replay[data-drawn=chance]").wait_for(timeout=120_000)
    page.locator("section.replay .pictures figure").first.wait_for(timeout=400_000)
    page.evaluate("window.painted.length = 0")
    frames = np.array(page.evaluate(WHEEL, 120))
    paints = np.array([ms for _, ms, _ in page.evaluate("window.painted")])
    return frames, paints, heap_mb(page)


def measure(minutes: int, times: int, *, zoom: bool) -> dict[str, object]:
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
        figures = figures_of(
            f"{minutes} min", openings(browser, Path(name), file, times)
        )
        if zoom:
            with app(Path(name), str(file)) as at:
                frames, paints, weight = looked_at(browser, at)
            figures |= {
                f"{minutes} min: zoom frame p95 (ms)": percentile(frames, 95),
                f"{minutes} min: zoom frame max (ms)": percentile(frames, 100),
                f"{minutes} min: painting p95 (ms)": percentile(paints, 95),
                f"{minutes} min: heap (MB)": round(weight, 1),
            }
        browser.close()
    return figures


def percentile(values: Floats, share: float) -> float:
    """That percentile, to a tenth."""
    return round(float(np.percentile(values, share)), 1)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure an hour and eight; print and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=int, nargs="*", default=[60, 480])
    parser.add_argument("--times", type=int, default=5, help="rounds of fresh servers")
    parser.add_argument("--no-zoom", action="store_true", help="openings alone")
    arguments = parser.parse_args(argv)
    figures: dict[str, object] = {"cores": os.cpu_count()}
    for minutes in arguments.minutes:
        figures |= measure(minutes, arguments.times, zoom=not arguments.no_zoom)
    write_report("replay_screen", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
