"""The study's work in this process: one desk for every tab."""

from functools import cache

from samenstemming import studies


@cache
def study_room() -> studies.StudyDesk:
    """The desk of this process."""
    return studies.StudyDesk()
