"""What may be said to a collector: one line of JSON each way, no sockets in here.

A request is an object with the lease's token, a command and its arguments. Whoever
cannot name the token is refused before anything else in the line is looked at.

What surprised us: JSON from a socket can hold numbers and letters that no file can.
`1e999` becomes infinity without a word, and an escaped half of a surrogate pair a
letter that UTF-8 does not have, which would only fail later, in the thread that
writes. So a request must survive being written as strict JSON before anybody acts.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NoReturn

from samenstemming.strict_json import read_json

LONGEST_LINE: Final = 65_536
"""Bytes. A note of several pages fits; a flood does not."""

LONGEST_NAME: Final = 80
"""Letters in the name of a marker, a step or a choice."""

LONGEST_NOTE: Final = 8_000
"""Letters in a note."""

MARKER_SOURCES: Final = ("a", "b", "researcher")
"""Who may press a button. `auto` and `import` are for the collector alone."""


class Command(StrEnum):
    """What a screen may ask."""

    MARKER = "marker"
    STEP = "step"
    NEXT = "next"
    SKIP = "skip"
    PAUSE = "pause"
    RESUME = "resume"
    CHOICE = "choice"
    CARD = "card"
    CARD_PASS = "card_pass"
    UNDO = "undo"
    EDIT = "edit"
    STOP = "stop"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A command whose token was right and whose arguments have the right types."""

    command: Command
    arguments: Mapping[str, object]

    def text(self, name: str, default: str = "") -> str:
        """The argument as text, or the default where it was left out."""
        value = self.arguments.get(name)
        return value if isinstance(value, str) else default

    def data(self) -> dict[str, object]:
        """The argument `data`, or nothing."""
        value = self.arguments.get("data")
        return dict(value) if isinstance(value, Mapping) else {}


class RefusedLineError(ValueError):
    """A line that is no request. `code` says why; `stranger` ends the connection."""

    def __init__(self, code: str, sentence: str, *, stranger: bool) -> None:
        super().__init__(sentence)
        self.code = code
        self.stranger = stranger


def encode_request(token: str, command: Command, **arguments: object) -> bytes:
    """One line for the collector, the token first; ValueError if it cannot be JSON."""
    body = {"token": token, "command": command.value}
    left = {name: value for name, value in arguments.items() if value is not None}
    return encode_line({**body, **left})


def encode_line(message: Mapping[str, object]) -> bytes:
    """One line of strict JSON: no NaN, no letters outside Unicode."""
    text = json.dumps(message, ensure_ascii=False, allow_nan=False)
    return text.encode() + b"\n"


def decode_request(line: bytes, *, token: str) -> Request:
    """The request in this line; RefusedLineError for everything else."""
    message = _object(line)
    claimed = message.pop("token", None)
    if not isinstance(claimed, str) or not hmac.compare_digest(
        claimed.encode("utf-8", "replace"), token.encode()
    ):
        _refuse("bad_token", "The token is not the one in the lease.", stranger=True)
    named = message.pop("command", None)
    try:
        command = Command(str(named))
    except ValueError:
        known = ", ".join(Command)
        _refuse("unknown_command", f"{named!r} is no command. Known: {known}.")
    _check_arguments(command, message)
    return Request(command=command, arguments=message)


def decode_answer(line: bytes) -> dict[str, object]:
    """The collector's answer; RefusedLineError where it is none."""
    return _object(line)


def refusal(error: RefusedLineError) -> dict[str, object]:
    """The answer to a line that was refused."""
    return {"ok": False, "error": error.code, "sentence": str(error)}


def _refuse(code: str, sentence: str, *, stranger: bool = False) -> NoReturn:
    raise RefusedLineError(code, sentence, stranger=stranger)


def _object(line: bytes) -> dict[str, object]:
    try:
        message = read_json(line)
        encode_line({"": message})
    except (ValueError, RecursionError) as error:
        reason = str(error)[:100]
        _refuse("bad_json", f"The line is not JSON: {reason}.", stranger=True)
    if not isinstance(message, dict):
        _refuse("bad_json", "The line is JSON but no object.", stranger=True)
    return message


def _is_name(value: object) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value.strip()) == len(value) <= LONGEST_NAME
        and value.isprintable()
    )


def _is_note(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= LONGEST_NOTE
        and value.replace("\n", "").replace("\t", "").isprintable()
    )


def _is_wearer(value: object) -> bool:
    return value in ("a", "b")


def _is_source(value: object) -> bool:
    return value in MARKER_SOURCES


def _is_data(value: object) -> bool:
    return isinstance(value, dict)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_seq(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


@dataclass(frozen=True, slots=True)
class _Argument:
    fits: Callable[[object], bool]
    takes: str
    required: bool = False


_WHO = {"source": _Argument(_is_source, "a, b or researcher")}
_NAME = _Argument(_is_name, f"1-{LONGEST_NAME} printable letters", required=True)
_NOTE = _Argument(_is_note, f"at most {LONGEST_NOTE} letters")
_WEARER = _Argument(_is_wearer, "a or b")
_DATA = _Argument(_is_data, "an object")
_CARDS = {
    "wearer": _Argument(_is_wearer, "a or b", required=True),
    "step": _NAME,
    "list": _NAME,
}

_ARGUMENTS: Final[Mapping[Command, Mapping[str, _Argument]]] = {
    Command.MARKER: {
        "name": _NAME,
        "wearer": _WEARER,
        "note": _NOTE,
        "data": _DATA,
        **_WHO,
    },
    Command.STEP: {
        "id": _NAME,
        "speaker": _WEARER,
        "instructed": _Argument(_is_flag, "true or false"),
        **_WHO,
    },
    Command.NEXT: _WHO,
    Command.SKIP: _WHO,
    Command.PAUSE: _WHO,
    Command.RESUME: _WHO,
    Command.CHOICE: {
        "id": _NAME,
        "value": _Argument(_is_note, "text", required=True),
        "wearer": _WEARER,
        **_WHO,
    },
    Command.CARD: {
        **_CARDS,
        "index": _Argument(_is_seq, "a whole number", required=True),
        "shared": _Argument(_is_flag, "true or false"),
        **_WHO,
    },
    Command.CARD_PASS: {**_CARDS, **_WHO},
    Command.UNDO: {"seq": _Argument(_is_seq, "a whole number"), **_WHO},
    Command.EDIT: {
        "seq": _Argument(_is_seq, "a whole number", required=True),
        "name": _Argument(_is_name, f"1-{LONGEST_NAME} printable letters"),
        "note": _NOTE,
        **_WHO,
    },
    Command.STOP: _WHO,
    Command.STATUS: {"after": _Argument(_is_seq, "a whole number")},
}


def _check_arguments(command: Command, given: Mapping[str, object]) -> None:
    known = _ARGUMENTS[command]
    for name, value in given.items():
        if name not in known:
            sentence = f"'{command}' takes no argument '{name}'."
            _refuse("bad_argument", sentence)
        if not known[name].fits(value):
            sentence = f"'{name}' of '{command}' must be {known[name].takes}."
            _refuse("bad_argument", sentence)
    for name, argument in known.items():
        if argument.required and name not in given:
            _refuse("bad_argument", f"'{command}' needs the argument '{name}'.")
