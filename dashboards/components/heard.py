"""What a component asked for, also where Streamlit has forgotten how to tell it.

A callback reads `st.session_state[key]`. Where the page before is still ending its run
while this one has begun (seen on a computer that had too much to do), Streamlit throws
away what it kept of this page's component. The callbacks of every press after it then
found nothing and raised, so nothing was drawn anew, and it stayed so: presses on
"stop" were lost for good. What was asked for still comes back from mounting the
component, so whoever draws it looks there for what the callback did not hear.

Every request carries something that no other one has (a time, a number).
"""

from collections.abc import Mapping
from typing import Any, Protocol


class State(Protocol):
    """What a page remembers of one visit: Streamlit's session state, or a dict."""

    def get(self, key: str, /) -> Any:
        """What is kept, or None."""

    def __setitem__(self, key: str, value: Any, /) -> None:
        """Keep it."""


def heard(state: State, key: str, event: str) -> dict[str, Any] | None:
    """In a callback: what was asked for; None where nothing, or nothing is kept."""
    kept: Mapping[str, Any] | None = state.get(key)
    return None if kept is None else _noted(state, key, event, kept)


def missed(
    state: State, key: str, event: str, mounted: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Where it is drawn: what was asked for and no callback has heard; else None."""
    if mounted.get(event) == state.get(_name(key, event)):
        return None
    return _noted(state, key, event, mounted)


def _noted(
    state: State, key: str, event: str, kept: Mapping[str, Any]
) -> dict[str, Any] | None:
    asked = kept.get(event)
    if not isinstance(asked, dict):
        return None
    state[_name(key, event)] = asked
    return asked


def _name(key: str, event: str) -> str:
    return f"{key}_heard_{event}"
