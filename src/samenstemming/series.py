"""The values that flow: beats, series, windows, frames and their quality.

Units are always in the name. Unknown is None with a reason beside it, never 0 and
never NaN. Arrays are float64 and read-only once they are in one of these types.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from samenstemming.events import Wearer

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Flags = npt.NDArray[np.int8]
Ints = npt.NDArray[np.int64]

NOTHING_WITHHELD: Final[Mapping[str, str]] = MappingProxyType({})


class Origin(StrEnum):
    """Where a beat was seen."""

    RR = "rr"
    ECG = "ecg"


class Flag(IntEnum):
    """What artefact handling made of a beat."""

    NORMAL = 0
    ECTOPIC = 1
    MISSED = 2
    EXTRA = 3
    IMPLAUSIBLE = 4
    MANUAL = 5
    """A person made this interval (`beat_edits`)."""


class Verdict(StrEnum):
    """How far a window may be trusted."""

    GOOD = "good"
    FAIR = "fair"
    UNUSABLE = "unusable"


class Rhythm(StrEnum):
    """Whether the beats allow variability to be read as the heart's own."""

    REGULAR = "regular"
    IRREGULAR = "irregular"
    UNKNOWN = "unknown"


class Word(StrEnum):
    """The three words of live synchrony."""

    TOGETHER = "together"
    OPPOSITE = "opposite"
    CANT_TELL = "can't tell"


class ArousalState(StrEnum):
    """One wearer's level against the own baseline."""

    UNKNOWN = "unknown"
    CALM = "calm"
    BUSY = "busy"
    HIGH = "high"
    SETTLING = "settling"


class JointState(StrEnum):
    """The level of the two together; never whose it is."""

    UNKNOWN = "unknown"
    CALM = "calm"
    BUSIER = "busier"
    RISING_TOGETHER = "rising_together"
    SETTLING_TOGETHER = "settling_together"


