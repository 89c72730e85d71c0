"""The couple's loop: cards in a circle with arrows, and a name that they made up.

A circle has no beginning, so moving the first card forward makes it the last. Every
card is about oneself and begins with "ik" or "I" (conversation.md T08, T10): what
somebody types gets that in front where it is missing. The picture is an image, as the
look back is; the same cards stand under it as text, in the same order.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from math import cos, pi, sin
from textwrap import wrap
from typing import Final

from samenstemming import home
from samenstemming.words import Language

from .palette import DARK, LIGHT

EXERCISE: Final = "ons_patroon"
STEP: Final = "a_mijn_stap"
FEWEST: Final = 4
"""With fewer cards it is hardly a loop; it may be left at that."""

SELF: Final = {Language.NL: "ik", Language.EN: "I"}

Card = Mapping[Language, str]

SIDE: Final = 480
MIDDLE: Final = SIDE / 2
RADIUS: Final = 178
WIDE: Final = 136
LINE: Final = 19
LETTERS: Final = 14
LINES: Final = 3
BESIDE: Final = 8
"""A card on the far left or right reaches this far over the square of the circle."""

STYLE: Final = (
    f":root{{--ink:{LIGHT['text']};--paper:{LIGHT['background']};"
    f"--ring:{LIGHT['shape']};--fill:{LIGHT['shape_fill']}}}"
    f"@media (prefers-color-scheme:dark){{:root{{--ink:{DARK['text']};"
    f"--paper:{DARK['background']};--ring:{DARK['shape']};--fill:{DARK['shape_fill']}}}}}"
    "circle{fill:none;stroke:var(--ring);stroke-width:3}path{fill:var(--ring)}"
    "rect{fill:var(--fill);stroke:var(--ring);stroke-width:1.5}"
    "text{fill:var(--ink);font:16px system-ui,sans-serif;text-anchor:middle}"
    ".name{font-size:21px;font-weight:600}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """Cards in their order, and the name. Every change makes a new value."""

    cards: tuple[str, ...] = ()
    name: str = ""

    @property
    def full(self) -> bool:
        """Whether no card fits any more."""
        return len(self.cards) >= home.MOST_CARDS

    def add(self, text: str) -> "Loop":
        """With one card more, at the end; the same where there is nothing to add."""
        if self.full or not text:
            return self
        return replace(self, cards=(*self.cards, text[: home.LONGEST_CARD]))

    def move(self, at: int, by: int) -> "Loop":
        """With this card one place earlier (-1) or later (1), around the circle."""
        if not 0 <= at < len(self.cards):
            return self
        cards = list(self.cards)
        card = cards.pop(at)
        cards.insert((at + by) % len(self.cards), card)
        return replace(self, cards=tuple(cards))

    def without(self, at: int) -> "Loop":
        """Without this card."""
        left = (card for index, card in enumerate(self.cards) if index != at)
        return replace(self, cards=tuple(left))


def ready_cards() -> tuple[Card, ...]:
    """The cards of the exercise, without the one that says "something else"."""
    exercise, _ = home.library().find(EXERCISE)
    cards = next(step.cards for step in exercise.steps if step.id == STEP)
    if cards is None:
        return ()
    pairs = zip(cards.nl, cards.en, strict=True)
    return tuple({Language.NL: nl, Language.EN: en} for nl, en in pairs)[:-1]


def about_oneself(text: str, language: Language) -> str:
    """What was typed as a card: it begins with the one who speaks."""
    words = " ".join(text.split())
    if not words:
        return ""
    first, _, rest = words.partition(" ")
    if first.casefold() in {own.casefold() for own in SELF.values()}:
        return f"{SELF[language]} {rest}".strip() if rest else ""
    return f"{SELF[language]} {words}"


def in_language(text: str, cards: Sequence[Card], language: Language) -> str:
    """A ready card in the reader's language; anything else as it was typed."""
    return next((of[language] for of in cards if text in of.values()), text)


def loop_image(loop: Loop, *, about: str) -> str:
    """The circle as an image tag; `about` is its text, read out in its place."""
    data = b64encode(loop_svg(loop).encode()).decode()
    source = f"data:image/svg+xml;base64,{data}"
    return f'<img class="loop" alt="{escape(about)}" src="{source}">'


def loop_svg(loop: Loop) -> str:
    """The circle: cards, an arrowhead between each and the next, the name inside."""
    n = len(loop.cards)
    heads = "".join(_head((at + 0.5) / n) for at in range(n))
    cards = "".join(_card(text, at / n) for at, text in enumerate(loop.cards))
    view = f"{-BESIDE} 0 {SIDE + 2 * BESIDE} {SIDE}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">'
        f'<style>{STYLE}</style><circle cx="{MIDDLE}" cy="{MIDDLE}" r="{RADIUS}"/>'
        f"{heads}{cards}{_lines(loop.name, MIDDLE, MIDDLE, 24, 'name')}</svg>"
    )


def _place(turn: float) -> tuple[float, float]:
    """Where on the ring this share of the way round is; it begins at the top."""
    angle = 2 * pi * turn
    return MIDDLE + RADIUS * sin(angle), MIDDLE - RADIUS * cos(angle)


def _head(turn: float) -> str:
    x, y = _place(turn)
    return (
        f'<path d="M-8 -8L9 0L-8 8Z" '
        f'transform="translate({x:.1f} {y:.1f}) rotate({360 * turn:.1f})"/>'
    )


def _card(text: str, turn: float) -> str:
    x, y = _place(turn)
    high = LINE * len(_wrapped(text, LETTERS)) + 16
    return (
        f'<rect x="{x - WIDE / 2:.1f}" y="{y - high / 2:.1f}" width="{WIDE}" '
        f'height="{high}" rx="10"/>{_lines(text, x, y, LINE, "card")}'
    )


def _lines(text: str, x: float, y: float, apart: int, kind: str) -> str:
    lines = _wrapped(text, LETTERS)
    top = y - apart * (len(lines) - 1) / 2 + apart * 0.28
    return "".join(
        f'<text class="{kind}" x="{x:.1f}" y="{top + apart * at:.1f}">'
        f"{escape(line)}</text>"
        for at, line in enumerate(lines)
    )


def _wrapped(text: str, letters: int) -> list[str]:
    return wrap(text, letters, max_lines=LINES, placeholder=" …")
