"""The server's address, parsed by the rules that Ollama applies to OLLAMA_HOST."""

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
    """The components of a server's address."""

    scheme: str
    name: str
    """A host name or an IP address, IPv6 without brackets."""
    port: int
    path: str = ""
    """The prefix of every route, such as `/ollama`, or an empty string."""
    credentials: tuple[str, str] | None = field(default=None, repr=False)
    """The user and password for basic authentication, decoded."""

    @property
    def url(self) -> str:
        """The address as a URL, without credentials."""
        return f"{self.scheme}://{self.bracketed_name}:{self.port}{self.path}"

    @property
    def bracketed_name(self) -> str:
        """The name as a URL contains it: an IPv6 address in brackets."""
        return f"[{self.name}]" if ":" in self.name else self.name

    @property
    def is_loopback(self) -> bool:
        """Whether the server is on this machine, so that no proxy applies."""
        address = _parse_ip(self.name)
        return self.name.lower() == "localhost" or (address is not None and address.is_loopback)

    @property
    def is_ollama_com(self) -> bool:
        """Whether the server is ollama.com over https, the only server that OLLAMA_API_KEY is meant for."""
        return self.scheme == "https" and self.name.lower() == "ollama.com"


def parse_host(text: str | None, port: str | None = None, *, strict: bool = False) -> Host:
    """Parse an address by the rules that the Ollama server applies to OLLAMA_HOST.

    Args:
        text: the address: scheme, name, port and path, each optional.
        port: the default port (OLLAMA_PORT) of an address without scheme and port.
        strict: whether an invalid port is an error; the server ignores one in OLLAMA_HOST and uses the default.

    Raises:
        RequestError: the scheme is not http or https, the name is invalid, the password contains `/`, `?` or `#`, or,
            if `strict`, the port is invalid.

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
    address = _strip_quotes(text)
    scheme, separator, rest = address.partition("://")
    if not separator:
        scheme, rest = ("https", "ollama.com:443") if address == "ollama.com" else ("http", address)
    scheme = scheme.lower()
    if not scheme.replace("+", "").isalnum():  # the "scheme" then contains the start of a password
        raise RequestError(
            "invalid scheme in host: use http or https, and in a password write ':' as %3A and '/' as %2F"
        )
    if scheme not in _DEFAULT_PORTS:
        raise RequestError(f"invalid scheme {scheme!r} in host: use http or https")
    authority, _, path = rest.partition("?")[0].partition("#")[0].partition("/")
    path = path.rstrip("/")
    credentials, _, hostport = authority.rpartition("@")
    name, named_port = _split_port(hostport)
    # The "port" is then the start of a password: never put it in an error message.
    if named_port and not named_port.isdigit() and "@" in rest[len(authority) :]:
        raise RequestError("invalid password in host: write '/' as %2F, '?' as %3F and '#' as %23")
    if strict and named_port and not _is_port(named_port):
        raise RequestError(f"invalid port {named_port!r} in host: use a number from 0 to 65535")
    default = _port(_strip_quotes(port), _OLLAMA_PORT) if not separator else _DEFAULT_PORTS[scheme]
    if any(character.isspace() or character in '<>"\\^`{|}' for character in name):
        raise RequestError(f"invalid host name {name!r}: write the host like 'http://localhost:11434'")
    return Host(
        scheme=scheme,
        name=_connectable(name),
        port=_port(named_port, default),
        path=f"/{quote(path, safe='/%:@!$&*+,;=~')}" if path else "",
        credentials=_credentials(credentials),
    )


def _strip_quotes(text: str | None) -> str:
    return (text or "").strip().strip("\"'").strip()


def _split_port(hostport: str) -> tuple[str, str]:
    """Split a host name from its port, which may be empty; a bare IPv6 address has no port.

    >>> _split_port("::1"), _split_port("[::1]:80"), _split_port("example.com:80")
    (('::1', ''), ('::1', '80'), ('example.com', '80'))
    """
    bare = hostport.removeprefix("[").removesuffix("]")
    if "]" not in bare and _parse_ip(bare) is not None:
        return bare, ""
    name, separator, port = hostport.rpartition(":")
    return (name.strip("[]"), port) if separator else (hostport, "")


def _port(text: str, default: int) -> int:
    if not text:
        return default
    if _is_port(text):
        return int(text)
    _logger.warning("invalid port %r: using default %d", text, default)  # the server ignores it, too
    return default


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= 65535


def _parse_ip(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _connectable(name: str) -> str:
    """Replace an empty or wildcard listen address by the loopback address: Windows cannot connect to 0.0.0.0."""
    address = _parse_ip(name)
    mapped = getattr(address, "ipv4_mapped", None) or address
    if not name or (mapped is not None and mapped.is_unspecified):
        return "::1" if isinstance(address, ipaddress.IPv6Address) else "127.0.0.1"
    return name


def _credentials(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    user, _, password = text.partition(":")
    return unquote(user), unquote(password)
