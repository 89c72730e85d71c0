"""Who spoke, on the grid of a record: what talk explains, and where it says nothing.

Talk raises a heart by 5-10 bpm, and people take turns, so two strangers who talk look
anti-phase: at +8 bpm nine windows in ten around a change of speaker have r <= -.4
(conversation.md 3.2). Two things are done about it.

*What talk explains is taken out.* Both heart rates are fitted, inside the band that is
looked at, by who speaks, at once and rising over `turn_rise_s`, and the fit is taken
off. Surrogates are fitted in the same way, so the null knows about the fit. A level
from the first exercise is not used here: one minute of ordinary talk is a rougher guess
than all the turns together, and the fit contains it.

*Around a change of speaker nothing is read*, `turn_guard_s` to both sides; nor where
the speaker is not known, nor where both were asked to talk: their turns are unmarked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.events import Wearer
from samenstemming.measures.speech import Turn
from samenstemming.measures.windowed import band_passed
from samenstemming.series import Bools, Floats, Ints
from samenstemming.settings import Settings

UNKNOWN_ROLE: Final = -1

SMALLEST_SHARE: Final = 1e-3
"""A direction this much weaker than the strongest says nothing of its own."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Roles:
    """Turns on a grid: `role` and `usable` are (n,), `effects` (k, n).

    Roles are numbered in order of their first turn, so that nothing depends on who is
    called A; -1 where it is not known who spoke, or both did.
    """

    role: Ints
    usable: Bools
    effects: Floats

    def fitted(
        self, hr: Floats, segments: list[slice], rate_hz: float, settings: Settings
    ) -> tuple[Floats, Floats]:
        """What talk can explain within the band, and the heart rate without its talk.

        The first is orthonormal (n, k); the second (n,) is the whole heart rate less
        the effects as the band's fit weighs them.
        """
        shapes = np.stack(
            [band_passed(e, segments, rate_hz, settings) for e in self.effects], axis=1
        )
        u, sizes, turned = np.linalg.svd(shapes, full_matrices=False)
        kept = sizes > max(1e-9, SMALLEST_SHARE * sizes[0])
        basis: Floats = u[:, kept]
        slow = band_passed(hr, segments, rate_hz, settings)
        weights = turned[kept].T @ ((basis.T @ slow) / sizes[kept])
        return basis, hr - weights @ self.effects


def without(basis: Floats, series: Floats) -> Floats:
    """Series (..., n) without what the basis (n, k) explains of them."""
    rest: Floats = series - (series @ basis) @ basis.T
    return rest


def roles_of(
    turns: Sequence[Turn], n_samples: int, rate_hz: float, settings: Settings
) -> Roles | None:
    """The roles of a record, sample k at k / rate_hz; None without a marked turn.

    A turn is marked where one of the two speaks; that nobody was to speak is known as
    well, but is no turn.
    """
    if not any(len(turn.speakers) == 1 for turn in turns):
        return None
    t_s = np.arange(n_samples) / rate_hz
    role = np.full(n_samples, UNKNOWN_ROLE, np.int64)
    numbers: dict[frozenset[Wearer], int] = {}
    usable = np.zeros(n_samples, np.bool_)
    speaks: dict[Wearer, Floats] = {}
    guard_s = settings.turn_guard_s
    ends_s = n_samples / rate_hz
    for turn in turns:
        inside = (t_s >= turn.start_s) & (t_s < turn.end_s)
        for wearer in sorted(turn.speakers, key=lambda w: (w not in speaks, w)):
            speaks.setdefault(wearer, np.zeros(n_samples))[inside] = 1.0
        if len(turn.speakers) > 1:
            continue
        role[inside] = numbers.setdefault(turn.speakers, len(numbers))
        # The record's own ends are no change of speaker.
        from_s = turn.start_s + (guard_s if turn.start_s > 0 else 0.0)
        to_s = turn.end_s - (guard_s if turn.end_s < ends_s else 0.0)
        usable |= (t_s >= from_s) & (t_s < to_s)
    effects = [
        course
        for spoken in speaks.values()
        for course in (spoken, _eased(spoken, settings.turn_rise_s * rate_hz))
    ]
    return Roles(role=role, usable=usable, effects=np.stack(effects))


def _eased(spoken: Floats, samples: float) -> Floats:
    """The same course with a first-order rise over so many samples."""
    from scipy.signal import lfilter

    keep = float(np.exp(-1 / max(samples, 1e-9)))
    eased: Floats = lfilter([1 - keep], [1, -keep], spoken)
    return eased
