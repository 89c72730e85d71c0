"""The own lag of two straps, in words: after measuring it, and above an analysis."""

from collections.abc import Iterator, Mapping

from samenstemming.cli.printing import words
from samenstemming.measures.alignment import KEY, ONE_BODY, Alignment, alignment_in
from samenstemming.words.reasons import WORDS


def page_alignment(found: Mapping[str, object]) -> Iterator[str]:
    """Lines about the straps of this analysis; none where nobody measured them."""
    if found.get(ONE_BODY) is True:
        yield words("alignment.one_body")
    alignment = alignment_in(found)
    if alignment is not None:
        yield alignment_sentence(alignment)
    withheld = found.get(f"{KEY}_withheld")
    if isinstance(withheld, str):
        ours = {english: key for key, (_, english) in WORDS.items()}
        yield words(ours[withheld]) if withheld in ours else withheld


def alignment_sentence(found: Alignment) -> str:
    """The own lag of two straps, as a sentence."""
    values = {
        "lag_ms": abs(found.lag_s) * 1000,
        "sd_ms": found.lag_sd_s * 1000,
        "spread_ms": found.spread_s * 1000,
        "beats": found.n_beats,
    }
    return words(f"alignment.{'b' if found.lag_s >= 0 else 'a'}_later", **values)
