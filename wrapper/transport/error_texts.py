"""The messages of errors that every HTTP library may cause, in the same words."""

from __future__ import annotations

from ..exchange.urls import server_of
from .proxies import variable_for


def late(url: str, details: str) -> str:
    """Return the message if a server does not respond in time."""
    return f"{url} did not answer in time ({details}): raise `timeout` if it needs longer"


def untrusted(url: str, problem: str, ways_out: str) -> str:
    """Return the message if the certificate of a server does not verify."""
    return (
        f"the certificate of {server_of(url)} does not verify ({problem}): correct it there, or trust its CA by "
        f"{ways_out}"
    )


def without_tls(url: str, details: str) -> str:
    """Return the message if a TLS handshake fails for another reason."""
    return f"TLS fails with {server_of(url)} ({details}): if it speaks plain HTTP, write http:// in `host`"


def unreachable(url: str, details: str) -> str:
    """Return the message if no connection can be made."""
    message = (
        f"Failed to connect to Ollama at {url} ({details}): is it running there? Start it with `ollama serve`, or name "
        "another server by `host` or OLLAMA_HOST"
    )
    if variable := variable_for(url):
        message += f". {variable} names a proxy, which must run unless trust_env=False or `proxy` avoids it"
    return message


def unanswered(url: str, details: str) -> str:
    """Return the message if a server hangs up before its response begins."""
    hint = "; if it expects TLS, write https:// in `host`" if url.startswith("http://") else ""
    return f"{url} gave no answer ({details}){hint}"


def stalled(server: str) -> str:
    """Return the message if the rest of a response does not arrive in time."""
    return f"{server} stopped sending in the middle: raise `timeout` if it needs longer"


def undecodable(server: str, details: str) -> str:
    """Return the message if a body cannot be decompressed."""
    return f"the response cannot be decompressed ({details}): is {server} an Ollama server?"


def cut_short(details: str) -> str:
    """Return the message if a response ends before its body does."""
    return f"the response was cut short ({details})"


def too_many_redirects(message: str, followed: int) -> str:
    """Return the message for a redirect that is one too many."""
    return f"{message}, after {followed} redirects"
