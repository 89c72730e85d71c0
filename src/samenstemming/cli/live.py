"""The commands around a live recording: record, stop, mark."""

import json
import logging
import secrets
import sys
from argparse import Namespace
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from samenstemming.cli.printing import out, tell, words
from samenstemming.cli.settings import settings_asked
from samenstemming.errors import SamenstemmingError, StrapNotFoundError
from samenstemming.events import LinkChange, Wearer
from samenstemming.recording import tail
from samenstemming.session.carried_rest import carried_from
from samenstemming.session.client import Control
from samenstemming.settings import Settings

if TYPE_CHECKING:
    from samenstemming.exercises.machine import Guide
    from samenstemming.measures.alignment import Alignment
    from samenstemming.session.straps import Strap
    from samenstemming.session.study_session import StudySession

REFUSED_CODE = 1
INTERRUPTED_CODE = 130


def record(arguments: Namespace) -> int:
    """Collect to a file until Ctrl-C, the end of the time, or `stop`."""
    from samenstemming.cli.live_follow import follower
    from samenstemming.recording.locations import new_path, risk_of
    from samenstemming.session.alignment_check import MINUTES
    from samenstemming.session.foreground import INTERRUPTED, run_collector
    from samenstemming.session.known_straps import default_path
    from samenstemming.session.plan import Plan
    from samenstemming.session.straps import parse_straps
    from samenstemming.study.sense import settings_of

    if arguments.lsl:
        from samenstemming.session.lsl import has_library

        if not has_library():
            raise SamenstemmingError(words("lsl.no_library"))
    straps = parse_straps(arguments.a, arguments.b)
    now = datetime.now().astimezone()
    resumed = arguments.resume
    of_study = _of_study(arguments)
    label = arguments.label if of_study is None else of_study.label
    path = resumed or arguments.output or new_path(now, label)
    risk = risk_of(path)
    if risk is not None:
        tell(words(f"place.{risk}", path=path.parent))
    log_to_stderr(debug=arguments.debug)
    plan = Plan(
        path=path,
        straps=straps,
        minutes=arguments.minutes,
        speed=arguments.speed,
        label=label,
        consent=tuple(dict.fromkeys(arguments.consent)),
        keep_days=arguments.keep_days,
        ecg=arguments.ecg,
        frames_to=arguments.frames_to,
        alignment_check=arguments.alignment_check,
        lsl=arguments.lsl,
        guide=_guide(arguments) if resumed is None else _cut_off(resumed),
        resume=resumed is not None,
        settings=_settings(arguments),
    )
    if of_study is not None:
        plan = replace(
            plan,
            guide=of_study.guide,
            study=of_study.meta,
            settings=settings_of(of_study.moved),
        )
    if arguments.rest_from is not None:
        plan = replace(plan, carried=carried_from(arguments.rest_from))
        if not plan.carried:
            tell(words("cli.no_rest_from", path=arguments.rest_from))
    real = plan.through_radio and not plan.simulated
    if real:
        plan = replace(plan, straps_file=arguments.straps_file or default_path())
    if plan.alignment_check and plan.minutes is None:
        plan = replace(plan, minutes=MINUTES)
    if real and plan.speed != 1:
        raise StrapNotFoundError(words("ble.speed", speed=plan.speed))
    if real and sys.stderr.isatty():
        tell(words("ble.looking", straps=_named(plan.straps)))

    shown = follower(as_json=arguments.json, quiet=arguments.announce)

    def started() -> None:
        if arguments.announce:
            out(json.dumps({"path": str(path)}))
            sys.stdout.flush()
        else:
            key = "cli.recording_simulated" if plan.simulated else "ble.recording"
            tell(words(key, path=path))
        if plan.lsl:
            tell(words("lsl.open"))
        if plan.alignment_check:
            tell(words("alignment.began", minutes=plan.minutes))
        shown.start(path)

    def on_link(change: LinkChange) -> None:
        if not plan.simulated:
            _tell_if_heard(link_sentence(change))

    try:
        outcome = run_collector(
            plan,
            started=started,
            tell=_tell_if_heard,
            on_link=on_link,
            on_swap=lambda swap: _tell_if_heard(words(swap.code, **swap.values)),
            on_no_rr=lambda wearer: _tell_if_heard(
                f"{wearer.upper()}: {words('probe.no_rr')}"
            ),
            with_parent=arguments.with_parent,
        )
    finally:
        shown.stop()
    if not outcome.events:  # ended before it began: there is no file
        tell(words("cli.interrupted"))
        return INTERRUPTED_CODE
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
        ended = json.dumps({"ended": outcome.to_json()})
        out(ended if arguments.json else str(outcome.path))
    refused = _tell_alignment(outcome.alignment)
    if outcome.reason == INTERRUPTED:
        return INTERRUPTED_CODE
    return REFUSED_CODE if refused else 0


def _of_study(arguments: Namespace) -> "StudySession | None":
    """The study's session that was asked for; StudyError where it may not be."""
    if arguments.study is None:
        return None
    from samenstemming.session.study_session import dry_session, study_session

    if arguments.dry_order is not None:
        return dry_session(arguments.study, arguments.dry_order, arguments.session)
    return study_session(
        arguments.study, arguments.pair, arguments.session, arguments.consent
    )


def _settings(arguments: Namespace) -> Settings:
    """Those of the file that was asked for, or of the recording that goes on."""
    if arguments.resume is not None:
        return Settings.of_recording(tail(arguments.resume).meta)
    return settings_asked(arguments) or Settings()


def _guide(arguments: Namespace) -> "Guide | None":
    """The guided talk that was asked for; who begins is drawn here, and recorded."""
    if arguments.exercise is None:
        return None
    from samenstemming.session.exercise_files import guide_for

    guide = guide_for(arguments.exercise, first=secrets.choice(tuple(Wearer)))
    return replace(guide, arm=arguments.arm, button_only=arguments.buttons_only)


def _cut_off(path: Path) -> "Guide | None":
    """The talk that was going on in a recording that was cut off."""
    from samenstemming.session.resume import unfinished_talk

    return unfinished_talk(path)


def _tell_alignment(found: "Alignment | str | None") -> bool:
    """Say what two straps on one body showed; True where it is nothing."""
    if isinstance(found, str):
        tell(words("alignment.refused", why=words(found)))
        return True
    if found is not None:
        from samenstemming.cli.page_alignment import alignment_sentence

        tell(alignment_sentence(found))
    return False


def link_sentence(change: LinkChange) -> str:
    """What became of a strap's link, or of its ECG, in words."""
    what, _, _ = change.detail.partition(": ")
    key = f"link.{change.state}"
    if change.state in ("waiting", "ecg"):
        key = f"{key}.{what}"
    return words(key, wearer=change.wearer.upper(), what=what)


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


def _named(straps: "Mapping[Wearer, Strap]") -> str:
    return ", ".join(f"'{strap.name}'" for strap in straps.values())


class _Sentences(logging.Formatter):
    """Messages alone, without where a fault came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The message."""
        return record.getMessage()


def log_to_stderr(*, debug: bool) -> None:
    """Warnings as sentences. What bleak warns of is told in our own words already."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter() if debug else _Sentences())
    level = logging.DEBUG if debug else logging.WARNING
    logging.basicConfig(handlers=[handler], level=level)
    if not debug:
        logging.getLogger("bleak").setLevel(logging.ERROR)


def _tell_if_heard(sentence: str) -> None:
    """Say it, unless whoever started us has gone: no reason to stop recording."""
    with suppress(OSError):
        tell(sentence)
