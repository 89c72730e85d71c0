"""The two pictures of a group report: what was left out, and effects with intervals.

They read in grey: left out is hatched, found and used are filled; a test that holds
has a filled mark, another an open one. Labels from data are never set as formulas.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from samenstemming.report.pictures import INK, PALE, paper, svg_of

LONGEST: Final = 34
ALPHA: Final = 0.05


def funnel(found: int, out: Sequence[tuple[str, int]], used: int, say: Any) -> str:
    """Bars from all files to those that count; each reason takes its part away."""
    from matplotlib.ticker import MaxNLocator

    figure, axes = paper(0.6 + 0.34 * (len(out) + 2))
    rows: list[tuple[str, int, int, bool]] = [(say("group.found"), 0, found, False)]
    left = found
    for why, n in out:
        left -= n
        rows.append((why, left, n, True))
    rows.append((say("group.used"), 0, used, False))
    for at, (_, start, n, gone) in enumerate(rows):
        axes.barh(
            [at],
            [n],
            left=[start],
            height=0.62,
            color="white" if gone else PALE,
            edgecolor=INK,
            hatch="////" if gone else "",
            linewidth=0.8,
        )
        axes.annotate(
            f"\N{MINUS SIGN}{n}" if gone else str(n),
            (start + n, at),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
    axes.set_yticks(range(len(rows)), [of[0] for of in rows])
    axes.set_xlim(0, max(found, 1) * 1.1)
    axes.invert_yaxis()
    axes.set_xlabel(say("group.files"))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return svg_of(figure)


def forest(rows: Sequence[tuple[int, str, Mapping[str, Any]]], say: Any) -> str | None:
    """Effects with their intervals, by the table's numbers; None without any."""
    known = [of for of in rows if of[2].get("effect_size") is not None]
    if not known:
        return None
    figure, axes = paper(0.8 + 0.3 * len(known))
    for at, (_, _, row) in enumerate(known):
        p = row.get("p_adjusted")
        holds = p is not None and p <= ALPHA
        axes.plot([row["effect_low"], row["effect_high"]], [at, at], color=INK, lw=1.2)
        axes.plot(
            [row["effect_size"]],
            [at],
            "s",
            color=INK,
            markerfacecolor=INK if holds else "white",
            markersize=7,
        )
    axes.axvline(0, color=INK, linewidth=0.9, linestyle=":")
    axes.set_yticks(
        range(len(known)),
        [_drawn(number, label) for number, label, _ in known],
        parse_math=False,
    )
    axes.set_ylim(len(known) - 0.4, -0.6)
    axes.set_xlabel(say("group.effect"))
    return svg_of(figure)


def _drawn(number: int, label: str) -> str:
    """The number, and the label where the letters of a picture have it."""
    plain = all(of.isprintable() and ord(of) < 256 for of in label)
    short = label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
    return f"{number}  {short}" if plain else str(number)
