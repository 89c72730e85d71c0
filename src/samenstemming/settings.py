"""Every knob, its default and where the default comes from.

`Settings.digest()` is over canonical JSON and goes into every analysis and export,
so two results can be compared only when their settings were the same.
"""

import hashlib
import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

from samenstemming.errors import SettingsError

ABOVE_ZERO: Final = (
    *("longest_rr_ms", "hrv_window_s", "hrv_long_window_s", "grid_hz"),
    *("live_window_s", "live_every_s", "live_cutoff_hz", "whole_rate_hz"),
    *("band_high_hz", "whole_window_s", "whole_step_s"),
    *("arousal_window_s", "arousal_slope_s", "arousal_sd_floor_bpm"),
    *("index_step_s", "index_full_z", "index_full_slope_bpm_per_min"),
    *("segment_most_s", "turn_window_share", "turn_rise_s"),
)
"""What is divided by, or a window of nothing; all other settings may be 0."""

BELOW: Final = (("shortest_rr_ms", "longest_rr_ms"), ("band_low_hz", "band_high_hz"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings. Each field's comment names its source."""

    # -- time -------------------------------------------------------------------
    lateness_s: float = 5.0
    """Watermark: a window closes this long after its end (architecture.md, law 3)."""
    settle_s: float = 3.0
    """A beat's time is final this long after it, so that a window has beats beyond
    its end when it closes; later packets place later beats only."""
    gap_s: float = 3.0
    """A silence longer than this ends a run (science.md 2)."""

    rr_counts_per_s_a: int = 0
    rr_counts_per_s_b: int = 0
    """What A's and B's strap count RR in: 1024 a second as they should, 1000 (ms) as
    some do, 0 to find out (straps.md 2)."""

    # -- absolute gates (science.md 2 and 7.3) ----------------------------------
    shortest_rr_ms: float = 300.0
    """200 bpm: faster happens in sport, not in the seated pairs this is made for."""
    longest_rr_ms: float = 2000.0
    """30 bpm."""
    irregular_share: float = 0.25
    """More than this share of RR far off: HRV is withheld. Frequent premature beats
    score .61, slow deep breathing .20 (docs/signals.md)."""
    irregular_deviation: float = 0.20
    """Far off: over 20 % from the running median of 11 beats and from a neighbour."""
    residual_deviation: float = 0.40
    """After correction: an interval this far off the running median is dropped."""
    provisional_beats: int = 3
    """The last beats of a live window are not judged until this many have followed."""

    # -- heart-rate variability (science.md 2) ----------------------------------
    hrv_window_s: float = 60.0
    """Live window of heart rate, RMSSD and pNN50."""
    hrv_long_window_s: float = 120.0
    """Live window of SDNN, SD2 and band powers: their shortest valid one."""
    hrv_nonlinear_s: float = 600.0
    """The non-linear indices take at most so much of a stretch: a second of work, where
    half an hour takes 24. Two records are comparable only at one length anyway."""
    hrv_speech_share: float = 0.1
    """Who speaks for more than this share of a window has no variability in it: talk
    breaks it (conversation.md 0.4). A tenth lets a word of assent pass."""
    table_every_s: float = 15.0
    """neurokit2's own table in the live path; 0 leaves it out."""

    # -- heart period -----------------------------------------------------------
    grid_hz: float = 4.0
    """Export and live grid (science.md 1)."""

    # -- synchrony, live (science.md 1d) ----------------------------------------
    live_window_s: float = 120.0
    live_every_s: float = 5.0
    live_cutoff_hz: float = 0.1
    live_surrogates: int = 999
    live_alpha: float = 0.05
    """Two-sided; the band is calibrated by benchmarks/, not assumed."""

    # -- synchrony, whole record (science.md 7.1) -------------------------------
    whole_rate_hz: float = 2.0
    band_low_hz: float = 0.008
    band_high_hz: float = 0.1
    whole_window_s: float = 60.0
    whole_step_s: float = 15.0
    max_lag_s: float = 10.0
    surrogates: int = 999
    shortest_p_s: float = 180.0
    """No p-value below three minutes (science.md 7.8)."""
    shortest_lead_s: float = 600.0
    """No lead below ten minutes (science.md 7.6)."""
    smallest_lead_s: float = 2.0
    seed: int = 0

    # -- baselines (conversation.md 3.3; a step's own `measure` goes before) -----
    baseline_discard_s: float = 60.0
    baseline_talk_discard_s: float = 10.0
    """The beginning of a baseline step that does not count yet."""
    baseline_clean_s: float = 90.0
    baseline_talk_clean_s: float = 30.0
    """Seconds of accepted intervals below which there is no baseline."""

    # -- arousal of one wearer, the table of conversation.md 3.3 -----------------
    arousal_window_s: float = 30.0
    arousal_slope_s: float = 60.0
    arousal_sd_floor_bpm: float = 3.0
    arousal_first_s: float = 60.0
    arousal_moved_s: float = 45.0
    arousal_lost_share: float = 0.80
    arousal_good_share: float = 0.85
    arousal_regain_s: float = 30.0
    arousal_gap_s: float = 5.0
    arousal_calm_bpm: float = 8.0
    arousal_calm_s: float = 30.0
    arousal_busy_bpm: float = 10.0
    arousal_busy_s: float = 20.0
    arousal_high_bpm: float = 20.0
    arousal_high_rate_bpm: float = 100.0
    arousal_high_over_bpm: float = 12.0
    arousal_high_s: float = 30.0
    arousal_high_least_s: float = 180.0
    arousal_settle_s: float = 60.0

    # -- the two together (conversation.md 3.4, 3.5) -----------------------------
    joint_slope_bpm_per_min: float = 4.0
    joint_memory_s: float = 180.0
    """"They settle again" needs a busy minute this recently."""

    # -- when to be silent, how often to speak (conversation.md 3.3, 3.6) ---------
    cue_first_s: float = 60.0
    cue_gap_s: float = 180.0
    cue_per_step: int = 2
    cue_per_soft_step: int = 1
    """In the soft-feelings steps."""
    cue_per_session: int = 5
    cue_quiet_s: float = 300.0
    """After "not now"."""
    cue_dismissals: int = 2
    """The same cue is off for the session once it was dismissed so often."""
    cue_turn_guard_s: float = 30.0
    cue_laugh_guard_s: float = 60.0
    """After "we laughed": the 30 s behind a median, and the 30 s of being high."""
    cue_rest_repeats: int = 1
    """How often the quiet minutes are offered again where too little was clean."""
    cue_long_break_at: int = 2
    cue_close_at: int = 3
    """The second time it is too much a long break is offered, the third an end."""
    pause_unsettled_s: float = 360.0
    """A break after which twenty minutes are offered where the two have not settled."""

    # -- looking back: moments, segments, the exploratory index ------------------
    moment_rise_s: float = 20.0
    moment_jump_s: float = 30.0
    moment_follow_least_s: float = 2.0
    moment_follow_most_s: float = 20.0
    moment_settled_s: float = 60.0
    moment_settle_within_s: float = 300.0
    """Rules of candidate moments (conversation.md 3.5)."""
    index_step_s: float = 5.0
    index_full_z: float = 3.0
    index_full_slope_bpm_per_min: float = 6.0
    """A z and a slope of this size count as 1 (conversation.md 3.4)."""
    segment_least_s: float = 60.0
    segment_most_s: float = 120.0
    segment_change_bpm: float = 4.0
    """Between these lengths; less movement than this is none."""

    # -- who speaks (conversation.md 3.2) -----------------------------------------
    turn_guard_s: float = 30.0
    """This much around a change of speaker is left out of synchrony."""
    turn_window_share: float = 0.75
    """A window counts when so much of it lies outside those stretches."""
    turn_rise_s: float = 15.0
    """Talk raises a heart over some seconds: the slower of two assumed courses."""

    def __post_init__(self) -> None:
        for field in fields(self):
            _check(field.name, getattr(self, field.name))
        for low, high in BELOW:
            if not getattr(self, low) < getattr(self, high):
                msg = f"Setting '{low}' has to lie below '{high}'."
                raise SettingsError(msg)
        for name in ("rr_counts_per_s_a", "rr_counts_per_s_b"):
            if getattr(self, name) not in (0, 1000, 1024):
                msg = (
                    f"Setting '{name}' is {getattr(self, name)}. A strap counts RR "
                    "in 1024 or 1000 a second; 0 finds out which."
                )
                raise SettingsError(msg)

    def digest(self) -> str:
        """SHA-256 of the canonical JSON of all settings, 16 hex digits."""
        text = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Settings from TOML text; SettingsError for unknown names or wrong types."""
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            msg = f"The settings are not TOML: {error}"
            raise SettingsError(msg) from error
        return cls.from_values(values)

    @classmethod
    def of_recording(cls, meta: Mapping[str, object]) -> Self:
        """The settings with which this was recorded: a study may have moved some."""
        moved = meta.get("settings")
        return cls.from_values(moved) if isinstance(moved, Mapping) else cls()

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Self:
        """The defaults but for these; SettingsError for unknown names, wrong types."""
        known = {f.name: f.type for f in fields(cls)}
        for name, value in values.items():
            if name not in known:
                msg = f"No setting is called '{name}'. Known: {', '.join(known)}."
                raise SettingsError(msg)
            wanted = int if known[name] is int else (int, float)
            if isinstance(value, bool) or not isinstance(value, wanted):
                msg = f"Setting '{name}' takes a number; {value!r} was given."
                raise SettingsError(msg)
        typed: dict[str, Any] = {
            name: float(str(value)) if known[name] is float else value
            for name, value in values.items()
        }
        return cls(**typed)


def _check(name: str, value: float) -> None:
    """SettingsError where a number can be no setting: NaN, below zero, a zero width."""
    if name in ABOVE_ZERO and not value > 0:
        rule = "it is more than 0"
    elif not (math.isfinite(value) and value >= 0):
        rule = "it is 0 or more"
    else:
        return
    msg = f"Setting '{name}' cannot be {value}: {rule}."
    raise SettingsError(msg)
