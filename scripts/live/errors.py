"""What can go wrong on the way to a live server; each message is one clear line, or ends with a log's last lines."""


class LiveServerError(Exception):
    """The live server could not be installed, started or used."""


class NoServerError(LiveServerError):
    """This machine has no Ollama server, and nothing to install one with."""
