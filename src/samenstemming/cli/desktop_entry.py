"""`desktop-entry install|remove`: the app among the programs of a Linux desktop.

Only on request, only for this user, and one file: removing it removes everything. The
file names the Python that runs now, since a virtual environment is not on the path of a
desktop.

Source: Desktop Entry Specification 1.5 (freedesktop.org), "The Exec key".
"""

import argparse
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from samenstemming.cli.printing import out, tell, words
from samenstemming.errors import SettingsError
from samenstemming.recording.whole_file import write_whole

NAME: Final = "samenstemming.desktop"


def desktop_entry_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "action", choices=("install", "remove"), help=words("desktop.arg.action")
    )


def desktop_entry(arguments: Namespace) -> int:
    """Put it there, or take it away."""
    if not sys.platform.startswith("linux"):
        raise SettingsError(words("desktop.only_linux"))
    place = entry_path()
    try:
        if arguments.action == "install":
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, entry_text(sys.executable))
            tell(words("desktop.installed"))
        elif place.exists():
            place.unlink()
            tell(words("desktop.removed"))
        else:
            tell(words("desktop.none"))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise SettingsError(words("desktop.failed", path=place, why=why)) from error
    out(str(place))
    return 0


def entry_path() -> Path:
    """Where the user's own entries are."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "applications" / NAME


def entry_text(python: str) -> str:
    """The entry's text, with both languages in it."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        "Name=Samenstemming",
        "Comment=Two chest straps, one conversation",
        "Comment[nl]=Twee borstbanden, één gesprek",
        f"Exec={quoted(python)} -m samenstemming",
        "Icon=audio-headset",
        "Terminal=false",
        "Categories=Science;Education;",
        "",
    )
    return "\n".join(lines)


def quoted(argument: str) -> str:
    r"""An argument as the Exec key wants it: quoted, with \, ", ` and $ escaped twice.

    The value is a string first, in which a backslash is written as two; and a percent
    sign would begin a field code.
    """
    escaped = "".join(f"\\{c}" if c in '\\"`$' else c for c in argument)
    return f'"{escaped}"'.replace("\\", "\\\\").replace("%", "%%")
