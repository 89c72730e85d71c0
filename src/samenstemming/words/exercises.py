"""What the command line says about exercises; their own texts are in their files."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "cli.exercises": (
        "de begeleide gesprekken: lijst, één lezen, een eigen bestand nakijken",
        "the guided talks: list them, read one, check a file of your own",
    ),
    "cli.arg.exercise": (
        "leid dit gesprek (zie `samenstemming exercises`)",
        "guide this talk (see `samenstemming exercises`)",
    ),
    "cli.arg.resume": (
        "ga verder met deze afgebroken opname, en met het gesprek erin",
        "go on with this recording that was cut off, and with the talk in it",
    ),
    "cli.arg.exercises.what": (
        "list, show of validate",
        "list, show or validate",
    ),
    "cli.arg.exercises.target": (
        "de naam van een oefening (show) of een bestand (validate)",
        "the name of an exercise (show) or a file (validate)",
    ),
    "exercises.head.name": ("naam", "name"),
    "exercises.head.level": ("soort", "kind"),
    "exercises.head.minutes": ("minuten", "minutes"),
    "exercises.head.title": ("titel", "title"),
    "exercises.level.start": ("begin", "start"),
    "exercises.level.middle": ("verder", "middle"),
    "exercises.level.deep": ("diep", "deep"),
    "exercises.level.follow_up": ("vervolg", "follow-up"),
    "exercises.after": ("na: {names}", "after: {names}"),
    "exercises.step": (
        "{number}. {title} ({minutes} min, {who})",
        "{number}. {title} ({minutes} min, {who})",
    ),
    "exercises.who.none": ("stil", "quiet"),
    "exercises.who.both": ("samen", "both of you"),
    "exercises.who.A": ("A praat", "A talks"),
    "exercises.who.B": ("B praat", "B talks"),
    "exercises.valid": (
        "{name} klopt: {count} oefening(en), versie {version}.",
        "{name} is in order: {count} exercise(s), version {version}.",
    ),
    "exercises.remark": (
        "{name}, regel {line}: {field} {what}.",
        "{name}, line {line}: {field} {what}.",
    ),
    "exercises.needs": (
        "Zeg er een {what} bij: `samenstemming exercises {command} …`.",
        "Add {what}: `samenstemming exercises {command} …`.",
    ),
    "exercises.a_name": ("naam", "a name"),
    "exercises.a_file": ("bestand", "a file"),
}
