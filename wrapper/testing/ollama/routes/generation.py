"""The routes that generate text: chat and generate."""

import time
from typing import Any

from ...http.json import Fields, quote
from ...http.responses import APIError, json_response
from ...http.server import Request, Response
from .. import requests, templates
from ..errors import not_found
from ..generation.completion import Completion, line
from ..loading import find, load, refuse_remote
from ..models import Model
from ..names import Required, reference
from ..state import Ollama
from ..templates import conversation


def chat(ollama: Ollama, request: Request, body: bytes | None = None, *, relaxed: bool = False) -> Response:
    """`body` replaces the body of a request to another API. If `relaxed`, models that cannot think ignore `think`."""
    began = time.monotonic_ns()
    fields = requests.read(request.body if body is None else body, requests.CHAT)
    _check_logprobs(fields)
    model = find(ollama, reference(fields["model"]), fields["model"])
    messages = [{**message, "role": message["role"].lower()} for message in fields["messages"] or list[Any]()]
    empty = {"message": {"role": "assistant", "content": ""}}
    if not messages and fields["keep_alive"] == 0:
        ollama.runners.unload(model)
        return _only(ollama, fields, empty, "unload")
    refuse_remote(model)
    think = _think(model, fields, relaxed)
    with load(ollama, model, fields, ["completion", *(["tools"] if fields["tools"] else [])], "chat") as loaded:
        if not messages:
            return loaded.until_sent(_only(ollama, fields, empty, "load"))
        has_system = messages[0]["role"] == "system" or not model.system
        system = [] if has_system else [requests.message(role="system", content=model.system)]
        messages = [*system, *model.messages, *messages]
        prompt = conversation(messages, fields["tools"])
        images = sum(len(message["images"] or ()) for message in messages)
        if fields["_debug_render_only"]:
            return loaded.until_sent(_debug(ollama, fields, {"message": {"role": "", "content": ""}}, prompt, images))
        completion = Completion(ollama, request, fields, model, loaded, think, began, is_chat=True)
        return loaded.until_sent(completion.respond(prompt, images))


def generate(ollama: Ollama, request: Request, body: bytes | None = None) -> Response:
    began = time.monotonic_ns()
    fields = requests.read(request.body if body is None else body, requests.GENERATE)
    _check_logprobs(fields)
    try:
        model = find(ollama, reference(fields["model"]), fields["model"])
    except Required:
        raise not_found(fields["model"]) from None
    refuse_remote(model)
    if not fields["prompt"] and fields["keep_alive"] == 0:
        ollama.runners.unload(model)
        return _only(ollama, fields, {"response": ""}, "unload")
    if fields["raw"] and (fields["template"] or fields["system"] or fields["context"]):
        raise APIError(400, "raw mode does not support template, system, or context")
    think = _think(model, fields)
    with load(ollama, model, fields, ["completion", *(["insert"] if fields["suffix"] else [])], "generate") as loaded:
        if not fields["prompt"]:
            return loaded.until_sent(_only(ollama, fields, {"response": ""}, "load"))
        try:
            templates.check(fields["template"])
        except templates.TemplateError as error:
            raise APIError(500, str(error)) from None
        before = [] if fields["raw"] or fields["context"] is not None else model.messages
        images = sum(len(message["images"] or ()) for message in [fields, *before])
        system = "" if fields["raw"] else fields["system"] or model.system
        prompt = "\n".join(filter(None, (system, conversation(before), fields["prompt"], fields["suffix"])))
        if fields["_debug_render_only"]:
            return loaded.until_sent(_debug(ollama, fields, {"response": ""}, prompt, images))
        completion = Completion(ollama, request, fields, model, loaded, think, began, is_chat=False)
        return loaded.until_sent(completion.respond(prompt, images, len(fields["context"] or ())))


def _check_logprobs(fields: Fields) -> None:
    if not 0 <= fields["top_logprobs"] <= 20:
        raise APIError(400, "top_logprobs must be between 0 and 20")


def _think(model: Model, fields: Fields, relaxed: bool = False) -> bool | str | None:
    think: bool | str | None = fields["think"]
    if "thinking" in model.capabilities:
        return True if think is None else think
    if think and not relaxed:
        raise APIError(400, f"{quote(fields['model'])} does not support thinking")
    return None if think else think


def _only(ollama: Ollama, fields: Fields, empty: Fields, reason: str) -> Response:
    """A reply without content: the model was only loaded or unloaded."""
    return json_response(line(ollama, fields, **empty) | {"done": True, "done_reason": reason})


def _debug(ollama: Ollama, fields: Fields, empty: Fields, prompt: str, images: int) -> Response:
    """The prompt instead of a reply."""
    info = {"rendered_template": prompt, **({"image_count": images} if images else {})}
    return json_response(line(ollama, fields, **empty) | {"done": False, "_debug_info": info})
