"""The prompt that a model's template makes of messages: `prompt_eval_count` counts, `_debug_render_only` shows it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...http.json import quote
from ...http.responses import APIError
from .templates import NoList, Shown, ShownList, Struct, Template

if TYPE_CHECKING:
    from ..models import Model

Message = dict[str, Any]
_IMAGE_TOKENS = 768
# Renderers that the server has beside templates. A model that names one is rendered by its template here all the same.
_RENDERERS = frozenset(
    [
        "qwen3-coder",
        "qwen3-vl-instruct",
        "qwen3-vl-thinking",
        "qwen3.5",
        "qwen3.8",
        "ornith",
        "cogito",
        "deepseek3.1",
        "olmo3",
        "olmo3.1",
        "olmo3-think",
        "olmo3-32b-think",
        "nemotron-3-nano",
        "nemotron-3.5-nano",
        "gemma4",
        "gemma4-small",
        "gemma4-large",
        "functiongemma",
        "glm-4.7",
        "glm-ocr",
        "lfm2",
        "lfm2-thinking",
        "laguna",
        "poolside-v1",
        "cohere",
        "glimmer",
    ]
)


def chat_prompt(
    model: Model,
    messages: list[Message],
    tools: list[Any] | None,
    think: bool | str | None,
    num_ctx: int,
    truncate: bool,
    native: bool = False,
) -> tuple[str, int]:
    """Render a conversation; give the prompt and how many images are in it.

    What does not fit into the context is left out from the front; system messages and the last message always stay.
    `native` is for a conversation with a model that has no template of its own.
    """
    if model.renderer and model.renderer not in _RENDERERS:
        raise APIError(500, f"unknown renderer {quote(model.renderer)}")

    def rendered(conversation: list[Message]) -> str:
        return _framed(conversation) if native else render(model.template, conversation, tools, think)

    rest, system = messages, list[Message]()
    if truncate:
        for first in range(len(messages)):
            system = [m for m in messages[:first] if m["role"] == "system"]
            rest = messages[first:]
            images = sum(len(m["images"] or list[Any]()) for m in rest)
            prompt = rendered([*system, *rest])
            if len(tokens_of(model, prompt)) + _IMAGE_TOKENS * images * _sees(model) <= num_ctx:
                break
    tagged, count = _tag_images(rest)
    return rendered([*system, *tagged]), count


def _framed(messages: list[Message]) -> str:
    """A conversation as llama.cpp frames it by itself. A last message of the assistant is to be gone on with."""
    begun = messages[-1]["content"] if messages and messages[-1]["role"] == "assistant" else None
    told = messages if begun is None else messages[:-1]
    framed = "".join(f"<|im_start|>{message['role']}\n{message['content']}<|im_end|>\n" for message in told)
    return f"{framed}<|im_start|>assistant\n{begun or ''}"


def tokens_of(model: Model, prompt: str) -> list[int]:
    return model.voice.tokens(prompt)


def _sees(model: Model) -> bool:
    return "vision" in model.capabilities


def _tag_images(messages: list[Message]) -> tuple[list[Message], int]:
    tagged: list[Message] = []
    count = 0
    for message in messages:
        content, tags = message["content"], ""
        for _ in message["images"] or list[Any]():
            tag = f"[img-{count}]"
            count += 1
            if "[img]" in content:
                content = content.replace("[img]", tag, 1)
            else:
                tags += tag
        tagged.append({**message, "content": tags + content})
    return tagged, count


def render(template: Template, messages: list[Message], tools: list[Any] | None, think: bool | str | None) -> str:
    """Render messages: at once if the template knows messages, else turn by turn, as a prompt and a response."""
    system, merged = _merge(messages)
    thought = {
        "Think": think not in (None, False),
        "ThinkLevel": think if isinstance(think, str) else "medium" if think else "",
    }
    thought["IsThinkSet"] = think is not None
    if "messages" in template.variables:
        return template.render(
            {
                "System": system,
                "Messages": [_shown_message(m) for m in merged],
                "Tools": _shown_tools(tools),
                "Response": "",
            }
            | thought
        )
    turn = {"System": "", "Prompt": "", "Response": ""}
    out = ""

    def flush() -> None:
        nonlocal out
        out += template.render(turn | thought)
        turn.update(System="", Prompt="", Response="")

    for message in merged:
        role, content = message["role"], message["content"]
        if role == "system":
            if turn["Prompt"] or turn["Response"]:
                flush()
            turn["System"] = content
        elif role == "user":
            if turn["Response"]:
                flush()
            turn["Prompt"] = content
        elif role == "assistant":
            turn["Response"] = content
    return out + template.render_until_response(turn | thought)


def render_infill(template: Template, prompt: str, suffix: str) -> str:
    return template.render(
        {"Prompt": prompt, "Suffix": suffix, "Response": "", "Think": False, "ThinkLevel": "", "IsThinkSet": False}
    )


def _merge(messages: list[Message]) -> tuple[str, list[Message]]:
    """All system texts, and the messages with neighbours of one role made one, except those of tools."""
    merged: list[Message] = []
    for message in messages:
        if merged and merged[-1]["role"] == message["role"] != "tool":
            merged[-1] = {**merged[-1], "content": f"{merged[-1]['content']}\n\n{message['content']}"}
        else:
            merged.append(message)
    return "\n\n".join(m["content"] for m in messages if m["role"] == "system"), merged


def _shown_message(message: Message) -> dict[str, Any]:
    calls = [
        {
            "ID": call["id"],
            "Function": {
                "Index": call["function"]["index"],
                "Name": call["function"]["name"],
                "Arguments": Shown(_sorted(call["function"]["arguments"])),
            },
        }
        for call in message["tool_calls"] or list[Any]()
    ]
    return {
        "Role": message["role"],
        "Content": message["content"],
        "Thinking": message["thinking"],
        "Images": message["images"],
        "ToolCalls": calls,
        "ToolName": message["tool_name"],
        "ToolCallID": message["tool_call_id"],
    }


def _shown_tools(tools: list[Any] | None) -> Any:
    if tools is None:
        return NoList()
    shown = ShownList()
    for tool in tools:
        function, parameters = tool["function"], tool["function"]["parameters"]
        properties = {
            name: _said(field) for name, field in sorted((parameters["properties"] or dict[str, Any]()).items())
        }
        shown.append(
            {
                "Type": tool["type"],
                "Function": Struct(
                    Name=function["name"],
                    Description=function["description"],
                    Parameters=Struct(
                        Type=parameters["type"],
                        Defs=parameters["$defs"],
                        Items=parameters["items"],
                        Required=parameters["required"] or list[Any](),
                        Properties=Shown(properties),
                    ),
                ),
            }
        )
    return shown


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a property that say something, at every depth; one type is written bare."""
    said = {name: value for name, value in fields.items() if value}
    if len(said.get("type", [])) == 1:
        said["type"] = said["type"][0]
    if "items" in said:
        said["items"] = _sorted(said["items"])
    if "anyOf" in said:
        said["anyOf"] = [_said(choice) for choice in said["anyOf"]]
    if "properties" in said:
        said["properties"] = {name: _said(inner) for name, inner in said["properties"].items()}
    return said


def _sorted(value: Any) -> Any:
    return json.loads(json.dumps(value, sort_keys=True), parse_float=_number)


def _number(text: str) -> int | float:
    """A float as Go writes it: without a fraction that is zero."""
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 1e21 else number
