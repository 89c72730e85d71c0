"""A study's checklist, quality page and overview as lines for a terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

from samenstemming.cli.printing import clock, rows, words
from samenstemming.session.study_dry_run import Checked
from samenstemming.study.overview import Overview
from samenstemming.study.quality import Claim, Drift, QualityPage
from samenstemming.words import clause

WHETHER: Final = {True: "yes", False: "no", None: "unknown"}


def checklist_lines(found: Sequence[Checked]) -> Iterator[str]:
    """A line each, with what is not in order marked by a word."""
    for of in found:
        mark = words("study.dry.ok" if of.ok else "study.dry.not")
        yield f"{mark}  {words(f'study.dry.{of.what}', **of.about)}"


def quality_lines(page: QualityPage) -> Iterator[str]:
    """The page: whether it counts, each step, gaps, clocks, claims, what was said."""
    yield words("study.quality.passed" if page.passed else "study.quality.failed")
    for why in page.failed:
        yield f"  {words(why)}"
    titles = ("step", "wearer", "usable", "corrected", "gap", "verdict", "enough")
    head = [words(f"study.head.{title}") for title in titles]
    body = [
        [
            words("study.whole") if part.step == "whole" else part.step,
            part.wearer.upper(),
            "-" if part.usable_share is None else f"{part.usable_share:.0%}",
            "-" if part.corrected_share is None else f"{part.corrected_share:.1%}",
            "-" if part.longest_gap_s is None else f"{part.longest_gap_s:.1f}",
            words(part.why or f"cli.quality.{part.verdict}"),
            words("study.yes" if part.enough else "study.no"),
        ]
        for part in page.parts
    ]
    yield ""
    signal = titles.index("verdict")
    head[0] = head[0].ljust(max((len(cells[0]) for cells in body), default=8))
    head[signal] = head[signal].rjust(max(len(cells[signal]) for cells in body))
    yield from rows(head, body)
    yield ""
    yield words("study.gaps", n=page.n_gaps)
    for gap in page.gaps:
        yield "  " + words(
            "study.gap",
            at=clock(gap.start_s),
            wearer=gap.wearer.upper(),
            seconds=gap.end_s - gap.start_s,
            reason=words(f"gap.{gap.reason}"),
        )
    yield ""
    for drift in page.drift:
        yield drift_line(drift)
    yield ""
    for allowed in (True, False):
        yield words("study.may" if allowed else "study.may_not")
        for claim in page.claims:
            if claim.allowed is allowed:
                yield f"  {claim_line(claim)}"
    if page.said:
        yield ""
        yield words("study.said")
        for said in page.said:
            kind = words(f"study.kind.{said.kind}")
            yield f"  {clock(said.t_s)} {kind} {said.note}".rstrip()


def drift_line(drift: Drift) -> str:
    """How a clock ran, or why that cannot be said."""
    of = words("study.clock.wall" if drift.of == "wall" else "study.clock.strap")
    name = of if drift.of == "wall" else f"{of} {drift.of.upper()}"
    if drift.ppm is None:
        return words("study.drift.unknown", clock=name, why=words(str(drift.why)))
    if drift.sd_ppm is None:
        return words("study.drift.wall", clock=name, ppm=drift.ppm)
    return words("study.drift.strap", clock=name, ppm=drift.ppm, sd=drift.sd_ppm)


def claim_line(claim: Claim) -> str:
    """A statement, and why it is not borne where it is not."""
    if claim.why is not None:
        return words(
            f"study.not_borne.{claim.what}",
            who=(claim.wearer or "").upper(),
            why=clause(words(claim.why)),
        )
    who = "" if claim.wearer is None else f" ({claim.wearer.upper()})"
    return f"{words(f'study.claim.{claim.what}')}{who}"


def overview_lines(found: Overview) -> Iterator[str]:
    """The table of pairs, the arms, and what belongs to none."""
    titles = ("pair", "session", "arm", "minutes", "enough", "problems")
    head = [words(f"study.head.{title}") for title in titles]
    body = [
        [
            row.pair,
            row.session,
            row.arm,
            "-" if row.minutes is None else f"{row.minutes:.0f}",
            words(f"study.{WHETHER[row.passed]}"),
            ", ".join(words(f"study.problem.{of}") for of in row.problems) or "-",
        ]
        for row in found.rows
    ]
    yield words("study.given", n=found.handed_out, left=found.left)
    yield from rows(head, body) if body else ()
    for arm, n in found.arms.items():
        yield words("study.arm", arm=arm, n=n, done=found.arms_done[arm])
    yield words("study.balanced" if found.balanced else "study.unbalanced")
    if found.strangers:
        yield words("study.strangers", names=", ".join(found.strangers))
    if found.unreadable:
        yield words("study.unreadable", names=", ".join(found.unreadable))
