"""What the page of a study says."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "app.page.study": ("Onderzoek", "Study"),
    "study.page.title": ("Onderzoek", "Study"),
    "study.page.about": (
        "Voor onderzoekers: leg vast wat je gaat doen, geef koppels een code, neem "
        "sessies op en bekijk de week. Hier staan nergens namen.",
        "For researchers: lock what you are going to do, give pairs a code, record "
        "sessions and look at the week. There are no names anywhere here.",
    ),
    "study.page.open": ("Open een onderzoek", "Open a study"),
    "study.page.yours": ("Jouw onderzoeken", "Your studies"),
    "study.page.none": (
        "Er is nog geen onderzoek. Maak er hieronder een.",
        "There is no study yet. Make one below.",
    ),
    "study.page.choose": ("Open {name}", "Open {name}"),
    "study.page.make": ("Een nieuw onderzoek", "A new study"),
    "study.page.name": ("Naam van het onderzoek", "Name of the study"),
    "study.page.name_help": (
        "Letters en cijfers; komt in elke opname te staan.",
        "Letters and figures; goes into every recording.",
    ),
    "study.page.n_pairs": ("Aantal koppels", "Number of pairs"),
    "study.page.n_pairs_help": (
        "Wordt naar boven afgerond op een veelvoud van 12, zodat elke arm en elke "
        "volgorde even vaak voorkomt.",
        "Is rounded up to a multiple of 12, so that every arm and every order comes "
        "equally often.",
    ),
    "study.page.create": ("Maak het onderzoek", "Make the study"),
    "study.page.name_needed": (
        "Geef het onderzoek een naam die met een letter begint.",
        "Give the study a name that begins with a letter.",
    ),
    "study.page.upload": (
        "Of kies een onderzoeksbestand (YAML)",
        "Or choose a study file (YAML)",
    ),
    "study.page.take": ("Neem dit bestand over", "Take this file over"),
    "study.page.not_text": (
        "Dat bestand is geen UTF-8-tekst. Bewaar het als UTF-8.",
        "That file is no UTF-8 text. Save it as UTF-8.",
    ),
    "study.page.other": ("Ander onderzoek", "Another study"),
    "study.page.parts": ("Onderdeel", "Part"),
    "study.page.part.prepare": ("Voorbereiden", "Prepare"),
    "study.page.part.pair": ("Koppel", "Pair"),
    "study.page.part.session": ("Sessie", "Session"),
    "study.page.part.forms": ("Vragenlijsten", "Forms"),
    "study.page.part.quality": ("Kwaliteit", "Quality"),
    "study.page.part.week": ("Week", "Week"),
    "study.page.remark": ("Regel {line}: {what}.", "Line {line}: {what}."),
    "study.page.text": ("Het onderzoeksbestand", "The study file"),
    "study.page.save": ("Nakijken en bewaren", "Check and save"),
    "study.page.saved": (
        "Het bestand klopt en is bewaard.",
        "The file is in order and was saved.",
    ),
    "study.page.download": ("Download het bestand", "Download the file"),
    "study.page.dry": ("Proefdraaien", "Dry run"),
    "study.page.dry_about": (
        "Een nagemaakt koppel doorloopt elke volgorde, versneld. Het duurt ongeveer "
        "een halve minuut per volgorde.",
        "A simulated couple goes through every order, sped up. It takes about half a "
        "minute for each order.",
    ),
    "study.page.dry_running": (
        "Het nagemaakte koppel is bezig. {about}",
        "The simulated couple is at work. {about}",
    ),
    "study.page.checklist": ("Controlelijst", "Checklist"),
    "study.page.lock": ("Leg het onderzoek vast", "Lock the study"),
    "study.page.lock_sure": (
        "Daarna verandert er niets meer, ook geen drempel en geen volgorde.",
        "After that nothing changes any more, no threshold and no order either.",
    ),
    "study.page.needs_lock": (
        "Dit kan zodra het onderzoek vastligt en niet veranderd is.",
        "This can be done once the study is locked and unchanged.",
    ),
    "study.page.screening": ("Screening gedaan", "Screening done"),
    "study.page.screening_about": (
        "Alleen het vinkje telt. Antwoorden worden niet bewaard.",
        "Only the tick counts. Answers are not kept.",
    ),
    "study.page.next": ("Geef het volgende koppel uit", "Hand out the next pair"),
    "study.page.pairs": ("Uitgegeven koppels", "Pairs handed out"),
    "study.page.no_pairs": (
        "Er is nog geen koppel uitgegeven.",
        "No pair has been handed out yet.",
    ),
    "study.page.left": (
        "Nog uit te geven koppels: {n}",
        "Pairs still to be handed out: {n}",
    ),
    "study.head.order": ("volgorde", "order"),
    "study.head.starts": ("heet A", "called A"),
    "study.head.day": ("dag", "day"),
    "study.head.ok": ("klopt", "in order"),
    "study.head.what": ("wat", "what"),
    "study.page.pair": ("Koppel", "Pair"),
    "study.page.session": ("Sessie", "Session"),
    "study.page.consent_of": ("{code} vindt goed:", "{code} agrees to:"),
    "study.page.scope.record": ("opnemen", "recording"),
    "study.page.scope.live": ("meekijken tijdens het gesprek", "live use in the talk"),
    "study.page.scope.look_back": ("samen terugkijken", "looking back together"),
    "study.page.scope.two_lines": ("beide lijnen tonen", "showing both lines"),
    "study.page.scope.free_text": ("eigen woorden bewaren", "keeping own words"),
    "study.page.scope.research_export": (
        "gegevens voor onderzoek",
        "data for research",
    ),
    "study.page.scope.recontact": (
        "later nog eens benaderd worden",
        "being approached again later",
    ),
    "study.page.strap_of": ("Band van {code}", "Strap of {code}"),
    "study.page.no_strap": ("geen band", "no strap"),
    "study.page.simulated": ("nagemaakt (oefenen)", "simulated (practice)"),
    "study.page.simulated_faulty": (
        "nagemaakt, met storingen (oefenen)",
        "simulated, with faults (practice)",
    ),
    "study.page.straps_kinds": (
        "Kies twee echte banden of twee nagemaakte, en ieder een eigen.",
        "Choose two real straps or two simulated ones, and one for each.",
    ),
    "study.page.begin": ("Begin de sessie", "Begin the session"),
    "study.page.starting": ("De sessie begint.", "The session is starting."),
    "study.page.recording": (
        "{pair}, {session}: de opname loopt.",
        "{pair}, {session}: recording.",
    ),
    "study.page.to_couple": ("Scherm voor het stel", "Screen for the couple"),
    "study.page.to_lab": ("Meekijken", "Watch along"),
    "study.page.in_lab": ("Bekijk de lijnen", "See the lines"),
    "study.page.end": ("Stop de sessie", "End the session"),
    "study.page.ended": (
        "{pair}, {session}: de opname is afgesloten. Bekijk nu de kwaliteit.",
        "{pair}, {session}: the recording is closed. Look at its quality now.",
    ),
    "study.page.failed": ("De sessie begon niet.", "The session did not begin."),
    "study.page.forms_none": (
        "Dit onderzoek heeft geen vragenlijsten.",
        "This study has no forms.",
    ),
    "study.page.who": ("Voor wie", "For whom"),
    "study.page.form": ("Vragenlijst", "Form"),
    "study.page.form.before": ("vooraf", "before"),
    "study.page.form.after": ("achteraf", "after"),
    "study.page.own_words": (
        "Deze partner vindt het goed dat eigen woorden bewaard worden",
        "This partner agrees to own words being kept",
    ),
    "study.page.hand_over": ("Geef het scherm over", "Hand the screen over"),
    "study.page.for_you": ("Dit is voor {code}", "This is for {code}"),
    "study.page.alone": (
        "Neem het scherm zo dat niemand meekijkt. Je antwoorden blijven bij het "
        "onderzoek; je partner ziet ze niet.",
        "Take the screen so that nobody looks along. Your answers stay with the study; "
        "your partner does not see them.",
    ),
    "study.page.start_form": ("Ik zit alleen", "I am alone"),
    "study.page.no_answer": ("geen antwoord", "no answer"),
    "study.page.optional": ("(mag leeg blijven)", "(may stay empty)"),
    "study.page.send": ("Klaar", "Done"),
    "study.page.open_question": (
        "Er is nog een vraag open.",
        "There is still a question without an answer.",
    ),
    "study.page.thanks": (
        "Dank je. Geef het scherm terug aan de onderzoeker.",
        "Thank you. Hand the screen back to the researcher.",
    ),
    "study.page.back": ("Terug naar het onderzoek", "Back to the study"),
    "study.page.cancel": ("Toch niet", "Rather not"),
    "study.page.export_answers": ("Download alle antwoorden", "Download all answers"),
    "study.page.n_answers": (
        "Ingevulde vragenlijsten: {n}",
        "Forms filled in: {n}",
    ),
    "study.page.no_sessions": (
        "Er is nog geen opname van dit onderzoek.",
        "There is no recording of this study yet.",
    ),
    "study.page.recording_of": ("Opname", "Recording"),
    "study.page.look": ("Bekijk de kwaliteit", "Look at the quality"),
    "study.page.looking": ("De opname wordt bekeken.", "Looking at the recording."),
    "study.page.steps": ("Per stap en per persoon", "By step and person"),
    "study.page.gaps": ("Gaten", "Gaps"),
    "study.page.clocks": ("Klokken", "Clocks"),
    "study.page.may": ("Dit mag je zeggen", "What may be said"),
    "study.page.may_not": ("Dit mag je niet zeggen", "What may not be said"),
    "study.page.said": ("Opgeschreven", "Written down"),
    "study.page.week": ("Koppels en sessies", "Pairs and sessions"),
    "study.page.look_week": ("Bekijk de week", "Look at the week"),
    "study.page.looking_week": (
        "De opnamen worden bekeken.",
        "Looking at the recordings.",
    ),
    "study.page.download_week": ("Download als CSV", "Download as CSV"),
    "study.page.trouble": ("Dat kan nu niet.", "That cannot be done now."),
}
