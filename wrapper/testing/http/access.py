"""Access rules: the hosts and the origins of web pages that the server accepts."""

import ipaddress
import re
import socket
from functools import cache

from .server import Request, Response

_ORIGIN = re.compile(
    r"https?://(localhost|127\.0\.0\.1|0\.0\.0\.0)(:.*)?|(app|file|tauri|vscode-webview|vscode-file)://.*"
)
_PRIVATE = [ipaddress.ip_network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")]
_STAINLESS = (
    "Arch Async Custom-Poll-Interval Helper-Method Lang Os Package-Version Poll-Helper Retry-Count Runtime "
    "Runtime-Version Timeout"
)
_HEADERS = ["Authorization", "Content-Type", "User-Agent", "Accept", "X-Requested-With", "Openai-Beta"]
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS",
    "Access-Control-Allow-Headers": ",".join([*_HEADERS, *(f"X-Stainless-{name}" for name in _STAINLESS.split())]),
    "Access-Control-Max-Age": "43200",
    "Vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
}


def check(request: Request) -> tuple[Response | None, dict[str, str]]:
    """Check the page that sends a request, and the host that the request names.

    Return a response that ends the request, or None, and the headers to add to its response.
    """
    origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
    headers: dict[str, str] = {}
    if origin and origin not in (f"http://{host}", f"https://{host}"):
        if not _ORIGIN.fullmatch(origin):
            return Response(403, b""), {}
        headers = {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
        if request.method == "OPTIONS":
            return Response(204, b"", dict(_PREFLIGHT)), headers
    name = _name(host).lower()
    if _is_near_address(name):
        return None, headers
    if name not in ("", "localhost", _own_name()) and not name.endswith((".localhost", ".local", ".internal")):
        return Response(403, b""), headers
    return Response(204, b"") if request.method == "OPTIONS" else None, headers


def _name(host: str) -> str:
    """The host without its port. Brackets are removed only together with a port."""
    found = re.fullmatch(r"\[([^\[\]]*)\]:[^:\[\]]*|([^:\[\]]*):[^:\[\]]*", host)
    return host if not found else found[1] if found[2] is None else found[2]


def _is_near_address(name: str) -> bool:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified or any(address in network for network in _PRIVATE)


@cache
def _own_name() -> str:
    return socket.gethostname().lower()
