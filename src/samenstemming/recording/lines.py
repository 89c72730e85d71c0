"""Events as lines of text: what golden files hold, so that a diff can be reviewed.

One JSON object a line, keys in a fixed order, a packet's payload in hexadecimal.
"""

import json

from samenstemming.events import Event
from samenstemming.recording import rows


def event_to_line(event: Event) -> str:
    """The event as one line of JSON, without a line end."""
    content = rows.encode(event)
    said: dict[str, object] = {"t_ns": content.t_ns, "kind": content.kind}
    if content.wearer is not None:
        said["wearer"] = content.wearer
    if content.topic:
        said["topic"] = content.topic
    if content.kind == "packet":
        said["payload"] = content.payload.hex()
    else:
        said["payload"] = json.loads(content.payload)
    return json.dumps(said, separators=(",", ":"), allow_nan=False)


def event_from_line(line: str) -> Event:
    """The event in a line; ValueError where it holds none."""
    said = json.loads(line)
    try:
        payload = (
            bytes.fromhex(said["payload"])
            if said["kind"] == "packet"
            else rows.canonical_json(said["payload"])
        )
        content = rows.Content(
            said["t_ns"],
            said["kind"],
            said.get("wearer"),
            said.get("topic", ""),
            payload,
        )
    except (KeyError, TypeError) as error:
        msg = f"Not an event: {line[:60]}"
        raise ValueError(msg) from error
    return rows.decode(content)
