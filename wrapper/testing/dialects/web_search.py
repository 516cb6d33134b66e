"""The built-in web search. It always fails: the embedded server has no cloud to search with."""

from ..http.json import Fields

NAME = "web_search"
TOOL: Fields = {
    "type": "function",
    "function": {
        "name": NAME,
        "description": "Search the web.",
        "parameters": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}},
    },
}


def search_query(message: Fields) -> str | None:
    """Return what the model wants to search for, or None if a native message does not call the tool."""
    for call in message.get("tool_calls", []):
        if call["function"]["name"] == NAME:
            return str(call["function"]["arguments"].get("query", ""))
    return None
