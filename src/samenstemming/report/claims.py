"""What a recording lets somebody say, and what it does not, as sentences.

Read from the analysis alone and stated the same way each time, so nobody has to be
brave or careful: a p-value is named with its null, a lag with its interval, and what is
withheld with its reason. Nothing here says what moving together means.
"""

from dataclasses import dataclass, field
from typing import Final

from samenstemming.analysis_values import Analysis
from samenstemming.measures.synchrony import Synchrony
from samenstemming.measures.verdict import Verdict, verdict_of
from samenstemming.series import Rhythm
from samenstemming.words import Language, say

INTERVAL_FROM_S: Final = 300.0
"""Below five minutes the interval of the lag did not hold what it promised (README)."""

LITTLE_USABLE: Final = 0.8


@dataclass(slots=True)
class Claims:
    """Sentences in one language: what may be said, and what may not."""

    may: list[str] = field(default_factory=list)
    may_not: list[str] = field(default_factory=list)


def claims_of(analysis: Analysis, language: Language) -> Claims:
    """The sentences of this analysis, most important first."""
    claims = Claims()
    meta = analysis.recording.meta
    if meta.get("simulated") is True:
        claims.may_not.append(say("report.claim.simulated", language))
    _wearers(claims, analysis, language)
    if len(analysis.wearers) == 2:
        _together(claims, analysis.synchrony, language)
        _steps(claims, analysis, language)
    else:
        claims.may_not.append(say("report.claim.one_wearer", language))
    claims.may_not.append(say("report.claim.meaning", language))
    if analysis.talk.baselines:
        claims.may_not.append(say("report.claim.exploratory", language))
    return claims


def _wearers(claims: Claims, analysis: Analysis, language: Language) -> None:
    for wearer, of in analysis.wearers.items():
        who, whole = wearer.value.upper(), of.whole
        share = f"{whole.usable_share:.1%}"
        if whole.usable_share < LITTLE_USABLE:
            claims.may_not.append(
                say("report.claim.little", language, who=who, share=share)
            )
        if whole.rhythm is Rhythm.IRREGULAR:
            claims.may_not.append(say("report.claim.irregular", language, who=who))
        else:
            claims.may.append(say("report.claim.rate", language, who=who, share=share))
        if whole.spoken_s is None:
            claims.may_not.append(say("report.claim.speech", language, who=who))


def _together(claims: Claims, found: Synchrony, language: Language) -> None:
    verdict, code = verdict_of(found)
    reason = say(f"withheld.{code}", language) if code else ""
    if verdict is Verdict.WITHHELD or found.statistic is None:
        claims.may_not.append(say("report.claim.withheld", language, reason=reason))
        return
    r, sign = f"{found.statistic:.2f}", say(f"report.sign.{found.sign}", language)
    if found.p_value is None:
        claims.may_not.append(say("report.claim.no_p", language, r=r, reason=reason))
        return
    told = {"r": r, "sign": sign, "p": p_text(found.p_value), "n": found.n_surrogates}
    if verdict is Verdict.CHANCE:
        claims.may_not.append(say("report.claim.chance", language, **told))
    else:
        claims.may.append(say("report.claim.together", language, **told))
        claims.may_not.append(say("report.claim.shared", language))
        _lag(claims, found, language)
    if found.roles == "not_marked":
        claims.may_not.append(say("report.claim.turns", language))


def _lag(claims: Claims, found: Synchrony, language: Language) -> None:
    interval = found.lag_interval_s
    if found.lag_s is None or interval is None:
        reason = say(f"withheld.{found.lag_withheld or 'undefined'}", language)
        claims.may_not.append(say("report.claim.no_lag", language, reason=reason))
        return
    told = {
        "lag": f"{found.lag_s:.1f}",
        "low": f"{interval[0]:.1f}",
        "high": f"{interval[1]:.1f}",
    }
    if found.duration_s < INTERVAL_FROM_S:
        claims.may_not.append(say("report.claim.lag_short", language, **told))
    elif interval[0] <= 0 <= interval[1]:
        claims.may_not.append(say("report.claim.no_lead", language, **told))
    else:
        claims.may.append(say("report.claim.lead", language, **told))


def _steps(claims: Claims, analysis: Analysis, language: Language) -> None:
    tested = [of for of in analysis.steps if of.p_adjusted is not None]
    if tested:
        claims.may_not.append(say("report.claim.steps", language, n=len(tested)))
    if any(of.step.instructed for of in analysis.steps):
        claims.may_not.append(say("report.claim.instructed", language))


def p_text(p_value: float) -> str:
    """A p-value as it is printed: three digits, and never a bare zero."""
    return "< .001" if p_value < 0.001 else f"= {p_value:.3f}".replace("0.", ".")
