"""Everything else there is to say of two heart rates, in one table for researchers.

The measures that other studies use, each beside what chance gives, all over one set of
surrogates. None of them decides and none is corrected for the others: the one test
that may be believed on its own is `measures.synchrony`. Couples never see any of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from samenstemming.measures import (
    chance,
    coherence,
    concordance,
    moving_ccf,
    oscillators,
    partner_rsa,
    phase,
    recurrence,
    susy,
    wavelet,
)
from samenstemming.measures import neurokit_synchrony as neurokit
from samenstemming.measures import pair as pairs
from samenstemming.series import Bools, Floats
from samenstemming.settings import Settings

SHORT_S: Final = 300.0
"""Below five minutes an answer is labelled short (science.md 7.8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SynchronyTable:
    """One entry a measure: its result, or the code of the reason why there is none."""

    known_s: float
    short: bool
    n_surrogates: int
    coherence: coherence.Coherence | str
    wavelet_coherence: wavelet.WaveletCoherence | str
    phase_locking: phase.PhaseLocking | str
    concordance: concordance.Concordance | str
    susy: susy.Susy | str
    moving_ccf: moving_ccf.MovingCcf | str
    partner_rsa: partner_rsa.PartnerRsa | str
    recurrence: recurrence.Recurrence | str
    oscillators: oscillators.Oscillators | str
    neurokit2: neurokit.NeurokitSynchrony | str


def synchrony_table(
    hr_a: Floats,
    hr_b: Floats,
    rate_hz: float,
    *,
    known_a: Bools | None = None,
    known_b: Bools | None = None,
    settings: Settings | None = None,
    surrogates: int | None = None,
    seed: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> SynchronyTable:
    """All further measures of two heart rates (n,) in bpm, evenly sampled, one clock.

    `known_a` and `known_b` (n,) say which samples are real; so does NaN. Holes up to
    the setting `gap_s` are bridged, longer ones split. Seconds of work for ten minutes.
    """
    settings = settings or Settings()
    pair = pairs.pair_of(
        hr_a, hr_b, rate_hz, known_a=known_a, known_b=known_b, settings=settings
    )
    n_surrogates = chance.SURROGATES if surrogates is None else surrogates
    chosen_seed = settings.seed if seed is None else seed
    nulls: dict[str, Floats] = {}
    if pair.withheld is None and pair.known_s >= chance.SHORTEST_S:
        nulls = chance.nulls_of(
            pair,
            statistics_of(pair),
            n_surrogates=n_surrogates,
            seed=chosen_seed,
            progress=progress,
        )
    return SynchronyTable(
        known_s=pair.known_s,
        short=pair.known_s < SHORT_S,
        n_surrogates=n_surrogates,
        coherence=coherence.coherence(pair, nulls.get("coherence")),
        wavelet_coherence=wavelet.wavelet_coherence(pair, nulls.get("wavelet")),
        phase_locking=phase.phase_locking(pair, nulls.get("phase")),
        concordance=concordance.concordance(pair, nulls.get("concordance")),
        susy=susy.susy(pair),
        moving_ccf=moving_ccf.moving_ccf(pair),
        partner_rsa=partner_rsa.partner_rsa(
            pair, n_surrogates=n_surrogates, seed=chosen_seed
        ),
        recurrence=recurrence.recurrence(pair, nulls.get("recurrence")),
        oscillators=oscillators.oscillators(pair, nulls.get("oscillators")),
        neurokit2=neurokit.neurokit_synchrony(pair, nulls.get("neurokit2")),
    )


def statistics_of(pair: pairs.Pair) -> dict[str, chance.Statistic]:
    """Every measure of the table that has a null over common surrogates, by name."""
    found: dict[str, chance.Statistic] = {
        "coherence": coherence.band_means,
        "phase": phase.locking_values,
        "concordance": concordance.strengths,
        "recurrence": recurrence.peaks,
    }
    if pair.known_s >= chance.AT_THE_ENDS * oscillators.SHORTEST_S:
        found["oscillators"] = oscillators.exchanges
    if pair.first.size <= wavelet.LONGEST_S * pair.rate_hz:
        found["wavelet"] = wavelet.wavelet_means
    # neurokit2 knows no holes: without one long stretch there is nothing to ask it.
    if neurokit.longest(pair) is not None:
        found["neurokit2"] = neurokit.neurokit_means
    return found
