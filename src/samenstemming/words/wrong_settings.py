"""What is wrong with settings, on a page."""

WORDS: dict[str, tuple[str, str]] = {}
