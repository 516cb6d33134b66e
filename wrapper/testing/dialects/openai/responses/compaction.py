"""Compaction: one item in the place of a conversation, with a summary that the model writes by calling a function."""

import json

from ....http.json import Fields, encode

_FUNCTION = "create_summary"
_TOOL = {
    "type": "function",
    "name": _FUNCTION,
    "description": "Store the summary of the conversation.",
    "parameters": {"type": "object", "properties": {"summary": {"type": "string"}}, "required": ["summary"]},
}


def summary_request(request: Fields) -> Fields:
    """Return the request that asks the model for the summary."""
    task = {"type": "message", "role": "user", "content": f"Summarize this conversation with {_FUNCTION}."}
    return {"model": request["model"], "input": [*request["input"], task], "tools": [_TOOL], "stream": False}


def compaction_item(output: list[Fields]) -> Fields | None:
    """Return the item that replaces the conversation, or None if the model wrote no summary."""
    for item in output:
        if item["type"] == "function_call" and item["name"] == _FUNCTION:
            summary = json.loads(item["arguments"]).get("summary")
            if isinstance(summary, str) and summary.strip():
                payload: Fields = {"type": "ollama_compaction", "version": 1, "summary": summary, "retained": []}
                return {"type": "compaction", "encrypted_content": encode(payload).decode()}
    return None
