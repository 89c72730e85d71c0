"""The report on a whole batch: real dyads beside pseudo-dyads, for researchers."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "batch.report": ("Groepsverslag: {path}", "Group report: {path}"),
    "group.title": ("Groepsverslag", "Group report"),
    "group.lead": (
        "{used} van {of} bestanden gebruikt. Echte dyades naast pseudo-dyades: twee "
        "mensen uit verschillende dyades, in dezelfde stap.",
        "{used} of {of} files used. Real dyads beside pseudo-dyads: two people of "
        "different dyads, in the same step.",
    ),
    "group.funnel": ("Wat meetelt, en wat niet", "What counts, and what does not"),
    "group.found": ("gevonden", "found"),
    "group.used": ("gebruikt", "used"),
    "group.files": ("bestanden", "files"),
    "group.what": ("wat", "what"),
    "group.left_out": ("weggelaten: {why}", "left out: {why}"),
    "group.reasons": ("Bestanden per reden", "Files by reason"),
    "group.which": (
        "Welke bestanden het zijn, staat in recordings.parquet.",
        "Which files these are stands in recordings.parquet.",
    ),
    "group.funnel.alt": (
        "Balken: {found} bestanden gevonden, {out} weggelaten om {n} redenen, {used} "
        "gebruikt. De tabel eronder noemt elk aantal.",
        "Bars: {found} files found, {out} left out for {n} reasons, {used} used. The "
        "table below gives each number.",
    ),
    "group.result": ("Echte dyades en pseudo-dyades", "Real dyads and pseudo-dyads"),
    "group.result.of": (
        "Echte dyades en pseudo-dyades: {setting}",
        "Real dyads and pseudo-dyads: {setting}",
    ),
    "group.about": (
        "z is de grootste absolute gemiddelde Fisher-z over de vertragingen. Het "
        "effect is wat elke dyade boven de eigen pseudo-dyades uitkomt: gemiddelde "
        "gedeeld door standaardafwijking, met een 95%-bootstrapinterval. p is "
        "eenzijdig, uit het opnieuw koppelen van partners.",
        "z is the largest absolute mean Fisher z over the lags. The effect is how far "
        "each dyad lies above its own pseudo-dyads: mean over standard deviation, "
        "with a 95% bootstrap interval. p is one-sided, from re-pairing partners.",
    ),
    "group.none": ("Er is geen stap met een z.", "No step has a z."),
    "group.forest": (
        "Effect met 95%-interval. Gevuld: aangepaste p hoogstens .05; open: hoger. De "
        "nummers zijn die van de tabel.",
        "Effect with 95% interval. Filled: adjusted p at most .05; open: higher. The "
        "numbers are the table's.",
    ),
    "group.forest.alt": (
        "Effecten van {n} stappen met hun intervallen; dezelfde getallen staan in de "
        "tabel eronder.",
        "Effects of {n} steps with their intervals; the same figures are in the table "
        "below.",
    ),
    "group.effect": ("effect (0: als toevalsparen)", "effect (0: as chance pairs)"),
    "group.table": ("Per stap, sessie en arm", "Per step, session and arm"),
    "group.col.step": ("stap", "step"),
    "group.col.session": ("sessie", "session"),
    "group.col.arm": ("arm", "arm"),
    "group.col.n": ("dyades", "dyads"),
    "group.col.pseudo": ("pseudo-dyades", "pseudo-dyads"),
    "group.col.real_z": ("gemiddelde z, echt", "mean z, real"),
    "group.col.pseudo_z": ("gemiddelde z, pseudo", "mean z, pseudo"),
    "group.col.difference": ("verschil in z [95%]", "difference in z [95%]"),
    "group.col.effect": ("effect [95%-interval]", "effect [95% interval]"),
    "group.col.p": ("p", "p"),
    "group.col.adjusted": ("p, aangepast", "p, adjusted"),
    "group.whole": ("de hele opname", "the whole recording"),
    "group.instructed": ("{step} (met opdracht)", "{step} (instructed)"),
    "group.nth": ("{step}, keer {nth}", "{step}, time {nth}"),
    "group.holm": (
        "Aangepast met Holm over alle {n} toetsen van deze opdracht: stappen, armen, "
        "sessies en instellingen samen.",
        "Adjusted by Holm over all {n} tests of this run: steps, arms, sessions and "
        "settings together.",
    ),
    "group.withheld.few_dyads": ("minder dan vijf dyades", "fewer than five dyads"),
    "group.withheld.no_pseudo_dyads": (
        "geen pseudo-dyades (--pairs all maakt ze)",
        "no pseudo-dyads (--pairs all makes them)",
    ),
    "group.may": (
        "{label}: {n} echte dyades bewogen meer samen dan pseudo-dyades (effect "
        "{effect}, aangepaste p {p}).",
        "{label}: {n} real dyads moved together more than pseudo-dyads (effect "
        "{effect}, adjusted p {p}).",
    ),
    "group.may.exploratory": ("Verkennend. {text}", "Exploratory. {text}"),
    "group.not": (
        "{label}: dat {n} echte dyades meer samen bewogen dan pseudo-dyades "
        "(aangepaste p {p}). Dat er niets is, volgt hier ook niet uit.",
        "{label}: that {n} real dyads moved together more than pseudo-dyads (adjusted "
        "p {p}). That there is nothing does not follow either.",
    ),
    "group.untested": (
        "{label}: iets over {n} dyades; {why}.",
        "{label}: anything about {n} dyads; {why}.",
    ),
    "group.exploratory": (
        "Dat dit een bevestiging is: er was geen raster met --grid opgegeven. De "
        "uitkomsten zijn verkennend.",
        "That this confirms anything: no grid was declared with --grid. The results "
        "are exploratory.",
    ),
    "group.simulated": (
        "Iets over mensen: {n} van de gebruikte opnamen zijn gesimuleerd.",
        "Anything about people: {n} of the recordings used are simulated.",
    ),
    "group.meaning": (
        "Wat samen bewegen betekent, voor een dyade of voor een relatie.",
        "What moving together means, for a dyad or for a relationship.",
    ),
    "group.rests": ("Waar dit op rust", "What this rests on"),
    "group.settings": ("Instellingen", "Settings"),
    "group.setting": ("instelling", "setting"),
    "group.digest": ("digest van de opdracht", "digest of the run"),
    "group.settings_digest": ("digest van de instellingen", "digest of the settings"),
    "group.version": ("versie", "version"),
    "group.surrogates": ("surrogaten", "surrogates"),
    "group.seed": ("begin van het toeval", "seed"),
    "group.libraries": ("Bibliotheken", "Libraries"),
    "group.library": ("bibliotheek", "library"),
    "group.tables": ("Tabellen", "Tables"),
    "group.file": ("bestand", "file"),
    "group.tiles": (
        "Die van {n} tegels van paren staan in manifest.json.",
        "Those of {n} tiles of pairs are in manifest.json.",
    ),
    "group.seeds": (
        "Zaad van een paar: SHA-256 van zaad, studie en beide dyades; de surrogaten "
        "volgen daaruit en uit beide hartslagen, tot op de bit. Opnieuw gekoppeld: "
        "{n} keer.",
        "Seed of a pair: SHA-256 of seed, study and both dyads; its surrogates follow "
        "from that and from both heart rates, bit by bit. Re-pairings: {n}.",
    ),
}
