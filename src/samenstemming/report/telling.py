"""What every section of a report needs: the words, the markers, and cells as text."""

from typing import Final

from samenstemming.analysis_values import Analysis, Part
from samenstemming.events import Marker, Wearer
from samenstemming.report.claims import p_text
from samenstemming.standing import standing
from samenstemming.words import Language, say

DASH: Final = "-"
"""What stands where nothing is known."""


class Teller:
    """One analysis in one language; its markers as they stand."""

    def __init__(self, analysis: Analysis, language: Language) -> None:
        self.analysis = analysis
        self.language = language
        events = standing(analysis.recording.events())
        self.markers = [event for event in events if isinstance(event, Marker)]

    def say(self, key: str, **values: object) -> str:
        """A string of the report."""
        return say(f"report.{key}", self.language, **values)

    def on_picture(self) -> dict[str, str]:
        """The words that stand on a picture."""
        names = ("bpm", "minutes", "here", "chance", "statistic", "above")
        found = {name: self.say(f"picture.{name}") for name in names}
        for wearer in Wearer:
            found[wearer.value] = self.say("wearer", who=wearer.value.upper())
        return found


def share_text(share: float) -> str:
    """A share in per cent."""
    return f"{share:.1%}"


def number_text(value: float | None, form: str) -> str:
    """A number in this form, or a dash."""
    return DASH if value is None else form.format(value)


def value_text(part: Part | None, name: str, form: str) -> str:
    """An index of a part in this form, or a dash."""
    return DASH if part is None else number_text(part.hrv.values.get(name), form)


def p_cell(p_value: float | None) -> str:
    """A p-value as a cell."""
    return DASH if p_value is None else p_text(p_value).removeprefix("= ")
