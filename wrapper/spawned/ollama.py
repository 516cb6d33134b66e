"""This package as `ollama`, for the processes that multiprocessing starts: they copy `sys.path`, but no finders."""

import sys

import wrapper

if __name__ == "ollama":
    sys.modules["ollama"] = wrapper
    wrapper.install_as_ollama()
