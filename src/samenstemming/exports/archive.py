"""A recording encrypted with age, for one or two people or under a passphrase.

The live file is plain, on a disk that its user encrypts; what leaves is encrypted. The
order is the point: encrypt, fsync, read back, decrypt, compare every byte, and only
then may anybody speak of deleting the plain file.

What surprised us: comparing needs a key that opens it, and the two for whom it is made
keep theirs elsewhere, as they should. So a third key is made for the comparison alone
and is gone when this function returns; the header of the archive shows one recipient
more. That proves the content and not that a recipient still has the own key, and
whoever offers to delete has to say so. A passphrase is the same on the way in and out.

Source: age-encryption.org/v1, through pyrage.
"""

import hashlib
import os
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samenstemming.errors import ExportError, RecordingError, RecordingProblem
from samenstemming.recording import check, open_recording
from samenstemming.recording.lease import HeldLease
from samenstemming.recording.store import sync_folder
from samenstemming.words import sentence

MOST_RECIPIENTS: Final = 2

SHORTEST_PASSPHRASE: Final = 10
"""scrypt makes a guess cost seconds; a short word is guessed all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """An archive that was compared with what it holds."""

    source: Path
    path: Path
    n_bytes: int
    sha256: str


def archive(
    file: Path,
    out: Path,
    *,
    recipients: Sequence[str] = (),
    passphrase: str | None = None,
) -> Archived:
    """Write the encrypted recording and compare; the recording itself is untouched.

    ExportError where a key is none, `out` is there already or cannot be written, or
    what comes back differs; RecordingError where the recording is being written or is
    damaged. Nothing is left behind then.
    """
    encrypt, decrypt = _codec(recipients, passphrase)
    if out.exists():
        msg = sentence("wrong.export.exists", path=out)
        raise ExportError(msg)
    content = _settled(file)
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        try:
            _write(part, encrypt(content))
            same = decrypt(part.read_bytes()) == content
            if same:
                _name(part, out)
        except OSError as error:
            msg = sentence(
                "wrong.export.unwritable", path=out, why=error.strerror or error
            )
            raise ExportError(msg) from error
        if not same:
            msg = sentence("wrong.export.read_back", out=out)
            raise ExportError(msg)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Archived(
        source=file,
        path=out,
        n_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def delete_plain(archived: Archived) -> None:
    """Delete the recording of which this is the archive.

    ExportError where it is no longer what was archived, or cannot be deleted.
    """
    lease = HeldLease.take(archived.source)
    try:
        now = hashlib.sha256(archived.source.read_bytes()).hexdigest()
        if now != archived.sha256 or not archived.path.exists():
            msg = sentence("wrong.export.has_changed", path=archived.source)
            raise ExportError(msg)
        archived.source.unlink()
        sync_folder(archived.source.absolute().parent)
    except OSError as error:
        msg = sentence(
            "wrong.export.undeletable",
            path=archived.source,
            why=error.strerror or error,
        )
        raise ExportError(msg) from error
    finally:
        lease.release()


def unarchive(
    file: Path, out: Path, *, identity: str | None = None, passphrase: str | None = None
) -> None:
    """Write the recording that is in the archive.

    `identity`: the text of a key file. ExportError where this does not open it, or
    what is in it is no recording; nothing is left behind then.
    """
    if out.exists():
        msg = sentence("wrong.export.exists", path=out)
        raise ExportError(msg)
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        _write(part, _opened(file, identity, passphrase))
        _is_recording(part, file)
        _name(part, out)
    except OSError as error:
        msg = sentence(
            "wrong.export.unopenable", file=file, out=out, why=error.strerror or error
        )
        raise ExportError(msg) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


Code = Callable[[bytes], bytes]


def _codec(recipients: Sequence[str], passphrase: str | None) -> tuple[Code, Code]:
    """How to encrypt and how to open again."""
    import pyrage

    if passphrase is not None:
        if len(passphrase) < SHORTEST_PASSPHRASE:
            msg = sentence(
                "wrong.export.short_passphrase",
                n=len(passphrase),
                least=SHORTEST_PASSPHRASE,
            )
            raise ExportError(msg)
        return (
            lambda content: bytes(pyrage.passphrase.encrypt(content, passphrase)),
            lambda packed: bytes(pyrage.passphrase.decrypt(packed, passphrase)),
        )
    if not 1 <= len(recipients) <= MOST_RECIPIENTS:
        msg = sentence("wrong.export.recipients", n=len(recipients))
        raise ExportError(msg)
    own = pyrage.x25519.Identity.generate()
    keys = [*map(_recipient, recipients), own.to_public()]
    return (
        lambda content: bytes(pyrage.encrypt(content, keys)),
        lambda packed: bytes(pyrage.decrypt(packed, [own])),
    )


def _recipient(text: str) -> object:
    import pyrage

    kind = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        if text.upper().startswith("AGE-SECRET-KEY"):
            msg = sentence("wrong.export.secret_key")
        else:
            msg = sentence("wrong.export.no_public_key", text=text)
        raise ExportError(msg) from error


def _settled(file: Path) -> bytes:
    """The bytes of a whole recording that nobody writes."""
    report = check(file)
    if report.live:
        msg = sentence("wrong.export.still_recorded", file=file)
        raise RecordingError(msg, problem=RecordingProblem.BUSY)
    if not report.ok or file.with_name(f"{file.name}-wal").exists():
        msg = sentence("wrong.export.not_whole", file=file)
        raise RecordingError(msg, problem=RecordingProblem.DAMAGED)
    return file.read_bytes()


def _opened(file: Path, identity: str | None, passphrase: str | None) -> bytes:
    import pyrage

    packed = file.read_bytes()
    try:
        if passphrase is not None:
            return bytes(pyrage.passphrase.decrypt(packed, passphrase))
        return bytes(pyrage.decrypt(packed, _identities(identity or "")))
    except pyrage.DecryptError as error:
        how = "passphrase" if identity is None else "key"
        msg = sentence(f"wrong.export.refused.{how}", file=file)
        raise ExportError(msg) from error


def _identities(text: str) -> list[object]:
    """The secret keys in a key file's text."""
    import pyrage

    try:
        if text.startswith("-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(text.encode())]
        lines = (line.strip() for line in text.splitlines())
        found: list[object] = [
            pyrage.x25519.Identity.from_str(line)
            for line in lines
            if line and not line.startswith("#")
        ]
    except pyrage.IdentityError as error:
        msg = sentence("wrong.export.line_no_key")
        raise ExportError(msg) from error
    if not found:
        msg = sentence("wrong.export.no_key_in_file")
        raise ExportError(msg)
    return found


def _is_recording(part: Path, file: Path) -> None:
    try:
        open_recording(part)
    except RecordingError as error:
        msg = sentence("wrong.export.no_recording", file=file)
        raise ExportError(msg) from error


def _write(part: Path, content: bytes) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())


def _name(part: Path, out: Path) -> None:
    """Give it its name, unless somebody has taken that meanwhile."""
    if out.exists():
        raise FileExistsError(17, "it exists already", str(out))
    part.rename(out)
    sync_folder(out.absolute().parent)
