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
    # -- the same in the app ------------------------------------------------------
    "app.damaged.about": (
        "{name} is beschadigd en gaat niet open. Wat er nog in zit, kan naar een "
        "nieuw bestand.",
        "{name} is damaged and does not open. What is left in it can go to a new file.",
    ),
    "app.damaged.save": ("Red wat er over is", "Save what is left"),
    "app.damaged.working": ("We lezen wat er over is …", "Reading what is left …"),
    "app.damaged.all": (
        "Alle metingen zijn gered.",
        "Every measurement was saved.",
    ),
    "app.damaged.part": (
        "{share} van wat was opgenomen is gered.",
        "{share} of what was recorded was saved.",
    ),
    "app.damaged.between": (
        "Van {start} tot {end} ontbreekt.",
        "From {start} to {end} is missing.",
    ),
    "app.damaged.end": (
        "Wat na {start} kwam, ontbreekt.",
        "What came after {start} is missing.",
    ),
    "app.damaged.beginning": (
        "Wat voor {end} kwam, ontbreekt.",
        "What came before {end} is missing.",
    ),
    "app.damaged.more": ("Nog {n} stukken ontbreken.", "{n} more pieces are missing."),
    "app.damaged.zero": (
        "De tijden tellen vanaf het eerste wat er nog is.",
        "Times count from the first thing that is left.",
    ),
    "app.damaged.consent": (
        "Wat er was goedgevonden, is niet zeker meer te lezen. Daarom geldt het als "
        "nee.",
        "What was agreed to can no longer be read with certainty. So it counts as no.",
    ),
    "app.damaged.kept": (
        "{name} is beschadigd en niet veranderd. Wat er over is, staat in {to}.",
        "{name} is damaged and was not changed. What is left is in {to}.",
    ),
    "app.damaged.nothing": (
        "In {name} is niets meer te vinden. Bewaar het; misschien is er ergens een "
        "kopie.",
        "Nothing can be found in {name} any more. Keep it; perhaps there is a copy "
        "somewhere.",
    ),
    "app.damaged.whole": (
        "{name} is toch heel. Laad deze pagina opnieuw.",
        "{name} is whole after all. Load this page again.",
    ),
    "app.damaged.mark": ("gered", "saved from damage"),
    "repair.original": (
        "{name} is niet veranderd. Bewaar het.",
        "{name} was not changed. Keep it.",
    ),
}
