"""A study in words and rows: what its pages show, made of values alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from types import MappingProxyType

from samenstemming import studies
from samenstemming.words import Language, clause, keys, say, told

ARMS = frozenset(key for key in keys() if key.startswith("study.arm_of."))

PARTS = ("prepare", "pair", "session", "forms", "quality", "week")
"""The parts of the page, in the order of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption; cells are text."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def file_name(title: str) -> str:
    """A study's id, made of what somebody typed; empty where nothing of it is left."""
    word = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:40]
    return word if word[:1].isalpha() else ""


def state_of(now: studies.Standing) -> str:
    """`unlocked`, `locked` or `edited`."""
    if now.lock is None:
        return "unlocked"
    return "edited" if now.changes else "locked"


def state_text(now: studies.Standing, language: Language) -> str:
    """How the study stands, with what was changed where something was."""
    state = say(f"study.state.{state_of(now)}", language)
    changes = "; ".join(told(change, language) for change in now.changes)
    return f"{state} {changes}." if changes else state


def pairs_table(given: Sequence[studies.Entry], language: Language) -> Table:
    """The pairs that were handed out, the newest first."""
    return Table(
        caption=say("study.page.pairs", language),
        head=tuple(
            say(f"study.head.{of}", language)
            for of in ("pair", "arm", "order", "starts", "day")
        ),
        rows=tuple(
            (
                of.pair,
                arm_text(of.arm, language),
                order_text(of.order),
                of.starts.upper(),
                of.utc[:10],
            )
            for of in reversed(given)
        ),
    )


def pair_text(entry: studies.Entry, language: Language) -> str:
    """Who sits where, by code."""
    right = "b" if entry.left == "a" else "a"
    return say(
        "study.pair",
        language,
        pair=entry.pair,
        left=f"{entry.pair}{entry.left.upper()}",
        right=f"{entry.pair}{right.upper()}",
    )


def row_text(entry: studies.Entry, language: Language) -> str:
    """The arm, the order and who begins."""
    return say(
        "study.row",
        language,
        arm=arm_text(entry.arm, language),
        order=order_text(entry.order),
        starts=entry.starts.upper(),
    )


def arm_text(arm: str, language: Language) -> str:
    """What couples of this arm get; as a recording has it where it is none of ours."""
    key = f"study.arm_of.{arm}"
    return say(key, language) if key in ARMS else arm


def order_text(order: str) -> str:
    """An order has no title: its id as words."""
    return order.replace("_", " ")


def visit_titles(study: studies.Standing, language: Language) -> dict[str, str]:
    """What each session of the protocol is called, by its id."""
    visits = study.text.study.sessions
    return {visit.id: getattr(visit.title, language.value) for visit in visits}


def checklist(found: Sequence[studies.Checked], language: Language) -> Table:
    """What a dry run found, a line each."""
    return Table(
        caption=say("study.page.checklist", language),
        head=(
            say("study.head.ok", language),
            say("study.head.what", language),
        ),
        rows=tuple(
            (
                say("study.yes" if of.ok else "study.no", language),
                say(f"study.dry.{of.what}", language, **of.about),
            )
            for of in found
        ),
    )


def step_titles(page: studies.QualityPage, language: Language) -> dict[str, str]:
    """Titles of this session's steps; of exercises that this computer has."""
    names = page.study.get("exercises")
    wanted = names if isinstance(names, list | tuple) else ()
    return {
        step.id: getattr(step.title, language.value).format(A="A", B="B")
        for exercise, _ in studies.library()
        if exercise.id in wanted
        for step in exercise.steps
    }


def steps_table(page: studies.QualityPage, language: Language) -> Table:
    """Each step and partner: how much is usable, and whether it is enough."""
    called = step_titles(page, language)
    titles = ("step", "wearer", "usable", "corrected", "gap", "verdict", "enough")
    return Table(
        caption=say("study.page.steps", language),
        head=tuple(say(f"study.head.{of}", language) for of in titles),
        rows=tuple(
            (
                say("study.whole", language)
                if part.step == studies.WHOLE
                else called.get(part.step, part.step.replace("_", " ")),
                part.wearer.upper(),
                "-" if part.usable_share is None else f"{part.usable_share:.0%}",
                "-" if part.corrected_share is None else f"{part.corrected_share:.1%}",
                "-" if part.longest_gap_s is None else f"{part.longest_gap_s:.1f}",
                say(part.why or f"cli.quality.{part.verdict}", language),
                say("study.yes" if part.enough else "study.no", language),
            )
            for part in page.parts
        ),
    )


def verdict(
    page: studies.QualityPage, language: Language, *, simulated: bool = False
) -> str:
    """Whether the session counts, and why not; one that was practised never does."""
    if simulated and page.passed:
        return say("study.quality.practised", language)
    ends = say(
        "study.quality.passed" if page.passed else "study.quality.failed", language
    )
    return " ".join(
        (ends, "; ".join(say(why, language) for why in page.failed))
    ).strip()


