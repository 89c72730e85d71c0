"""After the talk: what each sees alone, and looking back together.

`evening.own.between` holds the one figure in the words for couples: somebody's own
heart rate, in a page for that one alone (conversation.md 3.7, rule 4).
"""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "evening.shelf.renamed": (
        "De opname heet nu: {name}.",
        "The recording is called: {name}.",
    ),
    "evening.shelf.renamed_nearly": (
        "De opname heet nu: {name}. Niet elk teken kan in de naam van een bestand.",
        "The recording is called: {name}. Not every sign can be in a file's name.",
    ),
    "evening.own.open": ("Ieder even alleen", "Each of you alone for a moment"),
    "evening.own.about": (
        "Jullie kunnen om de beurt kijken, ieder naar het eigen hart en de eigen "
        "woorden.",
        "You can each look in turn, at your own heart and your own words.",
    ),
    "evening.own.why": (
        "Hier staat alleen wat van jou is. De ander kijkt nu even niet mee.",
        "Only what is yours is here. The other looks away for a moment.",
    ),
    "evening.own.once": (
        "Na jouw beurt gaat deze pagina dicht en niet meer open.",
        "After your turn this page closes and does not open again.",
    ),
    "evening.own.pass": ("Ik sla over", "I pass"),
    "evening.own.ready": ("Klaar, sluit mijn pagina", "Done, close my page"),
    "evening.own.heart": ("Jouw hart", "Your heart"),
    "evening.own.making": (
        "Jouw pagina wordt gemaakt.",
        "Your page is being made.",
    ),
    "evening.own.show": ("Laat mijn lijn zien", "Show my line"),
    "evening.own.between": (
        "Je hart sloeg tussen de {low} en {high} keer per minuut.",
        "Your heart beat between {low} and {high} times a minute.",
    ),
    "evening.own.read": (
        "Links is het begin, rechts het eind. Hoger is sneller.",
        "On the left is the beginning, on the right the end. Higher is faster.",
    ),
    "evening.own.no_strap": (
        "Je droeg vanavond geen band. Er is dus geen lijn.",
        "You wore no strap tonight, so there is no line.",
    ),
    "evening.own.short": (
        "Er is te weinig opgenomen voor een lijn. Dat geeft niet.",
        "Too little was recorded for a line. That does not matter.",
    ),
    "evening.own.marks": (
        "De tekens gaven jullie zelf aan. Wie er drukte, staat nergens.",
        "You made these marks yourselves. Who pressed is kept nowhere.",
    ),
    "evening.own.words": ("Woorden die je koos", "Words that you chose"),
    "evening.own.agreed": ("Waar je ja op zei", "What you said yes to"),
    "evening.own.nothing": (
        "Nergens op, en dat is goed.",
        "Nothing, and that is fine.",
    ),
    "evening.own.data": ("Wat van jou is", "What is yours"),
    "evening.own.take": (
        "Bewaar een eigen kopie",
        "Keep a copy of your own",
    ),
    "evening.own.take_about": (
        "Wil je een eigen kopie? Daarin zit alleen jouw hart. Die komt in de map met "
        "downloads.",
        "Would you like a copy of your own? Only your heart is in it. You find it "
        "among the downloads.",
    ),
    "evening.own.withdraw": (
        "Haal eruit wat van mij is",
        "Take out what is mine",
    ),
    "evening.own.withdraw_sure": (
        "Alles van jou en alles van jullie samen gaat uit deze opname. De ander houdt "
        "de eigen gegevens.",
        "Everything of yours and everything of you both goes from this recording. The "
        "other keeps their own data.",
    ),
    "evening.own.withdrawn": (
        "Wat van jou was, is eruit.",
        "What was yours is out.",
    ),
    "evening.own.unreadable": (
        "Jouw pagina kan nu niet worden gemaakt. Er is niets verloren.",
        "Your page cannot be made now. Nothing is lost.",
    ),
    "evening.own.minute": ("min", "min"),
    # -- looking back together --------------------------------------------------------
    "evening.look_back.quiet": (
        "Een open vierkant: hier gaven jullie aan dat het stil werd.",
        "An open square: here you said that it went quiet.",
    ),
    "evening.look_back.laughed": (
        "Een driehoek: hier lachten jullie.",
        "A triangle: here you laughed.",
    ),
    "evening.look_back.repair": (
        "Een ruit: hier vonden jullie elkaar weer.",
        "A diamond: here you found each other again.",
    ),
    "evening.look_back.until": (
        "Terugkijken kan tot {date}.",
        "You can look back until {date}.",
    ),
    "evening.look_back.over": (
        "Terugkijken kon tot {date}.",
        "You could look back until {date}.",
    ),
    "evening.look_back.not_now": (
        "Op deze avond kijken jullie niet terug. Dat is goed.",
        "You are not looking back at this evening. That is fine.",
    ),
    "evening.look_back.earlier": (
        "Zet er een eerdere avond naast",
        "Put an earlier evening beside it",
    ),
    "evening.look_back.earlier_title": (
        "Dezelfde oefening, {date}",
        "The same exercise, {date}",
    ),
    "evening.look_back.two_evenings": (
        "Twee avonden zijn twee momenten. De ene avond is niet meer waard dan de "
        "andere.",
        "Two evenings are two moments. One evening is not worth more than the other.",
    ),
    "evening.shelf.look": ("Terugkijken", "Look back"),
    "evening.shelf.not_here": (
        "Deze opname is van een avond samen. Die staat bij Samen, zonder cijfers.",
        "This recording is of an evening together. It is under Together, without "
        "figures.",
    ),
    "evening.shelf.for_yourselves": ("van een avond samen", "of an evening together"),
    # -- own words, practising --------------------------------------------------------
    "evening.home.gesture": (
        "Jullie kleine gebaar: {gesture}",
        "Your small gesture: {gesture}",
    ),
    "evening.home.practice": (
        "Jullie oefenen met nagemaakte banden. Wat jullie hier invullen, staat los van "
        "jullie eigen avonden.",
        "You are practising with made-up straps. What you fill in here is apart from "
        "your own evenings.",
    ),
    "evening.names.same": (
        "Heten jullie hetzelfde? Dan zetten we er een letter achter.",
        "Do you have the same name? Then we put a letter behind it.",
    ),
}
