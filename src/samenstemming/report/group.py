"""The report on a batch: what counted, real beside pseudo-dyads, what may be said.

Made from the rows of two tables and the manifest alone, so it is the same to the byte
wherever they were calculated. No file of a recording is named: a name is often a
person's. What may be claimed rests on the adjusted p-value, never on the bare one.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from samenstemming.report.claims import p_text
from samenstemming.report.group_pictures import ALPHA, forest, funnel
from samenstemming.report.section import Picture, Report, Section, Table
from samenstemming.words import Language, say

Row = Mapping[str, Any]
Words = Callable[..., str]

COLUMNS = (
    *("step", "session", "arm", "n", "effect", "adjusted", "p"),
    *("pseudo", "real_z", "pseudo_z", "difference"),
)


def group_report(
    recordings: Sequence[Row], groups: Sequence[Row], manifest: Row, language: Language
) -> Report:
    """The report in this language; rows as in `recordings` and `groups`.parquet."""
    words: Words = partial(_say, language)
    used = [of for of in recordings if of["status"] == "used"]
    names = [str(of["name"]) for of in manifest["settings"]]
    declared = names != ["default"]
    n_tests = sum(of.get("p_value") is not None for of in groups)
    return Report(
        title=words("group.title"),
        language=language.value,
        lead=[words("group.lead", used=len(used), of=len(recordings))],
        sections=[
            _funnel(recordings, len(used), words),
            *(
                _setting(
                    name if declared else "",
                    [of for of in groups if of["setting"] == name],
                    sum(bool(of.get("simulated")) for of in used),
                    n_tests,
                    words,
                )
                for name in names
            ),
            _rests(manifest, words),
        ],
        labels={
            name: words(f"report.label.{name}")
            for name in ("contents", "may", "may_not", "unfold")
        },
    )


def _say(language: Language, key: str, **values: object) -> str:
    return say(key, language, **values)


def _funnel(recordings: Sequence[Row], used: int, words: Words) -> Section:
    why = Counter(str(of["reason"]) for of in recordings if of["status"] != "used")
    out = [
        (words(f"batch.why.{reason}"), n)
        for reason, n in sorted(why.items(), key=lambda of: (-of[1], of[0]))
    ]
    found = len(recordings)
    instead = words(
        "group.funnel.alt", found=found, out=found - used, n=len(out), used=used
    )
    rows = [
        [words("group.found"), str(found)],
        *([words("group.left_out", why=reason), str(n)] for reason, n in out),
        [words("group.used"), str(used)],
    ]
    title = words("group.funnel")
    return Section(
        title=title,
        pictures=[
            Picture(svg=funnel(found, out, used, words), instead=instead, caption=title)
        ],
        tables=[
            Table(
                caption=words("group.reasons"),
                header=[words("group.what"), words("group.files")],
                rows=rows,
                note=words("group.which"),
            )
        ],
    )


def _setting(
    name: str, groups: Sequence[Row], simulated: int, n_tests: int, words: Words
) -> Section:
    """One setting: sentences, the forest, the table; `name` is empty without a grid."""
    title = words("group.result.of", setting=name) if name else words("group.result")
    if not groups:
        return Section(title=title, paragraphs=[words("group.none")])
    numbered = [(n, _label(row, words), row) for n, row in enumerate(groups, 1)]
    may, may_not = _claims(numbered, declared=bool(name), words=words)
    if simulated:
        may_not.insert(0, words("group.simulated", n=simulated))
    drawn = forest(numbered, words)
    n_drawn = sum(of.get("effect_size") is not None for of in groups)
    return Section(
        title=title,
        paragraphs=[words("group.about")],
        may=may,
        may_not=may_not,
        pictures=[]
        if drawn is None
        else [
            Picture(
                svg=drawn,
                instead=words("group.forest.alt", n=n_drawn),
                caption=words("group.forest"),
            )
        ],
        tables=[
            Table(
                caption=f"{words('group.table')}: {name}"
                if name
                else words("group.table"),
                header=[words(f"group.col.{of}") for of in COLUMNS],
                rows=[_cells(n, row, words) for n, row in enumerate(groups, 1)],
                note=words("group.holm", n=n_tests),
            )
        ],
    )


def _claims(
    numbered: Sequence[tuple[int, str, Row]], *, declared: bool, words: Words
) -> tuple[list[str], list[str]]:
    """What may be said of each step, and what may not: by the adjusted p-value."""
    may: list[str] = []
    may_not: list[str] = [] if declared else [words("group.exploratory")]
    for number, label, row in numbered:
        p = row.get("p_adjusted")
        told: dict[str, object] = {"label": f"{number}. {label}", "n": row["n_dyads"]}
        if p is None:
            may_not.append(words("group.untested", why=_why(row, words), **told))
        elif p > ALPHA:
            may_not.append(words("group.not", p=p_text(p), **told))
        else:
            effect = _interval(row, "effect_size", "effect") or "—"
            text = words("group.may", p=p_text(p), effect=effect, **told)
            may.append(text if declared else words("group.may.exploratory", text=text))
    return may, [*may_not, words("group.meaning")]


def _label(row: Row, words: Words) -> str:
    parts = (_step(row, words), row.get("session"), row.get("arm"))
    return " · ".join(str(of) for of in parts if of)


def _step(row: Row, words: Words) -> str:
    step = words("group.whole") if row["step"] == "whole" else str(row["step"])
    if (row.get("nth") or 1) > 1:
        step = words("group.nth", step=step, nth=row["nth"])
    return words("group.instructed", step=step) if row.get("instructed") else step


def _why(row: Row, words: Words) -> str:
    withheld = row.get("withheld")
    return words(f"group.withheld.{withheld}") if withheld else ""


def _cells(number: int, row: Row, words: Words) -> list[str]:
    p, adjusted = row.get("p_value"), row.get("p_adjusted")
    return [
        f"{number}. {_step(row, words)}",
        str(row.get("session") or "—"),
        str(row.get("arm") or "—"),
        str(row["n_dyads"]),
        _interval(row, "effect_size", "effect") or "—",
        _p(adjusted) or _why(row, words) or "—",
        _p(p) or "—",
        str(row["n_pseudo"]),
        _number(row.get("mean_real_z")),
        _number(row.get("mean_pseudo_z")),
        _interval(row, "difference_z", "difference") or "—",
    ]


def _p(value: float | None) -> str:
    """A p-value for a cell, on one line."""
    if value is None:
        return ""
    return p_text(value).removeprefix("= ").replace(" ", "\N{NO-BREAK SPACE}")


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _interval(row: Row, name: str, ends: str) -> str:
    """A value with its interval, as far as they are known."""
    value, low, high = row.get(name), row.get(f"{ends}_low"), row.get(f"{ends}_high")
    if value is None:
        return ""
    if low is None or high is None:
        return f"{value:.2f}"
    return f"{value:.2f} [{low:.2f}, {high:.2f}]"


def _rests(manifest: Row, words: Words) -> Section:
    """Versions, settings, seeds and the checksums of the tables."""
    names = ("digest", "settings_digest", "version", "surrogates", "seed")
    settings = [
        [str(of["name"]), *(str(of[name]) for name in names)]
        for of in manifest["settings"]
    ]
    # Tiles of pairs grow with the square: 10,000 recordings have 40,000 of them.
    sums = sorted(manifest["sha256"].items())
    few = [list(of) for of in sums if "pairs" not in of[0].split("/")]
    return Section(
        title=words("group.rests"),
        paragraphs=[words("group.seeds", n=manifest["n_re_pairings"])],
        folded=True,
        tables=[
            Table(
                caption=words("group.settings"),
                header=[
                    words("group.setting"),
                    *(words(f"group.{name}") for name in names),
                ],
                rows=settings,
            ),
            Table(
                caption=words("group.libraries"),
                header=[words("group.library"), words("group.version")],
                rows=[list(of) for of in sorted(manifest["libraries"].items())],
            ),
            Table(
                caption=words("group.tables"),
                header=[words("group.file"), "SHA-256"],
                rows=few,
                note=words("group.tiles", n=len(sums) - len(few)),
            ),
        ],
    )
