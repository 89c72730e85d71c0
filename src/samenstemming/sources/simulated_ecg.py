"""A simulated strap's raw ECG: true beat times in, Polar data frames out.

Each beat is five bumps (P, Q, R, S, T) whose R stands exactly at the beat. The strap
samples at a rate of its own, stamps with a crystal of its own that nobody set (it
starts in 2019), and hands 73 samples at a time to a radio that delays and loses.

Source: McSharry et al. (2003), IEEE Trans Biomed Eng 50:289, for the bumps.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.events import POLAR_ECG, Event, LinkChange, Packet, Wearer
from samenstemming.series import Floats
from samenstemming.sources.hearts import Couple, beat_blocks, heart_of
from samenstemming.wire.polar_pmd import EcgFrame, encode_ecg

UNSET_NS: Final = 599_616_000_000_000_000
"""About 2019 in ns since 2000: where a strap's clock starts that was never set."""

FRAME_SAMPLES: Final = 73
"""Samples that an H10 puts into one notification."""

REACH_S: Final = 1.0
"""A beat further off than this shows nowhere."""

BUMPS: Final = (
    # when after R in s, height in µV, width in s
    (-0.170, 100.0, 0.025),
    (-0.032, -110.0, 0.010),
    (0.000, 1100.0, 0.011),
    (0.032, -220.0, 0.011),
    (0.270, 260.0, 0.050),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EcgSettings:
    """What a strap and the air do to an ECG."""

    rate_hz: float = 130.6
    drift_ppm: float = 40.0
    noise_uv: float = 15.0
    delay_s: float = 0.0
    jitter_low_s: float = 0.015
    jitter_high_s: float = 0.100
    loss: float = 0.0


def ecg_frames(
    beat_times_s: Sequence[float], settings: EcgSettings | None = None, seed: int = 0
) -> Iterator[tuple[float, EcgFrame]]:
    """Arrival in s and frame, oldest first, from the first beat to the last."""
    beats = np.asarray(beat_times_s, dtype=np.float64)
    return frames_of_blocks([beats], settings, seed, reach_s=0.0)


def frames_of_blocks(
    blocks: Iterable[Floats],
    settings: EcgSettings | None = None,
    seed: int = 0,
    *,
    reach_s: float = REACH_S,
) -> Iterator[tuple[float, EcgFrame]]:
    """The same of beats that come block by block, without end and in flat memory.

    Frames end `reach_s` before the last beat that is known: the next has a P wave.
    """
    knobs = settings or EcgSettings()
    shape, air, fate = np.random.default_rng([seed, 130]).spawn(3)
    beats: Floats = np.empty(0)
    begin_s, arrived_s, first = 0.0, -np.inf, 0
    for block in blocks:
        if not beats.size:
            begin_s = float(block[0])
        beats = np.concatenate((beats, block))
        count = int((beats[-1] - reach_s - begin_s) * knobs.rate_hz)
        while first + FRAME_SAMPLES <= count:
            t_s = begin_s + np.arange(first, first + FRAME_SAMPLES) / knobs.rate_hz
            volts = waveform_uv(t_s, beats) + shape.normal(0, knobs.noise_uv, t_s.size)
            since_s = float(t_s[-1] - begin_s) * (1 + knobs.drift_ppm * 1e-6)
            late_s = knobs.delay_s + air.uniform(
                knobs.jitter_low_s, knobs.jitter_high_s
            )
            arrived_s = max(arrived_s, float(t_s[-1]) + late_s)
            first += FRAME_SAMPLES
            if fate.random() < knobs.loss:
                continue
            yield (
                arrived_s,
                EcgFrame(
                    stamp_ns=UNSET_NS + round(since_s * 1e9),
                    microvolts=tuple(int(v) for v in np.rint(volts)),
                ),
            )
        beats = beats[beats > begin_s + first / knobs.rate_hz - REACH_S]


def ecg_events(couple: Couple, wearer: Wearer, drift_ppm: float) -> Iterator[Event]:
    """What the strap on this heart sends as ECG from session zero on, without end."""
    settings = EcgSettings(drift_ppm=drift_ppm)
    blocks = beat_blocks(heart_of(couple, wearer))
    seed = 2 * couple.seed + (wearer is Wearer.B)
    told = False
    for arrival_s, frame in frames_of_blocks(blocks, settings, seed):
        t_ns = round(arrival_s * 1e9)
        if t_ns < 0:
            continue
        yield Packet(
            t_ns=t_ns,
            wearer=wearer,
            characteristic=POLAR_ECG,
            payload=encode_ecg(frame),
        )
        if not told:
            told = True
            yield LinkChange(
                t_ns=t_ns, wearer=wearer, state="ecg", detail="streaming: simulated"
            )


def waveform_uv(t_s: Floats, beats_s: Floats) -> Floats:
    """The clean ECG at these moments, in µV, (n,)."""
    near = slice(
        int(np.searchsorted(beats_s, t_s[0] - REACH_S)),
        int(np.searchsorted(beats_s, t_s[-1] + REACH_S)),
    )
    volts = np.zeros(t_s.size)
    for after_s, height_uv, width_s in BUMPS:
        off = (t_s[:, None] - beats_s[None, near] - after_s) / width_s
        volts += height_uv * np.exp(-0.5 * off**2).sum(axis=1)
    return volts
