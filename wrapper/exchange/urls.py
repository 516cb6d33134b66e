"""URLs as strings: where they point, and how they are shown."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


def redact_url(url: object) -> str:
    """Return a URL without the credentials in it.

    >>> redact_url("http://user:secret@example.com/api/chat")
    'http://example.com/api/chat'
    """
    parts = urlsplit(str(url))
    return parts._replace(netloc=_host_and_port(parts)).geturl()


def server_of(url: object) -> str:
    """Return scheme, host and port of a URL.

    >>> server_of("http://user:secret@example.com:11434/api/chat")
    'http://example.com:11434'
    """
    parts = urlsplit(str(url))
    return f"{parts.scheme}://{_host_and_port(parts)}"


def is_web_url(url: str) -> bool:
    """Whether a URL is http or https with a valid port; systems truncate a port above 65535 to another one."""
    parts = urlsplit(url)
    try:
        return parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def same_server(one: str, other: str) -> bool:
    """Whether two URLs point to one server; the same host over https instead of http counts."""
    first, second = urlsplit(one), urlsplit(other)
    if first.hostname != second.hostname:
        return False
    upgraded = first.scheme == "http" and second.scheme == "https"
    return upgraded or (first.scheme, _port(first)) == (second.scheme, _port(second))


def _port(parts: SplitResult) -> int | None:
    return parts.port or _DEFAULT_PORTS.get(parts.scheme)


def _host_and_port(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]
