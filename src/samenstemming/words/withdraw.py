"""Taking the own data back: what is said before and after."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "cli.withdraw": (
        "de gegevens van één van de twee uit een opname halen",
        "take one partner's data out of a recording",
    ),
    "cli.arg.withdraw.wearer": (
        "van wie de gegevens eruit gaan: a of b",
        "whose data go: a or b",
    ),
    "cli.arg.withdraw.yes": ("niet vragen, meteen doen", "do not ask, just do it"),
    "withdraw.ask": (
        "Alles van {wearer} en alles van jullie samen gaat voorgoed uit {name}. "
        "Typ 'ja' om door te gaan: ",
        "Everything of {wearer} and everything of you both goes from {name} for good. "
        "Type 'yes' to go on: ",
    ),
    "withdraw.yes": ("ja", "yes"),
    "withdraw.not_done": ("Er is niets veranderd.", "Nothing was changed."),
    "withdraw.done": (
        "Uit {name} gehaald: {packets} metingen van {wearer}, {markers} markeringen en "
        "alles van jullie samen. {kept} regels van de ander en van de avond blijven.",
        "Taken out of {name}: {packets} measurements of {wearer}, {markers} marks and "
        "everything of you both. {kept} rows of the other and of the evening stay.",
    ),
    "withdraw.answers": (
        "Antwoorden van {code} op vragenlijsten liggen bij het onderzoek. Wis die met: "
        "samenstemming study forget ONDERZOEK --code {code}",
        "Answers of {code} to forms lie beside the study. Delete them with: "
        "samenstemming study forget STUDY --code {code}",
    ),
    "withdraw.copies": (
        "Kopieën en exports die ergens anders staan, kunnen wij niet vinden. "
        "Wis die zelf.",
        "Copies and exports kept elsewhere are not ours to find. Delete them yourself.",
    ),
}
