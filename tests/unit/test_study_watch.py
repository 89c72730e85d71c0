"""A page that watches work also sees what ended while the page was drawn."""

from collections.abc import Callable

import pytest

from dashboards.screens import study_parts


class Room:
    """A room in which nothing goes on any more."""

    def busy(self) -> bool:
        return False

    def running(self) -> None:
        return None

    def job(self, _kind: str) -> None:
        return None


@pytest.mark.parametrize(("before", "looks"), [("still at it", True), (None, False)])
def test_work_that_ended_while_the_page_was_drawn_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch, before: object, *, looks: bool
) -> None:
    monkeypatch.setattr(study_parts, "study_room", Room)
    looked: list[object] = []

    def fragment(
        _look: Callable[[object], None], **_options: object
    ) -> Callable[[object], None]:
        return looked.append

    monkeypatch.setattr("streamlit.fragment", fragment)
    stood = study_parts.standing() if before is None else before
    study_parts.watch(stood)
    assert bool(looked) is looks
