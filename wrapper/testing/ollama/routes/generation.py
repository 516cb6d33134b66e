"""The routes that make a model speak: chat and generate."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ...http.json import Fields, quote
from ...http.responses import APIError, Line, json_response
from .. import requests
from ..errors import not_found
from ..generation.completion import Turn, line
from ..generation.prompts import chat_prompt, render, render_infill
from ..generation.templates import Template, TemplateError
from ..loading import find, load, refuse_remote
from ..names import Required, reference

if TYPE_CHECKING:
    from ...http.server import Request, Response
    from ..models import Model
    from ..state import Ollama

_NO_MMPROJ = (
    '{"error":{"code":500,"message":"image input is not supported - hint: if this is unexpected, '
    'you may need to provide the mmproj","type":"server_error"}}'
)


def chat(ollama: Ollama, request: Request, body: bytes | None = None, *, relaxed: bool = False) -> Response:
    """POST /api/chat

    `body` stands for the one of a request in another API's form. `relaxed` lets models that can't think be asked to.
    """
    began = time.monotonic_ns()
    asked = requests.read(request.body if body is None else body, requests.CHAT)
    _check_logprobs(asked)
    try:
        model = find(ollama, reference(asked["model"]), asked["model"])
    except Required:
        raise APIError(400, "model is required") from None
    messages = [{**message, "role": message["role"].lower()} for message in asked["messages"] or list[Any]()]

    def bare(reason: str) -> Response:
        message = {"role": "assistant", "content": ""}
        return json_response(line(ollama, asked, message=message) | {"done": True, "done_reason": reason})

    if not messages and asked["keep_alive"] == 0:
        ollama.runners.unload(model)
        return bare("unload")
    refuse_remote(model)
    wanted = ["completion", "tools"] if asked["tools"] else ["completion"]
    think = _think(model, asked, relaxed)
    with load(ollama, model, asked, wanted, "chat") as loaded:
        if not messages:
            return loaded.until_sent(bare("load"))
        first = (
            [requests.message(role="system", content=model.system)]
            if model.system and messages[0]["role"] != "system"
            else []
        )
        conversation = [*first, *model.messages, *messages]
        native = not (model.has_template or model.renderer or model.parser)
        if native and any(message["images"] for message in conversation):
            at_once = asked["_debug_render_only"] or len(conversation) > 1
            raise APIError(500, _NO_MMPROJ, of_stream=asked["stream"] and not at_once)
        prompt, images = chat_prompt(
            model, conversation, asked["tools"], think, loaded.runner.num_ctx, asked["truncate"], native
        )
        if asked["_debug_render_only"]:
            rendered = line(ollama, asked, message={"role": "", "content": ""}) | _rendered(prompt, images)
            return loaded.until_sent(json_response(rendered))
        begun = ""
        if native:  # llama.cpp does not cut a prompt, and says again what it goes on with
            asked["truncate"] = False
            begun = messages[-1]["content"] if messages[-1]["role"] == "assistant" else ""
        turn = Turn(ollama, request, asked, model, loaded, think, began, chatting=True)
        return loaded.until_sent(turn.say(prompt, images, begun))


def generate(ollama: Ollama, request: Request, body: bytes | None = None) -> Response:
    """POST /api/generate; `body` as for chat."""
    began = time.monotonic_ns()
    asked = requests.read(request.body if body is None else body, requests.GENERATE)
    _check_logprobs(asked)
    try:
        model = find(ollama, reference(asked["model"]), asked["model"])
    except Required:
        raise not_found(asked["model"]) from None
    refuse_remote(model)

    def bare(reason: str) -> Response:
        return json_response(line(ollama, asked, response="") | {"done": True, "done_reason": reason})

    if not asked["prompt"] and asked["keep_alive"] == 0:
        ollama.runners.unload(model)
        return bare("unload")
    if asked["raw"] and (asked["template"] or asked["system"] or asked["context"]):
        raise APIError(400, "raw mode does not support template, system, or context")
    wanted = ["completion", "insert"] if asked["suffix"] else ["completion"]
    think = _think(model, asked)
    with load(ollama, model, asked, wanted, "generate") as loaded:
        if not asked["prompt"]:
            return loaded.until_sent(bare("load"))
        told = [] if asked["raw"] or asked["context"] is not None else model.messages
        images = sum(len(message["images"] or list[Any]()) for message in [asked, *told])
        prompt = asked["prompt"] if asked["raw"] else _generate_prompt(model, asked, think, loaded.runner.num_ctx)
        if asked["_debug_render_only"]:
            return loaded.until_sent(json_response(line(ollama, asked, response="") | _rendered(prompt, images)))
        turn = Turn(ollama, request, asked, model, loaded, think, began, chatting=False)
        return loaded.until_sent(turn.say(prompt, images))


def _check_logprobs(asked: Fields) -> None:
    if not 0 <= asked["top_logprobs"] <= 20:
        raise APIError(400, "top_logprobs must be between 0 and 20")


def _think(model: Model, asked: Fields, relaxed: bool = False) -> bool | str | None:
    think: bool | str | None = asked["think"]
    if "thinking" in model.capabilities:
        return True if think is None else think
    if think and relaxed:
        return None
    if think:
        raise APIError(400, f"{quote(asked['model'])} does not support thinking")
    return think


def _rendered(prompt: str, images: int) -> Line:
    return {"done": False, "_debug_info": {"rendered_template": prompt, **({"image_count": images} if images else {})}}


def _generate_prompt(model: Model, asked: Fields, think: bool | str | None, num_ctx: int) -> str:
    template = model.template
    if asked["template"]:
        try:
            template = Template(asked["template"])
        except TemplateError as error:
            raise APIError(500, str(error)) from None
    if asked["suffix"]:
        return render_infill(template, asked["prompt"], asked["suffix"])
    messages: list[Fields] = []
    if system := asked["system"] or model.system:
        messages.append(requests.message(role="system", content=system))
    before = ""
    if asked["context"] is None:
        messages += model.messages
    else:
        before = _remembered(model, asked["context"])
    messages.append(requests.message(role="user", content=asked["prompt"], images=asked["images"]))
    if asked["template"]:
        return before + render(template, messages, None, think)
    return before + chat_prompt(model, messages, [], think, num_ctx, asked["truncate"])[0]


def _remembered(model: Model, context: list[int]) -> str:
    weights = model.voice
    for token in context:
        if not 0 <= token < weights.words:
            complaint = (
                f"vector::_M_range_check: __n (which is {token % 2**64}) >= this->size() (which is {weights.words})"
            )
            raise APIError(
                500, f'detokenize error: {{"error":{{"code":500,"message":"{complaint}","type":"server_error"}}}}'
            )
    return weights.text(context)
