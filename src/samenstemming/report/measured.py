"""What was measured, and how well: quality, hearts, and the two together."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from samenstemming.analysis_values import Part
from samenstemming.measures.synchrony import Synchrony
from samenstemming.report import pictures
from samenstemming.report.section import Picture, Section, Table
from samenstemming.report.telling import (
    DASH,
    Teller,
    number_text,
    p_cell,
    share_text,
    value_text,
)
from samenstemming.words import say

HRV: Final = (
    ("heart_rate_bpm", "{:.1f}"),
    ("mean_nn_ms", "{:.0f}"),
    ("rmssd_ms", "{:.1f}"),
    ("sdnn_ms", "{:.1f}"),
    ("pnn50", "{:.1f}"),
    ("sd1_ms", "{:.1f}"),
    ("sd2_ms", "{:.1f}"),
    ("hf_ms2", "{:.0f}"),
    ("lf_ms2", "{:.0f}"),
)
"""The indices of the table, by their names in every export, and their digits."""


def how_well(tell: Teller) -> Section:
    """How well each signal was measured, and what broke it."""
    rows = [
        (
            tell.say("wearer", who=wearer.value.upper()),
            str(len(of.beats)),
            share_text(of.whole.usable_share),
            share_text(of.whole.corrected_share),
            str(len(of.gaps)),
            DASH if of.beat_time_sd_s is None else f"{of.beat_time_sd_s:.3f}",
            tell.say(f"rhythm.{of.whole.rhythm.value}"),
            tell.say(f"quality.{of.whole.quality.verdict.value}"),
        )
        for wearer, of in tell.analysis.wearers.items()
    ]
    header = [
        tell.say(f"column.{name}")
        for name in (
            "wearer",
            "beats",
            "usable",
            "corrected",
            "gaps",
            "time_sd",
            "rhythm",
            "quality",
        )
    ]
    tables = [
        Table(
            caption=tell.say("table.quality"),
            header=header,
            rows=rows,
            note=tell.say("note.quality"),
        )
    ]
    gaps = _gap_rows(tell)
    if gaps:
        tables.append(
            Table(
                caption=tell.say("table.gaps"),
                header=[
                    tell.say(f"column.{name}")
                    for name in ("wearer", "reason", "count", "seconds")
                ],
                rows=gaps,
            )
        )
    return Section(title=tell.say("section.quality"), tables=tables)


def _gap_rows(tell: Teller) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    for wearer, of in tell.analysis.wearers.items():
        seconds: dict[str, float] = defaultdict(float)
        count: Counter[str] = Counter()
        for gap in of.gaps:
            seconds[gap.reason] += gap.end_s - gap.start_s
            count[gap.reason] += 1
        rows += [
            (
                tell.say("wearer", who=wearer.value.upper()),
                say(f"gap.{reason}", tell.language),
                str(count[reason]),
                f"{seconds[reason]:.1f}",
            )
            for reason in sorted(seconds)
        ]
    return rows


def hearts(tell: Teller) -> Section:
    """Both heart rates as a picture, and variability as a table."""
    analysis = tell.analysis
    shown = pictures.heart_rates(analysis, tell.on_picture())
    rates = "; ".join(
        tell.say(
            "picture.rate_of",
            who=wearer.value.upper(),
            bpm=value_text(of.whole, "heart_rate_bpm", "{:.0f}"),
        )
        for wearer, of in analysis.wearers.items()
    )
    rows = [
        (tell.say(f"hrv.{name}"), *(value_text(p, name, form) for p in _wholes(tell)))
        for name, form in HRV
    ]
    reasons = sorted(
        {
            f"{name}: {say(f'withheld.{code}', tell.language)}"
            for part in _wholes(tell)
            for name, code in part.hrv.withheld.items()
            if name in dict(HRV)
        }
    )
    header = [
        tell.say("column.index"),
        *(tell.say("wearer", who=w.value.upper()) for w in tell.analysis.wearers),
    ]
    return Section(
        title=tell.say("section.hearts"),
        pictures=[
            Picture(
                svg=shown,
                instead=tell.say("picture.rates.instead", rates=rates),
                caption=tell.say("picture.rates.caption"),
            )
        ],
        tables=[
            Table(
                caption=tell.say("table.hrv"),
                header=header,
                rows=rows,
                note=" ".join([tell.say("note.hrv"), *reasons]),
            )
        ],
    )


def _wholes(tell: Teller) -> list[Part]:
    return [of.whole for of in tell.analysis.wearers.values()]


def together(tell: Teller) -> Section | None:
    """Whether they moved together; None for one wearer."""
    if len(tell.analysis.wearers) != 2:
        return None
    found = tell.analysis.synchrony
    drawn = pictures.against_chance(found, tell.on_picture())
    shown = []
    if drawn is not None and found.chance is not None:
        shown.append(
            Picture(
                svg=drawn,
                instead=tell.say(
                    "picture.chance.instead",
                    r=number_text(found.statistic, "{:.2f}"),
                    p95=number_text(found.chance.p95, "{:.2f}"),
                ),
                caption=tell.say("picture.chance.caption", n=found.n_surrogates),
            )
        )
    return Section(
        title=tell.say("section.together"),
        paragraphs=[tell.say("together.how")],
        pictures=shown,
        tables=[
            Table(
                caption=tell.say("table.together"),
                header=[tell.say("column.index"), tell.say("column.value")],
                rows=_together_rows(tell, found),
                note=tell.say("note.lag"),
            )
        ],
    )


def _together_rows(tell: Teller, found: Synchrony) -> list[Sequence[str]]:
    chance, pairs, reach = found.chance, found.segment_pairs, found.lag_interval_s
    rows = [
        ("statistic", number_text(found.statistic, "{:.3f}")),
        ("sign", DASH if found.sign is None else tell.say(f"sign.{found.sign}")),
        ("p", p_cell(found.p_value)),
        ("p95", DASH if chance is None else f"{chance.p95:.3f}"),
        ("pairs_p", DASH if pairs is None else p_cell(pairs.p_value)),
        ("lag", number_text(found.lag_s, "{:.2f} s")),
        (
            "lag_interval",
            DASH
            if reach is None
            else tell.say("range", low=f"{reach[0]:.2f}", high=f"{reach[1]:.2f} s"),
        ),
        ("lead", tell.say(f"lead.{found.lead.value.replace(' ', '_')}")),
        ("windows", str(found.n_windows)),
        ("known", f"{found.duration_s:.0f} s"),
    ]
    withheld = [
        (f"why_{name}", say(f"withheld.{code}", tell.language))
        for name, code in (
            ("all", found.withheld),
            ("p", found.p_withheld),
            ("lag", found.lag_withheld),
            ("pairs", found.pairs_withheld),
        )
        if code is not None
    ]
    return [(tell.say(f"row.{name}"), value) for name, value in rows + withheld]
