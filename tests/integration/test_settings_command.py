"""`samenstemming settings`, and `--settings` from the command to the replay."""

import json
from pathlib import Path

import pytest

import samenstemming as sam
from samenstemming.cli import main
from samenstemming.recording import write_recording
from samenstemming.settings_toml import read_toml


def test_what_it_prints_is_a_settings_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    assert read_toml(capsys.readouterr().out, "printed") == sam.Settings()


def test_a_file_is_checked_and_what_differs_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("gap_s = 4.0\nseed = 0\n")
    assert main(["settings", "--check", str(mine)]) == 0
    out = capsys.readouterr().out
    assert sam.Settings(gap_s=4.0).digest() in out
    assert out.splitlines()[1].startswith("gap_s = 4.0 (")
    assert "seed" not in out


@pytest.mark.parametrize("content", [b"gaps = 2", b"\xff\xfe\x00", None])
@pytest.mark.parametrize(
    "command", [["settings", "--check"], ["frames", "x.samen", "--settings"]]
)
def test_a_file_of_no_use_is_one_sentence_and_1(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    content: bytes | None,
) -> None:
    wanted = tmp_path / "wrong.toml"
    if content is not None:
        wanted.write_bytes(content)
    recording = tmp_path / "x.samen"
    write_recording(recording, sam.simulate(minutes=0.2, seed=1))
    whole = [str(recording) if word == "x.samen" else word for word in command]
    assert main([*whole, str(wanted)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(wanted) in captured.err
    assert captured.err.count("\n") == 1


def test_a_recording_is_replayed_with_its_own_and_looked_at_with_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, other, path = (tmp_path / n for n in ("made.toml", "other.toml", "t.samen"))
    made.write_text("live_every_s = 2.0\ntable_every_s = 0\n")
    other.write_text("live_every_s = 10.0\ntable_every_s = 0\n")
    straps = ("--a", "simulated:1", "--b", "simulated:1")
    run = ["record", *straps, "-o", str(path), "--minutes", "0.4", "--speed", "200"]
    assert main([*run, "--settings", str(made)]) == 0
    meta = sam.open_recording(path).meta
    assert sam.Settings.of_recording(meta) == sam.Settings(
        live_every_s=2.0, table_every_s=0.0
    )
    assert meta["settings_digest"] == sam.Settings.of_recording(meta).digest()
    capsys.readouterr()

    def ends(*more: str) -> list[float]:
        assert main(["frames", str(path), "--jsonl", *more]) == 0
        found = map(json.loads, capsys.readouterr().out.splitlines())
        return [one["window"]["end_s"] for one in found if one["frame"] == "synchrony"]

    assert ends()[:3] == [2.0, 4.0, 6.0]
    assert ends("--settings", str(other))[:1] == [10.0]


def test_a_recording_that_goes_on_has_its_settings(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(
            [
                *("record", "--a", "simulated", "--resume", str(tmp_path / "x.samen")),
                *("--settings", str(tmp_path / "mine.toml")),
            ]
        )
    assert ended.value.code == 2
