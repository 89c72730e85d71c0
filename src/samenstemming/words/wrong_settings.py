"""Why settings cannot be used."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "wrong.settings.no_scope": (
        "Geen toestemming heet '{name}'. Bekend zijn: {known}.",
        "No consent scope is called '{name}'. Known: {known}.",
    ),
    "wrong.settings.scope_of_nobody": (
        "'{text}' noemt geen drager: schrijf a:{scope} of b:{scope}.",
        "'{text}' names no wearer: write a:{scope} or b:{scope}.",
    ),
    "wrong.settings.below": (
        "Instelling '{low}' moet onder '{high}' liggen.",
        "Setting '{low}' has to lie below '{high}'.",
    ),
    "wrong.settings.rr_counts": (
        "Instelling '{name}' is {value}. Een band telt RR in 1024 of 1000 per seconde; "
        "0 zoekt uit welke.",
        "Setting '{name}' is {value}. A strap counts RR in 1024 or 1000 a second; 0 "
        "finds out which.",
    ),
    "wrong.settings.not_toml": (
        "De instellingen zijn geen TOML: {why}",
        "The settings are not TOML: {why}",
    ),
    "wrong.settings.takes.whole": (
        "Instelling '{name}' is een heel getal; {value!r} is gegeven.",
        "Setting '{name}' takes a whole number; {value!r} was given.",
    ),
    "wrong.settings.takes.number": (
        "Instelling '{name}' is een getal; {value!r} is gegeven.",
        "Setting '{name}' takes a number; {value!r} was given.",
    ),
    "wrong.settings.perhaps": (
        "Geen instelling heet '{name}'. Misschien is '{near}' bedoeld. `samenstemming "
        "settings` toont ze allemaal.",
        "No setting is called '{name}'. Perhaps '{near}' is meant. `samenstemming "
        "settings` prints them all.",
    ),
    "wrong.settings.unknown": (
        "Geen instelling heet '{name}'. `samenstemming settings` toont ze allemaal.",
        "No setting is called '{name}'. `samenstemming settings` prints them all.",
    ),
    "wrong.settings.rule.above_zero": (
        "Instelling '{name}' kan niet {value} zijn: het is meer dan 0.",
        "Setting '{name}' cannot be {value}: it is more than 0.",
    ),
    "wrong.settings.rule.not_negative": (
        "Instelling '{name}' kan niet {value} zijn: het is 0 of meer.",
        "Setting '{name}' cannot be {value}: it is 0 or more.",
    ),
}
