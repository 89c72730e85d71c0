"""The terminal's live view of a recording: its heads, its states, its keys."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "live.head.wearer": ("drager", "wearer"),
    "live.head.heart_rate": ("hartslag", "heart rate"),
    "live.head.rmssd": ("RMSSD", "RMSSD"),
    "live.head.signal": ("signaal", "signal"),
    "live.head.link": ("verbinding", "link"),
    "live.head.battery": ("batterij", "battery"),
    "live.bpm": ("{value} /min", "{value} bpm"),
    "live.ms": ("{value} ms", "{value} ms"),
    "live.percent": ("{value}%", "{value}%"),
    "live.link.connecting": ("verbinden", "connecting"),
    "live.link.connected": ("verbonden", "connected"),
    "live.link.waiting": ("wachten", "waiting"),
    "live.link.lost": ("weg", "lost"),
    "live.link.silent": ("stil", "silent"),
    "live.link.closed": ("losgekoppeld", "disconnected"),
    "live.link.none": ("nog niet", "not yet"),
    "live.ecg": ("ecg", "ECG"),
    "live.simulated": ("gesimuleerd", "simulated"),
    "live.step": ("stap {id}", "step {id}"),
    "live.paused": ("gepauzeerd", "paused"),
    "live.ending": ("wordt afgesloten", "being closed"),
    "live.no_rmssd": ("{wearer}: geen RMSSD. {why}", "{wearer}: no RMSSD. {why}"),
    "live.no_beats": (
        "Band {wearer} is verbonden, maar meldt geen slagen. Bevochtig de elektroden "
        "en trek de band wat aan.",
        "Strap {wearer} is connected but reports no beats. Wet the electrodes and "
        "tighten the strap a little.",
    ),
    "live.lost": (
        "{count} gebeurtenissen konden niet worden bewaard.",
        "{count} events could not be kept.",
    ),
    "live.markers": ("markeringen", "markers"),
    "live.keys": (
        "m zet een markering · q of Ctrl-C stopt",
        "m sets a marker · q or Ctrl-C stops",
    ),
    "live.no_keys": ("Ctrl-C stopt", "Ctrl-C stops"),
    "live.arg.json": (
        "elke seconde de stand als een regel JSON",
        "the state as a line of JSON every second",
    ),
}
