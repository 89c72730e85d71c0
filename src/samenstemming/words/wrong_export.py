"""Why an export, an archive, a report or a withdrawal is not made."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "wrong.export.unwritable": (
        "{path} kan niet worden geschreven: {why}.",
        "{path} cannot be written: {why}.",
    ),
    "wrong.export.read_back": (
        "Wat uit {out} werd teruggelezen, is niet de opname. Er is niets bewaard. "
        "De schijf is misschien kapot.",
        "What was read back from {out} is not the recording; nothing was kept. The "
        "disk may be failing.",
    ),
    "wrong.export.has_changed": (
        "{path} is intussen veranderd en is niet gewist.",
        "{path} has changed since; it was not deleted.",
    ),
    "wrong.export.undeletable": (
        "{path} kan niet worden gewist: {why}.",
        "{path} cannot be deleted: {why}.",
    ),
    "wrong.export.unopenable": (
        "{file} kan niet worden geopend naar {out}: {why}.",
        "{file} cannot be opened to {out}: {why}.",
    ),
    "wrong.export.short_passphrase": (
        "Een wachtwoord van {n} tekens is snel geraden. Neem er minstens {least}; "
        "vijf woorden is beter.",
        "A passphrase of {n} signs is soon guessed; take at least {least}, better "
        "five words.",
    ),
    "wrong.export.recipients": (
        "Een archief is voor één of twee ontvangers, niet voor {n}.",
        "An archive is for one or two recipients, not {n}.",
    ),
    "wrong.export.still_recorded": (
        "{file} wordt nog opgenomen. Stop de opname eerst.",
        "{file} is still being recorded. Stop it first.",
    ),
    "wrong.export.not_whole": (
        "{file} is niet heel. Een kopie zou dat ook niet zijn. Kijk ernaar met "
        "`samenstemming check`.",
        "{file} is not whole, so its copy would not be either. Look at it with "
        "`samenstemming check`.",
    ),
    "wrong.export.line_no_key": (
        "In het sleutelbestand staat een regel die geen geheime sleutel is "
        "(AGE-SECRET-KEY-…).",
        "The key file holds a line that is no secret key (AGE-SECRET-KEY-…).",
    ),
    "wrong.export.no_key_in_file": (
        "Het sleutelbestand bevat geen geheime sleutel (AGE-SECRET-KEY-…).",
        "The key file holds no secret key (AGE-SECRET-KEY-…).",
    ),
    "wrong.export.no_recording": (
        "Wat er in {file} zit, is geen opname van Samenstemming.",
        "What is in {file} is no recording of Samenstemming.",
    ),
    "wrong.export.foreign_bids": (
        "In {folder} staat een BIDS-dataset die niet van Samenstemming is. Er is "
        "niets geschreven. Kies een andere map.",
        "{folder} holds a BIDS data set that Samenstemming did not make; nothing "
        "was written. Choose another folder.",
    ),
    "wrong.export.other_dyad": (
        "{code} staat al in {folder}, bij een ander koppel of een andere rol "
        "({where}). Er is niets geschreven.",
        "{code} is listed in {folder} already, in another dyad or role ({where}); "
        "nothing was written.",
    ),
    "wrong.export.unreadable": (
        "{path} kan niet worden gelezen ({why}). Er is niets geschreven.",
        "{path} cannot be read ({why}); nothing was written.",
    ),
    "wrong.export.other_columns": (
        "participants.tsv in {folder} heeft andere kolommen dan {columns}. Er is "
        "niets geschreven. Kies een andere map.",
        "participants.tsv in {folder} has other columns than {columns}; nothing "
        "was written. Choose another folder.",
    ),
    "wrong.export.no_beats": (
        "{file} bevat geen hartslagen, en daaruit wordt {format} gemaakt. Er is "
        "niets geschreven. csv en parquet bevatten de stappen en markeringen.",
        "{file} holds no beats, and {format} is made of them; nothing was written. "
        "csv and parquet have its steps and markers.",
    ),
    "wrong.export.nothing_of": (
        "De opname bevat niets van drager {wearer}.",
        "The recording holds nothing of wearer {wearer}.",
    ),
    "wrong.export.nothing": (
        "Er is niets om te exporteren.",
        "There is nothing to export.",
    ),
    "wrong.export.export_unwritable": (
        "De export kan niet worden geschreven: {why}.",
        "The export cannot be written: {why}.",
    ),
    "wrong.export.shift_key_unreadable": (
        "De sleutel die datums verschuift kan niet uit {file} worden gelezen: {why}.",
        "The key that shifts dates cannot be read from {file}: {why}.",
    ),
    "wrong.export.no_shift_key": (
        "{file} is geen sleutel om datums te verschuiven: dat zijn {n} "
        "hexadecimale cijfers. Laat --shift-key weg om die van deze computer te "
        "gebruiken.",
        "{file} is no key for shifting dates: that is {n} hexadecimal digits. "
        "Leave --shift-key out to use this computer's own.",
    ),
    "wrong.export.in_the_way": (
        "In {folder} staat al {name}. Er is niets geschreven. Kies een andere map, "
        "of zet de nieuwe bestanden in de plaats van de oude met --replace.",
        "{folder} holds {name} already; nothing was written. Choose another "
        "folder, or put the new files in place of the old with --replace.",
    ),
    "wrong.export.report_reader": (
        "Voor '{reader}' wordt geen verslag gemaakt; bekend zijn: {known}.",
        "No report is made for '{reader}'; known: {known}.",
    ),
    "wrong.export.report_consent": (
        "Een verslag met getallen komt bij anderen dan het koppel zelf terecht, en "
        "drager {who} heeft daar geen toestemming voor gegeven ({scope}). Er is niets "
        "geschreven. Een verslag voor het koppel zelf: --for couple.",
        "A report with figures leaves the couple's hands, and of wearer {who} "
        "there is no consent for {scope}. Nothing was written. A report for the "
        "couple themselves: --for couple.",
    ),
    "wrong.export.exists": (
        "{path} bestaat al. Kies een andere naam; er wordt niets overschreven.",
        "{path} exists already. Choose another name; nothing is overwritten.",
    ),
    "wrong.export.no_folder": (
        "Er is geen map {folder}. Maak die, of kies een andere.",
        "There is no folder {folder}. Make it, or choose another.",
    ),
    "wrong.export.report_unwritable": (
        "Het verslag kan niet worden geschreven naar {path}: {why}.",
        "The report cannot be written to {path}: {why}.",
    ),
    "wrong.export.nothing_of_wearer": (
        "{path} bevat niets van drager {wearer}. Er is niets veranderd.",
        "{path} holds nothing of wearer {wearer}; nothing was changed.",
    ),
    "wrong.export.damaged": (
        "{path} is beschadigd. Niemand kan dus aantonen wat erin zou blijven. Wis "
        "het hele bestand, of kijk ernaar met `samenstemming check`.",
        "{path} is damaged, so nobody can prove what would be left in it. Delete "
        "the whole file, or look at it with `samenstemming check`.",
    ),
    "wrong.export.new_file": (
        "Het nieuwe bestand naast {new} bevat niet wat het moet bevatten. Er is "
        "niets veranderd.",
        "The new file beside {new} does not hold what it should; nothing changed.",
    ),
    "wrong.export.secret_key": (
        "AGE-SECRET-KEY-… is geen openbare sleutel. Dat is de geheime sleutel; geef de "
        "openbare. Die ziet eruit als age1… of ssh-ed25519 ….",
        "AGE-SECRET-KEY-… is no public key. That is the secret key; give the public "
        "one. One looks like age1… or ssh-ed25519 ….",
    ),
    "wrong.export.no_public_key": (
        "'{text}' is geen openbare sleutel. Die ziet eruit als age1… of ssh-ed25519 ….",
        "'{text}' is no public key. One looks like age1… or ssh-ed25519 ….",
    ),
    "wrong.export.refused.key": (
        "{file} gaat niet open met deze sleutel: het is een andere, of het bestand is "
        "beschadigd of geen archief.",
        "{file} does not open with this key: it is another one, or the file is "
        "damaged or no archive.",
    ),
    "wrong.export.refused.passphrase": (
        "{file} gaat niet open met dit wachtwoord: het is een ander, of het bestand is "
        "beschadigd of geen archief.",
        "{file} does not open with this passphrase: it is another one, or the file is "
        "damaged or no archive.",
    ),
    "wrong.export.consent": (
        "Van {who} is er geen toestemming voor gebruik in onderzoek. Er is niets "
        "geschreven. Toestemming geef je bij het opnemen of inlezen: --consent "
        "{scope}.",
        "{who} did not agree to research export, so nothing was written. Consent is "
        "given when a session is recorded or imported: --consent {scope}.",
    ),
    "wrong.export.lsl": (
        "Van {who} is er geen toestemming voor gebruik in onderzoek, en --lsl geeft "
        "de gegevens aan andere programma's. Voeg --consent {scope} toe zodra die er "
        "is.",
        "{who} did not agree to research export, and --lsl hands data to other "
        "programs. Add --consent {scope} once they do.",
    ),
    "wrong.export.wearer": ("drager {letter}", "Wearer {letter}"),
    "wrong.export.wearers": ("dragers A en B", "Wearers A and B"),
    "wrong.export.the_two": ("de twee van dit gesprek", "The two of this talk"),
    "wrong.export.folder_unwritable": (
        "De export kan niet worden geschreven naar {folder}: {why}.",
        "The export cannot be written to {folder}: {why}.",
    ),
    "wrong.export.advice.room": (
        "Maak ruimte op die schijf, of kies een andere.",
        "Make room on that disk, or choose another.",
    ),
    "wrong.export.advice.permission": (
        "Kies een map waarin je mag schrijven.",
        "Choose a folder that you may write to.",
    ),
    "wrong.export.advice.file": (
        "Er is al een bestand met die naam; kies een andere.",
        "There is a file of that name; choose another.",
    ),
}
