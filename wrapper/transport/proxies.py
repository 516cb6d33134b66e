"""The proxies that the environment names, and the hosts that it excludes from them.

httpx reads the same variables, but fails on forms of NO_PROXY that clusters use, such as networks of IPv6.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.request import getproxies

from ..clients.host import parse_host

if TYPE_CHECKING:
    from collections.abc import Iterator
    from ipaddress import IPv4Address, IPv4Network, IPv6Network

    from ..clients.host import Host

_SCHEMES = ("http", "https", "all")
_NAME = re.compile(r"(\*?\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_ENTRY = re.compile(
    r"(?:(?P<scheme>\w+)://)?"
    r"(?P<host>\[[^][]+](?:/\d+)?|[^][:]+|[^][:]*:[^][:]*:[^][]*)"  # in brackets, without colons, or an IPv6 address
    r"(?::(?P<port>\d+))?"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of NO_PROXY: a name with its subdomains, a pattern, an address or a network, perhaps with a port."""

    scheme: str
    host: str
    port: int | None

    def covers(self, scheme: str, name: str, port: int) -> bool:
        if self.scheme not in ("all", scheme) or self.port not in (None, port):
            return False
        if (network := _parse_network(self.host)) is not None:
            address = _parse_address(name)
            return address is not None and address in network
        if "*" in self.host:
            return fnmatchcase(name, self.host)
        host = self.host.removeprefix(".")
        return name == host or name.endswith(f".{host}")

    def pattern(self) -> str | None:
        """Return the entry as a pattern of httpx, or None where it has none: for a network, which is for the host."""
        if (network := _parse_network(self.host)) is not None:
            if network.num_addresses > 1:
                return None
            host = f"[{network.network_address}]" if network.version == 6 else str(network.network_address)
        elif _NAME.fullmatch(self.host):
            host = self.host if self.host.startswith("*") else f"*{self.host.removeprefix('.')}"
        else:
            return None
        return f"{self.scheme}://{host}{'' if self.port is None else f':{self.port}'}"


class Environment:
    """The proxies of the environment.

    >>> environment = Environment({"http": "proxy.example:3128", "no": "10.0.0.0/8, [fd00::]/8, .svc:1234"})
    >>> environment.proxies
    {'http': 'http://proxy.example:3128'}
    >>> [environment.excludes("http", name, 1234) for name in ("10.1.2.3", "fd00::1", "ollama.svc", "ollama.example")]
    [True, True, True, False]
    """

    def __init__(self, variables: dict[str, str] | None = None) -> None:
        variables = getproxies() if variables is None else variables
        self._entries = [*_parse_entries(variables.get("no", ""))]
        named = ((scheme, variables[scheme]) for scheme in _SCHEMES if variables.get(scheme))
        self.proxies: dict[str, str] = {scheme: url if "://" in url else f"http://{url}" for scheme, url in named}
        """URLs by the scheme of the requests that they are for, or "all"."""
        if any(entry.host == "*" for entry in self._entries):
            self.proxies = {}
        self.is_set: bool = any(scheme in variables for scheme in (*_SCHEMES, "no"))
        """Whether it has any of the variables."""

    def excludes(self, scheme: str, name: str, port: int) -> bool:
        """Whether no proxy is for a host; an IPv6 address has no brackets."""
        name = name.lower().rstrip(".")
        return any(entry.covers(scheme, name, port) for entry in self._entries)

    def is_direct(self, host: Host) -> bool:
        """Whether no proxy is for a server, as for one on this machine."""
        return host.is_loopback or self.excludes(host.scheme, host.name, host.port)

    def excluded_patterns(self) -> Iterator[str]:
        """Yield the excluded hosts as patterns of httpx, as far as it has them."""
        return filter(None, (entry.pattern() for entry in self._entries))


def variable_for(url: str) -> str | None:
    """Return the variable that names the proxy for a URL, or None if no proxy applies."""
    host, environment = parse_host(url), Environment()
    if environment.is_direct(host):
        return None
    return next((variable(scheme) for scheme in (host.scheme, "all") if scheme in environment.proxies), None)


def variable(scheme: str) -> str:
    """Return the variable that names the proxy of a scheme: of two, the one in lower case counts."""
    name = f"{scheme}_proxy"
    return next((each for each in sorted(os.environ, reverse=True) if each.lower() == name), name)


def _parse_entries(text: str) -> Iterator[_Entry]:
    for part in re.split(r"[,\s]+", text.lower()):
        if match := _ENTRY.fullmatch(part):  # others are ignored, as elsewhere
            host = re.sub(r"[][]", "", match["host"])
            yield _Entry(match["scheme"] or "all", host.rstrip("."), int(match["port"]) if match["port"] else None)


def _parse_network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def _parse_address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
