"""The script that Streamlit runs for every visitor: the shell around one page.

Streamlit runs it as a file without a package, so it finds its siblings by the name of
the folder it lies in, which differs between a checkout and an installed package.
"""

from importlib import import_module
from pathlib import Path

import_module(f"{Path(__file__).resolve().parent.name}.shell").draw()
