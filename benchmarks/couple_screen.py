"""What the couple's screen costs, how smoothly it moves, how soon it shows a change.

A collector guides a talk of two simulated straps; the launcher serves it and headless
Chromium shows it. Three figures: paints a second of the shape (at rest in a step that
shows it), the server's share of a core with one viewer against none, and the time from
the collector's acknowledgement of a change to the screen that shows it. A cue takes the
same way as a press: into the collector's state, and from there in the next look.

    python benchmarks/couple_screen.py --seconds 20 --changes 20

Writes `benchmarks/out/couple_screen.json`. Headless Chromium paints in software here
and shares the cores with server and collector: a screen with a GPU does better.
Linux only: a process's time is read from /proc.
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
import time
from pathlib import Path
from typing import Final

import numpy as np
from playwright.sync_api import Page, Playwright, sync_playwright

from samenstemming.session.launch import CollectorHandle, start_collector

HOOK: Final = """
window.painted = 0;
window.samenstemmingPainted = () => { window.painted += 1; };
"""
WATCH: Final = """(stage) => {
  window.changes = [];
  new MutationObserver(() => window.changes.push(
    [stage.dataset.step, performance.timeOrigin + performance.now()]
  )).observe(stage, { attributeFilter: ["data-step"] });
}"""


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


def cpu_s(pid: int) -> float:
    """Seconds of processor time of a process until now."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share_of_core(pid: int, page: Page, seconds: float) -> float:
    """The share of one core that a process takes over the next seconds, in percent."""
    begun, used_s = time.perf_counter(), cpu_s(pid)
    page.wait_for_timeout(seconds * 1000)
    return 100 * (cpu_s(pid) - used_s) / (time.perf_counter() - begun)


def changes_ms(page: Page, talk: CollectorHandle, count: int) -> list[float]:
    """From the acknowledgement of each change to the screen that shows it, in ms."""
    stage = page.locator("section.couple")
    stage.evaluate(WATCH)
    found = []
    for i in range(count):
        (talk.control.resume if i % 2 else talk.control.pause)()
        at_ms = time.time_ns() / 1e6
        page.wait_for_function("(n) => window.changes.length > n", arg=i)
        found.append(page.evaluate("window.changes.at(-1)[1]") - at_ms)
        page.wait_for_timeout(1100 + 37 * i)
    return found


def main() -> None:
    """Measure and say."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seconds", type=float, default=20)
    asked.add_argument("--changes", type=int, default=20)
    wish = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "talk.samen"
        talk = start_collector(
            a="simulated:1", b="simulated:2", path=path, exercise="om_de_beurt"
        )
        url, server = start_app(path)
        try:
            said = measure(url, server.pid, talk, playwright, wish)
        finally:
            server.send_signal(signal.SIGTERM)
            talk.stop()
            server.wait()
    out = Path(__file__).parent / "out" / "couple_screen.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(said, indent=1))
    print(json.dumps(said, indent=1))


def measure(
    url: str,
    pid: int,
    talk: CollectorHandle,
    playwright: Playwright,
    wish: argparse.Namespace,
) -> dict[str, object]:
    """All figures of one run."""
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
    )
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(HOOK)
    page.goto(f"{url}/help")
    page.wait_for_timeout(10_000)  # the server has loaded what it loads
    without = share_of_core(pid, page, wish.seconds)
    page.goto(f"{url}/couple")
    page.locator("section.couple .buttons button").first.wait_for()
    for _ in range(2):
        talk.control.next()
        page.wait_for_timeout(1500)
    page.locator("section.couple[data-display=together]").wait_for()
    painted = page.evaluate("window.painted")
    begun = time.perf_counter()
    with_one = share_of_core(pid, page, wish.seconds)
    fps = (page.evaluate("window.painted") - painted) / (time.perf_counter() - begun)
    taken = changes_ms(page, talk, wish.changes)
    browser.close()
    return {
        "fps": round(fps, 1),
        "server_percent_without": round(without, 2),
        "server_percent_with_one": round(with_one, 2),
        "change_ms_p50": round(float(np.percentile(taken, 50))),
        "change_ms_p95": round(float(np.percentile(taken, 95))),
        "change_ms_max": round(max(taken)),
        "changes": len(taken),
    }


if __name__ == "__main__":
    main()
