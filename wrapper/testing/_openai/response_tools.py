"""The tools of POST /v1/responses: functions, groups of them under a name, and the two built-in ones that search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .._dialects import given
from ..http.json import Fields, quote
from ..http.responses import APIError
from ..ollama.go_types import ANY, BOOL, MAP, STRING, Pointer, Slice, Struct, UnmarshalError, unmarshal
from ..ollama.requests import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOOL = Struct(
    "ResponsesTool",
    {
        "type": STRING,
        "name": STRING,
        "description": Pointer(STRING),
        "strict": Pointer(BOOL),
        "parameters": MAP,
        "execution": STRING,
        "defer_loading": Pointer(BOOL),
        "tools": ANY,  # a list of the same
    },
    package="openai",
)
TOOLS = Slice(_TOOL)
_TOOL.fields["tools"] = TOOLS
_WEB_SEARCH = {
    "type": "function",
    "function": {
        "name": "web_search",
        "description": "Search the web for current information.",
        "parameters": {
            "type": "object",
            "required": ["query"],
            "properties": {"query": {"type": ["string"], "description": "The search query."}},
        },
    },
}


class Tools:
    """The tools that a request declares, and those that a search before has found."""

    def __init__(self, declared: list[Fields] | None, items: list[Fields]) -> None:
        self.declared = declared or []
        kinds = {tool["type"] for tool in self.declared}
        self.search_web = "web_search" in kinds
        self.search_tools = "tool_search" in kinds
        self._all = [*self.declared, *_found(items)]

    def native(self) -> list[Fields]:
        """As the native route takes them. A built-in tool drops functions of its name.

        Raises:
            APIError: a tool is one that it does not take.
        """
        return [native for tool in self.declared for native in self._native(tool)]

    def _native(self, tool: Fields) -> Iterator[Fields]:
        if tool["type"] == "web_search":
            yield _WEB_SEARCH
        elif tool["type"] == "tool_search":
            if tool["execution"] not in ("", "client"):
                where = quote(tool["execution"])
                raise APIError(400, f"tool_search execution {where} is not supported; use client execution")
            yield _function(tool | {"type": "function", "name": "tool_search"})
        else:
            built_in = {"web_search": self.search_web, "tool_search": self.search_tools}
            yield from (found for found in _functions(tool) if not built_in.get(found["function"]["name"]))

    def native_name(self, namespace: str, name: str) -> str:
        """What the model knows a function by."""
        return qualified(*((namespace, name) if namespace else self.named(name)))

    def named(self, native: str) -> tuple[str, str]:
        """The namespace, if any, and the name of a function that the model called."""
        for tool in self._all:
            if tool["type"] == "namespace" and tool["name"]:
                for member in tool["tools"] or list[Any]():
                    group, name = tool["name"], member["name"]
                    spellings = (qualified(group, name), f"{group}.{name}", f"{group}:{name}")
                    if member["type"] != "namespace" and native in spellings:
                        return group, name
        return "", native


def qualified(namespace: str, name: str) -> str:
    """The name of a function in a namespace, unless it tells that by itself."""
    if not namespace or not name or name.startswith((f"{namespace}.", f"{namespace}_")):
        return name
    return namespace + name if name.startswith("_") else f"{namespace}.{name}"


def echoed(tool: Fields) -> Fields:
    """A tool as a reply repeats it."""
    return {
        "type": tool["type"],
        **given(name=tool["name"]),
        **{name: tool[name] for name in ("description", "strict") if tool[name] is not None},
        **given(parameters=tool["parameters"], execution=tool["execution"]),
        **({} if tool["defer_loading"] is None else {"defer_loading": tool["defer_loading"]}),
        **given(tools=[echoed(member) for member in tool["tools"] or list[Any]()]),
    }


def _functions(tool: Fields) -> Iterator[Fields]:
    """The functions of a tool, which may be a group of groups."""
    if tool["type"] != "namespace":
        yield _function(tool)
        return
    for member in tool["tools"] or list[Any]():
        for found in _functions(member):
            found["function"]["name"] = qualified(tool["name"], found["function"]["name"])
            yield found


def _function(tool: Fields) -> Fields:
    try:
        unmarshal(tool["parameters"], PARAMETERS)
    except UnmarshalError as wrong:
        raise APIError(400, f"failed to unmarshal tool parameters: {wrong}") from None
    return {
        "type": tool["type"],
        "function": {
            "name": tool["name"],
            "description": tool["description"] or "",
            "parameters": json.loads(json.dumps(tool["parameters"], sort_keys=True)),  # the order gets lost
        },
    }


def _found(items: list[Fields]) -> Iterator[Fields]:
    for item in items:
        for tool in (item["tools"] or list[Any]()) if item["type"] == "tool_search_output" else list[Any]():
            try:
                yield unmarshal(tool, _TOOL)
            except UnmarshalError:
                continue
