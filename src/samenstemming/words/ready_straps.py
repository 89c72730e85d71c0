"""What the first screen's card says of each wearer's strap; the rest is in `ready`."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "ready.strap.ok": (
        "{strap} is gevonden en verbonden.",
        "{strap} was found and connected.",
    ),
    "ready.strap.missing": (
        "{strap} is nog niet gevonden.",
        "{strap} was not found yet.",
    ),
    "ready.strap.several": (
        "Er zijn meer banden met deze naam.",
        "There are more straps with this name.",
    ),
    "ready.strap.same": (
        "Dit is dezelfde band als die van de ander.",
        "This is the same strap as the other person's.",
    ),
    "ready.strap.trouble": (
        "{strap} is er wel, maar verbinden lukt nog niet.",
        "{strap} is there, but connecting does not work yet.",
    ),
    "ready.strap.needs_pairing": (
        "{strap} wil eerst gekoppeld worden.",
        "{strap} wants to be paired first.",
    ),
    "ready.strap.no_heart_rate": (
        "{strap} stuurt geen hartslag.",
        "{strap} sends no heart rate.",
    ),
    "ready.do.strap.missing": (
        "Een droge band zwijgt. Maak hem aan de binnenkant nat en doe hem om. Is hij "
        "nog verbonden met een telefoon of horloge? Verbreek het daar.",
        "A dry strap stays silent. Wet the inside and put it on. Is it still connected "
        "to a phone or a watch? Disconnect it there.",
    ),
    "ready.do.strap.several": (
        "Kies op de pagina Banden welke van jullie is.",
        "Choose on the page Straps which one is yours.",
    ),
    "ready.do.strap.same": (
        "Geef op de pagina Banden ieder een eigen band.",
        "Give each of you a strap of your own on the page Straps.",
    ),
    "ready.do.strap.trouble": (
        "Kom dichterbij zitten en kijk opnieuw. Blijft het zo? Haal het kastje even "
        "van de band.",
        "Sit closer and look again. Still the same? Take the module off the strap for "
        "a moment.",
    ),
    "ready.do.strap.needs_pairing": (
        "Koppel hem in de Bluetooth-instellingen van de computer.",
        "Pair it in the computer's Bluetooth settings.",
    ),
    "ready.do.strap.no_heart_rate": (
        "Kies een andere band. Is het een horloge? Zet daar het delen van de hartslag "
        "aan.",
        "Choose another strap. Is it a watch? Switch on sharing the heart rate there.",
    ),
    "ready.worn.ok": (
        "Net als de vorige keer.",
        "The same as last time.",
    ),
    "ready.worn.swapped": (
        "De banden zijn gewisseld sinds de vorige keer.",
        "The straps have changed places since last time.",
    ),
    "ready.worn.other_wearer": (
        "{label} zat de vorige keer bij {other}.",
        "{label} was on {other} last time.",
    ),
    "ready.worn.unreadable": (
        "Welke band de vorige keer van wie was, is niet te lezen.",
        "Which strap was whose last time cannot be read.",
    ),
    "ready.do.worn.swapped": (
        "Klopt dat? Dan is het goed. Weet je het niet zeker? Kijk op de pagina Banden.",
        "Is that right? Then all is well. Not sure? See the page Straps.",
    ),
    "ready.do.worn.other_wearer": (
        "Klopt dat? Dan is het goed. Weet je het niet zeker? Kijk op de pagina Banden.",
        "Is that right? Then all is well. Not sure? See the page Straps.",
    ),
    "ready.do.worn.unreadable": (
        "Opnemen kan gewoon. Kies op de pagina Banden opnieuw wie welke draagt.",
        "Recording works all the same. On the page Straps, choose again who wears "
        "which.",
    ),
    "ready.contact.ok": ("De band voelt een hart.", "The strap feels a heart."),
    "ready.contact.not_said": (
        "De band voelt een hart.",
        "The strap feels a heart.",
    ),
    "ready.contact.denied": (
        "De band voelt een hart.",
        "The strap feels a heart.",
    ),
    "ready.contact.none": (
        "De band voelt nog geen hart.",
        "The strap feels no heart yet.",
    ),
    "ready.do.contact": (
        "Doe hem om, wat strakker, en maak hem aan de binnenkant nat.",
        "Put it on, a little tighter, and wet the inside.",
    ),
    "ready.rr.ok": (
        "Elke hartslag komt door.",
        "Every heartbeat comes through.",
    ),
    "ready.rr.none": (
        "Deze band stuurt alleen een gemiddelde, niet elke hartslag.",
        "This strap sends an average only, not every heartbeat.",
    ),
    "ready.rr.not_judged": (
        "Dat is te zien zodra de band om is.",
        "This can be seen once the strap is on.",
    ),
    "ready.rr.silent": (
        "De band is verbonden, maar zegt nog niets.",
        "The strap is connected but says nothing yet.",
    ),
    "ready.rr.malformed": (
        "De band stuurt iets wat niet te lezen is.",
        "The strap sends something that cannot be read.",
    ),
    "ready.do.rr.none": (
        "Je hartslag is te zien, maar hoe jullie harten samen bewegen niet. Neem "
        "daarvoor een borstband.",
        "Your heart rate can be seen, but not how your hearts move together. Use a "
        "chest strap for that.",
    ),
    "ready.do.rr.not_judged": (
        "Doe de band om en kijk opnieuw.",
        "Put the strap on and look again.",
    ),
    "ready.do.rr.silent": (
        "Haal het kastje even van de band, doe hem weer om en kijk opnieuw.",
        "Take the module off the strap for a moment, put it on again and look again.",
    ),
    "ready.do.rr.malformed": (
        "Werk de band bij met de app van de maker, of neem een andere.",
        "Update the strap with its maker's app, or take another.",
    ),
    "ready.battery.ok": (
        "De batterij is vol genoeg: {percent} %.",
        "The battery is full enough: {percent} %.",
    ),
    "ready.battery.not_said": (
        "De band zegt niet hoe vol de batterij is.",
        "The strap does not say how full its battery is.",
    ),
    "ready.battery.low": (
        "Nog {percent} %. Misschien niet genoeg voor een gesprek.",
        "{percent} % left. Perhaps not enough for a talk.",
    ),
    "ready.do.battery": (
        "Laad de band op, of doe er een nieuwe batterij in.",
        "Charge the strap, or put a new battery in.",
    ),
}
