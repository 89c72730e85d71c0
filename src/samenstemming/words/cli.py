"""What the command line says: its help, its tables and what it tells while it works."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "cli.about": (
        "Twee borstbanden, één gesprek: hartslagvariabiliteit en synchronie van twee "
        "mensen.",
        "Two chest straps, one conversation: heart-rate variability and synchrony of "
        "two people.",
    ),
    "cli.epilog": (
        "Zonder opdracht opent de app, met FILE die opname. 'samenstemming OPDRACHT "
        "--help' legt een opdracht uit.",
        "Without a command the app opens, with FILE that recording. 'samenstemming "
        "COMMAND --help' explains a command.",
    ),
    "cli.commands": ("opdrachten", "commands"),
    "cli.demo": (
        "de app met twee gesimuleerde banden",
        "the app with two simulated straps",
    ),
    "cli.record": (
        "neem op naar een bestand tot Ctrl-C, het einde van de tijd of 'stop'",
        "record to a file until Ctrl-C, the end of the time, or 'stop'",
    ),
    "cli.scan": (
        "laat zien welke banden in de lucht zijn",
        "show which straps are in the air",
    ),
    "cli.simulate": (
        "maak een opname van een gesimuleerd paar",
        "make a recording of a simulated couple",
    ),
    "cli.import": (
        "maak een opname van bestanden van andere apparaten",
        "make a recording of other recorders' files",
    ),
    "cli.frames": (
        "de waarden zoals een live scherm ze liet zien",
        "the values as a live screen showed them",
    ),
    "cli.stop": (
        "stop de opname die naar dit bestand loopt",
        "end the recording that is being made to this file",
    ),
    "cli.mark": (
        "zet een markering in de opname die loopt",
        "put a marker into the recording that is being made",
    ),
    "cli.analyze": ("analyseer een hele opname", "analyse a whole recording"),
    "cli.export": ("schrijf een opname als tabellen", "write a recording as tables"),
    "cli.check": (
        "kijk na of een opname heel is",
        "see whether a recording is whole",
    ),
    "cli.doctor": (
        "kijk na of alles klaar is voor een gesprek",
        "see whether everything is ready for a talk",
    ),
    "cli.straps": (
        "banden van deze computer: naam geven, vergeten, welke is van wie",
        "straps of this computer: name them, forget them, which is whose",
    ),
    "cli.arg.file": ("een opname (.samen)", "a recording (.samen)"),
    "cli.arg.port": (
        "poort van de app; anders kiest het systeem een vrije",
        "port of the app; otherwise the system picks a free one",
    ),
    "cli.arg.no_browser": ("open geen browser", "open no browser"),
    "cli.arg.debug": (
        "laat bij een fout de hele herkomst zien",
        "show where an error came from",
    ),
    "cli.arg.version": ("laat de versie zien", "show the version"),
    "cli.arg.minutes": ("duur in minuten", "length in minutes"),
    "cli.arg.seconds": ("hoelang te zoeken", "how long to look"),
    "cli.arg.speed": (
        "zoveel keer zo snel; alleen met gesimuleerde banden",
        "this many times as fast; with simulated straps only",
    ),
    "cli.arg.seed": (
        "getal waaruit alle toeval volgt",
        "number that all chance follows from",
    ),
    "cli.arg.strap_a": (
        "band van A: naam, adres, een deel daarvan, of 'simulated[:GETAL]'",
        "strap of A: name, address, a part of one, or 'simulated[:NUMBER]'",
    ),
    "cli.arg.strap_b": (
        "band van B; weglaten bij één drager",
        "strap of B; leave out with one wearer",
    ),
    "cli.arg.output": ("bestand om te maken", "file to make"),
    "cli.arg.folder": ("map om in te schrijven", "folder to write to"),
    "cli.arg.label": (
        "kort woord waaraan je de opname herkent; geen naam van iemand",
        "short word to know the recording by; nobody's name",
    ),
    "cli.arg.consent": (
        "waar de dragers in toestemmen",
        "what the wearers consent to",
    ),
    "cli.arg.consent_of_one": (
        "a:SCOPE of b:SCOPE van één van de twee",
        "a:SCOPE or b:SCOPE of one of the two",
    ),
    "cli.arg.keep_days": (
        "na zoveel dagen wordt de opname gewist zodra de app start",
        "after so many days the recording is erased when the app starts",
    ),
    "cli.arg.no_straps": (
        "zonder banden: alleen het gesprek wordt bijgehouden",
        "without straps: only the talk is kept track of",
    ),
    "cli.arg.arm": (
        "wat het scherm van de hartslag laat merken (onderzoeksarm)",
        "what the screen lets notice of the hearts (study arm)",
    ),
    "cli.arg.rest_from": (
        "neem de rustmeting over uit deze opname van dezelfde avond",
        "take over the baseline at rest from this recording of the same evening",
    ),
    "cli.no_rest_from": (
        "{path} heeft geen rustmeting van de laatste vier uur; het gaat zonder.",
        "{path} holds no baseline at rest of the last four hours; going on without.",
    ),
    "cli.arg.buttons_only": (
        "geen voorstel voor een pauze door de hartslag, alleen door de knoppen",
        "no offer of a break because of a heart, only by the buttons",
    ),
    "cli.usage.straps_or_none": (
        "geef een band met --a of --b, of --no-straps",
        "give a strap with --a or --b, or --no-straps",
    ),
    "cli.arg.coupling": (
        "hoe sterk beide harten samenhangen, 0 tot 1",
        "how closely both hearts are coupled, 0 to 1",
    ),
    "cli.arg.lag": (
        "seconden waarmee B op A volgt",
        "seconds by which B follows A",
    ),
    "cli.arg.anti_phase": (
        "waar A sneller gaat, gaat B trager",
        "where A speeds up, B slows down",
    ),
    "cli.arg.faults": ("wat er misgaat: {names}", "what goes wrong: {names}"),
    "cli.arg.import_file": ("bestand van {wearer}", "file of {wearer}"),
    "cli.arg.start": (
        "begin van het bestand van {wearer}, in seconden",
        "start of the file of {wearer}, in seconds",
    ),
    "cli.arg.zone": (
        "tijdzone van het bestand van {wearer}, zoals Europe/Amsterdam",
        "time zone of the file of {wearer}, such as Europe/Amsterdam",
    ),
    "cli.arg.events": (
        "CSV met wat er wanneer gebeurde",
        "CSV with what happened when",
    ),
    "cli.arg.jsonl": ("een JSON-object per regel", "one JSON object a line"),
    "cli.arg.json": ("als JSON", "as JSON"),
    "cli.arg.surrogates": (
        "aantal surrogaten voor de toevalsgrens",
        "number of surrogates for the level of chance",
    ),
    "cli.full_hrv.withheld": (
        "{wearer}: {n} maten ontbreken. {why}",
        "{wearer}: {n} indices withheld. {why}",
    ),
    "cli.arg.full_hrv": (
        "ook alle HRV-maten van neurokit2, per stap en voor het geheel",
        "also all of neurokit2's HRV indices, for each step and the whole",
    ),
    "cli.arg.more": (
        "ook de maten van andere studies: coherentie, fase, SUSY, rMEA, neurokit2",
        "also the measures of other studies: coherence, phase, SUSY, rMEA, neurokit2",
    ),
    "cli.head.measure": ("maat", "measure"),
    "cli.head.value": ("waarde", "value"),
    "cli.arg.format": ("soort bestanden", "kind of files"),
    "cli.arg.name": ("naam van de markering", "name of the marker"),
    "cli.arg.note": ("vrije tekst bij de markering", "free text with the marker"),
    "cli.arg.wearer": ("over wie het gaat: a of b", "whom it is about: a or b"),
    "cli.usage.one_file": (
        "geef een bestand met --a, met --b of met allebei",
        "give a file with --a, with --b or with both",
    ),
    "cli.usage.no_such_command": (
        "er is geen bestand en geen opdracht '{name}'. Opdrachten: {commands}",
        "there is no file and no command '{name}'. Commands: {commands}",
    ),
    "cli.usage.number": (
        "'{text}' is geen getal {range}",
        "'{text}' is not a number {range}",
    ),
    "cli.usage.no_name": (
        "een lege tekst is geen bestand of map",
        "an empty text is no file or folder",
    ),
    "cli.recording_simulated": (
        "Opname van gesimuleerde banden naar {path}. Ctrl-C stopt de opname.",
        "Recording simulated straps to {path}. Ctrl-C ends it.",
    ),
    "cli.recorded": (
        "{path} is af: {minutes:.1f} minuten, {events} gebeurtenissen.",
        "{path} is complete: {minutes:.1f} minutes, {events} events.",
    ),
    "cli.demo_started": (
        "Gesimuleerde opname: {path}",
        "Simulated recording: {path}",
    ),
    "cli.stopped": (
        "{path} is gestopt en afgesloten.",
        "{path} is stopped and closed.",
    ),
    "cli.made": (
        "{path} gemaakt: {minutes:.1f} minuten.",
        "{path} made: {minutes:.1f} minutes.",
    ),
    "cli.working.simulate": ("paar simuleren", "simulating a couple"),
    "cli.working.import": ("bestanden lezen", "reading files"),
    "cli.working.analyze": ("analyseren", "analysing"),
    "cli.working.export": ("exporteren", "exporting"),
    "cli.working.check": ("nakijken", "checking"),
    "cli.interrupted": ("Afgebroken.", "Interrupted."),
    "cli.head.time": ("tijd", "time"),
    "cli.head.word": ("synchronie", "synchrony"),
    "cli.head.chance": ("toeval", "chance"),
    "cli.head.quality": ("signaal", "signal"),
    "cli.word.together": ("samen", "together"),
    "cli.word.opposite": ("tegengesteld", "opposite"),
    "cli.word.can't tell": ("niet te zeggen", "can't tell"),
    "cli.quality.good": ("goed", "good"),
    "cli.quality.fair": ("matig", "fair"),
    "cli.quality.unusable": ("onbruikbaar", "unusable"),
    "cli.wearer": ("drager {wearer}", "wearer {wearer}"),
    "cli.simulated": ("gesimuleerd", "simulated"),
    "cli.synchrony": ("synchronie", "synchrony"),
    "cli.step": ("stap {id}", "step {id}"),
    "cli.withheld": ("niet gegeven: {why}", "withheld: {why}"),
    "cli.gap": (
        "{wearer}: gat van {seconds:.1f} s, {reason}",
        "{wearer}: gap of {seconds:.1f} s, {reason}",
    ),
    "cli.gaps": (
        "{wearer}: {n} gaten, samen {seconds:.0f} s, het langste {longest:.1f} s, "
        "{reason}",
        "{wearer}: {n} gaps, {seconds:.0f} s in all, the longest {longest:.1f} s, "
        "{reason}",
    ),
    "cli.steps": ("stappen", "steps"),
    "cli.head.usable": ("{wearer} bruikbaar", "{wearer} usable"),
    "cli.instructed": (
        "hier werd een ritme gevraagd: telt niet mee in het geheel",
        "a rhythm was asked for: left out of the whole",
    ),
    "cli.signal.fair": (
        "{wearer}: matig signaal, slagen ontbreken of zijn verbeterd",
        "{wearer}: fair signal, beats are missing or were corrected",
    ),
    "cli.signal.unusable": (
        "{wearer}: onbruikbaar signaal, te veel slagen ontbreken of zijn verbeterd",
        "{wearer}: unusable signal, too many beats are missing or were corrected",
    ),
    "cli.failed": (
        "Dit had niet mogen gebeuren ({kind}: {why}). Met --debug is te zien waar; "
        "laat het ons weten.",
        "This should not have happened ({kind}: {why}). --debug shows where; please "
        "report it.",
    ),
    "cli.failed_os": (
        "Het lukte niet: {why}{place}.",
        "It could not be done: {why}{place}.",
    ),
    "cli.no_dashboards": (
        "De schermen ontbreken in deze installatie. Installeer samenstemming opnieuw.",
        "This installation has no screens. Install samenstemming again.",
    ),
}
