"""POST /v1/messages"""

import secrets
from collections.abc import Iterator
from typing import Any

from wrapper.testing import _inference
from wrapper.testing._answers import json_answer
from wrapper.testing._anthropic.events import MessageEvents, stop_reason, usage
from wrapper.testing._anthropic.request import REQUEST, estimate, native, searches
from wrapper.testing._dialects import Dialect, as_events, as_json, given, is_of_cloud, read, refuse_cloud
from wrapper.testing._errors import Refusal
from wrapper.testing._events import EVENTS, UNCACHED
from wrapper.testing._go_json import encode
from wrapper.testing._loading import CLOUD_IS_OFF
from wrapper.testing._ollama import Ollama
from wrapper.testing._server import Answer, Request

Fields = dict[str, Any]

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
def messages(ollama: Ollama, request: Request) -> Answer:
    """Chat."""
    refuse_cloud(request, is_search=lambda kind: kind.strip().startswith("web_search"))
    asked = read(request.body, REQUEST)
    if not asked["model"]:
        raise Refusal(400, "model is required")
    if asked["max_tokens"] <= 0:
        raise Refusal(400, "max_tokens is required and must be positive")
    if not asked["messages"]:
        raise Refusal(400, "messages is required")
    body = encode(native(asked))
    answer = _answer(ollama, request, asked, body)
    if asked["stream"]:
        answer.headers |= UNCACHED
    return answer


def _answer(ollama: Ollama, request: Request, asked: Fields, body: bytes) -> Answer:
    searching, streamed, id = searches(asked["tools"]), asked["stream"], _new_id("msg")
    if searching and is_of_cloud(asked["model"]):
        refused = json_answer(_error(403, CLOUD_IS_OFF + "web search is unavailable"), 403)
        refused.headers |= {"Content-Type": EVENTS} if streamed else {}
        return refused
    try:
        answer = _inference.chat(ollama, request, body, relaxed=True)
    except Refusal as refusal:
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
    query = _query(said) if searching else None
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


def _query(said: Fields) -> str | None:
    """What the model wants to search the web for, if it does."""
    for call in said.get("tool_calls", []):
        if call["function"]["name"] == "web_search":
            query = call["function"]["arguments"].get("query")
            return query if isinstance(query, str) else ""
    return None


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
        self._query = _query(line["message"]) if self._query is None else self._query
        if self._query is None:
            yield from self._events.of(line)
        elif line["done"]:
            yield from self._events.begin(line)
            for block in _failed_search(self._id, self._query):
                yield from self._events.whole(block)
            yield from self._events.end("end_turn", line)
