# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""HEAD /api/blobs/{digest}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...bodies import Response
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client


def _get_kwargs(digest: str) -> dict[str, Any]:
    return {"method": "head", "url": f"/api/blobs/{quote(str(digest), safe=':')}"}


def _parse_response(*, client: Client, response: httpx.Response) -> Any:
    status = response.status_code
    parsed: Any = None
    if status == 200:
        pass
    elif 400 <= status <= 499:
        pass
    elif 500 <= status <= 599:
        pass
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(*, client: Client, response: httpx.Response) -> Response[Any]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(digest: str, *, client: Client) -> Response[Any]:
    """Check whether the server has a blob.

    Return the whole response, whatever its status.
    """
    response = client.get_httpx_client().request(**_get_kwargs(digest=digest))
    return _build_response(client=client, response=response)


async def asyncio_detailed(digest: str, *, client: Client) -> Response[Any]:
    """Check whether the server has a blob.

    Return the whole response, whatever its status.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(digest=digest))
    return _build_response(client=client, response=response)
