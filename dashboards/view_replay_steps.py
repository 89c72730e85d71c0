"""The table of steps and the picture of chance, as JSON; it computes nothing new.

A row says what the analysis says of a step, each number with its interval or with the
reason why there is none. The distribution is the statistic of every pair of surrogates
in forty bars: what strangers with these very rhythms would show, and where these two
are.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from samenstemming import Analysis, Part, Synchrony, verdict_of
from samenstemming.words import Language, say

BARS: Final = 40


def analysis_json(of: Analysis, language: Language) -> dict[str, object]:
    """The whole record and each step, ready for a table and for a picture."""
    return {
        "whole": {
            **_pair(of.synchrony, language),
            "says": said(of.synchrony, language),
            "wearers": {
                w.value: _part(one.whole, language) for w, one in of.wearers.items()
            },
        },
        "steps": [
            {
                "id": one.step.id,
                "start_s": one.step.start_s,
                "end_s": one.step.end_s,
                "instructed": one.step.instructed,
                "speaker": one.step.speaker,
                **_pair(one.synchrony, language),
                "p_adjusted": one.p_adjusted,
                "wearers": {
                    w.value: _part(p, language) for w, p in one.wearers.items()
                },
            }
            for one in of.steps
        ],
        "settings_digest": of.settings.digest(),
    }


def said(found: Synchrony, language: Language) -> str:
    """What may be claimed of this record, in a sentence, and what may not."""
    verdict, code = verdict_of(found)
    if found.p_value is None or code:
        why = say(f"withheld.{code}", language)
        return f"{say('replay.says.nothing', language)} {why}"
    return say(
        f"replay.says.{verdict}",
        language,
        p=p_text(found.p_value, language),
        n=found.n_surrogates,
        kind=say(f"replay.sign.{found.sign}", language),
    )


def p_text(p: float, language: Language) -> str:
    """`p = 0.013`, or that it is smaller than what three decimals can say."""
    least = 0.001
    if p < least:
        return f"p < {number(least, 3, language)}"
    return f"p = {number(p, 3, language)}"


def number(value: float, digits: int, language: Language) -> str:
    """A number as this language writes it."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language is Language.NL else text


def _pair(found: Synchrony, language: Language) -> dict[str, object]:
    chance, null = found.chance, found.null_r
    return {
        "statistic": found.statistic,
        "sign": found.sign,
        "lag_s": found.lag_s,
        "lag_interval_s": found.lag_interval_s and list(found.lag_interval_s),
        "lag_withheld": _why(found.lag_withheld, language),
        "p_value": found.p_value,
        "p_withheld": _why(found.p_withheld, language),
        "chance_p95": None if chance is None else chance.p95,
        "chance_median": None if chance is None else chance.median,
        "n_surrogates": found.n_surrogates,
        "duration_s": found.duration_s,
        "withheld": _why(found.withheld, language),
        "null": None
        if null is None or found.statistic is None
        else _bars(null, found.statistic),
    }


def _bars(
    null: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]", own: float
) -> dict[str, object]:
    top = max(float(null.max()), own) * 1.05
    counts, edges = np.histogram(null, bins=BARS, range=(0.0, top))
    return {"counts": counts.tolist(), "to": float(edges[-1]), "n": int(null.size)}


def _part(part: Part, language: Language) -> dict[str, object]:
    hrv: Mapping[str, float | None] = part.hrv.values
    return {
        "heart_rate_bpm": hrv.get("heart_rate_bpm"),
        "sdnn_ms": hrv.get("sdnn_ms"),
        "rmssd_ms": hrv.get("rmssd_ms"),
        "why": {
            name: _why(part.hrv.withheld.get(name), language)
            for name in ("heart_rate_bpm", "rmssd_ms")
        },
        "usable_share": part.usable_share,
        "corrected_share": part.corrected_share,
        "verdict": part.quality.verdict.value,
    }


def _why(code: str | None, language: Language) -> str | None:
    return None if code is None else say(f"withheld.{code}", language)
