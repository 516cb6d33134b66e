"""What each route reads: the fields of its request and their types, as the server declares them."""

from __future__ import annotations

from typing import Any

from ..http.json import EmptyBody, Fields, Json, JSONSyntaxError, decode
from ..http.responses import APIError
from .go_types import (
    ANY,
    BOOL,
    INT,
    MAP,
    STRING,
    STRING_MAP,
    TRUE,
    Bytes,
    Custom,
    GoType,
    OrderedMap,
    Place,
    Pointer,
    Slice,
    Struct,
    UnmarshalError,
    duration,
    thinking,
    unmarshal,
)


def read(body: bytes, shape: GoType, *, missing: str = "missing request body") -> Fields:
    """Read a request's body.

    Raises:
        APIError: it is wrong; the text is what the server says, `missing` if there is none.
    """
    try:
        fields: Fields = unmarshal(decode(body), shape)
    except EmptyBody:
        raise APIError(400, missing) from None
    except (JSONSyntaxError, UnmarshalError) as error:
        raise APIError(400, str(error)) from None
    return fields


class _TypeNames(GoType):
    """A JSON schema's `type`: one name or several."""

    name = "[]string"

    def read(self, value: Json, place: Place, /) -> Any:
        return [value] if isinstance(value, str) else Slice(STRING, "[]string").read(value, place)


_STRINGS, _KEEP_ALIVE, _IMAGES = Slice(STRING), Custom(duration), Slice(Bytes())

ARGUMENTS = OrderedMap(ANY, zero={})
_CALLED = Struct("ToolCallFunction", {"index": INT, "name": STRING, "arguments": ARGUMENTS})
_MESSAGE = Struct(
    "Message",
    {
        "role": STRING,
        "content": STRING,
        "thinking": STRING,
        "images": _IMAGES,
        "tool_calls": Slice(Struct("ToolCall", {"id": STRING, "function": _CALLED})),
        "tool_name": STRING,
        "tool_call_id": STRING,
    },
    as_alias=True,
)
_PROPERTY = Struct(
    "ToolProperty",
    {
        "anyOf": ANY,  # of properties, as below
        "type": _TypeNames(),
        "items": ANY,
        "description": STRING,
        "enum": Slice(ANY),
        "properties": ANY,  # by name, as below
        "required": _STRINGS,
    },
)
_PROPERTY.fields |= {"anyOf": Slice(_PROPERTY), "properties": OrderedMap(_PROPERTY)}
PARAMETERS = Struct(
    "ToolFunctionParameters",
    {"type": STRING, "$defs": ANY, "items": ANY, "required": _STRINGS, "properties": OrderedMap(_PROPERTY)},
)
_FUNCTION = Struct("ToolFunction", {"name": STRING, "description": STRING, "parameters": PARAMETERS})
_TOOL = Struct("Tool", {"type": STRING, "items": ANY, "function": _FUNCTION})
TOOLS = Slice(_TOOL)
_TOOLS = Slice(_TOOL, "api.Tools")
MESSAGES = Slice(_MESSAGE, "[]api.Message")
_ASK: dict[str, GoType] = {
    "model": STRING,
    "stream": TRUE,
    "format": ANY,
    "keep_alive": _KEEP_ALIVE,
    "options": MAP,
    "think": Custom(thinking),
    "truncate": TRUE,
    "shift": Pointer(BOOL),
    "_debug_render_only": BOOL,
    "logprobs": BOOL,
    "top_logprobs": INT,
}
_OF_REGISTRY: dict[str, GoType] = {
    "model": STRING,
    "name": STRING,
    "insecure": BOOL,
    "username": STRING,
    "password": STRING,
    "stream": TRUE,
}

CHAT = Struct("ChatRequest", {"messages": MESSAGES, "tools": _TOOLS, **_ASK})
GENERATE = Struct(
    "GenerateRequest",
    {
        "prompt": STRING,
        "suffix": STRING,
        "system": STRING,
        "template": STRING,
        "context": Slice(INT),
        "raw": BOOL,
        "images": _IMAGES,
        **_ASK,
    },
)
EMBED = Struct(
    "EmbedRequest",
    {
        "model": STRING,
        "input": ANY,
        "keep_alive": _KEEP_ALIVE,
        "truncate": TRUE,
        "dimensions": INT,
        "options": MAP,
    },
)
EMBEDDINGS = Struct("EmbeddingRequest", {"model": STRING, "prompt": STRING, "keep_alive": _KEEP_ALIVE, "options": MAP})
SHOW = Struct(
    "ShowRequest",
    {"model": STRING, "name": STRING, "system": STRING, "template": STRING, "verbose": BOOL, "options": MAP},
)
COPY = Struct("CopyRequest", {"source": STRING, "destination": STRING})
DELETE = Struct("DeleteRequest", {"model": STRING, "name": STRING})
PULL = Struct("PullRequest", _OF_REGISTRY)
PUSH = Struct("PushRequest", _OF_REGISTRY)
CREATE = Struct(
    "CreateRequest",
    {
        "model": STRING,
        "name": STRING,
        "stream": TRUE,
        "quantize": STRING,
        "quantization": STRING,
        "draft_quantize": STRING,
        "from": STRING,
        "remote_host": STRING,
        "files": STRING_MAP,
        "draft_files": STRING_MAP,
        "adapters": STRING_MAP,
        "template": STRING,
        "license": ANY,
        "system": STRING,
        "parameters": MAP,
        "messages": MESSAGES,
        "renderer": STRING,
        "parser": STRING,
        "requires": STRING,
        "info": MAP,
    },
)


def message(**fields: Any) -> Fields:
    """A message with the given fields; the others are empty."""
    return {**_MESSAGE.zero, **fields}
