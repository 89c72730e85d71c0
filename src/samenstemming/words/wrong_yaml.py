"""What is wrong with a file that somebody wrote; and what joins such sentences."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "wrong.both": ("{first} {then}", "{first} {then}"),
    "wrong.list": ("{first}; {then}", "{first}; {then}"),
    "wrong.none": ("geen", "none"),
    "wrong.none_of": ("geen", "no"),
    "wrong.yaml.the_file": ("het bestand", "the file"),
    "wrong.yaml.empty": (
        "{name}, regel 1: het bestand is leeg.",
        "{name}, line 1: the file is empty.",
    ),
    "wrong.yaml.aliases": (
        "{name}: met al zijn verwijzingen (&naam, *naam) wordt het bestand veel te "
        "groot.",
        "{name}: with all its aliases (&name, *name) the file becomes far too large.",
    ),
    "wrong.yaml.at_line": (", regel {line}", ", line {line}"),
    "wrong.yaml.not_yaml": (
        "{name}{where}: dit is geen YAML ({problem}). Kijk naar inspringen en "
        "aanhalingstekens.",
        "{name}{where}: this is not YAML ({problem}). Look at indents and quotes.",
    ),
    "wrong.yaml.stray_in_study": (
        "is een veld dat geen onderzoek heeft",
        "is a field that no study has",
    ),
    "wrong.yaml.stray_in_exercise": (
        "is een veld dat geen oefening heeft",
        "is a field that no exercise has",
    ),
    "wrong.yaml.missing": ("ontbreekt", "is missing"),
    "wrong.yaml.may_be": (
        "is {value}; het mag zijn: {may_be}",
        "is {value}; it may be {may_be}",
    ),
    "wrong.yaml.is_empty": ("is leeg", "is empty"),
    "wrong.yaml.is_wrong": ("is {value}; de controle zegt: {why}", "is {value}: {why}"),
    "wrong.yaml.or": ("{first} of {then}", "{first} or {then}"),
    "wrong.yaml.takes": (
        "is {value}; hier hoort {takes}",
        "is {value}; {takes} belongs here",
    ),
    "wrong.yaml.takes.whole": ("een heel getal", "a whole number"),
    "wrong.yaml.takes.number": ("een getal", "a number"),
    "wrong.yaml.takes.text": ("tekst", "text"),
    "wrong.yaml.takes.yes_or_no": ("true of false", "true or false"),
    "wrong.yaml.takes.list": ("een lijst", "a list"),
    "wrong.yaml.takes.fields": ("een blok met velden", "a block of fields"),
    "wrong.yaml.greater_than": (
        "is {value}; het moet meer dan {limit} zijn",
        "is {value}; it has to be greater than {limit}",
    ),
    "wrong.yaml.greater_than_equal": (
        "is {value}; het moet {limit} of meer zijn",
        "is {value}; it has to be {limit} or greater",
    ),
    "wrong.yaml.less_than": (
        "is {value}; het moet minder dan {limit} zijn",
        "is {value}; it has to be less than {limit}",
    ),
    "wrong.yaml.less_than_equal": (
        "is {value}; het mag hooguit {limit} zijn",
        "is {value}; it may be {limit} at most",
    ),
    "wrong.yaml.string_too_long": (
        "is {value}; het mag hooguit {limit} tekens hebben",
        "is {value}; it may have {limit} characters at most",
    ),
    "wrong.yaml.too_long": (
        "is {value}; het mag hooguit {limit} onderdelen hebben",
        "is {value}; it may have {limit} items at most",
    ),
    "wrong.yaml.string_pattern_mismatch": (
        "is {value}; het past niet in {limit}",
        "is {value}; it does not fit {limit}",
    ),
    "wrong.yaml.field": (
        "{name}, regel {line}: {field} {what}.",
        "{name}, line {line}: {field} {what}.",
    ),
    "wrong.yaml.more": ("Nog {n} zoals deze.", "{n} more like these."),
}
