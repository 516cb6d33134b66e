# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

"""Where the generated calls send their requests."""

from __future__ import annotations

from threading import Lock
from typing import Any, Self

import httpx


class Client:
    """A server, and how to reach it.

    `options` are those of `httpx.Client` (headers, timeout, verify, follow_redirects …), which is made at first use;
    so is the `httpx.AsyncClient` of the asynchronous calls. Leaving the `with` block closes it.
    With `raise_on_unexpected_status`, a status that the API's description does not know is an `errors.UnexpectedStatus`.
    """

    def __init__(self, base_url: str, *, raise_on_unexpected_status: bool = False, **options: Any) -> None:
        self.raise_on_unexpected_status = raise_on_unexpected_status
        self._options: dict[str, Any] = {"base_url": base_url, **options}
        self._lock = Lock()
        self._client: httpx.Client | None = None
        self._async_client: httpx.AsyncClient | None = None

    def get_httpx_client(self) -> httpx.Client:
        """The one `httpx.Client`, made if need be."""
        with self._lock:
            if self._client is None:
                self._client = httpx.Client(**self._options)
            return self._client

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """The one `httpx.AsyncClient`, made if need be."""
        with self._lock:
            if self._async_client is None:
                self._async_client = httpx.AsyncClient(**self._options)
            return self._async_client

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.get_httpx_client().close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.get_async_httpx_client().aclose()


class AuthenticatedClient(Client):
    """A client that sends `token` with every request, as `Authorization: Bearer <token>` unless told otherwise."""

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        prefix: str = "Bearer",
        auth_header_name: str = "Authorization",
        raise_on_unexpected_status: bool = False,
        **options: Any,
    ) -> None:
        headers = httpx.Headers(options.pop("headers", None))
        headers[auth_header_name] = f"{prefix} {token}" if prefix else token
        super().__init__(base_url, raise_on_unexpected_status=raise_on_unexpected_status, headers=headers, **options)
