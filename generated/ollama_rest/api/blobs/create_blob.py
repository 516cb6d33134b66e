# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /api/blobs/{digest}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...bodies import Content, Response, read_json
from ...conversion import as_model
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.error_response import ErrorResponse


def _get_kwargs(digest: str, *, body: Content) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/api/blobs/{quote(str(digest), safe=':')}",
        "content": body,
        "headers": {"Content-Type": "application/octet-stream"},
    }


def _parse_response(*, client: Client, response: httpx.Response) -> ErrorResponse | None:
    from ...models.error_response import ErrorResponse

    status = response.status_code
    parsed: ErrorResponse | None = None
    if status == 200:
        pass
    elif status == 201:
        pass
    elif status == 403:
        pass
    elif 400 <= status <= 499:
        parsed = as_model(read_json(response), ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_model(read_json(response), ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(*, client: Client, response: httpx.Response) -> Response[ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(digest: str, *, client: Client, body: Content) -> Response[ErrorResponse]:
    """Upload a file's content under its digest, for the `files` of a new model.

    Return the whole response, whatever its status.
    """
    response = client.get_httpx_client().request(**_get_kwargs(digest=digest, body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(digest: str, *, client: Client, body: Content) -> Response[ErrorResponse]:
    """Upload a file's content under its digest, for the `files` of a new model.

    Return the whole response, whatever its status.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(digest=digest, body=body))
    return _build_response(client=client, response=response)


def sync(digest: str, *, client: Client, body: Content) -> ErrorResponse | None:
    """Upload a file's content under its digest, for the `files` of a new model.

    Return the parsed body. An error response is returned, not raised.
    """
    return sync_detailed(digest=digest, client=client, body=body).parsed


async def asyncio(digest: str, *, client: Client, body: Content) -> ErrorResponse | None:
    """Upload a file's content under its digest, for the `files` of a new model.

    Return the parsed body. An error response is returned, not raised.
    """
    return (await asyncio_detailed(digest=digest, client=client, body=body)).parsed
