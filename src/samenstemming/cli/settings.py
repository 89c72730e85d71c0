"""`settings`: all knobs as a TOML file with their reasons; and `--settings FILE`."""

import argparse
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from samenstemming.cli.argument_values import place
from samenstemming.cli.printing import out, words
from samenstemming.errors import SettingsError

if TYPE_CHECKING:
    from samenstemming.settings import Settings


def settings_arguments(parser: argparse.ArgumentParser) -> None:
    """What `settings` takes."""
    parser.add_argument(
        "--check", metavar="FILE", type=place, help=words("settings.arg.check")
    )


def settings_option(parser: argparse.ArgumentParser) -> None:
    """`--settings FILE`, for the commands that compute something."""
    parser.add_argument(
        "--settings", metavar="FILE", type=place, help=words("cli.arg.settings")
    )


def settings(arguments: Namespace) -> int:
    """All settings as TOML, or what of a file differs from the defaults."""
    from samenstemming.settings import Settings
    from samenstemming.settings_toml import written_out

    defaults = Settings()
    if arguments.check is None:
        for line in words("settings.head").splitlines():
            out(f"# {line}")
        out("")
        out(written_out(defaults).rstrip())
        return 0
    found = settings_of(arguments.check)
    usual = asdict(defaults)
    moved = {name: v for name, v in asdict(found).items() if v != usual[name]}
    key = "settings.differ" if moved else "settings.same"
    out(words(key, path=arguments.check, n=len(moved), digest=found.digest()))
    for name, value in moved.items():
        out(words("settings.one", name=name, value=value, default=usual[name]))
    return 0


def settings_of(path: Path) -> "Settings":
    """The settings of this file; SettingsError with file, line and key."""
    from samenstemming.settings_toml import read_toml

    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise SettingsError(words("settings.unreadable", path=path, why=why)) from error
    return read_toml(text, str(path))


def settings_asked(arguments: Namespace) -> "Settings | None":
    """Those of `--settings FILE`; None where none was given."""
    return None if arguments.settings is None else settings_of(arguments.settings)
