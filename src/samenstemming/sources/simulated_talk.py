"""A synthetic couple that takes turns: hearts that rise while their wearer talks.

For tests and benchmarks of whatever reads steps and turns. The hearts are those of
`hearts.py`; on top come a talk effect (talking raises a heart by 5-10 bpm,
conversation.md 0.4) and bumps (a fright, a cough, a quarrel). Beats are written with
their own times, as an import would: straps and radio are tested elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.events import Event, Marker, Recording, Wearer
from samenstemming.series import Floats
from samenstemming.sources.hearts import SLOWEST_BPM, Couple, heart_of
from samenstemming.sources.importers import from_rr

TALK_BPM: Final = 8.0

_GRID_HZ: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptStep:
    """A step of the talk; `data` goes into its marker as an exercise would give it."""

    id: str
    seconds: float
    speaker: str | None = None
    data: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bump:
    """So many bpm more from `start_s` for `seconds`, with straight edges."""

    wearer: Wearer
    start_s: float
    seconds: float
    bpm: float


ARRIVING: Final = (
    ScriptStep(
        id="quiet_rest",
        seconds=180,
        speaker="none",
        data={
            "measure": {"baseline": "rest", "discard_first_s": 60, "min_clean_s": 90}
        },
    ),
    *(
        ScriptStep(
            id=f"ordinary_talk_{speaker}",
            seconds=60,
            speaker=speaker,
            data={"measure": {"baseline": "talk", "discard_first_s": 10}},
        )
        for speaker in ("a", "b")
    ),
)
"""The baselines of the first exercise: rest, then ordinary talk of each."""


def turns(n: int, seconds: float, *, first: str = "a") -> tuple[ScriptStep, ...]:
    """So many turns, each of so many seconds, one after the other."""
    other = "b" if first == "a" else "a"
    return tuple(
        ScriptStep(
            id=f"turn_{k + 1}", seconds=seconds, speaker=first if k % 2 == 0 else other
        )
        for k in range(n)
    )


def simulate_talk(
    script: Sequence[ScriptStep],
    *,
    coupling: float = 0.0,
    lag_s: float = 0.0,
    anti_phase: bool = False,
    seed: int = 0,
    talk_bpm: float = TALK_BPM,
    talk_rise_s: float = 0.0,
    bumps: Sequence[Bump] = (),
    steady_bpm: float | None = None,
    marked: bool = True,
    starts_s: float = 0.0,
) -> Recording:
    """A recording of this script. `talk_bpm` is added while a wearer speaks.

    `steady_bpm`: hearts without any rhythm of their own, for noiseless cases. Without
    `marked` the same hearts come without a marker. The script begins at `starts_s`.
    """
    couple = Couple(coupling=coupling, lag_s=lag_s, anti_phase=anti_phase, seed=seed)
    ends_s = starts_s + sum(step.seconds for step in script)
    t_s = np.arange(round((ends_s + 1) * _GRID_HZ) + 1) / _GRID_HZ
    intervals = {}
    for wearer in Wearer:
        rate = (
            heart_of(couple, wearer).rate_bpm(t_s)
            if steady_bpm is None
            else np.full(t_s.size, steady_bpm)
        )
        rate = rate + talk_bpm * _eased(
            _speaks(script, wearer, starts_s, t_s), talk_rise_s
        )
        for bump in bumps:
            if bump.wearer is wearer:
                inside = (t_s >= bump.start_s) & (t_s < bump.start_s + bump.seconds)
                rate = rate + bump.bpm * inside
        beats_s = _beats(np.maximum(rate, SLOWEST_BPM), t_s)
        intervals[wearer] = np.diff(beats_s, prepend=0.0) * 1000
    recorded = from_rr(intervals[Wearer.A].tolist(), intervals[Wearer.B].tolist())
    events: list[Event] = list(recorded.events())
    if marked:
        events = sorted([*events, *_markers(script, starts_s)], key=lambda e: e.t_ns)
    return Recording.of(events, meta={**recorded.meta, "simulated": True})


def _speaks(
    script: Sequence[ScriptStep], wearer: Wearer, starts_s: float, t_s: Floats
) -> Floats:
    speaks = np.zeros(t_s.size)
    at_s = starts_s
    for step in script:
        if step.speaker in (wearer.value, "both"):
            speaks[(t_s >= at_s) & (t_s < at_s + step.seconds)] = 1.0
        at_s += step.seconds
    return speaks


def _eased(speaks: Floats, rise_s: float) -> Floats:
    """The same course with a first-order rise of so many seconds."""
    if not rise_s:
        return speaks
    from scipy.signal import lfilter

    keep = float(np.exp(-1 / (rise_s * _GRID_HZ)))
    eased: Floats = lfilter([1 - keep], [1, -keep], speaks)
    return eased


def _beats(rate_bpm: Floats, t_s: Floats) -> Floats:
    """Beat times: where the integral of the rate crosses whole numbers."""
    grown = np.cumsum((rate_bpm[1:] + rate_bpm[:-1]) / 120) / _GRID_HZ
    cycles = np.concatenate(([0.0], grown))
    whole = np.arange(1, np.floor(cycles[-1]) + 1)
    beats_s: Floats = np.interp(whole, cycles, t_s)
    return beats_s


def _markers(script: Sequence[ScriptStep], starts_s: float) -> list[Marker]:
    made = []
    at_s = starts_s
    for step in script:
        data: dict[str, object] = {"id": step.id, "speaker": step.speaker}
        made.append(
            Marker(
                t_ns=round(at_s * 1e9),
                name="step_begin",
                data={**data, **(step.data or {})},
            )
        )
        at_s += step.seconds
    made.append(Marker(t_ns=round(at_s * 1e9), name="step_end"))
    return made
