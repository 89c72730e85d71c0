"""One module to a page; each has `draw(language)`.

Not called `pages`: Streamlit takes a folder of that name beside the script for pages of
its own older kind, and greets the first visitor of `/lab` with "Page not found".
"""
