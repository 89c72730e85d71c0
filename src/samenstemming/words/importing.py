"""What importing other recorders' files says: the preview, the page and the options."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "importing.wearer": (
        "{wearer}: {kind}. {n} intervallen over {minutes:.1f} minuten, vanaf seconde "
        "{start:.1f}.",
        "{wearer}: {kind}. {n} intervals over {minutes:.1f} minutes, from second "
        "{start:.1f} on.",
    ),
    "importing.rate": (
        "Gemiddeld {rate:.0f} slagen per minuut.",
        "{rate:.0f} beats a minute on average.",
    ),
    "importing.stamps.beats": (
        "De tijden zijn die van de hartslagen zelf.",
        "The times are those of the beats themselves.",
    ),
    "importing.stamps.arrival": (
        "De tijden zijn die van aankomst. De slagen worden daaruit berekend, met "
        "hun onzekerheid.",
        "The times are those of arrival. The beats are worked out from them, with "
        "their uncertainty.",
    ),
    "importing.gaps": (
        "Gaten van meer dan 10 seconden: {n}, samen {total:.0f} s, het langste "
        "{longest:.0f} s.",
        "Gaps of more than 10 seconds: {n}, {total:.0f} s together, the longest "
        "{longest:.0f} s.",
    ),
    "importing.no_gaps": (
        "Geen gaten van meer dan 10 seconden.",
        "No gaps of more than 10 seconds.",
    ),
    "importing.clock.clocks": (
        "Beide bestanden hebben een kloktijd. Daarop zijn ze gelijkgezet.",
        "Both files have clock times, and lie by these.",
    ),
    "importing.clock.one_file": (
        "Beide dragers komen uit één bestand, met één klok.",
        "Both wearers come from one file, with one clock.",
    ),
    "importing.clock.known": (
        "De klokken liggen zoals opgegeven; B is {shift:.1f} s verschoven.",
        "The clocks lie as was stated; B is moved by {shift:.1f} s.",
    ),
    "importing.clock.marker": (
        "De klokken zijn gelijkgezet op een markering in beide bestanden: B is "
        "{shift:.2f} s verschoven, op {sd:.2f} s na zeker.",
        "The clocks were aligned by a marker in both files: B is moved by "
        "{shift:.2f} s, sure to {sd:.2f} s.",
    ),
    "importing.clock.estimate": (
        "De klokken zijn geschat uit de harten zelf: B is {shift:.1f} s verschoven, op "
        "{sd:.1f} s na zeker. Wie voorop gaat, hoeveel later en of de harten samen "
        "bewegen, is daarmee niet meer te zeggen.",
        "The clocks were estimated from the hearts themselves: B is moved by "
        "{shift:.1f} s, sure to {sd:.1f} s. Who leads, by how much, and whether the "
        "hearts move together can no longer be said.",
    ),
    "importing.clock.assumed": (
        "Een bestand heeft geen klok. Aangenomen is dat beide tegelijk beginnen. "
        "Niemand heeft dat gezegd, dus een verschuiving tussen de twee wordt niet "
        "gemeld.",
        "A file has no clock. Both are taken to begin together. Nobody said so, and "
        "no lag between the two is reported.",
    ),
    "importing.clock.sd": (
        "De klok van een bestand is maar op {sd:.2f} s na zeker.",
        "A file's clock is sure to {sd:.2f} s only.",
    ),
    "importing.marks": ("Markeringen: {n}.", "Markers: {n}."),
    "importing.dry": (
        "Er is niets geschreven.",
        "Nothing was written.",
    ),
    "importing.arg.stream": (
        "stroom, kanaal of annotatie van {wearer} in een XDF-, EDF- of BIDS-bestand",
        "stream, channel or annotation of {wearer} in an XDF, EDF or BIDS file",
    ),
    "importing.arg.align": (
        "hoe de klok van B ligt: known:SECONDEN, marker:NAAM, estimate of "
        "estimate:SECONDEN",
        "how B's clock lies: known:SECONDS, marker:NAME, estimate or estimate:SECONDS",
    ),
    "importing.arg.dry_run": (
        "vertel wat er gelezen zou worden en schrijf niets",
        "tell what would be read and write nothing",
    ),
    "importing.usage.output": (
        "geef met -o het bestand om te maken, of --dry-run",
        "name the file to make with -o, or give --dry-run",
    ),
    "app.page.import": ("Bestanden inlezen", "Import files"),
    "importing.title": ("Bestanden inlezen", "Import files"),
    "importing.about": (
        "Maak een opname van bestanden van andere apparaten: RR-intervallen als tekst "
        "of CSV, Garmin FIT, XDF of EDF+. Van ieder één bestand. Alles blijft op deze "
        "computer.",
        "Make a recording of other devices' files: RR intervals as text or CSV, "
        "Garmin FIT, XDF or EDF+. One file of each person. Everything stays on this "
        "computer.",
    ),
    "importing.file": ("Bestand van {wearer}", "File of {wearer}"),
    "importing.has": ("{name} is binnen.", "{name} has come in."),
    "importing.stream": (
        "Stroom of kanaal van {wearer}, als er meer zijn",
        "Stream or channel of {wearer}, if there are several",
    ),
    "importing.zone": (
        "Tijdzone van {wearer}, als de tijden lokaal zijn",
        "Time zone of {wearer}, if its times are local",
    ),
    "importing.align": ("Hoe liggen de klokken?", "How do the clocks lie?"),
    "importing.align.files": ("zoals in de bestanden", "as in the files"),
    "importing.align.known": ("bekend verschil", "known difference"),
    "importing.align.marker": ("markering in beide", "marker in both"),
    "importing.align.estimate": ("schatten uit de harten", "estimate from the hearts"),
    "importing.seconds": (
        "Seconden waarmee B verschoven wordt",
        "Seconds by which B is moved",
    ),
    "importing.marker": ("Naam van de markering", "Name of the marker"),
    "importing.label": (
        "Kort woord om de opname te herkennen, geen naam van iemand",
        "Short word to know the recording by, nobody's name",
    ),
    "importing.look": ("Kijk wat erin zit", "See what is in them"),
    "importing.keep": ("Maak de opname", "Make the recording"),
    "importing.none": (
        "Kies een bestand, of twee.",
        "Choose a file, or two.",
    ),
    "importing.preview": ("Dit zit erin", "This is in them"),
    "importing.notes": ("Opmerkingen bij het inlezen", "Remarks on reading"),
    "importing.consented": (
        "Beide personen vinden het goed dat dit wordt bewaard en bekeken.",
        "Both persons agree that this is kept and looked at.",
    ),
    "importing.kept": (
        "De opname staat nu op de beginpagina: {name}.",
        "The recording is on the start page now: {name}.",
    ),
    "importing.open": ("Bekijk de opname", "Look at the recording"),
    "importing.door": (
        "Bestanden van andere apparaten inlezen",
        "Import files of other devices",
    ),
}
