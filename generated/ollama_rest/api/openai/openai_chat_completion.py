# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /v1/chat/completions"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...bodies import Response, read_json
from ...conversion import as_model, as_one_of
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_chat_completion import OpenAIChatCompletion
    from ...models.open_ai_chat_completion_request import OpenAIChatCompletionRequest
    from ...models.open_ai_error_response import OpenAIErrorResponse


def _get_kwargs(*, body: OpenAIChatCompletionRequest) -> dict[str, Any]:
    return {"method": "post", "url": "/v1/chat/completions", "json": body.to_dict()}


def _parse_response(
    *, client: Client, response: httpx.Response
) -> OpenAIChatCompletion | OpenAIErrorResponse | ErrorResponse | None:
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_chat_completion import OpenAIChatCompletion
    from ...models.open_ai_error_response import OpenAIErrorResponse

    status = response.status_code
    parsed: OpenAIChatCompletion | OpenAIErrorResponse | ErrorResponse | None = None
    if status == 200:
        parsed = as_model(read_json(response), OpenAIChatCompletion)
    elif 400 <= status <= 499:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(
    *, client: Client, response: httpx.Response
) -> Response[OpenAIChatCompletion | OpenAIErrorResponse | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: Client, body: OpenAIChatCompletionRequest
) -> Response[OpenAIChatCompletion | OpenAIErrorResponse | ErrorResponse]:
    """Generate the next message of a conversation, as OpenAI's API does.

    With `"stream": true` the response is an event stream: each `data:` line is one `OpenAIChatCompletionChunk`,
    and the line `data: [DONE]`, which is not JSON, ends it. A stream without `[DONE]` is incomplete. OpenAI's
    fields that are not listed here (`n`, `tool_choice`, `max_completion_tokens`, `user`, ...) are ignored.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *, client: Client, body: OpenAIChatCompletionRequest
) -> Response[OpenAIChatCompletion | OpenAIErrorResponse | ErrorResponse]:
    """Generate the next message of a conversation, as OpenAI's API does.

    With `"stream": true` the response is an event stream: each `data:` line is one `OpenAIChatCompletionChunk`,
    and the line `data: [DONE]`, which is not JSON, ends it. A stream without `[DONE]` is incomplete. OpenAI's
    fields that are not listed here (`n`, `tool_choice`, `max_completion_tokens`, `user`, ...) are ignored.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(
    *, client: Client, body: OpenAIChatCompletionRequest
) -> OpenAIChatCompletion | OpenAIErrorResponse | ErrorResponse | None:
    """Generate the next message of a conversation, as OpenAI's API does.

    With `"stream": true` the response is an event stream: each `data:` line is one `OpenAIChatCompletionChunk`,
    and the line `data: [DONE]`, which is not JSON, ends it. A stream without `[DONE]` is incomplete. OpenAI's
    fields that are not listed here (`n`, `tool_choice`, `max_completion_tokens`, `user`, ...) are ignored.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio(
    *, client: Client, body: OpenAIChatCompletionRequest
) -> OpenAIChatCompletion | OpenAIErrorResponse | ErrorResponse | None:
    """Generate the next message of a conversation, as OpenAI's API does.

    With `"stream": true` the response is an event stream: each `data:` line is one `OpenAIChatCompletionChunk`,
    and the line `data: [DONE]`, which is not JSON, ends it. A stream without `[DONE]` is incomplete. OpenAI's
    fields that are not listed here (`n`, `tool_choice`, `max_completion_tokens`, `user`, ...) are ignored.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return (await asyncio_detailed(client=client, body=body)).parsed
