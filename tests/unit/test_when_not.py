"""When rather not: every row of the design's table of cautions is said to the two.

conversation.md 4.2. The words are looked for, not the sentences: a text may be mended.
"""

import pytest

from dashboards.screens.evening_first import CARDS
from samenstemming.words import Language, say


def told(language: Language) -> str:
    return " ".join(
        say(f"evening.when_not.{line}", language) for line in CARDS["when_not"]
    ).lower()


@pytest.mark.parametrize(
    ("nl", "en"),
    [
        (("bang voor je partner", "geweld", "dreiging", "dwang"), ("afraid of your",)),
        (("niet veilig maken", "onder hulp"), ("cannot make that safe", "under help")),
        (("grote nood", "zelfdoding", "in de war", "drank", "drugs"), ("suicide",)),
        (("paniek", "eigen hartslag", "behandelaar"), ("panic", "clinician")),
        (("ogen open", "aankijken", "aanraken", "reden is niet"), ("eyes open",)),
        (("pacemaker", "implantaat", "cardioloog"), ("implant", "cardiologist")),
        (("hartziekte", "medicijn", "arts", "alleen de knoppen"), ("buttons only",)),
        (("zwanger", "adem niet in"), ("pregnant", "hold your breath")),
        (("astma", "copd", "duizelig", "eigen ritme"), ("asthma", "own pace")),
        (("huid", "doe hem dan af"), ("skin", "take it off")),
        (("18 jaar",), ("18 and over",)),
    ],
    ids=lambda words: words[0],
)
def test_each_caution_is_said(nl: tuple[str, ...], en: tuple[str, ...]) -> None:
    for language, words in ((Language.NL, nl), (Language.EN, en)):
        text = told(language)
        assert [word for word in words if word not in text] == []
