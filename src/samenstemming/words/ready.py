"""What the first screen's card says: whether everything is ready to begin.

For people who put on a strap, not for people who mend computers: what the terminal's
`doctor` says with names and figures is said plainly here, and its own words are folded
away under "Details". Keys are those of `doctor`: `ready.<check>.<code>` for what was
found, `ready.do.<advice>` for what can be done.
"""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "ready.title": ("Klaar om te beginnen?", "Ready to begin?"),
    "ready.busy": (
        "Even kijken of alles er is.",
        "Looking whether everything is there.",
    ),
    "ready.busy_straps": (
        "Even kijken of alles er is. De banden maken daarvoor kort verbinding.",
        "Looking whether everything is there. The straps connect for a moment.",
    ),
    "ready.again": ("Kijk opnieuw", "Look again"),
    "ready.looked_at": ("Gekeken om {time}.", "Looked at {time}."),
    "ready.details": ("Details", "Details"),
    "ready.all_ok": (
        "Ja. Jullie kunnen beginnen.",
        "Yes. You can begin.",
    ),
    "ready.almost": (
        "Bijna. Aan de banden moet nog iets gebeuren.",
        "Almost. Something about the straps is still to be done.",
    ),
    "ready.some_warn": (
        "Jullie kunnen beginnen. Kijk nog wel even hiernaar.",
        "You can begin. Do look at this first.",
    ),
    "ready.some_fail": (
        "Nog niet. Dit kun je eraan doen.",
        "Not yet. This is what you can do.",
    ),
    "ready.no_bluetooth": (
        "Opnemen met banden kan hier nu niet, want er is geen Bluetooth. Rondkijken "
        "kan wel.",
        "Recording with straps cannot be done here now: there is no Bluetooth. Looking "
        "around can.",
    ),
    "ready.demo": (
        "Zonder banden meekijken: typ `samenstemming demo`. Twee gesimuleerde harten "
        "laten dan zien hoe het gaat.",
        "Watch without straps: type `samenstemming demo`. Two simulated hearts then "
        "show how it goes.",
    ),
    "ready.look": (
        "Een opname bekijken: kies er een onderaan deze pagina.",
        "Look at a recording: choose one at the foot of this page.",
    ),
    "ready.to_straps": ("Naar de banden", "To the straps"),
    "ready.state.ok": ("goed", "fine"),
    "ready.state.warn": ("let op", "mind this"),
    "ready.state.fail": ("nog niet goed", "not right yet"),
    "ready.state.later": ("later", "later"),
    "ready.state.waits": ("wordt bekeken", "being looked at"),
    "ready.problem.recording": (
        "Er loopt nu een opname. Die heeft de banden nodig, dus Bluetooth blijft met "
        "rust. Kijk opnieuw als de opname klaar is.",
        "A recording is running now. It needs the straps, so Bluetooth is left alone. "
        "Look again when the recording is done.",
    ),
    "ready.problem.busy": (
        "De banden zijn nu in gebruik op de pagina Banden. Kijk straks opnieuw.",
        "The straps are in use on the page Straps now. Look again later.",
    ),
    "ready.problem.failed": (
        "Het kijken zelf is niet gelukt. Probeer het nog eens.",
        "The looking itself did not work. Try again.",
    ),
    # -- what each line is about -------------------------------------------------
    "ready.bluetooth": ("Bluetooth", "Bluetooth"),
    "ready.permission": ("Toestemming", "Permission"),
    "ready.air": ("Banden in de buurt", "Straps nearby"),
    "ready.strap": ("Band van {wearer}", "{wearer}'s strap"),
    "ready.worn": ("Wie draagt welke", "Who wears which"),
    "ready.contact": ("Contact bij {wearer}", "{wearer}'s contact"),
    "ready.rr": ("Hartslagen van {wearer}", "{wearer}'s heartbeats"),
    "ready.battery": ("Batterij van {wearer}", "{wearer}'s battery"),
    "ready.room": ("Ruimte", "Room"),
    "ready.clock": ("Klok", "Clock"),
    "ready.program": ("Programma", "Program"),
    "ready.later": ("Contact, hartslagen, batterij", "Contact, heartbeats, battery"),
    "ready.later.ok": (
        "Dat is te zien zodra jullie hebben gekozen welke band van wie is.",
        "This can be seen once you have chosen which strap is whose.",
    ),
    # -- this computer -------------------------------------------------------------
    "ready.python.ok": ("Het programma is compleet.", "The program is complete."),
    "ready.python.old": (
        "Het programma staat op een te oude versie van Python.",
        "The program runs on a version of Python that is too old.",
    ),
    "ready.packages.ok": ("Het programma is compleet.", "The program is complete."),
    "ready.packages.missing": (
        "Er ontbreekt een onderdeel van het programma.",
        "A part of the program is missing.",
    ),
    "ready.packages.other": (
        "Een onderdeel heeft een andere versie dan getest is.",
        "A part has another version than the one that was tested.",
    ),
    "ready.sqlite.ok": ("Het programma is compleet.", "The program is complete."),
    "ready.sqlite.old": (
        "Het onderdeel dat opnamen bewaart, is te oud.",
        "The part that keeps recordings is too old.",
    ),
    "ready.folder.ok": (
        "Er is een plek voor opnamen.",
        "There is a place for recordings.",
    ),
    "ready.folder.missing": (
        "De map voor opnamen kan niet worden gebruikt.",
        "The folder for recordings cannot be used.",
    ),
    "ready.folder.unwritable": (
        "In de map voor opnamen mag het programma niet schrijven.",
        "The program may not write to the folder for recordings.",
    ),
    "ready.disk.ok": ("Er is ruimte genoeg.", "There is room enough."),
    "ready.disk.low": (
        "De schijf is bijna vol.",
        "The disk is nearly full.",
    ),
    "ready.place.synced": (
        "De map voor opnamen wordt met internet gedeeld.",
        "The folder for recordings is shared with the internet.",
    ),
    "ready.place.network": (
        "De map voor opnamen staat op een andere computer.",
        "The folder for recordings is on another computer.",
    ),
    "ready.clock.ok": ("De klok loopt goed.", "The clock runs well."),
    "ready.clock.date": (
        "De datum van deze computer klopt niet.",
        "The date of this computer is wrong.",
    ),
    "ready.clock.stepped": (
        "De klok werd net gelijkgezet.",
        "The clock was just being set.",
    ),
    "ready.clock.coarse": (
        "Deze computer heeft het te druk om de tijd precies te lezen.",
        "This computer is too busy to read the time exactly.",
    ),
    "ready.do.python": (
        "Vraag wie het programma installeerde om een nieuwere Python.",
        "Ask whoever installed the program for a newer Python.",
    ),
    "ready.do.packages": (
        "Installeer het programma opnieuw.",
        "Install the program again.",
    ),
    "ready.do.sqlite": (
        "Vraag wie het programma installeerde om een nieuwere Python.",
        "Ask whoever installed the program for a newer Python.",
    ),
    "ready.do.folder": (
        "Kijk onder Details om welke map het gaat, en of je daar mag schrijven.",
        "See under Details which folder it is, and whether you may write there.",
    ),
    "ready.do.disk": (
        "Maak wat ruimte vrij. Een uur opname is klein: een paar foto's.",
        "Make some room. An hour of recording is small: a few photos.",
    ),
    "ready.do.place": (
        "Gebruik liever een map op deze computer zelf.",
        "Rather use a folder on this computer itself.",
    ),
    "ready.do.clock.date": (
        "Zet de datum goed in de instellingen van de computer.",
        "Set the date right in the computer's settings.",
    ),
    "ready.do.clock.stepped": (
        "Wacht een minuut en kijk opnieuw.",
        "Wait a minute and look again.",
    ),
    "ready.do.clock.coarse": (
        "Sluit andere programma's en kijk opnieuw.",
        "Close other programs and look again.",
    ),
    # -- Bluetooth ------------------------------------------------------------------
    "ready.service.ok": ("Bluetooth doet het.", "Bluetooth works."),
    "ready.service.no_service": (
        "Deze computer heeft nu geen Bluetooth.",
        "This computer has no Bluetooth now.",
    ),
    "ready.service.no_bleak": (
        "Het onderdeel voor Bluetooth ontbreekt.",
        "The part for Bluetooth is missing.",
    ),
    "ready.permission.ok": (
        "Het programma mag Bluetooth gebruiken.",
        "The program may use Bluetooth.",
    ),
    "ready.permission.no_permission": (
        "Het programma mag Bluetooth nog niet gebruiken.",
        "The program may not use Bluetooth yet.",
    ),
    "ready.adapter.ok": ("Bluetooth staat aan.", "Bluetooth is on."),
    "ready.adapter.no_adapter": (
        "Er is geen Bluetooth in deze computer gevonden.",
        "No Bluetooth was found in this computer.",
    ),
    "ready.adapter.bluetooth_off": ("Bluetooth staat uit.", "Bluetooth is off."),
    "ready.air.ok": ("Banden gevonden: {count}.", "Straps found: {count}."),
    "ready.air.none": (
        "Er is nu geen band gevonden.",
        "No strap was found just now.",
    ),
    "ready.air.trouble": (
        "Zoeken naar banden is niet gelukt.",
        "Looking for straps did not work.",
    ),
    "ready.do.service.linux": (
        "Zet Bluetooth aan in de instellingen van de computer en kijk opnieuw.",
        "Switch Bluetooth on in the computer's settings and look again.",
    ),
    "ready.do.service.darwin": (
        "Zet Bluetooth uit en weer aan, bovenaan het scherm. Kijk dan opnieuw.",
        "Switch Bluetooth off and on at the top of the screen. Then look again.",
    ),
    "ready.do.service.win32": (
        "Zet Bluetooth uit en weer aan bij Instellingen. Kijk dan opnieuw.",
        "Switch Bluetooth off and on in Settings. Then look again.",
    ),
    "ready.do.permission.linux": (
        "Vraag wie deze computer beheert om Bluetooth voor jou toe te staan.",
        "Ask who looks after this computer to allow Bluetooth for you.",
    ),
    "ready.do.permission.darwin": (
        "Sta het toe bij Systeeminstellingen, Privacy en beveiliging, Bluetooth.",
        "Allow it in System Settings, Privacy & Security, Bluetooth.",
    ),
    "ready.do.permission.win32": (
        "Sta het toe bij Instellingen, Privacy en beveiliging, Radio's.",
        "Allow it in Settings, Privacy & security, Radios.",
    ),
    "ready.do.adapter.no_adapter": (
        "Sluit een Bluetooth-adapter aan, of gebruik een laptop.",
        "Plug in a Bluetooth adapter, or use a laptop.",
    ),
    "ready.do.adapter.bluetooth_off": (
        "Zet Bluetooth aan in de instellingen en kijk opnieuw.",
        "Switch Bluetooth on in the settings and look again.",
    ),
    "ready.do.air": (
        "Zet Bluetooth uit en weer aan en kijk opnieuw.",
        "Switch Bluetooth off and on and look again.",
    ),
}
