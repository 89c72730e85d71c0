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
    "wrong.yaml.field": (
        "{name}, regel {line}: {field} {what}.",
        "{name}, line {line}: {field} {what}.",
    ),
    "wrong.yaml.more": ("Nog {n} zoals deze.", "{n} more like these."),
}
