"""What the two read while they talk: as little as possible, to both, about a moment.

No figure, no name beside a signal, no emotion, nobody to blame. A test reads every
sentence here for words that judge and for length. The exercises' own sentences are in
their files; these stand around them.
"""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    # -- the one word of the shape --------------------------------------------------
    "couple.word.calm": ("rustig", "calm"),
    "couple.word.busier": ("wat drukker", "a bit busier"),
    "couple.word.rising_together": ("drukker", "busier"),
    "couple.word.settling_together": ("jullie zakken weer", "you are settling again"),
    "couple.word.unknown": ("even niet te zien", "not to be seen just now"),
    "couple.shape": (
        "Eén vorm voor jullie samen: {word}.",
        "One shape for both of you: {word}.",
    ),
    "couple.shape_unknown": (
        "Eén vorm voor jullie samen. We zien nu even niet genoeg.",
        "One shape for both of you. There is not enough to see right now.",
    ),
    "couple.shape_means": (
        "De vorm wordt drukker als een hart sneller gaat dan in rust. Dat mag.",
        "The shape gets busier when a heart goes faster than at rest. That is fine.",
    ),
    "couple.shape_why": (
        "Harten gaan ook sneller van lachen, praten of verzitten.",
        "Hearts also go faster from laughing, talking or shifting in your seat.",
    ),
    # -- signals ----------------------------------------------------------------------
    "couple.signal.lost": (
        "Even geen signaal. Jullie kunnen gewoon doorpraten.",
        "No signal for a moment. You can just keep talking.",
    ),
    "couple.signal.good": ("goed", "good"),
    "couple.signal.not_yet": ("nog even", "not yet"),
    "couple.signal.wet": (
        "Druk de band zacht aan, of maak hem wat nat.",
        "Press the strap on gently, or moisten it a little.",
    ),
    "couple.signal.none": (
        "Zonder band kan ook. Dan leidt het scherm alleen het gesprek.",
        "You can do without a strap. The screen then only guides the talk.",
    ),
    # -- buttons ----------------------------------------------------------------------
    "couple.button.pause": ("Even pauze", "Short break"),
    "couple.button.pattern": ("Daar is ons patroon", "There's our pattern"),
    "couple.button.skip": ("Deze slaan we over", "Let's skip this one"),
    "couple.button.next": ("Verder", "Next"),
    "couple.button.stop": ("Stoppen", "Stop"),
    "couple.button.back": ("Ik ben er weer", "I am back"),
    "couple.button.home": ("Naar het begin", "To the start"),
    "couple.button.help": ("Hulp", "Help"),
    "couple.button.away": ("Snel weg", "Leave quickly"),
    "couple.away_how": (
        "Twee keer Esc maakt het scherm meteen leeg.",
        "Pressing Esc twice clears the screen at once.",
    ),
    # -- during a step ----------------------------------------------------------------
    "couple.rounding_off": (
        "Rond het in je eigen tempo af.",
        "Round it off at your own pace.",
    ),
    "couple.pattern": (
        "Fijn dat je het zegt. Adem één keer uit en vraag dan: hoe is dit nu voor jou?",
        "It is good that you say so. Breathe out once, then ask: what is this like for "
        "you now?",
    ),
    "couple.pattern.go_on": ("Zacht verder", "Go on softly"),
    "couple.private": (
        "Alleen voor {name}. De ander kijkt nu even niet mee.",
        "Only for {name}. The other looks away for a moment.",
    ),
    "couple.private.ready": ("Ik ben alleen", "I am by myself"),
    "couple.private.hand_over": (
        "Dank je. Geef het scherm aan {name}.",
        "Thank you. Hand the screen to {name}.",
    ),
    "couple.words.open": ("Om de beurt kiezen", "Choose in turn"),
    "couple.words.open_one": ("In stilte kiezen", "Choose quietly"),
    "couple.words.cards": ("Welk kaartje past bij jou?", "Which card fits you?"),
    "couple.words.outside": ("Wat liet je zien?", "What did you show?"),
    "couple.words.inside": ("Wat voelde je vanbinnen?", "What did you feel inside?"),
    "couple.words.needs": ("Wat heb jij soms nodig?", "What do you sometimes need?"),
    "couple.words.free": (
        "Je kiest voor jezelf. Of je het deelt, bepaal je daarna.",
        "You choose for yourself. Afterwards you decide whether to share it.",
    ),
    "couple.words.not_knowing": ("Ik weet het nog niet", "I don't know yet"),
    "couple.words.pass": ("Ik sla dit over", "I'll skip this"),
    "couple.words.share": (
        "Wil je dit delen? Het blijft van jou als je dat liever hebt.",
        "Would you like to share this? It stays yours if you prefer.",
    ),
    "couple.words.share.yes": ("Delen", "Share"),
    "couple.words.share.no": ("Voor mezelf houden", "Keep it to myself"),
    "couple.words.back": (
        "Dank je wel. Kijk maar weer samen.",
        "Thank you. You can both look at the screen again.",
    ),
    "couple.words.together": ("Samen verder", "Go on together"),
    "couple.shared": ("Gedeeld met elkaar", "Shared with each other"),
    "couple.mark.open": ("Dit moment onthouden", "Remember this moment"),
    "couple.mark.went_quiet": ("Het werd stil", "It went quiet"),
    "couple.mark.laughed": ("We lachten", "We laughed"),
    "couple.mark.repair_felt": ("We vonden elkaar weer", "We found each other again"),
    "couple.mark.noted": ("Dit moment is bewaard.", "This moment has been kept."),
    "couple.mark.how": (
        "Met M onthouden jullie een moment.",
        "M lets you remember a moment.",
    ),
    "couple.own_private": (
        "Ieder kijkt straks alleen, om de beurt.",
        "Each of you looks alone later, in turn.",
    ),
    "couple.look_back_later": (
        "Terugkijken kan straks, als jullie dat allebei willen.",
        "You can look back later, if you both want to.",
    ),
    # -- offers -----------------------------------------------------------------------
    "couple.cue.offer_pause": (
        "Het lijkt even druk vanbinnen. Zullen jullie samen een korte pauze nemen?",
        "There seems to be a lot going on inside. Shall you take a short break "
        "together?",
    ),
    "couple.cue.pause_now": (
        "We zetten het gesprek even stil. Er gaat niets verloren.",
        "We put the talk on hold for a moment. Nothing is lost.",
    ),
    "couple.cue.slow_down": (
        "Neem gerust de tijd. Adem een paar keer wat langer uit, als je dat prettig "
        "vindt.",
        "Take all the time you need. Breathe out a little longer a few times, if that "
        "feels right.",
    ),
    "couple.cue.offer_long_break": (
        "Het blijft druk vanbinnen. Een langere pauze kan helpen, met een tijd om "
        "elkaar weer te zien.",
        "It stays busy inside. A longer break can help, with a time to see each other "
        "again.",
    ),
    "couple.cue.close_warmly": (
        "Het was vandaag veel. Zullen jullie het hier laten, en een andere keer "
        "verdergaan? Wil een van jullie met iemand praten: onder Hulp staan nummers.",
        "Today was a lot. Shall you leave it here, and go on another time? If either "
        "of you wants to talk to someone: under Help there are numbers.",
    ),
    "couple.cue.repeat_rest": (
        "Het signaal was nog niet lang genoeg goed. Willen jullie de stille minuten "
        "nog een keer doen?",
        "The signal was not good for long enough yet. Would you like to do the quiet "
        "minutes once more?",
    ),
    "couple.cue.yes": ("Ja, graag", "Yes, please"),
    "couple.cue.not_now": ("Nu niet", "Not now"),
    # -- breaks -----------------------------------------------------------------------
    "couple.break.continue": ("Verder", "Go on"),
    "couple.break.little_longer": ("Nog even rust", "A little more rest"),
    "couple.break.long_break": ("Lange pauze", "Long break"),
    "couple.break.stop_today": ("Genoeg voor vandaag", "Enough for today"),
    "couple.break.agree": (
        "Hoe laat zien jullie elkaar weer?",
        "When will you see each other again?",
    ),
    "couple.break.back_at": (
        "Jullie zien elkaar weer om {time}.",
        "You will see each other again at {time}.",
    ),
    "couple.pacer.in": ("in", "in"),
    "couple.pacer.out": ("uit", "out"),
    "couple.pacer.soft": (
        "Klein en zacht is genoeg. Word je licht in je hoofd, adem dan gewoon.",
        "Small and soft is enough. If you feel light-headed, just breathe as usual.",
    ),
    # -- the end ----------------------------------------------------------------------
    "couple.end.stopped": (
        "Jullie zijn gestopt. Dat is altijd goed.",
        "You have stopped. That is always fine.",
    ),
    "couple.end.done": (
        "Dit was het voor nu. Jullie hebben tijd voor elkaar gemaakt.",
        "That was it for now. You made time for each other.",
    ),
    "couple.end.moment": (
        "Dit is een plaatje van een moment. Het zegt niet hoe goed jullie het hebben.",
        "This is a picture of a moment. It does not say how well the two of you are.",
    ),
    "couple.end.help": (
        "Wil je met iemand praten? Onder Hulp staan nummers voor dag en nacht.",
        "Would you like to talk to someone? Under Help there are numbers for day and "
        "night.",
    ),
    "couple.only_calm": (
        "Vandaag passen de rustige oefeningen het best.",
        "Today the calm exercises fit best.",
    ),
    # -- without a talk ---------------------------------------------------------------
    "couple.stage": ("Jullie gesprek", "Your talk"),
    "couple.buttons": ("Knoppen voor jullie allebei", "Buttons for both of you"),
    "couple.cards": ("Woorden die kunnen helpen", "Words that may help"),
    "couple.connecting": ("Een ogenblik.", "One moment."),
    "couple.no_talk": (
        "Hier loopt geen gesprek. Begin een gesprek, dan verschijnt het vanzelf.",
        "There is no talk going on here. Begin one, and it appears by itself.",
    ),
    "couple.open": ("Naar jullie gesprek", "To your talk"),
    # -- trouble ----------------------------------------------------------------------
    "couple.trouble.away": (
        "Het scherm is even los van de opname. Er gaat niets verloren; we zoeken weer "
        "verbinding.",
        "The screen has lost touch with the recording. Nothing is lost; we are "
        "reconnecting.",
    ),
    "couple.trouble.press": (
        "Dat kwam niet aan. Probeer het nog een keer.",
        "That did not arrive. Please try again.",
    ),
    "couple.trouble.disk": (
        "De schijf is vol. Het gesprek gaat door; maak straks wat ruimte vrij.",
        "The disk is full. The talk goes on; free some space later.",
    ),
    "couple.trouble.slept": (
        "De computer heeft even geslapen. Jullie gaan verder waar jullie waren.",
        "The computer was asleep for a while. You go on where you were.",
    ),
}
