"""Saving what is left of a damaged recording: what is said before and after."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "cli.repair": (
        "redden wat er over is van een beschadigde opname",
        "save what is left of a damaged recording",
    ),
    "cli.arg.repair.output": (
        "het nieuwe bestand; een bestaand bestand blijft zoals het is",
        "the new file; an existing one stays as it is",
    ),
    "repair.working": ("Ik lees wat er over is …", "Reading what is left …"),
    "repair.whole": (
        "{name} is heel; er is niets geschreven.",
        "{name} is whole; nothing was written.",
    ),
    "repair.done": (
        "{name}: {kept} regels gered, {lost} verloren.",
        "{name}: {kept} rows saved, {lost} lost.",
    ),
    "repair.stretch": (
        "Weg van {start} tot {end}: {rows} regels.",
        "Gone from {start} to {end}: {rows} rows.",
    ),
    "repair.marks": (
        "Ook wat daar gemarkeerd was, is weg. Ging het om een wisseling van spreker, "
        "dan staat na het gat nog de vorige spreker.",
        "What was marked there is gone, too. Where that was a change of speaker, the "
        "one before still counts as speaking after the gap.",
    ),
    "repair.more": ("… en nog {n} stukken.", "… and {n} more stretches."),
    "repair.seal": (
        "Het zegel over regels {first} tot {last} klopt niet meer.",
        "The seal over rows {first} to {last} does not hold any more.",
    ),
    "repair.zero": (
        "Het begin ontbreekt: tijden tellen vanaf de eerste tik die er nog is.",
        "The beginning is gone: times count from the first tick that is left.",
    ),
    "repair.meta": (
        "Wat over de opname zelf genoteerd was, is niet zeker compleet. De "
        "toestemmingen zijn daarom niet meegenomen.",
        "What was noted about the recording itself may not be complete. So the "
        "consents were left out.",
    ),
    "repair.original": (
        "{name} is niet veranderd. Bewaar het.",
        "{name} was not changed. Keep it.",
    ),
}
