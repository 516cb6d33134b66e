"""The objects of a reply of POST /v1/messages: the message, its blocks and its token counts."""

from ...http.json import Fields, omit_empty
from .. import web_search


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
    return {
        "id": id,
        "type": "message",
        "role": "assistant",
        "model": reply["model"],
        "content": blocks or None,
        **omit_empty(stop_reason=reason),
        "usage": usage(reply),
    }


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
