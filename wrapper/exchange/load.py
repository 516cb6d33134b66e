"""Load a model into memory, whatever it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ResponseError
from ..requests import builders
from .send import fetch_reply

if TYPE_CHECKING:
    from ..replies.text import GenerateResponse
    from .steps import Flow, Session


def load_model(model: str, keep_alive: float | str | None, session: Session) -> Flow[GenerateResponse]:
    """Load a model by a generate call without a prompt, or by an embed call without input if it only embeds.

    Raises:
        OllamaError: As `fetch_reply` raises it.
    """
    try:
        return (yield from fetch_reply(builders.load(model, keep_alive), session))
    except ResponseError as error:
        if "does not support generate" not in error.error:
            raise
    yield from fetch_reply(builders.embed(model, [], keep_alive=keep_alive), session)
    from ..replies.text import GenerateResponse

    return GenerateResponse(model=model, response="", done=True, done_reason="load")
