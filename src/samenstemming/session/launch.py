"""Start a collector as a process of its own, and hold on to it.

A screen that crashes must not take the recording with it, so a collector has no
terminal and no signals in common with whoever starts it. It may still be asked to end
with its parent (a demo's should): then it notices that its standard input closes,
which also happens when the parent is killed.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Final

from samenstemming.errors import ControlError, SamenstemmingError
from samenstemming.session.client import Control

STARTS_WITHIN_S: Final = 60.0
"""A cold start on a slow disk; on a usual machine it takes about one second."""

STOPS_WITHIN_S: Final = 15.0
"""After this a collector is told by signal, and at last killed: nothing is lost."""


class CollectorHandle:
    """A running collector: its recording, its process, its control channel."""

    def __init__(self, process: "subprocess.Popen[str]", path: Path) -> None:
        self.path = path
        self.pid = process.pid
        self._process = process

    @property
    def control(self) -> Control:
        """A client of this collector."""
        return Control(self.path)

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """How it ended: 0 at stop or time, 130 interrupted; None while it runs."""
        return self._process.poll()

    def wait(self, within_s: float | None = None) -> int | None:
        """Wait for its end; the exit code, or None where time was up first."""
        try:
            return self._process.wait(within_s)
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> int:
        """End the recording cleanly and wait for it; the exit code."""
        if self.running:
            try:
                self.control.stop()
            except ControlError:
                self._process.terminate()
        code = self.wait(STOPS_WITHIN_S)
        if code is None:
            self._process.terminate()
            code = self.wait(STOPS_WITHIN_S)
        if code is None:
            self._process.kill()
            code = self._process.wait()
        self.release()
        return code

    def release(self) -> None:
        """Let go of it: one that should end with its parent now ends."""
        if self._process.stdin is not None:
            self._process.stdin.close()


def start_collector(
    *,
    a: str | None = None,
    b: str | None = None,
    path: Path | None = None,
    minutes: float | None = None,
    label: str = "",
    consent: tuple[str, ...] = (),
    speed: float = 1.0,
    ecg: bool = False,
    exercise: str | None = None,
    resume: Path | None = None,
    rest_from: Path | None = None,
    arm: str | None = None,
    buttons_only: bool = False,
    keep_days: int | None = None,
    with_parent: bool = False,
    straps_file: Path | None = None,
    study: Mapping[str, str] | None = None,
) -> CollectorHandle:
    """Start recording these straps; returns once the first event is on disk.

    Without `a` and `b` it has no straps and keeps track of the talk alone. Without
    `path` the recording goes to the default folder, and without `straps_file` straps
    are remembered where they always are. `consent` holds `record` of each or `a:record`
    of one. `study` has the options of a study's session: study, pair, session, or
    dry-order. SamenstemmingError, with the
    collector's own sentence, where it cannot begin.
    """
    command = [sys.executable, "-m", "samenstemming", "record", "--announce"]
    command += ["--label", label, "--speed", str(speed)]
    for option, strap in (("--a", a), ("--b", b)):
        if strap is not None:
            command += [option, strap]
    if a is None and b is None:
        command.append("--no-straps")
    if path is not None:
        command += ["--output", str(path)]
    if minutes is not None:
        command += ["--minutes", str(minutes)]
    if consent:
        command += ["--consent", *consent]
    if exercise is not None:
        command += ["--exercise", exercise]
    if resume is not None:
        command += ["--resume", str(resume)]
    if rest_from is not None:
        command += ["--rest-from", str(rest_from)]
    if arm is not None:
        command += ["--arm", arm]
    if buttons_only:
        command.append("--buttons-only")
    if keep_days is not None:
        command += ["--keep-days", str(keep_days)]
    if ecg:
        command.append("--ecg")
    for name, value in (study or {}).items():
        command += [f"--{name}", value]
    if straps_file is not None:
        command += ["--straps-file", str(straps_file)]
    if with_parent:
        command.append("--with-parent")
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if with_parent else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=os.name != "nt",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    said = _Listener(process.stderr)
    patience = threading.Timer(STARTS_WITHIN_S, process.kill)
    patience.start()
    try:
        with process.stdout as announcement:
            announced = announcement.readline()
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        patience.cancel()
    handle = CollectorHandle(process, Path())
    if not announced:
        process.wait()
        handle.release()
        raise SamenstemmingError(said.last_words() or "The collector did not start.")
    said.pass_on()
    handle.path = Path(json.loads(announced)["path"])
    return handle


class _Listener:
    """Reads a collector's stderr, so that its pipe never fills; passes it on later."""

    def __init__(self, pipe: IO[str]) -> None:
        self._pipe = pipe
        self._early: list[str] | None = []
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def last_words(self) -> str:
        """What it said before it ended."""
        self._thread.join(1)
        return " ".join(line.strip() for line in self._early or ())

    def pass_on(self) -> None:
        """It has started: from now on what it says goes to our own stderr."""
        with self._lock:
            early, self._early = self._early or [], None
            sys.stderr.writelines(early)
            sys.stderr.flush()

    def _listen(self) -> None:
        with self._pipe:
            for line in self._pipe:
                with self._lock:
                    if self._early is not None:
                        self._early.append(line)
                    else:
                        sys.stderr.write(line)
                        sys.stderr.flush()
