"""Words of the command that corrects single beats by hand."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "cli.edits": (
        "verbeter losse slagen met de hand; de opname zelf blijft zoals ze is",
        "correct single beats by hand; the recording itself stays as it is",
    ),
    "edits.arg.what": (
        "list (standaard) toont ze, add maakt er een, undo neemt de laatste terug",
        "list (default) shows them, add makes one, undo takes the last one back",
    ),
    "edits.arg.action": (
        "delete: deze slag was er niet; insert: hier is een slag gemist; move: de slag "
        "kwam op --to; accept: dit interval klopt",
        "delete: this beat never was; insert: a beat was missed here; move: the beat "
        "came at --to; accept: this interval is right",
    ),
    "edits.arg.at": (
        "tijd van de slag in seconden vanaf het begin",
        "time of the beat in seconds from the start",
    ),
    "edits.arg.to": ("nieuwe tijd bij move", "new time, for move"),
    "edits.arg.author": (
        "code van wie verbetert, geen naam",
        "code of who corrects, not a name",
    ),
    "edits.none": (
        "laat handmatige verbeteringen weg",
        "leave manual edits out",
    ),
    "edits.applied": (
        "{n} handmatige verbeteringen uit {path} zijn toegepast; --no-edits laat ze "
        "weg.",
        "{n} manual edits of {path} were applied; --no-edits leaves them out.",
    ),
    "edits.count": ("{n} verbeteringen in {path}", "{n} edits in {path}"),
    "edits.add_needs": (
        "Zeg wat er moet gebeuren en waar: --action delete --at 12.34.",
        "Say what is to be done and where: --action delete --at 12.34.",
    ),
    "edits.to_is_for_move": (
        "--to hoort bij --action move, en move heeft het nodig.",
        "--to belongs to --action move, and move needs it.",
    ),
    "edits.no_chain": (
        "Deze opname heeft geen zegel waar verbeteringen naar kunnen verwijzen.",
        "This recording has no seal that edits could refer to.",
    ),
    "edits.nothing_to_undo": (
        "Er is niets terug te nemen: {path} bevat geen verbeteringen.",
        "There is nothing to take back: {path} holds no edits.",
    ),
    "edits.taken_back": ("Teruggenomen.", "Taken back."),
}
