"""Errors, images, tool calls, options and token counts in the form of OpenAI, and their native form."""

import json
from typing import Any

from ...http.json import Fields, encode, is_array, quote
from ...http.responses import APIError
from ...ollama.requests import ARGUMENTS
from ..dialect import Dialect, decode, decode_base64

_TYPES = {400: "invalid_request_error", 404: "not_found_error"}


class CodedError(APIError):
    """An error whose body has a code: only those of the Responses API do."""

    def __init__(self, status: int, text: str, code: str = "invalid_request_error") -> None:
        super().__init__(status, text)
        self.code = code


def error_body(error: APIError) -> Fields:
    """Return the JSON body of an error."""
    code = error.code if isinstance(error, CodedError) else None
    type = _TYPES.get(error.status, "api_error")
    return {"error": {"message": error.text, "type": type, "param": None, "code": code}}


OPENAI = Dialect(error_body)


_IMAGES = ("data:;base64,", *(f"data:image/{type};base64," for type in ("jpeg", "jpg", "png", "webp")))
_EFFORTS = {
    **{effort: effort for effort in ("low", "medium", "high", "max")},
    "": None,
    "none": False,
    "minimal": "low",
    "xhigh": "max",
    "ultra": "max",
}


def usage(reply: Fields) -> Fields:
    """Return the token counts of a native reply."""
    prompt, completion = reply.get("prompt_eval_count", 0), reply.get("eval_count", 0)
    cached = reply.get("prompt_eval_cached_count")
    return {
        "prompt_tokens": prompt,
        **({} if cached is None else {"prompt_tokens_details": {"cached_tokens": cached}}),
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }


def completion(id: str, object: str, created: int, reply: Fields, choice: Fields) -> Fields:
    """Return a completion, or a chunk of one, with a single choice."""
    head = {"id": id, "object": object, "created": created, "model": reply["model"]}
    return {**head, "system_fingerprint": "fp_ollama", "choices": [choice]}


def tool_calls(message: Fields) -> list[Fields]:
    """Return the tool calls of a native message, with their arguments as a JSON string."""
    return [_tool_call(call["id"], **call["function"]) for call in message.get("tool_calls", [])]


def _tool_call(id: str, index: int, name: str, arguments: Any) -> Fields:
    function = {"name": name, "arguments": encode(arguments).decode()}
    return {"id": id, "index": index, "type": "function", "function": function}


def native_call(id: str, name: str, arguments: str, error: str) -> Fields:
    """Return a native tool call. Raise `APIError` with the message `error` if `arguments` is not a JSON object."""
    try:
        decoded = decode(json.loads(arguments), ARGUMENTS)
    except (ValueError, RecursionError, APIError):
        raise APIError(400, error) from None
    return {"id": id, "function": {"name": name, "arguments": decoded}}


def native_image(url: str) -> str:
    """Return the base64 of an image in a data URI. Raise `APIError` for any other URL."""
    if url.startswith(("http://", "https://")):
        raise APIError(400, "image URLs are not currently supported, please use base64 encoded data instead")
    for prefix in _IMAGES:
        if url.startswith(prefix):
            return decode_base64(url.removeprefix(prefix), "invalid image input: ")
    raise APIError(400, "invalid image input")


def native_think(effort: str) -> bool | str | None:
    """Return the native `think` for a reasoning effort. Raise `APIError` for an unknown effort."""
    if effort not in _EFFORTS:
        known = 'must be "minimal", "low", "medium", "high", "xhigh", "ultra", "max", or "none"'
        raise APIError(400, f"invalid reasoning value: {quote(effort)} ({known})")
    return _EFFORTS[effort]


def native_options(fields: Fields) -> Fields:
    """Return the native options of a chat or a completion. Values of `stop` that are not strings are ignored."""
    stop = fields["stop"] if is_array(fields["stop"]) else [fields["stop"]]
    return {
        "stop": [text for text in stop if isinstance(text, str)] or None,
        "num_predict": fields["max_tokens"],
        "temperature": 1.0 if fields["temperature"] is None else fields["temperature"],
        "top_p": 1.0 if fields["top_p"] is None else fields["top_p"],
        **{name: fields[name] for name in ("seed", "frequency_penalty", "presence_penalty")},
    }
