# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /v1/responses"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...bodies import Response, read_json
from ...conversion import as_model, as_one_of
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_error_response import OpenAIErrorResponse
    from ...models.open_ai_response import OpenAIResponse
    from ...models.open_ai_response_request import OpenAIResponseRequest


def _get_kwargs(*, body: OpenAIResponseRequest) -> dict[str, Any]:
    return {"method": "post", "url": "/v1/responses", "json": body.to_dict()}


def _parse_response(
    *, client: Client, response: httpx.Response
) -> OpenAIResponse | OpenAIErrorResponse | ErrorResponse | None:
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_error_response import OpenAIErrorResponse
    from ...models.open_ai_response import OpenAIResponse

    status = response.status_code
    parsed: OpenAIResponse | OpenAIErrorResponse | ErrorResponse | None = None
    if status == 200:
        parsed = as_model(read_json(response), OpenAIResponse)
    elif 400 <= status <= 499:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(
    *, client: Client, response: httpx.Response
) -> Response[OpenAIResponse | OpenAIErrorResponse | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: Client, body: OpenAIResponseRequest
) -> Response[OpenAIResponse | OpenAIErrorResponse | ErrorResponse]:
    """Generate a response, as OpenAI's Responses API does.

    With `"stream": true` the response is an event stream: an `event:` line with the type, then a `data:` line
    with one `OpenAIResponseStreamEvent`. `response.completed` or `response.failed` ends it, without `[DONE]`; a
    stream without either is incomplete. Responses are not stored: `previous_response_id`, `conversation` and
    `store` have no effect, and `background` is only repeated in the response. A streamed request whose last
    input item is a `compaction_trigger` returns one `compaction` item instead of a reply.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *, client: Client, body: OpenAIResponseRequest
) -> Response[OpenAIResponse | OpenAIErrorResponse | ErrorResponse]:
    """Generate a response, as OpenAI's Responses API does.

    With `"stream": true` the response is an event stream: an `event:` line with the type, then a `data:` line
    with one `OpenAIResponseStreamEvent`. `response.completed` or `response.failed` ends it, without `[DONE]`; a
    stream without either is incomplete. Responses are not stored: `previous_response_id`, `conversation` and
    `store` have no effect, and `background` is only repeated in the response. A streamed request whose last
    input item is a `compaction_trigger` returns one `compaction` item instead of a reply.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(*, client: Client, body: OpenAIResponseRequest) -> OpenAIResponse | OpenAIErrorResponse | ErrorResponse | None:
    """Generate a response, as OpenAI's Responses API does.

    With `"stream": true` the response is an event stream: an `event:` line with the type, then a `data:` line
    with one `OpenAIResponseStreamEvent`. `response.completed` or `response.failed` ends it, without `[DONE]`; a
    stream without either is incomplete. Responses are not stored: `previous_response_id`, `conversation` and
    `store` have no effect, and `background` is only repeated in the response. A streamed request whose last
    input item is a `compaction_trigger` returns one `compaction` item instead of a reply.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio(
    *, client: Client, body: OpenAIResponseRequest
) -> OpenAIResponse | OpenAIErrorResponse | ErrorResponse | None:
    """Generate a response, as OpenAI's Responses API does.

    With `"stream": true` the response is an event stream: an `event:` line with the type, then a `data:` line
    with one `OpenAIResponseStreamEvent`. `response.completed` or `response.failed` ends it, without `[DONE]`; a
    stream without either is incomplete. Responses are not stored: `previous_response_id`, `conversation` and
    `store` have no effect, and `background` is only repeated in the response. A streamed request whose last
    input item is a `compaction_trigger` returns one `compaction` item instead of a reply.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return (await asyncio_detailed(client=client, body=body)).parsed
