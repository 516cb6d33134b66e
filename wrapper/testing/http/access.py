"""Who may ask: the hosts and the web pages that the server lets in."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass, field
from functools import lru_cache

from .server import Request, Response

_ORIGIN = re.compile(
    r"https?://(localhost|127\.0\.0\.1|0\.0\.0\.0)(:.*)?|(app|file|tauri|vscode-webview|vscode-file)://.*"
)
_HEADERS = [
    *("Authorization", "Content-Type", "User-Agent", "Accept", "X-Requested-With", "Openai-Beta"),
    *(
        f"X-Stainless-{name}"
        for name in (
            *("Arch", "Async", "Custom-Poll-Interval", "Helper-Method", "Lang", "Os", "Package-Version", "Poll-Helper"),
            *("Retry-Count", "Runtime", "Runtime-Version", "Timeout"),
        )
    ),
]
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS",
    "Access-Control-Allow-Headers": ",".join(_HEADERS),
    "Access-Control-Max-Age": "43200",
    "Vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
}


@dataclass
class Access:
    """What a request may have: an answer at once, or headers for the answer it will get."""

    answer: Response | None = None
    headers: dict[str, str] = field(default_factory=dict[str, str])


def check(request: Request) -> Access:
    """Look at the page a request comes from, and at the host it believes to talk to."""
    origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
    headers: dict[str, str] = {}
    if origin and origin not in (f"http://{host}", f"https://{host}"):
        if not _ORIGIN.fullmatch(origin):
            return Access(Response(403, b""))
        allowed = {"Access-Control-Allow-Origin": origin}
        if request.method == "OPTIONS":
            return Access(Response(204, b"", {**allowed, **_PREFLIGHT}))
        headers = {**allowed, "Vary": "Origin"}
    name = _name(host).lower()
    if _is_near(name):
        return Access(headers=headers)
    if not _is_local_name(name):
        return Access(Response(403, b"", headers))
    return Access(Response(204, b"", headers) if request.method == "OPTIONS" else None, headers)


def _name(host: str) -> str:
    """The host without its port. Brackets go with a port alone: without one they are part of the name."""
    found = re.fullmatch(r"\[([^\[\]]*)\]:[^:\[\]]*|([^:\[\]]*):[^:\[\]]*", host)
    return host if not found else found[1] if found[2] is None else found[2]


def _is_near(name: str) -> bool:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    private = (network for network in _PRIVATE if network.version == address.version)
    return address.is_loopback or address.is_unspecified or any(address in network for network in private)


_PRIVATE = [ipaddress.ip_network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")]


def _is_local_name(name: str) -> bool:
    return name in ("", "localhost", _own_name()) or name.endswith((".localhost", ".local", ".internal"))


@lru_cache(maxsize=1)
def _own_name() -> str:
    return socket.gethostname().lower()
