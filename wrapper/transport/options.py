"""The further arguments of a client: those of the client of its HTTP library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Collection, Mapping, Sequence

    import httpx
    import httpx2


class HTTPXOptions(TypedDict, total=False):
    """Keyword arguments of the clients of httpx and httpx2; objects must be those of the library that sends.

    pyreqwest supports some of them, and rejects the others.
    """

    auth: (
        tuple[str | bytes, str | bytes]
        | Callable[[httpx.Request], httpx.Request]
        | Callable[[httpx2.Request], httpx2.Request]
        | httpx.Auth
        | httpx2.Auth
        | None
    )
    params: httpx.QueryParams | httpx2.QueryParams | Mapping[str, Any] | Sequence[tuple[str, Any]] | str | bytes | None
    cookies: httpx.Cookies | httpx2.Cookies | Mapping[str, str] | Sequence[tuple[str, str]] | None
    verify: ssl.SSLContext | str | bool
    cert: str | tuple[str, str] | tuple[str, str, str] | None
    trust_env: bool
    http1: bool
    http2: bool
    proxy: httpx.URL | httpx2.URL | str | httpx.Proxy | httpx2.Proxy | None
    mounts: (
        Mapping[str, httpx.BaseTransport | httpx.AsyncBaseTransport | None]
        | Mapping[str, httpx2.BaseTransport | httpx2.AsyncBaseTransport | None]
        | None
    )
    follow_redirects: bool
    limits: httpx.Limits | httpx2.Limits
    max_redirects: int
    event_hooks: Mapping[str, Sequence[Callable[..., Any]]] | None
    transport: (
        Literal["httpx", "httpx2", "pyreqwest"]
        | httpx.BaseTransport
        | httpx.AsyncBaseTransport
        | httpx2.BaseTransport
        | httpx2.AsyncBaseTransport
        | None
    )
    default_encoding: str | Callable[[bytes], str]


def check_names(options: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise `TypeError` if an option is none of those that a client accepts."""
    for name in options.keys() - known:
        import difflib  # here, because only a mistake needs it

        close = difflib.get_close_matches(name, [*known, "host", "api_key", "retries", "default_model"], n=1)
        raise TypeError(f"a client takes no argument {name!r}" + (f"; did you mean `{close[0]}`?" if close else ""))
