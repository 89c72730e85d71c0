"""The screens: a Streamlit app on one ASGI server, and a canvas fed by events.

Nothing here computes. The package's `Pipeline` makes the numbers; this folder follows
a recording, formats what comes out and shows it.

The wheel carries this folder under another name than the repository does, so nothing
in it may call itself by name: siblings are imported relatively.
"""
