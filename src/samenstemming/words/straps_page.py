"""The page about straps: finding them, naming them, and whose is whose."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "straps.title": ("Banden", "Straps"),
    "straps.about": (
        "Twee banden lijken op elkaar. Geef ze hier een naam en kies welke van wie is. "
        "Dat hoeft maar één keer.",
        "Two straps look alike. Give them a name here and choose which is whose. You "
        "only need to do this once.",
    ),
    # -- looking --------------------------------------------------------------------
    "straps.look": ("Zoek banden", "Look for straps"),
    "straps.look_again": ("Zoek opnieuw", "Look again"),
    "straps.stop": ("Stop", "Stop"),
    "straps.looking": (
        "Bezig met zoeken. Maak de banden aan de binnenkant nat en doe ze om.",
        "Looking. Wet the inside of the straps and put them on.",
    ),
    "straps.found_none": (
        "Er is geen band gevonden. Een droge band zwijgt: maak hem aan de binnenkant "
        "nat en doe hem om. Is hij nog verbonden met een telefoon of horloge? Verbreek "
        "het daar en zoek opnieuw.",
        "No strap was found. A dry strap stays silent: wet the inside and put it on. "
        "Is it still connected to a phone or a watch? Disconnect it there and look "
        "again.",
    ),
    "straps.found_one": ("Eén band gevonden.", "One strap found."),
    "straps.found_more": ("{n} banden gevonden.", "{n} straps found."),
    "straps.empty": (
        "Hier zijn nog geen banden bekend.",
        "No straps are known here yet.",
    ),
    # -- one strap ------------------------------------------------------------------
    "straps.signal.near": ("goed bereik", "good signal"),
    "straps.signal.close": ("bereik", "in reach"),
    "straps.signal.far": ("zwak bereik", "weak signal"),
    "straps.signal.held": ("al verbonden met deze computer", "in use by this computer"),
    "straps.signal.heard": ("gevonden", "found"),
    "straps.signal.absent": ("nu niet gevonden", "not found now"),
    "straps.signal.unknown": ("nog niet gezocht", "not looked for yet"),
    "straps.of": ("van {wearer}", "of {wearer}"),
    "straps.of_nobody": ("nog van niemand", "nobody's yet"),
    "straps.label": ("Naam of sticker", "Name or sticker"),
    "straps.label_hint": ("blauwe sticker", "blue sticker"),
    "straps.whose": ("Van wie?", "Whose?"),
    "straps.forget": ("Vergeet", "Forget"),
    "straps.forgotten": ("{strap} is vergeten.", "{strap} has been forgotten."),
    "straps.undo": ("Ongedaan maken", "Undo"),
    # -- whose is whose ---------------------------------------------------------------
    "straps.ask.title": ("Welke band is van wie?", "Which strap is whose?"),
    "straps.ask.about": (
        "Doe allebei een band om. Daarna raakt één van jullie de eigen band even aan. "
        "Zo zie je welke band dat is.",
        "Put on a strap each. Then one of you touches your own strap for a moment. "
        "That shows which strap it is.",
    ),
    "straps.ask.two": (
        "Hiervoor zijn twee banden nodig. Zoek eerst banden.",
        "This takes two straps. Look for straps first.",
    ),
    "straps.ask.choose": (
        "Er zijn meer dan twee banden. Kies hierboven eerst één band van A en één "
        "van B.",
        "There are more than two straps. First choose one of A and one of B above.",
    ),
    "straps.ask.begin": ("Probeer het", "Try it"),
    "straps.ask.again": ("Nog eens", "Once more"),
    "straps.ask.connecting": (
        "Verbinding maken met beide banden.",
        "Connecting to both straps.",
    ),
    "straps.ask.resting": (
        "Zit even rustig. Zo is te zien hoe beide harten nu kloppen.",
        "Sit quietly for a moment. This shows how both hearts beat now.",
    ),
    "straps.ask.asking": (
        "Druk zacht op de ene band, of til hem even op.",
        "Press gently on one strap, or lift it for a moment.",
    ),
    "straps.ask.hold": (
        "Houd vol tot je hier ziet welke het is.",
        "Hold on until you see here which one it is.",
    ),
    "straps.ask.answered": (
        "De band “{strap}” antwoordde.",
        "The strap “{strap}” answered.",
    ),
    "straps.ask.who": ("Wie raakte de eigen band aan?", "Who touched their strap?"),
    "straps.ask.wearer": ("Dat was {wearer}", "That was {wearer}"),
    "straps.ask.unclear": (
        "Het was niet te zien welke band dat was. Doe het nog eens, iets langer.",
        "It could not be seen which strap that was. Do it again, a little longer.",
    ),
    "straps.ask.not_worn": (
        "De band “{strap}” voelt nog geen hart. Maak hem aan de binnenkant nat, doe "
        "hem om en probeer het nog eens.",
        "The strap “{strap}” feels no heart yet. Wet the inside, put it on and try "
        "once more.",
    ),
    "straps.ask.trouble": (
        "De band “{strap}” is even niet te bereiken. Kom wat dichterbij en probeer "
        "het nog eens.",
        "The strap “{strap}” cannot be reached for the moment. Come a little closer "
        "and try once more.",
    ),
    "straps.ask.kept": (
        "Onthouden: “{strap_a}” is van A en “{strap_b}” is van B.",
        "Remembered: “{strap_a}” is A's and “{strap_b}” is B's.",
    ),
    "straps.ask.yes": ("Ja, dat klopt", "Yes, that is right"),
    "straps.ask.no": ("Nee, laat het zoals het was", "No, leave it as it was"),
    # -- what can be wrong -----------------------------------------------------------
    "straps.problem.recording": (
        "Er loopt nu een opname. Die heeft de banden nodig. Zoeken kan weer als de "
        "opname klaar is.",
        "A recording is running now. It needs the straps. You can look again when the "
        "recording is done.",
    ),
    "straps.problem.busy": (
        "Er wordt al met de banden gewerkt, misschien in een ander venster. Probeer "
        "het zo nog eens.",
        "The straps are being used already, perhaps in another window. Try again in a "
        "moment.",
    ),
    "straps.problem.no_bluetooth": (
        "Deze computer heeft nu geen Bluetooth. Op de beginpagina staat wat je kunt "
        "doen.",
        "This computer has no Bluetooth now. The start page says what you can do.",
    ),
    "straps.problem.failed": (
        "Dat lukte niet. Zet Bluetooth uit en weer aan en probeer het nog eens.",
        "That did not work. Switch Bluetooth off and on and try again.",
    ),
    "straps.problem.not_kept": (
        "Dit kon niet worden bewaard. De schijf is vol, of de map is op slot.",
        "This could not be kept. The disk is full, or the folder is locked.",
    ),
    "straps.problem.unreadable": (
        "De banden van vorige keren kunnen niet worden gelezen. Opnemen kan gewoon.",
        "The straps of earlier times cannot be read. Recording works all the same.",
    ),
    # -- details, and practice ---------------------------------------------------------
    "straps.details": ("Details", "Details"),
    "straps.details.command": (
        "Opnemen met deze banden:",
        "Record with these straps:",
    ),
    "straps.details.none": (
        "Kies een band van A en een van B; dan staat hier hoe je met ze opneemt.",
        "Choose a strap of A and one of B; then this says how to record with them.",
    ),
    "straps.details.strap": ("Band", "Strap"),
    "straps.details.address": ("Adres", "Address"),
    "straps.details.serial": ("Serienummer", "Serial number"),
    "straps.details.strength": ("Sterkte (dBm)", "Strength (dBm)"),
    "straps.practice.title": ("Oefenen zonder banden", "Practise without straps"),
    "straps.practice.about": (
        "Deze twee banden zijn gesimuleerd. Hier kun je ze aanraken.",
        "These two straps are simulated. You can touch them here.",
    ),
    "straps.practice.press": ("Druk op {strap}", "Press {strap}"),
}
