"""The commands around a live recording: record, stop, mark."""

import json
import logging
import sys
from argparse import Namespace
from contextlib import suppress
from datetime import datetime

from samenstemming.cli.printing import out, tell, words
from samenstemming.events import Wearer
from samenstemming.session.client import Control

INTERRUPTED_CODE = 130


def record(arguments: Namespace) -> int:
    """Collect to a file until Ctrl-C, the end of the time, or `stop`."""
    from samenstemming.recording.locations import new_path, risk_of
    from samenstemming.session.foreground import INTERRUPTED, run_collector
    from samenstemming.session.plan import Plan
    from samenstemming.session.straps import parse_strap

    straps = {Wearer.A: parse_strap(arguments.a)}
    if arguments.b is not None:
        straps[Wearer.B] = parse_strap(arguments.b)
    now = datetime.now().astimezone()
    path = arguments.output or new_path(now, arguments.label)
    risk = risk_of(path)
    if risk is not None:
        tell(words(f"place.{risk}", path=path.parent))
    _log_to_stderr(debug=arguments.debug)
    plan = Plan(
        path=path,
        straps=straps,
        minutes=arguments.minutes,
        speed=arguments.speed,
        label=arguments.label,
        consent=tuple(dict.fromkeys(arguments.consent)),
        frames_to=arguments.frames_to,
    )

    def started() -> None:
        if arguments.announce:
            out(json.dumps({"path": str(path)}))
            sys.stdout.flush()
        else:
            tell(words("cli.recording_simulated", path=path))

    outcome = run_collector(
        plan, started=started, tell=_tell_if_heard, with_parent=arguments.with_parent
    )
    if not arguments.announce:
        minutes = outcome.duration_s / 60
        tell(
            words(
                "cli.recorded",
                path=outcome.path,
                minutes=minutes,
                events=outcome.events,
            )
        )
        out(str(outcome.path))
    return INTERRUPTED_CODE if outcome.reason == INTERRUPTED else 0


def stop(arguments: Namespace) -> int:
    """End the recording; returns when the file is closed and sealed."""
    Control(arguments.file).stop()
    tell(words("cli.stopped", path=arguments.file))
    return 0


def mark(arguments: Namespace) -> int:
    """Put a marker into the recording; prints its number once it is on disk."""
    seq = Control(arguments.file).marker(
        arguments.name, wearer=arguments.wearer, note=arguments.note
    )
    out(str(seq))
    return 0


class _Sentences(logging.Formatter):
    """Messages alone, without where a fault came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The message."""
        return record.getMessage()


def _log_to_stderr(*, debug: bool) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter() if debug else _Sentences())
    level = logging.DEBUG if debug else logging.WARNING
    logging.basicConfig(handlers=[handler], level=level)


def _tell_if_heard(sentence: str) -> None:
    """Say it, unless whoever started us has gone: no reason to stop recording."""
    with suppress(OSError):
        tell(sentence)
