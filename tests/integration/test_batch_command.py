"""A folder of recordings through `batch`: three engines, a kill, and hard input."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

import pytest

import samenstemming as sam
from samenstemming.batch.engines import Cluster, Lost, Pool, serial
from samenstemming.batch.plan import Asked
from samenstemming.batch.run import Done, run
from samenstemming.batch.tiles import checksums, read_table
from samenstemming.cli import main
from samenstemming.errors import BatchError, BatchOutputError
from samenstemming.events import Event, Marker, Recording, Wearer
from samenstemming.measures.alignment import ONE_BODY
from samenstemming.measures.multiplicity import holm
from samenstemming.recording import write_recording
from samenstemming.recording.withdrawal import withdraw

MINUTES = 3.0
N = 6


def couple(seed: int, **meta: object) -> Recording:
    """Three minutes of a couple, with a step in which one speaks."""
    made = sam.simulate(minutes=MINUTES, coupling=0.9, seed=seed)
    data: dict[str, object] = {"id": "talk", "speaker": "ab"[seed % 2]}
    step = Marker(t_ns=20 * 10**9, name="step_begin", data=data)
    events: list[Event] = sorted([*made.events(), step], key=lambda of: of.t_ns)
    return Recording.of(events, meta={**made.meta, "dyad": f"D{seed:03}", **meta})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("recordings")
    for seed in range(N):
        write_recording(place / f"s{seed}.samen", couple(seed))
    return place


def asked_of(folder: Path, output: Path) -> Asked:
    return Asked(
        folder=str(folder), output=str(output), pairs="all", surrogates=19, tile=4
    )


@pytest.fixture(scope="module")
def looped(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    output = tmp_path_factory.mktemp("looped")
    return output, run([asked_of(folder, output)], serial)


def test_every_recording_gives_rows(looped: tuple[Path, Done]) -> None:
    output, done = looped
    assert (done.n_used, done.left_out) == (N, ())
    dyads = read_table(output / "dyads.parquet")
    assert len(dyads) == 2 * N
    assert {of["n_pseudo"] for of in dyads if of["step"] == "whole"} == {2 * (N - 1)}
    people = read_table(output / "people.parquet")
    assert len(people) == 4 * N
    of_d1 = {of["wearer"]: of for of in people if of["dyad"] == "D001"}
    assert of_d1["a"]["partner_heart_rate_bpm"] == of_d1["b"]["heart_rate_bpm"]
    assert {of["role"] for of in people} == {None, "speaker", "listener"}


def test_a_real_pair_scores_as_the_analysis_says(looped: tuple[Path, Done]) -> None:
    import numpy as np

    for row in read_table(looped[0] / "dyads.parquet"):
        if row["step"] == "whole" and row["roles"] == "not_marked":
            assert np.tanh(row["z_real"]) == pytest.approx(row["statistic"])


def test_pseudo_dyads_are_of_other_dyads_and_keep_the_role(
    looped: tuple[Path, Done],
) -> None:
    tiles = sorted((looped[0] / "pairs").glob("*.parquet"))
    rows = [row for tile in tiles for row in read_table(tile)]
    assert len(rows) == 2 * N * N
    for row in rows:
        same = row["dyad_first"] == row["dyad_second"]
        assert row["kind"] == ("real" if same else "pseudo")
        assert row["first_is"] == ("speaker" if row["step"] == "talk" else "a")


def test_a_pool_gives_the_same_bytes(
    folder: Path, looped: tuple[Path, Done], tmp_path: Path
) -> None:
    assert run([asked_of(folder, tmp_path)], Pool(2)).checksums == looped[1].checksums


CLUSTER = """
import sys
from distributed import LocalCluster
with LocalCluster(
    n_workers=2,
    threads_per_worker=1,
    processes=True,
    dashboard_address=":0",
    protocol="tcp://",
    host="127.0.0.1",
) as made:
    print(made.scheduler_address, flush=True)
    sys.stdin.read()
