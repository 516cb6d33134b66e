"""Bringing a model into memory, whatever it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ResponseError
from ..requests import builders
from .send import fetch_reply

if TYPE_CHECKING:
    import httpx

    from ..clients.settings import Default, Timeout
    from ..replies.text import GenerateResponse
    from .send import Steps


def load_model(
    model: str,
    keep_alive: float | str | None,
    http: httpx.Client | httpx.AsyncClient,
    retries: int,
    timeout: Timeout | Default,
) -> Steps[GenerateResponse]:
    """Load a model by a call without a prompt; one that makes embeddings alone, by a call without inputs.

    Raises:
        OllamaError: as `fetch_reply` says.
    """
    try:
        return (yield from fetch_reply(builders.load(model, keep_alive, timeout), http, retries))
    except ResponseError as error:
        if "does not support generate" not in error.error:
            raise
    yield from fetch_reply(builders.embed(model, [], None, None, keep_alive, None, timeout), http, retries)
    from ..replies.text import GenerateResponse

    return GenerateResponse(model=model, response="", done=True, done_reason="load")
