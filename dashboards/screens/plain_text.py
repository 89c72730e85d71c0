"""People's own text in places where Streamlit reads Markdown."""


def plain(text: str) -> str:
    """The text as it was typed, with Markdown's own characters made harmless."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|~<>:$&" else c for c in text)
