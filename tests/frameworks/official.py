"""Import the official package for comparison, then install the wrapper in its place.

The unchanged frameworks import `ollama` afterwards, and get the wrapper. With `scripts/test-frameworks --official` they
get the official package.
"""

import os
import sys

import ollama

import wrapper

official = ollama
if not os.environ.get("FRAMEWORKS_USE_OFFICIAL"):
    for name in [name for name in sys.modules if name.partition(".")[0] == "ollama"]:
        del sys.modules[name]
    wrapper.install_as_ollama()
