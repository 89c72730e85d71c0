"""What a recording has trouble with now: said once, shown for as long as it lasts."""

from collections.abc import Callable
from typing import Final

WRITING_AGAIN: Final = "writing_again"

OVER_WHEN_WRITING_AGAIN: Final = ("disk_full", "write_failed", "file_lost")
"""The writer's codes that its `writing_again` takes back."""


class Problems:
    """Codes and sentences. `tell` hears each that is new."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._now: dict[str, str] = {}

    @property
    def sentences(self) -> str:
        """All of it, as text."""
        return " ".join(self._now.values())

    def take(self, code: str, sentence: str) -> None:
        """A problem has come up, or one is over."""
        if code not in self._now:
            self._tell(sentence)
        if code == WRITING_AGAIN:
            for over in (*OVER_WHEN_WRITING_AGAIN, code):
                self._now.pop(over, None)
        else:
            self._now[code] = sentence

    def to_json(self) -> list[dict[str, str]]:
        """For a status: a disk that is full is not called almost full as well."""
        return [
            {"code": code, "sentence": sentence}
            for code, sentence in self._now.items()
            if code != "disk_low" or "disk_full" not in self._now
        ]
