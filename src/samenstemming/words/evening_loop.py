"""The couple's own loop: cards in a circle, a name, nobody's doing."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "evening.loop.title": ("Ons rondje", "Our loop"),
    "evening.loop.about": (
        "Leg jullie stappen in een kring. Waar het begint, hoeven jullie niet te "
        "weten.",
        "Lay your steps in a circle. You do not need to know where it begins.",
    ),
    "evening.loop.of_both": (
        "Het rondje is van jullie samen. Het ligt niet aan een van jullie.",
        "The loop belongs to the two of you. It is not down to one of you.",
    ),
    "evening.loop.open": ("Naar ons rondje", "To our loop"),
    "evening.loop.named": ("Jullie rondje heet: {name}", "Your loop is called: {name}"),
    "evening.loop.few": (
        "Meestal heeft een rondje vier of meer kaartjes.",
        "A loop mostly has four cards or more.",
    ),
    "evening.loop.full": (
        "Er liggen acht kaartjes. Meer past er niet in de kring.",
        "There are eight cards. No more fit into the circle.",
    ),
    "evening.loop.picture": (
        "Een kring van pijlen: {cards}. Daarna weer van voren af aan.",
        "A circle of arrows: {cards}. Then again from the start.",
    ),
    "evening.loop.then": ("{one}, dan {next}", "{one}, then {next}"),
    "evening.loop.cards": ("De kaartjes in de kring", "The cards in the circle"),
    "evening.loop.earlier": ("Eerder", "Earlier"),
    "evening.loop.later": ("Later", "Later"),
    "evening.loop.remove": ("Haal weg", "Take away"),
    "evening.loop.add": ("Leg er een kaartje bij", "Add a card"),
    "evening.loop.own": ("Of een eigen kaartje: ik …", "Or a card of your own: I …"),
    "evening.loop.own_add": ("Leg erbij", "Add it"),
    "evening.loop.name": (
        "Hoe heet jullie rondje?",
        "What do you call your loop?",
    ),
    "evening.loop.name_keep": ("Bewaar de naam", "Keep the name"),
    "evening.loop.undo": ("Maak ongedaan", "Undo"),
    "evening.loop.clear": ("Wis ons rondje", "Erase our loop"),
    "evening.loop.sure": (
        "De kaartjes en de naam worden gewist. Dat kan niet ongedaan worden gemaakt.",
        "The cards and the name will be erased. That cannot be undone.",
    ),
    "evening.loop.gone": (
        "De kaartjes en de naam zijn gewist.",
        "The cards and the name are erased.",
    ),
    "evening.loop.ready": ("Klaar", "Done"),
    "evening.loop.where": (
        "Dit staat alleen op deze computer, en in geen enkele opname.",
        "This is on this computer only, and in no recording.",
    ),
}
