# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""POST /api/pull"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...bodies import Response, read_json
from ...conversion import as_model
from ...errors import UnexpectedStatus

if TYPE_CHECKING:
    import httpx

    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.progress_response import ProgressResponse
    from ...models.pull_request import PullRequest


def _get_kwargs(*, body: PullRequest) -> dict[str, Any]:
    return {"method": "post", "url": "/api/pull", "json": body.to_dict()}


def _parse_response(*, client: Client, response: httpx.Response) -> ProgressResponse | ErrorResponse | None:
    from ...models.error_response import ErrorResponse
    from ...models.progress_response import ProgressResponse

    status = response.status_code
    parsed: ProgressResponse | ErrorResponse | None = None
    if status == 200:
        parsed = as_model(read_json(response), ProgressResponse)
    elif status == 403:
        pass
    elif 400 <= status <= 499:
        parsed = as_model(read_json(response), ErrorResponse)
    elif 500 <= status <= 599:
        parsed = as_model(read_json(response), ErrorResponse)
    elif client.raise_on_unexpected_status:
        raise UnexpectedStatus(status, response.content)
    return parsed


def _build_response(*, client: Client, response: httpx.Response) -> Response[ProgressResponse | ErrorResponse]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(*, client: Client, body: PullRequest) -> Response[ProgressResponse | ErrorResponse]:
    """Download a model from a registry.

    Streams its progress by default; the last line's status is `success`. An error of the registry is reported
    in a line after the status 200, because the first line is sent before the registry responds; with `"stream":
    false` it has status 500. An interrupted download resumes where it stopped.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = client.get_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


async def asyncio_detailed(*, client: Client, body: PullRequest) -> Response[ProgressResponse | ErrorResponse]:
    """Download a model from a registry.

    Streams its progress by default; the last line's status is `success`. An error of the registry is reported
    in a line after the status 200, because the first line is sent before the registry responds; with `"stream":
    false` it has status 500. An interrupted download resumes where it stopped.

    Return the whole response, whatever its status. Streamed replies are not parsed: set `stream=False` in the
    body.
    """
    response = await client.get_async_httpx_client().request(**_get_kwargs(body=body))
    return _build_response(client=client, response=response)


def sync(*, client: Client, body: PullRequest) -> ProgressResponse | ErrorResponse | None:
    """Download a model from a registry.

    Streams its progress by default; the last line's status is `success`. An error of the registry is reported
    in a line after the status 200, because the first line is sent before the registry responds; with `"stream":
    false` it has status 500. An interrupted download resumes where it stopped.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio(*, client: Client, body: PullRequest) -> ProgressResponse | ErrorResponse | None:
    """Download a model from a registry.

    Streams its progress by default; the last line's status is `success`. An error of the registry is reported
    in a line after the status 200, because the first line is sent before the registry responds; with `"stream":
    false` it has status 500. An interrupted download resumes where it stopped.

    Return the parsed body. An error response is returned, not raised. Streamed replies are not parsed: set
    `stream=False` in the body.
    """
    return (await asyncio_detailed(client=client, body=body)).parsed
