"""Coming in: from this computer, from a phone on the Wi-Fi, and not at all."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "lan.arg": (
        "ook openen voor een telefoon op dezelfde wifi (alleen het scherm van het "
        "gesprek)",
        "open to a phone on the same Wi-Fi as well (the talk's screen only)",
    ),
    "lan.plain": (
        "Let op: dit gaat zonder versleuteling over de wifi. Iedereen op deze wifi "
        "die meeluistert, kan meelezen met wat er op de telefoon staat. Gebruik het "
        "alleen op je eigen wifi.",
        "Mind: this goes over the Wi-Fi without encryption. Everyone on this Wi-Fi "
        "who listens in can read along with what is on the phone. Use it on your own "
        "Wi-Fi only.",
    ),
    "lan.link": (
        "Op je telefoon: open {link} (werkt één keer, tien minuten lang).",
        "On your phone: open {link} (works once, for ten minutes).",
    ),
    "lan.another": (
        "Er is een telefoon bij gekomen. Was jij dat niet? Stop dan met Ctrl-C. "
        "Nog een telefoon: {link}",
        "A phone has come in. If that was not you: stop with Ctrl-C. "
        "Another phone: {link}",
    ),
    "lan.no_network": (
        "Deze computer is op geen wifi of netwerk aangesloten, dus een telefoon kan "
        "er niet bij. Maak verbinding, of laat --lan weg.",
        "This computer is on no Wi-Fi or network, so a phone cannot reach it. "
        "Connect, or leave --lan out.",
    ),
    "lan.public": (
        "Deze computer hangt met {address} rechtstreeks aan het internet. --lan is er "
        "alleen voor een netwerk thuis. Laat --lan weg.",
        "This computer is on the open internet as {address}. --lan is for a network "
        "at home only. Leave --lan out.",
    ),
    "lan.taken": (
        "Poort {port} is op {address} al in gebruik. Kies een andere met --port.",
        "Port {port} is already in use on {address}. Choose another with --port.",
    ),
    "lan.own_link": (
        "Of open {link} (werkt één keer, tien minuten lang).",
        "Or open {link} (works once, for ten minutes).",
    ),
    # -- the pages that the guard shows itself ---------------------------------------
    "lan.page.title": ("Dit scherm is niet open", "This screen is not open"),
    "lan.page.host": (
        "Deze pagina is er alleen onder haar eigen adres.",
        "This page is there under its own address only.",
    ),
    "lan.page.origin": (
        "Een andere webpagina vroeg dit. Dat mag niet.",
        "Another web page asked for this. It may not.",
    ),
    "lan.page.account": (
        "Deze app is gestart door een ander account van deze computer. Start hem "
        "zelf, in je eigen account.",
        "This app was started by another account of this computer. Start it "
        "yourself, in your own account.",
    ),
    "lan.page.link": (
        "Open de link die op de terminal staat, of start Samenstemming opnieuw. Een "
        "link werkt één keer.",
        "Open the link that the terminal shows, or start Samenstemming again. A link "
        "works once.",
    ),
    "lan.page.pairing": (
        "Deze telefoon is nog niet binnen. Open de link, of scan de code, die op de "
        "computer staat. Een link werkt één keer, en tien minuten lang.",
        "This phone has not come in yet. Open the link, or scan the code, that the "
        "computer shows. A link works once, and for ten minutes.",
    ),
    "lan.page.elsewhere": (
        "Dit kan alleen op de computer zelf. Op de telefoon is er het scherm van het "
        "gesprek.",
        "This works on the computer itself only. On the phone there is the talk's "
        "screen.",
    ),
    "lan.pair.title": ("Dit is jullie scherm", "This is your screen"),
    "lan.pair.open": ("Openen op deze telefoon", "Open on this phone"),
}
