"""Why settings cannot be used; and what is wrong with a file of what is remembered."""

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
    "wrong.settings.not_toml_at": (
        "{name}, regel {line}: dit is geen TOML: {why}.",
        "{name}, line {line}: this is not TOML: {why}.",
    ),
    "wrong.settings.line": ("{name}, regel {line}", "{name}, line {line}"),
    "wrong.settings.at": ("{where}: {what}", "{where}: {what}"),
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
    # -- what is remembered: straps, and a couple's own words -----------------------
    "wrong.kept.profile_unreadable": (
        "Wat er over jullie bewaard was in {place}, is niet te lezen ({why}). Zet dat "
        "bestand ergens anders om opnieuw te beginnen; opnamen blijven zoals ze zijn.",
        "What was remembered in {place} cannot be read ({why}). Move that file away to "
        "begin anew; recordings are not touched.",
    ),
    "wrong.kept.too_large": ("het is te groot", "it is too large"),
    "wrong.kept.other_version": (
        "het is van een andere versie of soort",
        "it is of another version or kind",
    ),
    "wrong.kept.other_form": (
        "iets erin heeft een andere vorm",
        "something in it has another form",
    ),
    "wrong.kept.other_evening": (
        "een avond erin heeft een andere vorm",
        "an evening in it has another form",
    ),
    "wrong.kept.unwritable": (
        "{place} kan niet worden geschreven: {why}.",
        "{place} cannot be written: {why}.",
    ),
    "wrong.kept.undeletable": (
        "{place} kan niet worden gewist: {why}.",
        "{place} cannot be deleted: {why}.",
    ),
    "wrong.kept.straps_unreadable": (
        "De onthouden banden in {path} zijn niet te lezen: {why}. Zet het bestand "
        "ergens anders; banden worden dan opnieuw geleerd.",
        "The remembered straps in {path} cannot be read: {why}. Move the file away; "
        "straps are then learnt anew.",
    ),
    "wrong.kept.straps_unwritable": (
        "De banden kunnen niet worden onthouden in {path}: {why}.",
        "The straps cannot be remembered in {path}: {why}.",
    ),
    "wrong.kept.format": (
        "zijn formaat is niet {format}",
        "its format is not {format}",
    ),
    "wrong.kept.no_straps": (
        "er staat geen lijst van banden in",
        "it holds no list of straps",
    ),
    "wrong.kept.no_pairs": (
        "de paren banden zijn geen lijst",
        "its pairs are no list",
    ),
    "wrong.kept.odd_strap": (
        "een band erin is geen object",
        "a strap in it is no object",
    ),
    "wrong.kept.odd_pair": (
        "een paar banden erin mist de gelijkzetting",
        "a pair in it holds no alignment",
    ),
    "wrong.kept.odd_text": (
        "{name} van een band erin is geen tekst",
        "a strap's {name} in it is no text",
    ),
}
