"""A session of a study: what is recorded, with which arm and order, and as whose.

Everything follows from the locked file and the ledger; whoever starts it chooses a
pair and a session, and nothing else. The recording's meta says which study, which lock,
which pair and which code each wearer has: it can be told apart from all others later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from samenstemming.consent import consent_by_wearer
from samenstemming.errors import StudyError
from samenstemming.events import Wearer
from samenstemming.exercises.sequence import JOINER
from samenstemming.session.exercise_files import guide_for
from samenstemming.session.study_files import Standing, standing, usable
from samenstemming.study.ledger import entry_of
from samenstemming.study.lock import content_of, digest_of
from samenstemming.study.model import Row
from samenstemming.study.pairs import codes_of, pair_given
from samenstemming.words import sentence

if TYPE_CHECKING:
    from samenstemming.exercises.machine import Guide

DRY: Final = "DRY000"
"""The pair of a dry run; no study can hand it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySession:
    """What a collector is told: the talk, what the meta says, what differs."""

    guide: "Guide"
    meta: Mapping[str, object]
    moved: Mapping[str, float | int]
    label: str


def study_session(
    path: Path, pair: str, session: str | None, consent: Sequence[str]
) -> StudySession:
    """The session of a pair that was handed out; StudyError where it may not be.

    Without a `session` it is the only one. `consent` is what was given, as `record` has
    it; both have to have agreed to being recorded.
    """
    now, lock = usable(path)
    entry = entry_of(now.given, pair_given(pair))
    if entry.sha256 != lock.sha256:
        msg = sentence("wrong.study.other_lock", pair=entry.pair, name=path.name)
        raise StudyError(msg)
    _refuse_consent(now, consent)
    row = Row.model_validate(
        {"arm": entry.arm, "order": entry.order, "starts": entry.starts}
    )
    return _session(now, row, entry.pair, session, {"sha256": lock.sha256})


def dry_session(path: Path, order: str, session: str | None) -> StudySession:
    """The same for a simulated couple, locked or not: the first row of this order."""
    now = standing(path)
    rows = [row for row in now.text.study.allocation if row.order == order]
    if not rows:
        msg = sentence("wrong.study.no_order", name=path.name, order=order)
        raise StudyError(msg)
    about = {"sha256": digest_of(content_of(now.text)), "dry_run": True}
    return _session(now, rows[0], DRY, session, about)


def _session(
    now: Standing, row: Row, pair: str, asked: str | None, about: Mapping[str, object]
) -> StudySession:
    study = now.text.study
    names = [visit.id for visit in study.sessions]
    session = asked or (names[0] if len(names) == 1 else "")
    if session not in names:
        msg = sentence("wrong.study.which_session", names=", ".join(names))
        raise StudyError(msg)
    exercises = study.order(row.order).sessions[session]
    guide = guide_for(JOINER.join(exercises), first=Wearer(row.starts))
    meta = {
        "id": study.id,
        "version": study.version,
        **about,
        "pair": pair,
        "session": session,
        "codes": {wearer.value: code for wearer, code in codes_of(pair).items()},
        "arm": row.arm,
        "order": row.order,
        "starts": row.starts,
        "exercises": list(exercises),
        "consent_asked": list(study.consent),
        "quality": study.quality.model_dump(),
    }
    return StudySession(
        guide=replace(guide, arm=row.arm),
        meta=meta,
        moved=study.settings,
        label=f"{study.id}-{pair}-{session}",
    )


def _refuse_consent(now: Standing, given: Sequence[str]) -> None:
    asked = now.text.study.consent
    for wearer, scopes in consent_by_wearer(given, tuple(Wearer)).items():
        stray = [scope for scope in scopes if scope not in asked]
        if stray:
            msg = sentence("wrong.study.not_asked", scope=stray[0])
            raise StudyError(msg)
        if "record" not in scopes:
            msg = sentence(
                "wrong.study.not_recorded", wearer=wearer.upper(), option=wearer
            )
            raise StudyError(msg)
