"""What the OpenAI-compatible routes have in common: errors, usage, images, tool calls, and how much to think."""

from __future__ import annotations

import base64
import secrets
from typing import Any

from .._dialects import Dialect
from ..http.json import Fields, JSONSyntaxError, decode_all, encode, quote
from ..http.responses import APIError
from ..ollama.go_types import UnmarshalError, from_base64, unmarshal
from ..ollama.requests import ARGUMENTS

_KINDS = {400: "invalid_request_error", 404: "not_found_error"}
_IMAGES = ("data:;base64,", *(f"data:image/{kind};base64," for kind in ("jpeg", "jpg", "png", "webp")))
_EFFORTS = {
    "": None,
    "none": False,
    "minimal": "low",
    **{effort: effort for effort in ("low", "medium", "high", "max")},
    "xhigh": "max",
    "ultra": "max",
}


def error(status: int, text: str, code: str | None = None) -> Fields:
    """The body of an error."""
    return {"error": {"message": text, "type": _KINDS.get(status, "api_error"), "param": None, "code": code}}


OPENAI = Dialect(error)


def new_id(kind: str, below: int = 999_999) -> str:
    return f"{kind}{secrets.randbelow(below)}"


def usage(reply: Fields) -> Fields:
    """How many tokens a native reply took."""
    asked, said = reply.get("prompt_eval_count", 0), reply.get("eval_count", 0)
    cached = reply.get("prompt_eval_cached_count")
    return {
        "prompt_tokens": asked,
        **({} if cached is None else {"prompt_tokens_details": {"cached_tokens": cached}}),
        "completion_tokens": said,
        "total_tokens": asked + said,
    }


def tool_calls(message: Fields) -> list[Fields]:
    """The tool calls of a native message; arguments are a text of JSON."""
    return [
        {
            "id": call["id"],
            "index": call["function"]["index"],
            "type": "function",
            "function": {
                "name": call["function"]["name"],
                "arguments": encode(call["function"]["arguments"]).decode(),
            },
        }
        for call in message.get("tool_calls", [])
    ]


def arguments(text: str) -> Any:
    """Read the arguments of a call.

    Raises:
        ValueError: they are no object; the text is what the server says.
    """
    try:
        return unmarshal(decode_all(text.encode()), ARGUMENTS)
    except (JSONSyntaxError, UnmarshalError) as wrong:
        raise ValueError(str(wrong)) from None


def image(url: str) -> str:
    """The base64 of an image given as a data URI.

    Raises:
        APIError: it is given in any other way.
    """
    if url.startswith(("http://", "https://")):
        raise APIError(400, "image URLs are not currently supported, please use base64 encoded data instead")
    data = next((url.removeprefix(head) for head in _IMAGES if url.startswith(head)), None)
    if data is None:
        raise APIError(400, "invalid image input")
    try:
        return base64.b64encode(from_base64(data)).decode()
    except UnmarshalError:
        raise APIError(400, "invalid image input") from None


def thinking(effort: str) -> bool | str | None:
    """How much to think.

    Raises:
        APIError: the effort is none.
    """
    if effort not in _EFFORTS:
        known = 'must be "minimal", "low", "medium", "high", "xhigh", "ultra", "max", or "none"'
        raise APIError(400, f"invalid reasoning value: {quote(effort)} ({known})")
    return _EFFORTS[effort]
