"""What is wrong with an exercise file that a therapist or a lab wrote.

What is said of one field follows its name, and so begins in the middle of a sentence.
"""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    # -- the file -------------------------------------------------------------------
    "wrong.exercise.too_long": (
        "{name}: {n} tekens is meer dan een oefenbestand nodig kan hebben.",
        "{name}: {n} characters is more than an exercise file can need.",
    ),
    "wrong.exercise.too_large": (
        "{name} is groter dan een oefenbestand nodig kan hebben.",
        "{name} is larger than an exercise file can need.",
    ),
    "wrong.exercise.unreadable": (
        "{name} kan niet worden gelezen: {why}.",
        "{name} cannot be read: {why}.",
    ),
    "wrong.exercise.not_utf8": (
        "{name}, regel {line}: dit is geen UTF-8-tekst. Bewaar het als UTF-8.",
        "{name}, line {line}: this is not UTF-8 text. Save it as UTF-8.",
    ),
    "wrong.exercise.exists": (
        "{name}, regel {line}: de oefening '{exercise}' bestaat al. Geef je eigen "
        "oefening een andere id.",
        "{name}, line {line}: the exercise '{exercise}' exists already. Give your own "
        "another id.",
    ),
    "wrong.exercise.left_out": (
        "{name}: een ander eigen bestand heeft '{exercise}' al; dit bestand doet niet "
        "mee.",
        "{name}: another own file has '{exercise}' already; left out.",
    ),
    "wrong.exercise.unknown": (
        "Er is geen oefening '{name}'. Wel: {there}.",
        "There is no exercise '{name}'. There are: {there}.",
    ),
    "wrong.exercise.no_break": (
        "{name} bevat geen pauze; het is niet van ons.",
        "{name} has no break in it; it is not ours.",
    ),
    "wrong.exercise.who_began": (
        "{path} zegt niet wie begon. Het gesprek kan dus niet verder.",
        "{path} does not say who began, so its talk cannot go on.",
    ),
    # -- a text ---------------------------------------------------------------------
    "wrong.exercise.markup": (
        "bevat opmaak, een adres of stuurtekens; alleen gewone tekst wordt getoond",
        "holds markup, an address or control characters; only plain text is shown",
    ),
    "wrong.exercise.pictures": (
        "bevat een emoji of een symbool; zeg het in woorden",
        "holds an emoji or a symbol; say it in words",
    ),
    "wrong.exercise.open_brace": (
        "heeft een accolade die niet sluit; alleen {a} en {b} staan voor namen",
        "has a brace that is not closed; only {a} and {b} stand for names",
    ),
    "wrong.exercise.other_name": (
        "noemt {name}; alleen {a} en {b} staan voor de twee partners",
        "names {name}; only {a} and {b} stand for the two partners",
    ),
    "wrong.exercise.not_as_many": (
        "heeft {nl} teksten in het Nederlands en {en} in het Engels",
        "has {nl} texts in Dutch and {en} in English",
    ),
    "wrong.exercise.display_off": (
        "heeft 'off' bij display, en dat leest YAML als false; schrijf 'dark'",
        "display is 'off', which YAML reads as false; write 'dark'",
    ),
    # -- what is fair and plain -----------------------------------------------------
    "wrong.exercise.same_id": (
        "is '{name}', net als een andere oefening",
        "is '{name}', as another exercise is",
    ),
    "wrong.exercise.needs_itself": (
        "vraagt om de oefening zelf",
        "asks for the exercise itself",
    ),
    "wrong.exercise.needs_unknown": (
        "vraagt om '{name}', en die is onbekend",
        "asks for '{name}', which is unknown",
    ),
    "wrong.exercise.in_a_ring": (
        "komt bij zichzelf terug, dus hij gaat nooit open",
        "comes back to itself, so it never opens",
    ),
    "wrong.exercise.same_step": (
        "is meer dan eens '{name}'",
        "is '{name}' more than once",
    ),
    "wrong.exercise.leads_to": (
        "leidt naar '{to}'; alleen '{only}' kan het doel zijn",
        "leads to '{to}'; only '{only}' can be gone to",
    ),
    "wrong.exercise.unequal": (
        "geven A {a} en B {b} minuten om te praten; beiden krijgen evenveel tijd",
        "give A {a} and B {b} minutes to speak; both get the same time",
    ),
    "wrong.exercise.minutes": (
        "zegt {said}; de stappen samen duren {planned}",
        "says {said}, the steps together take {planned}",
    ),
    "wrong.exercise.not_dark": (
        "laten het scherm donker in {dark} van het gesprek; in een diepe oefening is "
        "dat minstens de helft",
        "leave the screen dark in {dark} of the talk; in a deep exercise it is at "
        "least half",
    ),
    "wrong.exercise.word": (
        "gebruikt '{word}', en dat lezen stellen nooit",
        "uses '{word}', which couples never read",
    ),
    "wrong.exercise.long": (
        "heeft een zin van {n} woorden; meer dan {most} is op het gehoor moeilijk te "
        "volgen",
        "has a sentence of {n} words; over {most} is hard to follow by ear",
    ),
}
