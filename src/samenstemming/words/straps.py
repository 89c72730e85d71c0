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
