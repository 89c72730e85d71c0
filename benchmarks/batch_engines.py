"""One run of a batch in a process of its own, watched from outside.

`watched` begins it and reads what each of its processes took at most (`VmHWM` of
Linux) and how much processor; the process itself (`main`) calls the very `run` that
the command calls. What surprised us: `RUSAGE_CHILDREN` gives the largest child without
saying which, and a cluster's scheduler lives in the process that asks.

Run by `benchmarks.batch`, not by hand.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from samenstemming.batch.engines import ONE_THREAD, Cluster, Lost, Pool, one_thread
from samenstemming.batch.plan import Asked
from samenstemming.batch.run import run
from samenstemming.batch.tiles import checksums

T = TypeVar("T")
R = TypeVar("R")
EVERY_S = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Wall and CPU seconds, the peak of each kind of process in MB, the checksums."""

    wall_s: float
    cpu_s: float
    peak_mb: dict[str, float]
    load: tuple[float, ...]
    killed_with: int | None = None
    costs: dict[str, list[float]] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)


def watched(
    engine: str,
    folder: Path,
    output: Path,
    surrogates: int,
    kill_at: int | None = None,
) -> Watched:
    """Run it; with `kill_at` it gets SIGKILL when so many recordings are done."""
    told = output.with_suffix(".json")
    command = (sys.executable, "-m", "benchmarks.batch_engines", engine)
    began, load = time.perf_counter(), os.getloadavg()
    process = subprocess.Popen(
        [*command, str(folder), str(output), str(surrogates), str(told)],
        env=os.environ | dict.fromkeys(ONE_THREAD, "1"),
    )
    peaks: dict[str, float] = {}
    spent: dict[int, float] = {}
    killed_with = None
    while process.poll() is None:
        for pid in _family(process.pid):
            _look(pid, process.pid, peaks, spent)
        if kill_at is not None:
            done = len(list(output.glob("tiles/*/*.facts.parquet")))
            if done >= kill_at:
                killed_with = done
                process.send_signal(signal.SIGKILL)
        try:
            process.wait(EVERY_S)
        except subprocess.TimeoutExpired:
            continue
    found = Watched(
        wall_s=time.perf_counter() - began,
        cpu_s=sum(spent.values()),
        peak_mb=peaks,
        load=load,
        killed_with=killed_with,
    )
    if killed_with is not None:
        return found
    if process.returncode:
        msg = f"The {engine} run ended with {process.returncode}."
        raise RuntimeError(msg)
    held = json.loads(told.read_text())
    return Watched(
        wall_s=found.wall_s,
        cpu_s=found.cpu_s,
        peak_mb=peaks,
        load=load,
        costs=held["costs"],
        checksums=held["checksums"],
    )


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _look(
    pid: int, first: int, peaks: dict[str, float], spent: dict[int, float]
) -> None:
    """Take in one process, if it is still there."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        ran = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return
    kind = "first" if pid == first else "helper"
    if b"spawn_main" in command:
        kind = "worker"
    for line in status.splitlines():
        if line.startswith("VmHWM"):
            peak = int(line.split()[1]) * 1024 / 1e6
            peaks[kind] = max(peaks.get(kind, 0.0), peak)
    spent[pid] = (int(ran[11]) + int(ran[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Timed:
    """A loop over the tasks that keeps the CPU seconds of each."""

    costs: dict[str, list[float]] = field(default_factory=dict)

    def __call__(
        self, function: Callable[[T], R], tasks: Sequence[T], /
    ) -> Iterator[tuple[T, R | Lost]]:
        """One after the other in this process."""
        for task in tasks:
            began = time.process_time()
            result = function(task)
            spent = time.process_time() - began
            self.costs.setdefault(function.__name__, []).append(spent)
            yield task, result


def main(given: Sequence[str]) -> None:
    """ENGINE FOLDER OUTPUT SURROGATES TOLD: what came of it goes into TOLD."""
    engine, folder, output, surrogates, told = given
    of = Asked(folder=folder, output=output, pairs="all", surrogates=int(surrogates))
    timed = Timed()
    if engine == "dask":
        import dask
        import distributed

        # As docs/batch.md says it: its profiler looks at every worker a hundred times
        # a second and keeps all that it saw. Off, a worker took 75 MB less, and about
        # half the time (under other loads). A cluster hands its own configuration on,
        # whatever the environment says.
        dask.config.set({"distributed.worker.profile.enabled": False})
        local_cluster: Callable[..., Any] = distributed.LocalCluster
        with (
            one_thread(),
            local_cluster(
                n_workers=2,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                protocol="tcp://",
                host="127.0.0.1",
            ) as cluster,
        ):
            run([of], Cluster(cluster.scheduler_address))
    else:
        run([of], Pool(2) if engine == "pool" else timed)
    sums = {k: v for k, v in checksums(Path(output)).items() if "tiles/" not in k}
    Path(told).write_text(json.dumps({"costs": timed.costs, "checksums": sums}))


if __name__ == "__main__":
    main(sys.argv[1:])
