"""A file that can be taken: it is made when it is asked for, and not with the page.

With the page, its content would lie in the server for everybody who draws it. And the
browser asks at once whether it is there: where the page is drawn anew twice meanwhile
the answer is that it is not, an error that nobody caused.
"""

from collections.abc import Callable

import streamlit as st


def offered(
    label: str,
    make: Callable[[], str | bytes],
    *,
    name: str,
    mime: str,
    key: str,
    disabled: bool = False,
) -> None:
    """Draw the button; `make` runs once it is pressed, beside the script."""
    st.download_button(
        label,
        make,
        file_name=name,
        mime=mime,
        key=key,
        disabled=disabled,
        on_click="ignore",
    )
