"""The connection pools of an httpx client: the only module with private names of httpx and httpcore."""

from __future__ import annotations

import sys
from functools import cache
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

from . import network

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from .control import CallControl

CALL = "wrapper_call"
"""The extension of a request that holds the control of its call."""


def _pools(client: Any) -> Iterator[Any]:
    """Yield the pools of a client and its proxies; a transport of the user may have none."""
    for transport in (client._transport, *client._mounts.values()):
        pool = getattr(transport, "_pool", None)
        if hasattr(pool, "_network_backend"):
            yield pool


def control(client: object) -> None:
    """Put the connections of a client, synchronous or not, under the control of its calls."""
    for pool in _pools(client):
        backend = pool._network_backend
        if isinstance(backend, (network.Backend, network.AsyncBackend)):  # a transport that several clients share
            continue
        library = type(pool).__module__.partition(".")[0]  # its errors are those of the backend
        errors = sys.modules[library]
        if iscoroutinefunction(backend.connect_tcp):
            is_default = type(backend).__module__ == f"{library}._backends.auto"
            pool._network_backend = network.AsyncBackend(backend, errors, is_default)
        else:
            pool._network_backend = network.Backend(backend, errors)


def skip_cookies(client: Any, cookies_class: Any) -> None:
    """Make a client extract cookies only from responses that set one; the class of its library parses each response."""
    client._cookies = _cookies_class(cookies_class)(client._cookies.jar)


@cache
def _cookies_class(base: Any) -> Any:
    class Cookies(base):  # type: ignore[misc]  # of a module that is a value
        def extract_cookies(self, response: httpx.Response) -> None:
            if "set-cookie" in response.headers:
                base.extract_cookies(self, response)

    return Cookies


def end_wait(client: httpx.Client, call: CallControl) -> None:
    """End the wait of a call for a free connection; the pool fails without one."""
    for pool in _pools(client):
        for waiting in [*pool._requests]:
            if waiting.request.extensions.get(CALL) is call and waiting.is_queued():
                waiting._connection_acquired.set()


async def close_async(client: httpx.AsyncClient) -> None:
    """Close a client, even if it is cancelled at one of its connections: httpx would leave the others open."""
    try:
        for pool in _pools(client):
            for connection in pool.connections:
                await connection.aclose()
    finally:
        await client.aclose()


def parser(response: httpx.Response) -> Any:
    """Return the parser of the connection that carries a response; None where it is not one of HTTP/1.1."""
    stream: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        stream = getattr(stream, name, None)
    return stream
