"""The command `batch`: many recordings, and what is said while it works."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "cli.batch": (
        "een map vol opnamen analyseren, en verdergaan waar het stopte",
        "analyse a folder of recordings, and go on where it stopped",
    ),
    "batch.arg.folder": ("de map met opnamen", "the folder with the recordings"),
    "batch.arg.output": (
        "de map voor de tabellen; leeg, of van dezelfde opdracht",
        "the folder for the tables; empty, or of the same command",
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
}
