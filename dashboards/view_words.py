"""Which language, and the strings that a browser's side of a page needs at once."""

from collections.abc import Iterable

from samenstemming.words import Language, keys, say


def words_under(prefixes: Iterable[str], language: Language) -> dict[str, str]:
    """All strings whose key starts with one of these."""
    starts = tuple(prefixes)
    return {key: say(key, language) for key in keys() if key.startswith(starts)}


def first_language(*wishes: str | None) -> Language:
    """The first wish that is one of ours; `nl-BE` wishes Dutch. Dutch where none is."""
    for wish in wishes:
        code = (wish or "").split("-")[0].split("_")[0].lower()
        if code in set(Language):
            return Language(code)
    return Language.NL
