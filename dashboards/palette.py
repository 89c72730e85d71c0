"""Every colour of the screens, light and dark, in one place.

A is blue and always a solid line, B is amber and always a dashed one: the two differ
little in grey, so colour never carries the meaning alone. Nothing is green or red:
together is not good and opposite is not bad.

axe does not judge what is painted on a canvas, so a unit test computes the contrast
of these colours itself.

Source: the colours of A and B were chosen for 4.5:1 on both backgrounds.
"""

from typing import Final

LIGHT: Final = {
    "background": "#FCFBF9",
    "surface": "#F5F3EF",
    "text": "#1F2528",
    "muted": "#596267",
    "line": "#DAD7CF",
    "primary": "#2F7F76",
    "a": "#1F5F9E",
    "b": "#A85B00",
    "relation": "#4A4458",
    "against": "#0B6D78",
    "band": "#E4E1EA",
    "hatch": "#B9B5AA",
    "notice": "#F2E9D8",
    "shape": "#5F6F95",
    "shape_fill": "#DDE2EE",
}
DARK: Final = {
    "background": "#14181A",
    "surface": "#1D2326",
    "text": "#E9ECEA",
    "muted": "#A3ADAF",
    "line": "#343C40",
    "primary": "#2F7F76",
    "a": "#7FB3E6",
    "b": "#F2B766",
    "relation": "#CFC6E2",
    "against": "#5FC3CF",
    "band": "#2B2C38",
    "hatch": "#4C565B",
    "notice": "#2E2A20",
    "shape": "#8FA0C8",
    "shape_fill": "#252C3D",
}


DIM: Final = {
    **DARK,
    "background": "#0D1011",
    "surface": "#171B1D",
    "text": "#C9CFCD",
    "muted": "#8C9698",
    "faint": "#5F686A",
    "line": "#2A3134",
}
"""Of the couple's screen while it should not be looked at, in either theme. `faint` is
what a prompt fades to: as little as may still be read."""


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0-1, as WCAG 2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1-21, as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def theme_options() -> dict[str, object]:
    """Streamlit's theme options for both themes, by dotted name."""
    options: dict[str, object] = {
        "theme.baseRadius": "0.5rem",
        "theme.headingFontSizes": ["2.25rem", "1.4rem", "1.2rem"],
    }
    for name, colours in (("light", LIGHT), ("dark", DARK)):
        options |= {
            f"theme.{name}.primaryColor": colours["primary"],
            f"theme.{name}.backgroundColor": colours["background"],
            f"theme.{name}.secondaryBackgroundColor": colours["surface"],
            f"theme.{name}.textColor": colours["text"],
            f"theme.{name}.linkColor": colours["a"],
            f"theme.{name}.borderColor": colours["line"],
            f"theme.{name}.paddingTop": "1rem",
        }
    return options
