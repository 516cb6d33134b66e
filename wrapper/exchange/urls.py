"""URLs as strings: where they point, and how they are shown."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[a-z0-9._-]+")  # libraries disagree on the host of a URL with other characters
_LIKE_IPV4 = re.compile(r"[\d.]*\.\d+")
_MAX_LENGTH = 65_536  # httpx rejects a longer URL


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
    """Whether a URL is http or https, of a length, a host and a port that every HTTP library can request."""
    if len(url) > _MAX_LENGTH or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port  # systems truncate a port above 65535 to another one
        if "[" in parts.netloc or _LIKE_IPV4.fullmatch(host):
            ip_address(host)
        elif not _NAME.fullmatch(host) or parts.netloc.count("@") > 1:
            return False
    except ValueError:
        return False
    return parts.scheme in _DEFAULT_PORTS and port != 0


def same_server(one: str, other: str) -> bool:
    """Whether two URLs point to one server, that is, host and port; https on 443 instead of http on 80 counts.

    >>> same_server("http://Example.com/api/chat", "http://example.com:80")
    True
    >>> same_server("http://example.com:11434", "https://example.com:11435")
    False
    """
    if other.startswith(f"{one}/"):  # as every request to the client's own server
        return True
    first, second = _origin(one), _origin(other)
    return first == second or (first[0] == second[0] and (first[1:], second[1:]) == (("http", 80), ("https", 443)))


def _origin(url: str) -> tuple[str | None, str, int | None]:
    parts = urlsplit(url)
    return parts.hostname, parts.scheme, _DEFAULT_PORTS.get(parts.scheme) if parts.port is None else parts.port


def _host_and_port(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]
