"""Straps and the radio: what is happening to a link, and what to do about it."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "ble.arg.radio": (
        "door de echte Bluetooth-code en een gesimuleerde radio (Linux)",
        "through the real Bluetooth code and a simulated radio (Linux)",
    ),
    "ble.arg.ecg": (
        "ook het ecg, van banden die het sturen (Polar H10)",
        "the ECG too, from straps that send one (Polar H10)",
    ),
    "ble.looking": (
        "Zoeken naar {straps}. Doe de banden om en bevochtig de elektroden.",
        "Looking for {straps}. Put the straps on and wet the electrodes.",
    ),
    "ble.recording": (
        "Opname naar {path}. Ctrl-C beëindigt haar.",
        "Recording to {path}. Ctrl-C ends it.",
    ),
    "ble.speed": (
        "--speed {speed:g} kan alleen met gesimuleerde banden: een echt hart klopt in "
        "zijn eigen tempo. Laat --speed weg.",
        "--speed {speed:g} goes with simulated straps only: a real heart keeps its own "
        "pace. Leave --speed out.",
    ),
    "ble.scanning": (
        "{seconds:g} seconden zoeken naar banden.",
        "Looking for straps for {seconds:g} seconds.",
    ),
    "ble.none": (
        "Er is geen band in de lucht. Een droge band zwijgt: bevochtig de elektroden "
        "en doe hem om. Een band die een telefoon of horloge gebruikt, zwijgt ook.",
        "No strap is in the air. A dry strap stays silent: wet the electrodes and put "
        "it on. One that a phone or a watch uses stays silent too.",
    ),
    "ble.head.name": ("naam", "name"),
    "ble.head.address": ("adres", "address"),
    "ble.head.rssi": ("sterkte (dBm)", "strength (dBm)"),
    "ble.head.rr": ("stuurt RR", "sends RR"),
    "ble.rr_unknown": ("onbekend", "not known"),
    "ble.held": ("verbonden met deze computer", "connected to this computer"),
    "link.connecting": ("Band {wearer}: verbinden.", "Strap {wearer}: connecting."),
    "link.connected": ("Band {wearer}: verbonden.", "Strap {wearer}: connected."),
    "link.lost": (
        "Band {wearer}: verbinding weg. De opname loopt door; er wordt opnieuw "
        "verbonden.",
        "Strap {wearer}: link lost. The recording goes on; it will be connected again.",
    ),
    "link.silent": (
        "Band {wearer}: verbonden, maar stil. Er wordt opnieuw verbonden.",
        "Strap {wearer}: connected, but silent. It will be connected again.",
    ),
    "link.closed": ("Band {wearer}: losgekoppeld.", "Strap {wearer}: disconnected."),
    "link.ecg.streaming": (
        "Band {wearer} stuurt zijn ecg.",
        "Strap {wearer} sends its ECG.",
    ),
    "link.ecg.stopped": (
        "Band {wearer} stuurt zijn ecg niet meer, zoals gevraagd.",
        "Strap {wearer} no longer sends its ECG, as asked.",
    ),
    "link.ecg.silent": (
        "Het ecg van band {wearer} stokt; het wordt opnieuw gevraagd. De hartslagen "
        "komen gewoon door.",
        "The ECG of strap {wearer} has dried up; it is asked for again. The beats go "
        "on coming.",
    ),
    "link.ecg.no_ecg": (
        "Band {wearer} heeft geen ecg om te sturen. De opname gaat door met zijn "
        "hartslagen.",
        "Strap {wearer} has no ECG to send. The recording goes on with its beats.",
    ),
    "link.ecg.refused": (
        "Band {wearer} weigert zijn ecg. De opname gaat door met zijn hartslagen; het "
        "wordt later opnieuw gevraagd.",
        "Strap {wearer} refuses its ECG. The recording goes on with its beats; it is "
        "asked again later.",
    ),
    "link.ecg.narrow": (
        "De verbinding met band {wearer} is te smal voor een ecg (MTU). De opname gaat "
        "door met zijn hartslagen.",
        "The link to strap {wearer} is too narrow for an ECG (MTU). The recording goes "
        "on with its beats.",
    ),
    "link.ecg.needs_pairing": (
        "Band {wearer} geeft zijn ecg alleen als hij gekoppeld is: dat kan in de "
        "Bluetooth-instellingen van het systeem. De opname gaat door met zijn "
        "hartslagen.",
        "Strap {wearer} gives its ECG only when paired, which the system's Bluetooth "
        "settings can do. The recording goes on with its beats.",
    ),
    "link.ecg.no_answer": (
        "Band {wearer} antwoordt niet op de vraag om zijn ecg. De opname gaat door met "
        "zijn hartslagen; het wordt later opnieuw gevraagd.",
        "Strap {wearer} does not answer when asked for its ECG. The recording goes on "
        "with its beats; it is asked again later.",
    ),
    "link.ecg.breaks_link": (
        "De verbinding met band {wearer} breekt telkens als zijn ecg begint. De opname "
        "gaat door met zijn hartslagen.",
        "The link to strap {wearer} breaks each time its ECG begins. The recording "
        "goes on with its beats.",
    ),
    "link.ecg.failed": (
        "Bij het ecg van band {wearer} ging iets onverwachts mis. De opname gaat door "
        "met zijn hartslagen.",
        "Something unexpected went wrong with the ECG of strap {wearer}. The recording "
        "goes on with its beats.",
    ),
    "link.waiting.not_seen": (
        "Band {wearer} is niet te zien. Is hij om, en vochtig, en gebruikt geen "
        "telefoon hem? Er wordt gewacht.",
        "Strap {wearer} is not to be seen. Is it on, and wet, and does no phone use "
        "it? Waiting for it.",
    ),
    "link.waiting.several": (
        "De naam van band {wearer} past op meer dan één band. Begin opnieuw met het "
        "adres.",
        "The name of strap {wearer} fits more than one strap. Begin again with its "
        "address.",
    ),
    "link.waiting.no_adapter": (
        "Band {wearer}: deze computer heeft geen Bluetooth meer. Steek de adapter "
        "weer in.",
        "Strap {wearer}: this computer has no Bluetooth any more. Plug the adapter "
        "back in.",
    ),
    "link.waiting.bluetooth_off": (
        "Band {wearer}: Bluetooth staat uit. Zet het aan.",
        "Strap {wearer}: Bluetooth is off. Switch it on.",
    ),
    "link.waiting.no_permission": (
        "Band {wearer}: dit programma mag Bluetooth niet gebruiken. Sta het toe in de "
        "instellingen.",
        "Strap {wearer}: this program may not use Bluetooth. Allow it in the settings.",
    ),
    "link.waiting.no_service": (
        "Band {wearer}: de Bluetooth-dienst van het systeem antwoordt niet. Er wordt "
        "gewacht.",
        "Strap {wearer}: the system's Bluetooth service does not answer. Waiting for "
        "it.",
    ),
    "link.waiting.busy": (
        "Band {wearer}: Bluetooth is bezet. Het wordt opnieuw geprobeerd.",
        "Strap {wearer}: Bluetooth is busy. Trying again.",
    ),
    "link.waiting.refused": (
        "Band {wearer}: verbinden lukte niet. Het wordt opnieuw geprobeerd.",
        "Strap {wearer}: it could not be connected. Trying again.",
    ),
    "link.waiting.no_answer": (
        "Band {wearer} antwoordt niet. Het wordt opnieuw geprobeerd.",
        "Strap {wearer} does not answer. Trying again.",
    ),
    "link.waiting.needs_pairing": (
        "Band {wearer} wil gekoppeld worden. Koppel hem in de Bluetooth-instellingen "
        "van het systeem.",
        "Strap {wearer} wants to be paired. Pair it in the system's Bluetooth "
        "settings.",
    ),
    "link.waiting.no_heart_rate": (
        "Apparaat {wearer} meet geen hartslag. Kies een andere band.",
        "Device {wearer} sends no heart rate. Choose another strap.",
    ),
    "link.waiting.out_of_reach": (
        "Band {wearer} is buiten bereik. Er wordt gewacht.",
        "Strap {wearer} is out of reach. Waiting for it.",
    ),
    "link.waiting.silent": (
        "Band {wearer} zwijgt. Zit hij goed, en is hij vochtig? Er wordt opnieuw "
        "verbonden.",
        "Strap {wearer} says nothing. Does it sit well, and is it wet? Connecting "
        "again.",
    ),
    "link.waiting.failed": (
        "Band {wearer}: er ging iets onverwachts mis. Het wordt opnieuw geprobeerd.",
        "Strap {wearer}: something unexpected went wrong. Trying again.",
    ),
}