def form_name(title: str, when: str) -> str:
    """A form in a list, with when it is asked where its own title does not say so."""
    return title if title.casefold() == when.casefold() else f"{title} ({when})"


def gap_lines(page: studies.QualityPage, language: Language) -> list[str]:
    """The longest gaps, each with its reason."""
    return [
        say(
            "study.gap",
            language,
            at=clock(gap.start_s),
            wearer=gap.wearer.upper(),
            seconds=gap.end_s - gap.start_s,
            reason=say(f"gap.{gap.reason}", language),
        )
        for gap in page.gaps
    ]


def drift_line(drift: studies.Drift, language: Language) -> str:
    """How a clock ran, or why that cannot be said."""
    wall = drift.of == "wall"
    name = say(f"study.clock.{'wall' if wall else 'strap'}", language)
    if not wall:
        name = f"{name} {drift.of.upper()}"
    if drift.ppm is None:
        why = say(str(drift.why), language)
        return say("study.drift.unknown", language, clock=name, why=why)
    if drift.sd_ppm is None:
        return say("study.drift.wall", language, clock=name, ppm=drift.ppm)
    return say(
        "study.drift.strap", language, clock=name, ppm=drift.ppm, sd=drift.sd_ppm
    )


def claim_lines(
    page: studies.QualityPage, language: Language, *, allowed: bool
) -> list[str]:
    """What the recording bears, or what it does not and why."""
    return [
        _claim(claim, language) for claim in page.claims if claim.allowed is allowed
    ]


def _claim(claim: studies.Claim, language: Language) -> str:
    if claim.why is not None:
        return say(
            f"study.not_borne.{claim.what}",
            language,
            who=(claim.wearer or "").upper(),
            why=clause(say(claim.why, language)),
        )
    who = "" if claim.wearer is None else f" ({claim.wearer.upper()})"
    return f"{say(f'study.claim.{claim.what}', language)}{who}"


def said_lines(page: studies.QualityPage, language: Language) -> list[str]:
    """Deviations and notes with their time."""
    return [
        f"{clock(of.t_s)} {say(f'study.kind.{of.kind}', language)} {of.note}".rstrip()
        for of in page.said
    ]


def week_table(
    found: studies.Overview,
    language: Language,
    visits: Mapping[str, str] = MappingProxyType({}),
) -> Table:
    """Every pair and session: what is there, and what is the matter with it.

    `visits`: what sessions are called, by their id.
    """
    titles = ("pair", "session", "arm", "minutes", "enough", "problems")
    whether = {True: "yes", False: "no", None: "unknown"}
    return Table(
        caption=say("study.page.week", language),
        head=tuple(say(f"study.head.{of}", language) for of in titles),
        rows=tuple(
            (
                row.pair,
                visits.get(row.session, row.session),
                arm_text(row.arm, language),
                "-" if row.minutes is None else f"{row.minutes:.0f}",
                say(f"study.{whether[row.passed]}", language),
                ", ".join(say(f"study.problem.{of}", language) for of in row.problems)
                or "-",
            )
            for row in found.rows
        ),
    )


def week_lines(found: studies.Overview, language: Language) -> list[str]:
    """How many were handed out, the arms, and what belongs to no pair."""
    lines = [
        say("study.given", language, n=found.handed_out, left=found.left),
        *(
            say(
                "study.arm",
                language,
                arm=arm_text(arm, language),
                n=n,
                done=found.arms_done[arm],
            )
            for arm, n in found.arms.items()
        ),
        say("study.balanced" if found.balanced else "study.unbalanced", language),
    ]
    for names, key in (
        (found.strangers, "strangers"),
        (found.unreadable, "unreadable"),
    ):
        if names:
            lines.append(say(f"study.{key}", language, names=", ".join(names)))
    return lines


def session_name(pair: str, session: str, created_utc: str) -> str:
    """A recording in a list: the pair, the session and when, in UTC."""
    try:
        when = f"{datetime.fromisoformat(created_utc):%d-%m %H:%M}"
    except ValueError:
        when = created_utc
    return f"{pair} · {session} · {when}"


def clock(t_s: float) -> str:
    """Session time as m:ss."""
    minutes, seconds = divmod(int(t_s), 60)
    return f"{minutes}:{seconds:02}"


def table_html(table: Table, name: str) -> str:
    """The table as HTML that scrolls inside itself and can be reached by key."""
    head = "".join(f'<th scope="col">{escape(of)}</th>' for of in table.head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    caption = escape(table.caption)
    return (
        f'<div class="study-table" data-table="{escape(name)}" role="region" '
        f'tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def list_html(title: str, lines: Sequence[str], name: str) -> str:
    """A heading and its lines; nothing where there are none."""
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<section class="study-list" data-list="{escape(name)}">'
        f"<h2>{escape(title)}</h2><ul>{items}</ul></section>"
    )
