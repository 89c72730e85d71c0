"""The look back of a talk on a screen: the strip as an image that knows both themes.

What is drawn, and what never is, stands in `samenstemming.report.strip`.
"""

from base64 import b64encode
from html import escape
from typing import Final

from samenstemming import home

from .palette import DARK, LIGHT

COLOURS: Final = (
    f":root{{--ink:{LIGHT['text']};--paper:{LIGHT['background']};--line:{LIGHT['shape']}}}"
    "@media (prefers-color-scheme:dark){:root{"
    f"--ink:{DARK['text']};--paper:{DARK['background']};--line:{DARK['shape']}}}}}"
)
"""Such an image sees no style of the page, so it brings both sets of colours along."""


def strip_image(strip: home.Strip, *, about: str) -> str:
    """The strip as an image tag; `about` is its text, read out in its place.

    Streamlit's own HTML lets no SVG through, but it does let an image with one in it.
    """
    svg = home.strip_svg(strip, colours=COLOURS)
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img class="look-back" alt="{escape(about)}" src="{source}">'
