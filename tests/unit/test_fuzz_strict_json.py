"""What fuzzing found in JSON: each gives a ValueError or a value that can be used."""

import json

import pytest

from samenstemming.events import Marker, Tick
from samenstemming.recording import rows
from samenstemming.session.protocol import RefusedLineError, decode_request
from samenstemming.strict_json import read_json


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "[-Infinity]",
        "1e999",
        "9" * 320,
        "9" * 5000,
        "[" * 100_000,
        '{"a":' * 65 + "1" + "}" * 65,
        '"\\ud800"',
        "",
        b"\xff",
    ],
    ids=["nan", "infinity", "1e999", "320", "5000", "deep", "66", "half", "no", "ff"],
)
def test_what_is_no_strict_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_json(text)


@pytest.mark.parametrize(
    "value", [{"a": [1, -2.5, None, True]}, 2**63 - 1, -(2**63), "[" * 100, '\\"[[ü']
)
def test_what_we_write_is_read(value: object) -> None:
    assert read_json(json.dumps(value).encode()) == value


def test_a_number_beyond_64_bits_becomes_one_to_compute_with() -> None:
    assert read_json("1" + "0" * 30) == 1e30


BAD_ROWS = [
    ("tick", None, b'{"utc_ns":"x","boottime_ns":null}'),
    ("tick", None, b'{"utc_ns":1.5,"boottime_ns":null}'),
    ("tick", None, b'{"utc_ns":true,"boottime_ns":null}'),
    ("tick", None, b'{"utc_ns":1e30,"boottime_ns":null}'),
    ("tick", None, b"[" * 100_000),
    ("link", "a", b'{"detail":7}'),
    ("link", None, b'{"detail":""}'),
    ("marker", None, b'{"source":1,"note":"","data":{}}'),
    ("marker", None, b'{"source":"a","note":[],"data":{}}'),
    ("marker", None, b'{"source":"a","note":"","data":[]}'),
    ("marker", None, b'{"source":"a","note":"","data":{"x":NaN}}'),
    ("marker", None, b"[]"),
]


@pytest.mark.parametrize("number", range(len(BAD_ROWS)))
def test_a_row_that_is_no_event_of_ours_is_damage(number: int) -> None:
    kind, wearer, payload = BAD_ROWS[number]
    with pytest.raises(ValueError, match=r".+"):
        rows.decode(rows.Content(0, kind, wearer, "x", payload))


def test_a_tick_without_clocks_is_a_tick() -> None:
    said = rows.Content(5, "tick", None, "", b'{"utc_ns":null,"boottime_ns":7}')
    assert rows.decode(said) == Tick(t_ns=5, boottime_ns=7)


@pytest.mark.parametrize("value", [10**400, [[[0]] * 2] * 2, "\ud800", {"x": 1e999}])
def test_what_could_not_be_read_again_is_not_written(value: object) -> None:
    deep = value
    for _ in range(70 if isinstance(value, list) else 0):
        deep = [deep]
    with pytest.raises(ValueError, match=r".+"):
        rows.encode(Marker(t_ns=0, name="x", data={"x": deep}))


@pytest.mark.parametrize("value", ["9" * 500, "[" * 70 + "]" * 70, "1e999"])
def test_the_control_channel_refuses_what_could_not_be_read_again(value: str) -> None:
    line = f'{{"token":"t","command":"marker","name":"n","data":{{"x":{value}}}}}'
    with pytest.raises(RefusedLineError, match="JSON"):
        decode_request(line.encode(), token="t")
