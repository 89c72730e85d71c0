"""Why two files cannot become one recording: whose they are, and their clocks."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "wrong.import.align_how": (
        "'{text}' is geen manier om twee bestanden gelijk te zetten. Het kan zo: "
        "{how}.",
        "'{text}' is no way to align two files: {how}.",
    ),
    "wrong.import.hearts_silent": (
        "De twee harten laten niet zien hoe de klokken liggen: {why}. Geef het "
        "verschil op (--align known:SECONDEN), of een markering die in beide staat "
        "(--align marker:NAAM).",
        "The two hearts do not tell how the clocks lie: {why}. Give the offset "
        "with --align known:SECONDS, or a shared marker with --align marker:NAME.",
    ),
    "wrong.import.shift.short": (
        "bij elke verschuiving hebben de twee minder dan {s} s samen",
        "the two share less than {s} s at every shift",
    ),
    "wrong.import.shift.chance": (
        "de beste verschuiving, {shift} s met r = {r}, is niet beter dan wat toeval "
        "vindt (p = {p})",
        "the best shift, {shift} s with r = {r}, is no better than chance finds "
        "(p = {p})",
    ),
    "wrong.import.shift.edge": (
        "de beste verschuiving ligt op de rand, {shift} s",
        "the best shift lies at the edge, {shift} s",
    ),
    "wrong.import.shift.two": (
        "een verschuiving van {shift} s past ongeveer even goed als een van {other} s",
        "the shifts {shift} s and {other} s fit about equally well",
    ),
    "wrong.import.no_marker": (
        "Het bestand van drager {wearer} ({kind}) heeft geen markering '{name}'. "
        "Deze staan erin: {there}.",
        "The file of wearer {wearer} ({kind}) has no marker '{name}'. Its markers: "
        "{there}.",
    ),
    "wrong.import.marker_counts": (
        "De markering '{name}' staat {a} keer in het bestand van A en {b} keer in "
        "dat van B. Daarom is niet te zeggen welke bij elkaar horen. Kies een "
        "markering die in beide even vaak staat.",
        "The marker '{name}' is {a} times in the file of A and {b} times in that "
        "of B, so it does not tell which belong together. Choose a marker that "
        "both have as often.",
    ),
    "wrong.import.marker_spread": (
        "De {n} markeringen '{name}' liggen {least:.1f} tot {most:.1f} s uit "
        "elkaar in de twee bestanden: het zijn niet dezelfde momenten.",
        "The {n} markers '{name}' lie {least:.1f} to {most:.1f} s apart in the two "
        "files: they are not the same moments.",
    ),
    "wrong.import.one_wearer": (
        "{name} is {kind} en bevat één drager; een stroom kiezen "
        "(--{wearer}-stream) kan alleen bij XDF, EDF en BIDS.",
        "{name} is {kind} and holds one wearer; --{wearer}-stream is for XDF, EDF "
        "and BIDS.",
    ),
    "wrong.import.clock_back": (
        "De klok in {name} springt terug op regel {line}, met {by:.0f} s: hij is "
        "verzet, of er staan twee sessies in één bestand. Knip het bestand daar in "
        "tweeën en lees één deel in.",
        "The clock in {name} jumps back at line {line}, by {by:.0f} s: it was set, "
        "or two sessions are in one file. Split the file there and import one "
        "part.",
    ),
    "wrong.import.whose_file": (
        "De dataset {name} zegt niet welk bestand van drager {letter} is. "
        "Bestanden met hartslagen: {listed}. Noem een deel van de naam bij 'Stroom "
        "of kanaal' (--{wearer}-stream).",
        "The data set {name} does not tell which file is wearer {letter}'s. Its "
        "files of beats: {listed}. Name a part of one with --{wearer}-stream.",
    ),
    "wrong.import.other_wearer": (
        "{name} is gegeven als van drager {given}, maar zegt zelf dat het van "
        "{own} is. Wissel de twee bestanden om.",
        "{name} was given as wearer {given}'s and says itself that it is {own}'s. "
        "Swap the two files.",
    ),
    "wrong.import.mixed_up": (
        "De dragers lijken verwisseld: het bestand van A heet {a} en dat van B "
        "{b}. Wissel ze om, of geef ze een andere naam als het wel klopt.",
        "The wearers look mixed up: A's file is called {a} and B's {b}. Swap the "
        "two, or rename them if it is right.",
    ),
    "wrong.import.given_twice": (
        "In {a} en {b} staan dezelfde intervallen ({n} en meer op rij, tot op het "
        "laatste cijfer): het bestand van één persoon is twee keer gegeven. Zoek "
        "dat van de ander.",
        "{a} and {b} hold the same intervals ({n} and more in a row, to the last "
        "digit): one person's file was given twice. Find the other one's.",
    ),
    "wrong.import.events_clock": (
        "De gebeurtenissen hebben kloktijden en de intervallen niet. Geef de "
        "gebeurtenissen in seconden: start_s,end_s,label.",
        "The events have clock times and the intervals have none. Give the events "
        "in seconds: start_s,end_s,label.",
    ),
    "wrong.import.events_zone": (
        "De gebeurtenissen zijn in {events}, de intervallen in {beats}. Noem de "
        "tijdzone bij 'Tijdzone' (--a-zone of --b-zone).",
        "The events are in {events}, the intervals in {beats}. Name the time zone "
        "with --a-zone or --b-zone.",
    ),
    "wrong.import.local_and_utc": (
        "Het bestand van drager {wearer} heeft lokale tijden en het andere UTC. "
        "Noem de tijdzone bij 'Tijdzone' (--{option}-zone), bijvoorbeeld "
        "Europe/Amsterdam.",
        "The file of wearer {wearer} has local times and the other one UTC. Name "
        "its time zone: --{option}-zone Europe/Amsterdam, for instance.",
    ),
    "wrong.import.align_needs_two": (
        "Gelijkzetten (--align) legt twee bestanden op één klok; er is er maar één.",
        "--align puts two files on one clock; there is only one.",
    ),
    "wrong.import.align_or_starts": (
        "Geef aan hoe de klokken liggen (--align), of wanneer de bestanden "
        "beginnen, niet allebei.",
        "Give --align or the starts of the files, not both.",
    ),
    "wrong.import.same_file": (
        "{name} is voor beide dragers gegeven. Geef het bestand van de ander, of "
        "noem van ieder een stroom (--a-stream en --b-stream).",
        "{name} was given for both wearers. Give the other one's file, or name two "
        "streams with --a-stream and --b-stream.",
    ),
    "wrong.import.nothing_of": (
        "{name} bevat niets van drager {wearer}.",
        "{name} holds nothing of wearer {wearer}.",
    ),
    "wrong.import.events_columns": (
        "{of} is geen tabel met gebeurtenissen: de kolommen zijn {columns}. Nodig "
        "zijn timestamp,conditions,datapoint of start_s,end_s,label.",
        "{of} is no table of events: its columns are {columns}. Wanted are "
        "timestamp,conditions,datapoint or start_s,end_s,label.",
    ),
    "wrong.import.mixed_offsets": (
        "{of} heeft tijden met en zonder verschil met UTC door elkaar.",
        "{of} mixes times with and without an offset from UTC.",
    ),
    "wrong.import.no_zone": (
        "Geen tijdzone heet '{name}'. Tijdzones hebben namen als Europe/Amsterdam "
        "of UTC.",
        "No time zone is called '{name}'. Zones have names such as "
        "Europe/Amsterdam or UTC.",
    ),
    "wrong.import.nothing": (
        "Er is niets om in te lezen: geef een bestand van drager A, van B of van "
        "allebei.",
        "There is nothing to import: give a file for wearer A, for B or for both.",
    ),
    "wrong.import.too_long": (
        "Deze bestanden beslaan {days:.1f} dagen; een opname duurt hooguit "
        "{most:.0f}. Staat een van de klokken verkeerd?",
        "These files span {days:.1f} days; a recording lasts at most {most:.0f}. "
        "Is one of the clocks wrong?",
    ),
    "wrong.import.start_number": (
        "{of} is een aantal seconden, niet {start_s}.",
        "{of} is a number of seconds, not {start_s}.",
    ),
    "wrong.import.apart": (
        "De twee bestanden overlappen niet in de tijd: A loopt van {a_first} tot "
        "{a_last}, B van {b_first} tot {b_last}. {hint}",
        "The two files do not overlap in time: A runs from {a_first} to {a_last}, B "
        "from {b_first} to {b_last}. {hint}",
    ),
    "wrong.import.one_session": (
        "Zijn ze van één sessie? Een bekend verschil (--a-start en --b-start) schuift "
        "een bestand op.",
        "Are they of one session? --a-start and --b-start shift a file.",
    ),
    "wrong.import.zones_apart": (
        "Met klokken die {hours} uur verschillen wel: noem van elk bestand de tijdzone "
        "(--a-zone en --b-zone).",
        "They would with clocks {hours} h apart: give the time zone of each file with "
        "--a-zone and --b-zone.",
    ),
    "wrong.import.not_one_called": (
        "{of} heeft {n} {what} met de naam '{asked}'. Er zijn: {listed}. Noem er één "
        "bij 'Stroom of kanaal' (--{wearer}-stream).",
        "{of} has {n} {what} called '{asked}'. There are: {listed}. Name one with "
        "--{wearer}-stream.",
    ),
    "wrong.import.whose_stream": (
        "{of} zegt niet welke {what} van drager {letter} zijn. Er zijn: {listed}. Noem "
        "er één bij 'Stroom of kanaal' (--{wearer}-stream).",
        "{of} does not tell which {what} are wearer {letter}'s. There are: {listed}. "
        "Name one with --{wearer}-stream.",
    ),
    "wrong.import.what.either": ("kanalen of annotaties", "channels or annotations"),
    "wrong.import.what.annotations": (
        "annotaties van hartslagen",
        "annotations of beats",
    ),
    "wrong.import.what.channels": ("ECG-kanalen", "ECG channels"),
    "wrong.import.what.streams": ("stromen", "streams"),
    "wrong.import.what.streams_of": ("stromen van {role}", "streams of {role}"),
    "wrong.import.other_kind": (
        "{name} is {what}. Dat wordt hier niet gelezen. Exporteer RR-intervallen als "
        "tekst of CSV, of als FIT, XDF, EDF+ of BIDS.",
        "{name} is {what}, which is not read here. Export RR intervals as text or CSV, "
        "or as FIT, XDF, EDF+ or BIDS.",
    ),
}
