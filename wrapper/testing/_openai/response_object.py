"""The objects of which replies of POST /v1/responses are made: the response itself and the items of its output."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from .._dialects import given
from ..ollama.go_types import UNSET
from .response_tools import Tools, echoed
from .shared import new_id

if TYPE_CHECKING:
    from ..http.json import Fields


class Responses:
    """Makes the objects of one reply. `asked` is the request, as read, which they repeat in parts."""

    def __init__(self, asked: Fields, tools: Tools) -> None:
        self.id = new_id("resp_")
        self.tools = tools
        self._asked = asked

    def response(self, status: str, output: list[Fields], usage: Fields | None, created: int | None = None) -> Fields:
        """The response in a status; the time of its end is now if that is where it is, and no output is null then."""
        asked = self._asked
        now = int(time.time())
        return {
            "id": self.id,
            "object": "response",
            "created_at": now if created is None else created,
            "completed_at": now if status == "completed" else None,
            "status": status,
            "incomplete_details": None,
            "model": asked["model"],
            "previous_response_id": None,
            "instructions": asked["instructions"] or None,
            "output": output or (None if status == "completed" else []),
            "error": None,
            "tools": [echoed(tool) for tool in self.tools.declared],
            "tool_choice": "auto",
            "truncation": "disabled" if asked["truncation"] is None else asked["truncation"],
            "parallel_tool_calls": True,
            "text": {"format": _format(asked["text"])},
            "top_p": 1.0 if asked["top_p"] is None else asked["top_p"],
            "presence_penalty": 0,
            "frequency_penalty": 0,
            "top_logprobs": 0,
            "temperature": 1.0 if asked["temperature"] is None else asked["temperature"],
            "reasoning": _reasoning(asked["reasoning"], streamed=bool(asked["stream"])),
            "usage": usage,
            "max_output_tokens": asked["max_output_tokens"],
            "max_tool_calls": None,
            "store": False,
            "background": asked["background"],
            "service_tier": "default",
            "metadata": {},
            "safety_identifier": None,
            "prompt_cache_key": None,
        }

    def failed(self, code: str, text: str, usage: Fields) -> Fields:
        """The response of a stream that failed."""
        return {
            "id": self.id,
            "object": "response",
            "status": "failed",
            "model": self._asked["model"],
            "output": [],
            "error": {"code": code, "message": text},
            "usage": {name: value for name, value in usage.items() if name != "output_tokens_details"},
        }

    def call(self, id: str, call: Fields) -> Fields:
        """A call that the model made, of a function or, for the client to run, of the search for tools."""
        name, arguments = call["function"]["name"], call["function"]["arguments"]
        if self.tools.search_tools and name == "tool_search":
            return {
                "id": f"tsc_{id}",
                "type": "tool_search_call",
                "status": "completed",
                "call_id": call["id"],
                "execution": "client",
                "arguments": json.loads(arguments),
            }
        namespace, name = self.tools.named(name)
        return {
            "id": f"fc_{id}",
            "type": "function_call",
            "status": "completed",
            "call_id": call["id"],
            **given(namespace=namespace, name=name),
            "arguments": arguments,
        }


def message(id: str, text: str) -> Fields:
    """What was said."""
    return {
        "id": id,
        "type": "message",
        "status": "completed",
        "role": "assistant",
        "content": [text_part(text)],
    }


def text_part(text: str) -> Fields:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def thought(id: str, text: str) -> Fields:
    """What was thought. What counts as encrypted is the text itself."""
    return {
        "id": f"rs_{id}",
        "type": "reasoning",
        "summary": [{"type": "summary_text", "text": text}],
        "encrypted_content": text,
    }


def usage(reply: Fields) -> Fields:
    """How many tokens a native reply took."""
    asked, said = reply.get("prompt_eval_count", 0), reply.get("eval_count", 0)
    return {
        "input_tokens": asked,
        "output_tokens": said,
        "total_tokens": asked + said,
        "input_tokens_details": {"cached_tokens": reply.get("prompt_eval_cached_count") or 0},
        "output_tokens_details": {"reasoning_tokens": 0},
    }


def _format(text: Fields | None) -> Fields:
    wanted = text and text["format"]
    if not wanted:
        return {"type": "text"}
    return {
        "type": wanted["type"],
        **({"name": wanted["name"]} if wanted["name"] else {}),
        **({} if wanted["schema"] is UNSET else {"schema": wanted["schema"]}),
        **({} if wanted["strict"] is None else {"strict": wanted["strict"]}),
    }


def _reasoning(wanted: Fields, *, streamed: bool) -> Fields | None:
    """What was wished for; a stream says null where a whole answer leaves it out."""
    told = {name: wanted[name] or None for name in ("effort", "summary") if wanted[name] or streamed}
    return told if any(told.values()) else None
