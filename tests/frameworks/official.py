"""Import the official package for comparison, then put the wrapper in its place in `sys.modules`.

The unchanged frameworks import `ollama` afterwards, and get the wrapper. With OFFICIAL=1 they get the official package,
to check the tests themselves.
"""

import os
import sys

import ollama

import wrapper

official = ollama
if os.environ.get("OFFICIAL") != "1":
    for name in [name for name in sys.modules if name.partition(".")[0] == "ollama"]:
        del sys.modules[name]
    sys.modules["ollama"] = wrapper
