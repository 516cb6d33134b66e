# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /v1/audio/transcriptions"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...bodies import Response, form_parts, read_json
from ...conversion import as_model, as_one_of
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_error_response import OpenAIErrorResponse
    from ...models.open_ai_transcription import OpenAITranscription
    from ...models.open_ai_transcription_request import OpenAITranscriptionRequest


def _get_kwargs(*, body: OpenAITranscriptionRequest) -> dict[str, Any]:
    return {"method": "post", "url": "/v1/audio/transcriptions", "files": form_parts(body)}


def _parse_response(
    *, client: Client, response: httpx.Response
) -> OpenAITranscription | OpenAIErrorResponse | ErrorResponse | None:
    from ...models.error_response import ErrorResponse
    from ...models.open_ai_error_response import OpenAIErrorResponse
    from ...models.open_ai_transcription import OpenAITranscription

    status = response.status_code
    parsed: OpenAITranscription | OpenAIErrorResponse | ErrorResponse | None = None
    if status == 200:
        parsed = as_model(read_json(response), OpenAITranscription)
    elif 400 <= status <= 499:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_one_of(read_json(response), OpenAIErrorResponse, ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(
    *, client: Client, response: httpx.Response
) -> Response[OpenAITranscription | OpenAIErrorResponse | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *, client: Client, body: OpenAITranscriptionRequest
) -> Response[OpenAITranscription | OpenAIErrorResponse | ErrorResponse]:
    """Transcribe an audio file, as OpenAI's API does.

    Requires a model that supports audio. The model is prompted to transcribe, so the result depends on how it
    follows that prompt.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(
    *, client: Client, body: OpenAITranscriptionRequest
) -> Response[OpenAITranscription | OpenAIErrorResponse | ErrorResponse]:
    """Transcribe an audio file, as OpenAI's API does.

    Requires a model that supports audio. The model is prompted to transcribe, so the result depends on how it
    follows that prompt.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(
    *, client: Client, body: OpenAITranscriptionRequest
) -> OpenAITranscription | OpenAIErrorResponse | ErrorResponse | None:
    """Transcribe an audio file, as OpenAI's API does.

    Requires a model that supports audio. The model is prompted to transcribe, so the result depends on how it
    follows that prompt.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio(
    *, client: Client, body: OpenAITranscriptionRequest
) -> OpenAITranscription | OpenAIErrorResponse | ErrorResponse | None:
    """Transcribe an audio file, as OpenAI's API does.

    Requires a model that supports audio. The model is prompted to transcribe, so the result depends on how it
    follows that prompt.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return (await asyncio_detailed(client=client, body=body)).parsed
