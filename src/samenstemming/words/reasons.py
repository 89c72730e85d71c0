"""Why a number is withheld and why there is a gap: codes and their sentences."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "withheld.window_too_short": (
        "Dit getal vraagt een langer venster.",
        "This number needs a longer window.",
    ),
    "withheld.too_few_beats": (
        "Er zijn te weinig slagen in dit venster.",
        "There are too few beats in this window.",
    ),
    "withheld.in_the_table": (
        "Dit getal komt elke 15 seconden in de tabel.",
        "This number comes in the table every 15 seconds.",
    ),
    "withheld.peak_at_edge": (
        "De beste verschuiving ligt op de rand van wat is onderzocht.",
        "The best lag lies at the edge of what was searched.",
    ),
    "withheld.clock_estimated": (
        "De klokken zijn op de gelijkenis van de harten gelijkgezet. Die gelijkenis "
        "zegt dan niets meer.",
        "The clocks were aligned by the likeness of the hearts, so that likeness says "
        "nothing any more.",
    ),
    "withheld.clock_assumed": (
        "Niemand heeft gezegd hoe de klokken van de twee bestanden liggen.",
        "Nobody said how the clocks of the two files lie.",
    ),
    "withheld.not_asked": (
        "Er is zonder surrogaten gerekend.",
        "No surrogates were asked for.",
    ),
    "withheld.poor_coverage": (
        "Er ontbreekt te veel van dit venster.",
        "Too much of this window is missing.",
    ),
    "withheld.too_many_corrected": (
        "Te veel slagen in dit venster zijn verbeterd.",
        "Too many beats in this window were corrected.",
    ),
    "withheld.irregular_rhythm": (
        "Het ritme is onregelmatig. Variabiliteit zegt dan niets.",
        "The rhythm is irregular. Variability has no meaning then.",
    ),
    "withheld.speaking": (
        "Deze persoon was aan het woord. Praten verstoort deze getallen.",
        "This person was speaking, which breaks these numbers.",
    ),
    "withheld.gap": (
        "Er zit een gat in dit venster.",
        "There is a gap in this window.",
    ),
    "withheld.library_bug": (
        "neurokit2 rekent dit getal hier niet goed uit.",
        "neurokit2 does not compute this number rightly here.",
    ),
    "withheld.not_shown": (
        "Dit getal wordt nooit getoond: het zegt niet wat het lijkt te zeggen.",
        "This number is never shown: it does not say what it seems to say.",
    ),
    "withheld.undefined": (
        "Voor deze slagen bestaat dit getal niet.",
        "This number does not exist for these beats.",
    ),
    "withheld.one_wearer": (
        "Er is maar één drager.",
        "There is only one wearer.",
    ),
    "withheld.not_yet": (
        "Er zijn nog geen twee minuten van allebei.",
        "There are not yet two minutes of both.",
    ),
    "withheld.short_turns": (
        "De beurten zijn te kort: rond een wisseling van spreker telt er niets mee.",
        "The turns are too short: nothing counts around a change of speaker.",
    ),
    "withheld.instructed": (
        "Hier werd om samen bewegen gevraagd: toeval zegt er niets over.",
        "Likeness was asked for here: chance says nothing about it.",
    ),
    "withheld.few_pairings": (
        "Er zijn te weinig stukken om te verwisselen.",
        "There are too few pieces to exchange.",
    ),
    "withheld.no_variation": (
        "De hartslag verandert niet in dit venster.",
        "The heart rate does not change in this window.",
    ),
    "withheld.too_long": (
        "De opname is te lang om hier in één keer te bekijken.",
        "The recording is too long to be looked at in one piece here.",
    ),
    "withheld.no_valid_null": (
        "Geen toevalsmodel hield hier zijn niveau toen het is gemeten.",
        "No model of chance held its level here when it was measured.",
    ),
    "withheld.one_sided": (
        "Ze bewogen steeds dezelfde kant op: voor een verhouding is er geen deler.",
        "They moved one way all along: the ratio has nothing to divide by.",
    ),
    "withheld.no_oscillation": (
        "De beweging laat zich niet als een slingering beschrijven.",
        "The movement cannot be described as a swing.",
    ),
    "withheld.nothing_known": (
        "Er is geen enkele hartslag gemeten.",
        "Not one heart rate was measured.",
    ),
    "withheld.not_bpm": (
        "Dit zijn geen hartslagen per minuut. Deel 60 door de afstand in seconden.",
        "These are no heart rates in beats per minute. Divide 60 by the RR in seconds.",
    ),
    "withheld.unequal_lengths": (
        "De twee reeksen zijn niet even lang. Breng ze op één klok en één tempo.",
        "The two series differ in length. Put them on one clock and one rate.",
    ),
    "withheld.rate_too_low": (
        "Er is minder dan één waarde per seconde.",
        "There is less than one sample a second.",
    ),
    "alignment.one_strap": (
        "Er kwamen slagen van maar één band. Doe beide banden om bij één persoon.",
        "Beats came from one strap only. Put both straps on one person.",
    ),
    "alignment.too_short": (
        "Dit is te kort. Draag beide banden twee minuten bij één persoon.",
        "This is too short. Wear both straps on one person for two minutes.",
    ),
    "alignment.two_hearts": (
        "De banden zien niet dezelfde slagen. Zitten ze om dezelfde persoon, en nat?",
        "The straps do not see the same beats. Are both on one person, and wet?",
    ),
    "gap.lost_notification": ("bericht verloren", "notification lost"),
    "gap.silence": ("stilte van de band", "strap silent"),
    "gap.link_lost": ("verbinding weg", "link lost"),
    "gap.suspend": ("computer sliep", "computer slept"),
    "gap.rows_lost": ("stuk van het bestand verloren", "part of the file lost"),
    "gap.no_rr": ("geen slagen gemeld", "no beats reported"),
    "gap.imported_gap": ("gat in het bestand", "gap in the file"),
    "gap.ecg_began": ("ecg begonnen", "ECG began"),
    "gap.ecg_ended": ("ecg gestopt", "ECG ended"),
    "gap.ecg_unclear": ("ecg onduidelijk", "ECG unclear"),
    "gap.unit_found": ("eenheid van de band herkend", "the strap's unit was found"),
    "gap.not_started": ("nog niet begonnen", "not started yet"),
}
