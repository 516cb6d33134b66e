"""The errors of a live server. Each message is one line, or ends with the last lines of a log."""


class LiveServerError(Exception):
    """The live server could not be installed, started or used."""


class NoServerError(LiveServerError):
    """This machine has neither an Ollama server nor the tools to install one."""
