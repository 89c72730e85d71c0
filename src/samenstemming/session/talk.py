"""What people did, as markers: which step runs, whether they pause, what can be undone.

Requests come in, drafts of markers go out; stamps, files and sockets are elsewhere.
Everything that people did is recorded, also what changed nothing (a second press on
pause): a recording that leaves such things out cannot be explained later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from samenstemming.errors import ControlError
from samenstemming.events import Marker, Wearer
from samenstemming.session.protocol import Command, Request
from samenstemming.standing import EDIT, UNDO

PLAIN_NAMES: Final = ("note", "speaker")
"""Marker names that screens may use as they are; all others become `marker:<name>`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A marker that has no stamp yet."""

    name: str
    wearer: Wearer | None = None
    source: str = "researcher"
    note: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    can_be_undone: bool = False

    def stamped(self, t_ns: int) -> Marker:
        """The marker at this moment."""
        return Marker(
            t_ns=t_ns,
            name=self.name,
            wearer=self.wearer,
            source=self.source,
            note=self.note,
            data=self.data,
        )


class Talk:
    """The state that requests change. Without an exercise, steps follow by hand."""

    def __init__(self) -> None:
        self.step: str | None = None
        self.paused = False
        self._undoable: list[int] = []

    def drafts(self, request: Request) -> list[Draft]:
        """The markers that this request makes, oldest first; ControlError if none."""
        source = request.text("source", "researcher")
        match request.command:
            case Command.MARKER:
                return [self._marker(request, source)]
            case Command.STEP:
                return [*self._end_step(source), self._begin_step(request, source)]
            case Command.NEXT | Command.SKIP:
                return self._leave_step(request.command, source)
            case Command.PAUSE | Command.RESUME:
                return [self._set_pause(request.command, source)]
            case Command.CHOICE:
                return [self._choice(request, source)]
            case Command.UNDO:
                return [self._undo(request, source)]
            case Command.EDIT:
                return [self._edit(request, source)]
            case Command.CARD | Command.CARD_PASS:
                msg = "Cards belong to a guided talk, and none is going on."
                raise ControlError(msg)
            case Command.STOP | Command.STATUS:
                return []

    def recorded(self, draft: Draft, seq: int) -> None:
        """Remember where a draft landed, so that it can be undone."""
        if draft.can_be_undone:
            self._undoable.append(seq)

    def _marker(self, request: Request, source: str) -> Draft:
        return Draft(
            name=_marker_name(request),
            wearer=_wearer(request, "wearer"),
            source=source,
            note=request.text("note"),
            data=request.data(),
            can_be_undone=True,
        )

    def _begin_step(self, request: Request, source: str) -> Draft:
        self.step = request.text("id")
        speaker = _wearer(request, "speaker")
        return Draft(
            name="step_begin",
            source=source,
            data={
                "id": self.step,
                "speaker": None if speaker is None else speaker.value,
                "instructed": request.arguments.get("instructed", False),
            },
        )

    def _end_step(self, source: str, **data: object) -> list[Draft]:
        if self.step is None:
            return []
        ended = Draft(name="step_end", source=source, data={"id": self.step, **data})
        self.step = None
        return [ended]

    def _leave_step(self, command: Command, source: str) -> list[Draft]:
        if self.step is None:
            msg = f"No step is running, so '{command}' has nothing to leave."
            raise ControlError(msg)
        if command is Command.SKIP:
            return self._end_step(source, skipped=True)
        return self._end_step(source)

    def _set_pause(self, command: Command, source: str) -> Draft:
        wanted = command is Command.PAUSE
        already = wanted == self.paused
        self.paused = wanted
        data: dict[str, object] = {"already": True} if already else {}
        return Draft(name=command.value, source=source, data=data)

    def _choice(self, request: Request, source: str) -> Draft:
        data = {"id": request.text("id"), "value": request.text("value")}
        return Draft(
            name="choice",
            wearer=_wearer(request, "wearer"),
            source=source,
            data=data,
            can_be_undone=True,
        )

    def _undo(self, request: Request, source: str) -> Draft:
        wanted = request.arguments.get("seq")
        if not self._undoable:
            msg = "There is no marker of this run that could be taken back."
            raise ControlError(msg)
        seq = self._undoable[-1] if wanted is None else wanted
        if not isinstance(seq, int) or seq not in self._undoable:
            msg = f"Event {seq} is no marker of this run that could be taken back."
            raise ControlError(msg)
        self._undoable.remove(seq)
        return Draft(name=UNDO, source=source, data={"seq": seq})

    def _edit(self, request: Request, source: str) -> Draft:
        """A correction beside the marker: both stay in the recording."""
        seq = request.arguments.get("seq")
        if not isinstance(seq, int) or seq not in self._undoable:
            msg = f"Event {seq} is no marker of this run that could be corrected."
            raise ControlError(msg)
        data: dict[str, object] = {"seq": seq}
        if "name" in request.arguments:
            data["name"] = _marker_name(request)
        if "note" in request.arguments:
            data["note"] = request.text("note")
        if len(data) == 1:
            msg = "A correction needs a name or a note."
            raise ControlError(msg)
        return Draft(name=EDIT, source=source, data=data, can_be_undone=True)


def _marker_name(request: Request) -> str:
    name = request.text("name")
    return name if name in PLAIN_NAMES else f"marker:{name.removeprefix('marker:')}"


def _wearer(request: Request, name: str) -> Wearer | None:
    text = request.text(name)
    return Wearer(text) if text else None
