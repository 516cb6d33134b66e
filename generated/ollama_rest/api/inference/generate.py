# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /api/generate"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...bodies import Response, read_json
from ...conversion import as_model
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.generate_request import GenerateRequest
    from ...models.generate_response import GenerateResponse


def _get_kwargs(*, body: GenerateRequest) -> dict[str, Any]:
    return {"method": "post", "url": "/api/generate", "json": body.to_dict()}


def _parse_response(*, client: Client, response: httpx.Response) -> GenerateResponse | ErrorResponse | None:
    from ...models.error_response import ErrorResponse
    from ...models.generate_response import GenerateResponse

    status = response.status_code
    parsed: GenerateResponse | ErrorResponse | None = None
    if status == 200:
        parsed = as_model(read_json(response), GenerateResponse)
    elif 400 <= status <= 499:
        parsed = as_model(read_json(response), ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_model(read_json(response), ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(*, client: Client, response: httpx.Response) -> Response[GenerateResponse | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(*, client: Client, body: GenerateRequest) -> Response[GenerateResponse | ErrorResponse]:
    """Generate a completion for a prompt, or fill in the middle between `prompt` and `suffix`.

    Streams by default. Without a prompt, the server only loads the model (`done_reason` is `load`) or, with a
    `keep_alive` of 0, unloads it (`unload`).

    A stream is complete only if its last line has `"done": true`; see chat.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(*, client: Client, body: GenerateRequest) -> Response[GenerateResponse | ErrorResponse]:
    """Generate a completion for a prompt, or fill in the middle between `prompt` and `suffix`.

    Streams by default. Without a prompt, the server only loads the model (`done_reason` is `load`) or, with a
    `keep_alive` of 0, unloads it (`unload`).

    A stream is complete only if its last line has `"done": true`; see chat.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(*, client: Client, body: GenerateRequest) -> GenerateResponse | ErrorResponse | None:
    """Generate a completion for a prompt, or fill in the middle between `prompt` and `suffix`.

    Streams by default. Without a prompt, the server only loads the model (`done_reason` is `load`) or, with a
    `keep_alive` of 0, unloads it (`unload`).

    A stream is complete only if its last line has `"done": true`; see chat.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio(*, client: Client, body: GenerateRequest) -> GenerateResponse | ErrorResponse | None:
    """Generate a completion for a prompt, or fill in the middle between `prompt` and `suffix`.

    Streams by default. Without a prompt, the server only loads the model (`done_reason` is `load`) or, with a
    `keep_alive` of 0, unloads it (`unload`).

    A stream is complete only if its last line has `"done": true`; see chat.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return (await asyncio_detailed(client=client, body=body)).parsed
