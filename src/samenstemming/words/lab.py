"""The lab screen: what the researcher beside the couple reads."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "lab.title": ("Meekijken", "Lab"),
    "lab.none": (
        "Er is geen opname gekozen. Kies er een op de beginpagina.",
        "No recording was chosen. Choose one on the start page.",
    ),
    "lab.to_start": ("Naar de beginpagina", "To the start page"),
    # -- what is going on -------------------------------------------------------
    "lab.live": ("opname loopt", "recording"),
    "lab.finished": ("opname afgelopen", "recording ended"),
    "lab.connecting": ("verbinden", "connecting"),
    "lab.reading": ("inlezen", "reading"),
    "lab.problem": ("niet te tonen", "cannot be shown"),
    "lab.loading": (
        "Nog even: de opname wordt ingelezen ({share} %).",
        "One moment: the recording is being read ({share} %).",
    ),
    "lab.waiting": (
        "Nog geen gegevens. De eerste slagen komen zodra een band zich meldt.",
        "No data yet. The first beats appear as soon as a strap reports.",
    ),
    "lab.lost_server": (
        "Even geen verbinding met de app. De opname loopt door. Dit scherm komt "
        "vanzelf terug.",
        "No connection with the app for now. The recording goes on. This screen comes"
        " back by itself.",
    ),
    "lab.stalled": (
        "Er komt niets nieuws binnen. Misschien is de opname plotseling gestopt. Wat "
        "er al was, is bewaard.",
        "Nothing new comes in. The recording may have stopped suddenly. What was "
        "there is kept.",
    ),
    "lab.broke_off": (
        "Deze opname is plotseling gestopt. Alles tot dat moment is bewaard.",
        "This recording stopped suddenly. Everything up to that moment is kept.",
    ),
    "lab.problem.unreadable": (
        "De opname kan nu niet worden gelezen. Dit scherm probeert het steeds opnieuw.",
        "The recording cannot be read now. This screen keeps trying.",
    ),
    "lab.problem.broken": (
        "Deze opname kan niet worden getoond door een fout in dit programma. De "
        "opname zelf is niet veranderd.",
        "This recording cannot be shown because of a fault in this program. The "
        "recording itself was not changed.",
    ),
    # -- one wearer -------------------------------------------------------------
    "lab.wearer": ("Drager {wearer}", "Wearer {wearer}"),
    "lab.solid": ("doorgetrokken lijn", "solid line"),
    "lab.dashed": ("onderbroken lijn", "dashed line"),
    "lab.bpm": ("slagen/min", "beats/min"),
    "lab.rmssd": ("RMSSD, 60 s", "RMSSD, 60 s"),
    "lab.ms": ("ms", "ms"),
    "lab.ms2": ("ms²", "ms²"),
    "lab.percent": ("%", "%"),
    "lab.table": (
        "Hartslagvariabiliteit in getallen",
        "Heart-rate variability in numbers",
    ),
    "lab.table.about": (
        "Over de twee minuten tot {clock}, elke 15 seconden opnieuw. Berekend met "
        "neurokit2.",
        "Over the two minutes up to {clock}, every 15 seconds anew. Computed by "
        "neurokit2.",
    ),
    "lab.table.none": (
        "Hier zijn nog geen getallen. Ze komen elke 15 seconden.",
        "No numbers here yet. They come every 15 seconds.",
    ),
    "lab.table.index": ("Maat", "Index"),
    "lab.table.unit": ("Eenheid", "Unit"),
    "lab.index.mean_nn": ("Gemiddelde NN", "Mean NN"),
    "lab.index.sdnn": ("SDNN", "SDNN"),
    "lab.index.rmssd": ("RMSSD", "RMSSD"),
    "lab.index.pnn50": ("pNN50", "pNN50"),
    "lab.index.sd1": ("SD1", "SD1"),
    "lab.index.sd2": ("SD2", "SD2"),
    "lab.index.lf": ("LF", "LF"),
    "lab.index.hf": ("HF", "HF"),
    "lab.signal": ("Signaal", "Signal"),
    "lab.strap": ("Band", "Strap"),
    "lab.good": ("goed", "good"),
    "lab.fair": ("matig", "fair"),
    "lab.unusable": ("onbruikbaar", "unusable"),
    "lab.known": ("{share} % bekend", "{share} % known"),
    "lab.no_value": ("—", "—"),
    "lab.not_yet": ("nog niet", "not yet"),
    "lab.connected": ("verbonden", "connected"),
    "lab.lost": ("verbinding weg", "link lost"),
    "lab.silent": ("stil", "silent"),
    "lab.ecg": ("ecg", "ECG"),
    "lab.closed": ("afgesloten", "closed"),
    "lab.unknown": ("onbekend", "unknown"),
    "lab.battery": ("batterij {percent} %", "battery {percent} %"),
    "lab.contact": ("goed contact", "good contact"),
    "lab.no_contact": ("geen huidcontact", "no skin contact"),
    "lab.malformed": ("{n} onleesbare berichten", "{n} unreadable packets"),
    "lab.quiet": (
        "Al {seconds} s niets van deze band. Zit hij goed en is hij nat?",
        "Nothing from this strap for {seconds} s. Is it on well, and wet?",
    ),
    "lab.never": (
        "Van deze drager is nog niets gehoord.",
        "Nothing has been heard from this wearer yet.",
    ),
    "lab.unheard": (
        "Van deze drager is in deze opname niets gehoord.",
        "Nothing was heard from this wearer in this recording.",
    ),
    "lab.absent": (
        "In deze opname is er maar één drager.",
        "This recording has only one wearer.",
    ),
    # -- the two together -------------------------------------------------------
    "lab.relation": ("Samen bewegen", "Moving together"),
    "lab.together": ("samen", "together"),
    "lab.opposite": ("tegengesteld", "opposite"),
    "lab.can't tell": ("niet te zeggen", "can't tell"),
    "lab.two_minutes": (
        "Nog niet: hiervoor zijn twee minuten van allebei nodig.",
        "Not yet: this needs two minutes of both.",
    ),
    "lab.r": ("r, 120 s", "r, 120 s"),
    "lab.chance": ("Toeval", "Chance"),
    "lab.chance_up_to": ("tot ±{p95}", "up to ±{p95}"),
    "lab.neutral": (
        "Samen of tegengesteld zegt niets over hoe het tussen mensen is. Harten gaan "
        "ook sneller van lachen, praten of verzitten.",
        "Together or opposite says nothing about how things are between people. "
        "Hearts also go faster from laughing, talking or moving about.",
    ),
    # -- the plot ---------------------------------------------------------------
    "lab.plot": (
        "Hartslag van A en B, en hoe ze samen bewegen, in de tijd",
        "Heart rate of A and B, and how they move together, over time",
    ),
    "lab.keys": (
        "Pijltjes: aflezen. Shift en pijltjes: schuiven. Plus en min: zoomen. 0: "
        "alles. End: naar het einde. Of sleep en scrol.",
        "Arrows: read values. Shift and arrows: pan. Plus and minus: zoom. 0: all. "
        "End: to the end. Or drag and scroll.",
    ),
    "lab.legend": (
        "Stippen: slagen. Brede lijn: gemiddelde van een minuut. Kruis: gemeten, maar "
        "telt niet mee. Open rondjes: wat de band zelf zegt. Strook boven: hoeveel "
        "bekend is. Gearceerd: hier is niets bekend. Driehoek: een seintje, open als "
        "het is ingehouden.",
        "Dots: beats. Broad line: mean of a minute. Cross: measured, but not counted. "
        "Open circles: what the strap itself says. Strip on top: how much is known. "
        "Hatched: nothing is known here. Triangle: a cue, open where it was held back.",
    ),
    "lab.heart_rate_of": ("Hartslag van {wearer}", "Heart rate of {wearer}"),
    "lab.span": ("Tijd in beeld", "Time in view"),
    "lab.span.60": ("1 min", "1 min"),
    "lab.span.120": ("2 min", "2 min"),
    "lab.span.600": ("10 min", "10 min"),
    "lab.span.0": ("alles", "all"),
    "lab.to_now": ("naar nu", "to now"),
    "lab.to_end": ("naar het einde", "to the end"),
    # -- markers ----------------------------------------------------------------
    "lab.marker": ("Markeer", "Mark"),
    "lab.marker.word": ("markering", "mark"),
    "lab.marker.failed": (
        "De markering is niet bewaard: de opname reageert niet. Probeer het nog eens.",
        "The mark was not stored: the recording does not answer. Try once more.",
    ),
    "lab.marker.note": ("Notitie bij de markering", "Note with the mark"),
    "lab.marker.placeholder": ("Notitie (mag leeg blijven)", "Note (may stay empty)"),
    "lab.marker.help": (
        "Zet een markering op dit moment. Sneltoets: M.",
        "Marks this moment. Key: M.",
    ),
    "lab.marker.on_disk": (
        "Markering {seq} staat op schijf ({ms} ms).",
        "Mark {seq} is on disk ({ms} ms).",
    ),
    "lab.markers": ("Markeringen", "Marks"),
    # -- the talk beside the hearts ----------------------------------------------
    "lab.step.paused": ("pauze", "break"),
    "lab.step.speaks": ("{wearer} spreekt", "{wearer} speaks"),
    "lab.step.left": ("nog {clock}", "{clock} left"),
    "lab.step.over": ("{clock} over tijd", "{clock} over"),
    "lab.warn.lost": (
        "Band {wearer}: verbinding weg, al {seconds} s. Opnieuw verbinden gaat "
        "vanzelf.",
        "Strap {wearer}: link lost, {seconds} s ago. It reconnects by itself.",
    ),
    "lab.warn.quiet": (
        "Band {wearer}: al {seconds} s niets gehoord.",
        "Strap {wearer}: nothing heard for {seconds} s.",
    ),
    "lab.warn.never": (
        "Band {wearer}: nog helemaal niets gehoord. Zit de band goed, en is hij nat?",
        "Strap {wearer}: nothing heard at all so far. Does it sit well, and is it wet?",
    ),
    "lab.warn.clock": (
        "De klok van deze computer is {by} s verzet. De opname telt gewoon door; een "
        "logboek ernaast klopt niet meer.",
        "This computer's clock was moved by {by} s. The recording counts on; a diary "
        "beside it no longer fits.",
    ),
    "lab.levels": ("Tegenover eigen rust", "Against own baseline"),
    "lab.level.calm": ("rustig", "calm"),
    "lab.level.busy": ("drukker", "busier"),
    "lab.level.high": ("hoog", "high"),
    "lab.level.settling": ("zakt", "settling"),
    "lab.level.unknown": ("onbekend", "unknown"),
    "lab.level.none": ("Nog geen rustmeting.", "No baseline yet."),
    "lab.level.exploratory": (
        "Verkennend, niet getoetst. Slagen/min boven de eigen rust.",
        "Exploratory, not validated. Beats/min above the own baseline.",
    ),
    "lab.video": ("Videomerk", "Video mark"),
    "lab.video.help": (
        "Wit scherm en een piep tegelijk, om video mee gelijk te leggen.",
        "A white screen and a beep at once, to align video with.",
    ),
    "lab.log": ("Markeringen en seintjes", "Marks and cues"),
    "lab.log.about": (
        "Nieuwste boven. Wat is teruggenomen of verbeterd, staat er zoals het nu is; "
        "de opname bewaart beide.",
        "Newest first. What was taken back or corrected stands as it is now; the "
        "recording keeps both.",
    ),
    "lab.log.none": ("Nog niets.", "Nothing yet."),
    "lab.log.time": ("Tijd", "Time"),
    "lab.log.what": ("Wat", "What"),
    "lab.log.about_it": ("Erbij", "About it"),
    "lab.cue.shown": ("Seintje", "Cue"),
    "lab.cue.held_back": ("Ingehouden", "Held back"),
    "lab.cue.offer_pause": ("pauze aangeboden", "break offered"),
    "lab.cue.pause_now": ("gesprek stilgezet", "talk put on hold"),
    "lab.cue.slow_down": ("neem de tijd", "take your time"),
    "lab.cue.offer_long_break": ("lange pauze aangeboden", "long break offered"),
    "lab.cue.close_warmly": ("warm afsluiten", "close warmly"),
    "lab.cue.offer_repeat_rest": ("stilte nog eens", "quiet minutes again"),
    "lab.cue.why.study_arm": (
        "onderzoeksarm zonder seintjes",
        "study arm without cues",
    ),
    "lab.cue.why.button_only": ("alleen knoppen", "buttons only"),
    "lab.cue.why.no_rest": ("te weinig schone rust", "too little clean rest"),
    "lab.cue.why.no_step": ("geen stap bezig", "no step is running"),
    "lab.cue.why.paused": ("al pauze", "already on a break"),
    "lab.cue.why.instructed": ("gevraagd ritme", "a rhythm was asked for"),
    "lab.cue.why.movement": ("er werd bewogen", "movement"),
    "lab.cue.why.step_without_cues": ("stap zonder seintjes", "a step without cues"),
    "lab.cue.why.dismissed_twice": ("twee keer weggelegd", "put off twice"),
    "lab.cue.why.not_now": ("net: niet nu", "not now, a moment ago"),
    "lab.cue.why.budget_session": ("genoeg voor dit gesprek", "enough for this talk"),
    "lab.cue.why.budget_step": ("genoeg voor deze stap", "enough for this step"),
    "lab.cue.why.budget_gap": ("te kort na het vorige", "too soon after the last"),
    "lab.cue.why.first_minute": ("eerste minuut", "first minute"),
    "lab.cue.why.unknown": ("niveau onbekend", "level unknown"),
    "lab.cue.why.speaker_change": ("net van spreker gewisseld", "speaker just changed"),
    "lab.cue.why.laughed": ("er werd gelachen", "there was laughter"),
    "lab.cue.why.repeated_before": ("was al herhaald", "repeated before"),
    "lab.mark.topic": ("onderwerp", "topic"),
    "lab.mark.laugh": ("lachen", "laugh"),
    "lab.mark.cry": ("huilen", "cry"),
    "lab.mark.cough": ("hoesten", "cough"),
    "lab.mark.touch": ("aanraking", "touch"),
    "lab.mark.interruption": ("onderbreking", "interruption"),
    "lab.mark.deviation": ("afwijking van protocol", "protocol deviation"),
    "lab.mark.note": ("notitie", "note"),
    "lab.mark.marker": ("markering", "mark"),
    "lab.mark.video_mark": ("videomerk", "video mark"),
    "lab.mark.step_begin": ("stap begint", "step begins"),
    "lab.mark.step_end": ("stap klaar", "step ends"),
    "lab.hotkey.help": ("Sneltoets: {letter}", "Key: {letter}"),
    "lab.undo": ("Neem laatste terug", "Undo last"),
    "lab.undone": ("De laatste is teruggenomen.", "The last one was taken back."),
    "lab.undo.nothing": ("Er is niets om terug te nemen.", "Nothing to take back."),
    "lab.correct": ("Verbeter een markering", "Correct a mark"),
    "lab.correct.which": ("Welke", "Which"),
    "lab.correct.name": ("Heet voortaan", "Is now called"),
    "lab.correct.note": ("Notitie", "Note"),
    "lab.correct.save": ("Verbeter", "Correct"),
    "lab.correct.saved": (
        "Verbeterd. De opname bewaart ook wat er stond.",
        "Corrected. The recording also keeps what it said.",
    ),
    "lab.correct.none": (
        "Nog geen markering in deze opname.",
        "No mark in this recording yet.",
    ),
    "lab.couple_window": (
        "Scherm voor het stel (nieuw venster)",
        "The couple's screen (new window)",
    ),
}
