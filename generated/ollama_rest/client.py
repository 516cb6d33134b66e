# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""The clients that the generated calls send their requests with."""

from __future__ import annotations

from threading import Lock
from typing import Any, Self

import httpx


class Client:
    """A connection to one server.

    `options` are the keyword arguments of `httpx.Client`, such as headers, timeout, verify and follow_redirects. The
    `httpx.Client`, and the `httpx.AsyncClient` of the asynchronous calls, are created on first use and closed at the
    end of the `with` block. With `raise_on_unexpected_status`, a status that the API description does not list raises
    `errors.UnexpectedStatus`.
    """

    def __init__(self, base_url: str, *, raise_on_unexpected_status: bool = False, **options: Any) -> None:
        self.raise_on_unexpected_status = raise_on_unexpected_status
        self._options: dict[str, Any] = {"base_url": base_url, **options}
        self._lock = Lock()
        self._client: httpx.Client | None = None
        self._async_client: httpx.AsyncClient | None = None

    def get_httpx_client(self) -> httpx.Client:
        """Return the `httpx.Client`; the first call creates it."""
        with self._lock:
            if self._client is None:
                self._client = httpx.Client(**self._options)
            return self._client

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """Return the `httpx.AsyncClient`; the first call creates it."""
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
    """A client that sends a token with every request, by default as `Authorization: Bearer <token>`."""

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
