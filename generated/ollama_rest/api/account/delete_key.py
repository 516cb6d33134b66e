# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""DELETE /api/user/keys/{encoded_key}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...bodies import Response, read_json
from ...conversion import as_model
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.error_response import ErrorResponse


def _get_kwargs(encoded_key: str) -> dict[str, Any]:
    return {"method": "delete", "url": f"/api/user/keys/{quote(str(encoded_key), safe=':')}"}


def _parse_response(*, client: Client, response: httpx.Response) -> None | ErrorResponse | None:
    from ...models.error_response import ErrorResponse

    status = response.status_code
    parsed: None | ErrorResponse | None = None
    if status == 200:
        parsed = read_json(response)
    elif status == 403:
        pass
    elif 400 <= status <= 499:
        parsed = as_model(read_json(response), ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_model(read_json(response), ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(*, client: Client, response: httpx.Response) -> Response[None | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(encoded_key: str, *, client: Client) -> Response[None | ErrorResponse]:
    """Sign the server out of its account at ollama.com.

    The predecessor of signout.

    Return the whole response, whatever its status.
    """
    response = client.get_httpx_client().request(**_get_kwargs(encoded_key=encoded_key))
    return _build_response(client=client, response=response)


async def asyncio_detailed(encoded_key: str, *, client: Client) -> Response[None | ErrorResponse]:
    """Sign the server out of its account at ollama.com.

    The predecessor of signout.

    Return the whole response, whatever its status.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(encoded_key=encoded_key))
    return _build_response(client=client, response=response)


def sync(encoded_key: str, *, client: Client) -> None | ErrorResponse | None:
    """Sign the server out of its account at ollama.com.

    The predecessor of signout.

    Return the parsed body. An error response is returned, not raised.
    """
    return sync_detailed(encoded_key=encoded_key, client=client).parsed


async def asyncio(encoded_key: str, *, client: Client) -> None | ErrorResponse | None:
    """Sign the server out of its account at ollama.com.

    The predecessor of signout.

    Return the parsed body. An error response is returned, not raised.
    """
    return (await asyncio_detailed(encoded_key=encoded_key, client=client)).parsed