"""
"""Not in this process: what it starts and closes here could reach a later test."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    pytest.importorskip("distributed", reason="Dask is not installed.")
    with subprocess.Popen(
        [sys.executable, "-c", CLUSTER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it tells at length of the worker that is killed
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate()


def test_a_cluster_gives_the_same_bytes(
    folder: Path, looped: tuple[Path, Done], tmp_path: Path, cluster: str
) -> None:
    done = run([asked_of(folder, tmp_path)], Cluster(cluster))
    assert done.checksums == looped[1].checksums


def test_a_cluster_that_loses_a_worker_ends_whole(
    folder: Path, looped: tuple[Path, Done], tmp_path: Path, cluster: str
) -> None:
    import distributed

    connect: Any = distributed.Client  # untyped, as mypy finds it
    with connect(cluster, set_as_default=False) as client:
        workers = sorted(client.run(os.getpid).values())

    def kill(stage: str, n: int, of: int, there: int) -> None:
        if (stage, n) == ("recordings", 1):
            os.kill(workers[0], signal.SIGKILL)

    done = run([asked_of(folder, tmp_path)], Cluster(cluster), progress=kill)
    assert done.checksums == looped[1].checksums


def test_a_cluster_that_is_not_there_is_one_sentence() -> None:
    pytest.importorskip("distributed", reason="Dask is not installed.")
    with pytest.raises(BatchError, match="No Dask scheduler answers"):
        list(Cluster("tcp://127.0.0.1:9", timeout_s=0.3)(str, [1]))


KILLED = """
import os, signal, sys
from samenstemming.batch import run as of
from samenstemming.batch.engines import serial
from samenstemming.batch.plan import Asked

def kill(stage, done, n, there):
    if (stage, done) == (sys.argv[3], int(sys.argv[4])):
        os.kill(os.getpid(), signal.SIGKILL)

asked = Asked(
    folder=sys.argv[1], output=sys.argv[2], pairs="all", surrogates=19, tile=4
)
of.run([asked], serial, progress=kill)
"""


def test_a_killed_run_goes_on_to_identical_tables(
    folder: Path, looped: tuple[Path, Done], tmp_path: Path
) -> None:
    for stage, n in (("recordings", 2), ("pairs", 1)):
        command = [sys.executable, "-c", KILLED, str(folder), str(tmp_path)]
        ended = subprocess.run([*command, stage, str(n)], check=False)
        assert ended.returncode == -signal.SIGKILL
    (tmp_path / "tiles" / ".half.part").write_bytes(b"rubbish")
    seen: list[tuple[str, int]] = []
    done = run(
        [asked_of(folder, tmp_path)],
        serial,
        progress=lambda stage, n, of, there: seen.append((stage, there)),
    )
    assert done.checksums == looped[1].checksums
    assert ("recordings", N) in seen
    assert ("pairs", 1) in seen
    assert not list(tmp_path.rglob("*.part"))


def test_other_settings_want_another_folder(
    folder: Path, looped: tuple[Path, Done]
) -> None:
    before = dict(looped[1].checksums)
    with pytest.raises(BatchError, match="other settings"):
        run([replace(asked_of(folder, looped[0]), seed=1)], serial)
    assert run([asked_of(folder, looped[0])], serial).checksums == before


def die_once(task: str) -> str:
    """A task that takes its process with it, the third one every time."""
    if task == "deadly" and parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return task.upper()


def test_a_worker_that_dies_is_named_and_stops_nobody() -> None:
    tasks = ["a", "b", "deadly", "c"]
    assert dict(Pool(2)(die_once, tasks)) == {
        "a": "A",
        "b": "B",
        "c": "C",
        "deadly": Lost("its process died twice"),
    }


@pytest.fixture
def hard(folder: Path, tmp_path: Path) -> Path:
    """Two good recordings among everything that a folder may hold."""
    place = tmp_path / "hard"
    (place / "more").mkdir(parents=True)
    for name in ("s0.samen", "s1.samen"):
        shutil.copy(folder / name, place / name)
    shutil.copy(folder / "s0.samen", place / "more" / "copy.samen")
    (place / "notes.txt").write_text("call D003 back")
    (place / "empty.samen").touch()
    (place / "link.samen").symlink_to("nowhere.samen")
    shutil.copy(folder / "s1.samen", place / os.fsdecode(b"na\xff.samen"))
    (place / os.fsdecode(b"na\xff.txt")).touch()
    whole = (folder / "s2.samen").read_bytes()
    (place / "half.samen").write_bytes(whole[: len(whole) // 3])
    flipped = bytearray((folder / "s3.samen").read_bytes())
    flipped[len(flipped) // 2] ^= 0xFF
    (place / "flipped.samen").write_bytes(flipped)
    (place / os.fsdecode(b"flip\xff.samen")).write_bytes(flipped)
    first = couple(1)
    begun = [of for of in first.events() if of.t_ns < 100 * 10**9]
    write_recording(place / "begun.samen", Recording.of(begun, meta=first.meta))
    write_recording(place / "check.samen", couple(7, **{ONE_BODY: True}))
    write_recording(place / "no.samen", couple(8, simulated=False))
    return place


def test_hard_input_is_listed_and_stops_nobody(
    hard: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    asked = ["batch", str(hard), "-o", str(output), "--surrogates", "19"]
    assert main([*asked, "--jobs", "1"]) == 0
    rows = read_table(output / "recordings.parquet")
    why = {of["recording"]: of["reason"] for of in rows}
    assert why == {
        "s0.samen": "DUPLICATE",
        "more/copy.samen": None,
        "s1.samen": "DUPLICATE",
        "na\\xff.samen": None,
        "na\\xff.txt": "NOT_OURS",
        "begun.samen": "OTHER_VERSION",
        "notes.txt": "NOT_OURS",
        "empty.samen": "NOT_OURS",
        "link.samen": "MISSING",
        "half.samen": "DAMAGED",
        "flipped.samen": "DAMAGED",
        "flip\\xff.samen": "DAMAGED",
        "check.samen": "ONE_BODY",
        "no.samen": "NO_CONSENT",
    }
    told = capsys.readouterr()
    assert told.out == f"{output}\n"
    assert all(name in told.err for name, reason in why.items() if reason)
    # Tables are given away; folders are often named after people.
    assert not [of for of in rows if str(tmp_path) in str(of["detail"])]
    report = (output / "report.html").read_bytes()
    assert str(tmp_path).encode() not in report
    assert f"{output / 'report.html'}" in told.err
    assert main([*asked, "--jobs", "2"]) == 0
    assert (output / "report.html").read_bytes() == report


def test_a_full_output_disk_stops_and_the_next_run_goes_on(
    folder: Path,
    looped: tuple[Path, Done],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write: Callable[[int], None] = os.fsync
    room = [7]

    def fills_up(descriptor: int) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(28, "No space left on device")
        write(descriptor)

    monkeypatch.setattr("os.fsync", fills_up)
    with pytest.raises(BatchOutputError, match="make room"):
        run([asked_of(folder, tmp_path)], serial)
    monkeypatch.undo()
    done = run([asked_of(folder, tmp_path)], serial)
    assert done.checksums == looped[1].checksums


def everything(output: Path) -> set[str]:
    """Names of all that lies in an output folder."""
    return {of.relative_to(output).as_posix() for of in output.rglob("*")}


def rows_of(output: Path) -> list[str]:
    tables = ("dyads", "people")
    return [
        row["dyad"] for name in tables for row in read_table(output / f"{name}.parquet")
    ]


def quick(folder: Path, output: Path) -> Done:
    return run([replace(asked_of(folder, output), surrogates=0)], serial)


def test_nothing_stays_of_who_withdrew_after_the_same_command_again(
    folder: Path, tmp_path: Path
) -> None:
    place, output = tmp_path / "in", tmp_path / "out"
    place.mkdir()
    for name in ("s0.samen", "s1.samen", "s2.samen"):
        shutil.copy(folder / name, place / name)
    quick(place, output)
    assert "D001" in rows_of(output)
    withdraw(place / "s1.samen", Wearer.A)
    assert ("s1.samen", "ONE_WEARER", "") in quick(place, output).left_out
    assert "D001" not in rows_of(output)
    # The file as it was comes back from a backup: the withdrawn one goes before.
    shutil.copy(folder / "s1.samen", place / "from-backup.samen")
    done = quick(place, output)
    assert done.n_used == 2
    assert ("from-backup.samen", "OTHER_VERSION", "s1.samen") in done.left_out
    assert "D001" not in rows_of(output)
    endings = (".people.parquet", ".steps.parquet", ".pair.npz")
    left = [of for of in everything(output) if of.endswith(endings)]
    assert len(left) == 2 * len(endings)
    pairs = [row for of in (output / "pairs").iterdir() for row in read_table(of)]
    dyads = {row[name] for row in pairs for name in ("dyad_first", "dyad_second")}
    assert dyads == {"D000", "D002"}


def test_what_stood_back_for_another_version_comes_forward_when_that_goes(
    folder: Path, tmp_path: Path
) -> None:
    place, output = tmp_path / "in", tmp_path / "out"
    place.mkdir()
    for name in ("one.samen", "two.samen"):
        shutil.copy(folder / "s0.samen", place / name)
    assert quick(place, output).left_out[0][:2] == ("two.samen", "DUPLICATE")
    (place / "one.samen").unlink()
    assert quick(place, output).n_used == 1
    assert len(read_table(output / "dyads.parquet")) == 2


def test_the_folder_of_another_run_is_left_as_it_is(
    folder: Path, looped: tuple[Path, Done], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    shutil.copy(folder / "s0.samen", tmp_path / "other")
    before = checksums(looped[0])
    with pytest.raises(BatchError, match="another folder"):
        run([asked_of(tmp_path / "other", looped[0])], serial)
    assert checksums(looped[0]) == before


def test_every_setting_of_a_grid_is_reported_and_adjusted_together(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declared = tmp_path / "grid.toml"
    declared.write_text("[grid]\nmax_lag_s = [5, 10]\nwhole_window_s = [30, 60]\n")
    output = tmp_path / "out"
    asked = ["batch", str(folder), "-o", str(output), "--grid", str(declared)]
    assert main([*asked, "--pairs", "all", "--surrogates", "0", "--jobs", "1"]) == 0
    capsys.readouterr()
    assert (output / "report.html").read_text("utf-8").count("<figure>") >= 1
    rows = read_table(output / "groups.parquet")
    cells = {(of["setting"], of["step"], of["nth"], of["arm"]) for of in rows}
    assert len({of["setting"] for of in rows}) == 4
    assert len(cells) == len(rows)
    told = json.loads((output / "manifest.json").read_text("utf-8"))
    tested = [of for of in rows if of["p_value"] is not None]
    assert told["multiplicity"]["n_group_tests"] == len(tested) == len(rows)
    adjusted = holm([of["p_value"] for of in rows])
    assert tuple(of["p_adjusted"] for of in rows) == tuple(adjusted)
