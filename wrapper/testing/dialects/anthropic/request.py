"""The fields of the request of POST /v1/messages."""

from functools import partial
from typing import Any

from ...http.json import Fields, Json
from ...ollama import go_types as go
from ...ollama.requests import ARGUMENTS

_struct = partial(go.Struct, package="anthropic")
_CITATION: dict[str, go.GoType] = dict.fromkeys(("type", "url", "title", "encrypted_index", "cited_text"), go.STRING)
_BLOCK = _struct(
    "ContentBlock",
    {
        **dict.fromkeys(("type", "id", "name", "tool_use_id", "signature"), go.STRING),
        **dict.fromkeys(("text", "thinking"), go.Pointer(go.STRING)),
        "citations": go.Slice(_struct("Citation", _CITATION)),
        "source": go.Pointer(_struct("ImageSource", dict.fromkeys(("type", "media_type", "data", "url"), go.STRING))),
        "input": ARGUMENTS,
        "content": go.ANY,
        "is_error": go.BOOL,
    },
)
_BLOCKS = go.Slice(_BLOCK)
_MESSAGE = go.Struct("", {"role": go.STRING, "content": go.RAW})


class _Message(go.GoType):
    """A message. Its content is a string or a list of blocks, and decodes to blocks."""

    name = "anthropic.MessageParam"

    def read(self, value: Json, place: go.Place, /) -> Any:
        place = place.keep_struct()
        message: Fields = _MESSAGE.read(value, place)
        content = message["content"]
        if content is go.UNSET:
            raise go.UnmarshalError("unexpected end of JSON input")
        if content is None or isinstance(content, str):
            content = [{"type": "text", "text": content or ""}]
        return message | {"content": _BLOCKS.read(content, place)}


_TOOL = {**dict.fromkeys(("type", "name", "description"), go.STRING), "input_schema": go.ANY, "max_uses": go.INT}
_TOOL_CHOICE = {"type": go.STRING, "name": go.STRING, "disable_parallel_tool_use": go.BOOL}
REQUEST = _struct(
    "MessagesRequest",
    {
        "model": go.STRING,
        "max_tokens": go.INT,
        "messages": go.Slice(_Message()),
        "system": go.ANY,
        "stream": go.BOOL,
        **dict.fromkeys(("temperature", "top_p"), go.Pointer(go.FLOAT)),
        "top_k": go.Pointer(go.INT),
        "stop_sequences": go.Slice(go.STRING),
        "tools": go.Slice(_struct("Tool", _TOOL)),
        "tool_choice": go.Pointer(_struct("ToolChoice", _TOOL_CHOICE)),
        "thinking": go.Pointer(_struct("ThinkingConfig", {"type": go.STRING, "budget_tokens": go.INT})),
        "metadata": go.Pointer(_struct("Metadata", {"user_id": go.STRING})),
        "output_config": go.Pointer(_struct("OutputConfig", {"effort": go.STRING})),
    },
)
