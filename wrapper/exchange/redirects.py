"""Redirects: where a response sends a request, and what goes along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from .urls import is_web_url, redact_url, same_server

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .steps import Request, Response

_STATUSES = frozenset({301, 302, 303, 307, 308})
_WITHOUT_CREDENTIALS = frozenset(
    {
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "transfer-encoding",
        "user-agent",
    }
)


def redirected(request: Request, response: Response) -> Request | None:
    """Return the request that a response redirects to, or None where it redirects to nothing that can be followed.

    The method and the body stay, except after 303. Credentials stay only if the server stays.
    """
    location = response.headers.get("location")
    if response.status_code not in _STATUSES or not location or not location.isprintable():  # urljoin drops newlines
        return None
    try:
        target = urlsplit(location)
        if target.scheme and not target.netloc:  # "https:///path" keeps the host, as in httpx
            location = target._replace(netloc=urlsplit(request.url).hostname or "").geturl()
        url = urljoin(request.url, location)
    except ValueError:
        return None
    if not is_web_url(url):
        return None
    following = replace(request, url=redact_url(url))  # what a server writes there proves nothing to another
    if not same_server(request.url, url):
        following = replace(following, headers=without_credentials(request.headers))
    if response.status_code == 303 and request.method.upper() != "HEAD":
        following = replace(following, method="GET", headers={}, json=None, content=None)
    return following


def without_credentials(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that any server may see."""
    return {name: value for name, value in headers.items() if name.lower() in _WITHOUT_CREDENTIALS}
