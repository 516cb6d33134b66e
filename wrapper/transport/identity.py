"""What a client sends about itself with every request."""

from __future__ import annotations

import functools
from importlib.metadata import PackageNotFoundError, version

from .decompression import CODINGS


@functools.cache  # finding the version costs more than the rest of a new client
def identity() -> dict[str, str]:
    """Return the headers of every request."""
    try:
        number = version("ollama-wrapper")
    except PackageNotFoundError:  # run from a checkout that is not installed
        number = "0"
    return {
        "User-Agent": f"ollama-wrapper/{number}",
        "Accept": "application/json, application/x-ndjson",
        "Accept-Encoding": CODINGS,
    }
