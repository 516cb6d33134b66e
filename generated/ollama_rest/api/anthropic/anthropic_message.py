# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /v1/messages"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...bodies import Response, read_json
from ...conversion import as_model, as_one_of
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.anthropic_error_response import AnthropicErrorResponse
    from ...models.anthropic_message import AnthropicMessage
    from ...models.anthropic_message_request import AnthropicMessageRequest
    from ...models.error_response import ErrorResponse


def _get_kwargs(*, body: AnthropicMessageRequest) -> dict[str, Any]:
    return {"method": "post", "url": "/v1/messages", "json": body.to_dict()}


def _parse_response(
    *, client: Client, response: httpx.Response
) -> AnthropicMessage | AnthropicErrorResponse | ErrorResponse | None:
    from ...models.anthropic_error_response import AnthropicErrorResponse
    from ...models.anthropic_message import AnthropicMessage
    from ...models.error_response import ErrorResponse

    status = response.status_code
    parsed: AnthropicMessage | AnthropicErrorResponse | ErrorResponse | None = None
    if status == 200:
        parsed = as_model(read_json(response), AnthropicMessage)
    elif 400 <= status <= 499:
        parsed = as_one_of(read_json(response), AnthropicErrorResponse, ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_one_of(read_json(response), AnthropicErrorResponse, ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(
    *, client: Client, response: httpx.Response
) -> Response[AnthropicMessage | AnthropicErrorResponse | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: Client, body: AnthropicMessageRequest
) -> Response[AnthropicMessage | AnthropicErrorResponse | ErrorResponse]:
    """Generate the next message of a conversation, as Anthropic's API does.

    With `"stream": true` the response is an event stream: an `event:` line with the type, then a `data:` line
    with one `AnthropicStreamEvent`. `message_stop` ends it; a stream without it is incomplete. Anthropic's
    headers, such as `x-api-key` and `anthropic-version`, are ignored.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *, client: Client, body: AnthropicMessageRequest
) -> Response[AnthropicMessage | AnthropicErrorResponse | ErrorResponse]:
    """Generate the next message of a conversation, as Anthropic's API does.

    With `"stream": true` the response is an event stream: an `event:` line with the type, then a `data:` line
    with one `AnthropicStreamEvent`. `message_stop` ends it; a stream without it is incomplete. Anthropic's
    headers, such as `x-api-key` and `anthropic-version`, are ignored.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(
    *, client: Client, body: AnthropicMessageRequest
) -> AnthropicMessage | AnthropicErrorResponse | ErrorResponse | None:
    """Generate the next message of a conversation, as Anthropic's API does.

    With `"stream": true` the response is an event stream: an `event:` line with the type, then a `data:` line
    with one `AnthropicStreamEvent`. `message_stop` ends it; a stream without it is incomplete. Anthropic's
    headers, such as `x-api-key` and `anthropic-version`, are ignored.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio(
    *, client: Client, body: AnthropicMessageRequest
) -> AnthropicMessage | AnthropicErrorResponse | ErrorResponse | None:
    """Generate the next message of a conversation, as Anthropic's API does.

    With `"stream": true` the response is an event stream: an `event:` line with the type, then a `data:` line
    with one `AnthropicStreamEvent`. `message_stop` ends it; a stream without it is incomplete. Anthropic's
    headers, such as `x-api-key` and `anthropic-version`, are ignored.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return (await asyncio_detailed(client=client, body=body)).parsed
