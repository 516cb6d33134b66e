"""The reply of POST /v1/messages: a message as one object, or as events in which its blocks start, grow and stop."""

from collections.abc import Iterator
from typing import Any

from ...http.json import Fields, encode, omit_empty
from .. import web_search
from ..dialect import event


def whole_message(id: str, reply: Fields, *, searches: bool) -> Fields:
    """Return the message for a whole native reply, which may call the built-in web search if it `searches`."""
    message, calls = reply["message"], reply["message"].get("tool_calls", [])
    reason = stop_reason(reply.get("done_reason", ""), called=bool(calls))
    blocks = [
        *([{"type": "thinking", "thinking": message["thinking"]}] if message.get("thinking") else []),
        *([{"type": "text", "text": message["content"]}] if message["content"] else []),
        *(tool_use(call) for call in calls),
    ]
    query = web_search.search_query(message) if searches else None
    if query is not None:
        blocks, reason = failed_search(id, query), "end_turn"
    return _message(id, reply, blocks or None, **omit_empty(stop_reason=reason), usage=usage(reply))


def _message(id: str, reply: Fields, content: list[Fields] | None, **more: Any) -> Fields:
    head = {"id": id, "type": "message", "role": "assistant", "model": reply["model"]}
    return {**head, "content": content, **more}


def tool_use(call: Fields) -> Fields:
    """Return the block of a native tool call."""
    function = call["function"]
    return {"type": "tool_use", "id": call["id"], "name": function["name"], "input": function["arguments"]}


def failed_search(message_id: str, query: str) -> list[Fields]:
    """Return the blocks of a web search that fails."""
    id = f"srvtoolu_{message_id.removeprefix('msg_')}"
    error = {"type": "web_search_tool_result_error", "error_code": "unavailable"}
    return [
        {"type": "server_tool_use", "id": id, "name": web_search.NAME, "input": {"query": query}},
        {"type": "web_search_tool_result", "tool_use_id": id, "content": error},
    ]


def stop_reason(done_reason: str, *, called: bool) -> str:
    """Return why a message ended, or "" if it did not."""
    if called:
        return "tool_use"
    return {"stop": "end_turn", "length": "max_tokens", "": ""}.get(done_reason, "stop_sequence")


def usage(reply: Fields) -> Fields:
    """Return the token counts of a native reply. Input tokens in the cache are counted apart."""
    prompt, cached = reply.get("prompt_eval_count", 0), reply.get("prompt_eval_cached_count")
    return {
        "input_tokens": prompt - (cached or 0),
        **({} if cached is None else {"cache_read_input_tokens": cached}),
        "output_tokens": reply.get("eval_count", 0),
    }


class MessageEvents:
    """The events of one message, one native line at a time."""

    def __init__(self, id: str, *, searches: bool) -> None:
        self._id = id
        self._searches = searches
        self._started = False
        self._index = 0
        self._open = ""
        self._called = False
        self._query: str | None = None

    def translate(self, line: Fields) -> Iterator[bytes]:
        """Translate a line to events. The rest of a message that searches the web is dropped."""
        if self._searches and self._query is None:
            self._query = web_search.search_query(line["message"])
        if not self._started:
            self._started = True
            yield self._start(line)
        if self._query is None:
            yield from self._add(line["message"])
        if line["done"]:
            yield from self._stop_block()
            for block in [] if self._query is None else failed_search(self._id, self._query):
                yield self._start_block(block)
                yield from self._stop_block()
            reason = stop_reason(line.get("done_reason", ""), called=self._called)
            yield _event("message_delta", delta={"stop_reason": reason} if reason else {}, usage=usage(line))
            yield _event("message_stop")

    def _start(self, line: Fields) -> bytes:
        message = _message(self._id, line, [], usage={**usage(line), "output_tokens": 0})
        return _event("message_start", message=message)

    def _add(self, message: Fields) -> Iterator[bytes]:
        if message.get("thinking"):
            yield from self._grow("thinking", "thinking", message["thinking"])
        if message["content"]:
            yield from self._grow("text", "text", message["content"])
        for call in message.get("tool_calls", []):
            self._called = True
            yield from self._stop_block()
            yield self._start_block({**tool_use(call), "input": {}})
            arguments = encode(call["function"]["arguments"]).decode()
            yield self._delta({"type": "input_json_delta", "partial_json": arguments})
            yield from self._stop_block()

    def _grow(self, type: str, field: str, text: str) -> Iterator[bytes]:
        if self._open != type:
            yield from self._stop_block()
            yield self._start_block({"type": type, field: ""})
        yield self._delta({"type": f"{type}_delta", field: text})

    def _start_block(self, block: Fields) -> bytes:
        self._open = block["type"]
        return _event("content_block_start", index=self._index, content_block=block)

    def _delta(self, delta: Fields) -> bytes:
        return _event("content_block_delta", index=self._index, delta=delta)

    def _stop_block(self) -> Iterator[bytes]:
        if self._open:
            yield _event("content_block_stop", index=self._index)
            self._open = ""
            self._index += 1


def _event(name: str, **data: Any) -> bytes:
    return event({"type": name, **data}, name)
