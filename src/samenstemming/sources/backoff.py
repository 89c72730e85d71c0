"""How long to wait between two attempts: 0.5, 1, 2, 5, 5, … seconds, without end.

A strap that was put on again should be back at once; one that stays away must not
keep the radio busy, which the other strap needs.
"""

from typing import Final

DELAYS_S: Final = (0.5, 1.0, 2.0, 5.0)


class Backoff:
    """Waits that grow with every attempt, until something worked."""

    def __init__(self, delays_s: tuple[float, ...] = DELAYS_S) -> None:
        self._delays_s = delays_s
        self._failures = 0

    def next_s(self) -> float:
        """How long to wait now, in seconds."""
        delay_s = self._delays_s[min(self._failures, len(self._delays_s) - 1)]
        self._failures += 1
        return delay_s

    def worked(self) -> None:
        """Begin with the shortest wait again."""
        self._failures = 0
