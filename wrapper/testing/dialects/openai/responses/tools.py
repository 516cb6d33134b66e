"""The tools of the Responses API: functions, namespaces of them, and the built-in searches."""

from collections.abc import Iterator

from ....http.json import Fields, omit_empty
from ... import web_search


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
