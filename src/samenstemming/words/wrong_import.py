"""Why a file of another recorder cannot be read: what stands in it.

Pages say these in their own language, the command line in English. What is said of two
files together, and of their clocks, is in `wrong_import_pair`.
"""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "wrong.import.too_few_beats": (
        "Er zijn minder dan twee hartslagen gevonden, dus er is geen interval.",
        "Fewer than two beats were found, so there is no interval.",
    ),
    "wrong.import.compressed": (
        "{of} is gecomprimeerd. Van BIDS worden bestanden gelezen die eindigen op "
        "_physioevents.tsv.gz; pak andere eerst uit.",
        "{of} is compressed. Of BIDS, files that end in _physioevents.tsv.gz are "
        "read; unpack anything else first.",
    ),
    "wrong.import.no_onset": (
        "Het JSON-bestand naast {of} heeft geen Columns met een onset erbij.",
        "The JSON file beside {of} has no Columns with an onset among them.",
    ),
    "wrong.import.columns": (
        "{of}, regel {line} heeft {n} kolommen in plaats van {wanted}.",
        "{of}, line {line} has {n} columns, not {wanted}.",
    ),
    "wrong.import.no_beats": (
        "{of} bevat geen hartslagen.",
        "{of} holds no beats.",
    ),
    "wrong.import.no_number": (
        "{of}, regel {line}: '{cell}' is geen getal.",
        "{of}, line {line}: '{cell}' is no number.",
    ),
    "wrong.import.no_sidecar": (
        "Naast {name} ligt geen {wanted}, dus de kolommen zijn onbekend. Kopieer "
        "beide bestanden.",
        "{name} has no {wanted} beside it, so its columns are unknown. Copy both "
        "files.",
    ),
    "wrong.import.edf_holes": (
        "{of} heeft gaten in de signalen (EDF+D). Daarom zijn tijden in het ECG "
        "niet te bepalen. Exporteer de delen als bestanden zonder gaten, of "
        "exporteer de hartslagen.",
        "{of} has holes in its signals (EDF+D), so times in the ECG cannot be "
        "told. Export its parts as continuous files, or its beats.",
    ),
    "wrong.import.edf_no_beats": (
        "{of} heeft geen hartslagen bij de annotaties en ook geen ECG-kanaal. "
        "Kanalen: {channels}; annotaties: {texts}. Noem er één bij 'Stroom of "
        "kanaal' (--{wearer}-stream).",
        "{of} has neither beats among its annotations nor an ECG channel. "
        "Channels: {channels}; annotations: {texts}. Name one with "
        "--{wearer}-stream.",
    ),
    "wrong.import.edf_few_peaks": (
        "{n} R-pieken gevonden in kanaal '{label}' van {of}, {seconds:.0f} s bij "
        "{rate:g} Hz. Is dit wel het ECG?",
        "{n} R-peaks were found in channel '{label}' of {of}, {seconds:.0f} s at "
        "{rate:g} Hz. Is it the ECG?",
    ),
    "wrong.import.fit_no_clock": (
        "{of} bevat intervallen en geen enkele regel met een tijd, dus er is geen "
        "klok.",
        "{of} holds intervals and no record with a time, so no clock.",
    ),
    "wrong.import.fit_rates": (
        "{of} bevat {heart_rates} hartslagwaarden en geen enkel interval tussen "
        "slagen: een polssensor stuurt die niet. Draag een borstband en zet 'Log "
        "HRV' aan in het horloge.",
        "{of} holds {heart_rates} heart rates and not one interval between beats: "
        "a wrist sensor does not send them. Wear a chest strap and switch 'Log "
        "HRV' on in the watch.",
    ),
    "wrong.import.fit_none": (
        "{of} is een FIT-bestand zonder hartslagen.",
        "{of} is a FIT file without heartbeats.",
    ),
    "wrong.import.no_rr": (
        "{of} bevat geen RR-intervallen.",
        "{of} holds no RR intervals.",
    ),
    "wrong.import.no_file": (
        "Er is geen bestand {path}.",
        "There is no file {path}.",
    ),
    "wrong.import.unreadable": (
        "{path} kan niet worden gelezen: {why}.",
        "{path} cannot be read: {why}.",
    ),
    "wrong.import.not_text": (
        "{name} is geen tekstbestand.",
        "{name} is not a text file.",
    ),
    "wrong.import.empty": (
        "{of} is leeg: er staan geen RR-intervallen in.",
        "{of} is empty: it holds no RR intervals.",
    ),
    "wrong.import.wide": (
        "{of} bevat getallen in rijen van {wide}, zonder kopregel. Zet één "
        "interval op elke regel, of geef de kolommen een naam.",
        "{of} holds numbers in rows of {wide} without a header. Put one interval "
        "on each line, or name the columns.",
    ),
    "wrong.import.no_rr_column": (
        "{of} heeft geen kolom met de naam RR, IBI of RR-interval; regel {line} is "
        "'{shown}'.",
        "{of} has no column called RR, IBI or RR-interval; line {line} is '{shown}'.",
    ),
    "wrong.import.heart_rates": (
        "{of} bevat hartslagwaarden (regel {line}: '{cell}') en geen intervallen "
        "tussen slagen. Die zijn nodig voor synchronie en variabiliteit. Exporteer "
        "de RR-intervallen; een horloge zonder borstband heeft ze niet.",
        "{of} holds heart rates (line {line}: '{cell}') and no intervals between "
        "beats, of which synchrony and variability are made. Export the RR "
        "intervals; watches without a strap have none.",
    ),
    "wrong.import.no_interval": (
        "{of}, regel {line}: '{cell}' is geen RR-interval in milliseconden.",
        "{of}, line {line}: '{cell}' is no RR interval in milliseconds.",
    ),
    "wrong.import.cannot_be": (
        "{of}, regel {line}: een RR-interval van {value:g} ms kan niet. Een "
        "interval is langer dan 0 en korter dan een dag.",
        "{of}, line {line}: an RR interval of {value:g} ms cannot be; intervals "
        "are longer than 0 and shorter than a day.",
    ),
    "wrong.import.seconds": (
        "De intervallen in {of} lijken seconden: de helft ligt onder {middle:.3g}. "
        "RR-intervallen worden gelezen in milliseconden: vermenigvuldig ze met "
        "1000.",
        "The intervals in {of} look like seconds: half of them are below "
        "{middle:.3g}. RR intervals are read in milliseconds: multiply them by "
        "1000.",
    ),
    "wrong.import.rates_not_rr": (
        "De waarden in {of} zijn geen RR-intervallen in milliseconden: de helft "
        "ligt onder {middle:.4g}, een hartslag van meer dan {bpm:.0f} per minuut. "
        "Zijn het hartslagwaarden?",
        "The values in {of} are no RR intervals in milliseconds: half of them are "
        "below {middle:.4g}, a heart rate of more than {bpm:.0f} bpm. Are they "
        "heart rates?",
    ),
    "wrong.import.microseconds": (
        "De waarden in {of} zijn geen RR-intervallen in milliseconden: de helft "
        "ligt boven {middle:.4g}. Zijn het microseconden?",
        "The values in {of} are no RR intervals in milliseconds: half of them are "
        "above {middle:.4g}. Are they microseconds?",
    ),
    "wrong.import.no_dataset": (
        "{name} is een map zonder dataset_description.json, dus geen BIDS-dataset. "
        "Noem het bestand zelf.",
        "{name} is a folder without a dataset_description.json, so it is no BIDS "
        "data set. Name the file itself.",
    ),
    "wrong.import.not_its_name": (
        "{name} is niet wat de naam zegt: het heet {named} en begint met "
        "'{shown}', zoals {found}. Is het hernoemd, of afgebroken?",
        "{name} is not what its name says: it is called {named} and begins with "
        "'{shown}', as {found} does. Was it renamed, or cut short?",
    ),
    "wrong.import.too_large": (
        "{name} is {mb:.0f} MB; bestanden tot {most} MB worden gelezen. Knip er de "
        "sessie uit.",
        "{name} has {mb:.0f} MB; files up to {most} MB are read. Cut it to the "
        "session.",
    ),
    "wrong.import.damaged": (
        "{of} heet {kind} en kan niet zo worden gelezen ({said}). Kopieer het "
        "opnieuw van de recorder, of exporteer het als tekst.",
        "{of} is called {kind} and cannot be read as such ({said}). Copy it from "
        "the recorder again, or export it as text.",
    ),
    "wrong.import.no_events": (
        "{of} bevat geen gebeurtenissen.",
        "{of} holds no events.",
    ),
    "wrong.import.few_columns": (
        "{of}, regel {line} heeft {n} kolommen. Dat is te weinig.",
        "{of}, line {line} has {n} columns, too few.",
    ),
    "wrong.import.no_label": (
        "{of} heeft geen kolom label.",
        "{of} has no column called label.",
    ),
    "wrong.import.ends_early": (
        "{of}, regel {line}: '{name}' eindigt voor het begint.",
        "{of}, line {line}: '{name}' ends before it begins.",
    ),
    "wrong.import.starts_again": (
        "{of}, regel {line}: '{name}' begint opnieuw voor het einde.",
        "{of}, line {line}: '{name}' starts again before it ended.",
    ),
    "wrong.import.never_started": (
        "{of}, regel {line}: '{name}' eindigt zonder begonnen te zijn.",
        "{of}, line {line}: '{name}' ends without having started.",
    ),
    "wrong.import.no_start_or_end": (
        "{of}, regel {line}: '{what}' is geen start en geen einde.",
        "{of}, line {line}: '{what}' is neither start nor end.",
    ),
    "wrong.import.never_ends": (
        "{of}, regel {line}: '{name}' begint en eindigt nooit.",
        "{of}, line {line}: '{name}' starts and never ends.",
    ),
    "wrong.import.no_time": (
        "{of}, regel {line}: '{text}' is geen tijd.",
        "{of}, line {line}: '{text}' is no time stamp.",
    ),
    "wrong.import.xdf_no_stream": (
        "{of} heeft geen stroom met hartslagen, RR-intervallen of ECG waar iets in "
        "staat. De stromen: {there}.",
        "{of} has no stream of beats, RR intervals or ECG with samples in it. Its "
        "streams: {there}.",
    ),
    "wrong.import.xdf_no_rr": (
        "De stroom {stream} van {of} bevat geen RR-intervallen.",
        "The stream {stream} of {of} holds no RR intervals.",
    ),
    "wrong.import.xdf_times": (
        "De tijden van stroom {stream} van {of} lopen niet op.",
        "The times of stream {stream} of {of} do not grow.",
    ),
    "wrong.import.xdf_no_peaks": (
        "Geen R-pieken gevonden in stroom {stream} van {of}, {seconds:.0f} s bij "
        "{rate:.0f} Hz. Is dit wel het ECG?",
        "No R-peaks were found in stream {stream} of {of}, {seconds:.0f} s at "
        "{rate:.0f} Hz. Is it the ECG?",
    ),
    "wrong.import.xdf_text": (
        "De stroom {stream} van {of} bevat tekst waar getallen horen.",
        "The stream {stream} of {of} holds text where numbers should be.",
    ),
    "wrong.import.none_among": (
        "Er is er geen bij {of}.",
        "There is none among {of}.",
    ),
    "wrong.import.rr_above_zero": (
        "Getal {number} van {of} is {rr:g}; RR-intervallen zijn langer dan 0 ms.",
        "Number {number} of {of} is {rr:g}; RR intervals are above 0 ms.",
    ),
    "wrong.import.align_ways": (
        "known:SECONDEN, marker:NAAM, estimate of estimate:SECONDEN",
        "--align takes known:SECONDS, marker:NAME, estimate or estimate:SECONDS",
    ),
    "wrong.import.is_a.database": (
        "een opname van Samenstemming of een andere database",
        "a recording of Samenstemming or another database",
    ),
    "wrong.import.is_a.zip": (
        "een ZIP-archief of een rekenblad",
        "a ZIP archive or a spreadsheet",
    ),
    "wrong.import.is_a.text": ("tekst", "text"),
    "wrong.import.is_a.pdf": ("een PDF-document", "a PDF document"),
    "wrong.import.is_a.picture": ("een afbeelding", "a picture"),
    "wrong.import.is_a.hdf5": ("een HDF5-bestand", "an HDF5 file"),
    "wrong.import.is_a.bdf": ("een BDF-bestand", "a BDF file"),
    "wrong.import.is_a.xml": ("een XML-bestand", "an XML file"),
    "wrong.import.is_a.json": ("een JSON-bestand", "a JSON file"),
}
