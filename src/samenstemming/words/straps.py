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
