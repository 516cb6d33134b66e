"""One reply of POST /v1/responses, whole or as events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .._dialects import as_events, as_json, refuse_cloud, unix_time, web_query, whole
from .._events import EVENTS, UNCACHED
from ..http.json import Fields, encode, is_array
from ..http.responses import APIError
from ..http.server import Item, Request, Response
from ..ollama.errors import NO_WEB_SEARCH
from ..ollama.go_types import (
    BOOL,
    FLOAT,
    INT,
    RAW,
    STRING,
    UNSET,
    Custom,
    Pointer,
    Slice,
    Struct,
    UnmarshalError,
    unmarshal,
)
from ..ollama.go_types import thinking as read_thinking
from ..ollama.routes import generation
from .response_events import ResponseEvents
from .response_input import Conversation, read_input
from .response_object import Responses, message, thought, usage
from .response_tools import TOOLS, Tools
from .shared import OPENAI, new_id, thinking, tool_calls

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from ..ollama.state import Ollama

_FORMAT = Struct(
    "ResponsesTextFormat",
    {"type": STRING, "name": STRING, "schema": RAW, "strict": Pointer(BOOL)},
    package="openai",
)
_TEXT = Struct("ResponsesText", {"format": Pointer(_FORMAT)}, package="openai")
_REASONING = {"effort": STRING, "generate_summary": STRING, "summary": STRING}
_REQUEST = Struct(
    "ResponsesRequest",
    {
        "model": STRING,
        "background": BOOL,
        "include": Slice(STRING),
        "input": Custom(read_input),
        "instructions": STRING,
        "max_output_tokens": Pointer(INT),
        "reasoning": Struct("ResponsesReasoning", _REASONING, package="openai"),
        "think": Custom(read_thinking),
        "temperature": Pointer(FLOAT),
        "text": Pointer(_TEXT),
        "top_p": Pointer(FLOAT),
        "truncation": Pointer(STRING),
        "tools": TOOLS,
        "stream": Pointer(BOOL),
    },
    package="openai",
)
_NO_QUERY = "web_search requires a non-empty string query"


def blank(model: str) -> Fields:
    """A request that asks for nothing but a model."""
    fields: Fields = _REQUEST.zero
    return fields | {"model": model}


def respond(ollama: Ollama, request: Request, body: Fields) -> Response:
    """Response a request by its body, in which nothing is compacted any more.

    Raises:
        APIError: it is wrong, or the model cannot be had.
    """
    refuse_cloud(request, is_search=lambda kind: kind == "web_search")
    try:
        asked: Fields = unmarshal(body, _REQUEST)
    except UnmarshalError as wrong:
        raise APIError(400, str(wrong)) from None
    tools = Tools(asked["tools"], _items(asked))
    searches = tools.search_web
    native = encode(_native(asked, tools))
    responses = Responses(asked, tools)
    try:
        answer = generation.chat(ollama, request, native)
    except APIError as refusal:
        answer = _failed(refusal, responses) if searches and asked["stream"] else OPENAI.told(refusal)
    else:
        if asked["stream"]:
            events = ResponseEvents(responses)
            answer = _searching(answer, events) if searches else as_events(answer, events.of)
        elif searches:
            answer = _searched(answer, responses)
        else:
            answer = as_json(answer, lambda reply: _whole(reply, responses))
    if asked["stream"]:
        answer.headers |= UNCACHED
    return answer


def _items(asked: Fields) -> list[Fields]:
    return asked["input"] if is_array(asked["input"]) else []


def _native(asked: Fields, tools: Tools) -> Fields:
    """The native request."""
    conversation = Conversation(tools)
    if asked["instructions"]:
        conversation.messages.append({"role": "system", "content": asked["instructions"]})
    if asked["input"] and isinstance(asked["input"], str):
        conversation.messages.append({"role": "user", "content": asked["input"]})
    conversation.add_all(_items(asked))
    return {
        "model": asked["model"],
        "messages": conversation.messages,
        "think": thinking(asked["reasoning"]["effort"]) if asked["think"] is None else asked["think"],
        "tools": tools.native(),
        "stream": bool(asked["stream"]),
        "format": _schema(asked["text"]),
        "options": {
            "temperature": 1.0 if asked["temperature"] is None else asked["temperature"],
            "top_p": asked["top_p"],
            "num_predict": asked["max_output_tokens"],
        },
    }


def _schema(text: Fields | None) -> Any:
    wanted = text and text["format"]
    if not wanted or wanted["type"] != "json_schema" or wanted["schema"] is UNSET:
        return None
    return wanted["schema"]


def _whole(reply: Fields, responses: Responses) -> Fields:
    said, id = reply["message"], responses.id
    output = [thought(id, said["thinking"])] if said.get("thinking") else list[Fields]()
    calls = tool_calls(said)
    output += [responses.call(f"{id}_{index}", call) for index, call in enumerate(calls)]
    if not calls:
        output.append(message(new_id("msg_"), said["content"]))
    return responses.response("completed", output, usage(reply), unix_time(reply["created_at"]))


def _failed(refusal: APIError, responses: Responses) -> Response:
    """A stream with nothing but a failure."""
    return Response(
        200, b"".join(ResponseEvents(responses).fail("api_error", refusal.text, {})), {"Content-Type": EVENTS}
    )


def _searching(answer: Response, events: ResponseEvents) -> Response:
    """A stream that may search the web.

    Where that comes first, the head is out before any event, with the type of the native stream: so it is in the real
    server.
    """
    lines = answer.body
    if isinstance(lines, bytes):
        return as_events(answer, _Searching(events).of)
    searching, kind, first = _Searching(events), answer.headers["Content-Type"], next(lines, None)
    begun = list(searching.of(json.loads(first))) if isinstance(first, bytes) else list[bytes]()
    answer = as_events(answer, searching.of)
    answer.headers["Content-Type"] = EVENTS if begun else kind
    answer.body = _after(begun, answer.body)
    return answer


def _after(begun: list[bytes], rest: bytes | Generator[Item]) -> Generator[Item]:
    try:
        yield from begun
        if not isinstance(rest, bytes):
            yield from rest
    finally:
        if not isinstance(rest, bytes):
            rest.close()


def _searched(answer: Response, responses: Responses) -> Response:
    """A whole reply, or why the search that the model asked for failed."""
    reply: Fields = whole(answer)
    query = web_query(reply["message"])
    if query is None:
        return as_json(answer, lambda reply: _whole(reply, responses))
    failure = OPENAI.told(APIError(403, NO_WEB_SEARCH) if query.strip() else APIError(502, _NO_QUERY))
    failure.on_end = answer.on_end
    return failure


class _Searching:
    """The events of a reply that may search the web. The search fails, when everything else has been said."""

    def __init__(self, events: ResponseEvents) -> None:
        self._events = events
        self._query: str | None = None
        self._spoke = False

    def of(self, line: Fields) -> Iterator[bytes]:
        said, query = line["message"], web_query(line["message"])
        self._query = query if self._query is None else self._query
        if self._query is None and not said.get("tool_calls"):
            self._spoke = self._spoke or bool(said["content"] or said.get("thinking"))
            yield from self._events.of(line)
            return
        others = [call for call in said.get("tool_calls", []) if call["function"]["name"] != "web_search"]
        if said["content"] or said.get("thinking"):
            self._spoke = True
            yield from self._events.of({**line, "message": {**said, "tool_calls": []}, "done": False})
        if others:
            self._spoke = True
            yield from self._events.begin()
            yield from self._events.end_message()
            yield from self._events.call(tool_calls({"tool_calls": others}))
        if line["done"] and self._query is None:
            yield from self._events.of({**line, "message": {"content": ""}})
        elif line["done"]:
            yield from self._fail(self._query or "", line)

    def _fail(self, query: str, line: Fields) -> Iterator[bytes]:
        yield from self._events.begin()
        if self._spoke:
            yield from self._events.end_message()
        if query.strip():
            yield from self._events.search(query)
        yield from self._events.fail("api_error", NO_WEB_SEARCH if query.strip() else _NO_QUERY, line)
