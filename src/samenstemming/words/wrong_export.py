"""What stands in the way of an export, an archive or a report."""

WORDS: dict[str, tuple[str, str]] = {}
