"""A recording encrypted and back: compared before anybody may delete, nothing left."""

import errno
import os
import stat
from functools import lru_cache
from pathlib import Path

import pyrage
import pytest

from samenstemming.cli import main
from samenstemming.errors import ExportError
from samenstemming.exports import archive as module
from samenstemming.recording import open_recording
from samenstemming.recording.lease import HeldLease
from tests.export_cases import couple_file

PASSPHRASE = "vijf warme zachte gele woorden"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return couple_file(tmp_path_factory.mktemp("talk")).read_bytes()


@pytest.fixture
def talk(content: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "talk.samen"
    path.write_bytes(content)
    return path


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n")
    return path


def identity(folder: Path, name: str) -> tuple[Path, str]:
    made = pyrage.x25519.Identity.generate()
    path = folder / name
    path.write_text(f"# created for a test\n{made}\n")
    return path, str(made.to_public())


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_either_of_two_can_open_it_with_the_own_key(
    talk: Path, content: bytes, tmp_path: Path, capsys: Capture
) -> None:
    ours, theirs = identity(tmp_path, "a.key"), identity(tmp_path, "b.key")
    out = tmp_path / "talk.age"
    keys = ("--to", ours[1], "--to", theirs[1])
    assert main(["archive", str(talk), *keys, "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == str(out)
    assert "compared" in said.err
    assert "once you have tried" in said.err
    assert talk.read_bytes() == content
    assert content[:16] not in out.read_bytes()
    if os.name != "nt":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    for number, (key, _) in enumerate((ours, theirs)):
        back = tmp_path / f"back{number}.samen"
        given = ("--identity", str(key), "-o", str(back))
        assert main(["unarchive", str(out), *given]) == 0
        assert back.read_bytes() == content
        assert open_recording(back).chain == open_recording(talk).chain
    stranger, _ = identity(tmp_path, "c.key")
    before = names(tmp_path)
    given = ("--identity", str(stranger), "-o", str(tmp_path / "no.samen"))
    assert main(["unarchive", str(out), *given]) == 1
    assert "does not open with this key" in capsys.readouterr().err
    assert names(tmp_path) == before


def test_with_a_passphrase_and_the_plain_file_deleted_when_asked_for(
    talk: Path,
    passphrase: Path,
    content: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Each opening costs seconds on purpose; the same one need not be done twice.
    once = lru_cache(pyrage.passphrase.decrypt)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", once)
    out = tmp_path / "talk.age"
    how = ("--passphrase-file", str(passphrase))
    given = ("archive", str(talk), *how, "-o", str(out), "--delete-plain")
    assert main(list(given)) == 0
    assert names(tmp_path) == {"talk.age", "passphrase"}
    assert main(["unarchive", str(out), *how, "-o", str(talk)]) == 0
    assert talk.read_bytes() == content


def test_the_plain_file_stays_unless_it_was_asked_for(
    talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    _, public = identity(tmp_path, "a.key")
    out = tmp_path / "talk.age"
    assert main(["archive", str(talk), "--to", public, "-o", str(out)]) == 0
    assert talk.exists()
    assert "stays" in capsys.readouterr().err


def test_a_disk_that_keeps_something_else_leaves_the_plain_file_and_nothing_more(
    talk: Path,
    content: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    _, public = identity(tmp_path, "a.key")
    before = names(tmp_path)
    other = content[:-1] + b"?"
    monkeypatch.setattr(
        module,
        "_codec",
        lambda recipients, passphrase: (lambda given: given, lambda packed: other),
    )
    given = ("archive", str(talk), "--to", public, "-o", str(tmp_path / "talk.age"))
    assert main([*given, "--delete-plain"]) == 1
    assert "is not the recording; nothing was kept" in capsys.readouterr().err
    assert names(tmp_path) == before
    assert talk.read_bytes() == content


def test_a_full_disk_leaves_nothing(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    _, public = identity(tmp_path, "a.key")
    before = names(tmp_path)

    def full(descriptor: int) -> None:
        del descriptor
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    given = ("archive", str(talk), "--to", public, "-o", str(tmp_path / "talk.age"))
    assert main([*given, "--delete-plain"]) == 1
    assert "No space left" in capsys.readouterr().err
    assert names(tmp_path) == before


def test_a_recording_that_changed_meanwhile_is_not_deleted(
    talk: Path, tmp_path: Path
) -> None:
    _, public = identity(tmp_path, "a.key")
    made = module.archive(talk, tmp_path / "talk.age", recipients=[public])
    talk.write_bytes(talk.read_bytes() + b"more")
    with pytest.raises(ExportError, match="has changed since"):
        module.delete_plain(made)
    assert talk.exists()


def test_a_recording_that_is_going_on_is_refused(
    talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    _, public = identity(tmp_path, "a.key")
    lease = HeldLease.take(talk)
    try:
        out = tmp_path / "talk.age"
        assert main(["archive", str(talk), "--to", public, "-o", str(out)]) == 1
    finally:
        lease.release()
    assert "still being recorded" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("jan@example.org", "is no public key"),
        ("AGE-SECRET-KEY-1QQQQ", "That is the secret key"),
        ("ssh-rsa nothing", "is no public key"),
        ("", "is no public key"),
    ],
)
def test_what_is_no_key_is_one_sentence(
    key: str, says: str, talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    given = ("archive", str(talk), "--to", key, "-o", str(tmp_path / "x.age"))
    assert main(list(given)) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert "1QQQQ" not in said


def test_three_recipients_a_short_word_and_a_taken_name_are_refused(
    talk: Path, tmp_path: Path, capsys: Capture
) -> None:
    _, public = identity(tmp_path, "a.key")
    out = tmp_path / "x.age"
    three = [word for _ in range(3) for word in ("--to", public)]
    assert main(["archive", str(talk), *three, "-o", str(out)]) == 1
    assert "one or two recipients" in capsys.readouterr().err
    short = tmp_path / "short"
    short.write_text("liefje")
    given = ("--passphrase-file", str(short), "-o", str(out))
    assert main(["archive", str(talk), *given]) == 1
    assert "soon guessed" in capsys.readouterr().err
    out.write_text("mine")
    assert main(["archive", str(talk), "--to", public, "-o", str(out)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert out.read_text() == "mine"


def test_what_is_no_archive_or_holds_no_recording_is_refused(
    passphrase: Path, tmp_path: Path, capsys: Capture
) -> None:
    key, public = identity(tmp_path, "a.key")
    plain, holiday = tmp_path / "plain.age", tmp_path / "holiday.age"
    plain.write_bytes(b"not encrypted at all")
    recipient = pyrage.x25519.Recipient.from_str(public)
    holiday.write_bytes(pyrage.encrypt(b"a photograph", [recipient]))
    out = tmp_path / "x.samen"
    before = names(tmp_path)
    for file, says in ((plain, "no archive"), (holiday, "is no recording")):
        given = ("unarchive", str(file), "--identity", str(key), "-o", str(out))
        assert main(list(given)) == 1
        assert says in capsys.readouterr().err
    assert names(tmp_path) == before
