"""Is everything ready for a talk? `doctor`: a line for each thing, with what to do."""

import asyncio
import json
import logging
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from samenstemming.cli.printing import language, out, tell, working
from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.words import Language, say

if TYPE_CHECKING:
    from samenstemming.session.preflight_check import Check

NOT_READY: Final = 1


def doctor(arguments: Namespace) -> int:
    """Look at everything that a talk needs; 1 where something fails."""
    from samenstemming.session.preflight import preflight
    from samenstemming.session.preflight_check import in_order

    if not arguments.debug:
        # What goes wrong is a finding here. The log has nothing to add for people.
        logging.disable(logging.CRITICAL)
    wanted = wanted_straps(arguments.a, arguments.b)
    try:
        with working("doctor.working"):
            checks = asyncio.run(
                preflight(
                    wanted,
                    folder=arguments.folder,
                    minutes=arguments.minutes,
                )
            )
    finally:
        logging.disable(logging.NOTSET)
    fine = in_order(checks)
    if arguments.json:
        found = [check.to_json(language()) for check in checks]
        out(json.dumps({"ok": fine, "checks": found}, indent=2, allow_nan=False))
    else:
        for line in lines(checks, language()):
            out(line)
        tell(conclusion(checks, language()))
    return 0 if fine else NOT_READY


def wanted_straps(a: str | None, b: str | None) -> dict[Wearer, str]:
    """The straps to look for; those worn last where nobody names any."""
    if a is not None or b is not None:
        named = {Wearer.A: a, Wearer.B: b}
        return {wearer: text for wearer, text in named.items() if text}
    from samenstemming.session.known_straps import default_path, load

    try:
        known = load(default_path())
    except SettingsError:
        return {}  # which is one of the findings
    last = {wearer: known.worn_last(wearer) for wearer in Wearer}
    return {
        wearer: strap.label or strap.identity.address or strap.identity.name
        for wearer, strap in last.items()
        if strap is not None
    }


def lines(checks: "Sequence[Check]", spoken: Language) -> Iterator[str]:
    """A line for each check; under one that is not in order, what to do."""
    marks = [say(f"doctor.state.{check.state}", spoken) for check in checks]
    labels = [check.label(spoken) for check in checks]
    mark_width = max(map(len, marks), default=0)
    label_width = max(map(len, labels), default=0)
    for check, mark, label in zip(checks, marks, labels, strict=True):
        head = f"{mark:<{mark_width}}  {label:<{label_width}}"
        yield f"{head}  {check.evidence(spoken)}"
        to_do = check.what_to_do(spoken)
        if to_do is not None:
            yield f"{'':<{len(head)}}  → {to_do}"


def conclusion(checks: "Sequence[Check]", spoken: Language) -> str:
    """All of it in one sentence."""
    states = [check.state.value for check in checks]
    failures, warnings = states.count("fail"), states.count("warn")
    if failures:
        key = "doctor.some_fail"
        return say(key, spoken, failures=failures, warnings=warnings)
    if warnings:
        return say("doctor.some_warn", spoken, warnings=warnings)
    return say("doctor.all_ok", spoken)
