"""POST /v1/messages"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from .._dialects import Dialect, as_events, as_json, given, is_of_cloud, read, refuse_cloud, web_query
from .._events import EVENTS, UNCACHED
from ..http.json import Fields, encode
from ..http.responses import APIError, json_response
from ..ollama.errors import NO_WEB_SEARCH
from ..ollama.routes import generation
from .events import MessageEvents, stop_reason, usage
from .request import REQUEST, estimate, native, searches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..http.server import Request, Response
    from ..ollama.state import Ollama

_KINDS = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
    503: "overloaded_error",
    529: "overloaded_error",
}


def _new_id(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(12)}"


def _error(status: int, text: str) -> Fields:
    told = {"type": _KINDS.get(status, "api_error"), "message": text}
    return {"type": "error", "error": told, "request_id": _new_id("req")}


ANTHROPIC = Dialect(_error)


@ANTHROPIC.route
def messages(ollama: Ollama, request: Request) -> Response:
    """Chat."""
    refuse_cloud(request, is_search=lambda kind: kind.strip().startswith("web_search"))
    asked = read(request.body, REQUEST)
    if not asked["model"]:
        raise APIError(400, "model is required")
    if asked["max_tokens"] <= 0:
        raise APIError(400, "max_tokens is required and must be positive")
    if not asked["messages"]:
        raise APIError(400, "messages is required")
    body = encode(native(asked))
    answer = _answer(ollama, request, asked, body)
    if asked["stream"]:
        answer.headers |= UNCACHED
    return answer


def _answer(ollama: Ollama, request: Request, asked: Fields, body: bytes) -> Response:
    searching, streamed, id = searches(asked["tools"]), asked["stream"], _new_id("msg")
    if searching and is_of_cloud(asked["model"]):
        refused = json_response(_error(403, NO_WEB_SEARCH), 403)
        refused.headers |= {"Content-Type": EVENTS} if streamed else {}
        return refused
    try:
        answer = generation.chat(ollama, request, body, relaxed=True)
    except APIError as refusal:
        return ANTHROPIC.told(refusal)
    if not streamed:
        return as_json(answer, lambda reply: _whole(id, reply, searching))
    events = MessageEvents(id, asked["model"], estimate(asked, request.body))
    if not searching:
        return as_events(answer, events.of)
    kind = EVENTS if isinstance(answer.body, bytes) else answer.headers["Content-Type"]  # so it is in the real server
    answer = as_events(answer, _Searching(id, events).of)
    answer.headers["Content-Type"] = kind
    return answer


def _whole(id: str, reply: Fields, searching: bool) -> Fields:
    said = reply["message"]
    calls = said.get("tool_calls", [])
    reason = stop_reason(reply.get("done_reason", ""), bool(calls))
    thought, text = said.get("thinking"), said["content"]
    blocks = [
        *([{"type": "thinking", "thinking": thought}] if thought else []),
        *([{"type": "text", "text": text}] if text else []),
        *({"type": "tool_use", "id": call["id"], **_function(call)} for call in calls),
    ]
    query = web_query(said) if searching else None
    if query is not None:
        blocks, reason = _failed_search(id, query), "end_turn"
    return {
        "id": id,
        "type": "message",
        "role": "assistant",
        "model": reply["model"],
        "content": blocks or None,
        **({"stop_reason": reason} if reason else {}),
        "usage": usage(reply),
    }


def _function(call: Fields) -> Fields:
    return {**given(name=call["function"]["name"]), "input": call["function"]["arguments"]}


def _failed_search(id: str, query: str) -> list[Fields]:
    """A search in the web, and why there are no results: the cloud is switched off."""
    use = f"srvtoolu_{id.removeprefix('msg_')}"
    failure = {"type": "web_search_tool_result_error", "error_code": "unavailable" if query else "invalid_request"}
    return [
        {"type": "server_tool_use", "id": use, "name": "web_search", "input": {"query": query}},
        {"type": "web_search_tool_result", "tool_use_id": use, "content": failure},
    ]


class _Searching:
    """The events of a message that may search the web. Once it does, the rest of what was said is dropped."""

    def __init__(self, id: str, events: MessageEvents) -> None:
        self._id = id
        self._events = events
        self._query: str | None = None

    def of(self, line: Fields) -> Iterator[bytes]:
        self._query = web_query(line["message"]) if self._query is None else self._query
        if self._query is None:
            yield from self._events.of(line)
        elif line["done"]:
            yield from self._events.begin(line)
            for block in _failed_search(self._id, self._query):
                yield from self._events.whole(block)
            yield from self._events.end("end_turn", line)
