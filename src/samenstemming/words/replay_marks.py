"""Marks corrected after the end, on the replay page."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "replay.marks.title": (
        "Eigen markeringen verbeteren",
        "Correct marks set by hand",
    ),
    "replay.marks.about": (
        "De opname zelf blijft zoals ze is. Wat je hier verandert, staat ernaast, met "
        "wie het deed en wat er eerst stond. Analyse, export en verslag volgen het; "
        "wat tijdens het gesprek te zien was, verandert niet.",
        "The recording itself stays as it is. What you change here lies beside it, "
        "with who did it and what was there before. Analysis, export and report "
        "follow it; what was seen during the talk does not change.",
    ),
    "replay.marks.none": (
        "In deze opname heeft niemand met de hand een markering gezet.",
        "Nobody set a mark by hand in this recording.",
    ),
    "replay.marks.name": ("Naam", "Name"),
    "replay.marks.at": ("Tijd in seconden", "Time in seconds"),
    "replay.marks.coder": (
        "Code van wie verbetert, geen naam",
        "Code of who corrects, not a name",
    ),
    "replay.marks.take_back": ("Neem deze markering terug", "Take this mark back"),
    "replay.marks.undo": (
        "Laatste verbetering ongedaan maken",
        "Undo the last correction",
    ),
    "replay.marks.trail": (
        "**Wat er veranderd is** ({n})",
        "**What was changed** ({n})",
    ),
    "replay.marks.did.correct": (
        "markering {of} was “{was}” en is “{now}”",
        "mark {of} was “{was}” and is “{now}”",
    ),
    "replay.marks.did.take_back": (
        "markering {of} teruggenomen: “{was}”",
        "mark {of} taken back: “{was}”",
    ),
    "replay.marks.did.undo": (
        "verbetering {of} ongedaan gemaakt: het is weer “{now}”",
        "correction {of} undone: it is “{now}” again",
    ),
    "replay.marks.nobody": ("geen code", "no code"),
    "replay.marks.no_more": (" (geldt niet meer)", " (no longer holds)"),
}
