"""What each route reads: the fields of its request and their types, as the server declares them."""

from __future__ import annotations

from typing import Any

from ._errors import Refusal
from ._go_json import Fields, Json, NoJson, NotJson, decode
from ._go_types import (
    Anything,
    Bytes,
    Custom,
    Flag,
    Free,
    Kind,
    Listing,
    Ordered,
    Struct,
    Text,
    Texts,
    Trouble,
    Whole,
    WrongType,
    duration,
    fit,
    thinking,
)


def read(body: bytes, shape: Kind, *, missing: str = "missing request body") -> Fields:
    """Read a request's body.

    Raises:
        Refusal: it is wrong; the text is what the server says, `missing` if there is none.
    """
    try:
        fields: Fields = fit(decode(body), shape)
    except NoJson:
        raise Refusal(400, missing) from None
    except (NotJson, WrongType) as error:
        raise Refusal(400, str(error)) from None
    return fields


class _TypeNames(Kind):
    """A JSON schema's `type`: one name or several."""

    name = "[]string"

    def read(self, value: Json, trouble: Trouble, /) -> Any:
        return [value] if isinstance(value, str) else Listing(Text(), "[]string").read(value, trouble)


_TEXT, _FLAG, _WHOLE, _ANY, _FREE, _TEXTS = Text(), Flag(), Whole(), Anything(), Free(), Texts()
_TEXT_LIST, _STREAM, _KEEP_ALIVE, _IMAGES = Listing(_TEXT), Flag(True), Custom(duration), Listing(Bytes())

ARGUMENTS = Ordered(_ANY, zero={})
_CALLED = Struct("ToolCallFunction", {"index": _WHOLE, "name": _TEXT, "arguments": ARGUMENTS})
_MESSAGE = Struct(
    "Message",
    {
        "role": _TEXT,
        "content": _TEXT,
        "thinking": _TEXT,
        "images": _IMAGES,
        "tool_calls": Listing(Struct("ToolCall", {"id": _TEXT, "function": _CALLED})),
        "tool_name": _TEXT,
        "tool_call_id": _TEXT,
    },
    as_alias=True,
)
_PROPERTY = Struct(
    "ToolProperty",
    {
        "anyOf": _ANY,  # of properties, as below
        "type": _TypeNames(),
        "items": _ANY,
        "description": _TEXT,
        "enum": Listing(_ANY),
        "properties": _ANY,  # by name, as below
        "required": _TEXT_LIST,
    },
)
_PROPERTY.fields |= {"anyOf": Listing(_PROPERTY), "properties": Ordered(_PROPERTY)}
PARAMETERS = Struct(
    "ToolFunctionParameters",
    {"type": _TEXT, "$defs": _ANY, "items": _ANY, "required": _TEXT_LIST, "properties": Ordered(_PROPERTY)},
)
_FUNCTION = Struct("ToolFunction", {"name": _TEXT, "description": _TEXT, "parameters": PARAMETERS})
_TOOL = Struct("Tool", {"type": _TEXT, "items": _ANY, "function": _FUNCTION})
TOOLS = Listing(_TOOL)
_TOOLS = Listing(_TOOL, "api.Tools")
MESSAGES = Listing(_MESSAGE, "[]api.Message")
_ASK: dict[str, Kind] = {
    "model": _TEXT,
    "stream": _STREAM,
    "format": _ANY,
    "keep_alive": _KEEP_ALIVE,
    "options": _FREE,
    "think": Custom(thinking),
    "truncate": Flag(True),
    "shift": Flag(None),
    "_debug_render_only": _FLAG,
    "logprobs": _FLAG,
    "top_logprobs": _WHOLE,
}
_OF_REGISTRY: dict[str, Kind] = {
    "model": _TEXT,
    "name": _TEXT,
    "insecure": _FLAG,
    "username": _TEXT,
    "password": _TEXT,
    "stream": _STREAM,
}

CHAT = Struct("ChatRequest", {"messages": MESSAGES, "tools": _TOOLS, **_ASK})
GENERATE = Struct(
    "GenerateRequest",
    {
        "prompt": _TEXT,
        "suffix": _TEXT,
        "system": _TEXT,
        "template": _TEXT,
        "context": Listing(_WHOLE),
        "raw": _FLAG,
        "images": _IMAGES,
        **_ASK,
    },
)
EMBED = Struct(
    "EmbedRequest",
    {
        "model": _TEXT,
        "input": _ANY,
        "keep_alive": _KEEP_ALIVE,
        "truncate": Flag(True),
        "dimensions": _WHOLE,
        "options": _FREE,
    },
)
EMBEDDINGS = Struct("EmbeddingRequest", {"model": _TEXT, "prompt": _TEXT, "keep_alive": _KEEP_ALIVE, "options": _FREE})
SHOW = Struct(
    "ShowRequest",
    {"model": _TEXT, "name": _TEXT, "system": _TEXT, "template": _TEXT, "verbose": _FLAG, "options": _FREE},
)
COPY = Struct("CopyRequest", {"source": _TEXT, "destination": _TEXT})
DELETE = Struct("DeleteRequest", {"model": _TEXT, "name": _TEXT})
PULL = Struct("PullRequest", _OF_REGISTRY)
PUSH = Struct("PushRequest", _OF_REGISTRY)
CREATE = Struct(
    "CreateRequest",
    {
        "model": _TEXT,
        "name": _TEXT,
        "stream": _STREAM,
        "quantize": _TEXT,
        "quantization": _TEXT,
        "draft_quantize": _TEXT,
        "from": _TEXT,
        "remote_host": _TEXT,
        "files": _TEXTS,
        "draft_files": _TEXTS,
        "adapters": _TEXTS,
        "template": _TEXT,
        "license": _ANY,
        "system": _TEXT,
        "parameters": _FREE,
        "messages": MESSAGES,
        "renderer": _TEXT,
        "parser": _TEXT,
        "requires": _TEXT,
        "info": _FREE,
    },
)


def message(**fields: Any) -> Fields:
    """A message with the given fields; the others are empty."""
    return {**_MESSAGE.zero, **fields}
