"""What Streamlit leaves wrong about its file upload: a role that hides its label.

It marks the area as presentation and gives it a label all the same; a screen reader
then hears a label of nothing. It becomes a group, again whenever it is drawn anew.
"""

from typing import Final

SCRIPT: Final = """
export default function () {
  const wrong = 'section[data-testid="stFileUploaderDropzone"][role="presentation"]';
  const mend = () => {
    for (const area of document.querySelectorAll(wrong)) {
      area.setAttribute("role", "group");
    }
  };
  mend();
  const watch = new MutationObserver(mend);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => watch.disconnect();
}
"""


def upload_dress() -> None:
    """Give file uploads of this page a role that their label goes with."""
    import streamlit as st

    mount = st.components.v2.component("samenstemming_upload", js=SCRIPT)
    mount(key="upload_dress", height=1)
