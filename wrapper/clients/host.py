"""Where the server is: the rules by which Ollama itself reads OLLAMA_HOST."""

from __future__ import annotations

import ipaddress
import logging
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from ..errors import RequestError

_logger = logging.getLogger("wrapper")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_OLLAMA_PORT = 11434


@dataclass(frozen=True, slots=True)
class Host:
    """A server's address, in parts."""

    scheme: str
    name: str
    """A host name or an IP address, IPv6 without brackets."""
    port: int
    path: str = ""
    """The prefix of every route, such as `/ollama`; empty where there is none."""
    credentials: tuple[str, str] | None = field(default=None, repr=False)
    """User and password for basic authentication."""

    @property
    def url(self) -> str:
        """The address as a URL, without credentials."""
        return f"{self.scheme}://{self.bracketed_name}:{self.port}{self.path}"

    @property
    def bracketed_name(self) -> str:
        """The name as it stands in a URL: an IPv6 address in brackets."""
        return f"[{self.name}]" if ":" in self.name else self.name

    @property
    def is_loopback(self) -> bool:
        """Whether the server is on this machine, where no proxy has a say."""
        address = _address(self.name)
        return self.name.lower() == "localhost" or (address is not None and address.is_loopback)

    @property
    def is_ollama_com(self) -> bool:
        """Whether it is ollama.com over https, the one place that the environment's key is meant for."""
        return self.scheme == "https" and self.name.lower() == "ollama.com"


def parse_host(text: str | None, port: str | None = None) -> Host:
    """Read an address as the Ollama server reads OLLAMA_HOST.

    Args:
        text: the address: scheme, name, port and path, each of them optional.
        port: the port where the address names none (OLLAMA_PORT).

    Raises:
        RequestError: the scheme is neither http nor https, or the name is none.

    >>> for text in ["", "example.com", ":1234", "[::1]", "::1", "0.0.0.0", "https://example.com/ollama", "ollama.com"]:
    ...     print(f"{text:26} -> {parse_host(text).url}")
                               -> http://127.0.0.1:11434
    example.com                -> http://example.com:11434
    :1234                      -> http://127.0.0.1:1234
    [::1]                      -> http://[::1]:11434
    ::1                        -> http://[::1]:11434
    0.0.0.0                    -> http://127.0.0.1:11434
    https://example.com/ollama -> https://example.com:443/ollama
    ollama.com                 -> https://ollama.com:443
    >>> parse_host(" '1.2.3.4:99999' ").url
    'http://1.2.3.4:11434'
    """
    given = _unquoted(text)
    scheme, separator, rest = given.partition("://")
    if not separator:
        scheme, rest = ("https", "ollama.com:443") if given == "ollama.com" else ("http", given)
    scheme = scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise RequestError(f"host: the scheme is {scheme!r}, and only http and https are known")
    authority, _, path = rest.partition("?")[0].partition("#")[0].partition("/")
    path = path.rstrip("/")
    credentials, _, hostport = authority.rpartition("@")
    name, named_port = _split_port(hostport)
    # Then it is the beginning of a password, and not to be shown.
    if named_port and not named_port.isdigit() and "@" in rest[len(authority) :]:
        raise RequestError("host: in a password a '/' is written %2F, a '?' %3F and a '#' %23")
    default = _port(_unquoted(port), _OLLAMA_PORT) if not separator else _DEFAULT_PORTS[scheme]
    if any(character.isspace() or character in '<>"\\^`{|}' for character in name):
        raise RequestError(f"host: {name!r} is no host name; write it like 'http://localhost:11434'")
    return Host(
        scheme=scheme,
        name=_reachable(name),
        port=_port(named_port, default),
        path=f"/{quote(path, safe='/%:@!$&*+,;=~')}" if path else "",
        credentials=_credentials(credentials),
    )


def _unquoted(text: str | None) -> str:
    return (text or "").strip().strip("\"'").strip()


def _split_port(hostport: str) -> tuple[str, str]:
    """Split off the port; a bare IPv6 address has none.

    >>> _split_port("::1"), _split_port("[::1]:80"), _split_port("example.com:80")
    (('::1', ''), ('::1', '80'), ('example.com', '80'))
    """
    bare = hostport.removeprefix("[").removesuffix("]")
    if "]" not in bare and _address(bare) is not None:
        return bare, ""
    name, separator, port = hostport.rpartition(":")
    return (name.strip("[]"), port) if separator else (hostport, "")


def _port(text: str, default: int) -> int:
    if not text:
        return default
    if text.isascii() and text.isdigit() and int(text) <= 65535:
        return int(text)
    _logger.warning("the port %r is none: using %d", text, default)  # as the server does
    return default


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _reachable(name: str) -> str:
    """Turn an address to listen on into one to connect to: on Windows 0.0.0.0 is no place to go."""
    address = _address(name)
    mapped = getattr(address, "ipv4_mapped", None) or address
    if not name or (mapped is not None and mapped.is_unspecified):
        return "::1" if isinstance(address, ipaddress.IPv6Address) else "127.0.0.1"
    return name


def _credentials(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    user, _, password = text.partition(":")
    return unquote(user), unquote(password)
