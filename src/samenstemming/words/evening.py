"""An evening around the talk: the first time, the yes of each, choosing, keeping.

Dutch first, plain and warm. What the law wants said (no medical device) stands under
`evening.what`, the only place where words as "therapie" may stand, with a "geen".
"""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "evening.door.about": (
        "Een avond met zijn tweeën. Jullie kiezen een oefening en praten; wij houden "
        "de tijd bij.",
        "An evening for the two of you. You choose an exercise and talk; we keep the "
        "time.",
    ),
    "evening.door.open": ("Naar jullie avond", "To your evening"),
    "evening.home.title": ("Samen", "Together"),
    "evening.home.begin": ("Begin een avond", "Begin an evening"),
    "evening.next": ("Verder", "Next"),
    "evening.back": ("Terug", "Back"),
    # -- what it is, the first time --------------------------------------------
    "evening.what.title": ("Fijn dat jullie er zijn", "It is good to have you here"),
    "evening.what.for": (
        "Hier gaat het erom dat je elkaar kunt bereiken. Jullie praten, en wij houden "
        "de tijd bij.",
        "This is about being able to reach each other. You talk, and we keep the time.",
    ),
    "evening.what.hearts": (
        "Twee borstbanden voelen jullie hartslag. Zo kunnen we een pauze voorstellen "
        "als het te veel wordt.",
        "Two chest straps feel your heartbeat. That lets us suggest a break when it "
        "gets too much.",
    ),
    "evening.what.no_test": (
        "Het is geen toets. Er valt niets te winnen en niemand wordt vergeleken.",
        "It is not a test. There is nothing to win and nobody is compared.",
    ),
    "evening.what.not_medical": (
        "Het is geen medisch hulpmiddel en geen therapie. Heb je klachten? Bel je "
        "huisarts.",
        "It is not a medical device and not therapy. Are you unwell? Call your doctor.",
    ),
    "evening.when_not.title": ("Wanneer liever niet", "When rather not"),
    "evening.when_not.afraid": (
        "Ben je bang voor je partner, of is er geweld, dreiging of dwang? Doe dit dan "
        "niet samen. Deze software kan dat niet veilig maken. Onder Hulp staat wie je "
        "kunt bellen.",
        "Are you afraid of your partner, or is there violence, threat or coercion? "
        "Then do not do this together. This software cannot make that safe. Under Help "
        "you find whom to call.",
    ),
    "evening.when_not.now": (
        "Zit je in grote nood, denk je aan zelfdoding of ben je erg in de war? Doe "
        "dit dan nu niet. Ook niet na veel drank of met drugs. Onder Hulp staat wie je "
        "kunt bellen.",
        "Are you in great distress, thinking of suicide or very confused? Then do not "
        "do this now. Nor after much drink or with drugs. Under Help you find whom to "
        "call.",
    ),
    "evening.when_not.implant": (
        "Heb je een pacemaker of een ander implantaat? Vraag je cardioloog voordat je "
        "een band omdoet. Kies dan alleen de knoppen.",
        "Do you have a pacemaker or another implant? Ask your cardiologist before you "
        "put on a strap. Then choose buttons only.",
    ),
    "evening.when_not.heart": (
        "Heb je een hartziekte of gebruik je een medicijn voor je hart? Vraag het "
        "eerst aan je arts. Kies dan alleen de knoppen.",
        "Do you have a heart condition or take heart medicine? Ask your doctor first. "
        "Then choose buttons only.",
    ),
    "evening.when_not.panic": (
        "Heb je paniekaanvallen, of maakt je eigen hartslag je bang? Overleg eerst met "
        "je behandelaar. Doe het zonder band, of kies alleen de knoppen.",
        "Do you have panic attacks, or does your own heartbeat frighten you? Talk to "
        "your clinician first. Do it without a strap, or choose buttons only.",
    ),
    "evening.when_not.pregnant": (
        "Ben je zwanger? Praten kan gewoon. Kies alleen de knoppen, en houd je adem "
        "niet in.",
        "Are you pregnant? Talking is fine. Choose buttons only, and do not hold your "
        "breath.",
    ),
    "evening.when_not.breath": (
        "Heb je astma of COPD, of word je snel duizelig? Adem in je eigen ritme, en "
        "laat de cirkel de cirkel.",
        "Do you have asthma or COPD, or do you get dizzy easily? Breathe at your own "
        "pace, and let the circle be.",
    ),
    "evening.when_not.gaze": (
        "Is aankijken, aanraken of je ogen sluiten moeilijk voor je? Houd je ogen "
        "open, en sla dat over. Een reden is niet nodig.",
        "Is looking, touching or closing your eyes hard for you? Keep your eyes open, "
        "and skip that. No reason is needed.",
    ),
    "evening.when_not.skin": (
        "Krijg je last van de band op je huid? Doe hem dan af.",
        "Does the strap bother your skin? Then take it off.",
    ),
    "evening.when_not.buttons": (
        "Alleen de knoppen kies je straks, als je alleen aan het scherm zit. Je hart "
        "doet dan niet mee.",
        "You can choose buttons only in a moment, when you are alone at the screen. "
        "Your heart then plays no part.",
    ),
    "evening.when_not.age": (
        "Dit is voor volwassenen van 18 jaar en ouder.",
        "This is for adults of 18 and over.",
    ),
    "evening.private.title": (
        "Wat van jullie is, blijft van jullie",
        "What is yours stays yours",
    ),
    "evening.private.local": (
        "Alles blijft op deze computer. Er is geen account en er gaat niets naar "
        "buiten.",
        "Everything stays on this computer. There is no account and nothing leaves it.",
    ),
    "evening.private.alone": (
        "Straks kiest ieder alleen wat mag. Wat jullie samen delen, gebeurt pas als "
        "jullie allebei ja zeggen.",
        "Next, each of you chooses alone what is allowed. What you share happens only "
        "if you both say yes.",
    ),
    "evening.private.stop": (
        "Pauze nemen, iets overslaan of stoppen mag altijd, zonder reden.",
        "You may always take a break, skip or stop, without a reason.",
    ),
    # -- names and the yes of each ---------------------------------------------
    "evening.names.title": ("Hoe heten jullie?", "What are your names?"),
    "evening.names.why": (
        "De namen blijven op deze computer en komen niet in de opname.",
        "The names stay on this computer and never go into the recording.",
    ),
    "evening.names.first": ("Een van jullie", "One of you"),
    "evening.names.second": ("De ander", "The other"),
    "evening.turn.title": ("Even voor {name} alleen", "For {name} alone"),
    "evening.turn.why": (
        "De ander ziet je antwoorden niet. Nee zeggen mag, altijd en zonder reden.",
        "The other does not see your answers. You may say no, always, without a "
        "reason.",
    ),
    "evening.turn.start": (
        "Ik ben {name} en kijk alleen",
        "I am {name}, looking alone",
    ),
    "evening.turn.done": ("Klaar", "Done"),
    "evening.scope.record": (
        "Mijn hartslag mag vanavond worden opgenomen, op deze computer.",
        "My heartbeat may be recorded tonight, on this computer.",
    ),
    "evening.scope.record.why": (
        "Zonder dit ja draag je geen band. Dat merkt de ander wel.",
        "Without this yes you wear no strap. The other will notice that.",
    ),
    "evening.scope.live": (
        "Mijn hart mag meedoen in de vorm op het scherm en in een voorstel voor een "
        "pauze.",
        "My heart may take part in the shape on the screen and in the offer of a "
        "break.",
    ),
    "evening.scope.look_back": (
        "We mogen na afloop samen kort terugkijken.",
        "Afterwards we may look back together for a moment.",
    ),
    "evening.scope.two_lines": (
        "Bij het terugkijken mogen er twee lijnen staan in plaats van één vorm.",
        "When looking back there may be two lines instead of one shape.",
    ),
    "evening.scope.free_text": (
        "Woorden die ik opschrijf, mogen bewaard worden.",
        "Words that I write down may be kept.",
    ),
    "evening.scope.research_export": (
        "Een onderzoeker mag mijn gegevens krijgen, zonder mijn naam.",
        "A researcher may receive my data, without my name.",
    ),
    "evening.scope.recontact": (
        "Een onderzoeker mag later nog eens contact zoeken.",
        "A researcher may contact me again later.",
    ),
    "evening.deeper": (
        "Een gesprek dat dieper gaat, is vanavond goed voor mij.",
        "A talk that goes deeper is fine with me tonight.",
    ),
    "evening.deeper.why": (
        "Je antwoord wordt nergens bewaard. Zeggen jullie niet allebei ja, dan zijn er "
        "rustige oefeningen.",
        "Your answer is kept nowhere. Unless you both say yes, there are calm "
        "exercises.",
    ),
    "evening.buttons_only": (
        "Alleen de knoppen: mijn hart doet niet mee.",
        "Buttons only: my heart plays no part.",
    ),
    "evening.turn.help": (
        "Voel je je niet veilig? Onder Hulp staat wie je kunt bellen.",
        "Do you not feel safe? Under Help you find whom to call.",
    ),
    # -- straps and choosing ---------------------------------------------------
    "evening.straps.title": ("De banden", "The straps"),
    "evening.straps.whose": (
        "Weten jullie nog wiens band welke is? Anders kun je het hier nakijken.",
        "Do you remember whose strap is which? Otherwise you can check it here.",
    ),
    "evening.straps.together": (
        "Dank je. Roep de ander er maar weer bij.",
        "Thank you. You can call the other back now.",
    ),
    "evening.straps.of": ("De band van {name}", "The strap of {name}"),
    "evening.straps.simulated": (
        "Nagemaakte band, om te oefenen",
        "Made-up strap, to practise",
    ),
    "evening.straps.no_strap": ("Geen band", "No strap"),
    "evening.straps.two": (
        "Kies voor ieder een eigen band.",
        "Choose a strap of their own for each.",
    ),
    "evening.straps.kinds": (
        "Een nagemaakte band gaat niet samen met een echte.",
        "A made-up strap does not go with a real one.",
    ),
    "evening.straps.page": (
        "Zoek banden en kijk van wie ze zijn",
        "Look for straps and whose they are",
    ),
    "evening.straps.without": ("Zonder banden verder", "Go on without straps"),
    "evening.choose.title": ("Wat doen jullie vanavond?", "What will you do tonight?"),
    "evening.choose.minutes": ("ongeveer {n} minuten", "about {n} minutes"),
    "evening.choose.done_before": ("eerder gedaan", "done before"),
    "evening.choose.start": ("Begin", "Begin"),
    "evening.choose.starting": (
        "De opname wordt klaargezet.",
        "The recording is being prepared.",
    ),
    "evening.choose.awake": (
        "De computer blijft wakker zolang jullie praten.",
        "The computer stays awake while you talk.",
    ),
    "evening.choose.may_sleep": (
        "Deze computer kan tijdens het gesprek in slaap vallen. Zet dat zo nodig uit.",
        "This computer may fall asleep during the talk. Switch that off if need be.",
    ),
    "evening.choose.failed": (
        "Beginnen lukte niet. Probeer het nog eens, of ga zonder banden verder.",
        "It could not begin. Try again, or go on without straps.",
    ),
    "evening.choose.why": ("Wat er misging", "What went wrong"),
    "evening.talk.going": (
        "Jullie gesprek is begonnen.",
        "Your talk has begun.",
    ),
    "evening.talk.open": ("Naar het gesprek", "To the talk"),
    "evening.talk.stop": ("Stop het gesprek", "Stop the talk"),
    "evening.talk.closing": (
        "De opname wordt afgesloten.",
        "The recording is being closed.",
    ),
    # -- after the talk --------------------------------------------------------
    "evening.after.title": ("Dank jullie wel", "Thank you both"),
    "evening.after.look_back": ("Samen terugkijken", "Look back together"),
    "evening.after.no_look_back": (
        "Terugkijken doen jullie vandaag niet. Dat is goed.",
        "You are not looking back today. That is fine.",
    ),
    "evening.after.kept": (
        "De opname blijft op deze computer tot {date}. Daarna wordt ze gewist.",
        "The recording stays on this computer until {date}. After that it is erased.",
    ),
    "evening.after.delete": ("Nu wissen", "Erase it now"),
    "evening.after.deleted": (
        "Gewist: {names} ({size}).",
        "Erased: {names} ({size}).",
    ),
    "evening.after.gesture": (
        "Is er een klein gebaar dat jullie willen onthouden?",
        "Is there a small gesture that you would like to remember?",
    ),
    "evening.after.keep": ("Bewaar onze woorden", "Keep our words"),
    "evening.after.kept_words": (
        "Bewaard op deze computer. Maak het vak leeg om ze weer te wissen.",
        "Kept on this computer. Empty the box to erase them again.",
    ),
    "evening.after.ready": ("Klaar voor vandaag", "Done for today"),
    "evening.look_back.making": (
        "Het plaatje wordt gemaakt.",
        "The picture is being made.",
    ),
    "evening.look_back.read": (
        "Links is het begin, rechts het eind. Hoger is drukker vanbinnen.",
        "On the left is the beginning, on the right the end. Higher is busier inside.",
    ),
    "evening.look_back.none": (
        "Er is te weinig te zien voor een plaatje. Dat geeft niet.",
        "There is too little to see for a picture. That does not matter.",
    ),
    "evening.look_back.pattern": (
        "Een stip met een streep: hier zeiden jullie “daar is ons patroon”.",
        "A dot with a line: here you said “there is our pattern”.",
    ),
    "evening.look_back.pause": (
        "Een open stip: hier namen jullie een pauze.",
        "An open dot: here you took a break.",
    ),
    "evening.look_back.two": (
        "De hele lijn is van {a}, de streepjeslijn van {b}.",
        "The solid line is {a}'s, the dashed line {b}'s.",
    ),
    "evening.look_back.one_shape": (
        "Liever één vorm voor ons samen",
        "Rather one shape for both of us",
    ),
    "evening.after.next": ("Nog een oefening", "One more exercise"),
    # -- recordings ------------------------------------------------------------
    "evening.shelf.title": ("Onze opnamen", "Our recordings"),
    "evening.shelf.none": ("Er zijn nog geen opnamen.", "There are no recordings yet."),
    "evening.shelf.open": ("Bekijk", "Open"),
    "evening.shelf.rename": ("Hernoem", "Rename"),
    "evening.shelf.delete": ("Wis", "Erase"),
    "evening.shelf.damaged_holds": (
        "In {name} staat nog wat er was, van jullie allebei. Laat je later iets "
        "weghalen, wis dan ook dit bestand.",
        "{name} still holds what there was, of you both. If you have something taken "
        "out later, erase this file too.",
    ),
    "evening.shelf.delete_damaged": ("Wis {name}", "Erase {name}"),
    "evening.shelf.until": ("tot {date}", "until {date}"),
    "evening.shelf.forget_all": (
        "Wis alles wat over ons bewaard is",
        "Erase everything kept about us",
    ),
    "evening.shelf.sure": (
        "Wissen kan niet ongedaan worden gemaakt.",
        "Erasing cannot be undone.",
    ),
    "evening.shelf.history": ("Eerdere avonden", "Earlier evenings"),
    "evening.shelf.new_name": ("Nieuwe naam", "New name"),
    "evening.shelf.no": ("Toch niet", "Rather not"),
    "evening.shelf.withdraw": (
        "Haal eruit wat van {name} is",
        "Take out what is {name}'s",
    ),
    "evening.shelf.withdraw_sure": (
        "Alles van {name} en alles van jullie samen gaat uit deze opname. De ander "
        "houdt de eigen gegevens.",
        "Everything of {name} and everything of you both goes from this recording. The "
        "other keeps their own data.",
    ),
    "evening.shelf.withdrawn": (
        "Wat van {name} was, is eruit: {n} metingen. De ander houdt de eigen gegevens.",
        "What was {name}'s is out: {n} measurements. The other keeps their own data.",
    ),
    "evening.shelf.failed": (
        "Dat lukte niet. Probeer het straks nog eens.",
        "That did not work. Try again later.",
    ),
    "evening.shelf.forget_what": (
        "Dit wist jullie namen, jullie woorden, de lijst van avonden en alle opnamen "
        "van die avonden.",
        "This erases your names, your words, the list of evenings and all recordings "
        "of those evenings.",
    ),
    "evening.shelf.over": (
        "De bewaartijd was voorbij. Gewist: {names} ({size}).",
        "It was kept for as long as agreed. Erased: {names} ({size}).",
    ),
    "evening.shelf.nothing": ("er was niets", "there was nothing"),
    "evening.trouble.profile": (
        "Wat we van jullie onthielden, is niet te lezen. Jullie kunnen gewoon praten.",
        "What we remembered of you cannot be read. You can talk all the same.",
    ),
    # -- a crash ---------------------------------------------------------------
    "evening.resume.title": (
        "Er is nog een gesprek dat is afgebroken",
        "There is a talk that was cut off",
    ),
    "evening.resume.text": (
        "Er is niets verloren. Willen jullie verder waar jullie waren?",
        "Nothing is lost. Would you like to go on where you were?",
    ),
    "evening.resume.yes": ("Verder waar we waren", "Go on where we were"),
    "evening.resume.no": ("Laat maar", "Leave it"),
}
