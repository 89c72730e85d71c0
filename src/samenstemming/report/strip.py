"""The look back after a talk: how it moved, with the couple's own marks, as a drawing.

One level of both together, the mean of how far each was above the own baseline, so that
swapping the two changes nothing; two lines only where both asked for them tonight. The
heart rate behind it is a median over 30 s; here it is smoothed again over 15 s. There
is no scale: a figure would be compared. Where one was not known there is nothing for
both, and steps that asked for one rhythm are left out (conversation.md 3.4, 3.7, T19).

Both lines share one height, so the higher one was further from the own rest. That is
why two lines are a second yes, apart from the first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from samenstemming.analysis_values import Analysis
from samenstemming.consent import both_agreed
from samenstemming.events import Marker
from samenstemming.series import DyadFrame, WearerArousal

SMOOTH_S: Final = 15
SHORTEST_S: Final = 60
"""Less than a minute that can be seen is no picture of a talk."""

LEAST_RANGE_BPM: Final = 20.0
"""A calm talk is drawn as calm: the picture never stretches two beats to its height."""

WIDTH: Final = 1000
HEIGHT: Final = 180
EDGE: Final = 14
LONGEST_GAP_S: Final = 3.0

MARKS: Final = {"pattern_marked": "pattern", "pause": "pause"}
"""What the two pressed themselves; a break that the sensor made is not theirs."""

STYLE: Final = (
    ":root{--ink:#1F2528;--paper:#FCFBF9;--line:#5F6F95}"
    "path{fill:none;stroke:var(--line);stroke-width:6;stroke-linejoin:round}"
    ".line1{stroke:var(--ink);stroke-dasharray:16 12}"
    ".pattern line{stroke:var(--ink);stroke-width:2}.pause line{visibility:hidden}"
    "circle{fill:var(--ink);stroke:var(--ink);stroke-width:3}"
    ".pause circle{fill:var(--paper)}"
)
"""Both lines differ by their dashes, not by colour alone."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Lines, each in pieces, and marks, all between 0 and 1; no unit is left in it."""

    lines: tuple[tuple[tuple[Point, ...], ...], ...]
    marks: tuple[tuple[float, str], ...]


def look_back_svg(analysis: Analysis) -> str | None:
    """The strip of an analysed talk; None where there is too little to see."""
    recording = analysis.recording
    markers = [e for e in recording.events() if isinstance(e, Marker)]
    two_lines = both_agreed(recording.meta, "two_lines")
    strip = strip_of(analysis.talk.frames, markers, two_lines=two_lines)
    return None if strip is None else strip_svg(strip)


def strip_of(
    frames: Sequence[DyadFrame], markers: Iterable[Marker], *, two_lines: bool
) -> Strip | None:
    """The strip of this talk; None where there is too little to see."""
    seen = [frame for frame in frames if not frame.instructed and _both(frame)]
    if len(seen) < SHORTEST_S:
        return None
    levels: list[Callable[[DyadFrame], float]] = [_together]
    if two_lines:
        levels = [lambda of: _level(of.a), lambda of: _level(of.b)]
    raw = [[(of.t_s, level(of)) for of in seen] for level in levels]
    smooth = [_smoothed(line) for line in raw]
    low = min(value for line in smooth for _, value in line)
    high = max(value for line in smooth for _, value in line)
    spread = max(high - low, LEAST_RANGE_BPM)
    begin_s, end_s = seen[0].t_s, seen[-1].t_s
    length_s = max(end_s - begin_s, 1.0)

    def share(point: Point) -> Point:
        return (point[0] - begin_s) / length_s, (point[1] - low) / spread

    return Strip(
        lines=tuple(
            tuple(tuple(share(of) for of in piece) for piece in _pieces(line))
            for line in smooth
        ),
        marks=tuple(
            ((at_s - begin_s) / length_s, kind)
            for at_s, kind in _own_marks(markers)
            if begin_s <= at_s <= end_s
        ),
    )


def strip_svg(strip: Strip) -> str:
    """The strip as a picture: no letter and no figure stands in it."""
    drawn = "".join(
        f'<path class="line{number}" d="{_path(line)}"/>'
        for number, line in enumerate(strip.lines)
    )
    signs = "".join(
        f'<g class="{kind}"><line x1="{_x(at)}" x2="{_x(at)}" y1="{EDGE}"'
        f' y2="{HEIGHT - EDGE}"/><circle cx="{_x(at)}" cy="{EDGE}" r="7"/></g>'
        for at, kind in strip.marks
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"<style>{STYLE}</style>{drawn}{signs}</svg>"
    )


def _both(frame: DyadFrame) -> bool:
    return all(of is not None and of.d_bpm is not None for of in (frame.a, frame.b))


def _level(of: WearerArousal | None) -> float:
    return 0.0 if of is None or of.d_bpm is None else of.d_bpm


def _together(frame: DyadFrame) -> float:
    return (_level(frame.a) + _level(frame.b)) / 2


def _smoothed(line: Sequence[Point]) -> list[Point]:
    """Each second as the mean of the quarter of a minute that ends with it."""
    found = []
    first = 0
    for at, (t_s, _) in enumerate(line):
        while line[first][0] < t_s - SMOOTH_S:
            first += 1
        near = [value for _, value in line[first : at + 1]]
        found.append((t_s, sum(near) / len(near)))
    return found


def _own_marks(markers: Iterable[Marker]) -> list[tuple[float, str]]:
    return [
        (marker.t_ns / 1e9, MARKS[marker.name])
        for marker in markers
        if marker.name in MARKS and marker.data.get("by") != "sensor"
    ]


def _pieces(line: Sequence[Point]) -> list[list[Point]]:
    """The line, broken wherever nothing was known."""
    pieces: list[list[Point]] = []
    for point in line:
        if not pieces or point[0] - pieces[-1][-1][0] > LONGEST_GAP_S:
            pieces.append([])
        pieces[-1].append(point)
    return pieces


def _path(pieces: Iterable[Sequence[Point]]) -> str:
    drawn = ("L".join(f"{_x(x)} {_y(y)}" for x, y in piece) for piece in pieces)
    return "".join(f"M{piece}" for piece in drawn)


def _x(share: float) -> str:
    return f"{EDGE + share * (WIDTH - 2 * EDGE):.1f}"


def _y(share: float) -> str:
    return f"{HEIGHT - EDGE - share * (HEIGHT - 3 * EDGE):.1f}"
