"""The commands: what they print, and how they end.

As processes of their own where the process is the matter: what a signal leaves, what
is loaded, one of each exit code. The rest in this process, where it costs a tenth.
"""

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.cli.arguments import COMMANDS
from samenstemming.recording.check import check

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals.")

COMMAND = [sys.executable, "-m", "samenstemming"]


def environment(**more: str) -> dict[str, str]:
    """This process's environment with English for the command line."""
    return {**os.environ, "LC_ALL": "C.UTF-8", **more}


def run(
    *arguments: str | Path, code: int = 0, **more: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(**more),
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


class Here:
    """Commands run in this process, so that heavy libraries are loaded once."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str | Path, code: int = 0, lang: str = "C") -> str:
        self._monkeypatch.setenv("LC_ALL", lang)
        done: object
        try:
            done = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            done = ended.code
        said = self._capsys.readouterr()
        assert done == code, said.err
        if code == 0:
            return said.out
        assert said.out == ""
        return said.err


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(capsys, monkeypatch)


@pytest.fixture(scope="module")
def couple(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "couple.samen"
    done = run("simulate", "-o", path, "--minutes", "4", "--seed", "3")
    assert done.stdout == f"{path}\n"
    assert done.stderr == f"{path} made: 4.0 minutes.\n"
    return path


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from samenstemming.cli import main\n"
        "try:\n"
        "    main(['--help'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "heavy = {'numpy', 'scipy', 'neurokit2', 'streamlit', 'bleak', 'asyncio'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for command in COMMANDS:
        assert f"  {command} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(
    command: str, here: Here
) -> None:
    english = here(command, "--help")
    dutch = here(command, "--help", lang="nl_NL.UTF-8")
    assert english.startswith(f"usage: samenstemming {command}")
    assert english != dutch


def test_version_is_one_line() -> None:
    assert run("--version").stdout.startswith("samenstemming ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyse", "x"],
        ["record"],
        ["record", "--a", "simulated", "--minutes", "0"],
        ["record", "--a", "simulated", "--minutes", "nan"],
        ["record", "--a", "simulated", "--speed", "-1"],
        ["record", "--a", "simulated", "--consent", "everything"],
        ["simulate"],
        ["simulate", "-o", "x.samen", "--coupling", "2"],
        ["import", "-o", "x.samen"],
        ["export", "x.samen", "--format", "pdf", "-o", "x"],
        ["mark", "x.samen"],
        ["--port", "0"],
        ["demo", "--port", "http"],
        ["check", ""],
        ["simulate", "-o", ""],
        [""],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(arguments: list[str], here: Here) -> None:
    assert "usage:" in here(*arguments, code=2)


def test_wrong_usage_ends_a_process_with_2_and_what_cannot_be_done_with_1() -> None:
    usage = run("record", code=2)
    assert usage.stdout == ""
    assert "usage:" in usage.stderr
    cannot = run("stop", "nowhere.samen", code=1)
    assert cannot.stdout == ""
    assert "Nobody is recording" in cannot.stderr
    assert cannot.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.samen"], "no recording"),
        (["analyze", "nowhere.samen"], "no recording"),
        (["frames", "nowhere.samen"], "no recording"),
        (["check", "nowhere.samen"], "no recording"),
        (["stop", "nowhere.samen"], "Nobody is recording"),
        (["mark", "nowhere.samen", "x"], "Nobody is recording"),
        (["record", "--a", "X", "--b", "x"], "one and the same strap"),
        (["record", "--a", "Polar H10", "--speed", "2"], "--speed 2"),
        (["simulate", "-o", "no/such/folder/x.samen"], "no folder"),
        (["simulate", "-o", "x.samen", "--faults", "rain"], "rain"),
        (["import", "--a", "nowhere.txt", "-o", "x.samen"], "nowhere.txt"),
        (["export", "nowhere.samen", "--format", "edf", "-o", "x"], "nowhere.samen"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_one_sentence_and_1(
    arguments: list[str], says: str, here: Here
) -> None:
    told = here(*arguments, code=1)
    assert says in told
    assert told.count("\n") == 1


def test_debug_shows_where_an_error_came_from() -> None:
    done = subprocess.run(
        [*COMMAND, "analyze", "nowhere.samen", "--debug"],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" in done.stderr


@pytest.mark.parametrize("content", [b"", b"hello\n", b"SQLite format 3\0" * 100])
def test_what_is_no_recording_is_said_so(
    tmp_path: Path, content: bytes, here: Here
) -> None:
    path = tmp_path / "other.samen"
    path.write_bytes(content)
    for command in ("analyze", "frames", "check"):
        assert "other.samen" in here(command, path, code=1)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == content


def test_nothing_is_overwritten(couple: Path, here: Here) -> None:
    before = couple.read_bytes()
    assert "exists already" in here("simulate", "-o", couple, code=1)
    assert couple.read_bytes() == before


def test_analyze_speaks_json_and_to_people(couple: Path, here: Here) -> None:
    done = run("analyze", couple, "--json", "--surrogates", "19")
    found = json.loads(done.stdout)
    assert done.stderr == ""
    assert found["wearers"]["a"]["n_beats"] > 200
    assert found["synchrony"]["n_surrogates"] == 19
    page = here("analyze", couple, "--surrogates", "19")
    assert f"n_beats{found['wearers']['a']['n_beats']:>29}" in page
    assert "synchrony" in page
    assert "synchronie" in here("analyze", couple, "--surrogates", "19", lang="nl_NL")


def test_analyze_gives_the_same_bytes_for_the_same_seed(
    couple: Path, here: Here
) -> None:
    first, second, other = (
        here("analyze", couple, "--json", "--surrogates", "19", "--seed", seed)
        for seed in ("4", "4", "5")
    )
    assert first == second
    assert first != other


def test_frames_are_those_of_the_pipeline(couple: Path, here: Here) -> None:
    lines = here("frames", couple, "--jsonl").splitlines()
    events = sam.open_recording(couple).events()
    expected = [sam.derived_to_json(d) for d in sam.Pipeline().feed_all(events)]
    assert lines == [json.dumps(derived) for derived in expected]


def test_frames_are_a_table_without_jsonl(couple: Path, here: Here) -> None:
    head, *body = here("frames", couple, lang="nl_NL").splitlines()
    assert head.split()[:3] == ["tijd", "A", "bpm"]
    assert len(body) > 40
    assert body[-1].startswith("0:03:")


@posix
def test_a_reader_that_has_seen_enough_is_no_error(couple: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "frames", str(couple), "--jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_check_tells_whole_from_damaged(
    couple: Path, here: Here, tmp_path: Path
) -> None:
    assert "whole" in here("check", couple)
    assert json.loads(here("check", couple, "--json"))["ok"] is True
    damaged = tmp_path / "damaged.samen"
    content = bytearray(couple.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(64)
    damaged.write_bytes(content)
    assert "damaged" in run("check", damaged, code=1).stderr


def test_export_writes_the_tables_and_names_them(
    couple: Path, here: Here, tmp_path: Path
) -> None:
    folder = tmp_path / "tables"
    listed = here("export", couple, "--format", "csv", "-o", folder)
    files = [Path(line) for line in listed.splitlines()]
    assert {file.name for file in files} >= {"beats.csv", "nn.csv", "settings.json"}
    with (folder / "beats.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) > 400


def test_export_needs_consent(here: Here, tmp_path: Path) -> None:
    intervals = tmp_path / "rr.txt"
    intervals.write_text("800\n810\n" * 100)
    path, folder = tmp_path / "real.samen", tmp_path / "tables"
    here("import", "--a", intervals, "-o", path)
    assert "research" in here("export", path, "--format", "csv", "-o", folder, code=1)
    assert not folder.exists()
    agreed = tmp_path / "agreed.samen"
    here("import", "--a", intervals, "-o", agreed, "--consent", "research_export")
    here("export", agreed, "--format", "csv", "-o", folder)
    assert folder.exists()


def test_import_in_seconds_is_refused_and_leaves_nothing(
    tmp_path: Path, here: Here
) -> None:
    intervals = tmp_path / "rr.txt"
    intervals.write_text("0.8\n0.81\n" * 100)
    told = here("import", "--a", intervals, "-o", tmp_path / "x.samen", code=1)
    assert "rr.txt" in told
    assert list(tmp_path.iterdir()) == [intervals]


@posix
@pytest.mark.parametrize("after_s", [0.2, 0.6, 1.0, 1.4])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_simulation_leaves_nothing_half_written(
    tmp_path: Path, after_s: float, number: signal.Signals
) -> None:
    path = tmp_path / "long.samen"
    with subprocess.Popen(
        [*COMMAND, "simulate", "-o", str(path), "--minutes", "600"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        try:
            process.wait(after_s)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
        _, said = process.communicate(timeout=60)
    # Before Python has loaded our handlers a signal ends it its own way.
    assert process.returncode in (130, -number)
    assert list(tmp_path.iterdir()) == []
    if process.returncode == 130:
        assert said in (b"Interrupted.\n", b"")


def test_record_mark_and_stop_work_together(tmp_path: Path) -> None:
    path = tmp_path / "talk.samen"
    with subprocess.Popen(
        [*COMMAND, "record", "--a", "simulated", "-o", str(path), "--speed", "10"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        assert process.stderr is not None
        assert str(path) in process.stderr.readline()
        seq = int(run("mark", path, "laugh", "--wearer", "a", "--note", "x").stdout)
        run("stop", path)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert said == f"{path}\n"
    found = dict(sam.tail(path).poll())[seq]
    assert isinstance(found, sam.Marker)
    assert (found.name, found.wearer, found.note) == ("marker:laugh", "a", "x")
    assert check(path).closed


def test_recordings_go_to_the_users_own_folder(tmp_path: Path) -> None:
    record = ["record", "--a", "simulated", "--label", "Tue 3/4"]
    record += ["--minutes", "0.05", "--speed", "60"]
    done = run(*record, XDG_DATA_HOME=str(tmp_path), HOME=str(tmp_path))
    path = Path(done.stdout.strip())
    assert path.is_relative_to(tmp_path)
    assert path.name.endswith("_tue-3-4.samen")
    assert check(path).closed
    if os.name != "nt":
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert path.stat().st_mode & 0o777 == 0o600


@posix
def test_help_takes_less_than_a_third_of_a_second_of_a_core() -> None:
    """Of a core, not of the clock on the wall: other tests run beside this one."""
    took_s = []
    for _ in range(5):
        before = os.times()
        run("--help")
        after = os.times()
        took_s.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    assert 0 < min(took_s) < 0.3
