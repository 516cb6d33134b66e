# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /v1/completions"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...bodies import Response, read_json
from ...conversion import as_model, as_one_of
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_completion import OpenAICompletion
    from ...models.open_ai_completion_request import OpenAICompletionRequest
    from ...models.open_ai_error_response import OpenAIErrorResponse


def _get_kwargs(*, body: OpenAICompletionRequest) -> dict[str, Any]:
    return {"method": "post", "url": "/v1/completions", "json": body.to_dict()}


def _parse_response(
    *, client: Client, response: httpx.Response
) -> OpenAICompletion | OpenAIErrorResponse | ErrorResponse | None:
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_completion import OpenAICompletion
    from ...models.open_ai_error_response import OpenAIErrorResponse

    status = response.status_code
    parsed: OpenAICompletion | OpenAIErrorResponse | ErrorResponse | None = None
    if status == 200:
        parsed = as_model(read_json(response), OpenAICompletion)
    elif 400 <= status <= 499:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(
    *, client: Client, response: httpx.Response
) -> Response[OpenAICompletion | OpenAIErrorResponse | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: Client, body: OpenAICompletionRequest
) -> Response[OpenAICompletion | OpenAIErrorResponse | ErrorResponse]:
    """Complete a prompt, as OpenAI's older API does.

    With `"stream": true` the response is an event stream: each `data:` line is one `OpenAICompletionChunk`, and
    the line `data: [DONE]`, which is not JSON, ends it. A missing or empty prompt only loads the model
    (`finish_reason` is `load`). The text does not contain the thinking of a thinking model.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *, client: Client, body: OpenAICompletionRequest
) -> Response[OpenAICompletion | OpenAIErrorResponse | ErrorResponse]:
    """Complete a prompt, as OpenAI's older API does.

    With `"stream": true` the response is an event stream: each `data:` line is one `OpenAICompletionChunk`, and
    the line `data: [DONE]`, which is not JSON, ends it. A missing or empty prompt only loads the model
    (`finish_reason` is `load`). The text does not contain the thinking of a thinking model.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(
    *, client: Client, body: OpenAICompletionRequest
) -> OpenAICompletion | OpenAIErrorResponse | ErrorResponse | None:
    """Complete a prompt, as OpenAI's older API does.

    With `"stream": true` the response is an event stream: each `data:` line is one `OpenAICompletionChunk`, and
    the line `data: [DONE]`, which is not JSON, ends it. A missing or empty prompt only loads the model
    (`finish_reason` is `load`). The text does not contain the thinking of a thinking model.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio(
    *, client: Client, body: OpenAICompletionRequest
) -> OpenAICompletion | OpenAIErrorResponse | ErrorResponse | None:
    """Complete a prompt, as OpenAI's older API does.

    With `"stream": true` the response is an event stream: each `data:` line is one `OpenAICompletionChunk`, and
    the line `data: [DONE]`, which is not JSON, ends it. A missing or empty prompt only loads the model
    (`finish_reason` is `load`). The text does not contain the thinking of a thinking model.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return (await asyncio_detailed(client=client, body=body)).parsed
