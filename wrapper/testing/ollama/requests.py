"""The requests of the native routes: their fields and types, as the server declares them."""

from typing import Any

from ..http.json import EmptyBody, Fields, Json, JSONSyntaxError, decode
from ..http.responses import APIError
from . import go_types as go


def read(body: bytes, type: go.GoType, *, missing: str = "missing request body") -> Fields:
    """Return the fields of a request's body.

    Raises:
        APIError: it is not valid, or empty; the text for an empty body is `missing`.
    """
    try:
        fields: Fields = go.unmarshal(decode(body), type)
    except EmptyBody:
        raise APIError(400, missing) from None
    except (JSONSyntaxError, go.UnmarshalError) as error:
        raise APIError(400, str(error)) from None
    return fields


class _TypeNames(go.Slice):
    """The `type` of a JSON schema: one name or several."""

    def read(self, value: Json, place: go.Place, /) -> Any:
        return [value] if isinstance(value, str) else super().read(value, place)


def _strings(names: str) -> dict[str, go.GoType]:
    return dict.fromkeys(names.split(), go.STRING)


ARGUMENTS = go.OrderedMap(go.ANY, zero={})
_FUNCTION_CALL = go.Struct("ToolCallFunction", {"index": go.INT, "name": go.STRING, "arguments": ARGUMENTS})
_TOOL_CALLS = go.Slice(go.Struct("ToolCall", {"id": go.STRING, "function": _FUNCTION_CALL}))
_MESSAGE = go.Struct(
    "Message",
    {
        **_strings("role content thinking tool_name tool_call_id"),
        "images": go.Slice(go.BYTES),
        "tool_calls": _TOOL_CALLS,
    },
    as_alias=True,
)
MESSAGES = go.Slice(_MESSAGE, "[]api.Message")

_PROPERTY = go.Struct(
    "ToolProperty",
    {
        "type": _TypeNames(go.STRING),
        "items": go.ANY,
        "description": go.STRING,
        "enum": go.Slice(go.ANY),
        "required": go.Slice(go.STRING),
    },
)
_PROPERTY.fields |= {"anyOf": go.Slice(_PROPERTY), "properties": go.OrderedMap(_PROPERTY)}
_PARAMETERS = {"type": go.STRING, "$defs": go.ANY, "items": go.ANY, "required": go.Slice(go.STRING)}
PARAMETERS = go.Struct("ToolFunctionParameters", {**_PARAMETERS, "properties": go.OrderedMap(_PROPERTY)})
_FUNCTION = go.Struct("ToolFunction", {**_strings("name description"), "parameters": PARAMETERS})
_TOOL = go.Struct("Tool", {"type": go.STRING, "items": go.ANY, "function": _FUNCTION})
TOOLS = go.Slice(_TOOL)

_MODEL: dict[str, go.GoType] = {"model": go.STRING, "keep_alive": go.Custom(go.duration), "options": go.MAP}
_GENERATION: dict[str, go.GoType] = {
    **_MODEL,
    "stream": go.TRUE,
    "format": go.ANY,
    "think": go.Custom(go.thinking),
    "truncate": go.TRUE,
    "shift": go.Pointer(go.BOOL),
    "logprobs": go.BOOL,
    "top_logprobs": go.INT,
    "_debug_render_only": go.BOOL,
}
_TRANSFER: dict[str, go.GoType] = {**_strings("model name username password"), "insecure": go.BOOL, "stream": go.TRUE}

CHAT = go.Struct("ChatRequest", {**_GENERATION, "messages": MESSAGES, "tools": go.Slice(_TOOL, "api.Tools")})
GENERATE = go.Struct(
    "GenerateRequest",
    {
        **_GENERATION,
        **_strings("prompt suffix system template"),
        "context": go.Slice(go.INT),
        "raw": go.BOOL,
        "images": go.Slice(go.BYTES),
    },
)
EMBED = go.Struct("EmbedRequest", {**_MODEL, "input": go.ANY, "truncate": go.TRUE, "dimensions": go.INT})
EMBEDDINGS = go.Struct("EmbeddingRequest", {**_MODEL, "prompt": go.STRING})
SHOW = go.Struct("ShowRequest", {**_strings("model name system template"), "verbose": go.BOOL, "options": go.MAP})
COPY = go.Struct("CopyRequest", _strings("source destination"))
DELETE = go.Struct("DeleteRequest", _strings("model name"))
PULL = go.Struct("PullRequest", _TRANSFER)
PUSH = go.Struct("PushRequest", _TRANSFER)
CREATE = go.Struct(
    "CreateRequest",
    {
        **_strings("model name from remote_host template system renderer parser requires"),
        **_strings("quantize quantization draft_quantize"),
        **dict.fromkeys(("files", "draft_files", "adapters"), go.STRING_MAP),
        **dict.fromkeys(("parameters", "info"), go.MAP),
        "stream": go.TRUE,
        "license": go.ANY,
        "messages": MESSAGES,
    },
)


def message(**fields: Any) -> Fields:
    """Return a message with these fields; the others are empty."""
    return {**_MESSAGE.zero, **fields}
