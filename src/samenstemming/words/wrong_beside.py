"""What is wrong with what lies beside a recording: edited beats, codes, marks."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "wrong.beside.mark_needs": (
        "Een markering heeft een naam nodig en een tijd in de opname.",
        "A mark needs a name and a time in the recording.",
    ),
    "wrong.beside.mark_same": (
        "Zo staat de markering er al.",
        "That is how the mark is already.",
    ),
    "wrong.beside.no_mark": (
        "Er is geen eigen markering met nummer {seq} (meer).",
        "There is no mark set by hand of number {seq} (any more).",
    ),
    "wrong.beside.no_mark_change": (
        "Er is geen verbetering van een markering om terug te nemen.",
        "There is no correction of a mark to take back.",
    ),
    "wrong.beside.too_many_changes": (
        "Er zijn te veel verbeteringen van markeringen.",
        "There are too many corrections of marks.",
    ),
    "wrong.beside.marks_of_another": (
        "De verbeterde markeringen zijn van een andere opname. Zet het bestand "
        "ergens anders.",
        "The corrected marks are of another recording. Move the file away.",
    ),
    "wrong.beside.marks_unreadable": (
        "De verbeterde markeringen in {place} kunnen niet worden gelezen: {why}. Zet "
        "het bestand ergens anders.",
        "The corrected marks in {place} cannot be read: {why}. Move the file away.",
    ),
    "wrong.beside.marks_unwritable": (
        "De verbeterde markeringen kunnen niet worden geschreven naar {place}: {why}.",
        "The corrected marks cannot be written to {place}: {why}.",
    ),
    "wrong.beside.edits_not_json": (
        "De verbeterde slagen zijn geen JSON: {why}.",
        "The beat edits are not JSON: {why}.",
    ),
    "wrong.beside.edits_format": (
        "Dit is geen bestand met verbeterde slagen: het mist het formaat '{format}'.",
        "This is no file of beat edits: it lacks the format '{format}'.",
    ),
    "wrong.beside.edits_version": (
        "Deze verbeterde slagen zijn van versie {version!r}; dit programma leest "
        "versie {reads}. Werk samenstemming bij.",
        "These beat edits are of version {version!r}; this program reads version "
        "{reads}. Upgrade samenstemming.",
    ),
    "wrong.beside.edits_whose": (
        "De verbeterde slagen zeggen niet bij welke opname ze horen, of bevatten geen "
        "lijst.",
        "The beat edits do not say for which recording they are, or hold no list.",
    ),
    "wrong.beside.edits_of_another": (
        "De verbeterde slagen zijn van een andere opname: ze noemen keten {named}…, "
        "deze is {chain}…. Zet ze ergens anders, of laat ze weg met --no-edits.",
        "The beat edits are for another recording: they name chain {named}…, this one "
        "is {chain}…. Move them away, or leave them out with --no-edits.",
    ),
    "wrong.beside.edit_lost": (
        "Verbetering {number} ({action} van drager {wearer} op {t_s:.3f} s{rr}) kan "
        "niet: {why}. Haal haar uit de verbeteringen, of laat ze allemaal weg met "
        "--no-edits.",
        "Beat edit {number} ({action} of wearer {wearer} at {t_s:.3f} s{rr}) cannot "
        "be applied: {why}. Take it out of the edits, or leave all of them out with "
        "--no-edits.",
    ),
    "wrong.beside.edit_interval": (
        " met een interval van {rr_ms:g} ms",
        " with an interval of {rr_ms:g} ms",
    ),
    "wrong.beside.edit.no_beats": (
        "deze drager heeft geen slagen",
        "this wearer has no beats",
    ),
    "wrong.beside.edit.no_beat": ("die slag is er niet", "there is no such beat"),
    "wrong.beside.edit.no_interval": (
        "rond deze tijd ligt geen gemeten interval",
        "no measured interval lies around this time",
    ),
    "wrong.beside.edit.not_between": (
        "de nieuwe tijd ligt niet tussen de buren",
        "its new time does not lie between its neighbours",
    ),
    "wrong.beside.edit_unreadable": (
        "Verbetering {number} kan niet worden gelezen: {why}.",
        "Beat edit {number} cannot be read: {why}.",
    ),
    "wrong.beside.edits_file": ("Het bestand is {place}.", "The file is {place}."),
    "wrong.beside.no_text": ("het is geen tekst", "it is no text"),
    "wrong.beside.code_needs": (
        "Een code heeft een woord nodig en een tijd in de opname.",
        "A code needs a word and a time in the recording.",
    ),
    "wrong.beside.codes_unreadable": (
        "De codes in {place} kunnen niet worden gelezen: {why}. Zet het bestand "
        "ergens anders.",
        "The codes in {place} cannot be read: {why}. Move the file away.",
    ),
    "wrong.beside.codes_of_another": (
        "De codes in {place} zijn van een andere opname. Zet het bestand ergens "
        "anders.",
        "The codes in {place} are for another recording. Move the file away.",
    ),
    "wrong.beside.codes_unwritable": (
        "De codes kunnen niet worden geschreven naar {place}: {why}.",
        "The codes cannot be written to {place}: {why}.",
    ),
    "wrong.beside.edits_too_large": (
        "{place} is te groot voor een bestand met verbeterde slagen.",
        "{place} is too large for a file of beat edits.",
    ),
    "wrong.beside.edits_unreadable": (
        "De verbeterde slagen in {place} kunnen niet worden gelezen: {why}.",
        "The beat edits in {place} cannot be read: {why}.",
    ),
    "wrong.beside.edits_unwritable": (
        "De verbeterde slagen kunnen niet worden geschreven naar {place}: {why}.",
        "The beat edits cannot be written to {place}: {why}.",
    ),
}
