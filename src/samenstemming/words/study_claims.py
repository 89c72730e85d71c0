"""What a session of a study bears and what it does not, each with its reason."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "study.claim.heart_rate": (
        "hartslag over de hele sessie",
        "heart rate over the whole session",
    ),
    "study.claim.hrv": (
        "variabiliteit (RMSSD) buiten het praten",
        "variability (RMSSD) outside talking",
    ),
    "study.claim.arousal": (
        "drukker of rustiger dan de eigen rust",
        "busier or calmer than the own rest",
    ),
    "study.claim.synchrony": (
        "of de harten vaker samen bewegen dan door toeval",
        "whether the hearts move together more than by chance",
    ),
    "study.claim.lag": (
        "wiens hart volgt, en hoeveel later",
        "whose heart follows, and how much later",
    ),
    "study.claim.steps": (
        "verschillen tussen stappen van deze sessie",
        "differences between steps of this session",
    ),
    "study.claim.export": (
        "uit handen geven voor onderzoek",
        "handing it on for research",
    ),
    "study.claim.feeling": (
        "wat iemand voelde, of hoe het tussen de twee is",
        "what somebody felt, or how the two are with each other",
    ),
    "study.not_borne.heart_rate": (
        "De hartslag van {who} over de hele sessie is niet te zeggen, want {why}.",
        "The heart rate of {who} over the whole session cannot be said, because {why}.",
    ),
    "study.not_borne.hrv": (
        "De variabiliteit (RMSSD) van {who} buiten het praten is niet te zeggen, want "
        "{why}.",
        "The variability (RMSSD) of {who} outside talking cannot be said, because "
        "{why}.",
    ),
    "study.not_borne.arousal": (
        "Of {who} drukker of rustiger was dan in de eigen rust, is niet te zeggen, "
        "want {why}.",
        "Whether {who} was busier or calmer than in their own rest cannot be said, "
        "because {why}.",
    ),
    "study.not_borne.synchrony": (
        "Of de harten vaker samen bewegen dan door toeval, is niet te zeggen, want "
        "{why}.",
        "Whether the hearts move together more than by chance cannot be said, because "
        "{why}.",
    ),
    "study.not_borne.lag": (
        "Wiens hart volgt, en hoeveel later, is niet te zeggen, want {why}.",
        "Whose heart follows, and how much later, cannot be said, because {why}.",
    ),
    "study.not_borne.steps": (
        "Verschillen tussen de stappen van deze sessie zijn niet te zeggen, want "
        "{why}.",
        "Differences between the steps of this session cannot be said, because {why}.",
    ),
    "study.not_borne.export": (
        "Uit handen geven voor onderzoek mag niet, want {why}.",
        "Handing it on for research is not allowed, because {why}.",
    ),
    "study.not_borne.feeling": (
        "Wat iemand voelde, of hoe het tussen de twee is, is niet te zeggen, want "
        "{why}.",
        "What somebody felt, or how the two are with each other, cannot be said, "
        "because {why}.",
    ),
    "study.why.never": (
        "dat zegt een hart nooit; vraag het hun",
        "a heart never says that; ask them",
    ),
    "study.why.no_beats": ("er is geen hartslag", "there are no beats"),
    "study.why.share": ("te weinig is bruikbaar", "too little is usable"),
    "study.why.no_baseline": (
        "er is geen stap met rust of gewoon praten die lang genoeg is",
        "no step of rest or plain talk is long enough",
    ),
    "study.why.few_steps": (
        "er zijn geen twee stappen die vergeleken mogen worden",
        "there are no two steps that may be compared",
    ),
    "study.why.no_consent": (
        "ze vonden dat niet allebei goed",
        "not both agreed to that",
    ),
    "study.why.no_run": (
        "er is geen stuk zonder gaten",
        "there is no stretch without gaps",
    ),
    "study.why.too_short": (
        "het langste stuk zonder gaten is korter dan twee minuten",
        "the longest stretch without gaps is shorter than two minutes",
    ),
    "study.why.simulated_clock": (
        "de klok is nagemaakt",
        "the clock is a simulated one",
    ),
}
