# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /v1/responses/compact"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...bodies import Response, read_json
from ...conversion import as_model, as_one_of
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_compact_request import OpenAICompactRequest
    from ...models.open_ai_compacted_response import OpenAICompactedResponse
    from ...models.open_ai_error_response import OpenAIErrorResponse


def _get_kwargs(*, body: OpenAICompactRequest) -> dict[str, Any]:
    return {"method": "post", "url": "/v1/responses/compact", "json": body.to_dict()}


def _parse_response(
    *, client: Client, response: httpx.Response
) -> OpenAICompactedResponse | OpenAIErrorResponse | ErrorResponse | None:
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_compacted_response import OpenAICompactedResponse
    from ...models.open_ai_error_response import OpenAIErrorResponse

    status = response.status_code
    parsed: OpenAICompactedResponse | OpenAIErrorResponse | ErrorResponse | None = None
    if status == 200:
        parsed = as_model(read_json(response), OpenAICompactedResponse)
    elif 400 <= status <= 499:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(
    *, client: Client, response: httpx.Response
) -> Response[OpenAICompactedResponse | OpenAIErrorResponse | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: Client, body: OpenAICompactRequest
) -> Response[OpenAICompactedResponse | OpenAIErrorResponse | ErrorResponse]:
    """Compact a conversation to one item that a later response can start from.

    The model writes the summary with a function call, so it must support tools. All fields of the request but
    `model`, `input` and `tools` are ignored; `stream` must be a boolean and has no effect. Since 0.34.

    Return the whole response, whatever its status.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *, client: Client, body: OpenAICompactRequest
) -> Response[OpenAICompactedResponse | OpenAIErrorResponse | ErrorResponse]:
    """Compact a conversation to one item that a later response can start from.

    The model writes the summary with a function call, so it must support tools. All fields of the request but
    `model`, `input` and `tools` are ignored; `stream` must be a boolean and has no effect. Since 0.34.

    Return the whole response, whatever its status.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(
    *, client: Client, body: OpenAICompactRequest
) -> OpenAICompactedResponse | OpenAIErrorResponse | ErrorResponse | None:
    """Compact a conversation to one item that a later response can start from.

    The model writes the summary with a function call, so it must support tools. All fields of the request but
    `model`, `input` and `tools` are ignored; `stream` must be a boolean and has no effect. Since 0.34.

    Return the parsed body. An error response is returned, not raised.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio(
    *, client: Client, body: OpenAICompactRequest
) -> OpenAICompactedResponse | OpenAIErrorResponse | ErrorResponse | None:
    """Compact a conversation to one item that a later response can start from.

    The model writes the summary with a function call, so it must support tools. All fields of the request but
    `model`, `input` and `tools` are ignored; `stream` must be a boolean and has no effect. Since 0.34.

    Return the parsed body. An error response is returned, not raised.
    """
    return (await asyncio_detailed(client=client, body=body)).parsed
