"""Levels, segments and moments of an analysis as a few lines; all of it exploratory.

Shares of time and counts only. Every figure is in the JSON and in the tables.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from samenstemming.cli.printing import clock, words

MOST_MOMENTS: Final = 12
"""Moments that are listed; more are only counted."""

Json = Mapping[str, object]


def page_turns(found: Json) -> Iterator[str]:
    """Whether it was known who spoke, and how many p-values there were."""
    synchrony = _inner(found, "synchrony")
    if synchrony.get("statistic") is None:
        return
    yield words(f"talk.roles.{synchrony.get('roles', 'not_marked')}")
    counts = _inner(found, "multiplicity")
    n = counts.get("n_steps")
    if isinstance(n, int) and n > 1:
        yield words("talk.holm", n=n)


def page_talk(found: Json) -> Iterator[str]:
    """The lines about levels against the own baselines, an empty one first."""
    wearers = _inner(_inner(found, "arousal"), "wearers")
    if not wearers:
        return
    yield ""
    yield words("talk.title")
    if not any(_inner(_inner(wearers, name), "baselines") for name in wearers):
        yield f"  {words('unknown.no_baseline')}"
    else:
        for name in wearers:
            yield f"  {_wearer(name, _inner(wearers, name))}"
        shares = _shares(_inner(_inner(found, "dyad"), "share"), "talk.joint")
        yield f"  {words('talk.both')}: {shares}"
    yield from _segments(_list(found, "segments"))
    yield from _moments(_list(found, "moments"))


def _wearer(name: str, of: Json) -> str:
    baselines = _inner(of, "baselines")
    levels = ", ".join(
        words(f"talk.{kind}", bpm=round(_number(_inner(baselines, kind)["bpm"])))
        for kind in ("rest", "talk")
        if kind in baselines
    )
    states = _shares(_inner(of, "share"), "talk.state")
    return f"{name.upper()}: {levels or words('talk.no_baseline')}; {states}"


def _shares(share: Json, prefix: str) -> str:
    return ", ".join(
        f"{words(f'{prefix}.{state}')} {_number(part):.0%}"
        for state, part in share.items()
        if _number(part) >= SMALLEST_SHARE
    )


SMALLEST_SHARE: Final = 0.005
"""Less would be printed as 0 %."""


def _segments(segments: Sequence[Json]) -> Iterator[str]:
    counts = Counter(str(one.get("kind") or "unknown") for one in segments)
    if counts:
        said = ", ".join(
            f"{n} {words(f'segment.{kind}')}" for kind, n in counts.most_common()
        )
        yield f"  {words('talk.segments')}: {said}"


def _moments(moments: Sequence[Json]) -> Iterator[str]:
    if not moments:
        return
    yield f"  {words('talk.moments')}: {len(moments)}"
    for one in moments[:MOST_MOMENTS]:
        span = f"{clock(_number(one['start_s']))}-{clock(_number(one['end_s']))}"
        kind = words(f"moment.{one['kind']}")
        yield f"    {span}  {kind}"


def _inner(of: Json, key: str) -> Json:
    value = of.get(key)
    return value if isinstance(value, Mapping) else {}


def _list(of: Json, key: str) -> Sequence[Json]:
    value = of.get(key)
    return value if isinstance(value, list | tuple) else ()


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
