"""The events of POST /v1/responses: items start, grow and end, each at its index of the output."""

from collections.abc import Iterator
from typing import Any

from ....http.json import Fields
from ....ollama.errors import NO_WEB_SEARCH
from ... import web_search
from ...conversion import new_id
from ...dialect import event
from ..conversion import tool_calls
from .response import ResponseBuilder, message_item, reasoning_item, text_part, usage


class ResponseEvents:
    """The events of one response, one native line at a time."""

    def __init__(self, builder: ResponseBuilder) -> None:
        self._builder = builder
        self._count = 0
        self._output: list[Fields] = []
        self._reasoning: Fields | None = None
        self._message_id = new_id("msg_")
        self._text: str | None = None
        self._called = False
        self._query: str | None = None

    def translate(self, line: Fields) -> Iterator[bytes]:
        """Translate a line to events."""
        message, calls = line["message"], tool_calls(line["message"])
        if self._builder.tools.has_web_search:
            self._query = web_search.search_query(message) if self._query is None else self._query
            calls = [call for call in calls if call["function"]["name"] != web_search.NAME]
        yield from self._start()
        if message.get("thinking"):
            yield from self._add_reasoning(message["thinking"])
        if calls:
            self._called = True
            yield from self._end_reasoning()
            yield from self._add_calls(calls)
        elif message["content"] and not self._called:
            yield from self._add_text(message["content"])
        if line["done"]:
            yield from self._complete(line) if self._query is None else self._fail_search(self._query, line)

    def compaction(self, item: Fields, usage: Fields) -> Iterator[bytes]:
        """Yield the events of a response whose output is a compaction item."""
        yield from self._start()
        yield self._added(item)
        yield self._done(item)
        yield self._completed(usage)

    def fail(self, text: str, reply: Fields) -> Iterator[bytes]:
        """Yield the last event of a stream that failed, and the first ones if it has not started."""
        yield from self._start()
        yield self._event("response.failed", response=self._builder.failed(text, usage(reply)))

    def _start(self) -> Iterator[bytes]:
        if not self._count:
            for name in ("response.created", "response.in_progress"):
                yield self._event(name, response=self._builder.response("in_progress", [], None))

    def _add_calls(self, calls: list[Fields]) -> Iterator[bytes]:
        for index, call in enumerate(calls):
            item = self._builder.call_item(f"{new_id('')}_{index}", call)
            if item["type"] == "tool_search_call":
                yield self._added({**item, "status": "in_progress", "arguments": {}})
            else:
                yield self._added({**item, "status": "in_progress", "arguments": ""})
                place, arguments = self._place(item["id"]), item["arguments"]
                yield self._event("response.function_call_arguments.delta", **place, delta=arguments)
                yield self._event("response.function_call_arguments.done", **place, arguments=arguments)
            yield self._done(item)

    def _add_reasoning(self, text: str) -> Iterator[bytes]:
        if self._reasoning is None:
            self._reasoning = reasoning_item(new_id("rs_"), "")
            yield self._added({"id": self._reasoning["id"], "type": "reasoning", "summary": []})
        self._reasoning = reasoning_item(self._reasoning["id"], self._reasoning["encrypted_content"] + text)
        place = self._place(self._reasoning["id"])
        yield self._event("response.reasoning_summary_text.delta", **place, summary_index=0, delta=text)

    def _end_reasoning(self) -> Iterator[bytes]:
        if item := self._reasoning:
            self._reasoning, text = None, item["encrypted_content"]
            place = self._place(item["id"])
            yield self._event("response.reasoning_summary_text.done", **place, summary_index=0, text=text)
            yield self._done(item)

    def _add_text(self, text: str) -> Iterator[bytes]:
        yield from self._end_reasoning()
        place = self._place(self._message_id)
        if self._text is None:
            self._text = ""
            yield self._added({**message_item(self._message_id, ""), "status": "in_progress", "content": []})
            yield self._event("response.content_part.added", **place, content_index=0, part=text_part(""))
        self._text += text
        yield self._event("response.output_text.delta", **place, content_index=0, delta=text, logprobs=[])

    def _end_text(self, text: str) -> Iterator[bytes]:
        place = self._place(self._message_id)
        yield self._event("response.output_text.done", **place, content_index=0, text=text, logprobs=[])
        yield self._event("response.content_part.done", **place, content_index=0, part=text_part(text))
        yield self._done(message_item(self._message_id, text))

    def _complete(self, line: Fields) -> Iterator[bytes]:
        yield from self._end_reasoning()
        if self._text is not None and self._called:  # text before calls does not end, but is part of the output
            self._output.append(message_item(self._message_id, self._text))
        elif self._text is not None:
            yield from self._end_text(self._text)
        yield self._completed(usage(line))

    def _fail_search(self, query: str, line: Fields) -> Iterator[bytes]:
        """Yield the start of a web search, and its failure."""
        yield from self._end_reasoning()
        if self._text is not None:
            yield from self._end_text(self._text)
        action = {"type": "search", "query": query}
        item: Fields = {"id": f"ws_{new_id('')}", "type": "web_search_call", "status": "in_progress", "action": action}
        yield self._added(item)
        for state in ("in_progress", "searching"):
            yield self._event(f"response.web_search_call.{state}", **self._place(item["id"]))
        yield from self.fail(NO_WEB_SEARCH, line)

    def _completed(self, usage: Fields) -> bytes:
        response = self._builder.response("completed", self._output, usage)
        return self._event("response.completed", response=response)

    def _added(self, item: Fields) -> bytes:
        return self._event("response.output_item.added", output_index=len(self._output), item=item)

    def _done(self, item: Fields) -> bytes:
        self._output.append(item)
        return self._event("response.output_item.done", output_index=len(self._output) - 1, item=item)

    def _place(self, item_id: str) -> Fields:
        return {"item_id": item_id, "output_index": len(self._output)}

    def _event(self, name: str, **data: Any) -> bytes:
        self._count += 1
        return event({"type": name, "sequence_number": self._count - 1, **data}, name)
