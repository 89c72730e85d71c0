"""Words of the command that prints and checks the settings, and of `--settings`."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "cli.settings": (
        "toon alle instellingen met hun uitleg en bron, of kijk een bestand na",
        "print all settings with their explanation and source, or check a file",
    ),
    "cli.arg.settings": (
        "bestand met instellingen (TOML); wat er niet in staat, houdt zijn standaard",
        "file with settings (TOML); what is not in it keeps its default",
    ),
    "settings.arg.check": (
        "kijk dit bestand na en zeg wat ervan de standaard afwijkt",
        "check this file and say what of it differs from the defaults",
    ),
    "settings.head": (
        "Instellingen van Samenstemming, elk met haar standaard.\n"
        "Bewaar de regels die je verandert; de rest mag weg.",
        "Settings of Samenstemming, each with its default.\n"
        "Keep the lines that you change; the others may go.",
    ),
    "settings.same": (
        "{path}: alles staat op de standaard ({digest}).",
        "{path}: everything is at its default ({digest}).",
    ),
    "settings.differ": (
        "{path}: {n} anders dan standaard ({digest}).",
        "{path}: {n} differ from the default ({digest}).",
    ),
    "settings.one": (
        "{name} = {value} (standaard {default})",
        "{name} = {value} (default {default})",
    ),
    "settings.unreadable": (
        "{path} kan niet worden gelezen: {why}.",
        "{path} cannot be read: {why}.",
    ),
    "settings.with_study": (
        "Een onderzoek legt zijn eigen instellingen vast: laat --settings weg.",
        "A study fixes its own settings: leave --settings out.",
    ),
    "settings.with_resume": (
        "Een opname gaat verder met haar eigen instellingen: laat --settings weg.",
        "A recording goes on with its own settings: leave --settings out.",
    ),
}
