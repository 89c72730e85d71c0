"""Several sessions beside each other: small pictures on one scale, and one long table.

In the order in which they were chosen: nothing here sorts by a value, and no word says
more than a session's own analysis says of it (T22: nothing to win).
"""

import csv
import io
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from .palette import DARK, LIGHT

WIDTH: Final = 300
RATES: Final = 110
CHANCE: Final = 70
EDGE: Final = 26

COLUMNS: Final = (
    *("session", "step", "start_s", "end_s", "instructed", "hr_a_bpm", "hr_b_bpm"),
    *("rmssd_a_ms", "rmssd_b_ms", "r", "sign", "chance_p95", "p", "lag_s", "withheld"),
)

STYLE: Final = (
    f":root{{--ink:{LIGHT['text']};--a:{LIGHT['a']};--b:{LIGHT['b']};"
    f"--bar:{LIGHT['hatch']};--line:{LIGHT['line']};--quiet:{LIGHT['muted']}}}"
    "@media (prefers-color-scheme:dark){:root{"
    f"--ink:{DARK['text']};--a:{DARK['a']};--b:{DARK['b']};"
    f"--bar:{DARK['hatch']};--line:{DARK['line']};--quiet:{DARK['muted']}}}}}"
    "text{font:11px sans-serif;fill:var(--quiet)}"
    ".own{stroke:var(--ink);stroke-width:2.5}"
    ".p95{stroke:var(--quiet);stroke-dasharray:4 3}.bar{fill:var(--bar)}"
    ".a{fill:var(--a);stroke:var(--a)}.b{fill:none;stroke:var(--b);stroke-width:2}"
    ".grid{stroke:var(--line)}path.a{fill:none}path.b{stroke-dasharray:5 3}"
)

Found = Mapping[str, object]
"""One session as `view_replay_steps.analysis_json` tells it."""


def csv_of(sessions: Mapping[str, Found]) -> str:
    """A row for each session and each of its steps; what is unknown is empty."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    table.writeheader()
    for name, found in sessions.items():
        for step in (_mapping(found["whole"]), *_steps(found)):
            table.writerow(_row(name, step))
    return text.getvalue()


def step_names(found: Found) -> list[str]:
    """What a session's steps are called, in the order of the picture."""
    return [str(step.get("id", "")) for step in _steps(found)]


def scale_of(sessions: Sequence[Found]) -> tuple[float, float, float]:
    """Lowest and highest heart rate, and the largest statistic, of all together."""
    rates = [
        rate
        for found in sessions
        for step in _steps(found)
        for wearer in "ab"
        if (rate := _of_wearer(step, wearer, "heart_rate_bpm")) is not None
    ]
    tops = [
        float(str(_mapping(whole["null"])["to"]))
        for found in sessions
        if (whole := _mapping(found["whole"]))["null"] is not None
    ]
    low, high = (min(rates), max(rates)) if rates else (60.0, 80.0)
    return 5 * (low // 5), 5 * (high // 5 + 1), max(tops, default=1.0)


def picture(found: Found, scale: tuple[float, float, float], *, about: str) -> str:
    """Heart rates by step over the session's likeness among that of strangers."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} '
        f'{RATES + CHANCE}"><style>{STYLE}</style>{_rates(found, scale)}'
        f"{_chance(found, scale[2])}</svg>"
    )
    data = b64encode(svg.encode()).decode()
    source = f"data:image/svg+xml;base64,{data}"
    return f'<img class="small-multiple" alt="{escape(about)}" src="{source}">'


def _rates(found: Found, scale: tuple[float, float, float]) -> str:
    low, high, _ = scale
    steps = _steps(found)

    def y(bpm: float) -> float:
        return RATES - 14 - (bpm - low) / (high - low) * (RATES - 24)

    drawn = [
        f'<line class="grid" x1="{EDGE}" x2="{WIDTH}" y1="{y(bpm):.1f}"'
        f' y2="{y(bpm):.1f}"/><text x="0" y="{y(bpm) + 4:.1f}">{bpm:.0f}</text>'
        for bpm in (low, high)
    ]
    for wearer in "ab":
        points = [
            (EDGE + (k + 0.5) / len(steps) * (WIDTH - EDGE), y(rate))
            for k, step in enumerate(steps)
            if (rate := _of_wearer(step, wearer, "heart_rate_bpm")) is not None
        ]
        if points:
            line = "L".join(f"{x:.1f} {height:.1f}" for x, height in points)
            drawn.append(f'<path class="{wearer}" d="M{line}"/>')
        drawn += [_sign(wearer, x, height) for x, height in points]
    return "".join(drawn)


def _sign(wearer: str, x: float, y: float) -> str:
    if wearer == "a":
        return f'<circle class="a" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
    return f'<rect class="b" x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"/>'


def _chance(found: Found, top: float) -> str:
    whole = _mapping(found["whole"])
    floor = RATES + CHANCE - 4
    drawn = [f'<line class="grid" x1="{EDGE}" x2="{WIDTH}" y1="{floor}" y2="{floor}"/>']
    if whole["null"] is None:
        return drawn[0]
    null = _mapping(whole["null"])
    counts = null["counts"]
    assert isinstance(counts, list)
    share = float(str(null["to"])) / top

    def x(value: object) -> float:
        return EDGE + float(str(value)) / top * (WIDTH - EDGE)

    wide = share * (WIDTH - EDGE) / len(counts)
    most = max(*counts, 1)
    for k, count in enumerate(counts):
        tall = count / most * (CHANCE - 14)
        drawn.append(
            f'<rect class="bar" x="{EDGE + k * wide:.1f}" y="{floor - tall:.1f}" '
            f'width="{max(wide - 0.5, 0.4):.1f}" height="{tall:.1f}"/>'
        )
    for name, value, above in (
        ("p95", whole["chance_p95"], 12),
        ("own", whole["statistic"], 4),
    ):
        drawn.append(
            f'<line class="{name}" x1="{x(value):.1f}" x2="{x(value):.1f}" '
            f'y1="{RATES + above}" y2="{floor}"/>'
        )
    return "".join(drawn)


def _row(name: str, step: Found) -> dict[str, object]:
    return {
        "session": name,
        "step": step.get("id", ""),
        "start_s": step.get("start_s", ""),
        "end_s": step.get("end_s", ""),
        "instructed": step.get("instructed", ""),
        "hr_a_bpm": _of_wearer(step, "a", "heart_rate_bpm"),
        "hr_b_bpm": _of_wearer(step, "b", "heart_rate_bpm"),
        "rmssd_a_ms": _of_wearer(step, "a", "rmssd_ms"),
        "rmssd_b_ms": _of_wearer(step, "b", "rmssd_ms"),
        "r": step["statistic"],
        "sign": step["sign"],
        "chance_p95": step["chance_p95"],
        "p": step.get("p_adjusted", step["p_value"]),
        "lag_s": step["lag_s"],
        "withheld": step["withheld"] or step["p_withheld"],
    }


def _steps(found: Found) -> list[Found]:
    steps = found["steps"]
    assert isinstance(steps, list)
    return steps


def _mapping(value: object) -> Found:
    assert isinstance(value, Mapping)
    return value


def _of_wearer(step: Found, wearer: str, name: str) -> float | None:
    part = _mapping(step["wearers"]).get(wearer)
    value = _mapping(part)[name] if part is not None else None
    return float(value) if isinstance(value, int | float) else None
