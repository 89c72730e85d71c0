"""Derived values as JSON: one canonical form for files, screens and comparisons.

Every value is an object with `frame` first and then its fields in the order of its
type. Unknown is null. Two runs give the same bytes or they are not the same run.
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Final

from samenstemming.series import (
    Beat,
    ChanceLevel,
    Cue,
    Derived,
    DyadFrame,
    Gap,
    HeartRate,
    HrvFrame,
    LeftOut,
    Malformed,
    Quality,
    SynchronyFrame,
    WearerArousal,
    Window,
)

FRAME_NAMES: Final[Mapping[type, str]] = {
    HeartRate: "heart_rate",
    Malformed: "malformed",
    Beat: "beat",
    Gap: "gap",
    LeftOut: "left_out",
    HrvFrame: "hrv",
    SynchronyFrame: "synchrony",
    DyadFrame: "dyad",
    Cue: "cue",
}


def derived_to_json(derived: Derived) -> dict[str, object]:
    """One derived value as JSON types, keys in a fixed order."""
    return {"frame": FRAME_NAMES[type(derived)], **_fields(derived)}


def _fields(
    value: Derived | Window | Quality | ChanceLevel | WearerArousal,
) -> dict[str, object]:
    found = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Quality):
        found["verdict"] = value.verdict.value
    return found


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Window | Quality | ChanceLevel | WearerArousal):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return value
