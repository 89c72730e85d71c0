"""The table of further measures as JSON values: summaries, not maps.

Unknown is null with a sentence beside it. Curves and maps stay in Python, where
somebody can plot them.
"""

from collections.abc import Mapping

from samenstemming.measures.bands import BandValue
from samenstemming.measures.coherence import Coherence
from samenstemming.measures.concordance import Concordance
from samenstemming.measures.moving_ccf import MovingCcf
from samenstemming.measures.neurokit_synchrony import NeurokitSynchrony
from samenstemming.measures.oscillators import Oscillators
from samenstemming.measures.partner_rsa import PartnerRsa
from samenstemming.measures.phase import PhaseLocking
from samenstemming.measures.recurrence import Recurrence
from samenstemming.measures.susy import Susy
from samenstemming.measures.synchrony_table import SynchronyTable
from samenstemming.measures.wavelet import WaveletCoherence
from samenstemming.series import ChanceLevel
from samenstemming.words import Language, say

Result = (
    Coherence
    | WaveletCoherence
    | PhaseLocking
    | Concordance
    | Susy
    | MovingCcf
    | PartnerRsa
    | Recurrence
    | Oscillators
    | NeurokitSynchrony
)


def table_json(table: SynchronyTable) -> dict[str, object]:
    """The table as JSON values, one object a measure, each with `withheld`."""
    return {
        "known_s": table.known_s,
        "short": table.short,
        "null": "iaaft",
        "n_surrogates": table.n_surrogates,
        "withheld": None,
        "coherence": _entry(table.coherence),
        "wavelet_coherence": _entry(table.wavelet_coherence),
        "phase_locking": _entry(table.phase_locking),
        "concordance": _entry(table.concordance),
        "susy": _entry(table.susy),
        "moving_ccf": _entry(table.moving_ccf),
        "partner_rsa": _entry(table.partner_rsa),
        "recurrence": _entry(table.recurrence),
        "oscillators": _entry(table.oscillators),
        "neurokit2": _entry(table.neurokit2),
    }


def withheld_json(code: str) -> dict[str, object]:
    """What stands in the place of a result that there is not."""
    return {"withheld": _why(code)}


def _entry(result: Result | str) -> dict[str, object]:
    if isinstance(result, str):
        return withheld_json(result)
    return {"withheld": None, **_values(result)}


def _values(result: Result) -> dict[str, object]:
    match result:
        case Coherence():
            return {
                "bands": _bands(result.bands),
                "n_windows": result.n_windows,
                "threshold": result.threshold,
            }
        case WaveletCoherence():
            return {"bands": _bands(result.bands), "share": dict(result.share)}
        case PhaseLocking():
            return {"bands": _bands(result.bands)}
        case Concordance():
            return {
                "index": result.index,
                "share_positive": result.share_positive,
                "n_windows": result.n_windows,
                **_chance(result.chance),
                "p_withheld": _why(result.p_withheld),
                "withheld": _why(result.withheld),
            }
        case Susy():
            return dict(result.values)
        case MovingCcf():
            return {
                "n_windows": int(result.z.shape[0]),
                "n_lags": int(result.lags_s.size),
                "absolute": result.absolute,
                "grand_average": result.grand_average,
                "lag_zero": result.lag_zero,
                "a_leads": result.a_leads,
                "b_leads": result.b_leads,
                "best_lag_s": result.best_lag_s.tolist(),
            }
        case PartnerRsa():
            return {
                "value": result.r,
                "n_windows": result.n_windows,
                **_chance(result.chance),
                "p_withheld": _why(result.p_withheld),
            }
        case Recurrence():
            return {
                "value": result.peak,
                "peak_lag_s": result.peak_lag_s,
                "rate": result.rate,
                "determinism": result.determinism,
                "mean_line_s": result.mean_line_s,
                "longest_line_s": result.longest_line_s,
                **_chance(result.chance),
                "p_withheld": _why(result.p_withheld),
            }
        case Oscillators():
            return {
                "value": result.together_per_s,
                "interval_per_s": None
                if result.interval_per_s is None
                else list(result.interval_per_s),
                "word": result.word,
                "a_own_per_s": result.a_own_per_s,
                "b_own_per_s": result.b_own_per_s,
                "a_by_b_per_s": result.a_by_b_per_s,
                "b_by_a_per_s": result.b_by_a_per_s,
                **_chance(result.chance),
                "p_withheld": _why(result.p_withheld),
            }
        case NeurokitSynchrony():
            return {
                "hilbert_as_given": result.hilbert_as_given,
                "hilbert": {"value": result.hilbert, **_chance(result.hilbert_chance)},
                "correlation": {
                    "value": result.correlation,
                    **_chance(result.correlation_chance),
                },
                "p_withheld": _why(result.p_withheld),
                "mistakes": list(result.mistakes),
            }


def _bands(bands: Mapping[str, BandValue]) -> dict[str, object]:
    return {
        name: {
            "value": band.value,
            "phase_rad": band.phase_rad,
            **_chance(band.chance),
            "p_withheld": _why(band.p_withheld),
            "withheld": _why(band.withheld),
        }
        for name, band in bands.items()
    }


def _chance(chance: ChanceLevel | None) -> dict[str, object]:
    if chance is None:
        return {"p_value": None, "chance": None}
    levels = {"median": chance.median, "p95": chance.p95}
    return {"p_value": chance.p_value, "chance": levels}


def _why(code: str | None) -> str | None:
    """The reason in English: results are read by scripts and by researchers."""
    return None if code is None else say(f"withheld.{code}", Language.EN)
