# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /api/chat"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...bodies import Response, read_json
from ...conversion import as_model
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.chat_request import ChatRequest
    from ...models.chat_response import ChatResponse
    from ...models.error_response import ErrorResponse


def _get_kwargs(*, body: ChatRequest) -> dict[str, Any]:
    return {"method": "post", "url": "/api/chat", "json": body.to_dict()}


def _parse_response(*, client: Client, response: httpx.Response) -> ChatResponse | ErrorResponse | None:
    from ...models.chat_response import ChatResponse
    from ...models.error_response import ErrorResponse

    status = response.status_code
    parsed: ChatResponse | ErrorResponse | None = None
    if status == 200:
        parsed = as_model(read_json(response), ChatResponse)
    elif 400 <= status <= 499:
        parsed = as_model(read_json(response), ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_model(read_json(response), ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(*, client: Client, response: httpx.Response) -> Response[ChatResponse | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(*, client: Client, body: ChatRequest) -> Response[ChatResponse | ErrorResponse]:
    """Generate the next message of a conversation.

    Streams by default. Without messages, the server only loads the model (`done_reason` is `load`) or, with a
    `keep_alive` of 0, unloads it (`unload`).

    A stream is complete only if its last line has `"done": true`. The server ends it without that line when the
    model generates bytes that are not UTF-8; with `"stream": false`, the response then has status 200, `"done":
    false` and a part of the text.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(*, client: Client, body: ChatRequest) -> Response[ChatResponse | ErrorResponse]:
    """Generate the next message of a conversation.

    Streams by default. Without messages, the server only loads the model (`done_reason` is `load`) or, with a
    `keep_alive` of 0, unloads it (`unload`).

    A stream is complete only if its last line has `"done": true`. The server ends it without that line when the
    model generates bytes that are not UTF-8; with `"stream": false`, the response then has status 200, `"done":
    false` and a part of the text.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(*, client: Client, body: ChatRequest) -> ChatResponse | ErrorResponse | None:
    """Generate the next message of a conversation.

    Streams by default. Without messages, the server only loads the model (`done_reason` is `load`) or, with a
    `keep_alive` of 0, unloads it (`unload`).

    A stream is complete only if its last line has `"done": true`. The server ends it without that line when the
    model generates bytes that are not UTF-8; with `"stream": false`, the response then has status 200, `"done":
    false` and a part of the text.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio(*, client: Client, body: ChatRequest) -> ChatResponse | ErrorResponse | None:
    """Generate the next message of a conversation.

    Streams by default. Without messages, the server only loads the model (`done_reason` is `load`) or, with a
    `keep_alive` of 0, unloads it (`unload`).

    A stream is complete only if its last line has `"done": true`. The server ends it without that line when the
    model generates bytes that are not UTF-8; with `"stream": false`, the response then has status 200, `"done":
    false` and a part of the text.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return (await asyncio_detailed(client=client, body=body)).parsed
