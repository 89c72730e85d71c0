"""The asking end of the control channel: what a screen or a script holds.

Each question reads the lease anew and opens its own connection. That costs a fraction
of a millisecond on the loopback and needs no state: a collector that was started again
has another port and another token, and nobody has to notice.
"""

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from samenstemming.errors import ControlError
from samenstemming.recording import read_lease
from samenstemming.session.protocol import (
    Command,
    RefusedLineError,
    decode_answer,
    encode_request,
)

ANSWER_WITHIN_S: Final = 10.0
"""A marker takes less than 0.1 s."""

CLOSED_WITHIN_S: Final = 30.0
"""Closing takes half a second; with readers in the way or a full disk, ten."""

LONGEST_ANSWER: Final = 1_048_576
"""Bytes; a status is a few thousand."""


def control(path: str | Path) -> "Control":
    """A client of the collector that is writing this recording."""
    return Control(path)


class Control:
    """Speaks to one collector. Every method answers or raises ControlError."""

    def __init__(
        self, path: str | Path, *, answer_within_s: float = ANSWER_WITHIN_S
    ) -> None:
        self.path = Path(path)
        self._answer_within_s = answer_within_s

    def marker(
        self,
        name: str,
        *,
        wearer: str | None = None,
        note: str = "",
        data: Mapping[str, object] | None = None,
        source: str = "researcher",
    ) -> int:
        """Record a marker; its `seq`, given only once it is on disk."""
        return self._seq(
            Command.MARKER,
            name=name,
            wearer=wearer,
            note=note or None,
            data=dict(data) if data else None,
            source=source,
        )

    def step(
        self,
        step: str,
        *,
        speaker: str | None = None,
        instructed: bool | None = None,
        source: str = "researcher",
    ) -> int:
        """Begin a step, ending the one before; the `seq` of its beginning."""
        return self._seq(
            Command.STEP,
            id=step,
            speaker=speaker,
            instructed=instructed,
            source=source,
        )

    def next(self, *, source: str = "researcher") -> int:
        """End the running step; the `seq` of its end."""
        return self._seq(Command.NEXT, source=source)

    def skip(self, *, source: str = "researcher") -> int:
        """Leave the running step unfinished; the `seq` of its end."""
        return self._seq(Command.SKIP, source=source)

    def pause(self, *, source: str = "researcher") -> int:
        """Pause the talk, never the recording; the `seq` of the pause."""
        return self._seq(Command.PAUSE, source=source)

    def resume(self, *, source: str = "researcher") -> int:
        """Go on after a pause; the `seq` of the return."""
        return self._seq(Command.RESUME, source=source)

    def choice(
        self,
        choice: str,
        value: str,
        *,
        wearer: str | None = None,
        source: str = "researcher",
    ) -> int:
        """Record what was chosen; its `seq`."""
        return self._seq(
            Command.CHOICE, id=choice, value=value, wearer=wearer, source=source
        )

    def card(
        self,
        wearer: str,
        step: str,
        cards: str,
        index: int,
        *,
        shared: bool = False,
    ) -> int:
        """Record that a card was chosen in private, and whether to share it."""
        return self._seq(
            Command.CARD,
            wearer=wearer,
            step=step,
            list=cards,
            index=index,
            shared=shared,
        )

    def pass_card(self, wearer: str, step: str, cards: str) -> int:
        """Record that somebody passed, and take back what that one had shared."""
        return self._seq(Command.CARD_PASS, wearer=wearer, step=step, list=cards)

    def undo(self, seq: int | None = None, *, source: str = "researcher") -> int:
        """Take back a marker (the newest one, if none is named); the undo's `seq`.

        Nothing is erased: the recording then holds both the marker and its undo.
        """
        return self._seq(Command.UNDO, seq=seq, source=source)

    def edit(
        self,
        seq: int,
        *,
        name: str | None = None,
        note: str | None = None,
        source: str = "researcher",
    ) -> int:
        """Correct a marker of this run; the edit's `seq`. Both stay in the file."""
        return self._seq(Command.EDIT, seq=seq, name=name, note=note, source=source)

    def stop(self) -> dict[str, object]:
        """End the recording; the answer comes when the file is closed and sealed."""
        return self._ask(Command.STOP, within_s=CLOSED_WITHIN_S)

    def status(self, *, after: int | None = None) -> dict[str, object]:
        """What the collector is doing, as JSON values.

        After the `news` of an earlier status the answer waits for the next: a press,
        a step, a cue, or a second.
        """
        return self._ask(Command.STATUS, {"after": after})

    def _seq(self, command: Command, **arguments: object) -> int:
        answer = self._ask(command, arguments)
        seq = answer.get("seq")
        if not isinstance(seq, int):
            msg = f"The collector of {self.path} answered without a seq: {answer}"
            raise ControlError(msg)
        return seq

    def _ask(
        self,
        command: Command,
        arguments: Mapping[str, object] | None = None,
        *,
        within_s: float | None = None,
    ) -> dict[str, object]:
        lease = read_lease(self.path)
        if lease is None:
            msg = (
                f"Nobody is recording to {self.path}: there is no lease beside it. "
                "Start a collector with 'samenstemming record'."
            )
            raise ControlError(msg)
        if not lease.alive:
            msg = (
                f"The collector of {self.path} (process {lease.pid}) has gone without "
                "closing the file. 'samenstemming check' looks it over."
            )
            raise ControlError(msg)
        if lease.port is None or lease.token is None:
            msg = (
                f"{self.path} is held by process {lease.pid}, which takes no requests "
                "or belongs to somebody else. Wait until it is done."
            )
            raise ControlError(msg)
        try:
            line = encode_request(lease.token, command, **(arguments or {}))
        except (ValueError, TypeError) as error:
            msg = f"'{command}' holds something that JSON cannot: {error}"
            raise ControlError(msg) from error
        try:
            answered = exchange(
                lease.port, line, within_s=within_s or self._answer_within_s
            )
            answer = decode_answer(answered)
        except (OSError, RefusedLineError) as error:
            msg = (
                f"The collector of {self.path} (process {lease.pid}, port "
                f"{lease.port}) did not answer '{command}': {error}"
            )
            raise ControlError(msg) from error
        if answer.get("ok") is not True:
            raise ControlError(str(answer.get("sentence", answer)))
        del answer["ok"]
        return answer


def exchange(port: int, line: bytes, *, within_s: float) -> bytes:
    """One line there, one line back; OSError where that fails."""
    with socket.create_connection(("127.0.0.1", port), timeout=within_s) as talk:
        talk.sendall(line)
        with talk.makefile("rb") as answers:
            answer = answers.readline(LONGEST_ANSWER)
    if not answer.endswith(b"\n"):
        msg = "the connection was closed without an answer"
        raise ConnectionError(msg)
    return answer
