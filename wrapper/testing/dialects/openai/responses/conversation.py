"""The native messages of a conversation of the Responses API."""

import json
from collections.abc import Iterator

from ....http.json import Fields, encode
from ....http.responses import APIError
from ..conversion import native_call, native_image
from .request import TRIGGER


def native_messages(items: list[Fields]) -> Iterator[Fields]:
    """Yield the native messages of input items. Raise `APIError` for an item without a native form."""
    for item in items:
        match item["type"]:
            case "message" | "agent_message":
                yield {"role": item["role"] or "user", **_native_content(item["content"])}
            case "reasoning":
                yield {"role": "assistant", "thinking": item["encrypted_content"]}
            case "function_call" | "tool_search_call":
                yield {"role": "assistant", "tool_calls": [_native_call(item)]}
            case "function_call_output":
                yield {"role": "tool", "tool_call_id": item["call_id"], **_native_content(item["output"])}
            case "tool_search_output":
                yield {"role": "tool", "tool_call_id": item["call_id"], "content": encode(item["tools"]).decode()}
            case "compaction":
                yield {"role": "user", "content": _summary(item["encrypted_content"])}
            case "compaction_trigger":
                raise APIError(400, f"{TRIGGER} must be the final and only compaction trigger")
            case _:
                pass


def _native_call(item: Fields) -> Fields:
    arguments = item["arguments"] or "{}"
    text = arguments if isinstance(arguments, str) else encode(arguments).decode()
    return native_call(item["call_id"], item["name"], text, error="failed to parse function call arguments")


def _native_content(parts: list[Fields]) -> Fields:
    text, images = "", list[str]()
    for part in parts:
        if part["type"] == "input_file":
            raise APIError(400, "file inputs are not currently supported")
        if part["type"] == "input_image":
            images += [native_image(part["image_url"])] if part["image_url"] else []
        else:
            text += part["encrypted_content" if part["type"] == "encrypted_content" else "text"]
    return {"content": text, "images": images}


def _summary(encrypted_content: str) -> str:
    """Return the summary in a compaction item."""
    try:
        return str(json.loads(encrypted_content)["summary"])
    except (ValueError, LookupError, TypeError):
        raise APIError(400, "invalid compaction item") from None
