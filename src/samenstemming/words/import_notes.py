"""What an import found worth a remark.

A recording's meta keeps these in English, as every figure of a file is kept in one
way; a Dutch page says them again (`sources/import_notes.py`), also of a file that was
made long ago. So an English text here is part of what files hold: a change of it makes
the old ones unknown, and they are then shown as they stand.
"""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "import.note.sorted": (
        "regels niet op volgorde van tijd, gesorteerd: {n}",
        "rows out of order in time, sorted: {n}",
    ),
    "import.note.no_rr": (
        "regels zonder RR-interval, overgeslagen: {n}",
        "rows without an RR interval, passed over: {n}",
    ),
    "import.note.twice": (
        "regels met een tijd die er al was, overgeslagen: {n}",
        "rows with a beat time already there, passed over: {n}",
    ),
    "import.note.seconds_header": (
        "intervallen in seconden, zoals de kop zegt; er zijn milliseconden van gemaakt",
        "intervals in seconds, as the header says, made milliseconds",
    ),
    "import.note.seconds_stream": (
        "intervallen in seconden, zoals de stroom zegt; er zijn milliseconden van "
        "gemaakt",
        "intervals in seconds, as the stream says, made milliseconds",
    ),
    "import.note.day_first": (
        "datums gelezen als dag-maand-jaar",
        "dates read as day-month-year",
    ),
    "import.note.no_zone": (
        "plaatselijke tijden zonder tijdzone, als één klok genomen",
        "local times without a zone, taken as one clock",
    ),
    "import.note.no_clock": (
        "{one} heeft geen klok en begint tegelijk met {other}; --{option}-start "
        "verschuift dat",
        "{one} has no clock and begins with {other}; --{option}-start shifts it",
    ),
    "import.note.unequal": (
        "ongelijke lengte: A {a} s, B {b} s, samen {both} s",
        "unequal lengths: A {a} s, B {b} s, both {both} s",
    ),
    "import.note.fit": (
        "FIT schrijft hele seconden: de klok van dit bestand als geheel is zeker op "
        "ongeveer {s} s",
        "FIT writes whole seconds: this file's clock as a whole is sure to about {s} s",
    ),
    "import.note.hole": (
        "een gat van {hours} uur, op de seconde precies, bij {start} s: werd de klok "
        "daar vooruitgezet?",
        "a hole of {hours} h to the second at {start} s: was the clock set forward "
        "there?",
    ),
    "import.note.same_heart": (
        "beide bestanden tonen dezelfde slagen: twee sensoren op één hart, of het "
        "bestand van de een op de plek van de ander",
        "both files show the same beats: two sensors on one heart, or one person's "
        "file in the other's place",
    ),
    "import.note.cut": (
        "het bestand houdt midden in iets op; wat heel was, is gelezen",
        "the file ends in the middle; what was whole is read",
    ),
    "import.note.outside": (
        "gebeurtenissen buiten de opname, weggelaten: {names}",
        "events outside the recording, left out: {names}",
    ),
    "import.note.one_clock": (
        "één klok ({method}): {why}",
        "one clock by {method}: {why}",
    ),
    # -- how the two clocks became one ----------------------------------------------
    "import.note.method.estimate": ("geschat", "estimate"),
    "import.note.method.marker": ("markering", "marker"),
    "import.note.method.known": ("bekend", "known"),
    "import.note.method.one_file": ("één bestand", "one file"),
    "import.note.method.clocks": ("klokken", "clocks"),
    "import.note.method.assumed": ("aangenomen", "assumed"),
    "import.note.why.sure": ("{why}; zeker op {s} s", "{why}; sure to {s} s"),
    "import.note.why.stated": ("dat is gezegd", "stated"),
    "import.note.why.starts": ("de beginnen zijn gegeven", "starts were given"),
    "import.note.why.one_file": (
        "beide komen uit één bestand",
        "both come from one file",
    ),
    "import.note.why.clocks": (
        "beide bestanden hebben kloktijden",
        "both files have clock times",
    ),
    "import.note.why.assumed": (
        "een bestand heeft geen klok. Beide worden geacht tegelijk te beginnen, en dat "
        "heeft niemand gezegd: over verschuivingen wordt niets beweerd. --align zegt "
        "hoe ze liggen",
        "a file has no clock, so both are taken to begin at one moment, which nobody "
        "stated: lags are not claimed. --align says how they lie",
    ),
    "import.note.why.likeness": (
        "de gelijkenis van de twee hartslagen over {s} s: r = {r}, p = {p}; daarom "
        "wordt over gelijkenis, verschuiving en voorgaan niets beweerd",
        "likeness of the two heart rates over {s} s: r = {r}, p = {p}; so likeness, "
        "lag and lead are not claimed",
    ),
    "import.note.why.by_hand": (
        "één markering '{name}', met de hand gezet",
        "one marker, set by hand '{name}'",
    ),
    "import.note.why.markers": ("{n} markeringen '{name}'", "{n} markers '{name}'"),
}
