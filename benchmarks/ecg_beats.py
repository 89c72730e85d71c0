"""What a strap's ECG gives, through the whole collector and a simulated radio.

Two simulated hearts, their straps on the simulated BlueZ, bleak's own Linux backend, a
recording, and what `locate` makes of it, against the hearts themselves. A faster
session makes the host's own lateness longer by as much.

    python -m benchmarks.ecg_beats --minutes 3 --speed 1 --seeds 1 2
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import samenstemming as sam
from samenstemming.events import POLAR_ECG, Event, Packet, Wearer
from samenstemming.rhythm.beats import locate
from samenstemming.rhythm.ecg_merge import RrDelay
from samenstemming.series import Beat, Floats, Origin
from samenstemming.session.collector import Collector
from samenstemming.session.plan import Plan
from samenstemming.session.straps import COUPLING, RR_DELAY_S, parse_straps
from samenstemming.sources.hearts import Couple, beat_blocks, heart_of


@dataclass(frozen=True, kw_only=True)
class Found:
    """One wearer: how far off beats were, in ms, from ECG and from RR alone.

    `bias_ms` is the median error: the least delay of the radio, 15 ms here, is in it.
    `off_ms` (n,) is what is left of each beat's error without it, its size.
    """

    n_true: int
    bias_ms: float
    off_ms: Floats
    rr_bias_ms: float
    rr_off_ms: Floats
    ecg_share: float
    delay: RrDelay | None

    def line(self) -> str:
        """All of it, in ms."""
        late = "-" if self.delay is None else f"{self.delay.delay_s * 1000:.0f}"
        return (
            f"ECG {_spread(self.bias_ms, self.off_ms)}; "
            f"RR alone {_spread(self.rr_bias_ms, self.rr_off_ms)}; "
            f"{self.ecg_share:.1%} from ECG; RR late by {late} ms "
            f"(true {RR_DELAY_S * 1000:.0f})"
        )


def _spread(bias_ms: float, off_ms: Floats) -> str:
    median, p95 = np.quantile(off_ms, (0.5, 0.95))
    return f"{bias_ms:+.0f} ± {median:.1f} (p95 {p95:.1f}, most {off_ms.max():.0f}) ms"


def run(path: Path, *, minutes: float, speed: float, seed: int) -> dict[Wearer, Found]:
    """Record so many minutes, and look at the beats of each wearer."""
    strap = f"simulated-radio:{seed}"
    plan = Plan(
        path=path,
        straps=parse_straps(strap, strap),
        minutes=minutes,
        speed=speed,
        ecg=True,
    )
    asyncio.run(Collector(plan).run())
    events = sam.open_recording(path).events()
    both, told = locate(events), locate(e for e in events if not _is_ecg(e))
    couple = Couple(coupling=COUPLING, lag_s=0.0, anti_phase=False, seed=seed)
    found = {}
    for wearer in Wearer:
        truth_s = _true_beats(couple, wearer, minutes * 60)
        beats = both.beats[wearer]
        ecg = [beat for beat in beats if beat.origin is Origin.ECG]
        bias_ms, off_ms = _errors(ecg, truth_s, 0.0)
        rr_bias_ms, rr_off_ms = _errors(told.beats[wearer], truth_s, RR_DELAY_S)
        found[wearer] = Found(
            n_true=truth_s.size,
            bias_ms=bias_ms,
            off_ms=off_ms,
            rr_bias_ms=rr_bias_ms,
            rr_off_ms=rr_off_ms,
            ecg_share=len(ecg) / len(beats),
            delay=both.delays.get(wearer),
        )
    return found


def _is_ecg(event: Event) -> bool:
    return isinstance(event, Packet) and event.characteristic == POLAR_ECG


def _true_beats(couple: Couple, wearer: Wearer, until_s: float) -> Floats:
    beats: list[float] = []
    for block in beat_blocks(heart_of(couple, wearer)):
        beats += block.tolist()
        if beats[-1] > until_s + 5:
            break
    return np.array([beat for beat in beats if 0 <= beat <= until_s])


def _errors(
    beats: Sequence[Beat], truth_s: Floats, late_s: float
) -> tuple[float, Floats]:
    """The median error, and what each is off beside it, in ms; `late_s` is expected."""
    at = np.array([beat.t_s for beat in beats])
    own = np.abs(at[:, None] - late_s - truth_s).argmin(axis=1)
    errors_ms = (at - truth_s[own]) * 1000
    bias_ms = float(np.median(errors_ms))
    off_ms: Floats = np.abs(errors_ms - bias_ms)
    return bias_ms, off_ms


def main() -> None:
    """Print a line for each wearer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for seed in arguments.seeds:
            found = run(
                Path(folder) / f"{seed}.samen",
                minutes=arguments.minutes,
                speed=arguments.speed,
                seed=seed,
            )
            for wearer, one in found.items():
                print(f"seed {seed} {wearer}: {one.line()}", flush=True)


if __name__ == "__main__":
    main()
