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
        msg = f"{out} exists already. Choose another name; nothing is overwritten."
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
            msg = f"{out} cannot be written: {error.strerror or error}."
            raise ExportError(msg) from error
        if not same:
            msg = (
                f"What was read back from {out} is not the recording; nothing was "
                "kept. The disk may be failing."
            )
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
            msg = f"{archived.source} has changed since; it was not deleted."
            raise ExportError(msg)
        archived.source.unlink()
        sync_folder(archived.source.absolute().parent)
    except OSError as error:
        msg = f"{archived.source} cannot be deleted: {error.strerror or error}."
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
        msg = f"{out} exists already. Choose another name; nothing is overwritten."
        raise ExportError(msg)
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        _write(part, _opened(file, identity, passphrase))
        _is_recording(part, file)
        _name(part, out)
    except OSError as error:
        msg = f"{file} cannot be opened to {out}: {error.strerror or error}."
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
            msg = (
                f"A passphrase of {len(passphrase)} signs is soon guessed; take at "
                f"least {SHORTEST_PASSPHRASE}, better five words."
            )
            raise ExportError(msg)
        return (
            lambda content: bytes(pyrage.passphrase.encrypt(content, passphrase)),
            lambda packed: bytes(pyrage.passphrase.decrypt(packed, passphrase)),
        )
    if not 1 <= len(recipients) <= MOST_RECIPIENTS:
        msg = f"An archive is for one or two recipients, not {len(recipients)}."
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
        secret = text.upper().startswith("AGE-SECRET-KEY")
        shown = "AGE-SECRET-KEY-…" if secret else f"'{text}'"
        hint = "That is the secret key; give the public one. " if secret else ""
        msg = f"{shown} is no public key. {hint}One looks like age1… or ssh-ed25519 …."
        raise ExportError(msg) from error


def _settled(file: Path) -> bytes:
    """The bytes of a whole recording that nobody writes."""
    report = check(file)
    if report.live:
        msg = f"{file} is still being recorded. Stop it first."
        raise RecordingError(msg, problem=RecordingProblem.BUSY)
    if not report.ok or file.with_name(f"{file.name}-wal").exists():
        msg = (
            f"{file} is not whole, so its copy would not be either. Look at it with "
            "`samenstemming check`."
        )
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
        msg = (
            f"{file} does not open with this {how}: it is another one, or the file is "
            "damaged or no archive."
        )
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
        msg = "The key file holds a line that is no secret key (AGE-SECRET-KEY-…)."
        raise ExportError(msg) from error
    if not found:
        msg = "The key file holds no secret key (AGE-SECRET-KEY-…)."
        raise ExportError(msg)
    return found


def _is_recording(part: Path, file: Path) -> None:
    try:
        open_recording(part)
    except RecordingError as error:
        msg = f"What is in {file} is no recording of Samenstemming."
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
