"""A press is heard once, by its callback or where the component is drawn."""

from typing import Any

from dashboards.components.heard import heard, missed

PRESS = {"what": "stop", "at": 1_000}


def test_what_the_callback_heard_is_not_heard_again_where_it_is_drawn() -> None:
    state: dict[str, Any] = {"couple": {"press": PRESS}}
    assert heard(state, "couple", "press") == PRESS
    for _ in range(2):  # a run that was interrupted is drawn again with the same press
        assert missed(state, "couple", "press", {"press": PRESS}) is None


def test_what_no_callback_could_hear_is_heard_once_where_it_is_drawn() -> None:
    state: dict[str, Any] = {}
    assert heard(state, "couple", "press") is None
    assert missed(state, "couple", "press", {"press": PRESS}) == PRESS
    assert missed(state, "couple", "press", {"press": PRESS}) is None
    again = {**PRESS, "at": 2_000}
    assert missed(state, "couple", "press", {"press": again}) == again


def test_nothing_that_was_asked_is_nothing() -> None:
    state: dict[str, Any] = {"couple": {"press": None}}
    assert heard(state, "couple", "press") is None
    assert missed(state, "couple", "press", {"press": None}) is None
    assert missed(state, "couple", "press", {}) is None
    assert missed(state, "couple", "press", {"press": "markup"}) is None
