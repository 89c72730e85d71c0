"""An analysis as a page of text: the same names and values as its JSON, fewer digits.

Names stay those of the contract, so that what is read here is found there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from samenstemming.cli.printing import clock, words

_ROWS: Final = (
    "n_beats",
    "runs",
    "usable_share",
    "corrected_share",
    "quality",
    "rhythm",
    "beat_time_sd_ms",
)

_SYNCHRONY: Final = ("statistic", "sign", "p_value", "lag_s", "lag_sd_s", "lead")

Json = Mapping[str, object]


def page(found: Json) -> Iterator[str]:
    """The lines of a page about this analysis."""
    recording = _inner(found, "recording")
    said = [str(recording.get("path") or "-"), clock(_seconds(recording))]
    if recording.get("simulated"):
        said.append(words("cli.simulated"))
    yield "  ".join(said)
    yield ""
    yield from _wearers(_inner(found, "wearers"))
    yield ""
    yield from _synchrony(words("cli.synchrony"), _inner(found, "synchrony"))
    steps = found.get("steps")
    for step in steps if isinstance(steps, Sequence) else ():
        yield ""
        span = f"{clock(_number(step['start_s']))}-{clock(_number(step['end_s']))}"
        yield from _synchrony(
            f"{words('cli.step', id=step['id'])} {span}", _inner(step, "synchrony")
        )
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
        yield f"{name.upper()}: {', '.join(keys)} {words('cli.withheld', why=why)}"
    gaps = of.get("gaps")
    for gap in gaps if isinstance(gaps, Sequence) else ():
        start_s, end_s = _number(gap["start_s"]), _number(gap["end_s"])
        said = words(
            "cli.gap",
            wearer=name.upper(),
            seconds=end_s - start_s,
            reason=words(f"gap.{gap['reason']}"),
        )
        yield f"{clock(start_s)} {said}"


def _synchrony(title: str, found: Json) -> Iterator[str]:
    if found.get("withheld"):
        yield f"{title}: {words('cli.withheld', why=found['withheld'])}"
        return
    yield title
    for key in _SYNCHRONY:
        yield "  " + _row(key, [shown(found.get(key))])
    for key in ("p_withheld", "lag_withheld"):
        if found.get(key):
            yield f"  {key.partition('_')[0]} {words('cli.withheld', why=found[key])}"


def _row(name: str, values: Sequence[str]) -> str:
    return name.ljust(18) + "".join(value.rjust(14) for value in values)


def _inner(of: Json, key: str) -> Json:
    value = of.get(key)
    return value if isinstance(value, Mapping) else {}


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _seconds(recording: Json) -> float:
    return _number(recording.get("duration_s"))
