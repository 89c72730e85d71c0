"""The commands: what a person types, and how it ends.

Exit codes: 0 done, 1 could not do it (one sentence on stderr), 2 wrong usage,
130 interrupted. Each command's module is imported once it is asked for, so that
`--help` needs neither numpy nor anything behind it.
"""

import difflib
import os
import signal
import sys
import traceback
import warnings
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Final

from samenstemming.cli.arguments import COMMANDS, app_parser, parse_command
from samenstemming.cli.printing import language, out, tell, words
from samenstemming.errors import SamenstemmingError
from samenstemming.words import told

DONE: Final = 0
FAILED: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. Without `argv`, as the process's own command."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        if argv is None:
            _own_the_process(debug="--debug" in given)
        arguments, run = _understand(given)
        code = run(arguments)
        sys.stdout.flush()
    except SamenstemmingError as error:
        if "--debug" in given:
            traceback.print_exc()
        tell(told(error, language()))
        return FAILED
    except KeyboardInterrupt:
        tell(words("cli.interrupted"))
        if argv is None:
            # Where an interrupt came while Python was making a dataclass, Python ends
            # by sending itself SIGINT, though it was caught here, and 130 is lost.
            # Everything has been closed on the way up to this line.
            os._exit(INTERRUPTED)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough (`frames FILE | head`). What is
        # still in the buffer must not raise again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _understand(
    argv: list[str],
) -> tuple[Namespace, Callable[[Namespace], int]]:
    """The arguments and the function that they are for."""
    named = [text for text in argv if text != "--debug"]
    if named and named[0] in COMMANDS:
        command = named[0]
        argv.remove(command)
        return parse_command(command, argv), _load(COMMANDS[command])
    parser = app_parser()
    arguments, left = parser.parse_known_args(argv)
    if arguments.version:
        return arguments, _show_version
    _is_command_or_file(arguments.file, parser.error)
    if left:
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    return arguments, _load("samenstemming.cli.app:open_app")


def _is_command_or_file(file: Path | None, refuse: Callable[[str], object]) -> None:
    """Refuse a word that is neither a file nor meant as one: a mistyped command."""
    name = "" if file is None else str(file)
    if file is None or file.exists() or "." in name or os.sep in name:
        return
    near = difflib.get_close_matches(name, COMMANDS, n=1) or COMMANDS
    refuse(words("cli.usage.no_such_command", name=name, commands=", ".join(near)))


def _load(place: str) -> Callable[[Namespace], int]:
    module, _, function = place.partition(":")
    run: Callable[[Namespace], int] = getattr(import_module(module), function)
    return run


def _show_version(arguments: Namespace) -> int:
    from importlib import metadata

    del arguments
    out(f"samenstemming {metadata.version('samenstemming')}")
    return DONE


def _own_the_process(*, debug: bool) -> None:
    """Settings that only the process's own command may change."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if debug:
        return
    # Warnings of the libraries we calculate with are for us, not for who types.
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    sys.excepthook = _one_sentence


def _one_sentence(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """What is left of an error that nobody foresaw; Python then leaves with 1."""
    del trace
    if isinstance(error, OSError) and error.strerror:
        place = f" ({error.filename})" if error.filename else ""
        tell(words("cli.failed_os", why=error.strerror, place=place))
    else:
        tell(words("cli.failed", kind=kind.__name__, why=error))
