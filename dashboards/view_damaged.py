"""What a repair saved and what is missing, as sentences for whoever recorded it."""

from collections.abc import Iterator, Mapping
from typing import Final

from samenstemming.words import Language, say

MOST: Final = 4
"""Stretches that are named; the recording itself knows them all."""


def saved_lines(said: Mapping[str, object], language: Language) -> list[str]:
    """How much is there again, what is not, and what follows from that."""
    return list(_lines(said, language))


def _lines(said: Mapping[str, object], language: Language) -> Iterator[str]:
    kept, lost = _number(said.get("rows_kept")), _number(said.get("rows_lost"))
    if not lost:
        yield say("app.damaged.all", language)
    else:
        # Rounded down: where something is missing it is never said to be all.
        percent = 100 * kept // max(kept + lost, 1)
        share = f"{percent}%" if percent else "<1%"
        yield say("app.damaged.part", language, share=share)
        yield from _stretches(said.get("stretches"), language)
        yield say("repair.marks", language)
    if said.get("zero_known") is False:
        yield say("app.damaged.zero", language)
    if said.get("meta_in_doubt") is True:
        yield say("app.damaged.consent", language)


def _stretches(said: object, language: Language) -> Iterator[str]:
    listed = said if isinstance(said, list | tuple) else ()
    every = [one for one in listed if isinstance(one, Mapping)]
    for one in every[:MOST]:
        start, end = _clock(one.get("from_s")), _clock(one.get("until_s"))
        if start and end:
            yield say("app.damaged.between", language, start=start, end=end)
        elif start:
            yield say("app.damaged.end", language, start=start)
        elif end:
            yield say("app.damaged.beginning", language, end=end)
    if len(every) > MOST:
        yield say("app.damaged.more", language, n=len(every) - MOST)


def _clock(seconds: object) -> str:
    """Session time as m:ss; empty where it is not known."""
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        return ""
    minutes, rest = divmod(max(int(seconds), 0), 60)
    return f"{minutes}:{rest:02}"


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
