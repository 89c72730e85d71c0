"""The replay screen: how soon an hour is on it, how smoothly it zooms, what it weighs.

Side by side, in one browser and one server that is warm: a page of the same app with
nothing on it (help) and the replay of an hour, then of eight hours. Opening is from the
navigation to the first drawn frame that holds beats, and to the one that holds the map;
for the blank page to its footer. Zooming: sixty steps of the wheel in and out, each
frame's time between two animation frames, and what the painting itself took. The heap
is Chromium's own figure after a collection. `python -m benchmarks.replay_screen`.
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


@contextmanager
def app(folder: Path) -> Iterator[str]:
    """The app's address while it runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "samenstemming", "--no-browser"],
        env={**os.environ, "XDG_DATA_HOME": str(folder)},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            yield found[0]
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


def blank_s(browser: Browser, url: str) -> float:
    """Seconds until a page of the app with nothing on it is there."""
    page = browser.new_page()
    begun = time.perf_counter()
    page.goto(f"{url}/help?lang=en")
    page.locator(".st-key-footer p").wait_for()
    page.locator("html[style*=--page-text]").wait_for(state="attached")
    taken = time.perf_counter() - begun
    page.close()
    return taken


def opened(browser: Browser, address: str) -> tuple[Page, float, float]:
    """The replay of a recording, and seconds to its beats and to its map."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(HOOK)
    begun = time.perf_counter()
    page.goto(address)
    page.locator("section.replay[data-drawn]").wait_for(timeout=60_000)
    beats_s = time.perf_counter() - begun
    page.locator(
        "section.replay[data-drawn=map], section.replay[data-drawn=chance]"
    ).wait_for(timeout=60_000)
    return page, beats_s, time.perf_counter() - begun


def heap_mb(page: Page) -> float:
    """What the page holds, after everything that can be collected was."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def measure(minutes: int, times: int) -> dict[str, object]:
    """Opening, zooming and weight of one length."""
    chromium = shutil.which("chromium")
    if chromium is None:
        msg = "This needs Chromium."
        raise SystemExit(msg)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name) / "samenstemming" / "recordings"
        folder.mkdir(parents=True)
        record(folder, minutes)
        with app(Path(name)) as url:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page()
            page.goto(f"{url}/?lang=en")
            link = page.locator("a[href*='replay'][href*='file=']").first
            link.wait_for(timeout=60_000)
            address = url + "/" + str(link.get_attribute("href")).lstrip("/")
            page.close()
            blank_s(browser, url)
            blanks, beats, maps = [], [], []
            shown = None
            for k in range(times):
                blanks.append(blank_s(browser, url))
                if shown is not None:
                    shown.close()
                # Touched, it is another file to the server: nothing is remembered.
                os.utime(folder / f"{minutes}.samen", (1e9 + k, 1e9 + k))
                shown, beats_s, map_s = opened(browser, address)
                beats.append(beats_s)
                maps.append(map_s)
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
        f"{minutes} min: blank page (s, median)": round(median(blanks), 2),
        f"{minutes} min: beats drawn (s, median)": round(median(beats), 2),
        f"{minutes} min: map drawn (s, median)": round(median(maps), 2),
        f"{minutes} min: beats more than blank (s)": round(
            median(beats) - median(blanks), 2
        ),
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
    arguments = parser.parse_args(argv)
    figures: dict[str, object] = {"cores": os.cpu_count()}
    for minutes in arguments.minutes:
        figures |= measure(minutes, arguments.times)
    write_report("replay_screen", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
