"""What is wrong with a study, a code or an answer."""

WORDS: dict[str, tuple[str, str]] = {}
