"""The command `batch`: many recordings, and what is said while it works."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "cli.batch": (
        "een map vol opnamen analyseren, en verdergaan waar het stopte",
        "analyse a folder of recordings, and go on where it stopped",
    ),
    "batch.arg.folder": (
        "de map met opnamen, of een adres zoals s3://emmer/opnamen",
        "the folder with the recordings, or an address like s3://bucket/recordings",
    ),
    "batch.arg.output": (
        "de map voor de tabellen, of een adres; leeg, of van dezelfde opdracht",
        "the folder for the tables, or an address; empty, or of the same command",
    ),
    "batch.arg.pairs": (
        "alleen de echte paren, of ook iedereen naast alle anderen",
        "the real pairs only, or everybody beside all others as well",
    ),
    "batch.arg.surrogates": (
        "toevalsparen voor elk echt paar (standaard 999)",
        "chance pairs for each real pair (999 unless told)",
    ),
    "batch.arg.jobs": (
        "processen naast elkaar; 1 rekent in dit proces",
        "processes side by side; 1 calculates in this one",
    ),
    "batch.arg.cluster": (
        "adres van een Dask-scheduler, in plaats van processen hier",
        "address of a Dask scheduler, instead of processes here",
    ),
    "batch.arg.seed": ("het begin van het toeval", "where chance begins"),
    "batch.arg.grid": (
        "TOML-bestand met alle instellingen die vooraf zijn gekozen",
        "TOML file with every setting that was chosen beforehand",
    ),
    "batch.one_of": (
        "--grid heeft zijn eigen instellingen: laat --settings weg.",
        "--grid has its own settings: leave --settings out.",
    ),
    "batch.stage.recordings": ("opnamen", "recordings"),
    "batch.stage.pairs": ("tegels van paren", "tiles of pairs"),
    "batch.there": (
        "{n} van de {of} {what} waren er al.",
        "{n} of {of} {what} were there already.",
    ),
    "batch.progress": (
        "{what}: {n} van {of}, {rate} per seconde, nog {left}",
        "{what}: {n} of {of}, {rate} a second, {left} left",
    ),
    "batch.used": (
        "{used} van {of} bestanden gebruikt.",
        "{used} of {of} files used.",
    ),
    "batch.nothing": (
        "In {folder} ligt geen opname die meetelt. Waarom staat in recordings.parquet.",
        "{folder} holds no recording that counts. recordings.parquet says why.",
    ),
    "batch.why.NOT_OURS": ("geen opname", "no recording"),
    "batch.why.NEWER": ("van een nieuwere versie", "of a newer version"),
    "batch.why.DAMAGED": ("beschadigd", "damaged"),
    "batch.why.BUSY": ("in gebruik", "in use"),
    "batch.why.MISSING": ("verdwenen", "gone"),
    "batch.why.UNWRITABLE": ("niet te lezen", "cannot be read"),
    "batch.why.FULL": ("schijf vol", "disk full"),
    "batch.why.EXISTS": ("bestaat al", "exists already"),
    "batch.why.REFUSED": ("geweigerd", "refused"),
    "batch.why.FAILED": ("niet gelukt", "failed"),
    "batch.why.WORKER_DIED": ("het proces hield op", "its process died"),
    "batch.why.RECORDING_NOW": ("wordt nu opgenomen", "being recorded now"),
    "batch.why.ONE_BODY": (
        "beide banden op één lijf (controle van de klok)",
        "both straps on one body (alignment check)",
    ),
    "batch.why.DRY_RUN": ("een proefrondje", "a dry run"),
    "batch.why.NO_CONSENT": (
        "geen toestemming voor onderzoek",
        "no consent for research export",
    ),
    "batch.why.ONE_WEARER": ("van één persoon", "of one person"),
    "batch.why.DUPLICATE": ("kopie van een andere", "copy of another"),
    "batch.why.OTHER_VERSION": (
        "andere versie van dezelfde sessie",
        "other version of the same session",
    ),
    "wrong.batch.no_fsspec": (
        "Een adres lezen vraagt fsspec: pip install 'samenstemming[storage]', "
        "op elke machine.",
        "Reading an address needs fsspec: pip install 'samenstemming[storage]', "
        "on every machine.",
    ),
    "wrong.batch.no_package": (
        "Voor {protocol}:// ontbreekt een pakket. "
        "Installeer {package} op elke machine.",
        "{protocol}:// needs a package that is missing. "
        "Install {package} on every machine.",
    ),
    "wrong.batch.no_protocol": (
        "{protocol}:// is onbekend. Geef een map, of een adres dat fsspec kent, "
        "zoals s3:// of gs://.",
        "{protocol}:// is not known. Name a folder, or an address that fsspec knows, "
        "such as s3:// or gs://.",
    ),
    "wrong.batch.no_folder": (
        "In {folder} ligt niets, of die map is er niet. Er is niets geschreven. "
        "Controleer het adres.",
        "{folder} is empty, or is not there. Nothing was written. Check the address.",
    ),
    "wrong.batch.secret": (
        "In dit adres voor {protocol}:// staat een wachtwoord of een sleutel "
        "(user:...@ of ?...), en een opdracht is voor anderen te lezen. "
        "Zet die in de instellingen van fsspec.",
        "This {protocol}:// address holds a password or a key (user:...@ or ?...), "
        "and commands can be read by others. Put it into fsspec's own settings.",
    ),
    "wrong.batch.chain": (
        "Een adres met :: wordt niet gelezen: zo blijven kopieën van opnamen achter. "
        "Geef het adres zelf, zoals s3://emmer/opnamen.",
        "An address with :: is not read: it can leave copies of recordings behind. "
        "Name the address itself, such as s3://bucket/recordings.",
    ),
    "wrong.batch.not_to_there": (
        "Naar {place} wordt niet geschreven: een bestand kan daar half blijven staan. "
        "Schrijf met -o naar een map, of naar s3, gs, abfs, oci, oss of sftp.",
        "Nothing is written to {place}: a file there may be left half-written. "
        "Let -o be a folder, or on s3, gs, abfs, oci, oss or sftp.",
    ),
    "wrong.batch.not_read": (
        "{place} is niet te lezen: {why}. Wat klaar is blijft; "
        "geef dezelfde opdracht nog eens.",
        "{place} cannot be read: {why}. What is done stays; "
        "give the same command again.",
    ),
    "wrong.batch.not_written": (
        "Naar {place} schrijven lukt niet: {why}. Wat klaar is blijft; "
        "geef dezelfde opdracht nog eens.",
        "{place} cannot be written: {why}. What is done stays; "
        "give the same command again.",
    ),
    "wrong.batch.permission": (
        "je hebt er geen toestemming voor (controleer de sleutels van fsspec)",
        "you may not (check fsspec's keys)",
    ),
    "wrong.batch.gone": ("het is er niet", "it is not there"),
    "wrong.batch.unreachable": (
        "er komt geen goed antwoord ({kind}; controleer netwerk en sleutels)",
        "no good answer comes ({kind}; check network and keys)",
    ),
    "wrong.batch.one_process": (
        "{place} ziet alleen dit proces. Geef --jobs 1, of een echte plek.",
        "{place} is seen by this process only. Give --jobs 1, or a real place.",
    ),
    "wrong.batch.leased": (
        "Een andere batch schrijft naar {place}, of is daar gestopt. Wacht erop; "
        "draait er geen meer, haal dan {lease} weg.",
        "Another batch is writing to {place}, or was stopped there. Wait for it; "
        "if none runs any more, take {lease} away.",
    ),
    "wrong.batch.foreign": (
        "In {place} staat iets dat niet van een batch is, zoals {name}. "
        "Er is niets geschreven. Geef met -o een lege plek.",
        "{place} holds files that no batch wrote, such as {name}. "
        "Nothing was written. Name an empty place with -o.",
    ),
}
