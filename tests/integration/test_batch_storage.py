"""`batch` at an address: memory in this process, and a store that workers share."""

import errno
import json
import logging
import os
import pickle
import platform
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import samenstemming as sam
from samenstemming.batch import run as of_run
from samenstemming.batch.alone import alone
from samenstemming.batch.engines import Pool, serial
from samenstemming.batch.one import do_recording
from samenstemming.batch.place import Remote, located
from samenstemming.batch.plan import Asked, key_of
from samenstemming.batch.run import Done, run
from samenstemming.batch.tiles import read_table, write_table
from samenstemming.cli import main
from samenstemming.errors import BatchError
from samenstemming.events import Marker, Recording, Wearer
from samenstemming.recording import write_recording
from samenstemming.recording.withdrawal import withdraw
from samenstemming.words import Language
from samenstemming.words import told as told_in

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed.")

TABLES = ("recordings", "dyads", "people", "groups")


def asked_of(folder: object, output: object) -> Asked:
    return Asked(folder=str(folder), output=str(output), pairs="all", surrogates=0)


def tables(output: str) -> dict[str, list[dict[str, Any]]]:
    return {name: read_table(located(output) / f"{name}.parquet") for name in TABLES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three couples, a note, and a yes and no to be read from what lies beside."""
    place = tmp_path_factory.mktemp("recordings")
    for seed in range(3):
        made = sam.simulate(minutes=2.0, coupling=0.9, seed=seed)
        data: dict[str, object] = {"id": "talk", "speaker": "a"}
        step = Marker(t_ns=20 * 10**9, name="step_begin", data=data)
        events = sorted([*made.events(), step], key=lambda of: of.t_ns)
        meta = {**made.meta, "dyad": f"D{seed:03}", "simulated": seed != 2}
        consent = {of.value: ["record", "research_export"] for of in Wearer}
        write_recording(
            place / f"s{seed}.samen",
            Recording.of(events, meta={**meta, "consent": consent}),
        )
    (place / "notes.txt").write_text("call them back")
    (place / "empty.samen").touch()
    return place


@pytest.fixture(scope="module")
def local(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Done]:
    output = tmp_path_factory.mktemp("out")
    return str(output), run([asked_of(folder, output)], serial)


@pytest.fixture
def memory(folder: Path) -> Iterator[Any]:
    """The recordings at memory://in."""
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    for path in folder.iterdir():
        fs.pipe_file(f"/in/{path.name}", path.read_bytes())
    yield fs
    fs.store.clear()


def test_memory_in_and_out_gives_the_tables_of_a_folder(
    memory: Any, local: tuple[str, Done]
) -> None:
    done = run([asked_of("memory://in", "memory://out")], serial)
    assert tables("memory://out") == tables(local[0])
    same = {name for name in done.checksums if "/" not in name}
    assert same == {f"{name}.parquet" for name in TABLES}
    assert {n: done.checksums[n] for n in same} == {
        n: local[1].checksums[n] for n in same
    }
    assert "/out/.lock" not in memory.store
    # Again: nothing is made anew, and nothing moves.
    seen: list[tuple[int, int]] = []
    again = run(
        [asked_of("memory://in", "memory://out")],
        serial,
        progress=lambda stage, n, of, there: seen.append((of, there)),
    )
    assert again.checksums == done.checksums
    assert all(of == there for of, there in seen)


SHARED = """
    from fsspec.implementations.local import LocalFileSystem

    class Shared(LocalFileSystem):
        '''An object store that every process sees: objects lie in a folder.'''

        protocol = "gs"
        root_marker = ""

        def __init__(self, **kwargs):
            super().__init__(auto_mkdir=True, **kwargs)

        @classmethod
        def _strip_protocol(cls, path):
            return "/" + str(path).removeprefix("gs://").strip("/")
"""


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a store that spawned workers find by fsspec's entry point."""
    place = tmp_path / "packages"
    about = place / "shared_store-1.0.dist-info"
    about.mkdir(parents=True)
    (place / "shared_store.py").write_text(textwrap.dedent(SHARED))
    (about / "METADATA").write_text("Name: shared-store\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[fsspec.specs]\ngs = shared_store:Shared\n"
    )
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.setenv("PYTHONPATH", str(place), prepend=os.pathsep)
    known = import_module("fsspec.registry")._registry
    monkeypatch.setitem(known, "gs", import_module("shared_store").Shared)
    yield f"gs://{(tmp_path / 'bucket').as_posix().strip('/')}"
    sys.modules.pop("shared_store")


def test_workers_read_and_write_a_store_that_they_share(
    folder: Path, local: tuple[str, Done], shared: str
) -> None:
    for path in folder.iterdir():
        (located(shared) / "in" / path.name).write_bytes(path.read_bytes())
    output = f"{shared}/out"

    def engine(function: Any, tasks: Any) -> Iterator[Any]:
        # A worker costs seconds to begin: one for the recordings is enough.
        of = Pool(1) if function is do_recording else serial
        return of(function, tasks)

    run([asked_of(f"{shared}/in", output)], engine)
    assert tables(output) == tables(local[0])


def test_memory_and_workers_do_not_go_together(memory: Any) -> None:
    with pytest.raises(BatchError, match="--jobs 1"):
        run([asked_of("memory://in", "memory://out")], Pool(2))
    assert "/out/manifest.json" not in memory.store


def test_a_recording_at_an_address_leaves_nothing_behind(
    memory: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samenstemming.batch import one

    temporary = tmp_path / "temporary"
    left = temporary / "samenstemming-batch-left"
    left.mkdir(parents=True)
    (left / ".in-use").touch()
    (left / "s0.samen").write_bytes(b"hearts")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    seen = []
    look = one._look

    def spied(task: one.RecordingTask, path: Path) -> dict[str, object]:
        mode = path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777
        seen.append((path.parent.parent, *mode))
        return look(task, path)

    monkeypatch.setattr(one, "_look", spied)
    run([asked_of("memory://in", tmp_path / "out")], serial)
    assert seen == [(temporary, 0o700, 0o600)] * 3
    assert list(temporary.iterdir()) == []


def test_a_recording_with_a_lease_beside_it_is_left_out(
    memory: Any, tmp_path: Path
) -> None:
    memory.pipe_file("/in/s1.samen.lease", b'{"token": "secret"}')
    done = run([asked_of("memory://in", tmp_path)], serial)
    left = {name: reason for name, reason, _ in done.left_out}
    assert left == {
        "s1.samen": "RECORDING_NOW",
        "notes.txt": "NOT_OURS",
        "empty.samen": "NOT_OURS",
    }


def test_who_withdrew_is_purged_at_an_address_before_anything_is_written(
    memory: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_of("memory://in", "memory://out")
    run([asked], serial)
    (located("memory://out") / "report.html").write_bytes(b"old page")
    mine = tmp_path / "s1.samen"
    mine.write_bytes((folder / "s1.samen").read_bytes())
    withdraw(mine, Wearer.A)
    memory.pipe_file("/in/s1.samen", mine.read_bytes())

    def gone(*args: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(of_run, "do_recording", gone)
        with pytest.raises(KeyboardInterrupt):
            run([asked], serial)
    left = set(memory.store)
    assert not {f"/out/{name}.parquet" for name in TABLES} & left
    assert "/out/report.html" not in left
    assert json.loads(memory.cat_file("/out/manifest.json"))["finished"] is False
    hearts = [of for of in left if of.endswith((".npz", ".steps.parquet"))]
    assert len(hearts) == 4
    run([asked], serial)
    held = tables("memory://out")
    assert {of["dyad"] for of in held["dyads"]} == {"D000", "D002"}
    assert {of["dyad"] for of in held["people"]} == {"D000", "D002"}
    pairs = [of for of in memory.store if of.startswith("/out/pairs/")]
    rows = [row for of in pairs for row in read_table(located(f"memory:/{of}"))]
    assert {of["dyad_first"] for of in rows} == {"D000", "D002"}
    assert json.loads(memory.cat_file("/out/manifest.json"))["finished"] is True


@pytest.mark.parametrize("address", [False, True], ids=["folder", "memory"])
def test_no_page_of_other_tables_and_no_manifest_that_looks_complete(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, address: bool
) -> None:
    output = "memory://out" if address else str(tmp_path / "out")
    command = ["batch", "memory://in", "-o", output, "--jobs", "1"]
    assert main([*command, "--surrogates", "0"]) == 0
    assert (located(output) / "report.html").exists()

    def dies(path: Any, *rest: Any) -> None:
        if path.name == "people.parquet":
            raise KeyboardInterrupt
        write_table(path, *rest)

    memory.rm_file("/in/s1.samen")
    monkeypatch.setattr(of_run, "write_table", dies)
    with pytest.raises(KeyboardInterrupt):
        run([Asked(folder="memory://in", output=output, surrogates=0)], serial)
    assert not (located(output) / "report.html").exists()
    manifest = json.loads((located(output) / "manifest.json").read_bytes())
    assert (manifest["finished"], manifest["sha256"]) == (False, {})
    monkeypatch.undo()
    assert main([*command, "--surrogates", "0"]) == 0
    assert (located(output) / "report.html").exists()


def test_what_no_batch_wrote_is_left_alone_and_two_runs_do_not_mix(
    memory: Any, tmp_path: Path
) -> None:
    asked = asked_of("memory://in", "memory://theirs")
    memory.pipe_file("/theirs/thesis.docx", b"mine")
    with pytest.raises(BatchError, match="no batch wrote"):
        run([asked], serial)
    assert [of for of in memory.store if of.startswith("/theirs")] == [
        "/theirs/thesis.docx"
    ]
    memory.pipe_file("/out/.lock", b'{"machine": "another", "pid": 1}')
    with pytest.raises(BatchError, match=r"take memory://out/\.lock away"):
        run([asked_of("memory://in", "memory://out")], serial)
    # What a killed run of this machine left holds nobody up.
    with subprocess.Popen([sys.executable, "-S", "-c", ""]) as ended:
        ended.wait()
    held = {"machine": key_of(platform.node()), "pid": ended.pid}
    memory.pipe_file("/out/.lock", json.dumps(held).encode())
    with alone(located("memory://out")):
        assert memory.cat_file("/out/.lock") != json.dumps(held).encode()
        with pytest.raises(BatchError), alone(located("memory://out")):
            pass
    assert "/out/.lock" not in memory.store


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nosuch://bucket/in", "nosuch:// is not known"),
        ("s3://bucket/in", "Install s3fs"),
        ("memory://nothing", "is not there"),
        ("sftp://anna:hunter2@host/in", "password or a key"),
        ("https://host/in?sig=hunter2", "password or a key"),
        ("simplecache::memory://in", "with :: is not read"),
    ],
    ids=["unknown", "package", "empty", "password", "key", "chain"],
)
def test_what_cannot_be_reached_is_one_sentence_without_keys(
    address: str,
    told: str,
    tmp_path: Path,
    memory: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if address.startswith("s3:"):
        try:
            fsspec.get_filesystem_class("s3")
        except ImportError:
            pass
        else:
            pytest.skip("s3fs is installed here.")
    output = tmp_path / "out"
    asked = ["batch", address, "-o", str(output), "--jobs", "1"]
    assert main(asked) == 1
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1
    assert "hunter2" not in err
    assert not output.exists() or [of.name for of in output.iterdir()] == [".lock"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(errno.EACCES, "key=hunter2"), "you may not"),
        (TimeoutError("https://host/?sig=hunter2"), "TimeoutError"),
    ],
    ids=["permission", "network"],
)
@pytest.mark.parametrize("method", ["ls", "get_file", "pipe_file"])
def test_a_store_that_fails_tells_no_keys_and_takes_nothing_away(
    error: Exception,
    told: str,
    method: str,
    memory: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked = asked_of("memory://in", "memory://out")
    before = dict(memory.store)

    def fails(*args: object, **options: object) -> None:
        raise error

    with caplog.at_level(logging.DEBUG), monkeypatch.context() as patched:
        patched.setattr(type(memory), method, fails)
        with pytest.raises(BatchError) as raised:
            run([asked], serial)
    assert told in str(raised.value)
    assert raised.value.__suppress_context__
    assert "hunter2" not in caplog.text
    for name in before:
        assert name in memory.store
    written = b"".join(
        memory.cat_file(of) for of in memory.store if of.startswith("/out")
    )
    assert b"hunter2" not in written


def test_a_network_that_fails_in_the_middle_is_gone_on_from(
    memory: Any, local: tuple[str, Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_of("memory://in", "memory://out")
    room = [6]
    write = type(memory).pipe_file

    def fails(*args: Any, **options: Any) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise ConnectionResetError
        write(*args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(type(memory), "pipe_file", fails)
        with pytest.raises(BatchError, match="again"):
            run([asked], serial)
    assert "/out/dyads.parquet" not in memory.store
    run([asked], serial)
    assert tables("memory://out") == tables(local[0])


def test_what_a_worker_met_is_told_in_dutch_too(memory: Any) -> None:
    with pytest.raises(BatchError) as raised:
        located("memory://in/none").read_bytes()
    brought: BatchError = pickle.loads(pickle.dumps(raised.value))
    assert told_in(brought, Language.NL).startswith(
        "memory://in/none is niet te lezen:"
    )
    assert "het is er niet" in told_in(brought, Language.NL)


def test_places_are_folders_or_addresses(tmp_path: Path) -> None:
    assert located(str(tmp_path)) == tmp_path
    assert located(f"file://{tmp_path}") == tmp_path
    assert located("S3://bucket/a/") == Remote("s3://bucket/a")
    place = Remote("s3://bucket/a") / "b" / "c.parquet"
    assert (str(place), place.name) == ("s3://bucket/a/b/c.parquet", "c.parquet")
    with pytest.raises(BatchError, match="half-written"):
        Remote("webdav://host/x").writable()
