"""The official package, imported for comparison; thereafter the wrapper is in its place for all that imports `ollama`.

The frameworks are not changed in any way: what they find under that name is what `sys.modules` says.
"""

import sys

import ollama

import wrapper

official = ollama
for name in [name for name in sys.modules if name.partition(".")[0] == "ollama"]:
    del sys.modules[name]
sys.modules["ollama"] = wrapper
