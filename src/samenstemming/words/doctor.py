"""What `doctor` looks at, what it finds, and what a person can do about it.

Keys: `doctor.<check>` is its name, `doctor.<check>.<code>` what was found, and
`doctor.do.<advice>` what to do.
"""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "doctor.state.ok": ("goed", "ok"),
    "doctor.state.warn": ("let op", "warning"),
    "doctor.state.fail": ("mis", "fails"),
    "doctor.working": (
        "nakijken; banden worden even beluisterd",
        "looking; straps are listened to for a moment",
    ),
    "doctor.all_ok": ("Alles is in orde.", "All is in order."),
    "doctor.some_warn": (
        "Een gesprek kan beginnen. Waarschuwingen: {warnings}.",
        "A talk can begin. Warnings: {warnings}.",
    ),
    "doctor.some_fail": (
        "Zo lukt een gesprek niet: {failures} mis. Waarschuwingen: {warnings}.",
        "A talk will not work like this: {failures} failing. Warnings: {warnings}.",
    ),
    "doctor.arg.minutes": (
        "hoelang de batterijen mee moeten (60)",
        "how long the batteries have to last (60)",
    ),
    "doctor.arg.folder": (
        "map waarin wordt opgenomen; anders de gewone",
        "folder to record to; otherwise the usual one",
    ),
    "doctor.arg.strap_a": (
        "band van A om te beluisteren",
        "strap of A to listen to",
    ),
    "doctor.arg.strap_b": (
        "band van B om te beluisteren",
        "strap of B to listen to",
    ),
    # this computer
    "doctor.python": ("Python", "Python"),
    "doctor.python.ok": ("{version} op {system}", "{version} on {system}"),
    "doctor.python.old": (
        "{version} is te oud; nodig is {oldest} of nieuwer",
        "{version} is too old; {oldest} or newer is needed",
    ),
    "doctor.do.python": (
        "Installeer Python {oldest} of nieuwer en daarmee dit programma.",
        "Install Python {oldest} or newer, and this program with it.",
    ),
    "doctor.packages": ("pakketten", "packages"),
    "doctor.packages.ok": ("{names}", "{names}"),
    "doctor.packages.missing": ("{names} ontbreekt", "{names} is missing"),
    "doctor.packages.other": (
        "andere versie dan getest: {names}",
        "another version than was tested: {names}",
    ),
    "doctor.do.packages": (
        "Installeer samenstemming opnieuw, in een eigen omgeving (venv).",
        "Install samenstemming again, in an environment of its own (venv).",
    ),
    "doctor.sqlite": ("SQLite", "SQLite"),
    "doctor.sqlite.ok": ("{version}", "{version}"),
    "doctor.sqlite.old": (
        "{version} is te oud; opnamen hebben {oldest} of nieuwer nodig",
        "{version} is too old; recordings need {oldest} or newer",
    ),
    "doctor.do.sqlite": (
        "Gebruik een Python van python.org, of een nieuwer systeem.",
        "Use a Python from python.org, or a newer system.",
    ),
    "doctor.folder": ("map voor opnamen", "folder for recordings"),
    "doctor.folder.ok": ("{folder}", "{folder}"),
    "doctor.folder.missing": (
        "{folder} is niet te gebruiken ({why})",
        "{folder} cannot be used ({why})",
    ),
    "doctor.folder.unwritable": (
        "in {folder} mag dit programma niet schrijven",
        "this program may not write to {folder}",
    ),
    "doctor.do.folder": (
        "Neem op in een andere map (record -o), of pas de rechten aan.",
        "Record to another folder (record -o), or change its permissions.",
    ),
    "doctor.disk": ("vrije ruimte", "free disk"),
    "doctor.disk.ok": ("{free_mb} MB in {folder}", "{free_mb} MB in {folder}"),
    "doctor.disk.low": (
        "nog maar {free_mb} MB in {folder}",
        "only {free_mb} MB left in {folder}",
    ),
    "doctor.do.disk": (
        "Maak ruimte vrij; 200 MB is ruim genoeg.",
        "Make some room; 200 MB is plenty.",
    ),
    "doctor.place": ("plek van de map", "place of the folder"),
    "doctor.place.synced": (
        "{folder} wordt met een clouddienst gedeeld",
        "{folder} is shared with a cloud service",
    ),
    "doctor.place.network": (
        "{folder} staat op een andere computer",
        "{folder} is on another computer",
    ),
    "doctor.do.place": (
        "Neem op in een map van deze computer zelf en kopieer de opname daarna.",
        "Record to a folder of this computer itself and copy the recording afterwards.",
    ),
    "doctor.clock": ("klok", "clock"),
    "doctor.clock.ok": (
        "loopt gelijk: {step_ms:g} ms verschil over {span_ms} ms, gelezen op "
        "{uncertainty_us:g} µs",
        "runs evenly: {step_ms:g} ms apart over {span_ms} ms, read to "
        "{uncertainty_us:g} µs",
    ),
    "doctor.clock.date": (
        "de datum van deze computer klopt niet",
        "this computer's date is wrong",
    ),
    "doctor.clock.stepped": (
        "de tijd is verzet terwijl er werd gekeken: {step_ms:g} ms over {span_ms} ms",
        "the time was set while it was looked at: {step_ms:g} ms over {span_ms} ms",
    ),
    "doctor.clock.coarse": (
        "de klok is maar op {uncertainty_us:g} µs te lezen",
        "the clock can only be read to {uncertainty_us:g} µs",
    ),
    "doctor.do.clock.date": (
        "Zet de datum goed: opnamen heten ernaar.",
        "Set the date right: recordings are named by it.",
    ),
    "doctor.do.clock.stepped": (
        "Wacht tot de computer de tijd heeft opgehaald, en kijk nog eens. Slagen "
        "verschuiven er niet door; de begintijd van de opname wel.",
        "Wait until the computer has fetched the time, and look again. Beats are not "
        "moved by it; the recording's time of day is.",
    ),
    "doctor.do.clock.coarse": (
        "Sluit andere programma's. Een virtuele machine is geen plek om op te nemen.",
        "Close other programs. A virtual machine is no place to record.",
    ),
    # Bluetooth
    "doctor.service": ("Bluetooth-dienst", "Bluetooth service"),
    "doctor.service.ok": ("antwoordt", "answers"),
    "doctor.service.no_service": ("antwoordt niet ({why})", "does not answer ({why})"),
    "doctor.service.no_bleak": (
        "niet na te kijken: {why}",
        "cannot be looked at: {why}",
    ),
    "doctor.do.service.linux": (
        "Start hem: sudo systemctl start bluetooth. In een container, WSL of virtuele "
        "machine is er geen: neem daarbuiten op.",
        "Start it: sudo systemctl start bluetooth. A container, WSL or virtual machine "
        "has none: record outside of it.",
    ),
    "doctor.do.service.darwin": (
        "Zet Bluetooth uit en weer aan in het bedieningspaneel.",
        "Switch Bluetooth off and on again in Control Centre.",
    ),
    "doctor.do.service.win32": (
        "Start de 'Ondersteuningsservice voor Bluetooth' (services.msc) opnieuw.",
        "Restart the 'Bluetooth Support Service' (services.msc).",
    ),
    "doctor.permission": ("toestemming", "permission"),
    "doctor.permission.ok": ("gegeven", "given"),
    "doctor.permission.no_permission": (
        "dit programma mag Bluetooth niet gebruiken ({why})",
        "this program may not use Bluetooth ({why})",
    ),
    "doctor.do.permission.linux": (
        "Zet uzelf in de groep bluetooth: sudo usermod -aG bluetooth $USER. Meld u "
        "daarna af en weer aan.",
        "Put yourself in the group bluetooth: sudo usermod -aG bluetooth $USER. Then "
        "log out and in again.",
    ),
    "doctor.do.permission.darwin": (
        "Sta het uw terminal toe: Systeeminstellingen, Privacy en beveiliging, "
        "Bluetooth. Start de terminal daarna opnieuw.",
        "Allow it for your terminal: System Settings, Privacy & Security, Bluetooth. "
        "Then start the terminal again.",
    ),
    "doctor.do.permission.win32": (
        "Sta het toe: Instellingen, Privacy en beveiliging, Radio's.",
        "Allow it: Settings, Privacy & security, Radios.",
    ),
    "doctor.adapter": ("Bluetooth-adapter", "Bluetooth adapter"),
    "doctor.adapter.ok": ("aanwezig en aan", "present and switched on"),
    "doctor.adapter.no_adapter": ("geen gevonden ({why})", "none found ({why})"),
    "doctor.adapter.bluetooth_off": ("staat uit ({why})", "is switched off ({why})"),
    "doctor.do.adapter.no_adapter": (
        "Steek een adapter in, of zet hem aan in de instellingen. Een virtuele machine "
        "heeft er zelf geen.",
        "Plug one in, or switch it on in the settings. A virtual machine has none of "
        "its own.",
    ),
    "doctor.do.adapter.bluetooth_off": (
        "Zet Bluetooth aan. Blijft het uit (Linux): rfkill unblock bluetooth.",
        "Switch Bluetooth on. If it stays off (Linux): rfkill unblock bluetooth.",
    ),
    "doctor.air": ("in de lucht", "in the air"),
    "doctor.air.ok": ("{count}: {names}", "{count}: {names}"),
    "doctor.air.none": ("geen band", "no strap"),
    "doctor.air.trouble": ("zoeken mislukte ({why})", "looking failed ({why})"),
    "doctor.do.air": (
        "Sluit andere programma's die Bluetooth gebruiken. Zet het uit en weer aan, en "
        "kijk nog eens.",
        "Close other programs that use Bluetooth. Switch it off and on, and look "
        "again.",
    ),
    # straps
    "doctor.worn": ("wie draagt wat", "who wears which"),
    "doctor.worn.ok": ("zoals de vorige keer", "as last time"),
    "doctor.worn.swapped": (
        "gewisseld: {label_a} zat de vorige keer bij {other_a} en {label_b} bij "
        "{other_b}",
        "swapped: {label_a} was on {other_a} last time, and {label_b} on {other_b}",
    ),
    "doctor.worn.other_wearer": (
        "{label} zat de vorige keer bij {other}, nu bij {wearer}",
        "{label} was on {other} last time, now on {wearer}",
    ),
    "doctor.worn.unreadable": ("{why}", "{why}"),
    "doctor.do.worn.swapped": (
        "Klopt dat, dan is het goed. Weet u het niet zeker: 'samenstemming straps "
        "check'.",
        "If that is right, all is well. If you are not sure: 'samenstemming straps "
        "check'.",
    ),
    "doctor.do.worn.other_wearer": (
        "Klopt dat, dan is het goed. Weet u het niet zeker: 'samenstemming straps "
        "check'.",
        "If that is right, all is well. If you are not sure: 'samenstemming straps "
        "check'.",
    ),
    "doctor.do.worn.unreadable": (
        "Verplaats het bestand; opnemen kan gewoon.",
        "Move the file away; recording works all the same.",
    ),
    "doctor.strap": ("band", "strap"),
    "doctor.strap.ok": ("{strap} gevonden en verbonden", "{strap} found and connected"),
    "doctor.strap.missing": (
        "'{strap}' antwoordde niet binnen {seconds:g} s; in de lucht: {names}",
        "'{strap}' did not answer within {seconds:g} s; in the air: {names}",
    ),
    "doctor.strap.several": (
        "'{strap}' past op meer dan één band: {names}",
        "'{strap}' fits more than one strap: {names}",
    ),
    "doctor.strap.same": (
        "'{strap}' is dezelfde band als die van de ander: {names}",
        "'{strap}' is the same strap as the other wearer's: {names}",
    ),
    "doctor.strap.trouble": (
        "{strap} is gezien, maar verbinden lukte niet ({why})",
        "{strap} was seen, but could not be connected ({why})",
    ),
    "doctor.strap.needs_pairing": (
        "{strap} wil gekoppeld worden ({why})",
        "{strap} wants to be paired ({why})",
    ),
    "doctor.strap.no_heart_rate": (
        "{strap} stuurt geen hartslag ({why})",
        "{strap} sends no heart rate ({why})",
    ),
    "doctor.do.strap.missing": (
        "Een droge band zwijgt: bevochtig de elektroden en doe hem om. Een band die "
        "een telefoon of horloge gebruikt, zwijgt ook: verbreek dat daar.",
        "A dry strap stays silent: wet the electrodes and put it on. One that a phone "
        "or a watch uses stays silent too: disconnect it there.",
    ),
    "doctor.do.strap.several": (
        "Gebruik het adres van de band die u bedoelt.",
        "Use the address of the one you mean.",
    ),
    "doctor.do.strap.same": (
        "Geef ieder een eigen band; 'samenstemming scan' laat ze zien.",
        "Give each wearer a strap of their own; 'samenstemming scan' lists them.",
    ),
    "doctor.do.strap.trouble": (
        "Haal hem dichterbij, verbreek hem op telefoon of horloge, en kijk nog eens. "
        "Blijft het zo: haal het kastje even van de band.",
        "Bring it nearer, disconnect it from phone or watch, and look again. If that "
        "does not help, take the module off the strap for a moment.",
    ),
    "doctor.do.strap.needs_pairing": (
        "Koppel hem in de Bluetooth-instellingen van het systeem.",
        "Pair it in the system's Bluetooth settings.",
    ),
    "doctor.do.strap.no_heart_rate": (
        "Kies een andere band, of zet op een horloge het uitzenden van de hartslag "
        "aan.",
        "Choose another strap, or switch on heart-rate broadcasting on a watch.",
    ),
    "doctor.contact": ("contact", "contact"),
    "doctor.contact.ok": ("ja, {rate} slagen per minuut", "yes, {rate} bpm"),
    "doctor.contact.not_said": (
        "de band zegt het niet; {rate} slagen per minuut",
        "the strap does not say; {rate} bpm",
    ),
    "doctor.contact.denied": (
        "volgens de band niet, maar hij meldt slagen ({rate} per minuut): dat telt",
        "not according to the strap, but it reports beats ({rate} bpm): those count",
    ),
    "doctor.contact.none": (
        "de band voelt geen hart",
        "the strap feels no heart",
    ),
    "doctor.do.contact": (
        "Doe de band om, strakker, en bevochtig de elektroden.",
        "Put the strap on, tighter, and wet the electrodes.",
    ),
    "doctor.rr": ("slagen (RR)", "beats (RR)"),
    "doctor.rr.ok": (
        "in {count} van {packets} berichten",
        "in {count} of {packets} messages",
    ),
    "doctor.rr.none": (
        "{packets} berichten met hartslag, geen enkel met RR",
        "{packets} messages with a heart rate, not one with RR",
    ),
    "doctor.rr.not_judged": (
        "nog niet te zeggen: {packets} berichten zonder contact",
        "cannot be told yet: {packets} messages without contact",
    ),
    "doctor.rr.silent": (
        "verbonden, maar er komt niets",
        "connected, but nothing comes",
    ),
    "doctor.rr.malformed": (
        "{count} berichten, geen enkel leesbaar",
        "{count} messages, not one readable",
    ),
    "doctor.do.rr.none": (
        "Deze band laat hier alleen hartslag zien. Variabiliteit en synchronie vragen "
        "een band die RR stuurt, meestal een borstband.",
        "This strap can only show heart rate here. Variability and synchrony need one "
        "that sends RR, usually a chest strap.",
    ),
    "doctor.do.rr.not_judged": (
        "Doe de band eerst om en kijk dan nog eens.",
        "Put the strap on first, then look again.",
    ),
    "doctor.do.rr.silent": (
        "Haal het kastje even van de band, doe hem weer om, en kijk nog eens.",
        "Take the module off the strap for a moment, put it on again, and look again.",
    ),
    "doctor.do.rr.malformed": (
        "Werk de band bij met de app van de maker, of kies een andere.",
        "Update the strap with its maker's app, or choose another.",
    ),
    "doctor.battery": ("batterij", "battery"),
    "doctor.battery.ok": ("{percent}%", "{percent}%"),
    "doctor.battery.not_said": (
        "de band zegt het niet",
        "the strap does not say",
    ),
    "doctor.battery.low": (
        "{percent}%: misschien niet genoeg voor {minutes} minuten",
        "{percent}%: may not last {minutes} minutes",
    ),
    "doctor.do.battery": (
        "Laad de band op of doe er een nieuwe batterij in.",
        "Charge the strap, or put a new battery in.",
    ),
}
