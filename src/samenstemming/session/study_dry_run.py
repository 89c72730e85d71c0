"""A simulated couple goes through a study, fast: the real collector, file and pipeline.

Every order is done once, every session of it, in a folder of its own that is gone
afterwards. The collector is a process as always; what somebody in the room would press
(the straps are on, a turn is over) is pressed over its control channel. What comes out
is a checklist: what a researcher would otherwise find out with the first couple.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event
from typing import Final

from samenstemming.errors import SamenstemmingError
from samenstemming.events import Marker, Recording
from samenstemming.exercises.sequence import JOINER
from samenstemming.exercises.talk_state import EXERCISE_BEGIN, EXERCISE_END, STEP_BEGIN
from samenstemming.recording import open_recording
from samenstemming.recording.check import check
from samenstemming.recording.whole_file import make_folder
from samenstemming.session.exercise_files import library
from samenstemming.session.launch import CollectorHandle, start_collector
from samenstemming.session.study_files import Standing, standing
from samenstemming.session.study_week import quality_of
from samenstemming.words import sentence

SPEED: Final = 300.0
STEP_WITHIN_S: Final = 60.0
"""Longest wait for a step to end, in real seconds."""

LOOKS_EVERY_S: Final = 0.05
_pause = Event()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One line of the checklist: its key under `study.dry.`, and what was found."""

    what: str
    ok: bool
    about: Mapping[str, object]

    def to_json(self) -> dict[str, object]:
        """As JSON values."""
        return asdict(self)


Progress = Callable[[float, str], None]


def dry_run(
    path: Path,
    *,
    speed: float = SPEED,
    keep: Path | None = None,
    progress: Progress = lambda share, about: None,
) -> tuple[Checked, ...]:
    """The checklist; StudyError where the study itself is not in order.

    `progress` gets the share that is done and what is being done. `keep` is a folder
    for the recordings, which are thrown away without it.
    """
    now = standing(path)
    found = list(_beforehand(now))
    if keep is not None:
        make_folder(keep)
        return (*found, *_all_sessions(now, keep, speed, progress))
    with tempfile.TemporaryDirectory(prefix="samenstemming-dry-") as folder:
        return (*found, *_all_sessions(now, Path(folder), speed, progress))


def _beforehand(now: Standing) -> Iterator[Checked]:
    study = now.text.study
    yield Checked(
        what="valid", ok=True, about={"name": now.path.name, "version": study.version}
    )
    locked = "no" if now.lock is None else "edited" if now.changes else "yes"
    yield Checked(what=f"locked_{locked}", ok=locked != "edited", about={})
    minutes = {exercise.id: exercise.minutes for exercise, _ in library()}
    for order in study.orders:
        total = sum(minutes[of] for part in order.sessions.values() for of in part)
        yield Checked(
            what="minutes", ok=True, about={"order": order.id, "minutes": total}
        )
    left = len(study.allocation) - len(now.given)
    yield Checked(what="left", ok=left > 0, about={"n": left})
    yield Checked(
        what="forms",
        ok=True,
        about={"n": len(study.forms), "q": sum(len(f.questions) for f in study.forms)},
    )


def _all_sessions(
    now: Standing, folder: Path, speed: float, progress: Progress
) -> Iterator[Checked]:
    study = now.text.study
    given = {row.order for row in study.allocation}
    todo = [
        (order, visit.id)
        for order in study.orders
        if order.id in given
        for visit in study.sessions
    ]
    for i, (order, session) in enumerate(todo):
        about = f"{order.id}, {session}"
        file = folder / f"dry-{order.id}-{session}.samen"
        exercise, _ = library().find(JOINER.join(order.sessions[session]))

        def tell(share: float, i: int = i, about: str = about) -> None:
            progress((i + share) / len(todo), about)

        tell(0.0)
        began = time.monotonic()
        _go_through(now, order.id, session, file, speed, len(exercise.steps), tell)
        recording = open_recording(file)
        took_s = time.monotonic() - began
        where = {"order": order.id, "session": session}
        steps = [step.id for step in exercise.steps]
        yield _steps_done(recording, steps, where, took_s)
        yield _arm_applied(recording, where)
        yield Checked(what="file", ok=check(file).ok, about=where)
        page = quality_of(file)
        claims = [claim.what for claim in page.claims if claim.allowed]
        yield Checked(
            what="quality",
            ok=not set(page.failed) - {"study.failed.unfinished"},
            about={**where, "n": len(claims)},
        )
        tell(1.0)


def _go_through(
    now: Standing,
    order: str,
    session: str,
    file: Path,
    speed: float,
    n_steps: int,
    tell: Callable[[float], None],
) -> None:
    """Record the session to its end, pressing what somebody in the room would."""
    collector = start_collector(
        a="simulated:1",
        b="simulated:1",
        path=file,
        speed=speed,
        study={"study": str(now.path), "session": session, "dry-order": order},
        with_parent=True,
    )
    try:
        _press_through(collector, n_steps, tell)
    finally:
        collector.stop()


def _press_through(
    collector: CollectorHandle, n_steps: int, tell: Callable[[float], None]
) -> None:
    last, since = -1, time.monotonic()
    while collector.running:
        talk = collector.control.status().get("talk")
        if not isinstance(talk, Mapping) or talk.get("phase") == "ended":
            return
        index = talk.get("index")
        if isinstance(index, int) and index != last:
            last, since = index, time.monotonic()
            tell(index / n_steps)
        step = talk.get("step")
        waits = isinstance(step, Mapping) and step.get("display") == "signal_check"
        # Only the step that waits for a press gets one. A turn that is being rounded
        # off ends by itself, at this speed before the press arrives: it then ended the
        # step after it, of which three seconds were left, too few to be usable.
        if waits and talk.get("left_s") == 0:
            collector.control.next()
        if time.monotonic() - since > STEP_WITHIN_S:
            msg = sentence(
                "wrong.study.stood_still", step=last + 1, seconds=STEP_WITHIN_S
            )
            raise SamenstemmingError(msg)
        _pause.wait(LOOKS_EVERY_S)


def _markers(recording: Recording, name: str) -> list[Marker]:
    return [
        event
        for event in recording.events()
        if isinstance(event, Marker) and event.name == name
    ]


def _steps_done(
    recording: Recording, steps: list[str], where: Mapping[str, object], took_s: float
) -> Checked:
    seen = [marker.data.get("id") for marker in _markers(recording, STEP_BEGIN)]
    ends = _markers(recording, EXERCISE_END)
    ok = seen == steps and bool(ends) and ends[-1].data.get("how") == "done"
    about = {"n": len(seen), "of": len(steps), "minutes": recording.duration_s / 60}
    return Checked(what="steps", ok=ok, about={**where, **about, "took_s": took_s})


def _arm_applied(recording: Recording, where: Mapping[str, object]) -> Checked:
    study = recording.meta.get("study")
    planned = study.get("arm") if isinstance(study, Mapping) else None
    begun = _markers(recording, EXERCISE_BEGIN)
    arm = begun[0].data.get("arm") if begun else None
    cues = len(_markers(recording, "cue"))
    ok = arm == planned and (arm == "shape_and_cues" or cues == 0)
    return Checked(what="arm", ok=ok, about={**where, "arm": planned, "cues": cues})
