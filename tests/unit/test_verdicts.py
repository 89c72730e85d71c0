"""One rule says what may be claimed; report, quality page and replay follow it."""

from dataclasses import replace

import pytest

import samenstemming as sam
from dashboards.view_replay_steps import said
from samenstemming.measures.verdict import LEVEL, Verdict, verdict_of
from samenstemming.report.claims import claims_of
from samenstemming.study.model import Limits
from samenstemming.study.quality import quality_page
from samenstemming.words import Language, say

EN = Language.EN


@pytest.fixture(scope="module")
def analysis() -> sam.Analysis:
    return sam.analyze(sam.simulate(minutes=6, seed=3, coupling=0.8), surrogates=19)


def test_every_place_says_what_the_verdict_allows(analysis: sam.Analysis) -> None:
    tested = replace(analysis.synchrony, withheld=None, p_withheld=None)
    cases = {
        Verdict.TOGETHER: replace(tested, p_value=LEVEL),
        Verdict.CHANCE: replace(tested, p_value=LEVEL + 0.001),
        Verdict.UNTESTED: replace(tested, p_value=None, p_withheld="window_too_short"),
        Verdict.WITHHELD: replace(tested, withheld="window_too_short"),
    }
    for verdict, found in cases.items():
        of = replace(analysis, synchrony=found)
        assert verdict_of(found)[0] is verdict
        claims = claims_of(of, EN)
        may = " ".join(claims.may)
        assert ("more than chance gives" in may) is (verdict is Verdict.TOGETHER)
        sentence = said(found, EN)
        assert ("than chance gives" in sentence) is (verdict is Verdict.TOGETHER)
        assert ("fits chance" in sentence) is (verdict is Verdict.CHANCE)
        page = quality_page(of, Limits())
        (claim,) = [one for one in page.claims if one.what == "synchrony"]
        untold = verdict in (Verdict.UNTESTED, Verdict.WITHHELD)
        assert claim.allowed is not untold
        if untold:
            why = say("withheld.window_too_short", EN)
            assert why in sentence
            assert any(why in one for one in claims.may_not)
            assert claim.why == "withheld.window_too_short"
