"""The events of POST /v1/responses: items begin, grow and end, each in its place of the output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._events import event
from .response_object import Responses, message, text_part, thought, usage
from .shared import new_id, tool_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..http.json import Fields


class ResponseEvents:
    """Makes the events of one reply out of native lines."""

    def __init__(self, responses: Responses) -> None:
        self._responses = responses
        self._message_id = new_id("msg_")
        self._number = 0
        self._begun = False
        self._output: list[Fields] = []
        self._thought_id, self._thought = "", ""
        self._text: str | None = None
        self._called = False

    def of(self, line: Fields) -> Iterator[bytes]:
        said, calls = line["message"], tool_calls(line["message"])
        yield from self.begin()
        if said.get("thinking"):
            yield from self._think(said["thinking"])
        if calls:
            self._called = True
            yield from self._end_thought()
            yield from self.call(calls)
        elif said["content"] and not self._called:
            yield from self._say(said["content"])
        if line["done"]:
            yield from self._end(line)

    def begin(self) -> Iterator[bytes]:
        """What comes first, once."""
        if not self._begun:
            self._begun = True
            for name in ("response.created", "response.in_progress"):
                yield self._event(name, response=self._responses.response("in_progress", [], None))

    def call(self, calls: list[Fields]) -> Iterator[bytes]:
        """Calls, each as a whole."""
        for index, call in enumerate(calls):
            item = self._responses.call(f"{new_id('')}_{index}", call)
            if item["type"] == "tool_search_call":
                yield self._added({**item, "status": "in_progress", "arguments": {}})
            else:
                yield self._added({**item, "status": "in_progress", "arguments": ""})
                where, arguments = self._where(item["id"]), item["arguments"]
                yield self._event("response.function_call_arguments.delta", **where, delta=arguments)
                yield self._event("response.function_call_arguments.done", **where, arguments=arguments)
            yield self._done(item)

    def search(self, query: str) -> Iterator[bytes]:
        """A search in the web that has begun. It never ends here."""
        yield from self._end_thought()
        item: Fields = {
            "id": f"ws_{self._responses.id.removeprefix('resp_')}_1",
            "type": "web_search_call",
            "status": "in_progress",
            "action": {"type": "search", "query": query},
        }
        yield self._added(item)
        for state in ("in_progress", "searching"):
            yield self._event(f"response.web_search_call.{state}", **self._where(item["id"]))

    def fail(self, code: str, text: str, metrics: Fields) -> Iterator[bytes]:
        """The end of a stream that failed."""
        yield from self.begin()
        yield self._event("response.failed", response=self._responses.failed(code, text, usage(metrics)))

    def end_message(self) -> Iterator[bytes]:
        """The end of what was said so far; more would be another message."""
        if self._text is not None:
            yield from self._text_done()
            self._message_id = f"msg_{self._responses.id.removeprefix('resp_')}_{len(self._output)}"
            self._text = None

    def _think(self, text: str) -> Iterator[bytes]:
        if not self._thought_id:
            self._thought_id = new_id("rs_")
            yield self._added({"id": self._thought_id, "type": "reasoning", "summary": []})
        self._thought += text
        yield self._event(
            "response.reasoning_summary_text.delta", **self._where(self._thought_id), summary_index=0, delta=text
        )

    def _end_thought(self) -> Iterator[bytes]:
        if self._thought_id:
            item = thought(self._thought_id.removeprefix("rs_"), self._thought)
            where = self._where(item["id"])
            self._thought_id, self._thought, text = "", "", self._thought
            yield self._event("response.reasoning_summary_text.done", **where, summary_index=0, text=text)
            yield self._done(item)

    def _say(self, text: str) -> Iterator[bytes]:
        yield from self._end_thought()
        where = self._where(self._message_id)
        if self._text is None:
            self._text = ""
            yield self._added({**message(self._message_id, ""), "status": "in_progress", "content": []})
            yield self._event("response.content_part.added", **where, content_index=0, part=text_part(""))
        self._text += text
        yield self._event("response.output_text.delta", **where, content_index=0, delta=text, logprobs=[])

    def _text_done(self) -> Iterator[bytes]:
        item, text, where = message(self._message_id, self._text or ""), self._text or "", self._where(self._message_id)
        yield self._event("response.output_text.done", **where, content_index=0, text=text, logprobs=[])
        yield self._event("response.content_part.done", **where, content_index=0, part=text_part(text))
        yield self._done(item)

    def _end(self, line: Fields) -> Iterator[bytes]:
        yield from self._end_thought()
        if self._text is not None and not self._called:
            yield from self._text_done()
        elif self._text is not None:  # a text before calls does not end, but is told at the end
            self._output.append(message(self._message_id, self._text))
        response = self._responses.response("completed", self._output, usage(line))
        yield self._event("response.completed", response=response)

    def _added(self, item: Fields) -> bytes:
        return self._event("response.output_item.added", output_index=len(self._output), item=item)

    def _done(self, item: Fields) -> bytes:
        self._output.append(item)
        return self._event("response.output_item.done", output_index=len(self._output) - 1, item=item)

    def _where(self, id: str) -> Fields:
        return {"item_id": id, "output_index": len(self._output)}

    def _event(self, name: str, **data: Any) -> bytes:
        numbered = event({"type": name, "sequence_number": self._number, **data}, name)
        self._number += 1
        return numbered
