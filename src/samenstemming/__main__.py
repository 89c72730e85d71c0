"""`python -m samenstemming`: the commands, where no script is on the path."""

import sys

from samenstemming.cli import main

if __name__ == "__main__":
    sys.exit(main())
