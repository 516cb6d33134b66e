"""The requests of the native routes: their fields and types, as the server declares them."""

from typing import Any

from ..http.json import EmptyBody, Fields, Json, JSONSyntaxError, decode
from ..http.responses import APIError
from .go_types import (
    ANY,
    BOOL,
    BYTES,
    INT,
    MAP,
    STRING,
    STRING_MAP,
    TRUE,
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


def read(body: bytes, type: GoType, *, missing: str = "missing request body") -> Fields:
    """Return the fields of a request's body.

    Raises:
        APIError: it is not valid, or empty; the text for an empty body is `missing`.
    """
    try:
        fields: Fields = unmarshal(decode(body), type)
    except EmptyBody:
        raise APIError(400, missing) from None
    except (JSONSyntaxError, UnmarshalError) as error:
        raise APIError(400, str(error)) from None
    return fields


class _TypeNames(Slice):
    """The `type` of a JSON schema: one name or several."""

    def read(self, value: Json, place: Place, /) -> Any:
        return [value] if isinstance(value, str) else super().read(value, place)


def _strings(names: str) -> dict[str, GoType]:
    return dict.fromkeys(names.split(), STRING)


ARGUMENTS = OrderedMap(ANY, zero={})
_FUNCTION_CALL = Struct("ToolCallFunction", {"index": INT, "name": STRING, "arguments": ARGUMENTS})
_TOOL_CALLS = Slice(Struct("ToolCall", {"id": STRING, "function": _FUNCTION_CALL}))
_MESSAGE = Struct(
    "Message",
    {
        **_strings("role content thinking tool_name tool_call_id"),
        "images": Slice(BYTES),
        "tool_calls": _TOOL_CALLS,
    },
    as_alias=True,
)
MESSAGES = Slice(_MESSAGE, "[]api.Message")

_PROPERTY = Struct(
    "ToolProperty",
    {
        "type": _TypeNames(STRING),
        "items": ANY,
        "description": STRING,
        "enum": Slice(ANY),
        "required": Slice(STRING),
    },
)
_PROPERTY.fields |= {"anyOf": Slice(_PROPERTY), "properties": OrderedMap(_PROPERTY)}
PARAMETERS = Struct(
    "ToolFunctionParameters",
    {"type": STRING, "$defs": ANY, "items": ANY, "required": Slice(STRING), "properties": OrderedMap(_PROPERTY)},
)
_FUNCTION = Struct("ToolFunction", {**_strings("name description"), "parameters": PARAMETERS})
_TOOL = Struct("Tool", {"type": STRING, "items": ANY, "function": _FUNCTION})
TOOLS = Slice(_TOOL)

_MODEL: dict[str, GoType] = {"model": STRING, "keep_alive": Custom(duration), "options": MAP}
_GENERATION: dict[str, GoType] = {
    **_MODEL,
    "stream": TRUE,
    "format": ANY,
    "think": Custom(thinking),
    "truncate": TRUE,
    "shift": Pointer(BOOL),
    "logprobs": BOOL,
    "top_logprobs": INT,
    "_debug_render_only": BOOL,
}
_TRANSFER: dict[str, GoType] = {**_strings("model name username password"), "insecure": BOOL, "stream": TRUE}

CHAT = Struct("ChatRequest", {**_GENERATION, "messages": MESSAGES, "tools": Slice(_TOOL, "api.Tools")})
GENERATE = Struct(
    "GenerateRequest",
    {
        **_GENERATION,
        **_strings("prompt suffix system template"),
        "context": Slice(INT),
        "raw": BOOL,
        "images": Slice(BYTES),
    },
)
EMBED = Struct("EmbedRequest", {**_MODEL, "input": ANY, "truncate": TRUE, "dimensions": INT})
EMBEDDINGS = Struct("EmbeddingRequest", {**_MODEL, "prompt": STRING})
SHOW = Struct("ShowRequest", {**_strings("model name system template"), "verbose": BOOL, "options": MAP})
COPY = Struct("CopyRequest", _strings("source destination"))
DELETE = Struct("DeleteRequest", _strings("model name"))
PULL = Struct("PullRequest", _TRANSFER)
PUSH = Struct("PushRequest", _TRANSFER)
CREATE = Struct(
    "CreateRequest",
    {
        **_strings("model name from remote_host template system renderer parser requires"),
        **_strings("quantize quantization draft_quantize"),
        **dict.fromkeys(("files", "draft_files", "adapters"), STRING_MAP),
        **dict.fromkeys(("parameters", "info"), MAP),
        "stream": TRUE,
        "license": ANY,
        "messages": MESSAGES,
    },
)


def message(**fields: Any) -> Fields:
    """Return a message with these fields; the others are empty."""
    return {**_MESSAGE.zero, **fields}
