"""What every format makes its files from: one analysis and how to show its dates."""

from dataclasses import dataclass

from samenstemming.analysis_values import Analysis
from samenstemming.events import Recording
from samenstemming.exports.dates import Dates
from samenstemming.exports.participants import Participants


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """A recording, what was found in it, and what was asked for.

    `session` is BIDS's: which meeting of the two this was.
    """

    recording: Recording
    analysis: Analysis
    participants: Participants
    dates: Dates
    session: str = "01"
    full_hrv: bool = False
