"""What the commands that let data leave the machine say."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "export.arg.wearer": (
        "alleen van deze drager: a of b; niets van de ander of van jullie samen",
        "of this wearer alone: a or b; nothing of the other or of the two together",
    ),
    "export.arg.shift_dates": (
        "met datums, per koppel evenveel weken teruggeschoven; anders zonder datum",
        "with dates, moved back by the same weeks for a dyad; otherwise without",
    ),
    "export.arg.shift_key": (
        "bestand met de sleutel voor het verschuiven; anders die van deze computer",
        "file with the key for shifting; otherwise that of this computer",
    ),
    "export.arg.real_dates": (
        "met de echte datum en tijd",
        "with the real date and time",
    ),
    "export.arg.session": (
        "de hoeveelste ontmoeting dit is, voor bids (01)",
        "which meeting this is, for bids (01)",
    ),
    "export.arg.replace": (
        "zet de nieuwe bestanden op de plaats van oude met dezelfde naam",
        "put the new files in place of older ones of the same name",
    ),
    "export.simulated": (
        "Deze opname is gesimuleerd: er was geen toestemming voor nodig.",
        "This recording is simulated: no consent was needed.",
    ),
    "export.without_beats": (
        "Van {who} is er geen hartslag in deze opname. De bestanden bevatten wat er "
        "wel is.",
        "There is no heartbeat of {who} in this recording. The files hold what there "
        "is.",
    ),
    "export.usage.dates": (
        "Kies: --real-dates laat de datums staan, --shift-key verschuift ze.",
        "Choose: --real-dates leaves the dates as they are, --shift-key shifts them.",
    ),
    "export.usage.session": (
        "'{text}' is geen nummer van een ontmoeting: letters en cijfers, zoals 01",
        "'{text}' is no number of a meeting: letters and digits, such as 01",
    ),
    "export.page.title": ("Exporteren en verslag", "Export and report"),
    "export.page.title_all": (
        "Alle sessies samen exporteren",
        "Export all sessions together",
    ),
    "export.page.about": (
        "De bestanden komen in een nieuwe map, die alleen jij kunt openen. Er wordt "
        "niets overschreven en niets verstuurd.",
        "The files go into a new folder that only you can open. Nothing is "
        "overwritten and nothing is sent.",
    ),
    "export.page.format": ("Waarvoor", "What for"),
    "export.page.format.csv": (
        "csv: tabellen, voor R, SPSS of een rekenblad",
        "csv: tables, for R, SPSS or a spreadsheet",
    ),
    "export.page.format.parquet": (
        "parquet: dezelfde tabellen, voor Python en R",
        "parquet: the same tables, for Python and R",
    ),
    "export.page.format.rr": (
        "rr: alleen de intervallen, voor HRV-programma's",
        "rr: the intervals alone, for HRV programs",
    ),
    "export.page.format.bids": (
        "bids: een map zoals archieven die willen",
        "bids: a folder as archives want it",
    ),
    "export.page.format.edf": (
        "edf: signalen, voor EEG-programma's",
        "edf: signals, for EEG programs",
    ),
    "export.page.format.xdf": (
        "xdf: zoals LabRecorder het opneemt",
        "xdf: as LabRecorder records it",
    ),
    "export.page.dates": ("Datum en tijd", "Date and time"),
    "export.page.dates.false": ("weglaten", "leave out"),
    "export.page.dates.true": (
        "hele weken teruggeschoven",
        "moved back by whole weeks",
    ),
    "export.page.make": ("Maak de export", "Make the export"),
    "export.page.making": (
        "De export wordt gemaakt. Je kunt hier verder kijken.",
        "The export is being made. You can go on looking here.",
    ),
    "export.page.done": (
        "Klaar: {n} bestanden, in deze map op deze computer:",
        "Done: {n} files, in this folder on this computer:",
    ),
    "export.page.running": (
        "Deze opname loopt nog. Exporteren kan als ze is afgesloten.",
        "This recording is still going on. It can be exported once it is closed.",
    ),
    "export.page.and": (" en ", " and "),
    "export.page.no_consent": (
        "Van {who} is er geen toestemming voor gebruik in onderzoek buiten deze "
        "computer. Daarom is er geen export en geen verslag met getallen.",
        "Of {who} there is no consent for use in research outside this computer. So "
        "there is no export and no report with figures.",
    ),
    "export.page.left_out": (
        "Zonder toestemming van beiden, en daarom niet mee: {names}.",
        "Without the consent of both, and therefore left out: {names}.",
    ),
    "export.page.silent": (
        "Zonder één hartslag, en daarom niet mee: {names}.",
        "Without a single heartbeat, and therefore left out: {names}.",
    ),
    "export.page.nothing": (
        "Er is nog geen sessie om te exporteren.",
        "There is no session to export yet.",
    ),
    "cli.archive": (
        "maak een versleutelde kopie van een opname",
        "make an encrypted copy of a recording",
    ),
    "cli.unarchive": (
        "maak van een versleutelde kopie weer een opname",
        "make a recording of an encrypted copy again",
    ),
    "archive.arg.to": (
        "openbare sleutel (age1… of ssh-…) van wie het mag openen; één of twee",
        "public key (age1… or ssh-…) of who may open it; one or two",
    ),
    "archive.arg.passphrase": (
        "met een wachtwoord, dat hier gevraagd wordt",
        "with a passphrase, which is asked for here",
    ),
    "archive.arg.passphrase_file": (
        "met het wachtwoord op de eerste regel van dit bestand",
        "with the passphrase on the first line of this file",
    ),
    "archive.arg.output": ("bestand om te maken (.age)", "file to make (.age)"),
    "archive.arg.delete": (
        "wis de gewone opname als de versleutelde is nagekeken",
        "delete the plain recording once the encrypted one was compared",
    ),
    "archive.arg.archive": ("een versleutelde opname (.age)", "an archive (.age)"),
    "archive.arg.identity": (
        "bestand met je geheime sleutel (AGE-SECRET-KEY-…)",
        "file with your secret key (AGE-SECRET-KEY-…)",
    ),
    "archive.ask": ("Wachtwoord: ", "Passphrase: "),
    "archive.ask_again": ("Nog een keer: ", "Once more: "),
    "archive.differ": (
        "De twee wachtwoorden zijn niet gelijk. Er is niets geschreven.",
        "The two passphrases differ. Nothing was written.",
    ),
    "archive.no_terminal": (
        "Een wachtwoord kan hier niet worden gevraagd. Gebruik --passphrase-file.",
        "A passphrase cannot be asked for here. Use --passphrase-file.",
    ),
    "archive.done": (
        "{path} gemaakt en nagekeken: er komt precies dezelfde opname uit ({bytes} "
        "bytes, SHA-256 {digest}).",
        "{path} made and compared: exactly the same recording comes out of it ({bytes} "
        "bytes, SHA-256 {digest}).",
    ),
    "archive.compared_with": (
        "Nagekeken met een sleutel die alleen hiervoor gemaakt en nu weg is. Of jij "
        "het kunt openen, weet je pas als je het probeert: samenstemming unarchive.",
        "Compared with a key made for this alone, which is gone now. That you can open "
        "it you know once you have tried: samenstemming unarchive.",
    ),
    "archive.edits_stay": (
        "De verbeterde slagen in {path} zitten er niet in en blijven staan.",
        "The beat edits in {path} are not in it and stay where they are.",
    ),
    "archive.marks_stay": (
        "De verbeterde markeringen in {path} zitten er niet in en blijven staan.",
        "The corrected marks in {path} are not in it and stay where they are.",
    ),
    "archive.delete_ask": (
        "De gewone opname {name} wissen? Typ 'ja': ",
        "Delete the plain recording {name}? Type 'yes': ",
    ),
    "archive.delete_yes": ("ja", "yes"),
    "archive.deleted": (
        "{path} is gewist. Een schijf kan oude blokken nog een tijd bewaren.",
        "{path} is deleted. A disk may keep old blocks for a while.",
    ),
    "archive.kept": ("{path} blijft staan.", "{path} stays."),
    "archive.opened": (
        "{path} gemaakt: een hele opname.",
        "{path} made: a whole recording.",
    ),
    "lsl.arg": (
        "stuur slagen, hartslag en markeringen ook naar LSL op deze computer",
        "send beats, heart rate and markers to LSL on this computer as well",
    ),
    "lsl.no_library": (
        "Voor --lsl is pylsl nodig: pip install 'samenstemming[lsl]'.",
        "--lsl needs pylsl: pip install 'samenstemming[lsl]'.",
    ),
    "lsl.open": (
        "LSL staat open voor andere programma's op deze computer.",
        "LSL is open to other programs on this computer.",
    ),
}
