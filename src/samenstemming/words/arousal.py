"""Levels against the own baseline: the couple's words, and why there is none.

Nothing here says whose heart it is; the word of the shape is in couple.py.
"""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "unknown.first_minute": (
        "De eerste minuut telt nog niet.",
        "The first minute does not count yet.",
    ),
    "unknown.one_wearer": ("Er is maar één drager.", "There is only one wearer."),
    "unknown.after_movement": (
        "Er werd net bewogen.",
        "There was movement a moment ago.",
    ),
    "unknown.signal_gap": (
        "Het signaal was even weg.",
        "The signal was gone for a moment.",
    ),
    "unknown.poor_signal": (
        "Het signaal is niet goed genoeg.",
        "The signal is not good enough.",
    ),
    "unknown.no_baseline": (
        "Er is nog geen rustmeting.",
        "There is no baseline at rest yet.",
    ),
    "unknown.no_talk_baseline": (
        "Er is nog geen meting van gewoon praten.",
        "There is no baseline of ordinary talk yet.",
    ),
    "unknown.regaining": (
        "Het signaal is nog maar net terug.",
        "The signal has only just come back.",
    ),
    "unknown.no_slope": (
        "Hier is niet te zeggen of de hartslag stijgt of daalt.",
        "Whether the heart rate rises or falls cannot be told here.",
    ),
    "unknown.speaker_change": (
        "Rond een wisseling van spreker telt niets mee.",
        "Nothing counts around a change of speaker.",
    ),
    "unknown.not_settled": (
        "Binnen vijf minuten was er geen minuut waarin ze allebei rustig waren.",
        "Within five minutes there was no minute in which both were calm.",
    ),
    "unknown.ended_before": (
        "De opname hield eerder op.",
        "The recording ended before.",
    ),
    "segment.shared_calm": ("allebei rustig", "both calm"),
    "segment.settling_together": ("allebei dalend", "settling together"),
    "segment.rising_together": ("allebei stijgend", "rising together"),
    "segment.one_up_one_down": (
        "de een stijgend, de ander dalend",
        "one up, one down",
    ),
    "segment.independent": ("los van elkaar", "independent"),
    "segment.other": ("geen van deze", "none of these"),
    "segment.unknown": ("niet te zeggen", "can't tell"),
    "moment.co_escalation": ("allebei omhoog", "both went up"),
    "moment.settled_together": ("allebei weer rustig", "both calm again"),
    "moment.pattern_mark": ("ons patroon, gemarkeerd", "our pattern, marked"),
    "moment.silence": ("stilte, gemarkeerd", "silence, marked"),
    "moment.repair_felt": ("weer bij elkaar, gemarkeerd", "back together, marked"),
    "moment.flooding": ("ver boven de eigen rust", "far above the own rest"),
    # -- lines under an analysis --------------------------------------------------
    "talk.roles.corrected": (
        "Wie er sprak was gemarkeerd: het effect van praten is eruit gehaald, en rond "
        "een wisseling van spreker telt niets mee.",
        "Who spoke was marked: the effect of talking is taken out, and nothing counts "
        "around a change of speaker.",
    ),
    "talk.roles.not_marked": (
        "Wie er sprak was niet gemarkeerd. Om de beurt praten alleen al laat harten "
        "tegengesteld bewegen.",
        "Who spoke was not marked. Taking turns to talk is enough to make hearts move "
        "in opposite ways.",
    ),
    "talk.holm": (
        "p_adjusted: voor {n} stappen samen, volgens Holm",
        "p_adjusted: for {n} steps together, by Holm's method",
    ),
    "talk.title": (
        "ten opzichte van de eigen rust (verkennend, niet gevalideerd)",
        "against the own baselines (exploratory, not validated)",
    ),
    "talk.both": ("samen", "both"),
    "talk.segments": ("stukken van 1-2 minuten", "stretches of 1-2 minutes"),
    "talk.moments": ("momenten om terug te kijken", "moments to look back at"),
    "talk.rest": ("rust {bpm}/min", "rest {bpm} bpm"),
    "talk.talk": ("praten {bpm}/min", "talk {bpm} bpm"),
    "talk.no_baseline": ("geen rustmeting", "no baseline"),
    "talk.state.unknown": ("onbekend", "unknown"),
    "talk.state.calm": ("rustig", "calm"),
    "talk.state.busy": ("druk", "busy"),
    "talk.state.high": ("hoog", "high"),
    "talk.state.settling": ("dalend", "settling"),
    "talk.joint.unknown": ("onbekend", "unknown"),
    "talk.joint.calm": ("rustig", "calm"),
    "talk.joint.busier": ("drukker", "busier"),
    "talk.joint.rising_together": ("samen oplopend", "rising together"),
    "talk.joint.settling_together": ("samen zakkend", "settling together"),
}
