"""The reply of POST /v1/responses: a response with the items of its output, as one object or as events."""

import json
import time
from collections.abc import Iterator
from typing import Any

from ....http.json import Fields, omit_empty
from ....ollama.errors import NO_WEB_SEARCH
from ... import web_search
from ...dialect import event, new_id
from ..conversion import tool_calls


class Tools:
    """The tools that a request declares."""

    def __init__(self, declared: list[Fields] | None) -> None:
        self.declared: list[Fields] = declared or []
        types = {tool["type"] for tool in self.declared}
        self.has_web_search: bool = "web_search" in types
        self.has_tool_search: bool = "tool_search" in types
        self._tools = {
            _qualify(group, tool["name"] or tool["type"]): (group, tool) for group, tool in _flatten(self.declared)
        }

    def native(self) -> list[Fields]:
        """Return the tools in their native form."""
        return [_native_tool(name, tool) for name, (_, tool) in self._tools.items()]

    def namespace_and_name(self, native_name: str) -> tuple[str, str]:
        """Return the namespace, or "", and the name of a function that the model calls."""
        group, tool = self._tools.get(native_name, ("", {"name": native_name}))
        return group, tool["name"]


def echo(tool: Fields) -> Fields:
    """Return a tool as a response repeats it."""
    members: list[Fields] = tool["tools"] or []
    return omit_empty(**{**tool, "tools": [echo(member) for member in members]})


def _native_tool(name: str, tool: Fields) -> Fields:
    if tool["type"] == "web_search":
        return web_search.TOOL
    function = {"name": name, "description": tool["description"] or "", "parameters": tool["parameters"]}
    return {"type": "function", "function": function}


def _flatten(tools: list[Fields], namespace: str = "") -> Iterator[tuple[str, Fields]]:
    """Yield each tool, also those in namespaces, with the name of its namespace."""
    for tool in tools:
        if tool["type"] == "namespace":
            yield from _flatten(tool["tools"] or [], _qualify(namespace, tool["name"]))
        else:
            yield namespace, tool


def _qualify(namespace: str, name: str) -> str:
    """Return the name of a function with its namespace, unless it starts with that already."""
    if not namespace or not name or name.startswith((f"{namespace}.", f"{namespace}_")):
        return name
    return namespace + name if name.startswith("_") else f"{namespace}.{name}"


class ResponseBuilder:
    """Builds the objects of one response, which repeats much of the decoded request."""

    def __init__(self, request: Fields) -> None:
        self.id: str = new_id("resp_")
        self.tools: Tools = Tools(request["tools"])
        self._request = request

    def whole(self, reply: Fields) -> Fields:
        """Return the completed response for a whole native reply."""
        message, calls = reply["message"], tool_calls(reply["message"])
        output = [reasoning_item(f"rs_{self.id}", message["thinking"])] if message.get("thinking") else []
        output += [self.call_item(f"{self.id}_{index}", call) for index, call in enumerate(calls)]
        if not calls:
            output.append(message_item(new_id("msg_"), message["content"]))
        return self.response("completed", output, usage(reply))

    def response(self, status: str, output: list[Fields], usage: Fields | None) -> Fields:
        """Return the response in a status."""
        request, now = self._request, int(time.time())
        return {
            **dict.fromkeys(("error", "incomplete_details", "previous_response_id", "max_tool_calls")),
            **dict.fromkeys(("safety_identifier", "prompt_cache_key")),
            **dict.fromkeys(("presence_penalty", "frequency_penalty", "top_logprobs"), 0),
            **{name: request[name] for name in ("model", "max_output_tokens", "background")},
            **{name: 1.0 if request[name] is None else request[name] for name in ("temperature", "top_p")},
            "id": self.id,
            "object": "response",
            "created_at": now,
            "completed_at": now if status == "completed" else None,
            "status": status,
            "instructions": request["instructions"] or None,
            "output": output or (None if status == "completed" else []),
            "tools": [echo(tool) for tool in self.tools.declared],
            "tool_choice": "auto",
            "truncation": "disabled" if request["truncation"] is None else request["truncation"],
            "parallel_tool_calls": True,
            "text": {"format": _format(request["text"])},
            "reasoning": _reasoning(request["reasoning"], streams=bool(request["stream"])),
            "usage": usage,
            "store": False,
            "service_tier": "default",
            "metadata": {},
        }

    def failed(self, text: str, usage: Fields) -> Fields:
        """Return the response of a stream that failed."""
        return {
            "id": self.id,
            "object": "response",
            "status": "failed",
            "model": self._request["model"],
            "output": [],
            "error": {"code": "api_error", "message": text},
            "usage": {name: value for name, value in usage.items() if name != "output_tokens_details"},
        }

    def call_item(self, id: str, call: Fields) -> Fields:
        """Return a call of a function, or of the search for tools, which the client runs."""
        name, arguments = call["function"]["name"], call["function"]["arguments"]
        item = {"status": "completed", "call_id": call["id"]}
        if self.tools.has_tool_search and name == "tool_search":
            search = {"execution": "client", "arguments": json.loads(arguments)}
            return {"id": f"tsc_{id}", "type": "tool_search_call", **item, **search}
        namespace, name = self.tools.namespace_and_name(name)
        names = omit_empty(namespace=namespace, name=name)
        return {"id": f"fc_{id}", "type": "function_call", **item, **names, "arguments": arguments}


def message_item(id: str, text: str) -> Fields:
    """Return a message of the model."""
    content = [text_part(text)]
    return {"id": id, "type": "message", "status": "completed", "role": "assistant", "content": content}


def text_part(text: str) -> Fields:
    """Return a part of a message."""
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def reasoning_item(id: str, text: str) -> Fields:
    """Return the thinking of the model. What the server calls encrypted is the text itself."""
    summary = [{"type": "summary_text", "text": text}]
    return {"id": id, "type": "reasoning", "summary": summary, "encrypted_content": text}


def usage(reply: Fields) -> Fields:
    """Return the token counts of a native reply."""
    prompt, completion = reply.get("prompt_eval_count", 0), reply.get("eval_count", 0)
    return {
        "input_tokens": prompt,
        "output_tokens": completion,
        "total_tokens": prompt + completion,
        "input_tokens_details": {"cached_tokens": reply.get("prompt_eval_cached_count") or 0},
        "output_tokens_details": {"reasoning_tokens": 0},
    }


def _format(text: Fields | None) -> Fields:
    format = text and text["format"]
    if not format:
        return {"type": "text"}
    return {name: value for name, value in format.items() if value not in (None, "")}


def _reasoning(requested: Fields, *, streams: bool) -> Fields | None:
    """Return the requested reasoning. A stream has null for what a whole response omits."""
    echoed = {name: requested[name] or None for name in ("effort", "summary") if requested[name] or streams}
    return echoed if any(echoed.values()) else None


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
