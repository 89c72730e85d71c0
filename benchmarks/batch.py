"""Every figure about a batch: engines side by side, a kill, memory, the group test.

What is tried, each phase by itself: `make` couples that share half of their arousal;
the whole batch (`--pairs all`) as a loop (`serial`, which also tells what one recording
and one pair cost), a `pool` of two and a `dask` cluster of two; `kill` gives the pool
SIGKILL at half and the same command again; `group` draws many studies of independent
dyads and counts how often the group test finds something.

Run: python -m benchmarks.batch [--recordings 200] [--minutes 10]
     [--phases make,serial,pool,kill,dask,group] [--studies 300] [--keep DIR]
"""

import argparse
import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree

import numpy as np

import samenstemming as sam
from benchmarks.batch_engines import Watched, watched
from benchmarks.batch_false_positives import Study, Told, told_of_study
from benchmarks.report import write_report
from samenstemming.batch.engines import Lost, Pool
from samenstemming.batch.tiles import read_table
from samenstemming.events import Recording
from samenstemming.recording import write_recording

PHASES = ("make", "serial", "pool", "kill", "dask", "group")
ALPHA = 0.05
DYADS = 20
"""Of a study in `group`: 400 pairs, half a second."""


def make(folder: Path, n: int, minutes: float) -> None:
    """Recordings of couples that share half of their arousal; kept ones stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(n):
        place = folder / f"{seed:04}.samen"
        if not place.exists():
            made = sam.simulate(minutes=minutes, coupling=0.5, seed=seed)
            meta = {**made.meta, "dyad": f"D{seed:04}"}
            write_recording(place, Recording.of(made.events(), meta=meta))


def engine_figures(name: str, of: Watched) -> dict[str, object]:
    """What a whole run took."""
    peaks = {kind: round(mb) for kind, mb in sorted(of.peak_mb.items())}
    figures: dict[str, object] = {
        f"{name}: wall s": round(of.wall_s, 1),
        f"{name}: CPU s": round(of.cpu_s, 1),
        f"{name}: largest process of each kind, MB": peaks,
        f"{name}: load when it began": [round(one, 1) for one in of.load],
    }
    for key, value in figures.items():  # a whole run takes long: told as it comes
        print(f"{key}  {value}", flush=True)
    return figures


def cost_figures(of: Watched, n: int) -> dict[str, object]:
    """CPU seconds of one recording and of one pair, from the loop."""
    recordings, tiles = of.costs["do_recording"], of.costs["do_pairs"]
    return {
        "CPU s a recording, mean": round(float(np.mean(recordings)), 2),
        "CPU s a recording, largest": round(max(recordings), 2),
        "CPU ms a pair": round(1000 * sum(tiles) / n**2, 3),
        "CPU s of everything else": round(of.cpu_s - sum(recordings) - sum(tiles), 1),
    }


def engines(
    place: Path, n: int, surrogates: int, phases: Sequence[str]
) -> dict[str, object]:
    """The asked engines one after the other over the same recordings."""
    figures: dict[str, object] = {}
    found: dict[str, Watched] = {}
    for name in ("serial", "pool", "dask"):
        if name not in phases:
            continue
        if name == "dask" and find_spec("distributed") is None:
            print("No Dask here (the extra 'cluster'): nothing about a cluster.")
            continue
        rmtree(place / name, ignore_errors=True)  # a kept one would be resumed
        found[name] = watched(name, place / "in", place / name, surrogates)
        figures |= engine_figures(name, found[name])
    if "serial" in found:
        figures |= cost_figures(found["serial"], n)
        for name in found.keys() - {"serial"}:
            ratio = found[name].wall_s / found["serial"].wall_s
            figures[f"wall, {name} / serial"] = round(ratio, 2)
    if "kill" in phases:
        output = place / "kill"
        rmtree(output, ignore_errors=True)
        killed = watched("pool", place / "in", output, surrogates, kill_at=n // 2)
        found["kill"] = watched("pool", place / "in", output, surrogates)
        figures["kill: recordings done at SIGKILL"] = killed.killed_with
        figures |= engine_figures("kill, then again", found["kill"])
    if found:
        sums = [of.checksums for of in found.values()]
        figures["tables compared"] = f"{len(sums[0])} of {', '.join(found)}"
        figures["checksums identical"] = all(of == sums[0] for of in sums)
        figures |= coupled_figures(place / next(iter(found)))
    return figures


def coupled_figures(output: Path) -> dict[str, object]:
    """What the group test says about couples that share half of their arousal."""
    (group,) = read_table(output / "groups.parquet")
    return {
        f"coupled at .5: {name}": group[name]
        for name in ("n_dyads", "n_pseudo", "p_value", "difference_z", "share_p_05")
    }


def group_figures(
    studies: range, minutes: float, dyads: int, long_minutes: float
) -> dict[str, object]:
    """Share of studies of independent dyads with p <= .05; must lie in [.03, .07].

    And of one study as large as the batch, independent and coupled at .5: its p, and
    the share of its dyads that stand out among their own pseudo-dyads.
    """
    asked = [Study(number=k, dyads=DYADS, minutes=minutes) for k in studies]
    p = np.array([_told(one).p_value for _, one in Pool(2)(told_of_study, asked)])
    share = float(np.mean(p <= ALPHA))
    figures: dict[str, object] = {
        "independent: studies": f"{len(studies)} of {DYADS} dyads, {minutes:g} min",
        "independent: share of p <= .05": round(share, 4),
        "independent: its standard error": round(
            float(np.sqrt(ALPHA * (1 - ALPHA) / len(studies))), 4
        ),
    }
    large = [
        Study(number=10_000 + k, dyads=dyads, minutes=long_minutes, coupling=of)
        for k, of in enumerate((0.0, 0.5))
    ]
    found = {of.coupling: _told(told) for of, told in Pool(2)(told_of_study, large)}
    for coupling, name in ((0.0, "independent"), (0.5, "coupled at .5, lags to 6 s")):
        figures[f"{dyads} dyads {name}: p"] = found[coupling].p_value
        figures[f"{dyads} dyads {name}: share of dyads with p <= .05"] = round(
            found[coupling].share_p_05, 4
        )
    return figures


def _told(of: Told | Lost) -> Told:
    if isinstance(of, Lost):
        msg = f"A study was lost: {of.why}."
        raise RuntimeError(msg)
    return of


def main(given: Sequence[str] | None = None) -> None:
    """Print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recordings", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--surrogates", type=int, default=999)
    parser.add_argument("--studies", type=int, default=300)
    parser.add_argument(
        "--first-study", type=int, default=0, help="new seeds from here"
    )
    parser.add_argument("--phases", default=",".join(PHASES))
    parser.add_argument("--keep", type=Path, help="a folder for all that is made")
    asked = parser.parse_args(given)
    phases = asked.phases.split(",")
    if unknown := set(phases) - set(PHASES):
        parser.error(f"no phase {', '.join(sorted(unknown))}")
    figures: dict[str, object] = {
        "recordings": f"{asked.recordings} of {asked.minutes:g} min",
        "surrogates": asked.surrogates,
        "processors": os.cpu_count(),
    }
    with ExitStack() as stack:
        place = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if "make" in phases:
            make(place / "in", asked.recordings, asked.minutes)
        figures |= engines(place, asked.recordings, asked.surrogates, phases)
    if "group" in phases:
        figures |= group_figures(
            range(asked.first_study, asked.first_study + asked.studies),
            5.0,
            asked.recordings,
            asked.minutes,
        )
    write_report("batch", figures)


if __name__ == "__main__":
    main()
