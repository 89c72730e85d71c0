"""A recording of somebody who means harm, on a terminal: nothing in it steers it."""

import re
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.recording import write_recording

STEER = "\x1b]0;gotcha\x07\x1b[2J\r\x9b31m"
STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.fixture(scope="module")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording with characters that steer a terminal in every text."""
    made = sam.simulate(minutes=1, seed=1)
    mark = sam.Marker(
        t_ns=40 * 10**9, name=f"m{STEER}", note=STEER, source=STEER, data={STEER: STEER}
    )
    events = sorted([*made.events(), mark], key=lambda event: event.t_ns)
    meta = {**made.meta, "label": STEER, "straps": {"a": STEER, "b": STEER}}
    path = tmp_path_factory.mktemp("harm") / "harm.samen"
    write_recording(path, sam.Recording.of(events, meta=meta))
    return path


@pytest.mark.parametrize(
    "command",
    [("frames",), ("frames", "--jsonl"), ("check",), ("edits",), ("analyze",)],
    ids=["frames", "jsonl", "check", "edits", "analyze"],
)
def test_no_command_passes_it_on(
    harmful: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    extra = ("--surrogates", "9") if command == ("analyze",) else ()
    assert main([command[0], str(harmful), *command[1:], *extra]) == 0
    said = capsys.readouterr()
    assert said.out + said.err
    assert not STEERS.search(said.out + said.err)


def test_a_file_name_does_not_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / f"{STEER}.samen")]) == 1
    assert not STEERS.search(capsys.readouterr().err)
