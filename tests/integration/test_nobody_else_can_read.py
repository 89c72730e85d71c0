"""Every file that any command leaves behind is for its owner alone.

Written under the most careless umask there is, 0: a right that is there then was left
open by us.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyrage import x25519

from samenstemming.cli import main
from samenstemming.home import Profile, profile_path, write_profile
from samenstemming.session.launch import start_collector
from samenstemming.session.study_files import hand_out, lock_study, write_new

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights.")

FORMATS = ("csv", "parquet", "rr", "bids", "edf", "xdf")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which every command that writes has written, under umask 0."""
    place = tmp_path_factory.mktemp("careless")
    before = os.umask(0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(place / "data"))
        patch.setenv("LC_ALL", "C.UTF-8")
        try:
            everything(place)
            yield place
        finally:
            os.umask(before)


def run(*arguments: object) -> None:
    assert main([str(one) for one in arguments]) == 0, arguments


def everything(place: Path) -> None:
    for name in ("made", "reports", "imported", "repaired", "study"):
        (place / name).mkdir(mode=0o700)  # the user's own; they have to be there
    made = place / "made"
    one, two = made / "one.samen", made / "two.samen"
    run("simulate", "-o", one, "--minutes", "1", "--seed", "1")
    run("simulate", "-o", two, "--minutes", "1", "--seed", "2")
    for kind in FORMATS:
        run("export", one, "--format", kind, "-o", place / "exports" / kind)
    run("report", one, "-o", place / "reports" / "one.html")
    run("edits", one, "add", "--action", "delete", "--wearer", "a", "--at", "30")
    key = str(x25519.Identity.generate().to_public())  # a passphrase costs seconds
    run("archive", one, "--to", key, "-o", place / "one.samen.age")
    run("batch", made, "-o", place / "batch", "--surrogates", "9", "--jobs", "1")
    beats = written(place / "rr.txt", "\n".join(["812", "798"] * 90))
    run("import", "--a", beats, "-o", place / "imported" / "rr.samen")
    bad = bytearray(two.read_bytes())
    bad[len(bad) // 2] ^= 1
    damaged = place / "damaged.samen"
    written(damaged, "").write_bytes(bad)
    run("repair", damaged, "-o", place / "repaired" / "saved.samen")
    run("withdraw", two, "--wearer", "b", "--yes")
    study = place / "study" / "week.yaml"
    write_new(study, pairs=12, seed=1)
    lock_study(study)
    hand_out(study, screened=("apart_gebeld", "geen_reden_tegen"))
    straps = ("--a", "simulated", "--minutes", "0.05", "--speed", "60")
    frames = ("--frames-to", place / "frames.jsonl")
    run("record", *straps, *frames, "-o", place / "imported" / "recorded.samen")
    live = start_collector(a="simulated:1", b="simulated:1", label="live")
    at = live.path
    seen = {path.name.removeprefix(at.name) for path in at.parent.iterdir()}
    assert {"", "-wal"} <= seen, seen  # open files are looked at as well
    open_to_others(place)
    live.stop()
    write_profile(Profile().with_names("Anna", "Bo"), profile_path(practice=False))


def written(path: Path, text: str) -> Path:
    """A file of the user's own, which is no concern of this test."""
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def open_to_others(folder: Path) -> list[str]:
    """Every file and folder below, with its rights, that somebody else may open."""
    return [
        f"{path.relative_to(folder)} {stat.S_IMODE(path.stat().st_mode):o}"
        for path in sorted(folder.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def test_no_file_and_no_folder_of_any_command_is_open_to_others(place: Path) -> None:
    files = [path for path in place.rglob("*") if path.is_file()]
    assert len(files) > 40
    assert open_to_others(place) == []
