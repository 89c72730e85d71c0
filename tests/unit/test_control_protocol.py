"""What may be said to a collector, and what is refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenstemming.session.protocol import (
    Command,
    RefusedLineError,
    Request,
    decode_request,
    encode_line,
    encode_request,
)

TOKEN = "correct-horse"


def refused(line: bytes) -> RefusedLineError:
    with pytest.raises(RefusedLineError) as caught:
        decode_request(line, token=TOKEN)
    return caught.value


def test_a_request_begins_with_its_token_and_comes_back_as_it_was() -> None:
    line = encode_request(TOKEN, Command.MARKER, name="laugh", wearer="a", note="é\n2")
    assert line.startswith(b'{"token": "correct-horse"')
    assert decode_request(line, token=TOKEN) == Request(
        command=Command.MARKER,
        arguments={"name": "laugh", "wearer": "a", "note": "é\n2"},
    )


def test_what_is_left_out_is_not_sent() -> None:
    line = encode_request(TOKEN, Command.STEP, id="story", speaker=None)
    assert json.loads(line) == {"token": TOKEN, "command": "step", "id": "story"}


@pytest.mark.parametrize(
    "claimed", ["", "correct-hors", "correct-horse ", "\ud800", 7, None, ["x"]]
)
def test_a_wrong_token_is_refused_before_the_command_is_looked_at(
    claimed: object,
) -> None:
    line = json.dumps({"token": claimed, "command": "no such thing"}).encode()
    error = refused(line)
    assert error.code in {"bad_token", "bad_json"}
    assert error.stranger


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"POST / HTTP/1.1\r\n",
        b"[1, 2]\n",
        b'"' + TOKEN.encode() + b'"\n',
        b'{"token": "correct-horse"',
        b"\xff\xfe\x00",
        b"[" * 60_000,
        b'{"a": NaN}',
        b'{"token": "correct-horse", "command": "marker", "data": {"x": 1e999}}',
        b'{"token": "correct-horse", "command": "marker", "name": "\\ud800"}',
        b'{"token": "correct-horse", "x": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_not_strict_json_is_refused(line: bytes) -> None:
    assert refused(line).code == "bad_json"


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ({"command": "explode"}, "explode"),
        ({"command": "marker"}, "name"),
        ({"command": "marker", "name": ""}, "name"),
        ({"command": "marker", "name": " x"}, "name"),
        ({"command": "marker", "name": "a\nb"}, "name"),
        ({"command": "marker", "name": "x" * 81}, "name"),
        ({"command": "marker", "name": "x", "wearer": "c"}, "wearer"),
        ({"command": "marker", "name": "x", "source": "auto"}, "source"),
        ({"command": "marker", "name": "x", "data": [1]}, "data"),
        ({"command": "marker", "name": "x", "colour": "red"}, "colour"),
        ({"command": "step", "id": "x", "instructed": 1}, "instructed"),
        ({"command": "undo", "seq": True}, "seq"),
        ({"command": "undo", "seq": -1}, "seq"),
        ({"command": "choice", "id": "x"}, "value"),
    ],
)
def test_a_mistake_is_named_and_does_not_make_a_stranger(
    message: dict[str, object], names: str
) -> None:
    error = refused(encode_line({"token": TOKEN, **message}))
    assert names in str(error)
    assert not error.stranger


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_request_or_refused(line: bytes) -> None:
    assert refused(line).stranger


letters = st.text(alphabet="a \n\x00é\ud800\U0001f600", max_size=4)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | letters,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(letters, inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(deadline=None)
@given(
    command=st.sampled_from(list(Command)),
    arguments=st.dictionaries(
        st.sampled_from(
            ["name", "id", "wearer", "note", "data", "seq", "value", "source"]
        ),
        json_values,
    ),
)
def test_whatever_is_accepted_can_be_stored_as_strict_json(
    command: Command, arguments: dict[str, object]
) -> None:
    line = json.dumps({"token": TOKEN, "command": command, **arguments}).encode()
    try:
        request = decode_request(line, token=TOKEN)
    except RefusedLineError:
        return
    assert request.command is command
    encode_line(request.arguments)
