"""The app around the screens: doors, recordings, help, and what can go wrong."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "app.name": ("Samenstemming", "Samenstemming"),
    "app.tagline": (
        "Twee borstbanden, één gesprek.",
        "Two chest straps, one conversation.",
    ),
    "app.language": ("Taal", "Language"),
    "app.page.start": ("Begin", "Start"),
    "app.page.evening": ("Samen", "Together"),
    "app.page.straps": ("Banden", "Straps"),
    "app.page.couple": ("Ons gesprek", "Our talk"),
    "app.page.lab": ("Meekijken", "Lab"),
    "app.page.help": ("Hulp", "Help"),
    "app.address": (
        "Samenstemming staat open op {address} (alleen op deze computer). "
        "Stoppen: Ctrl-C.",
        "Samenstemming is open at {address} (on this computer only). Stop: Ctrl-C.",
    ),
    "app.port_taken": (
        "Poort {port} is al in gebruik. Kies een andere met --port, of laat --port "
        "weg.",
        "Port {port} is already in use. Choose another with --port, or leave --port "
        "out.",
    ),
    "app.simulated": ("gesimuleerd", "simulated"),
    "app.not_medical": (
        "Geen medisch hulpmiddel en geen therapie. Het stelt niets vast over je "
        "gezondheid of je relatie.",
        "Not a medical device and not therapy. It establishes nothing about your "
        "health or your relationship.",
    ),
    # -- the doors ----------------------------------------------------------------
    "app.door.couple": ("Samen in gesprek", "A talk together"),
    "app.door.couple_about": (
        "Een rustig gesprek met z'n tweeën, stap voor stap. Er staan geen cijfers op "
        "dat scherm.",
        "A calm talk for two, step by step. There are no numbers on that screen.",
    ),
    "app.door.lab": ("Meekijken", "Lab"),
    "app.door.lab_about": (
        "Beide harten, zoals ze nu kloppen: hartslag, RMSSD, kwaliteit van het "
        "signaal, en of ze samen bewegen.",
        "Both hearts as they beat now: heart rate, RMSSD, signal quality, and whether "
        "they move together.",
    ),
    "app.door.lab_open": ("Kijk mee met {name}", "Watch {name}"),
    "app.door.lab_none": (
        "Er loopt nu geen opname. Begin er een op de opdrachtregel met "
        "`samenstemming record`, of met `samenstemming demo` zonder banden.",
        "No recording is running now. Start one on the command line with "
        "`samenstemming record`, or with `samenstemming demo` without straps.",
    ),
    "app.door.look": ("Een opname bekijken", "Look at a recording"),
    "app.door.look_about": (
        "De hele opname op één scherm. Je kunt inzoomen en waarden aflezen.",
        "The whole recording on one screen. You can zoom in and read values.",
    ),
    "app.shelf.none": (
        "Er zijn nog geen opnamen. Ze komen in {folder}.",
        "There are no recordings yet. They go to {folder}.",
    ),
    "app.shelf.samples": (
        "Er zijn nog geen eigen opnamen. Hier zijn twee voorbeelden, gemaakt door de "
        "simulator.",
        "There are no recordings of your own yet. Here are two examples, made by the "
        "simulator.",
    ),
    "app.shelf.running": ("loopt nu", "running now"),
    "app.shelf.more": (
        "En nog {n} oudere in {folder}.",
        "And {n} older ones in {folder}.",
    ),
    "app.shelf.unreadable": (
        "{name} kan niet worden gelezen.",
        "{name} cannot be read.",
    ),
    "app.shelf.unknown_date": ("datum onbekend", "date unknown"),
    "app.minutes": ("{n} min", "{n} min"),
    "app.seconds": ("{n} s", "{n} s"),
    # -- help ---------------------------------------------------------------------
    "app.help.title": ("Hulp nodig?", "Do you need help?"),
    "app.help.danger": (
        "Ben je nu in gevaar? Bel **112**.",
        "Are you in danger now? Call **112**.",
    ),
    "app.help.home": (
        "Ben je bang voor je partner, of gebeurt er thuis iets wat niet oké is? Bel "
        "**Veilig Thuis: 0800-2000**. Gratis, dag en nacht. Je mag anoniem blijven.",
        "Are you afraid of your partner, or is something happening at home that is "
        "not okay? Call **Veilig Thuis: 0800-2000**. Free, day and night. You may "
        "stay anonymous.",
    ),
    "app.help.suicide": (
        "Denk je aan zelfdoding? Bel **113** of gratis **0800-0113**, of chat via "
        "113.nl. Dag en nacht.",
        "Are you thinking of suicide? Call **113** or, free, **0800-0113**, or chat at "
        "113.nl. Day and night.",
    ),
    "app.help.sexual": (
        "Seksueel geweld meegemaakt? Bel **Centrum Seksueel Geweld: 0800-0188**. "
        "Gratis, dag en nacht.",
        "Have you experienced sexual violence? Call **Centrum Seksueel Geweld: "
        "0800-0188**. Free, day and night.",
    ),
    "app.help.talk": (
        "Wil je gewoon even met iemand praten? Bel **de Luisterlijn: 088 0767 000**. "
        "Dag en nacht.",
        "Would you just like to talk to someone? Call **de Luisterlijn: 088 0767 "
        "000**. Day and night.",
    ),
    "app.help.relation": (
        "Hulp bij je relatie? Praat met je **huisarts** of zoek een "
        "**relatietherapeut**.",
        "Help with your relationship? Talk to your **general practitioner** or look "
        "for a **couples therapist**.",
    ),
    "app.help.device": (
        "Bel je liever niet vanaf dit apparaat? Gebruik een telefoon waar alleen jij "
        "bij kunt.",
        "Would you rather not call from this device? Use a phone that only you can "
        "reach.",
    ),
    "app.help.netherlands": (
        "Deze nummers gelden in Nederland.",
        "These numbers are for the Netherlands.",
    ),
    "app.help.afraid": (
        "Voel je je bang? Dat telt, wat de harten ook laten zien.",
        "Do you feel afraid? That counts, whatever the hearts show.",
    ),
    "app.about.who": (
        "Andere computers kunnen niet bij deze pagina's. Een telefoon kan dat alleen "
        "als jij die binnenlaat. Wie jouw account kan openen, kan bij de opnames. "
        "Zet daarom de versleuteling van je schijf aan. Wat er nog meer wel en niet "
        "beschermd is, staat in docs/threats.md.",
        "Other computers cannot reach these pages. A phone can only if you let it in. "
        "Whoever can open your account can reach the recordings. So turn on the "
        "encryption of your disk. What else is protected, and what is not, is in "
        "docs/threats.md.",
    ),
    "app.about.title": ("Wat dit is", "What this is"),
    "app.about.text": (
        "Deze software is bedoeld voor gespreksoefeningen en voor onderzoek naar hoe "
        "harten van partners samen bewegen. Het is geen medisch hulpmiddel en geen "
        "therapie. Het stelt niets vast over je gezondheid of je relatie. Heb je "
        "klachten? Bel je huisarts.",
        "This software is meant for conversation exercises and for research into how "
        "the hearts of partners move together. It is not a medical device and not "
        "therapy. It establishes nothing about your health or your relationship. Are "
        "you unwell? Call your general practitioner.",
    ),
    "app.local": (
        "Alles blijft op deze computer. Er gaat niets naar internet.",
        "Everything stays on this computer. Nothing goes to the internet.",
    ),
}
