"""Where recordings live, and where they had better not."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording.locations import default_folder, new_path, risk_of

STARTED = datetime(2026, 3, 1, 20, 15, tzinfo=UTC)

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/an/stick vfat rw 0 0
//nas/ours /mnt/ours\\040all cifs rw 0 0
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_default_folder_is_the_users_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = default_folder()
    assert folder.is_relative_to(tmp_path)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert default_folder() == folder


def test_a_default_folder_that_cannot_be_made_is_told_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "samenstemming").write_text("a file where a folder should come")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(RecordingError, match="with -o") as caught:
        new_path(STARTED)
    assert caught.value.problem is RecordingProblem.UNWRITABLE


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("", "2026-03-01_2015.samen"),
        ("Ons gesprek", "2026-03-01_2015_ons-gesprek.samen"),
        ("../../etc/passwd", "2026-03-01_2015_etc-passwd.samen"),
        ("één!", "2026-03-01_2015_één.samen"),
        ("///", "2026-03-01_2015.samen"),
    ],
)
def test_a_name_is_the_moment_and_the_label(
    tmp_path: Path, label: str, name: str
) -> None:
    assert new_path(STARTED, label, tmp_path) == tmp_path / name


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    for expected in ("_x.samen", "_x-2.samen", "_x-3.samen"):
        path = new_path(STARTED, "x", tmp_path)
        assert path.name == f"2026-03-01_2015{expected}"
        path.touch()


@pytest.mark.skipif(os.name == "nt", reason="POSIX paths")
@pytest.mark.parametrize(
    ("path", "risk"),
    [
        ("/data/s.samen", None),
        ("/data/Dropbox/s.samen", "synced"),
        ("/data/Dropbox (Personal)/x/s.samen", "synced"),
        ("/data/OneDrive - University/s.samen", "synced"),
        ("/data/Library/Mobile Documents/s.samen", "synced"),
        ("/data/stacks of paper/s.samen", None),
        ("/data/dropbox.samen", None),
        ("/home/an/s.samen", "network"),
        ("/home/an/stick/s.samen", None),
        ("/mnt/ours all/s.samen", "network"),
    ],
)
def test_synced_and_network_folders_are_known(path: str, risk: str | None) -> None:
    assert risk_of(Path(path), MOUNTS) == risk
