"""Import the official package for comparison, then put the wrapper in its place in `sys.modules`.

The unchanged frameworks import `ollama` afterwards, and get the wrapper.
"""

import sys

import ollama

import wrapper

official = ollama
for name in [name for name in sys.modules if name.partition(".")[0] == "ollama"]:
    del sys.modules[name]
sys.modules["ollama"] = wrapper