class Lead(StrEnum):
    """Who leads, where that may be said at all."""

    A = "a"
    B = "b"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One heartbeat: `t_s` is the R-peak that ends `rr_ms`.

    `t_sd_s` is a standard deviation, calibrated so that the true time lies within
    two of it for at least 95 % of beats. `run` grows at every gap, so an interval
    never spans one: `rr_ms` was measured by the strap even where the beat before
    it was lost. None where no interval is known.
    """

    wearer: Wearer
    t_s: float
    t_sd_s: float
    rr_ms: float | None
    run: int
    origin: Origin = Origin.RR


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of a wearer's session in which no beat is known, and why.

    `reason` is a code: lost_notification, silence, link_lost, suspend, rows_lost,
    no_rr, imported_gap, not_started, ecg_began, ecg_ended,
    ecg_unclear, unit_found.
    """

    wearer: Wearer
    start_s: float
    end_s: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From `start_s` (exclusive) to `end_s` (inclusive), session time."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """The window's length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How much of a window is real.

    `coverage`: share of the window's time that lies inside known RR intervals (0-1).
    `corrected`: share of beats that artefact handling touched (0-1).
    """

    coverage: float
    corrected: float
    longest_gap_s: float
    t_sd_s: float | None

    @property
    def verdict(self) -> Verdict:
        """A pure function of the rest: science.md section 2, 5 % and 10 % rules."""
        if self.coverage < FAIR_COVERAGE or self.corrected > FAIR_CORRECTED:
            return Verdict.UNUSABLE
        if self.coverage < GOOD_COVERAGE or self.corrected > GOOD_CORRECTED:
            return Verdict.FAIR
        return Verdict.GOOD


GOOD_COVERAGE: Final = 0.95
"""Share of a window that must be known before its numbers are shown plainly."""

FAIR_COVERAGE: Final = 0.80
"""Below this share a window is not used at all."""

GOOD_CORRECTED: Final = 0.05
"""At most 5 % touched beats: valid."""

FAIR_CORRECTED: Final = 0.10
"""5-10 %: shown with a warning; more: withheld."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NNSeries:
    """NN intervals of one wearer.

    `t_s`, `nn_ms`, `follows`, `flag` and `run` are all (n,). `follows[i]` says that
    interval i is adjacent in time to interval i-1 and that neither was put there by
    artefact correction; differences exist only there.
    """

    t_s: Floats
    nn_ms: Floats
    follows: Bools
    flag: Flags
    run: Ints

    def __post_init__(self) -> None:
        for array in (self.t_s, self.nn_ms, self.follows, self.flag, self.run):
            array.flags.writeable = False

    def __len__(self) -> int:
        return int(self.t_s.size)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HeartPeriod:
    """Heart period on an even grid: sample i is at `t0_s + i / rate_hz`.

    `period_ms` is NaN-free; where `known` is False its value has no meaning and no
    reader may use it.
    """

    t0_s: float
    rate_hz: float
    period_ms: Floats
    known: Bools

    def __post_init__(self) -> None:
        self.period_ms.flags.writeable = False
        self.known.flags.writeable = False

    @property
    def t_s(self) -> Floats:
        """Sample times in seconds, (n,)."""
        grid: Floats = self.t0_s + np.arange(self.period_ms.size) / self.rate_hz
        return grid


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartRate:
    """What a strap itself says, at once with its packet: shown, never analysed."""

    t_s: float
    wearer: Wearer
    heart_rate_bpm: int | None
    contact: bool | None
    n_rr: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """A packet that could not be read. It is stored, counted and shown."""

    t_s: float
    wearer: Wearer
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An interval that the live windows do not count, and why, once it is settled.

    `why` is a flag's name: ectopic, missed, extra, implausible.
    """

    wearer: Wearer
    t_s: float
    rr_ms: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HrvFrame:
    """Heart-rate variability of one wearer in one window.

    Names and values are neurokit2's (docs/signals.md). An index that the window
    does not allow is None and `withheld` says why, by a code with words in `words/`.
    `long_window` is what `sdnn_ms` covers where that is more than `window`: SDNN grows
    with its window, so once a second it is always that of the trailing two minutes.
    """

    wearer: Wearer
    window: Window
    n_beats: int
    heart_rate_bpm: float | None
    mean_nn_ms: float | None
    rmssd_ms: float | None
    sdnn_ms: float | None
    pnn50: float | None
    sd1_ms: float | None
    sd2_ms: float | None
    lf_ms2: float | None
    hf_ms2: float | None
    quality: Quality
    rhythm: Rhythm
    calculator: str
    withheld: Mapping[str, str] = field(default_factory=lambda: NOTHING_WITHHELD)
    long_window: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceLevel:
    """What chance alone gives: the band that a statistic has to leave."""

    null: str
    n_surrogates: int
    median: float
    p95: float
    p_value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SynchronyFrame:
    """Live synchrony: one word about the window, and what it rests on.

    `r` is signed, at lag 0, below 0.1 Hz. Lag and coherence are never live: None.
    """

    window: Window
    word: Word
    r: float | None
    lag_s: float | None
    lag_sd_s: float | None
    msc: float | None
    plv: float | None
    chance: ChanceLevel | None
    withheld: str | None
    quality: Quality


@dataclass(frozen=True, slots=True, kw_only=True)
class WearerArousal:
    """One wearer against the own baselines at one moment; never shown to a couple.

    `d_bpm` is the heart rate above the baseline of the role (`rest` or `talk`) that
    was theirs, `z` the same in standard deviations of that baseline. `reason` says
    why a state is unknown; a figure can be there while the state is not.
    """

    wearer: Wearer
    state: ArousalState
    reason: str | None
    heart_rate_bpm: float | None
    d_bpm: float | None
    z: float | None
    slope_bpm_per_min: float | None
    accepted: float
    baseline: str | None
    baseline_bpm: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadFrame:
    """The two together at one moment: what the couple's one shape is drawn from.

    `joint` is the same whoever is called A; unknown for both as soon as one is not
    known. `instructed`: the step asks for a common rhythm, so likeness says nothing.
    """

    t_s: float
    joint: JointState
    reason: str | None
    a: WearerArousal | None
    b: WearerArousal | None
    instructed: bool


class CueKind(StrEnum):
    """What may be said to the two; the words are the screens'."""

    OFFER_PAUSE = "offer_pause"
    PAUSE_NOW = "pause_now"
    SLOW_DOWN = "slow_down"
    OFFER_LONG_BREAK = "offer_long_break"
    CLOSE_WARMLY = "close_warmly"
    OFFER_REPEAT_REST = "offer_repeat_rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One sentence to both, or the reason why it was held back.

    Never says whose heart it was. `because` is the rule that spoke, `held_back` None
    where the cue is shown, `times_high` how often it was too much in this session.
    """

    t_s: float
    kind: CueKind
    because: str
    held_back: str | None
    step: str | None
    times_high: int
    joint: JointState


Derived = (
    HeartRate
    | Malformed
    | Beat
    | Gap
    | LeftOut
    | HrvFrame
    | SynchronyFrame
    | DyadFrame
    | Cue
)
