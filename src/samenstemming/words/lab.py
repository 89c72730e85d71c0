"""The lab screen and the app around it."""

WORDS: dict[str, tuple[str, str]] = {
    # key: (Dutch, English)
    "lab.title": ("Meekijken", "Lab"),
}
