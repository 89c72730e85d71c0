"""The straps of this computer: `straps` lists, labels, forgets and checks them.

The check tells two straps of one model apart: A lifts the own strap off the skin, and
what the strap then sends says which of the two it was.
"""

import asyncio
import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from samenstemming.cli.live import log_to_stderr
from samenstemming.cli.printing import out, tell, words
from samenstemming.errors import SamenstemmingError, StrapNotFoundError
from samenstemming.events import Wearer
from samenstemming.session.known_straps import (
    KnownStrap,
    KnownStraps,
    StrapIdentity,
    clean_label,
)
from samenstemming.session.strap_memory import StrapMemory

if TYPE_CHECKING:
    from samenstemming.session.whose_check import WhoseCheck
    from samenstemming.session.whose_listening import Stage

LOOK_S = 8.0
"""How long a strap that is not remembered is looked for in the air."""


def straps(arguments: Namespace) -> int:
    """Do with the remembered straps what was asked for."""
    log_to_stderr(debug=arguments.debug)
    memory = StrapMemory()
    match arguments.what:
        case "label":
            return _label(memory, arguments.strap, arguments.label)
        case "forget":
            return _forget(memory, arguments.strap)
        case "check":
            return _check(memory, arguments)
        case _:
            return _list(memory.known(), as_json=arguments.json)


def _list(known: KnownStraps, *, as_json: bool) -> int:
    if as_json:
        out(json.dumps([_as_json(strap) for strap in known.straps]))
    elif known.straps:
        _print_table(known)
    else:
        tell(words("straps_cli.none"))
    return 0


def _as_json(strap: KnownStrap) -> dict[str, object]:
    return {
        "label": strap.label,
        "name": strap.identity.name,
        "address": strap.identity.address,
        "serial": strap.identity.serial,
        "wearer": None if strap.wearer is None else strap.wearer.value,
    }


def _print_table(known: KnownStraps) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD)
    for key in ("straps_cli.head.label", "ble.head.name", "ble.head.address"):
        table.add_column(words(key), no_wrap=True)
    table.add_column(words("straps_cli.head.wearer"), no_wrap=True)
    for strap in known.straps:
        of = strap.identity
        wearer = "-" if strap.wearer is None else strap.wearer.upper()
        table.add_row(strap.label or "-", of.name or "-", of.address or "-", wearer)
    Console().print(table)


def _label(memory: StrapMemory, text: str, label: str) -> int:
    known, label = memory.known(), clean_label(label)
    identity = _remembered(known, text) or _in_the_air(text)
    taken = known.labelled(label) if label else None
    if taken is not None and not taken.is_same(identity):
        strap = _called(taken)
        raise SamenstemmingError(words("straps_cli.taken", label=label, strap=strap))
    memory.label(identity, label)
    key = "straps_cli.labelled" if label else "straps_cli.unlabelled"
    tell(words(key, strap=_called(identity), label=label))
    return 0


def _forget(memory: StrapMemory, text: str) -> int:
    identity = _remembered(memory.known(), text)
    if identity is None:
        raise _unknown(memory.known(), text)
    memory.forget(identity)
    tell(words("straps_cli.forgotten", strap=_called(identity)))
    return 0


def _remembered(known: KnownStraps, text: str) -> StrapIdentity | None:
    """The one remembered strap that is meant; None where none is."""
    found = known.named(text)
    if len(found) > 1:
        several = ", ".join(f"'{s.shown}' ({s.identity.address})" for s in found)
        msg = words("straps_cli.several", text=text, n=len(found), straps=several)
        raise StrapNotFoundError(msg)
    return found[0].identity if found else None


def _unknown(known: KnownStraps, text: str) -> StrapNotFoundError:
    straps = ", ".join(f"'{strap.shown}'" for strap in known.straps) or "-"
    return StrapNotFoundError(words("straps_cli.unknown", text=text, straps=straps))


def _in_the_air(text: str) -> StrapIdentity:
    """A strap that was never here, looked for in the air."""
    from samenstemming.session.radio_straps import in_the_air
    from samenstemming.sources.ble_names import choose, not_found

    if sys.stderr.isatty():
        tell(words("ble.scanning", seconds=LOOK_S))
    seen = asyncio.run(in_the_air(LOOK_S))
    strap = choose(text, seen)
    if strap is None:
        raise not_found([text], seen, after_s=LOOK_S)
    return StrapIdentity(name=strap.name, address=strap.address)


def _called(identity: StrapIdentity) -> str:
    return identity.name or identity.address or identity.serial


# -- whose is whose -----------------------------------------------------------------


def _check(memory: StrapMemory, arguments: Namespace) -> int:
    from samenstemming.session.radio_user import recording_straps
    from samenstemming.session.whose_check import ask_whose

    busy = recording_straps()
    if busy is not None:
        raise SamenstemmingError(words("straps_cli.busy", path=busy))
    known = memory.known()
    found = ask_whose(
        wanted(known, arguments.a, arguments.b),
        known=known,
        tell=_tell_stage,
        speed=arguments.speed,
    )
    _must_be_clear(found)
    worn = found.worn(Wearer.A)
    turned = found.answered is Wearer.B
    strap_a, strap_b = (_called(worn[wearer]) for wearer in Wearer)
    if arguments.json:
        said = {
            "turned": turned,
            **{
                w.value: {"name": i.name, "address": i.address} for w, i in worn.items()
            },
        }
        out(json.dumps(said))
    key = "straps_cli.turned" if turned else "straps_cli.right"
    tell(words(key, strap_a=strap_a, strap_b=strap_b))
    if arguments.remember or (not arguments.json and _says_yes()):
        memory.give({identity: wearer for wearer, identity in worn.items()})
        tell(words("straps_cli.kept", strap_a=strap_a, strap_b=strap_b))
    return 0


def wanted(known: KnownStraps, a: str | None, b: str | None) -> dict[Wearer, str]:
    """Both straps by name; those worn last where nobody says which."""
    asked = {Wearer.A: a, Wearer.B: b}
    found = {}
    for wearer, text in asked.items():
        last = known.worn_last(wearer)
        if text is None and last is not None:
            text = last.identity.address or last.identity.name
        if not text:
            raise StrapNotFoundError(words("straps_cli.two", wearer=wearer.value))
        found[wearer] = text
    return found


def _tell_stage(stage: "Stage", lasts_s: float) -> None:
    del lasts_s
    tell(words(f"straps_cli.{stage.value}"))


def _must_be_clear(found: "WhoseCheck") -> None:
    from samenstemming.session.whose_listening import Outcome

    outcome = found.answer.outcome
    if outcome is Outcome.ANSWERED:
        return
    about = found.answered
    strap = "" if about is None else found.straps[about].shown
    raise SamenstemmingError(words(f"straps_cli.{outcome.value}", strap=strap))


def _says_yes() -> bool:
    """Whether somebody sits there and wants it remembered."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(words("straps_cli.ask") + " ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip().casefold()
    return answer in ("", "j", "ja", "y", "yes")
