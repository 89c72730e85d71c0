"""What can be wrong with a recording, for screens: codes and their sentences.

Keys: `recording.<RecordingProblem>` for a file that cannot be used, with spaces as
underscores, `writing.<code>` for a WriterProblem, `place.<risk>` for a folder.
"""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "recording.not_ours": (
        "Dit bestand is geen opname van Samenstemming.",
        "This file is not a Samenstemming recording.",
    ),
    "recording.newer_version": (
        "Deze opname is gemaakt met een nieuwere versie. Werk Samenstemming bij.",
        "This recording was made by a newer version. Upgrade Samenstemming.",
    ),
    "recording.damaged": (
        "Deze opname is beschadigd. `samenstemming check` zegt waar, "
        "`samenstemming repair` redt wat er over is.",
        "This recording is damaged. `samenstemming check` says where, "
        "`samenstemming repair` saves what is left.",
    ),
    "recording.busy": (
        "Deze opname wordt al door een ander gemaakt.",
        "Somebody else is already making this recording.",
    ),
    "recording.missing": (
        "Het bestand is weg of verplaatst. Zet het terug, of kies een andere opname.",
        "The file is gone or was moved. Put it back, or choose another recording.",
    ),
    "recording.unwritable": (
        "Deze map of opname is niet toegankelijk.",
        "This folder or recording is not accessible.",
    ),
    "recording.disk_full": (
        "De schijf is vol. Maak ruimte vrij.",
        "The disk is full. Make some room.",
    ),
    "recording.exists": (
        "Er is al een opname met deze naam.",
        "There is a recording of this name already.",
    ),
    "writing.disk_full": (
        "De schijf is vol. Maak ruimte vrij, en laat de opname lopen: wat binnenkomt "
        "wacht in het geheugen.",
        "The disk is full. Make some room, and let the recording run: what comes in "
        "waits in memory.",
    ),
    "writing.write_failed": (
        "Het schrijven lukt niet. Laat de opname lopen: wat binnenkomt wacht in het "
        "geheugen.",
        "Writing does not work. Let the recording run: what comes in waits in memory.",
    ),
    "writing.writing_again": (
        "De opname wordt weer geschreven.",
        "The recording is being written again.",
    ),
    "writing.disk_low": (
        "De schijf is bijna vol. Maak ruimte vrij.",
        "The disk is almost full. Make some room.",
    ),
    "writing.file_moved": (
        "Het bestand was weg. Alles is opgeslagen in een nieuw bestand.",
        "The file was gone. Everything was saved in a new file.",
    ),
    "writing.file_lost": (
        "Het bestand is weg en er is geen plek om het op te slaan.",
        "The file is gone and there is no place to save it.",
    ),
    "writing.two_files": (
        "De opname is compleet, in twee bestanden. Houd ze bij elkaar.",
        "The recording is complete, in two files. Keep them together.",
    ),
    # -- why a file cannot be used or made ----------------------------------------
    "wrong.recording.exists": (
        "{path} bestaat al. Kies een andere naam; er wordt niets overschreven.",
        "{path} exists already. Choose another name; nothing is overwritten.",
    ),
    "wrong.recording.no_folder": (
        "Er is geen map {folder}. Maak die, of kies een andere.",
        "There is no folder {folder}. Make it, or choose another.",
    ),
    "wrong.recording.missing": (
        "Er is geen opname {path}. Klopt de naam?",
        "There is no recording {path}. Check the name.",
    ),
    "wrong.recording.empty": (
        "{path} is leeg (0 bytes) en dus geen opname.",
        "{path} is empty (0 bytes), so it is no recording.",
    ),
    "wrong.recording.not_ours": (
        "{path} is geen opname: het begint met {shown}.",
        "{path} is not a recording: it begins with {shown}.",
    ),
    "wrong.recording.folder": (
        "{path} is een map en geen opname.",
        "{path} is a folder, not a recording.",
    ),
    "wrong.recording.foreign": (
        "{path} is geen opname: het is een SQLite-bestand van een ander programma "
        "(application id {id}).",
        "{path} is not a recording: it is an SQLite file of another program "
        "(application id {id}).",
    ),
    "wrong.recording.newer": (
        "{path} is gemaakt met opnameformaat {format}; deze versie leest tot en met "
        "{known}. Installeer een nieuwere samenstemming.",
        "{path} was written by recording format {format}; this version reads up to "
        "{known}. Upgrade samenstemming.",
    ),
    "wrong.recording.odd_format": (
        "{path} is beschadigd: het nummer van het formaat is {format}.",
        "{path} is damaged: its format number is {format}.",
    ),
    "wrong.recording.damaged": (
        "{path} is beschadigd ({why}). `samenstemming check` zegt waar.",
        "{path} is damaged ({why}). `samenstemming check` says where.",
    ),
    "wrong.recording.damaged_row": (
        "{path} is beschadigd bij rij {row}: wat er staat is niet wat er is "
        "geschreven. `samenstemming check` noemt elke beschadigde rij.",
        "{path} is damaged at row {row}: what it holds is not what was written. "
        "`samenstemming check` lists every damaged row.",
    ),
    "wrong.recording.full": (
        "De schijf van {path} is vol. Maak wat ruimte (200 MB is ruim genoeg) en "
        "probeer het opnieuw.",
        "The disk of {path} is full. Make some room (200 MB is plenty) and try again.",
    ),
    "wrong.recording.unreadable": (
        "{path} kan niet worden gelezen ({why}). Mag je dit bestand openen?",
        "{path} cannot be read ({why}). Check its permissions.",
    ),
    "wrong.recording.unwritable": (
        "{path} kan niet worden geschreven ({why}). Neem op in een andere map, of zorg "
        "dat je in deze mag schrijven.",
        "{path} cannot be written ({why}). Record in another folder, or change the "
        "permissions of this one.",
    ),
    "wrong.recording.folder_unwritable": (
        "In de map {folder} kan niet worden geschreven ({why}). Neem op in een andere "
        "map, of zorg dat je er mag schrijven.",
        "The folder {folder} cannot be written to ({why}). Record in another folder, "
        "or change its permissions.",
    ),
    "wrong.recording.busy": (
        "{path} is bezet: het bleef {s} s op slot. Probeer het opnieuw.",
        "{path} is busy: it stayed locked for {s} s. Try again.",
    ),
    "wrong.recording.recorded": (
        "{path} wordt al opgenomen, in een ander venster (proces {pid}). Stop dat "
        "eerst, of neem op in een ander bestand.",
        "{path} is being recorded by another collector (process {pid}). Stop that one "
        "first, or record to another file.",
    ),
    "place.synced": (
        "Deze map wordt met een clouddienst gedeeld. Neem hier niet in op.",
        "This folder is shared with a cloud service. Do not record in it.",
    ),
    "place.network": (
        "Deze map staat op een andere computer. Neem hier niet in op.",
        "This folder is on another computer. Do not record in it.",
    ),
}
