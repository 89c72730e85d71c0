"""The replay screen: what an analyst reads while looking back at a whole recording."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "app.page.replay": ("Terugkijken", "Look back"),
    "app.page.compare": ("Vergelijken", "Compare"),
    "replay.none": (
        "Er is geen opname gekozen. Kies er een op de beginpagina.",
        "No recording was chosen. Choose one on the start page.",
    ),
    "replay.running": (
        "Deze opname loopt nog. Kijk mee op de pagina Lab; terugkijken kan daarna.",
        "This recording is still going on. Watch it on the page Lab; look back later.",
    ),
    "replay.not_both": (
        "Deze opname is van een avond van een stel. Twee lijnen naast elkaar zijn er "
        "alleen als beide partners dat die avond wilden.",
        "This recording is of a couple's evening. Two lines beside each other are "
        "shown only where both partners wanted that, that evening.",
    ),
    "replay.open": ("Kijk terug in {name}", "Look back at {name}"),
    "replay.to_lab": ("Naar het labscherm", "To the lab screen"),
    "replay.reading": (
        "Nog even: de opname wordt gelezen.",
        "One moment: the recording is being read.",
    ),
    "replay.length": ("duur {length}", "length {length}"),
    # -- tools --------------------------------------------------------------------
    "replay.tools": ("Weergave", "View"),
    "replay.corrections": ("Correcties", "Corrections"),
    "replay.blind": ("Blind coderen", "Blind coding"),
    "replay.editing": ("Slagen verbeteren", "Correct beats"),
    "replay.all": ("alles", "all"),
    "replay.zoom.in": ("Inzoomen", "Zoom in"),
    "replay.zoom.out": ("Uitzoomen", "Zoom out"),
    "replay.keys": (
        "Pijltjes: aflezen. Shift en pijltjes: schuiven. Plus en min: zoomen. 0: "
        "alles. Vierkante haken: vorig en volgend moment. Of sleep en scrol.",
        "Arrows: read values. Shift and arrows: pan. Plus and minus: zoom. 0: all. "
        "Square brackets: previous and next moment. Or drag and scroll.",
    ),
    "replay.plot": (
        "De hele opname in de tijd: hartslagen, variabiliteit, samen bewegen, stappen",
        "The whole recording over time: heart rates, variability, moving together, "
        "steps",
    ),
    "replay.alt": (
        "Tekening van de hele opname. Dezelfde waarden staan onder de tekening bij "
        "Aflezen in woorden.",
        "Drawing of the whole recording. The same values stand under the drawing, at "
        "Readings in words.",
    ),
    "replay.legend": (
        "A: doorgetrokken. B: onderbroken. Stippen: slagen zoals gemeten. Kruis, of "
        "streepje bovenin: hier is een interval verbeterd. Gearceerd: niets bekend. "
        "Kaart: hoe sterk samen (paars) of tegengesteld (blauwgroen), per verschuiving "
        "in seconden; boven de nullijn volgt B op A. Rand: sterker dan toeval in 95 "
        "van de 100 keer, doorgetrokken bij samen, gestippeld bij tegengesteld. Dat is "
        "niet goed en niet slecht.",
        "A: solid. B: dashed. Dots: beats as measured. Cross, or stroke at the top: "
        "an interval was corrected here. Hatched: nothing known. Map: how strongly "
        "together (purple) or opposite (blue-green), by lag in seconds; above the "
        "zero line B follows A. Edge: stronger than chance in 95 of 100, solid for "
        "together, dashed for opposite. That is not good or bad.",
    ),
    "replay.rmssd.about": (
        "lopende minuut; leeg bij praten of een gat",
        "trailing minute; empty while talking or at a gap",
    ),
    # -- the map ----------------------------------------------------------------
    "replay.map": ("Samen bewegen", "Moving together"),
    "replay.map.making": ("wordt getekend", "being drawn"),
    "replay.map.waiting": (
        "nog niet te lezen: toeval wordt berekend ({share} %)",
        "not to be read yet: chance is being computed ({share} %)",
    ),
    "replay.map.beyond": (
        "{above} % van de tijd buiten toeval; vreemden met deze ritmes: 5 %, zelden "
        "meer dan {bound} %",
        "{above} % of the time beyond chance; strangers with these rhythms: 5 %, "
        "seldom more than {bound} %",
    ),
    "replay.map.not_judged": (
        "hier is om gelijk bewegen gevraagd: geen oordeel",
        "likeness was asked for here: not judged",
    ),
    "replay.map.blind": (
        "zonder randen: er wordt blind gecodeerd",
        "without edges: coding is blind",
    ),
    "replay.at_once": ("tegelijk", "at once"),
    "replay.b_later": ("B {lag} s na A", "B {lag} s after A"),
    "replay.a_later": ("A {lag} s na B", "A {lag} s after B"),
    "replay.cell.beyond": (
        "sterkste r {r} ({order}), buiten toeval (tot ±{p95})",
        "strongest r {r} ({order}), beyond chance (up to ±{p95})",
    ),
    "replay.cell.within": (
        "sterkste r {r} ({order}), zoals toeval (tot ±{p95})",
        "strongest r {r} ({order}), as chance gives (up to ±{p95})",
    ),
    "replay.cell.instructed": (
        "sterkste r {r} ({order}); hier was erom gevraagd, dus geen oordeel",
        "strongest r {r} ({order}); it was asked for here, so not judged",
    ),
    # -- steps, moments -----------------------------------------------------------
    "replay.strip": ("Stappen, momenten, markeringen", "Steps, moments, marks"),
    "replay.strip.blind": ("Stappen, markeringen", "Steps, marks"),
    "replay.filter": ("Welke momenten", "Which moments"),
    "replay.moments": ("Momenten om terug te kijken", "Moments to look back at"),
    "replay.moments.waiting": ("Momenten worden gezocht.", "Looking for moments."),
    "replay.moments.none": (
        "Geen momenten volgens de regels. Dat zegt niets over het gesprek.",
        "No moments by the rules. That says nothing about the talk.",
    ),
    "replay.after.high": ("ver boven de eigen rust", "far above the own rest"),
    "replay.evidence.settled": (
        "{seconds} s na: {after}. Of het herstel was, weten alleen zij.",
        "{seconds} s after: {after}. Only they know whether it was repair.",
    ),
    "replay.evidence.flooding": (
        "{wearer}: tot {bpm} slagen/min boven de eigen rust, {seconds} s",
        "{wearer}: up to {bpm} beats/min above the own rest, {seconds} s",
    ),
    "replay.evidence.following": (
        "de een omhoog, {seconds} s later de ander",
        "one went up, {seconds} s later the other",
    ),
    "replay.evidence.rising": (
        "allebei stijgend, {seconds} s",
        "both rising, {seconds} s",
    ),
    "replay.evidence.marked": ("door iemand gemarkeerd", "marked by somebody"),
    # -- own codes ----------------------------------------------------------------
    "replay.codes": ("Eigen codes en notities", "Own codes and notes"),
    "replay.codes.code": ("Wat je ziet", "What you see"),
    "replay.codes.note": ("Notitie", "Note"),
    "replay.codes.add": ("Zet bij de leeslijn", "Put at the reading line"),
    "replay.codes.undo": ("Laatste terug", "Take back the last"),
    "replay.codes.none": (
        "Nog geen codes. Ze komen naast de opname te staan, nooit erin.",
        "No codes yet. They are kept beside the recording, never in it.",
    ),
    "replay.codes.blind": ("blind gezet", "set blind"),
    "replay.codes.download": ("Codes als CSV", "Codes as CSV"),
    "replay.codes.kept": ("De code is bewaard.", "The code is kept."),
    "replay.codes.taken_back": (
        "De laatste code is teruggenomen.",
        "The last code was taken back.",
    ),
    "replay.codes.refused": (
        "De code is niet bewaard: {why}",
        "The code was not kept: {why}",
    ),
    "replay.blind.about": (
        "Blind coderen: momenten die het programma vond en de randen op de kaart zijn "
        "verborgen.",
        "Blind coding: moments that the program found and the edges on the map are "
        "hidden.",
    ),
    # -- single beats ---------------------------------------------------------------
    "replay.edit.who": ("Drager", "Wearer"),
    "replay.edit.none": (
        "Zet de leeslijn op een slag, met de pijltjes of de muis.",
        "Put the reading line on a beat, with the arrows or the mouse.",
    ),
    "replay.edit.beat": (
        "Slag van {wearer} op {clock} ({seconds} s), {bpm} slagen/min: {state}",
        "Beat of {wearer} at {clock} ({seconds} s), {bpm} beats/min: {state}",
    ),
    "replay.edit.delete": ("Was geen slag", "Was no beat"),
    "replay.edit.insert": ("Voeg slag toe", "Add a beat"),
    "replay.edit.accept": ("Klopt zo", "Is right"),
    "replay.edit.move": ("Verplaats", "Move"),
    "replay.edit.by": ("met ms", "by ms"),
    "replay.edit.undo": ("Ongedaan maken", "Undo"),
    "replay.edit.kept": (
        "Bewaard naast de opname. Alles is opnieuw berekend.",
        "Kept beside the recording. Everything was computed anew.",
    ),
    "replay.edit.taken_back": (
        "De laatste verbetering is teruggenomen.",
        "The last correction was taken back.",
    ),
    "replay.edit.refused": ("Niet bewaard: {why}", "Not kept: {why}"),
    "replay.act.delete": ("weggehaald", "taken out"),
    "replay.act.insert": ("toegevoegd", "added"),
    "replay.act.move": ("verplaatst", "moved"),
    "replay.act.accept": ("goedgekeurd", "accepted"),
    "replay.flag.0": ("gewoon", "ordinary"),
    "replay.flag.1": ("te vroeg of te laat, verbeterd", "early or late, corrected"),
    "replay.flag.2": ("slag gemist, verbeterd", "beat missed, corrected"),
    "replay.flag.3": ("slag te veel, verbeterd", "extra beat, corrected"),
    "replay.flag.4": ("kan niet, weggelaten", "impossible, left out"),
    "replay.flag.5": ("met de hand verbeterd", "corrected by hand"),
    # -- what may be claimed ----------------------------------------------------------
    "replay.whole": ("Hele opname", "Whole recording"),
    "replay.chance": ("Wat er gezegd mag worden", "What may be claimed"),
    "replay.chance.waiting": (
        "De toets tegen toeval loopt ({share} %). De rest is al te gebruiken.",
        "The test against chance is running ({share} %). The rest can be used already.",
    ),
    "replay.chance.failed": (
        "De toets tegen toeval is niet gelukt. De rest is wel te gebruiken.",
        "The test against chance did not succeed. The rest can be used.",
    ),
    "replay.chance.picture": (
        "r {r}; van {n} surrogaten blijft 95 % onder {p95}.",
        "r {r}; of {n} surrogates 95 % stay below {p95}.",
    ),
    "replay.says.together": (
        "Over de hele opname bewogen de harten meer {kind} dan toeval geeft ({p}, {n} "
        "surrogaten). Dat zegt niets over hoe het tussen deze twee is.",
        "Over the whole recording the hearts moved more {kind} than chance gives ({p}, "
        "{n} surrogates). It says nothing about how things are between these two.",
    ),
    "replay.says.chance": (
        "Over de hele opname is niet te zeggen dat de harten samen bewogen: het past "
        "bij toeval ({p}, {n} surrogaten). Dat is geen bewijs van het tegendeel.",
        "Over the whole recording it cannot be said that the hearts moved together: it "
        "fits chance ({p}, {n} surrogates). That is no proof of the opposite.",
    ),
    "replay.says.nothing": (
        "Over samen bewegen valt hier niets te beweren.",
        "Nothing can be claimed here about moving together.",
    ),
    "replay.sign.in-phase": ("samen", "together"),
    "replay.sign.anti-phase": ("tegengesteld", "oppositely"),
    # -- tables -------------------------------------------------------------------
    "replay.table": ("Per stap in getallen", "Step by step in numbers"),
    "replay.table.about": (
        "p is over de stappen aangepast (Holm). Verschuiving met 95 %-interval; "
        "positief: B volgt A. Een streepje heeft zijn reden als titel.",
        "p is adjusted over the steps (Holm). Lag with its 95 % interval; positive: B "
        "follows A. A dash has its reason as its title.",
    ),
    "replay.table.waiting": (
        "Deze tabel komt met de toets tegen toeval.",
        "This table comes with the test against chance.",
    ),
    "replay.table.step": ("Stap", "Step"),
    "replay.table.from": ("Van", "From"),
    "replay.table.to": ("Tot", "To"),
    "replay.table.hr_a": ("Hartslag A", "Heart rate A"),
    "replay.table.hr_b": ("Hartslag B", "Heart rate B"),
    "replay.table.rmssd_a": ("RMSSD A (ms)", "RMSSD A (ms)"),
    "replay.table.rmssd_b": ("RMSSD B (ms)", "RMSSD B (ms)"),
    "replay.table.r": ("r", "r"),
    "replay.table.chance": ("Toeval tot", "Chance up to"),
    "replay.table.p": ("p", "p"),
    "replay.table.lag": ("Verschuiving (s)", "Lag (s)"),
    "replay.table.reach": ("{lag} ({low} tot {high})", "{lag} ({low} to {high})"),
    "replay.table.instructed": (
        "Hier was om gelijk bewegen gevraagd.",
        "Likeness was asked for here.",
    ),
    "replay.readings": ("Aflezen in woorden", "Readings in words"),
    "replay.readings.about": (
        "Wat in beeld is, om de {step}.",
        "What is in view, every {step}.",
    ),
    # -- playing --------------------------------------------------------------------
    "replay.play": ("Speel af", "Play"),
    "replay.play.speed": ("Snelheid", "Speed"),
    "replay.play.from": ("Vanaf minuut", "From minute"),
    "replay.play.stop": ("Terug naar het overzicht", "Back to the overview"),
    "replay.play.about": (
        "Zo zag het er op het labscherm uit: dezelfde berekening, {speed} keer zo "
        "snel.",
        "This is how it looked on the lab screen: the same computation, {speed} times "
        "as fast.",
    ),
    # -- several sessions ------------------------------------------------------------
    "compare.title": ("Opnames naast elkaar", "Recordings side by side"),
    "compare.about": (
        "Per opname de stappen en wat toeval geeft, in de volgorde van kiezen. Dit is "
        "geen rangorde.",
        "For each recording its steps and what chance gives, in the order of choosing. "
        "This is no ranking.",
    ),
    "compare.choose": ("Welke opnames", "Which recordings"),
    "compare.waiting": (
        "{name}: de toets loopt ({share} %).",
        "{name}: the test is running ({share} %).",
    ),
    "compare.failed": (
        "{name} kan niet worden gelezen.",
        "{name} cannot be read.",
    ),
    "compare.few": ("Kies er minstens twee.", "Choose at least two."),
    "compare.rates": (
        "Hartslag per stap, A (rond) en B (vierkant), slagen/min",
        "Heart rate by step, A (round) and B (square), beats/min",
    ),
    "compare.chance": (
        "Staafjes: hoe sterk vreemden met deze ritmes samen bewegen. Stippellijn: daar "
        "blijft 95 % onder. Dikke lijn: deze opname.",
        "Bars: how much strangers with these rhythms move together. Dashed line: 95 % "
        "stay below it. Thick line: this recording.",
    ),
    "compare.steps": (
        "Stappen, van links naar rechts: {names}",
        "Steps, from left to right: {names}",
    ),
    "compare.download": ("Tabel als CSV", "Table as CSV"),
}
