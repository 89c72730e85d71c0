"""Every knob, its default and where the default comes from.

`Settings.digest()` is over canonical JSON and goes into every analysis and export,
so two results can be compared only when their settings were the same.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

from samenstemming.errors import Sentence, SettingsError
from samenstemming.words import sentence

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
    """What A's strap counts RR in: 1024 a second as they should, 1000 (ms) as some do,
    0 to find out (straps.md 2)."""
    rr_counts_per_s_b: int = 0
    """The same for B's strap."""

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
    """The synchrony word on a live screen looks back this far."""
    live_every_s: float = 5.0
    """How often it is said anew."""
    live_cutoff_hz: float = 0.1
    """Faster movements of the heart rate are filtered out before."""
    live_surrogates: int = 999
    """How many chance pairs the live word is held against."""
    live_alpha: float = 0.05
    """The share of strangers that may be called synchronous; two-sided; the band is
    calibrated by benchmarks/, not assumed."""

    # -- synchrony, whole record (science.md 7.1) -------------------------------
    whole_rate_hz: float = 2.0
    """Samples a second of the series that are compared."""
    band_low_hz: float = 0.008
    """Slower movements than this are filtered out."""
    band_high_hz: float = 0.1
    """Faster ones as well."""
    whole_window_s: float = 60.0
    """Length of a window."""
    whole_step_s: float = 15.0
    """From the start of a window to the start of the next."""
    max_lag_s: float = 10.0
    """The furthest that one may follow the other."""
    surrogates: int = 999
    """How many chance pairs a record is held against."""
    shortest_p_s: float = 180.0
    """No p-value below three minutes (science.md 7.8)."""
    shortest_lead_s: float = 600.0
    """No lead below ten minutes (science.md 7.6)."""
    smallest_lead_s: float = 2.0
    """Nor one shorter than this (science.md 7.6)."""
    seed: int = 0
    """Of the chance pairs; the same seed gives the same."""

    # -- baselines (conversation.md 3.3; a step's own `measure` goes before) -----
    baseline_discard_s: float = 60.0
    """The beginning of the quiet minutes that does not count yet."""
    baseline_talk_discard_s: float = 10.0
    """The same of the minute of ordinary talk."""
    baseline_clean_s: float = 90.0
    """Seconds of accepted intervals below which there is no baseline of rest."""
    baseline_talk_clean_s: float = 30.0
    """The same for the baseline of talk."""

    # -- arousal of one wearer, the table of conversation.md 3.3 -----------------
    arousal_window_s: float = 30.0
    """The level is the median heart rate of so much."""
    arousal_slope_s: float = 60.0
    """Rising or falling is told over so much."""
    arousal_sd_floor_bpm: float = 3.0
    """A baseline varies by at least this where a z is made of it."""
    arousal_first_s: float = 60.0
    """The beginning of a session, in which nothing is said."""
    arousal_moved_s: float = 45.0
    """So long after movement nothing is said."""
    arousal_lost_share: float = 0.80
    """A smaller share of accepted beats: unknown."""
    arousal_good_share: float = 0.85
    """So much is asked for "high", and to be known again."""
    arousal_regain_s: float = 30.0
    """For so long, after it was unknown."""
    arousal_gap_s: float = 5.0
    """A longer gap: unknown."""
    arousal_calm_bpm: float = 8.0
    """Less than this above the baseline is calm."""
    arousal_calm_s: float = 30.0
    """Busy becomes calm after so much of it."""
    arousal_busy_bpm: float = 10.0
    """So much above the baseline is busy."""
    arousal_busy_s: float = 20.0
    """After so much of it."""
    arousal_high_bpm: float = 20.0
    """So much above the baseline is high."""
    arousal_high_rate_bpm: float = 100.0
    """Or this heart rate, where it is also the next setting above the baseline."""
    arousal_high_over_bpm: float = 12.0
    """Above the baseline, for a heart rate of the setting before."""
    arousal_high_s: float = 30.0
    """High after so much of it."""
    arousal_high_least_s: float = 180.0
    """High lasts at least so long before it settles."""
    arousal_settle_s: float = 60.0
    """It settles, and is calm again, after so much of being lower."""

    # -- the two together (conversation.md 3.4, 3.5) -----------------------------
    joint_slope_bpm_per_min: float = 4.0
    """Both rise, or both fall, by this together."""
    joint_memory_s: float = 180.0
    """"They settle again" needs a busy minute this recently."""

    # -- when to be silent, how often to speak (conversation.md 3.3, 3.6) ---------
    cue_first_s: float = 60.0
    """No cue so early in a session."""
    cue_gap_s: float = 180.0
    """At least so long between two cues."""
    cue_per_step: int = 2
    """No more than this in a step."""
    cue_per_soft_step: int = 1
    """In the soft-feelings steps."""
    cue_per_session: int = 5
    """No more than this in an evening."""
    cue_quiet_s: float = 300.0
    """After "not now"."""
    cue_dismissals: int = 2
    """The same cue is off for the session once it was dismissed so often."""
    cue_turn_guard_s: float = 30.0
    """No cue so close to a change of speaker."""
    cue_laugh_guard_s: float = 60.0
    """After "we laughed": the 30 s behind a median, and the 30 s of being high."""
    cue_rest_repeats: int = 1
    """How often the quiet minutes are offered again where too little was clean."""
    cue_long_break_at: int = 2
    """The time that it is too much at which a long break is offered."""
    cue_close_at: int = 3
    """The time at which an end is offered."""
    pause_unsettled_s: float = 360.0
    """A break after which twenty minutes are offered where the two have not settled."""

    # -- looking back: moments, segments, the index (conversation.md 3.4, 3.5) ---
    moment_rise_s: float = 20.0
    """Both busier and rising for so long."""
    moment_jump_s: float = 30.0
    """Or one rises by `arousal_calm_bpm` within so much ..."""
    moment_follow_least_s: float = 2.0
    """... and the other follows no sooner than this ..."""
    moment_follow_most_s: float = 20.0
    """... and no later."""
    moment_settled_s: float = 60.0
    """Both calm for so much is settled ..."""
    moment_settle_within_s: float = 300.0
    """... where it is within so much of the moment."""
    index_step_s: float = 5.0
    """How often the index is made."""
    index_full_z: float = 3.0
    """A z of this size counts as 1."""
    index_full_slope_bpm_per_min: float = 6.0
    """A slope of this size counts as 1."""
    segment_least_s: float = 60.0
    """The shortest stretch."""
    segment_most_s: float = 120.0
    """The longest one."""
    segment_change_bpm: float = 4.0
    """Less movement than this is none."""

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
                msg = sentence("wrong.settings.below", low=low, high=high)
                raise SettingsError(msg)
        for name in ("rr_counts_per_s_a", "rr_counts_per_s_b"):
            if getattr(self, name) not in (0, 1000, 1024):
                value = getattr(self, name)
                msg = sentence("wrong.settings.rr_counts", name=name, value=value)
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
        except (ValueError, RecursionError) as error:  # brackets by the thousand
            msg = sentence("wrong.settings.not_toml", why=error)
            raise SettingsError(msg) from error
        return cls.from_values(values)

    @classmethod
    def of_recording(cls, meta: Mapping[str, object]) -> Self:
        """The settings with which this was recorded; the defaults where it is silent.

        What another version calls a setting and this one does not is left out; the
        digest in the meta then tells that something differs.
        """
        kept = meta.get("settings")
        if not isinstance(kept, Mapping):
            return cls()
        known = {field.name for field in fields(cls)}
        return cls.from_values({n: v for n, v in kept.items() if n in known})

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Self:
        """The defaults but for these; SettingsError for unknown names, wrong types."""
        known = {f.name: f.type for f in fields(cls)}
        for name, value in values.items():
            if name not in known:
                raise SettingsError(_unknown(name, list(known)))
            wanted = int if known[name] is int else (int, float)
            if isinstance(value, bool) or not isinstance(value, wanted):
                kind = "whole" if known[name] is int else "number"
                msg = sentence(f"wrong.settings.takes.{kind}", name=name, value=value)
                raise SettingsError(msg)
        typed: dict[str, Any] = {
            name: float(str(value)) if known[name] is float else value
            for name, value in values.items()
        }
        return cls(**typed)


def _unknown(name: str, known: list[str]) -> Sentence:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    if near:
        return sentence("wrong.settings.perhaps", name=name, near=near[0])
    return sentence("wrong.settings.unknown", name=name)


def _check(name: str, value: float) -> None:
    """SettingsError where a number can be no setting: NaN, below zero, a zero width."""
    if name in ABOVE_ZERO and not value > 0:
        rule = "above_zero"
    elif not 0 <= value < 2**63:  # neither NaN nor what no float can hold
        rule = "not_negative"
    else:
        return
    msg = sentence(f"wrong.settings.rule.{rule}", name=name, value=value)
    raise SettingsError(msg)
