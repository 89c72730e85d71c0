"""Many simulated recordings: engines side by side, checksums, memory, the group test.

Run: python -m benchmarks.batch [--recordings 200] [--minutes 10] [--surrogates 999]
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.batch.engines import Engine, Pool, serial
from samenstemming.batch.plan import Asked
from samenstemming.batch.run import Done, run
from samenstemming.batch.tiles import read_table
from samenstemming.events import Recording
from samenstemming.recording import write_recording


def _make(folder: Path, n: int, minutes: float, coupling: float) -> None:
    folder.mkdir()
    for seed in range(n):
        made = sam.simulate(minutes=minutes, coupling=coupling, seed=seed)
        meta = {**made.meta, "dyad": f"D{seed:04}"}
        write_recording(
            folder / f"{seed:04}.samen", Recording.of(made.events(), meta=meta)
        )


def _timed(of: Asked, way: Engine) -> tuple[float, Done]:
    began = time.perf_counter()
    done = run([of], way)
    return time.perf_counter() - began, done


def main(given: Sequence[str] | None = None) -> None:
    """Print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recordings", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--surrogates", type=int, default=999)
    asked = parser.parse_args(given)
    figures: dict[str, object] = vars(asked).copy()
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        for name, coupling in (("strangers", 0.0), ("coupled", 0.5)):
            folder = place / name
            _make(folder, asked.recordings, asked.minutes, coupling)
            engines: dict[str, Engine] = {"pool": Pool(2)}
            if name == "strangers":
                engines["serial"] = serial
            took, sums = {}, []
            for engine, way in engines.items():
                output = place / f"{name}-{engine}"
                of = Asked(
                    folder=str(folder),
                    output=str(output),
                    pairs="all",
                    surrogates=asked.surrogates,
                )
                took[engine], done = _timed(of, way)
                sums.append(done.checksums)
                figures[f"{name}: {engine}, s"] = round(took[engine], 1)
            (group,) = read_table(place / f"{name}-pool" / "groups.parquet")
            figures[f"{name}: dyads with p_pseudo <= .05"] = group["share_p_05"]
            figures[f"{name}: p of the group"] = group["p_value"]
            if len(sums) > 1:
                figures["checksums identical"] = sums[0] == sums[1]
                figures["pool / serial"] = round(took["pool"] / took["serial"], 2)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figures["largest worker, MiB"] = round(workers)
    write_report("batch", figures)


if __name__ == "__main__":
    main()
