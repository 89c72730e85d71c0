"""An analysis as a page of text: the same names and values as its JSON, fewer digits.

Names stay those of the contract, so that what is read here is found there. A band with
bad contact leaves hundreds of gaps: more than a few are summed by their reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from samenstemming.cli.page_alignment import page_alignment
from samenstemming.cli.page_talk import page_talk, page_turns
from samenstemming.cli.printing import clock, words
from samenstemming.words.reasons import WORDS

_ROWS: Final = (
    "n_beats",
    "runs",
    "usable_share",
    "corrected_share",
    "quality",
    "rhythm",
    "beat_time_sd_ms",
)

_FROM_ECG: Final = ("ecg_share", "rr_delay.delay_s", "rr_delay.spread_s")
"""Shown where a strap sent its ECG: how late its RR are is a finding about it."""

_SYNCHRONY: Final = (
    "statistic",
    "sign",
    "p_value",
    "chance.p95",
    "segment_pairs.p_value",
    "lag_s",
    "lag_sd_s",
    "lead",
)
"""A dot, here and above, leads into an inner object of the JSON."""

_STEP: Final = ("statistic", "sign", "lag_s", "p_value", "p_adjusted")

MOST_GAPS: Final = 6
"""Gaps of one wearer that are listed one by one."""

Json = Mapping[str, object]


def page(found: Json) -> Iterator[str]:
    """The lines of a page about this analysis."""
    recording = _inner(found, "recording")
    said = [str(recording.get("path") or "-"), clock(_seconds(recording))]
    if recording.get("simulated"):
        said.append(words("cli.simulated"))
    yield "  ".join(said)
    yield from page_alignment(found)
    yield ""
    yield from _wearers(_inner(found, "wearers"))
    yield ""
    yield from _synchrony(words("cli.synchrony"), _inner(found, "synchrony"))
    yield from (f"  {line}" for line in page_turns(found))
    yield from page_talk(found)
    steps = _list(found, "steps")
    if steps:
        yield ""
        yield from _steps(steps)
    for step in steps:
        yield ""
        yield words("cli.step", id=step["id"])
        yield from _wearers(_inner(step, "wearers"), indent="  ")


def shown(value: object) -> str:
    """A value as text: four significant digits, and a dash where it is unknown."""
    if value is None:
        return "-"
    if isinstance(value, bool) or not isinstance(value, float):
        return str(value)
    return f"{value:.4g}"


def _wearers(wearers: Json, indent: str = "") -> Iterator[str]:
    people = [(name, _inner(wearers, name)) for name in wearers]
    if not people:
        return
    heads = [words("cli.wearer", wearer=name.upper()) for name, _ in people]
    yield indent + _row("", heads)
    for key in _ROWS:
        if any(key in of for _, of in people):
            yield indent + _row(key, [shown(of.get(key)) for _, of in people])
    if any(of.get("ecg_share") for _, of in people):
        for key in _FROM_ECG:
            yield indent + _row(key, [shown(_at(of, key)) for _, of in people])
    indices = list(dict.fromkeys(key for _, of in people for key in _inner(of, "hrv")))
    for key in indices:
        values = [shown(_inner(of, "hrv").get(key)) for _, of in people]
        yield indent + _row(key, values)
    for name, of in people:
        yield from (indent + line for line in _withheld(name, of))


def _withheld(name: str, of: Json) -> Iterator[str]:
    """Each reason once, with the indices that it takes away."""
    by_reason: dict[str, list[str]] = {}
    for key, why in _inner(of, "hrv_withheld").items():
        by_reason.setdefault(str(why), []).append(key)
    for why, keys in by_reason.items():
        yield f"{name.upper()}: {', '.join(keys)} {_because(why)}"
    gaps = _list(of, "gaps")
    yield from _gap_sums(name, gaps) if len(gaps) > MOST_GAPS else _gaps(name, gaps)


def _gaps(name: str, gaps: Sequence[Json]) -> Iterator[str]:
    for gap in gaps:
        said = words(
            "cli.gap",
            wearer=name.upper(),
            seconds=_length_s(gap),
            reason=words(f"gap.{gap['reason']}"),
        )
        yield f"{clock(_number(gap['start_s']))} {said}"


def _gap_sums(name: str, gaps: Sequence[Json]) -> Iterator[str]:
    by_reason: dict[str, list[float]] = {}
    for gap in gaps:
        by_reason.setdefault(str(gap["reason"]), []).append(_length_s(gap))
    for reason, lengths_s in by_reason.items():
        yield words(
            "cli.gaps",
            wearer=name.upper(),
            n=len(lengths_s),
            seconds=sum(lengths_s),
            longest=max(lengths_s),
            reason=words(f"gap.{reason}"),
        )


def _steps(steps: Sequence[Json]) -> Iterator[str]:
    """A row for each step; under it, in words, what it lacks."""
    people = list(_inner(steps[0], "wearers"))
    shares = [words("cli.head.usable", wearer=name.upper()) for name in people]
    head = ["id", words("cli.head.time"), *shares, *_STEP]
    body = [_step(step, people) for step in steps]
    wide = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    yield words("cli.steps")
    for cells, step in zip([head, *body], [None, *steps], strict=True):
        first = cells[0].ljust(wide[0])
        rest = (text.rjust(n) for text, n in zip(cells[1:], wide[1:], strict=True))
        yield "  ".join(("", first, *rest))
        if step is not None:
            yield from (f"      {line}" for line in _lacking(step))


def _step(step: Json, people: Sequence[str]) -> list[str]:
    start_s, end_s = _number(step["start_s"]), _number(step["end_s"])
    wearers, found = _inner(step, "wearers"), _inner(step, "synchrony")
    shares = (_inner(wearers, name).get("usable_share") for name in people)
    return [
        str(step["id"]),
        f"{clock(start_s)}-{clock(end_s)}",
        *(f"{share:.0%}" if isinstance(share, float) else "-" for share in shares),
        *(shown(found.get(key)) for key in _STEP),
    ]


def _lacking(step: Json) -> Iterator[str]:
    """Why a step says less than it could: what was asked of them, signal, length."""
    if step.get("instructed"):
        yield words("cli.instructed")
    for name, of in _inner(step, "wearers").items():
        quality = of.get("quality") if isinstance(of, Mapping) else None
        if quality in ("fair", "unusable"):
            yield words(f"cli.signal.{quality}", wearer=name.upper())
    found = _inner(step, "synchrony")
    if found.get("withheld"):
        why = found["withheld"]
        yield f"{words('cli.synchrony')} {_because(why)}"
    yield from _partly_withheld(found)


def _synchrony(title: str, found: Json) -> Iterator[str]:
    if found.get("withheld"):
        yield f"{title}: {_because(found['withheld'])}"
        return
    yield title
    for key in _SYNCHRONY:
        yield "  " + _row(key, [shown(_at(found, key))])
    yield from (f"  {line}" for line in _partly_withheld(found))


def _partly_withheld(found: Json) -> Iterator[str]:
    for key in ("p_withheld", "lag_withheld"):
        if found.get(key):
            name = {"p_withheld": "p_value", "lag_withheld": "lag_s"}[key]
            yield f"{name} {_because(found[key])}"


def _row(name: str, values: Sequence[str]) -> str:
    return name.ljust(22) + "".join(value.rjust(14) for value in values)


def _inner(of: Json, key: str) -> Json:
    value = of.get(key)
    return value if isinstance(value, Mapping) else {}


def _at(of: Json, key: str) -> object:
    """What a key leads to, through its dot into an inner object."""
    outer, _, inner = key.rpartition(".")
    return (_inner(of, outer) if outer else of).get(inner)


def _because(why: object) -> str:
    """The reason, in the terminal's language where it is one of ours."""
    ours = {english: key for key, (_, english) in WORDS.items()}
    known = ours.get(str(why))
    return words("cli.withheld", why=words(known) if known else why)


def _list(of: Json, key: str) -> Sequence[Json]:
    value = of.get(key)
    return value if isinstance(value, list | tuple) else ()


def _length_s(gap: Json) -> float:
    return _number(gap["end_s"]) - _number(gap["start_s"])


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _seconds(recording: Json) -> float:
    return _number(recording.get("duration_s"))
