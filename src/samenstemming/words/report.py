"""What the researcher's report says, and the command that makes reports."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "report.page.about": (
        "Het verslag is één pagina die zonder internet opent: wat er is gemeten, hoe "
        "goed, en wat je wel en niet kunt zeggen.",
        "The report is one page that opens without internet: what was measured, how "
        "well, and what can and cannot be said.",
    ),
    "report.page.make": ("Maak het verslag", "Make the report"),
    "report.page.making": ("Het verslag wordt gemaakt.", "The report is being made."),
    "report.page.download": ("Verslag bewaren", "Keep the report"),
    "report.page.couple": ("Verslag in jullie woorden", "Report in your words"),
    "report.page.couple_file": ("onze-avond.html", "our-evening.html"),
    "report.page.couple_about": (
        "Eén pagina om te bewaren of te printen, zonder getallen over jullie hart.",
        "One page to keep or print, without figures about your hearts.",
    ),
    "report.title": ("Verslag van opname '{label}'", "Report on recording '{label}'"),
    "report.title.bare": ("Verslag van een opname", "Report on a recording"),
    "report.lead": (
        "{minutes} minuten, {n} drager(s). Het hele verslag is gemaakt uit de hele "
        "opname; wat een scherm live liet zien, staat er niet in.",
        "{minutes} minutes, {n} wearer(s). All of it is computed from the whole "
        "record; what a screen showed live is not in here.",
    ),
    "report.lead.simulated": (
        "Dit zijn gesimuleerde harten, geen mensen.",
        "These are simulated hearts, not people.",
    ),
    "report.lead.edits": (
        "{n} slagen zijn met de hand verbeterd.",
        "{n} beats were corrected by hand.",
    ),
    "report.lead.not_medical": (
        "Geen medisch onderzoek. Het zegt niets over iemands gezondheid of relatie.",
        "Not a medical examination. It says nothing about anybody's health or "
        "relationship.",
    ),
    "report.label.contents": ("Inhoud", "Contents"),
    "report.label.may": ("Dit kun je zeggen", "What can be said"),
    "report.label.may_not": ("Dit kun je niet zeggen", "What cannot be said"),
    "report.label.unfold": ("Laat zien", "Show"),
    "report.wearer": ("Drager {who}", "Wearer {who}"),
    "report.section.claims": ("Wat deze opname zegt", "What this recording says"),
    "report.section.quality": ("Hoe goed er is gemeten", "How well it was measured"),
    "report.section.hearts": ("De twee harten", "The two hearts"),
    "report.section.together": ("Bewogen ze samen?", "Did they move together?"),
    "report.section.steps": ("Per stap", "Step by step"),
    "report.section.levels": ("Tegenover de eigen rust", "Against the own baseline"),
    "report.section.talk": ("Seintjes en momenten", "Cues and moments"),
    "report.section.marks": ("Markeringen", "Markers"),
    "report.section.origin": ("Waar de getallen op rusten", "What the numbers rest on"),
    # What may and may not be said.
    "report.claim.simulated": (
        "Iets over mensen: deze harten zijn gesimuleerd.",
        "Anything about people: these hearts are simulated.",
    ),
    "report.claim.one_wearer": (
        "Iets over twee mensen samen: er is één drager.",
        "Anything about two people together: there is one wearer.",
    ),
    "report.claim.rate": (
        "De hartslag van {who} is bekend over {share} van de tijd.",
        "The heart rate of {who} is known for {share} of the time.",
    ),
    "report.claim.little": (
        "Veel over {who}: van de tijd is {share} bruikbaar.",
        "Much about {who}: {share} of the time is usable.",
    ),
    "report.claim.irregular": (
        "Iets over de variabiliteit van {who}: het ritme is onregelmatig.",
        "Anything about the variability of {who}: the rhythm is irregular.",
    ),
    "report.claim.speech": (
        "Dat de variabiliteit van {who} van rust is: wie er sprak is niet gemarkeerd,"
        " en praten verstoort haar.",
        "That the variability of {who} is that of rest: who spoke was not marked, and"
        " talking breaks it.",
    ),
    "report.claim.together": (
        "De hartslagen bewogen meer samen dan toeval geeft ({sign}, r = {r}, p {p}; "
        "tegen {n} surrogaten van beiden, IAAFT).",
        "The heart rates moved together more than chance gives ({sign}, r = {r}, p "
        "{p}; against {n} surrogates of both, IAAFT).",
    ),
    "report.claim.chance": (
        "Dat ze samen bewogen: zo'n samenhang geeft toeval ook (r = {r}, p {p}; {n} "
        "surrogaten). Het is ook geen bewijs dat ze los van elkaar bewogen.",
        "That they moved together: chance gives as much (r = {r}, p {p}; {n} "
        "surrogates). Nor is it evidence that they moved apart.",
    ),
    "report.claim.no_p": (
        "Of r = {r} meer is dan toeval: {reason}",
        "Whether r = {r} is more than chance: {reason}",
    ),
    "report.claim.withheld": (
        "Of ze samen bewogen: {reason}",
        "Whether they moved together: {reason}",
    ),
    "report.claim.shared": (
        "Waarom ze samen bewogen. Wat beiden tegelijk meemaken, geeft hetzelfde beeld.",
        "Why they moved together. What happens to both at once looks the same.",
    ),
    "report.claim.turns": (
        "Iets over tegengesteld bewegen: wie er sprak is niet gemarkeerd, en om de "
        "beurt praten is daar genoeg voor.",
        "Anything about moving in opposite ways: who spoke was not marked, and taking"
        " turns to talk is enough for it.",
    ),
    "report.claim.lead": (
        "De een liep voor op de ander: verschuiving {lag} s, 95 %-interval {low} tot "
        "{high} s (positief: B volgt A).",
        "One led the other: lag {lag} s, 95 % interval {low} to {high} s (positive: B"
        " follows A).",
    ),
    "report.claim.no_lead": (
        "Wie er voorliep: de verschuiving is {lag} s met een 95 %-interval van {low} "
        "tot {high} s, en nul ligt daarin.",
        "Who led: the lag is {lag} s with a 95 % interval of {low} to {high} s, and "
        "zero lies in it.",
    ),
    "report.claim.lag_short": (
        "Wie er voorliep: onder vijf minuten houdt het interval van de verschuiving "
        "({low} tot {high} s) niet wat het belooft.",
        "Who led: below five minutes the interval of the lag ({low} to {high} s) does"
        " not hold what it promises.",
    ),
    "report.claim.no_lag": ("Wie er voorliep: {reason}", "Who led: {reason}"),
    "report.claim.steps": (
        "Dat één van de {n} getoetste stappen er los van de andere toe doet: lees de "
        "gecorrigeerde p (Holm).",
        "That one of the {n} tested steps counts by itself: read the adjusted p "
        "(Holm).",
    ),
    "report.claim.instructed": (
        "Iets over samen bewegen in een stap waar daarom werd gevraagd, zoals samen "
        "ademen.",
        "Anything about moving together in a step that asked for it, such as "
        "breathing together.",
    ),
    "report.claim.meaning": (
        "Wat samen bewegen betekent. Het is niet goed en niet slecht, en het meet "
        "geen gevoel, leugen of liefde.",
        "What moving together means. It is not good or bad, and it measures no "
        "feeling, lie or love.",
    ),
    "report.claim.exploratory": (
        "Dat de niveaus en momenten kloppen: hun drempels zijn uitgangspunten die "
        "niemand heeft getoetst.",
        "That the levels and moments are right: their thresholds are design defaults "
        "that nobody has validated.",
    ),
    "report.range": ("{low} tot {high}", "{low} to {high}"),
    "report.sign.in-phase": ("dezelfde kant op", "in-phase"),
    "report.sign.anti-phase": ("tegengesteld", "anti-phase"),
    # Tables.
    "report.table.quality": ("Kwaliteit van elk signaal", "Quality of each signal"),
    "report.table.gaps": ("Gaten, per oorzaak", "Gaps, by cause"),
    "report.table.hrv": (
        "Hartslag en variabiliteit, hele opname",
        "Heart rate and variability, whole record",
    ),
    "report.table.together": ("Synchronie, hele opname", "Synchrony, whole record"),
    "report.table.steps": ("Stappen", "Steps"),
    "report.table.moments": ("Mogelijke momenten", "Candidate moments"),
    "report.table.marks": ("{n} markeringen", "{n} markers"),
    "report.table.origin": ("Herkomst", "Origin"),
    "report.table.settings": ("Alle instellingen", "All settings"),
    "report.note.quality": (
        "Bruikbaar: deel van de tijd binnen bekende intervallen. Verbeterd: deel van "
        "de slagen dat is aangeraakt. Onzekerheid: standaardafwijking van de tijd van"
        " een slag.",
        "Usable: share of the time inside known intervals. Corrected: share of the "
        "beats that were touched. Uncertainty: standard deviation of a beat's time.",
    ),
    "report.note.hrv": (
        "Een streepje: dit deel van de opname laat dat getal niet toe.",
        "A dash: this record does not allow that number.",
    ),
    "report.note.lag": (
        "Een positieve verschuiving: B volgt A.",
        "A positive lag: B follows A.",
    ),
    "report.note.steps": (
        "Ongelijk lange stappen en een andere spreker maken hartslagen "
        "onvergelijkbaar. p is gecorrigeerd over de stappen (Holm).",
        "Unequal lengths and another speaker make heart rates hard to compare. p is "
        "adjusted over the steps (Holm).",
    ),
    "report.note.free_text": (
        "Notities zijn weggelaten: daar is geen toestemming voor van allebei.",
        "Notes are left out: not both consented to free text.",
    ),
    "report.column.wearer": ("drager", "wearer"),
    "report.column.beats": ("slagen", "beats"),
    "report.column.usable": ("bruikbaar", "usable"),
    "report.column.corrected": ("verbeterd", "corrected"),
    "report.column.gaps": ("gaten", "gaps"),
    "report.column.time_sd": ("onzekerheid (s)", "uncertainty (s)"),
    "report.column.rhythm": ("ritme", "rhythm"),
    "report.column.quality": ("kwaliteit", "quality"),
    "report.column.reason": ("oorzaak", "cause"),
    "report.column.count": ("aantal", "count"),
    "report.column.seconds": ("seconden", "seconds"),
    "report.column.index": ("maat", "index"),
    "report.column.value": ("waarde", "value"),
    "report.column.what": ("wat", "what"),
    "report.column.step": ("stap", "step"),
    "report.column.minutes": ("minuten", "minutes"),
    "report.column.minute": ("minuut", "minute"),
    "report.column.speaker": ("spreker", "speaker"),
    "report.column.bpm_of": ("slagen/min {who}", "bpm {who}"),
    "report.column.usable_of": ("bruikbaar {who}", "usable {who}"),
    "report.column.statistic": ("r", "r"),
    "report.column.p_adjusted": ("p (Holm)", "p (Holm)"),
    "report.column.remark": ("opmerking", "remark"),
    "report.column.moment": ("moment", "moment"),
    "report.column.rule": ("regel", "rule"),
    "report.column.mark": ("markering", "marker"),
    "report.column.note": ("notitie", "note"),
    "report.row.statistic": ("statistiek (r)", "statistic (r)"),
    "report.row.sign": ("richting", "direction"),
    "report.row.p": ("p, IAAFT-surrogaten van beiden", "p, IAAFT surrogates of both"),
    "report.row.p95": ("toeval, 95e percentiel", "chance, 95th percentile"),
    "report.row.pairs_p": ("p, alle paren van stukken", "p, all segment pairs"),
    "report.row.lag": ("verschuiving", "lag"),
    "report.row.lag_interval": ("95 %-interval daarvan", "its 95 % interval"),
    "report.row.lead": ("wie voorliep", "who led"),
    "report.row.windows": ("vensters van 60 s", "windows of 60 s"),
    "report.row.known": ("bekend van beiden", "known of both"),
    "report.row.why_all": ("geen uitkomst", "no result"),
    "report.row.why_p": ("geen p", "no p"),
    "report.row.why_lag": ("geen verschuiving", "no lag"),
    "report.row.why_pairs": ("geen paren", "no pairs"),
    "report.speaker.a": ("A", "A"),
    "report.speaker.b": ("B", "B"),
    "report.speaker.both": ("allebei", "both"),
    "report.lead.a": ("A", "A"),
    "report.lead.b": ("B", "B"),
    "report.lead.cannot_tell": ("niet te zeggen", "cannot tell"),
    "report.rhythm.regular": ("regelmatig", "regular"),
    "report.rhythm.irregular": ("onregelmatig", "irregular"),
    "report.rhythm.unknown": ("onbekend", "unknown"),
    "report.quality.good": ("goed", "good"),
    "report.quality.fair": ("redelijk", "fair"),
    "report.quality.unusable": ("niet bruikbaar", "unusable"),
    "report.remark.instructed": (
        "gevraagd samen te bewegen: telt niet mee",
        "likeness was asked for: left out",
    ),
    "report.hrv.heart_rate_bpm": ("hartslag (slagen/min)", "heart rate (bpm)"),
    "report.hrv.mean_nn_ms": ("gemiddeld NN (ms)", "mean NN (ms)"),
    "report.hrv.rmssd_ms": ("RMSSD (ms)", "RMSSD (ms)"),
    "report.hrv.sdnn_ms": ("SDNN (ms)", "SDNN (ms)"),
    "report.hrv.pnn50": ("pNN50 (%)", "pNN50 (%)"),
    "report.hrv.sd1_ms": ("SD1 (ms)", "SD1 (ms)"),
    "report.hrv.sd2_ms": ("SD2 (ms)", "SD2 (ms)"),
    "report.hrv.hf_ms2": ("HF (ms²)", "HF (ms²)"),
    "report.hrv.lf_ms2": ("LF (ms²)", "LF (ms²)"),
    # Pictures.
    "report.picture.bpm": ("slagen per minuut", "beats per minute"),
    "report.picture.minutes": ("minuten", "minutes"),
    "report.picture.here": ("deze opname", "this recording"),
    "report.picture.chance": ("95 % van wat toeval geeft", "95 % of what chance gives"),
    "report.picture.statistic": ("statistiek (r)", "statistic (r)"),
    "report.picture.above": (
        "slagen/min boven eigen rust",
        "bpm above the own baseline",
    ),
    "report.picture.rate_of": ("{who}: gemiddeld {bpm}", "{who}: mean {bpm}"),
    "report.picture.rates.instead": (
        "De hartslag van beiden over de opname. {rates} slagen per minuut.",
        "The heart rate of both over the record. {rates} beats per minute.",
    ),
    "report.picture.rates.caption": (
        "Elke stip is een slag, de lijn is het gemiddelde van een seconde. A "
        "doorgetrokken, B gestreept. Gearceerd onderaan: hier is geen slag bekend, en"
        " er is niets ingevuld. Stippellijnen: begin van een stap, met het nummer uit"
        " de tabel.",
        "Each dot is a beat, the line the mean of a second. A solid, B dashed. "
        "Hatched at the foot: no beat is known there, and nothing was filled in. "
        "Dotted lines: a step begins, with its number in the table.",
    ),
    "report.picture.chance.instead": (
        "De statistiek van deze opname is {r}; 95 procent van het toeval blijft onder"
        " {p95}.",
        "The statistic of this recording is {r}; 95 per cent of chance stays below "
        "{p95}.",
    ),
    "report.picture.chance.caption": (
        "Gearceerd: waar 95 % van {n} surrogaten blijft, waarin elk hart zijn eigen "
        "ritme houdt maar de samenhang weg is. De streep is hun mediaan. Een ruit "
        "daarbuiten is meer dan toeval.",
        "Hatched: where 95 % of {n} surrogates stay, in which each heart keeps its "
        "own rhythm and the relation is gone. The stroke is their median. A diamond "
        "outside is more than chance.",
    ),
    "report.picture.levels.instead": (
        "Hoever elk hart boven de eigen rust was, over de opname.",
        "How far each heart was above its own baseline, over the record.",
    ),
    "report.picture.levels.caption": (
        "Mediaan van 30 seconden, tegenover stil zitten of, voor wie sprak, tegenover"
        " gewoon praten. Leeg: niet te zeggen.",
        "Median of 30 seconds, against sitting quietly or, for who spoke, against "
        "ordinary talk. Empty: can't tell.",
    ),
    "report.together.how": (
        "Vensters van 60 seconden, elke 15 seconden, tot 10 seconden verschoven; het "
        "grootste gemiddelde telt. Het toeval komt van surrogaten van beiden. Stappen"
        " waarin om samen bewegen werd gevraagd, tellen niet mee.",
        "Windows of 60 seconds, every 15 seconds, lagged up to 10 seconds; the "
        "largest mean counts. Chance comes from surrogates of both. Steps that asked "
        "for likeness are left out.",
    ),
    "report.levels.exploratory": (
        "Verkennend: deze niveaus zijn door niemand getoetst.",
        "Exploratory: nobody has validated these levels.",
    ),
    "report.talk.cues": (
        "Seintjes getoond: {shown}; ingehouden: {held_back}. Een seintje is een "
        "ingreep, dus hoort het in je analyse.",
        "Cues shown: {shown}; held back: {held_back}. A cue is an intervention, so it"
        " belongs in your analysis.",
    ),
    "report.talk.moments": (
        "Momenten om terug te kijken. Alleen de twee zelf kunnen zeggen wat er was.",
        "Moments to look back at. Only the two can say what it was.",
    ),
    "report.moment.co_escalation": ("samen oplopend", "rising together"),
    "report.moment.settled_together": ("samen gezakt", "settled together"),
    "report.moment.pattern_mark": ("eigen teken: ons patroon", "own mark: our pattern"),
    "report.moment.silence": ("stilte", "silence"),
    "report.moment.repair_felt": (
        "eigen teken: weer bij elkaar",
        "own mark: found each other again",
    ),
    "report.moment.flooding": (
        "een van de twee ver boven eigen rust",
        "one of the two far above own rest",
    ),
    "report.origin.how": (
        "Met dezelfde opname, versie en instellingen komt hier hetzelfde uit.",
        "The same recording, version and settings give the same page.",
    ),
    "report.origin.chain": ("kop van de keten (SHA-256)", "chain head (SHA-256)"),
    "report.origin.format": ("formaat van de opname", "format of the recording"),
    "report.origin.recorded_by": ("opgenomen met", "recorded by"),
    "report.origin.version": ("geanalyseerd met", "analysed by"),
    "report.origin.settings": ("kenmerk van de instellingen", "settings digest"),
    "report.origin.consent": ("toestemming", "consent"),
    "report.foot": (
        "Samenstemming {version}. Alles in dit bestand staat in dit bestand: er wordt"
        " niets opgehaald.",
        "Samenstemming {version}. Everything on this page is in this file: nothing is"
        " fetched.",
    ),
    # The command.
    "cli.report": (
        "maak één pagina over een opname, met plaatjes",
        "make one page about a recording, with pictures",
    ),
    "report.arg.for": (
        "voor wie: een onderzoeker, of het stel zelf (zonder getallen)",
        "for whom: a researcher, or the couple themselves (without numbers)",
    ),
    "report.arg.language": ("taal van het verslag", "language of the report"),
    "report.working": ("het verslag wordt gemaakt", "making the report"),
    "report.made": ("{path} gemaakt.", "{path} made."),
}
