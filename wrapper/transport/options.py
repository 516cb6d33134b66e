"""The further arguments of a client: those of the httpx client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping, Sequence

    import httpx


class HTTPXOptions(TypedDict, total=False):
    """Keyword arguments of `httpx.Client` and `httpx.AsyncClient`."""

    auth: tuple[str | bytes, str | bytes] | Callable[[httpx.Request], httpx.Request] | httpx.Auth | None
    params: httpx.QueryParams | Mapping[str, Any] | Sequence[tuple[str, Any]] | str | bytes | None
    cookies: httpx.Cookies | Mapping[str, str] | Sequence[tuple[str, str]] | None
    verify: ssl.SSLContext | str | bool
    cert: str | tuple[str, str] | tuple[str, str, str] | None
    trust_env: bool
    http1: bool
    http2: bool
    proxy: httpx.URL | str | httpx.Proxy | None
    mounts: Mapping[str, httpx.BaseTransport | httpx.AsyncBaseTransport | None] | None
    follow_redirects: bool
    limits: httpx.Limits
    max_redirects: int
    event_hooks: Mapping[str, Sequence[Callable[..., Any]]] | None
    transport: httpx.BaseTransport | httpx.AsyncBaseTransport | None
    default_encoding: str | Callable[[bytes], str]
