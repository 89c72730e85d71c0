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
from samenstemming.consent import TWO_LINES, both_agreed
from samenstemming.events import Event, Marker
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

MARKS: Final = {
    "pattern_marked": "pattern",
    "pause": "pause",
    "went_quiet": "quiet",
    "laughed": "laughed",
    "repair_felt": "repair",
}
"""What the two pressed themselves, in the order of the legend."""

SIGNS: Final = {
    "pattern": "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z",
    "pause": "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z",
    "quiet": "M-7 -7H7V7H-7Z",
    "laughed": "M0 -8L8 7H-8Z",
    "repair": "M0 -9L9 0L0 9L-9 0Z",
}
"""Each has its own form; the open ones are where something stood still."""

OPEN: Final = ("pause", "quiet")

PAPER: Final = "--ink:#1F2528;--paper:#FCFBF9;--line:#5F6F95"
"""The colours of a light page. A screen brings its own."""

FORMS: Final = (
    "[class^=line]{fill:none;stroke:var(--line);stroke-width:6;stroke-linejoin:round}"
    ".line1{stroke:var(--ink);stroke-dasharray:16 12}"
    "line{stroke:var(--ink);stroke-width:2}"
    ".mark{fill:var(--ink);stroke:var(--ink);stroke-width:3}"
    ".mark.open{fill:var(--paper)}"
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
    strip = strip_of(
        analysis.talk.frames,
        recording.events(),
        two_lines=both_agreed(recording.meta, TWO_LINES),
    )
    return None if strip is None else strip_svg(strip)


def strip_of(
    frames: Sequence[DyadFrame], markers: Iterable[Event], *, two_lines: bool
) -> Strip | None:
    """The strip of this talk; None where there is too little to see."""
    seen = [frame for frame in frames if not frame.instructed and _both(frame)]
    if len(seen) < SHORTEST_S:
        return None
    levels: list[Callable[[DyadFrame], float]] = [_together]
    if two_lines:
        levels = [lambda of: _level(of.a), lambda of: _level(of.b)]
    raw = [[(of.t_s, level(of)) for of in seen] for level in levels]
    smooth = [smoothed(line) for line in raw]
    low = min(value for line in smooth for _, value in line)
    high = max(value for line in smooth for _, value in line)
    spread = max(high - low, LEAST_RANGE_BPM)
    begin_s, end_s = seen[0].t_s, seen[-1].t_s
    length_s = max(end_s - begin_s, 1.0)

    def share(point: Point) -> Point:
        return (point[0] - begin_s) / length_s, (point[1] - low) / spread

    return Strip(
        lines=tuple(
            tuple(tuple(share(of) for of in piece) for piece in pieces(line))
            for line in smooth
        ),
        marks=tuple(
            ((at_s - begin_s) / length_s, MARKS[name])
            for at_s, name in own_marks(markers)
            if begin_s <= at_s <= end_s
        ),
    )


def strip_svg(strip: Strip, *, colours: str = f":root{{{PAPER}}}") -> str:
    """The strip as a picture: no letter and no figure stands in it.

    `colours` is CSS that sets `--ink`, `--paper` and `--line`.
    """
    drawn = "".join(
        f'<path class="line{number}" d="{_path(line)}"/>'
        for number, line in enumerate(strip.lines)
    )
    signs = "".join(
        sign(kind, float(_x(at)), EDGE, low=HEIGHT - EDGE) for at, kind in strip.marks
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"<style>{colours}{FORMS}</style>{drawn}{signs}</svg>"
    )


def own_marks(events: Iterable[Event]) -> list[tuple[float, str]]:
    """When and what the two pressed; a break that the sensor made is not theirs."""
    return [
        (event.t_ns / 1e9, event.name)
        for event in events
        if isinstance(event, Marker)
        and event.name in MARKS
        and event.data.get("by") != "sensor"
    ]


def sign(kind: str, x: float, y: float, *, low: float) -> str:
    """The sign of a mark at this place; the pattern's has a line down to `low`."""
    form = "mark open" if kind in OPEN else "mark"
    at = f"translate({x:.1f} {y:.1f})"
    line = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y:.1f}" y2="{low:.1f}"/>'
    through = line if kind == "pattern" else ""
    return f'{through}<path class="{form}" d="{SIGNS[kind]}" transform="{at}"/>'


def _both(frame: DyadFrame) -> bool:
    return all(of is not None and of.d_bpm is not None for of in (frame.a, frame.b))


def _level(of: WearerArousal | None) -> float:
    return 0.0 if of is None or of.d_bpm is None else of.d_bpm


def _together(frame: DyadFrame) -> float:
    return (_level(frame.a) + _level(frame.b)) / 2


def smoothed(line: Sequence[Point]) -> list[Point]:
    """Each second as the mean of the quarter of a minute that ends with it."""
    found = []
    first = 0
    for at, (t_s, _) in enumerate(line):
        while line[first][0] < t_s - SMOOTH_S:
            first += 1
        near = [value for _, value in line[first : at + 1]]
        found.append((t_s, sum(near) / len(near)))
    return found


def pieces(line: Sequence[Point]) -> list[list[Point]]:
    """The line, broken wherever nothing was known."""
    found: list[list[Point]] = []
    for point in line:
        if not found or point[0] - found[-1][-1][0] > LONGEST_GAP_S:
            found.append([])
        found[-1].append(point)
    return found


def _path(pieces: Iterable[Sequence[Point]]) -> str:
    drawn = ("L".join(f"{_x(x)} {_y(y)}" for x, y in piece) for piece in pieces)
    return "".join(f"M{piece}" for piece in drawn)


def _x(share: float) -> str:
    return f"{EDGE + share * (WIDTH - 2 * EDGE):.1f}"


def _y(share: float) -> str:
    return f"{HEIGHT - EDGE - share * (HEIGHT - 3 * EDGE):.1f}"
