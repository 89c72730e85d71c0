"""`archive` and `unarchive`: a recording encrypted, and back."""

import argparse
import sys
from argparse import Namespace
from pathlib import Path

from samenstemming.cli.argument_values import place
from samenstemming.cli.printing import out, tell, words
from samenstemming.errors import ExportError
from samenstemming.words import sentence


def archive_arguments(parser: argparse.ArgumentParser) -> None:
    """What `archive` takes."""
    parser.add_argument("file", metavar="FILE", type=place, help=words("cli.arg.file"))
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument(
        "--to",
        metavar="KEY",
        action="append",
        default=[],
        help=words("archive.arg.to"),
    )
    _passphrase(how)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE.age",
        type=place,
        required=True,
        help=words("archive.arg.output"),
    )
    parser.add_argument(
        "--delete-plain", action="store_true", help=words("archive.arg.delete")
    )


def unarchive_arguments(parser: argparse.ArgumentParser) -> None:
    """What `unarchive` takes."""
    parser.add_argument(
        "file", metavar="FILE.age", type=place, help=words("archive.arg.archive")
    )
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument(
        "--identity", metavar="FILE", type=place, help=words("archive.arg.identity")
    )
    _passphrase(how)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=place,
        required=True,
        help=words("cli.arg.output"),
    )


def archive(arguments: Namespace) -> int:
    """Encrypt and compare; a terminal is asked about the plain file afterwards."""
    from samenstemming.exports.archive import archive as encrypt
    from samenstemming.exports.archive import delete_plain
    from samenstemming.recording.edits_file import edits_path
    from samenstemming.recording.marks_file import marks_path

    made = encrypt(
        arguments.file,
        arguments.output,
        recipients=arguments.to,
        passphrase=_asked(arguments, twice=True),
    )
    shown = {"path": made.path, "bytes": made.n_bytes, "digest": made.sha256[:16]}
    tell(words("archive.done", **shown))
    if arguments.to:
        tell(words("archive.compared_with"))
    if edits_path(arguments.file).exists():
        tell(words("archive.edits_stay", path=edits_path(arguments.file)))
    if marks_path(arguments.file).exists():
        tell(words("archive.marks_stay", path=marks_path(arguments.file)))
    if arguments.delete_plain or _agrees(arguments.file):
        delete_plain(made)
        tell(words("archive.deleted", path=arguments.file))
    else:
        tell(words("archive.kept", path=arguments.file))
    out(str(made.path))
    return 0


def unarchive(arguments: Namespace) -> int:
    """Decrypt to a recording."""
    from samenstemming.exports.archive import unarchive as decrypt

    identity = None
    if arguments.identity is not None:
        identity = _text_of(arguments.identity)
    decrypt(
        arguments.file,
        arguments.output,
        identity=identity,
        passphrase=_asked(arguments, twice=False),
    )
    tell(words("archive.opened", path=arguments.output))
    out(str(arguments.output))
    return 0


def _passphrase(how: "argparse._MutuallyExclusiveGroup") -> None:
    how.add_argument(
        "--passphrase", action="store_true", help=words("archive.arg.passphrase")
    )
    how.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=place,
        help=words("archive.arg.passphrase_file"),
    )


def _asked(arguments: Namespace, *, twice: bool) -> str | None:
    """The passphrase, None where a key is used. It is never on the command line."""
    if arguments.passphrase_file is not None:
        lines = _text_of(arguments.passphrase_file).splitlines()
        return lines[0] if lines else ""
    if not arguments.passphrase:
        return None
    if not sys.stdin.isatty():
        raise ExportError(sentence("archive.no_terminal"))
    import getpass

    first = getpass.getpass(words("archive.ask"))
    if twice and getpass.getpass(words("archive.ask_again")) != first:
        raise ExportError(sentence("archive.differ"))
    return first


def _agrees(file: Path) -> bool:
    """Whether somebody at a terminal wants the plain file gone; silence is no."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(words("archive.delete_ask", name=file.name))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == words("archive.delete_yes")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        msg = sentence("wrong.import.unreadable", path=path, why=why)
        raise ExportError(msg) from error
