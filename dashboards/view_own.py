"""One partner's own curve as a picture: the heart rate, with its figures.

The only picture of the app for couples in which figures stand: it is drawn for the one
whose heart it is, in an own turn at the screen (conversation.md 3.7, rule 4; T23).
Smoothed over 15 s on top of the median of 30 s behind it, so that no single sentence
can be read from it.
"""

from base64 import b64encode
from html import escape
from math import ceil, floor
from typing import Final

from samenstemming import home

from .palette import DARK, LIGHT

WIDTH: Final = 1000
HEIGHT: Final = 320
LEFT: Final = 64
TOP: Final = 30
BOTTOM: Final = 40
RIGHT: Final = 20
STEP_BPM: Final = 20

STYLE: Final = (
    f":root{{--ink:{LIGHT['text']};--paper:{LIGHT['background']};"
    f"--line:{LIGHT['shape']};--grid:{LIGHT['line']}}}"
    f"@media (prefers-color-scheme:dark){{:root{{--ink:{DARK['text']};"
    f"--paper:{DARK['background']};--line:{DARK['shape']};--grid:{DARK['line']}}}}}"
    ".curve{fill:none;stroke:var(--line);stroke-width:5;stroke-linejoin:round}"
    "line{stroke:var(--ink);stroke-width:2}.grid{stroke:var(--grid);stroke-width:2}"
    "text{fill:var(--ink);font:26px system-ui,sans-serif}"
    ".mark{fill:var(--ink);stroke:var(--ink);stroke-width:3}"
    ".mark.open{fill:var(--paper)}"
)


def has_curve(part: home.OwnPart) -> bool:
    """Whether there is enough of it to be a picture."""
    return len(part.curve) >= home.look_back.SHORTEST_S


def between(part: home.OwnPart) -> tuple[int, int]:
    """The lowest and the highest of what is drawn, whole beats a minute."""
    values = [bpm for _, bpm in home.look_back.smoothed(part.curve)]
    return round(min(values)), round(max(values))


def own_image(part: home.OwnPart, *, about: str, minute: str) -> str:
    """The curve as an image tag; `about` is its text, `minute` short for minutes."""
    data = b64encode(own_svg(part, minute=minute).encode()).decode()
    source = f"data:image/svg+xml;base64,{data}"
    return f'<img class="own-curve" alt="{escape(about)}" src="{source}">'


def own_svg(part: home.OwnPart, *, minute: str) -> str:
    """The curve with lines every twenty beats a minute, and the time under it."""
    line = home.look_back.smoothed(part.curve)
    values = [bpm for _, bpm in line]
    low = STEP_BPM * floor(min(values) / STEP_BPM)
    high = max(STEP_BPM * ceil(max(values) / STEP_BPM), low + 2 * STEP_BPM)
    begin_s, end_s = line[0][0], line[-1][0]
    length_s = max(end_s - begin_s, 1.0)

    def x(at_s: float) -> float:
        return LEFT + (at_s - begin_s) / length_s * (WIDTH - LEFT - RIGHT)

    def y(bpm: float) -> float:
        return HEIGHT - BOTTOM - (bpm - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    grid = "".join(
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(bpm):.1f}"'
        f' y2="{y(bpm):.1f}"/><text x="4" y="{y(bpm) + 9:.1f}">{bpm}</text>'
        for bpm in range(low, high + 1, STEP_BPM)
    )
    drawn = "".join(
        "M" + "L".join(f"{x(at_s):.1f} {y(bpm):.1f}" for at_s, bpm in piece)
        for piece in home.look_back.pieces(line)
    )
    signs = "".join(
        home.look_back.sign(
            home.look_back.MARKS[name], x(at_s), 14, low=HEIGHT - BOTTOM
        )
        for at_s, name in part.marks
        if begin_s <= at_s <= end_s
    )
    end = f"{round(length_s / 60)} {minute}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<style>{STYLE}</style>{grid}<path class="curve" d="{drawn}"/>{signs}'
        f'<text x="{LEFT}" y="{HEIGHT - 8}">0</text>'
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 8}" text-anchor="end">'
        f"{escape(end)}</text></svg>"
    )
