"""What is wrong with a study, a code or an answer: for the command line and the page.

What is said of one field follows its name, and so begins in the middle of a sentence.
"""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "wrong.study.answers_unreadable": (
        "{path} kan niet als antwoorden worden gelezen: {why}.",
        "{path} cannot be read as answers: {why}.",
    ),
    "wrong.study.answers_empty": (
        "{path} bevat geen antwoorden; schrijf {form}.",
        "{path} holds no answers; write {form}.",
    ),
    "wrong.study.no_question": (
        "Vragenlijst '{form}' heeft geen vraag '{name}'.",
        "The form '{form}' has no question '{name}'.",
    ),
    "wrong.study.no_answer": (
        "Vraag '{question}' van '{form}' heeft nog geen antwoord.",
        "Question '{question}' of '{form}' has no answer yet.",
    ),
    "wrong.study.own_words": (
        "Vraag '{question}' vraagt om eigen woorden. Deze partner heeft geen "
        "toestemming gegeven voor free_text; er is niets van bewaard.",
        "Question '{question}' takes own words, and this partner did not agree to "
        "free_text; nothing was kept of it.",
    ),
    "wrong.study.takes": (
        "Bij vraag '{question}' hoort {takes}; gegeven is {given!r}.",
        "Question '{question}' takes {takes}; {given!r} was given.",
    ),
    "wrong.study.no_answers": (
        "{name}, regel {line}: dit zijn geen antwoorden op een vragenlijst.",
        "{name}, line {line}: these are no answers to a form.",
    ),
    "wrong.study.no_pair_line": (
        "{name}, regel {line}: dit is geen koppel dat is uitgegeven. Zet het bestand "
        "terug uit een back-up; koppels worden niet twee keer uitgegeven.",
        "{name}, line {line}: this is no pair that was handed out. Restore the "
        "file from a backup; pairs are not handed out twice.",
    ),
    "wrong.study.not_ticked": (
        "Er is geen koppel uitgegeven. Nog niet aangevinkt: {checks}. Eerst moet de "
        "hele screening gedaan zijn.",
        "No pair was handed out: not ticked yet: {checks}. Every check of the "
        "screening comes first.",
    ),
    "wrong.study.no_check": (
        "De screening heeft geen punt '{check}'.",
        "The screening has no check '{check}'.",
    ),
    "wrong.study.all_given": (
        "Alle {n} regels van de toewijzing zijn uitgegeven ({told}). Maak een "
        "nieuwe versie van het onderzoek met een langere lijst en leg die vast.",
        "All {n} rows of the allocation have been handed out ({told}). Make a new "
        "version of the study with a longer list, and lock that.",
    ),
    "wrong.study.no_lock": (
        "{name} is niet de vastlegging van een onderzoek, of is met de hand "
        "veranderd. Zet het terug uit een back-up; zonder dat kan niemand zeggen "
        "wat is afgesproken.",
        "{name} is no lock of a study, or it was changed by hand. Restore it from "
        "a backup; without it nobody can say what was agreed.",
    ),
    "wrong.study.too_long": (
        "{name}: {n} tekens is meer dan een onderzoeksbestand nodig kan hebben.",
        "{name}: {n} characters is more than a study file can need.",
    ),
    "wrong.study.control": (
        "bevat stuurtekens",
        "holds control characters",
    ),
    "wrong.study.upwards": (
        "loopt van {lowest} tot {highest}; het moet oplopen",
        "runs from {lowest} to {highest}; it has to run upwards",
    ),
    "wrong.study.looks_like_address": (
        "Dat lijkt een e-mailadres. Een onderzoek bevat codes zoals {example} en geen "
        "manier om iemand te bereiken; bewaar adressen in het sleutelbestand.",
        "That looks like an e-mail address. A study holds codes such as {example} "
        "and no way to reach somebody; keep addresses in the key file.",
    ),
    "wrong.study.looks_like_name": (
        "Dat lijkt een naam. Een onderzoek bevat codes zoals {example}; bewaar namen "
        "in het sleutelbestand, apart van de opnamen.",
        "That looks like a name. A study holds codes such as {example}; keep names "
        "in the key file, apart from the recordings.",
    ),
    "wrong.study.no_code": (
        "'{text}' is geen code van dit onderzoek; zo'n code ziet eruit als {example}.",
        "'{text}' is no code of this study; one looks like {example}.",
    ),
    "wrong.study.no_form": (
        "Sessie '{session}' heeft geen vragenlijst '{form}'. Wel: {there}.",
        "Session '{session}' has no form '{form}'. Its forms: {there}.",
    ),
    "wrong.study.unreadable": (
        "{path} kan niet worden gelezen: {why}.",
        "{path} cannot be read: {why}.",
    ),
    "wrong.study.exists": (
        "{path} bestaat al. Kies een andere naam; er wordt niets overschreven.",
        "{path} exists already. Choose another name; nothing is overwritten.",
    ),
    "wrong.study.other_window": (
        "{name} wordt door een ander venster geschreven. Probeer het opnieuw.",
        "{name} is being written by another window. Try again.",
    ),
    "wrong.study.one_study": (
        "{path} moet één onderzoek bevatten; er zijn er: {there}. Noem het bestand.",
        "{path} should hold one study; there are: {there}. Name the file.",
    ),
    "wrong.study.is_locked": (
        "{name} ligt vast. Maak een nieuw onderzoek om iets te veranderen.",
        "{name} is locked. Make a new study to change something.",
    ),
    "wrong.study.not_locked": (
        "{name} ligt nog niet vast. Tot dan is alleen proefdraaien mogelijk "
        "(`study dry-run`). Leg het onderzoek vast voor het eerste koppel komt "
        "(`study lock`).",
        "{name} is not locked, so it can only be tried: `study dry-run`. Lock it "
        "with `study lock` before the first couple.",
    ),
    "wrong.study.no_locks": (
        "De map van {name} kent geen sloten (een netwerkmap?). Zo kunnen twee "
        "assistenten hetzelfde koppel krijgen. Bewaar het onderzoek op de schijf van "
        "deze computer.",
        "The folder of {name} knows no locks (a network folder?), so two "
        "assistants could get one pair. Keep the study on this computer's disk.",
    ),
    "wrong.study.handing_out": (
        "Iemand anders geeft op dit moment een koppel uit van {name}. Hier is niets "
        "uitgegeven; probeer het opnieuw.",
        "Somebody else is handing out a pair from {name} at this moment. Nothing "
        "was handed out here; try again.",
    ),
    "wrong.study.not_utf8": (
        "{name}, regel {line}: dit is geen UTF-8-tekst. Bewaar het als UTF-8.",
        "{name}, line {line}: this is not UTF-8 text. Save it as UTF-8.",
    ),
    "wrong.study.other_lock": (
        "{pair} is uitgegeven toen {name} anders was vastgelegd.",
        "{pair} was handed out under another lock of {name}.",
    ),
    "wrong.study.no_order": (
        "Geen regel van {name} heeft de volgorde '{order}'.",
        "No row of {name} has the order '{order}'.",
    ),
    "wrong.study.which_session": (
        "Welke sessie? Dit onderzoek heeft: {names}.",
        "Which session? This study has: {names}.",
    ),
    "wrong.study.not_asked": (
        "Dit onderzoek vraagt niet om '{scope}'. Daarom kan het niet worden gegeven.",
        "This study does not ask for '{scope}', so it cannot be given.",
    ),
    "wrong.study.not_recorded": (
        "{wearer} heeft geen toestemming gegeven om op te nemen. Er wordt dus "
        "niets opgenomen. Geef --consent {option}:record zodra die er is.",
        "{wearer} has not agreed to being recorded, so nothing is: --consent "
        "{option}:record, once that is so.",
    ),
    "wrong.study.stood_still": (
        "De proefsessie stond {seconds:g} s stil in stap {step}.",
        "The dry run stood still in step {step} for {seconds:g} s.",
    ),
    "wrong.study.no_heartbeat": (
        "{path} bevat geen hartslag. Er is dus geen kwaliteit om te bekijken.",
        "{path} holds no heartbeat, so there is no quality to look at.",
    ),
    "wrong.study.odd_study": (
        "{path} zegt over het onderzoek iets wat geen onderzoek kan vragen: {why}",
        "{path} says of its study what no study can ask for: {why}",
    ),
    "wrong.study.takes.scale": (
        "een heel getal van {low} tot {high}",
        "a whole number from {low} to {high}",
    ),
    "wrong.study.takes.choice": ("één van {options}", "one of {options}"),
    "wrong.study.takes.text": (
        "tekst van hooguit {most} letters",
        "text of at most {most} letters",
    ),
    "wrong.study.not_handed_out": (
        "{pair} is in dit onderzoek niet uitgegeven. `study next` geeft een koppel.",
        "{pair} was not handed out in this study. `study next` gives a pair.",
    ),
    "wrong.study.not_handed_out_but": (
        "{pair} is in dit onderzoek niet uitgegeven. Het laatste is {last}. `study "
        "next` geeft een koppel.",
        "{pair} was not handed out in this study. The last one is {last}. `study next` "
        "gives a pair.",
    ),
    "wrong.study.too_large": (
        "{name} is groter dan een bestand van een onderzoek kan zijn.",
        "{name} is larger than a file of a study can need.",
    ),
    "wrong.study.disk_full": (
        "De schijf van {folder} is vol. Er is niets geschreven. Maak ruimte.",
        "The disk of {folder} is full; nothing was written. Make room.",
    ),
    "wrong.study.unwritable": (
        "{path} kan niet worden geschreven ({why}). Er is niets geschreven. Kijk naar "
        "de rechten van de map, of kies een andere.",
        "{path} cannot be written ({why}); nothing was written. Look at the folder's "
        "permissions, or choose another.",
    ),
    "wrong.study.edited": (
        "{name} is veranderd na het vastleggen op {day}: {listed}. Draai dat terug, of "
        "bewaar het als een ander bestand met een andere versie en leg dat vast.",
        "{name} was edited after its lock of {day}: {listed}. Put that back, or save "
        "it as another file with another version and lock that.",
    ),
    "wrong.study.and_more": ("{listed}; en nog {n}", "{listed}; and {n} more"),
    "wrong.study.changed_length": (
        "{field} had {was} regels en heeft er nu {now}",
        "{field} had {was} entries and has {now}",
    ),
    "wrong.study.changed_value": (
        "{field} was {was} en is {now}",
        "{field} was {was} and is {now}",
    ),
    "wrong.study.not_there": ("er niet", "not there"),
    "wrong.study.lacks_record": (
        "mist 'record': er kan niets worden opgenomen",
        "lacks 'record': nothing could be",
    ),
    "wrong.study.twice": (
        "noemt '{name}' een tweede keer",
        "names '{name}' a second time",
    ),
    "wrong.study.silent": (
        "zegt niets over sessie '{name}'",
        "says nothing of session '{name}'",
    ),
    "wrong.study.no_session": (
        "is geen sessie van dit onderzoek",
        "is no session of this study",
    ),
    "wrong.study.no_session_of": (
        "is '{name}', en dat is geen sessie van dit onderzoek",
        "is '{name}', which is no session of this study",
    ),
    "wrong.study.no_exercise": (
        "is '{name}', een oefening die niet op deze computer staat; wel: {known}",
        "is '{name}', an exercise that is not on this computer; there are: {known}",
    ),
    "wrong.study.order_unused": (
        "'{name}' wordt door de toewijzing aan geen koppel gegeven",
        "'{name}' is given to no couple by the allocation",
    ),
    "wrong.study.no_order_of": (
        "is '{name}', en dat is geen volgorde van dit onderzoek",
        "is '{name}', which is no order of this study",
    ),
    "wrong.study.unequal": (
        "geeft ongelijke armen: {arms}",
        "gives unequal arms: {arms}",
    ),
    "wrong.study.block_arms": (
        "is {block}; {n} armen kunnen dat niet gelijk verdelen",
        "is {block}, which {n} arms cannot share equally",
    ),
    "wrong.study.unequal_block": (
        "begint een blok met ongelijke armen: {arms}",
        "begins a block of unequal arms: {arms}",
    ),
    "wrong.study.part_block": (
        "heeft {n} regels: het laatste blok is niet heel",
        "has {n} rows: its last block is not whole",
    ),
    "wrong.study.refused": ("wordt geweigerd: {why}", "is refused: {why}"),
    "wrong.study.text_needs_consent": (
        "is 'text', terwijl de toestemming niet om 'free_text' vraagt",
        "is 'text', and consent does not ask for 'free_text'",
    ),
}
