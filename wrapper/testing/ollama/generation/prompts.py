"""The prompt of a request as one text. A token of a prompt is a word here."""

from typing import Any

from ...http.json import encode


def conversation(messages: list[dict[str, Any]], tools: list[Any] | None = None) -> str:
    """Return the text of a conversation, and of the tools that the model may call."""
    parts = [encode(tool).decode() for tool in tools or list[Any]()]
    for message in messages:
        calls = [encode(call["function"]).decode() for call in message["tool_calls"] or list[Any]()]
        parts.append(" ".join(filter(None, (message["role"], message["thinking"], message["content"], *calls))))
    return "\n".join(parts)


def count_tokens(prompt: str) -> int:
    """Return how many tokens a prompt has."""
    return len(prompt.split())
