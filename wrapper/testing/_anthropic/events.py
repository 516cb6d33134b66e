"""The events of POST /v1/messages: blocks begin, grow and end, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._dialects import given
from .._events import event
from ..http.json import Fields, encode

if TYPE_CHECKING:
    from collections.abc import Iterator


class MessageEvents:
    """Makes the events of one message out of native lines. `estimate` is told where no tokens are counted yet."""

    def __init__(self, id: str, model: str, estimate: int) -> None:
        self._id = id
        self._model = model
        self._estimate = estimate
        self._begun = False
        self._index = 0
        self._open = ""
        self._thought = False  # a thought was had: what else is thought is not told
        self._calls: set[str] = set()

    def of(self, line: Fields) -> Iterator[bytes]:
        said = line["message"]
        yield from self.begin(line)
        if said.get("thinking") and not self._thought:
            yield from self._grow("thinking", "thinking", said["thinking"])
        if said["content"]:
            yield from self._grow("text", "text", said["content"])
        for call in said.get("tool_calls", []):
            if call["id"] not in self._calls:
                self._calls.add(call["id"])
                yield from self._call(call)
        if line["done"]:
            yield from self.close()
            yield from self.end(stop_reason(line.get("done_reason", ""), bool(self._calls)), line)

    def begin(self, line: Fields) -> Iterator[bytes]:
        """The beginning of the message, once."""
        if self._begun:
            return
        self._begun = True
        counted = usage(line)
        if not counted["input_tokens"] and not counted.get("cache_read_input_tokens"):
            counted["input_tokens"] = self._estimate
        start: Fields = {"id": self._id, "type": "message", "role": "assistant", "model": self._model, "content": []}
        yield _event("message_start", message={**start, "usage": {**counted, "output_tokens": 0}})

    def whole(self, block: Fields) -> Iterator[bytes]:
        """A block that comes in one piece."""
        yield from self.close()
        yield _event("content_block_start", index=self._index, content_block=block)
        self._open = block["type"]
        yield from self.close()

    def close(self) -> Iterator[bytes]:
        """The end of the block that is open, if one is."""
        if self._open:
            yield _event("content_block_stop", index=self._index)
            self._thought = self._thought or self._open == "thinking"
            self._open = ""
            self._index += 1

    def end(self, reason: str, line: Fields) -> Iterator[bytes]:
        """The end of the message."""
        yield _event("message_delta", delta={"stop_reason": reason} if reason else {}, usage=usage(line))
        yield _event("message_stop")

    def _grow(self, kind: str, field: str, text: str) -> Iterator[bytes]:
        if self._open != kind:
            yield from self.close()
            self._open = kind
            yield _event("content_block_start", index=self._index, content_block={"type": kind, field: ""})
        yield _event("content_block_delta", index=self._index, delta={"type": f"{kind}_delta", field: text})

    def _call(self, call: Fields) -> Iterator[bytes]:
        yield from self.close()
        function = call["function"]
        block: Fields = {"type": "tool_use", "id": call["id"], **given(name=function["name"]), "input": {}}
        delta = {"type": "input_json_delta", "partial_json": encode(function["arguments"]).decode()}
        yield _event("content_block_start", index=self._index, content_block=block)
        yield _event("content_block_delta", index=self._index, delta=delta)
        self._open = "tool_use"
        yield from self.close()


def _event(name: str, **data: Any) -> bytes:
    return event({"type": name, **data}, name)


def stop_reason(reason: str, called: bool) -> str:
    """Why a message ended, "" where it did not."""
    if called:
        return "tool_use"
    return {"stop": "end_turn", "length": "max_tokens", "": ""}.get(reason, "stop_sequence")


def usage(reply: Fields) -> Fields:
    """How many tokens a native reply took; those found in the cache are told apart."""
    asked, cached = reply.get("prompt_eval_count", 0), reply.get("prompt_eval_cached_count")
    return {
        "input_tokens": asked - (cached or 0),
        **({} if cached is None else {"cache_read_input_tokens": cached}),
        "output_tokens": reply.get("eval_count", 0),
    }
