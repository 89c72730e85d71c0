"""The page that makes a recording of two files: choose, look, say how clocks lie, keep.

Files are read as they came, in a folder that is gone once they are read. Nothing of
them is shown but what the reader says in words; nothing is kept before it is asked.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import streamlit as st

import samenstemming as sam
from samenstemming.words import Language, say, told

from ..components.upload_dress import upload_dress
from ..desk import desk
from ..view_import import align_text, file_name
from .markup import said

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

MOST_MB: Final = 64
"""An hour of 1000 Hz ECG as EDF is 7 MB, of a laboratory's whole montage 60."""

TYPES: Final = ["txt", "csv", "tsv", "fit", "xdf", "edf"]
WAYS: Final = ("files", "known", "marker", "estimate")
READ: Final = "import_read"


@st.fragment
def draw(language: Language) -> None:
    """Draw the page, as a part by itself, so that no file that is chosen is lost.

    A browser asks where a file may go, and lists it once it is told. Where a run of
    the whole script begins in between (the one for the other file), Streamlit 1.67
    throws that answer away with all that waits to be sent; for a part it keeps it.
    """
    with st.container(key="importing", gap="medium"):
        st.title(say("importing.title", language))
        st.markdown(say("importing.about", language))
        for column, wearer in zip(st.columns(2), sam.Wearer, strict=True):
            with column:
                _file(wearer, language)
        _clocks(language)
        st.button(
            say("importing.look", language),
            key="import_look",
            type="primary",
            on_click=_look,
            args=(language,),
        )
        with st.container(key="import_told"):
            _told(language)
    upload_dress()


def _file(wearer: sam.Wearer, language: Language) -> None:
    name = wearer.upper()
    st.file_uploader(
        say("importing.file", language, wearer=name),
        type=TYPES,
        key=f"import_{wearer}",
        max_upload_size=MOST_MB,
        on_change=_forget,
    )
    file: UploadedFile | None = st.session_state.get(f"import_{wearer}")
    with st.container(key=f"import_has_{wearer}"):
        if file is not None:
            st.html(said(say("importing.has", language, name=file.name)))
    st.text_input(
        say("importing.stream", language, wearer=name),
        key=f"import_stream_{wearer}",
        max_chars=80,
        on_change=_forget,
    )
    st.text_input(
        say("importing.zone", language, wearer=name),
        key=f"import_zone_{wearer}",
        max_chars=40,
        placeholder="Europe/Amsterdam",
        on_change=_forget,
    )


def _clocks(language: Language) -> None:
    way = st.radio(
        say("importing.align", language),
        WAYS,
        format_func=lambda one: say(f"importing.align.{one}", language),
        key="import_way",
        horizontal=True,
        on_change=_forget,
    )
    if way == "known":
        st.number_input(
            say("importing.seconds", language),
            key="import_seconds",
            value=0.0,
            step=0.1,
            on_change=_forget,
        )
    if way == "marker":
        st.text_input(
            say("importing.marker", language),
            key="import_marker",
            max_chars=80,
            on_change=_forget,
        )


def _forget() -> None:
    """What was read is not what is chosen now."""
    st.session_state.pop(READ, None)


def _look(language: Language) -> None:
    state = st.session_state
    given: dict[sam.Wearer, UploadedFile | None] = {
        wearer: state.get(f"import_{wearer}") for wearer in sam.Wearer
    }
    if not any(given.values()):
        state[READ] = say("importing.none", language)
        return
    with TemporaryDirectory(prefix="samenstemming-import-") as folder:
        paths = {
            wearer: _put(Path(folder) / wearer, file)
            for wearer, file in given.items()
            if file is not None
        }
        try:
            state[READ] = sam.import_files(
                paths.get(sam.Wearer.A),
                paths.get(sam.Wearer.B),
                a_stream=state.get("import_stream_a") or None,
                b_stream=state.get("import_stream_b") or None,
                a_zone=state.get("import_zone_a") or None,
                b_zone=state.get("import_zone_b") or None,
                align=align_text(
                    state["import_way"],
                    state.get("import_seconds", 0.0),
                    state.get("import_marker", ""),
                ),
            )
        except (sam.SamenstemmingError, OSError) as error:
            state[READ] = told(error, language).replace(f"{folder}/", "")


def _put(folder: Path, file: "UploadedFile") -> Path:
    folder.mkdir()
    path = folder / file_name(file.name)
    path.write_bytes(file.getbuffer())
    return path


def _told(language: Language) -> None:
    read = st.session_state.get(READ)
    if read is None:
        return
    if isinstance(read, str):
        st.html(said(read, "notice"))
        return
    if isinstance(read, Path):
        st.html(said(say("importing.kept", language, name=read.stem)))
        st.page_link(
            st.session_state["pages"]["lab"],
            label=say("importing.open", language),
            icon=":material/show_chart:",
            query_params={"file": desk().admit(read), "lang": language.value},
        )
        return
    st.header(say("importing.preview", language))
    lines = "".join(said(line) for line in sam.import_preview(read, language))
    st.html(f'<div class="import-lines">{lines}</div>')
    notes = sam.import_notes(read, language)
    if notes:
        with st.expander(say("importing.notes", language)):
            for note in notes:
                st.text(note)
    st.text_input(say("importing.label", language), key="import_label", max_chars=40)
    agreed = st.checkbox(say("importing.consented", language), key="import_agreed")
    st.button(
        say("importing.keep", language),
        key="import_keep",
        disabled=not agreed,
        on_click=_keep,
        args=(language,),
    )


def _keep(language: Language) -> None:
    state = st.session_state
    read = state.get(READ)
    if not isinstance(read, sam.Recording):
        return
    label = str(state.get("import_label") or "").strip()
    agreed = {wearer.value: ["record", "look_back"] for wearer in read.wearers}
    meta = {**read.meta, "label": label, "consent": agreed}
    try:
        state[READ] = sam.keep_import(sam.Recording.of(read.events(), meta=meta), label)
    except (sam.SamenstemmingError, OSError) as error:
        state[READ] = told(error, language)
