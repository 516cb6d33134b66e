"""Download models, with one bar for each. The bar needs the extra `progress`.

usage: pull.py MODEL...
"""

from __future__ import annotations

import sys

from wrapper import Client, OllamaError


def main() -> None:
    """Pull the models, one after the other."""
    failed = False
    with Client(retries=3) as client:
        for model in sys.argv[1:]:
            try:
                client.pull(model, progress=True)
                print(f"{model}: ready")
            except OllamaError as error:
                failed = True
                print(f"{model}: {error}", file=sys.stderr)
    sys.exit(failed)


if __name__ == "__main__":
    main()
