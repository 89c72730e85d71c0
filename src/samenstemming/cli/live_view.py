"""What a terminal shows of a recording that is being made: a pure function of a status.

The status is the collector's own answer (`session.server`), so the terminal, the lab's
screen and a script all see the same values. What is not known now is a dash, and where
a number is withheld the reason stands below the table. A heart rate is only shown for
as long as the strap says something: an old one looks exactly like a living one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from samenstemming.cli.printing import clock
from samenstemming.words import Language, keys, say

if TYPE_CHECKING:
    from rich.console import RenderableType

Status = Mapping[str, object]

STALE_S: Final = 5.0
"""Straps notify once a second. After this, what they said last is no news."""

NO_BEATS_S: Final = 15.0
"""A strap that has sent none for so long has lost the skin: beats are seconds late, and
a slow heart is not that slow."""

WELL_FOR_S: Final = 60.0
"""How long it is said of a strap that it can do everything."""

NEWEST: Final = 3
"""Markers shown."""

UNKNOWN: Final = "-"

_COLUMNS: Final = ("wearer", "heart_rate", "rmssd", "signal", "link", "battery")


def render(status: Status, spoken: Language, *, keys_work: bool) -> "RenderableType":
    """All of it: time, a row for each wearer, what is the matter, markers, keys."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    for column in _COLUMNS:
        table.add_column(say(f"live.head.{column}", spoken), no_wrap=True)
    for cells in rows(status, spoken):
        table.add_row(*cells)
    said = [Text(line, style="bold") for line in notices(status, spoken)]
    marks = [Text(line) for line in markers(status, spoken)]
    keys_line = say("live.keys" if keys_work else "live.no_keys", spoken)
    return Group(
        Text(headline(status, spoken)), table, *said, *marks, Text(keys_line, "dim")
    )


def headline(status: Status, spoken: Language) -> str:
    """Time since the recording began, the file, and how the talk stands."""
    parts = [clock(_number(status.get("clock_s")) or 0.0), str(status.get("path", ""))]
    if status.get("simulated") is True:
        parts.append(say("live.simulated", spoken))
    if status.get("step"):
        parts.append(say("live.step", spoken, id=status["step"]))
    for what in ("paused", "ending"):
        if status.get(what) is True:
            parts.append(say(f"live.{what}", spoken))
    return "  ".join(parts)


def rows(status: Status, spoken: Language) -> Iterator[list[str]]:
    """For each wearer: strap, heart rate, RMSSD, signal, link, battery."""
    now_s = _number(status.get("t_s")) or 0.0
    straps = _mapping(status.get("straps"))
    for wearer, known in _wearers(status):
        heard_s = _number(known.get("last_packet_s"))
        fresh = heard_s is not None and now_s - heard_s <= STALE_S
        rate = _number(known.get("heart_rate_bpm")) if fresh else None
        rmssd = _number(_mapping(known.get("hrv")).get("rmssd_ms"))
        quality = known.get("quality")
        yield [
            f"{wearer.upper()}  {straps.get(wearer, '')}".rstrip(),
            _with_unit("live.bpm", rate or None, spoken),  # 0 is a strap's "unknown"
            _with_unit("live.ms", rmssd, spoken),
            say(f"cli.quality.{quality}", spoken) if quality else UNKNOWN,
            _link(known, spoken, now_s),
            _with_unit("live.percent", _number(known.get("battery_percent")), spoken),
        ]


def notices(status: Status, spoken: Language) -> Iterator[str]:
    """Whatever is the matter, in sentences: straps, numbers withheld, the file."""
    if status.get("alignment_check") is True:
        yield say("alignment.one_body", spoken)
    swap = _mapping(status.get("swap"))
    if swap.get("code") in keys():
        values = _mapping(swap.get("values"))
        yield say(str(swap["code"]), spoken, **values)
    now_s = _number(status.get("t_s")) or 0.0
    for wearer, known in _wearers(status):
        what, _, _ = str(known.get("link_detail") or "").partition(": ")
        state = known.get("link")
        key = f"link.waiting.{what}" if state == "waiting" else f"link.{state}"
        if state not in ("connected", "closed") and key in keys():
            yield say(key, spoken, wearer=wearer.upper(), what=what)
        if state == "connected" and _without_beats(known, now_s):
            yield say("live.no_beats", spoken, wearer=wearer.upper())
        ecg = _mapping(known.get("ecg")).get("state")
        if ecg not in ("streaming", "stopped") and f"link.ecg.{ecg}" in keys():
            yield say(f"link.ecg.{ecg}", spoken, wearer=wearer.upper())
        if sentence := probe_sentence(_mapping(known.get("probe")), spoken):
            yield f"{wearer.upper()}: {sentence}"
        why = _mapping(_mapping(known.get("hrv")).get("withheld")).get("rmssd_ms")
        if f"withheld.{why}" in keys():
            sentence = say(f"withheld.{why}", spoken)
            yield say("live.no_rmssd", spoken, wearer=wearer.upper(), why=sentence)
    for problem in _sequence(status.get("problems")):
        found = _mapping(problem)
        key = f"writing.{found.get('code')}"
        yield say(key, spoken) if key in keys() else str(found.get("sentence"))
    if lost := _number(status.get("lost_events")):
        yield say("live.lost", spoken, count=round(lost))


def _without_beats(known: Status, now_s: float) -> bool:
    """Whether a strap that sent beats now only says that it is there: lost contact."""
    packet_s = _number(known.get("last_packet_s"))
    beat_s = _number(known.get("last_beat_s"))
    if packet_s is None or beat_s is None or now_s - packet_s > STALE_S:
        return False
    return packet_s - beat_s > NO_BEATS_S


def probe_sentence(probe: Status, spoken: Language) -> str | None:
    """What the strap can do here; that all is well is said for a minute only."""
    code, heard_s = str(probe.get("code")), _number(probe.get("heard_s")) or 0.0
    passing = code in ("probe.rr", "probe.listening")
    if code not in keys() or (passing and not 0 < heard_s <= WELL_FOR_S):
        return None
    return say(code, spoken)


def markers(status: Status, spoken: Language) -> Iterator[str]:
    """The newest markers, the last one first."""
    newest = _sequence(status.get("markers"))[-NEWEST:]
    if newest:
        yield say("live.markers", spoken) + ":"
    for marker in reversed(newest):
        found = _mapping(marker)
        at = clock(_number(found.get("t_s")) or 0.0)
        wearer = str(found.get("wearer") or "").upper()
        yield f"  {at}  {found.get('name')}  {wearer}".rstrip()


def _link(known: Status, spoken: Language, now_s: float) -> str:
    key = f"live.link.{known.get('link') or 'none'}"
    said = say(key, spoken) if key in keys() else str(known.get("link"))
    frame_s = _number(_mapping(known.get("ecg")).get("last_frame_s"))
    if frame_s is not None and now_s - frame_s <= STALE_S:
        return f"{said} · {say('live.ecg', spoken)}"
    return said


def _with_unit(key: str, value: float | None, spoken: Language) -> str:
    return UNKNOWN if value is None else say(key, spoken, value=round(value))


def _wearers(status: Status) -> Iterator[tuple[str, Status]]:
    for wearer, known in _mapping(status.get("wearers")).items():
        yield wearer, _mapping(known)


def _mapping(value: object) -> Status:
    return value if isinstance(value, Mapping) else {}


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
