"""The couple's report, in their words: no figure about a heart, no score."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "report.couple.title": ("Jullie gesprek", "Your talk"),
    "report.couple.lead": (
        "Dit gaat over een gesprek van {minutes} minuten. Het is van jullie.",
        "This is about a talk of {minutes} minutes. It is yours.",
    ),
    "report.couple.measured": ("Wat er is gemeten", "What was measured"),
    "report.couple.straps_two": (
        "Jullie droegen allebei een band. Die hoort wanneer je hart klopt, verder "
        "niets.",
        "You both wore a strap. It hears when your heart beats, and nothing else.",
    ),
    "report.couple.straps_one": (
        "Een van jullie droeg een band. Over jullie samen valt dan niets te zeggen.",
        "One of you wore a strap. Then there is nothing to say about the two of you.",
    ),
    "report.couple.straps_none": (
        "Jullie droegen geen band. Er is alleen bijgehouden wat jullie deden.",
        "You wore no straps. Only what you did was kept track of.",
    ),
    "report.couple.well": (
        "We konden jullie harten bijna de hele tijd horen.",
        "We could hear your hearts almost all the time.",
    ),
    "report.couple.partly": (
        "Af en toe viel het signaal weg. Daar is niets ingevuld.",
        "Now and then the signal was gone. Nothing was filled in there.",
    ),
    "report.couple.badly": (
        "Het signaal viel vaak weg. Van het gesprek valt daarom weinig te zeggen.",
        "The signal was often gone. So there is little to say about this talk.",
    ),
    "report.couple.strip": ("Hoe het gesprek bewoog", "How the talk moved"),
    "report.couple.strip.instead": (
        "Een lijn van het gesprek: hoger is drukker vanbinnen, lager is rustiger.",
        "A line of the talk: higher is busier inside, lower is calmer.",
    ),
    "report.couple.strip.caption": (
        "Hoger is drukker vanbinnen, lager is rustiger. Harten gaan ook sneller van "
        "lachen, praten of verzitten.",
        "Higher is busier inside, lower is calmer. Hearts also speed up from "
        "laughing, talking or shifting.",
    ),
    "report.couple.strip.no": (
        "Er staat hier geen plaatje. Dat komt er alleen als jullie dat allebei "
        "willen, en als er genoeg te horen was.",
        "There is no picture here. It comes only when you both want it, and when "
        "there was enough to hear.",
    ),
    "report.couple.did": ("Wat jullie deden", "What you did"),
    "report.couple.column.part": ("onderdeel", "part"),
    "report.couple.column.minutes": ("minuten", "minutes"),
    "report.couple.short": ("nog geen 1", "under 1"),
    "report.couple.table": ("De onderdelen van het gesprek", "The parts of the talk"),
    "report.couple.says": ("Wat dit zegt", "What this says"),
    "report.couple.may_not.busy": (
        "Hoe druk het vanbinnen was. Daarvoor was er te weinig te horen.",
        "How busy it was inside. There was too little to hear for that.",
    ),
    "report.couple.may": (
        "Hoe druk het vanbinnen was, van begin tot eind.",
        "How busy it was inside, from start to end.",
    ),
    "report.couple.may_not.well": (
        "Hoe goed jullie het hebben. Er is geen score.",
        "How well you are doing. There is no score.",
    ),
    "report.couple.may_not.feel": (
        "Wat je voelde of dacht. Dat weet alleen jij.",
        "What you felt or thought. Only you know that.",
    ),
    "report.couple.may_not.who": (
        "Wie gelijk had, en wie het anders had moeten doen.",
        "Who was right, and who should have done it differently.",
    ),
    "report.couple.may_not.health": (
        "Hoe gezond je bent. Dit is geen medisch hulpmiddel en geen therapie.",
        "How healthy you are. This is not a medical device and not therapy.",
    ),
    "report.couple.foot": (
        "Dit bestand haalt niets op en stuurt niets weg. Weggooien mag altijd.",
        "This file fetches nothing and sends nothing. You can always throw it away.",
    ),
}
