"""The two wearers' levels as one state of both, the same whoever is called A.

The table of conversation.md 3.4. Both signals have to be good, or it is unknown for
both: a lopsided view would say whose it is. One who is still settling from high while
the other is calm is not in that table; together they are busier, since they are not
calm yet.
"""

from typing import Final

from samenstemming.series import ArousalState, JointState, WearerArousal
from samenstemming.settings import Settings

REASONS: Final = (
    "first_minute",
    "one_wearer",
    "after_movement",
    "signal_gap",
    "poor_signal",
    "no_baseline",
    "no_talk_baseline",
    "regaining",
)
"""Why a state is unknown; of two reasons the earlier one is given."""

_AROUSED: Final = (ArousalState.BUSY, ArousalState.HIGH)


class JointFollower:
    """Feed it both wearers' levels, one second after the other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._aroused_s: float | None = None

    def take(
        self, t_s: float, both: tuple[WearerArousal | None, WearerArousal | None]
    ) -> tuple[JointState, str | None]:
        """The joint state at this second, and why it is unknown if it is."""
        known = [one for one in both if one is not None]
        if any(one.state in _AROUSED for one in known):
            self._aroused_s = t_s
        reason = self._why_unknown(known)
        if reason is not None:
            return JointState.UNKNOWN, reason
        return self._state(t_s, known), None

    def _why_unknown(self, known: list[WearerArousal]) -> str | None:
        if len(known) < 2:
            return "one_wearer"
        reasons = {one.reason for one in known}
        for reason in REASONS:
            if reason in reasons:
                return reason
        good = self._settings.arousal_good_share
        return "poor_signal" if any(one.accepted < good for one in known) else None

    def _state(self, t_s: float, known: list[WearerArousal]) -> JointState:
        steep = self._settings.joint_slope_bpm_per_min
        slopes = [one.slope_bpm_per_min for one in known]
        falling = all(slope is not None and slope <= -steep for slope in slopes)
        rising = all(slope is not None and slope >= steep for slope in slopes)
        if falling and self._aroused_lately(t_s):
            return JointState.SETTLING_TOGETHER
        if rising and all(one.state in _AROUSED for one in known):
            return JointState.RISING_TOGETHER
        if all(one.state is ArousalState.CALM for one in known):
            return JointState.CALM
        return JointState.BUSIER

    def _aroused_lately(self, t_s: float) -> bool:
        memory_s = self._settings.joint_memory_s
        return self._aroused_s is not None and t_s - self._aroused_s <= memory_s
