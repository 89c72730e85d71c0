"""What a strap can do, whose it is, and how two of them are told apart."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "probe.listening": (
        "Er wordt naar deze band geluisterd.",
        "Listening to this strap.",
    ),
    "probe.rr": (
        "Deze band meldt elke hartslag. Alles kan.",
        "This strap reports every heartbeat. Everything works.",
    ),
    "probe.rr_in_ms": (
        "Deze band meldt elke hartslag, in milliseconden. Daar is rekening mee "
        "gehouden.",
        "This strap reports every heartbeat, in milliseconds. That is allowed for.",
    ),
    "probe.no_rr": (
        "Deze band meldt alleen een hartslag per minuut, niet elke slag: de hartslag "
        "is te zien, variabiliteit en synchronie niet. Daarvoor is een borstband nodig "
        "die RR-intervallen meldt.",
        "This strap reports a heart rate only, not every beat: the heart rate can be "
        "seen, variability and synchrony cannot. They need a chest strap that reports "
        "RR intervals.",
    ),
    "probe.no_heart": (
        "Deze band voelt nog geen hart. Bevochtig de elektroden en trek hem aan.",
        "This strap feels no heart yet. Wet the electrodes and tighten it.",
    ),
    "probe.silent": (
        "Deze band is verbonden, maar zegt niets.",
        "This strap is connected but says nothing.",
    ),
    "straps_cli.list": (
        "Laat zien welke banden deze computer kent.",
        "Show which straps this computer knows.",
    ),
    "straps_cli.label": (
        "Geef een band een naam; een lege naam haalt hem weg.",
        "Give a strap a name; an empty one takes it away.",
    ),
    "straps_cli.forget": ("Vergeet een band.", "Forget a strap."),
    "straps_cli.check": (
        "Luister naar twee banden terwijl A de eigen band even optilt.",
        "Listen to two straps while A lifts the own strap for a moment.",
    ),
    "straps_cli.arg.strap": (
        "naam, adres of serienummer, of een deel van de naam",
        "label, address, serial number or name, or a part of the name",
    ),
    "straps_cli.arg.label": (
        "zoals 'blauwe sticker'; geen naam van iemand",
        "such as 'blue sticker'; nobody's name",
    ),
    "straps_cli.arg.remember": (
        "onthoud de uitkomst zonder te vragen",
        "remember the outcome without asking",
    ),
    "straps_cli.head.label": ("naam of sticker", "label"),
    "straps_cli.head.wearer": ("het laatst bij", "worn last by"),
    "straps_cli.none": (
        "Deze computer kent nog geen banden. Na de eerste opname wel.",
        "This computer knows no straps yet. It will after the first recording.",
    ),
    "straps_cli.labelled": (
        "{strap} heet nu '{label}'.",
        "{strap} is now called '{label}'.",
    ),
    "straps_cli.unlabelled": (
        "{strap} heeft geen eigen naam meer.",
        "{strap} has no label any more.",
    ),
    "straps_cli.taken": (
        "'{label}' heet al een andere band: {strap}. Kies een andere naam.",
        "Another strap is called '{label}' already: {strap}. Choose another label.",
    ),
    "straps_cli.forgotten": ("{strap} is vergeten.", "{strap} has been forgotten."),
    "straps_cli.several": (
        "'{text}' past op {n} banden: {straps}. Gebruik het adres.",
        "'{text}' fits {n} straps: {straps}. Use the address.",
    ),
    "straps_cli.unknown": (
        "Deze computer kent geen band '{text}'. Wel: {straps}.",
        "This computer knows no strap '{text}'. It knows: {straps}.",
    ),
    "straps_cli.two": (
        "De band van {wearer} is niet bekend: geef hem met --{wearer}. 'samenstemming "
        "scan' laat zien welke er zijn.",
        "The strap of {wearer} is not known: give it with --{wearer}. 'samenstemming "
        "scan' lists those that are there.",
    ),
    "straps_cli.busy": (
        "{path} wordt nu opgenomen en heeft de banden nodig. Wacht tot dat klaar is.",
        "{path} is being recorded now and needs the straps. Wait until it is done.",
    ),
    "straps_cli.connecting": (
        "Verbinden met beide banden.",
        "Connecting to both straps.",
    ),
    "straps_cli.resting": (
        "Zit even rustig. Er wordt naar allebei geluisterd.",
        "Sit quietly for a moment. Listening to both.",
    ),
    "straps_cli.asking": (
        "A: til je band nu even van de huid, of druk erop. Tel tot tien.",
        "A: lift your strap off the skin now, or press it. Count to ten.",
    ),
    "straps_cli.right": (
        "Het klopt: A draagt {strap_a} en B draagt {strap_b}.",
        "That is right: A wears {strap_a} and B wears {strap_b}.",
    ),
    "straps_cli.turned": (
        "Het is andersom: A draagt {strap_a} en B draagt {strap_b}.",
        "It is the other way round: A wears {strap_a} and B wears {strap_b}.",
    ),
    "straps_cli.ask": ("Onthouden? [J/n]", "Remember this? [Y/n]"),
    "straps_cli.kept": (
        "Onthouden: {strap_a} is van A en {strap_b} is van B.",
        "Remembered: {strap_a} is A's and {strap_b} is B's.",
    ),
    "straps_cli.unclear": (
        "Het was niet te zien welke band dat was. Doe het nog eens, iets langer.",
        "It could not be seen which strap that was. Do it again, a little longer.",
    ),
    "straps_cli.not_worn": (
        "{strap} voelt nog geen hart. Bevochtig de elektroden, doe hem om en begin "
        "opnieuw.",
        "{strap} feels no heart yet. Wet the electrodes, put it on and begin again.",
    ),
    "straps_cli.trouble": (
        "{strap} is niet te bereiken. Kom dichterbij, maak hem los van een telefoon of "
        "horloge en begin opnieuw.",
        "{strap} cannot be reached. Come closer, disconnect it from a phone or a "
        "watch, and begin again.",
    ),
    "alignment.arg": (
        "beide banden om bij één persoon: hoeveel loopt de ene achter?",
        "both straps on one person: how much later is the one?",
    ),
    "alignment.usage.two": (
        "--alignment-check heeft twee banden nodig: geef ook --b",
        "--alignment-check needs two straps: give --b too",
    ),
    "alignment.usage.no_ecg": (
        "--alignment-check meet de RR van de banden: laat --ecg weg",
        "--alignment-check measures the straps' RR: leave --ecg out",
    ),
    "alignment.began": (
        "Doe beide banden om bij één persoon en zit {minutes:g} minuten stil.",
        "Put both straps on one person and sit still for {minutes:g} minutes.",
    ),
    "alignment.b_later": (
        "Band B is {lag_ms:.0f} ± {sd_ms:.0f} ms later dan band A (losse slagen "
        "± {spread_ms:.0f} ms, {beats} slagen). Dit hoort bij dit paar banden.",
        "Strap B is {lag_ms:.0f} ± {sd_ms:.0f} ms later than strap A (single beats "
        "± {spread_ms:.0f} ms, {beats} beats). This belongs to this pair of straps.",
    ),
    "alignment.a_later": (
        "Band A is {lag_ms:.0f} ± {sd_ms:.0f} ms later dan band B (losse slagen "
        "± {spread_ms:.0f} ms, {beats} slagen). Dit hoort bij dit paar banden.",
        "Strap A is {lag_ms:.0f} ± {sd_ms:.0f} ms later than strap B (single beats "
        "± {spread_ms:.0f} ms, {beats} beats). This belongs to this pair of straps.",
    ),
    "alignment.refused": (
        "{why} Er is niets onthouden.",
        "{why} Nothing was remembered.",
    ),
    "alignment.unreadable": (
        "De opname was niet terug te lezen.",
        "The recording could not be read back.",
    ),
    "alignment.one_body": (
        "Twee banden om bij één persoon: dit gaat over één hart, niet over twee "
        "mensen.",
        "Two straps on one person: this is about one heart, not about two people.",
    ),
    "strap.swapped": (
        "De banden zijn gewisseld: {label_a} zat de vorige keer bij {other_a} en "
        "{label_b} bij {other_b}. Klopt dat?",
        "The straps have changed places: {label_a} was on {other_a} last time, and "
        "{label_b} on {other_b}. Is that right?",
    ),
    "strap.other_wearer": (
        "{label} zat de vorige keer bij {other}. Klopt het dat {wearer} hem nu draagt?",
        "{label} was on {other} last time. Is it right that {wearer} wears it now?",
    ),
    "strap.whose": (
        "Til één band even van de huid en wacht tien tellen.",
        "Lift one strap off the skin for a moment and wait ten seconds.",
    ),
    "strap.whose_unclear": (
        "Het was niet te zien welke band dat was. Doe het nog eens, iets langer.",
        "It could not be seen which strap that was. Do it again, a little longer.",
    ),
}
