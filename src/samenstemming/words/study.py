"""What the command line says about a study; screens share most of it."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "cli.study": (
        "een onderzoek: protocol vastleggen, koppels een code geven, sessies, week",
        "a study: lock its protocol, hand out codes, sessions, the week",
    ),
    "cli.study.new": ("een sjabloon met uitleg", "a commented template"),
    "cli.study.check": (
        "kijk het bestand na en zeg of het vastligt",
        "check the file, and say whether it is locked",
    ),
    "cli.study.lock": (
        "leg het vast: vanaf nu mag er niets meer veranderen",
        "lock it: from now on nothing may be changed",
    ),
    "cli.study.next": ("geef het volgende koppel uit", "hand out the next pair"),
    "cli.study.dry-run": (
        "laat een nagemaakt koppel alles doorlopen, versneld",
        "let a simulated couple go through it, sped up",
    ),
    "cli.study.run": (
        "neem een sessie op; verder als `record`",
        "record a session; otherwise as `record`",
    ),
    "cli.study.answer": (
        "bewaar antwoorden van één partner op een vragenlijst (JSON)",
        "keep one partner's answers to a form (JSON)",
    ),
    "cli.study.answers": ("alle antwoorden als CSV", "all answers as CSV"),
    "cli.study.forget": (
        "wis de antwoorden van één partner",
        "delete one partner's answers",
    ),
    "cli.study.quality": (
        "hoeveel van een opname bruikbaar is, en wat je ermee mag zeggen",
        "how much of a recording is usable, and what may be said of it",
    ),
    "cli.study.overview": (
        "de week: wat ontbreekt, armen in evenwicht, wat niet meetelt",
        "the week: what is missing, arms balanced, what does not count",
    ),
    "cli.arg.study.file": ("het onderzoeksbestand", "the study file"),
    "cli.arg.study.recording": ("de opname", "the recording"),
    "cli.arg.study.output": ("waarheen", "where to"),
    "cli.arg.study.pairs": (
        "voor hoeveel koppels de lijst wordt getrokken; naar boven afgerond op een "
        "veelvoud van 12",
        "for how many pairs the list is drawn; rounded up to a multiple of 12",
    ),
    "cli.arg.study.seed": (
        "getal waaruit de lijst volgt; zonder wordt het geloot",
        "number that the list follows from; drawn without it",
    ),
    "cli.arg.study.screened": (
        "welke controles van de screening gedaan zijn",
        "which checks of the screening were done",
    ),
    "cli.arg.study.keep": (
        "bewaar de proefopnamen in deze map",
        "keep the trial recordings in this folder",
    ),
    "cli.arg.study.rest": (
        "--pair CODE [--session ID] en alles van `record`",
        "--pair CODE [--session ID] and all that `record` takes",
    ),
    "cli.arg.study.answers": (
        'bestand met {"vraag": antwoord}',
        'file with {"question": answer}',
    ),
    "cli.arg.study.code": (
        "de code van de partner, zoals D017A",
        "the partner's code, such as D017A",
    ),
    "cli.arg.study.session": (
        "de sessie van het protocol",
        "the session of the protocol",
    ),
    "cli.arg.study.form": ("de vragenlijst", "the form"),
    "cli.arg.study.free_text": (
        "deze partner vond eigen woorden bewaren goed",
        "this partner agreed to own words being kept",
    ),
    "cli.arg.study.folder": (
        "map met opnamen (gewoonlijk: de eigen map)",
        "folder of recordings (usually your own)",
    ),
    "cli.arg.study.no_quality": (
        "kijk niet naar de kwaliteit (sneller)",
        "do not look at quality (quicker)",
    ),
    "cli.arg.study.of": (
        "neem een sessie van dit vastgelegde onderzoek op",
        "record a session of this locked study",
    ),
    "cli.arg.study.pair": ("het koppel, zoals D017", "the pair, such as D017"),
    "study.usage.needs_study": (
        "--pair en --session horen bij --study FILE.",
        "--pair and --session go with --study FILE.",
    ),
    "study.usage.needs_pair": (
        "Een sessie van een onderzoek heeft een koppel nodig: --pair D017.",
        "A session of a study needs a pair: --pair D017.",
    ),
    "study.usage.alone": (
        "Het onderzoek bepaalt het gesprek en de drempels: laat --exercise, --resume, "
        "--alignment-check, --settings en --rest-from weg.",
        "The study decides the talk and the thresholds: leave out --exercise, "
        "--resume, --alignment-check, --settings and --rest-from.",
    ),
    "study.usage.dry_is_simulated": (
        "Een proef gaat alleen met nagemaakte banden.",
        "A dry run takes simulated straps only.",
    ),
    "study.working.dry": (
        "een nagemaakt koppel doorloopt het onderzoek",
        "a simulated couple goes through the study",
    ),
    "study.made": (
        "{path} is gemaakt. Pas het aan en kijk het na met `study check`.",
        "{path} was made. Change it, then look it over with `study check`.",
    ),
    "study.exists": (
        "{path} bestaat al. Kies een andere naam.",
        "{path} exists already. Choose another name.",
    ),
    "study.valid": (
        "{name} klopt (versie {version}).",
        "{name} is in order ({version}).",
    ),
    "study.remark": (
        "{name}, regel {line}: {field} {remark}.",
        "{name}, line {line}: {field} {remark}.",
    ),
    "study.state.unlocked": (
        "Nog niet vastgelegd: alleen proberen kan.",
        "Not locked yet: it can only be tried.",
    ),
    "study.state.locked": (
        "Vastgelegd, en sindsdien niet veranderd.",
        "Locked, and not changed since.",
    ),
    "study.state.edited": (
        "Veranderd nadat het is vastgelegd, dus niet te gebruiken:",
        "Changed after it was locked, so it cannot be used:",
    ),
    "study.locked": ("Vastgelegd: {path}", "Locked: {path}"),
    "study.pair": (
        "{pair}: links zit {left}, rechts zit {right}.",
        "{pair}: {left} sits left, {right} sits right.",
    ),
    "study.row": (
        "Arm: {arm}. Volgorde: {order}. Wie in de oefening A heet: {starts}.",
        "Arm: {arm}. Order: {order}. Called A in the exercise: {starts}.",
    ),
    "study.answered": (
        "{n} antwoorden van {code} zijn bewaard.",
        "{n} answers of {code} were kept.",
    ),
    "study.exported": ("{n} antwoorden.", "{n} answers."),
    "study.forgotten": (
        "{n} bestanden met antwoorden zijn gewist.",
        "{n} files of answers were deleted.",
    ),
    "study.dry.ok": ("ja ", "yes"),
    "study.dry.not": ("NEE", "NO "),
    "study.dry.valid": (
        "{name} klopt, versie {version}",
        "{name} is in order, version {version}",
    ),
    "study.dry.locked_no": (
        "nog niet vastgelegd; dat kan na deze proef",
        "not locked yet; that can be done after this trial",
    ),
    "study.dry.locked_yes": ("vastgelegd", "locked"),
    "study.dry.locked_edited": (
        "veranderd na het vastleggen",
        "changed after it was locked",
    ),
    "study.dry.minutes": (
        "{order}: {minutes:.0f} minuten gesprek",
        "{order}: {minutes:.0f} minutes of talk",
    ),
    "study.dry.left": (
        "{n} koppels nog uit te geven",
        "{n} pairs left to hand out",
    ),
    "study.dry.forms": (
        "{n} vragenlijsten met {q} vragen, in twee talen",
        "{n} forms with {q} questions, in two languages",
    ),
    "study.dry.steps": (
        "{order}, {session}: {n} van {of} stappen in volgorde gedaan, {minutes:.0f} "
        "minuten in {took_s:.0f} s",
        "{order}, {session}: {n} of {of} steps done in order, {minutes:.0f} minutes in "
        "{took_s:.0f} s",
    ),
    "study.dry.arm": (
        "{order}, {session}: arm {arm} toegepast, {cues} keer iets aangeboden",
        "{order}, {session}: arm {arm} applied, {cues} offers made",
    ),
    "study.dry.file": (
        "{order}, {session}: de opname is heel",
        "{order}, {session}: the recording is whole",
    ),
    "study.dry.quality": (
        "{order}, {session}: kwaliteit bekeken, {n} uitspraken mogelijk",
        "{order}, {session}: quality looked at, {n} statements possible",
    ),
    "study.quality.passed": ("Deze sessie telt mee.", "This session counts."),
    "study.quality.practised": (
        "Goed genoeg, maar nagemaakt om te oefenen. Deze sessie telt niet mee.",
        "Good enough, but simulated for practice. This session does not count.",
    ),
    "study.quality.failed": (
        "Deze sessie telt niet mee:",
        "This session does not count:",
    ),
    "study.failed.one_heart": (
        "van één van beiden is er geen hartslag",
        "there is no heartbeat of one of the two",
    ),
    "study.failed.share": (
        "in een stap is te weinig bruikbaar, of te veel hersteld",
        "in some step too little is usable, or too much was corrected",
    ),
    "study.failed.unfinished": (
        "het gesprek is niet tot het einde gedaan",
        "the talk was not done to its end",
    ),
    "study.whole": ("alles", "all of it"),
    "study.yes": ("ja", "yes"),
    "study.no": ("nee", "no"),
    "study.unknown": ("-", "-"),
    "study.head.step": ("stap", "step"),
    "study.head.wearer": ("wie", "who"),
    "study.head.usable": ("bruikbaar", "usable"),
    "study.head.corrected": ("hersteld", "corrected"),
    "study.head.gap": ("gat (s)", "gap (s)"),
    "study.head.verdict": ("signaal", "signal"),
    "study.head.enough": ("genoeg", "enough"),
    "study.head.pair": ("koppel", "pair"),
    "study.head.session": ("sessie", "session"),
    "study.head.arm": ("arm", "arm"),
    "study.head.minutes": ("minuten", "minutes"),
    "study.head.problems": ("bijzonders", "remarks"),
    "study.gaps": ("Gaten: {n}", "Gaps: {n}"),
    "study.gap": (
        "{at} {wearer}, {seconds:.1f} s: {reason}",
        "{at} {wearer}, {seconds:.1f} s: {reason}",
    ),
    "study.clock.wall": ("klok van deze computer", "clock of this computer"),
    "study.clock.strap": ("klok van band", "clock of strap"),
    "study.drift.unknown": (
        "Loop van de {clock}: niet te zeggen, want {why}",
        "Drift of the {clock}: cannot be said, because {why}",
    ),
    "study.drift.wall": (
        "Loop van de {clock}: {ppm:.1f} ppm",
        "Drift of the {clock}: {ppm:.1f} ppm",
    ),
    "study.drift.strap": (
        "Loop van de {clock}: {ppm:.0f} ± {sd:.0f} ppm",
        "Drift of the {clock}: {ppm:.0f} ± {sd:.0f} ppm",
    ),
    "study.may": ("Wat je hiermee mag zeggen:", "What this recording bears:"),
    "study.may_not": (
        "Wat je hiermee niet mag zeggen:",
        "What this recording does not bear:",
    ),
    "study.arm_of.no_feedback": ("zonder terugkoppeling", "no feedback"),
    "study.arm_of.shape_only": ("alleen de vorm", "the shape only"),
    "study.arm_of.shape_and_cues": ("vorm en voorstellen", "the shape and offers"),
    "study.said": ("Opgeschreven:", "Written down:"),
    "study.kind.note": ("notitie", "note"),
    "study.kind.deviation": ("afwijking van het protocol", "protocol deviation"),
    "study.given": (
        "{n} koppels uitgegeven, {left} over",
        "{n} pairs handed out, {left} left",
    ),
    "study.arm": (
        "{arm}: koppels {n}, sessies die meetellen {done}",
        "{arm}: pairs {n}, sessions that count {done}",
    ),
    "study.balanced": ("De armen zijn in evenwicht.", "The arms are balanced."),
    "study.unbalanced": (
        "De armen zijn niet in evenwicht.",
        "The arms are not balanced.",
    ),
    "study.strangers": (
        "Noemt zich van dit onderzoek, maar hoort bij geen koppel: {names}",
        "Says it is of this study but is of no pair: {names}",
    ),
    "study.unreadable": ("Niet te lezen: {names}", "Cannot be read: {names}"),
    "study.problem.missing": ("ontbreekt", "missing"),
    "study.problem.duplicate": ("dubbel", "twice"),
    "study.problem.overlap": (
        "tegelijk met een andere",
        "at the same time as another",
    ),
    "study.problem.other_study": (
        "onder een ander slot opgenomen",
        "recorded under another lock",
    ),
    "study.problem.other_arm": (
        "andere arm of volgorde dan uitgegeven",
        "another arm or order than handed out",
    ),
    "study.problem.wearers": (
        "A en B lijken verwisseld",
        "A and B seem to have changed places",
    ),
    "study.problem.withdrawn": (
        "één van de twee trok zich terug",
        "one of the two withdrew",
    ),
    "study.problem.consent": ("toestemming ontbreekt", "consent missing"),
    "study.problem.unfinished": (
        "niet tot het einde gedaan",
        "not done to its end",
    ),
    "study.problem.quality": ("kwaliteit te laag", "quality too low"),
    "study.problem.simulated": ("nagemaakt", "simulated"),
}
