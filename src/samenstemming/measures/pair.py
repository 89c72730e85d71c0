"""Two heart rates on one clock, cut where one is missing, in an order of their own.

Every measure beside the deciding one starts from a `Pair`. Holes of up to `gap_s` are
filled by a straight line, so that a filter can step over a lost notification; longer
ones cut the record into stretches, and no window of any measure ever crosses a cut.

The order belongs to the data (by digest), not to who is called A. So swapping the
wearers turns lags and phases around and changes nothing else, to the last bit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from samenstemming.errors import SettingsError
from samenstemming.measures.surrogates import END_S, digest_of, iaaft, joined_ends
from samenstemming.measures.windowed import PAD_S
from samenstemming.series import Bools, Floats
from samenstemming.settings import Settings

SLOWEST_RATE_HZ = 1.0
"""Below this the high-frequency band (.4 Hz) does not exist."""

SMALLEST_VARIATION = 1e-9
"""A standard deviation below this, in the unit of the data, is no movement."""

IN_A_BATCH = 2**18
"""Samples of surrogates at a time: a day of data must fit beside a browser."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Pair:
    """Two series (n,), the stretches in which both are known, and who is first.

    `turned` is 1 where the first is A, -1 where it is B: lags and phases of the pair
    times `turned` are those of A and B.
    """

    first: Floats
    second: Floats
    rate_hz: float
    stretches: tuple[slice, ...]
    turned: int
    settings: Settings
    withheld: str | None

    @cached_property
    def slow(self) -> tuple[Floats, Floats]:
        """Both without what is slower than the band of interest, (n,) each.

        Drift makes a record's two ends differ, and a Fourier transform reads that as
        rhythm: high-passed without phase, each segment by itself, zero outside.
        """
        return self._high_passed(self.first), self._high_passed(self.second)

    @cached_property
    def segments(self) -> tuple[slice, ...]:
        """The stretches, each a few samples shorter at most.

        A Fourier transform of a prime number of samples takes four times as long.
        """
        from scipy.fft import prev_fast_len

        return tuple(
            slice(s.start, s.start + int(prev_fast_len(s.stop - s.start, real=True)))
            for s in self.stretches
        )

    @property
    def known_s(self) -> float:
        """How long both are known, in seconds."""
        samples = sum(s.stop - s.start for s in self.stretches)
        return float(samples / self.rate_hz)

    def of_wearers(self) -> tuple[Floats, Floats]:
        """The series as A's and B's."""
        return (
            (self.first, self.second) if self.turned > 0 else (self.second, self.first)
        )

    def too_little(self, needed_s: float) -> str:
        """Why less than so many seconds are known: a short record, or its holes."""
        short = self.first.size / self.rate_hz < needed_s
        return "window_too_short" if short else "poor_coverage"

    def surrogates(self, n: int, seed: int) -> Iterator[tuple[Floats, Floats]]:
        """Batches of IAAFT surrogates of both `slow` series, (s, n) each; n in all."""
        rng = np.random.default_rng([seed, *map(digest_of, self.slow)])
        batch = max(1, min(64, IN_A_BATCH // max(1, self.first.size)))
        for at in range(0, n, batch):
            size = min(batch, n - at)
            a, b = (
                self._surrogates_of(side, size, rng)
                for side in (self.first, self.second)
            )
            yield a, b

    def _surrogates_of(
        self, values: Floats, n: int, rng: np.random.Generator
    ) -> Floats:
        """Of the record as it is, then high-passed as the record was."""
        made = np.zeros((n, values.size))
        ends = round(END_S * self.rate_hz)
        for segment in self.segments:
            made[:, segment] = iaaft(joined_ends(values[segment], ends), n, rng)
        return self._high_passed(made)

    def _high_passed(self, values: Floats) -> Floats:
        from scipy.signal import butter, detrend, sosfiltfilt

        sos = butter(
            2, self.settings.band_low_hz, "highpass", fs=self.rate_hz, output="sos"
        )
        slow = np.zeros(values.shape)
        for segment in self.segments:
            piece = detrend(values[..., segment], axis=-1)
            pad = min(piece.shape[-1] - 1, round(PAD_S * self.rate_hz))
            slow[..., segment] = sosfiltfilt(sos, piece, axis=-1, padlen=pad)
        return slow


def pair_of(
    hr_a: Floats,
    hr_b: Floats,
    rate_hz: float,
    *,
    known_a: Bools | None = None,
    known_b: Bools | None = None,
    settings: Settings | None = None,
) -> Pair:
    """The pair of two heart rates (n,), evenly sampled at `rate_hz`, on one clock.

    SettingsError where they are not of one length, or too coarse to hold a rhythm.
    """
    settings = settings or Settings()
    a, b = np.asarray(hr_a, np.float64), np.asarray(hr_b, np.float64)
    if a.ndim != 1 or a.shape != b.shape:
        msg = (
            f"The two series have {a.shape} and {b.shape} samples. Put them on one "
            "clock and one rate first, from the same moment on."
        )
        raise SettingsError(msg)
    if not rate_hz >= SLOWEST_RATE_HZ:
        msg = (
            f"A rate of {rate_hz:g} Hz cannot hold the rhythms up to .4 Hz. "
            "Resample to 2 Hz or more."
        )
        raise SettingsError(msg)
    bridge = round(settings.gap_s * rate_hz)
    filled = []
    both = np.ones(a.size, np.bool_)
    for values, known in ((a, known_a), (b, known_b)):
        real = np.isfinite(values)
        if known is not None:
            real &= known
        whole, closed = bridged(values, real, bridge)
        both &= closed
        filled.append(whole)
    swapped = digest_of(filled[0]) > digest_of(filled[1])
    shortest = round(settings.whole_window_s * rate_hz)
    stretches = tuple(s for s in _stretches(both) if s.stop - s.start >= shortest)
    return Pair(
        first=filled[swapped],
        second=filled[not swapped],
        rate_hz=rate_hz,
        stretches=stretches,
        turned=-1 if swapped else 1,
        settings=settings,
        withheld=_why_nothing(filled, stretches, a.size, shortest),
    )


def _why_nothing(
    filled: list[Floats], stretches: tuple[slice, ...], n: int, shortest: int
) -> str | None:
    if not stretches:
        return "window_too_short" if n < shortest else "poor_coverage"
    still = any(
        np.std(values[s]) < SMALLEST_VARIATION for values in filled for s in stretches
    )
    return "no_variation" if still else None


def bridged(values: Floats, known: Bools, bridge: int) -> tuple[Floats, Bools]:
    """Values with a straight line over holes of up to `bridge` samples, and where.

    Both are (n,): zero and False where nothing is known, not even from both sides.
    """
    closed = known.copy()
    for before, after in pairwise(np.flatnonzero(known).tolist()):
        if 1 < after - before <= bridge + 1:
            closed[before:after] = True
    return _filled(values, known, closed), closed


def _filled(values: Floats, real: Bools, closed: Bools) -> Floats:
    """Values with a straight line over closed holes, zero where nothing is known."""
    filled = np.where(real, values, 0.0)
    holes = closed & ~real
    if holes.any():
        at = np.flatnonzero(real)
        filled[holes] = np.interp(np.flatnonzero(holes), at, values[at])
    return filled


def _stretches(known: Bools) -> list[slice]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], known.view(np.int8), [0]))))
    return [slice(a, b) for a, b in edges.reshape(-1, 2).tolist()]
