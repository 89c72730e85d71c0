"""What two files say about each other: the same one twice, one heart, swapped people.

Each would make a beautiful and false synchrony.
"""

import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from samenstemming.errors import ImportFileError
from samenstemming.events import Wearer
from samenstemming.measures.alignment import Alignment, align
from samenstemming.series import Beat, Origin
from samenstemming.sources.import_beats import Timed
from samenstemming.sources.import_source import Source
from samenstemming.sources.import_times import NS_PER_S
from samenstemming.words import sentence

SAME_IN_A_ROW: Final = 60
"""So many equal intervals in a row, to the last digit, are not chance."""

FEWEST_VALUES: Final = 10
"""Intervals that hardly vary (a test signal) are alike without being the same."""

MOST_COMPARED: Final = 3000
"""Beats of each that are compared: half an hour tells."""

LONG_GAP_S: Final = 10.0
_LETTER: Final = re.compile(r"(?:^|[_\-. ])([ab])(?=[_\-. ]|$)", re.IGNORECASE)


def refuse_mixed_up(
    sources: Mapping[Wearer, Source], paths: Mapping[Wearer, Path]
) -> None:
    """ImportFileError where files say that they are the other wearer's."""
    for wearer, source in sources.items():
        if source.of_wearer not in (None, wearer.value):
            msg = sentence(
                "wrong.import.other_wearer",
                name=paths[wearer].name,
                given=wearer.upper(),
                own=wearer.other.upper(),
            )
            raise ImportFileError(msg)
    letters = {wearer: _letter_of(path) for wearer, path in paths.items()}
    if letters == {Wearer.A: "b", Wearer.B: "a"}:
        msg = sentence(
            "wrong.import.mixed_up", a=paths[Wearer.A].name, b=paths[Wearer.B].name
        )
        raise ImportFileError(msg)


def refuse_twice(files: Mapping[Wearer, Timed], paths: Mapping[Wearer, Path]) -> None:
    """ImportFileError where both files hold the same intervals."""
    a, b = (_intervals(files[wearer]) for wearer in Wearer)
    if len(set(a)) < FEWEST_VALUES:
        return
    n = SAME_IN_A_ROW
    seen = {tuple(a[k : k + n]) for k in range(0, len(a) - n + 1)}
    if any(tuple(b[k : k + n]) in seen for k in range(0, len(b) - n + 1, n)):
        msg = sentence(
            "wrong.import.given_twice",
            a=paths[Wearer.A].name,
            b=paths[Wearer.B].name,
            n=n,
        )
        raise ImportFileError(msg)


def same_heart_note(files: Mapping[Wearer, Timed]) -> str | None:
    """A sentence where both files show one and the same heart; usually None."""
    beats = {
        wearer: [
            Beat(
                wearer=wearer,
                t_s=ns / NS_PER_S,
                t_sd_s=0.0,
                rr_ms=rr,
                run=0,
                origin=Origin.RR,
            )
            for ns, rr in file.beats[:MOST_COMPARED]
        ]
        for wearer, file in files.items()
    }
    if not isinstance(align(beats), Alignment):
        return None
    return sentence("import.note.same_heart")


def gaps_s(file: Timed) -> list[tuple[float, float]]:
    """Start (s from the file's first stamp) and length of its holes over 10 s."""
    times = [ns for ns, _ in file.beats] or [ns for ns, _ in file.notifications]
    longest_ns = LONG_GAP_S * NS_PER_S
    return [
        ((before - file.first_ns) / NS_PER_S, (at - before) / NS_PER_S)
        for before, at in itertools.pairwise(times)
        if at - before > longest_ns
    ]


def clock_notes(file: Timed) -> list[str]:
    """Sentences about steps of a file's clock that its stamps suggest."""
    return [
        sentence("import.note.hole", hours=f"{length / 3600:.0f}", start=f"{start:.0f}")
        for start, length in gaps_s(file)
        if length > 1800 and abs(length / 3600 - round(length / 3600)) * 3600 < 3
    ]


def _intervals(file: Timed) -> list[float]:
    if file.beats:
        return [rr for _, rr in file.beats if rr is not None]
    return [rr for _, several in file.notifications for rr in several]


def _letter_of(path: Path) -> str | None:
    found = {letter.lower() for letter in _LETTER.findall(path.name.split(".")[0])}
    return found.pop() if len(found) == 1 else None
