"""Two hearts that share a known part of their arousal.

Each heart rate is a mean with four rhythms on it: breathing (RSA), Mayer waves near
0.1 Hz, a very slow wander, and arousal between 0.005 and 0.05 Hz. Arousal is
sqrt(1-c) of one's own and sqrt(c) of what both share, so that the arousal of the two
correlates by c; B gets the shared part `lag_s` later (positive: B follows A), and
upside down when they move in opposite directions. Beats are where the integral of
the heart rate crosses whole numbers (integral pulse frequency modulation).

Every rhythm is a sum of sines drawn once from the seed. Hence the heart rate at any
moment is a formula, not a buffer: a session can run for days in flat memory, a lag
is exact, and each rhythm keeps its share in every stretch of time.

Amplitudes and bands: the generator of this project's power study (docs/signals.md
says what was found with it); mean rates of seated adults.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.series import Floats

RSA_SD_BPM: Final = 2.0
MAYER_SD_BPM: Final = 1.5
VERY_SLOW_SD_BPM: Final = 1.5
AROUSAL_SD_BPM: Final = 3.0

BREATHING_HZ: Final = (0.235, 0.265)
"""Each person's own mean rate lies in here: two people who breathe at one rate on
average would be locked in the HF band, however little they share."""

BREATHING_WANDER_HZ: Final = 0.015
"""Around the own rate, so that breathing stays between 0.22 and 0.28 Hz."""

SLOWEST_BPM: Final = 40.0
"""No sum of rhythms takes a heart below this."""

WARM_UP_S: Final = 20.0
"""The hearts beat this long before time zero, so the first packet has RR."""

BLOCK_S: Final = 60.0

_INTEGRAL_HZ: Final = 20
"""The heart rate is integrated on this grid."""

_SLOW_HZ: Final = 4
"""Rhythms below 0.13 Hz are computed on this grid and joined by straight lines."""

_SHARED, _OWN_A, _OWN_B = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """What two simulated hearts have in common, and the seed of everything else."""

    coupling: float = 0.75
    lag_s: float = 0.0
    anti_phase: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.coupling <= 1:
            msg = f"A coupling lies between 0 and 1; {self.coupling:g} was given."
            raise SettingsError(msg)
        if not abs(self.lag_s) <= 60:
            msg = f"A lag lies between -60 and 60 s; {self.lag_s:g} was given."
            raise SettingsError(msg)
        if self.seed < 0:
            msg = f"A seed is a whole number from 0 on; {self.seed} was given."
            raise SettingsError(msg)

    @property
    def sign(self) -> int:
        """+1 where the shared arousal moves both the same way, -1 where opposite."""
        return -1 if self.anti_phase else 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Waves:
    """A sum of sines: frequencies, amplitudes and phases are all (k,)."""

    frequency_hz: Floats
    amplitude: Floats
    phase: Floats

    def at(self, t_s: Floats) -> Floats:
        """The sum at these times, (n,), in the unit of the amplitudes."""
        angle = 2 * np.pi * np.outer(t_s, self.frequency_hz) + self.phase
        total: Floats = (np.sin(angle) * self.amplitude).sum(axis=1)
        return total


def pink_waves(
    rng: np.random.Generator, *, low_hz: float, high_hz: float, sd: float, count: int
) -> Waves:
    """Waves with power 1/f between two frequencies: one sine in each equal ratio."""
    edges = np.linspace(np.log(low_hz), np.log(high_hz), count + 1)
    return _waves(rng, np.exp(rng.uniform(edges[:-1], edges[1:])), sd)


def flat_waves(
    rng: np.random.Generator, *, low_hz: float, high_hz: float, sd: float, count: int
) -> Waves:
    """Waves with even power between two frequencies: one sine in each equal step."""
    edges = np.linspace(low_hz, high_hz, count + 1)
    return _waves(rng, rng.uniform(edges[:-1], edges[1:]), sd)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heart:
    """The heart rate of one wearer as a formula of time."""

    mean_bpm: float
    own: Waves
    shared: Waves
    own_share: float
    shared_share: float
    shared_later_s: float
    mayer: Waves
    very_slow: Waves
    breath_hz: float
    breath_drift: Waves
    breath_depth: Waves
    breath_phase: float
    first_phase: float

    def arousal_bpm(self, t_s: Floats) -> Floats:
        """What arousal adds to the heart rate at these times, in bpm."""
        mine = self.own_share * self.own.at(t_s)
        ours = self.shared_share * self.shared.at(t_s - self.shared_later_s)
        return mine + ours

    def rate_bpm(self, t_s: Floats) -> Floats:
        """The heart rate at these evenly rising times, in bpm."""
        step_s = 1 / _SLOW_HZ
        coarse_s = np.arange(t_s[0], t_s[-1] + 2 * step_s, step_s)
        slow = (
            self.arousal_bpm(coarse_s)
            + self.mayer.at(coarse_s)
            + self.very_slow.at(coarse_s)
        )
        drift = self.breath_drift.at(coarse_s)
        depth = 1 + self.breath_depth.at(coarse_s)
        angle = 2 * np.pi * self.breath_hz * t_s + self.breath_phase
        angle += np.interp(t_s, coarse_s, drift)
        breathing = np.sin(angle) * np.interp(t_s, coarse_s, depth)
        rate: Floats = (
            self.mean_bpm
            + np.interp(t_s, coarse_s, slow)
            + np.sqrt(2) * RSA_SD_BPM * breathing
        )
        return np.maximum(rate, SLOWEST_BPM)


def heart_of(couple: Couple, wearer: Wearer) -> Heart:
    """The heart of one of this couple; it does not depend on the other being asked."""
    shared = _arousal(np.random.default_rng([couple.seed, _SHARED]))
    stream = _OWN_A if wearer is Wearer.A else _OWN_B
    rng = np.random.default_rng([couple.seed, stream])
    follows = wearer is Wearer.B
    drift = pink_waves(rng, low_hz=0.001, high_hz=0.05, sd=1.0, count=10)
    # Each sine adds amplitude * frequency * cos to the breathing frequency: dealt out
    # evenly, all of them together reach the wander and never more.
    each_hz = BREATHING_WANDER_HZ / drift.frequency_hz.size
    return Heart(
        mean_bpm=float(rng.uniform(64, 80)),
        own=_arousal(rng),
        shared=shared,
        own_share=float(np.sqrt(1 - couple.coupling)),
        shared_share=float(np.sqrt(couple.coupling)) * (couple.sign if follows else 1),
        shared_later_s=couple.lag_s if follows else 0.0,
        mayer=flat_waves(rng, low_hz=0.07, high_hz=0.13, sd=MAYER_SD_BPM, count=24),
        very_slow=pink_waves(
            rng, low_hz=0.002, high_hz=0.04, sd=VERY_SLOW_SD_BPM, count=32
        ),
        breath_hz=float(rng.uniform(*BREATHING_HZ)),
        breath_drift=Waves(
            frequency_hz=drift.frequency_hz,
            amplitude=each_hz / drift.frequency_hz,
            phase=drift.phase,
        ),
        breath_depth=flat_waves(rng, low_hz=0.01, high_hz=0.05, sd=0.3, count=8),
        breath_phase=float(rng.uniform(0, 2 * np.pi)),
        first_phase=float(rng.uniform(0, 1)),
    )


def beat_blocks(heart: Heart) -> Iterator[Floats]:
    """The times of all beats in seconds, a minute at a time, without end.

    The first block begins at -WARM_UP_S; block n ends at (n + 1) * BLOCK_S later.
    """
    steps = int(BLOCK_S * _INTEGRAL_HZ)
    phase = heart.first_phase
    at = 0
    while True:
        t_s = np.arange(at, at + steps + 1) / _INTEGRAL_HZ - WARM_UP_S
        rate_hz = heart.rate_bpm(t_s) / 60
        grown = np.cumsum((rate_hz[1:] + rate_hz[:-1]) / 2) / _INTEGRAL_HZ
        cycles = np.concatenate(([phase], phase + grown))
        whole = np.arange(1, np.floor(cycles[-1]) + 1)
        beats_s: Floats = np.interp(whole, cycles, t_s)
        yield beats_s
        phase = float(cycles[-1] % 1)
        at += steps


def _arousal(rng: np.random.Generator) -> Waves:
    return pink_waves(rng, low_hz=0.005, high_hz=0.05, sd=AROUSAL_SD_BPM, count=48)


def _waves(rng: np.random.Generator, frequency_hz: Floats, sd: float) -> Waves:
    count = frequency_hz.size
    return Waves(
        frequency_hz=frequency_hz,
        amplitude=np.full(count, sd * np.sqrt(2 / count)),
        phase=rng.uniform(0, 2 * np.pi, count),
    )
