"""The pictures of a report, as SVG: they read in grey, and without the colours.

A is a solid line, B a dashed one, everywhere. Letters are outlines, so a page looks the
same where a font is missing. The same data give the same bytes: matplotlib is told no
date and a fixed salt for its names.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Final

import numpy as np

from samenstemming.analysis_values import Analysis, WearerAnalysis
from samenstemming.events import Wearer
from samenstemming.measures.synchrony import Synchrony
from samenstemming.series import Floats

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS: Final = {Wearer.A: "#1F5F9E", Wearer.B: "#A85B00"}
DASHES: Final = {Wearer.A: "solid", Wearer.B: (0, (4, 2))}
INK: Final = "#1F2528"
PALE: Final = "#E4E1EA"

Say = Mapping[str, str]
"""Words on a picture, by name, in the report's language."""


def heart_rates(analysis: Analysis, say: Say) -> str:
    """Both heart rates over the record: each beat, the line, gaps, steps."""
    figure, axes = paper(3.4)
    for wearer, of in analysis.wearers.items():
        t_s, bpm = _each_second(of)
        axes.plot(
            t_s / 60,
            bpm,
            color=COLOURS[wearer],
            linestyle=DASHES[wearer],
            linewidth=1.3,
            label=say[wearer.value],
        )
        timed = [beat for beat in of.beats if beat.rr_ms]
        axes.plot(
            [beat.t_s / 60 for beat in timed],
            [60_000 / beat.rr_ms for beat in timed if beat.rr_ms],
            ".",
            color=COLOURS[wearer],
            markersize=1.5,
            alpha=0.35,
            zorder=1,
        )
    low, high = _limits(analysis)
    axes.set_ylim(low, high)
    axes.set_xlim(0, max(analysis.duration_s / 60, 0.1))
    axes.set_ylabel(say["bpm"])
    axes.set_xlabel(say["minutes"])
    _gaps(axes, analysis, low, high)
    _steps(axes, analysis, high)
    axes.legend(loc="lower right", frameon=False, fontsize=8, ncols=2)
    return svg_of(figure)


def against_chance(found: Synchrony, say: Say) -> str | None:
    """The statistic beside what chance alone gives; None without a chance level."""
    if found.statistic is None or found.chance is None:
        return None
    figure, axes = paper(1.5)
    chance = found.chance
    axes.barh([0], [chance.p95], height=0.5, color=PALE, edgecolor=INK, hatch="///")
    axes.plot([chance.median] * 2, [-0.25, 0.25], color=INK, linewidth=1.5)
    axes.plot([found.statistic], [0], "D", color=INK, markersize=8)
    axes.annotate(
        say["here"],
        (found.statistic, 0.12),
        xytext=(0, 8),
        textcoords="offset points",
        ha="center",
        fontsize=9,
    )
    axes.annotate(
        say["chance"],
        (chance.p95 / 2, -0.25),
        xytext=(0, -12),
        textcoords="offset points",
        ha="center",
        fontsize=9,
    )
    axes.set_xlim(0, max(1.0, found.statistic))
    axes.set_ylim(-0.7, 0.7)
    axes.set_yticks([])
    axes.set_xlabel(say["statistic"])
    axes.spines["left"].set_visible(False)
    return svg_of(figure)


def levels(analysis: Analysis, say: Say) -> str | None:
    """How far each was above the own baseline; None where no baseline was known."""
    frames = analysis.talk.frames
    drawn = False
    figure, axes = paper(2.6)
    for wearer in analysis.wearers:
        own = [frame.a if wearer is Wearer.A else frame.b for frame in frames]
        d_bpm = np.array(
            [
                np.nan if one is None or one.d_bpm is None or one.reason else one.d_bpm
                for one in own
            ]
        )
        if not np.isfinite(d_bpm).any():
            continue
        drawn = True
        axes.plot(
            [frame.t_s / 60 for frame in frames],
            d_bpm,
            color=COLOURS[wearer],
            linestyle=DASHES[wearer],
            linewidth=1.3,
            label=say[wearer.value],
        )
    if not drawn:
        return None
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xlim(0, max(analysis.duration_s / 60, 0.1))
    axes.set_ylabel(say["above"])
    axes.set_xlabel(say["minutes"])
    _steps(axes, analysis, axes.get_ylim()[1])
    axes.legend(loc="lower right", frameon=False, fontsize=8, ncols=2)
    return svg_of(figure)


def _each_second(of: WearerAnalysis) -> tuple[Floats, Floats]:
    """Mean heart rate of each second that is known whole; NaN breaks the line."""
    period = of.heart_period
    rate = round(period.rate_hz)
    n = len(period.period_ms) // rate
    if n == 0:
        return np.empty(0), np.empty(0)
    known = np.asarray(period.known[: n * rate]).reshape(n, rate).all(axis=1)
    values = np.asarray(period.period_ms[: n * rate]).reshape(n, rate)
    bpm: Floats = np.full(n, np.nan)
    bpm[known] = (60_000 / values[known]).mean(axis=1)
    return period.t0_s + np.arange(n, dtype=np.float64) + 0.5, bpm


def _limits(analysis: Analysis) -> tuple[float, float]:
    """What holds the lines of both; single wild beats may stand outside."""
    lines = [_each_second(of)[1] for of in analysis.wearers.values()]
    known = [line[np.isfinite(line)] for line in lines]
    together: Floats = np.concatenate(known) if known else np.empty(0)
    if not together.size:
        return 40.0, 120.0
    low, high = float(together.min()), float(together.max())
    room = max(6.0, 0.15 * (high - low))
    return low - 1.6 * room, high + room


def _gaps(axes: "Axes", analysis: Analysis, low: float, high: float) -> None:
    """A strip for each wearer at the foot: hatched where no beat is known."""
    height = (high - low) * 0.035
    for row, (wearer, of) in enumerate(analysis.wearers.items()):
        for gap in of.gaps:
            axes.broken_barh(
                [(gap.start_s / 60, (gap.end_s - gap.start_s) / 60)],
                (low + height * (0.3 + 1.3 * row), height),
                facecolor="white",
                edgecolor=COLOURS[wearer],
                hatch="////",
                linewidth=0.4,
            )


def _steps(axes: "Axes", analysis: Analysis, top: float) -> None:
    """Where steps begin, and their numbers as in the table."""
    for number, made in enumerate(analysis.steps, 1):
        step = made.step
        axes.axvline(step.start_s / 60, color=INK, linewidth=0.5, linestyle=":")
        if step.end_s - step.start_s > analysis.duration_s / 60:
            axes.annotate(
                str(number),
                ((step.start_s + step.end_s) / 120, top),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                fontsize=7,
            )


def paper(height: float) -> tuple["Figure", "Axes"]:
    """A figure of the page's width and this height in inches, and its axes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.2, height), layout="constrained")
    axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=8, colors=INK)
    axes.xaxis.label.set_fontsize(9)
    axes.yaxis.label.set_fontsize(9)
    return figure, axes


def svg_of(figure: "Figure") -> str:
    """The figure as SVG, the same bytes every time."""
    from matplotlib import rc_context

    written = BytesIO()
    with rc_context({"svg.hashsalt": "samenstemming", "svg.fonttype": "path"}):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    text = written.getvalue().decode("utf-8")
    return text[text.index("<svg") :]
