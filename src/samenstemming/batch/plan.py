"""What a batch was asked for: one value that every task carries, and its seeds.

The seed of a pair follows from the study and the two dyads, never from the order in
which tasks run, how many workers there are, or what else lies in the folder.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Final

from samenstemming._version import __version__
from samenstemming.errors import BatchError
from samenstemming.settings import Settings

FORMAT: Final = 1
"""Of the tables: another one makes another run."""

TILE: Final = 50
"""Recordings along each side of a tile of pairs: seconds and megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One run over one folder with one setting of the parameter grid."""

    folder: str
    output: str
    pairs: str = "real"
    surrogates: int = 999
    seed: int = 0
    name: str = "default"
    settings: Settings = field(default_factory=Settings)
    tile: int = TILE
    version: str = __version__

    def agree(self) -> None:
        """BatchError where a worker runs another version than who handed out tasks."""
        if self.version != __version__:
            msg = (
                f"A worker runs version {__version__} and the batch {self.version}: "
                "their figures must not be mixed. Install one version everywhere."
            )
            raise BatchError(msg)

    def digest(self) -> str:
        """SHA-256 of all that numbers depend on, 16 hex digits."""
        return _sha(self.about())[:16]

    def about(self) -> dict[str, object]:
        """The same as JSON values; `pairs` only adds tiles and is not among them."""
        return {
            "format": FORMAT,
            "version": self.version,
            "surrogates": self.surrogates,
            "seed": self.seed,
            "tile": self.tile,
            "settings": asdict(self.settings),
        }


def seed_of(seed: int, study: str, first: str, second: str) -> int:
    """The seed of this pair, 0 to 2^63."""
    return int(_sha([seed, study, first, second])[:16], 16) >> 1


def key_of(*parts: object) -> str:
    """A name for what was made of these parts, 20 hex digits."""
    return _sha(parts)[:20]


def _sha(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
