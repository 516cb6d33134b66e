"""The command scripts/check-drift."""

import sys

from drift.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
