"""The routes that make a model speak: chat and generate."""

import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from wrapper.testing import _requests
from wrapper.testing._answers import json_answer, lines_answer
from wrapper.testing._clock import timestamp
from wrapper.testing._errors import Refusal, not_found
from wrapper.testing._formats import reply_in_format
from wrapper.testing._go_json import decode, quote
from wrapper.testing._loading import Loaded, find, load, refuse_remote
from wrapper.testing._models import Model
from wrapper.testing._names import Required, reference
from wrapper.testing._ollama import Ollama
from wrapper.testing._options import Options
from wrapper.testing._parsers import ThoughtParser, ToolParser, tool_call
from wrapper.testing._prompts import chat_prompt, render, render_infill, tokens_of
from wrapper.testing._replies import Reply
from wrapper.testing._runners import Runner
from wrapper.testing._server import Answer, Request
from wrapper.testing._speech import Token, speak
from wrapper.testing._templates import Template, TemplateError

Fields = dict[str, Any]
Line = dict[str, Any]

_NO_IMAGES = (
    '{"error":{"code":400,"message":"Multimodal data provided, but model does not support multimodal requests.",'
    '"type":"invalid_request_error"}}'
)
_NO_MMPROJ = (
    '{"error":{"code":500,"message":"image input is not supported - hint: if this is unexpected, '
    'you may need to provide the mmproj","type":"server_error"}}'
)
_TOO_MUCH = (
    '{"error":{"code":400,"message":"request (%(asked)d tokens) exceeds the available context size (%(room)d tokens), '
    'try increasing it","type":"exceed_context_size_error","n_prompt_tokens":%(asked)d,"n_ctx":%(room)d}}'
)
_TOO_LONG = (
    "the prompt is longer than the context length currently available to the model; shorten the prompt, "
    "adjust the context length in settings, or use a model with a longer context length"
)


def chat(ollama: Ollama, request: Request, body: bytes | None = None, *, relaxed: bool = False) -> Answer:
    """POST /api/chat

    `body` stands for the one of a request in another API's form. `relaxed` lets models that can't think be asked to.
    """
    began = time.monotonic_ns()
    asked = _requests.read(request.body if body is None else body, _requests.CHAT)
    _check_logprobs(asked)
    try:
        model = find(ollama, reference(asked["model"]), asked["model"])
    except Required:
        raise Refusal(400, "model is required") from None
    messages = [{**message, "role": message["role"].lower()} for message in asked["messages"] or list[Any]()]

    def bare(reason: str) -> Answer:
        message = {"role": "assistant", "content": ""}
        return json_answer(_line(ollama, asked, message=message) | {"done": True, "done_reason": reason})

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
            [_requests.message(role="system", content=model.system)]
            if model.system and messages[0]["role"] != "system"
            else []
        )
        conversation = [*first, *model.messages, *messages]
        native = not (model.has_template or model.renderer or model.parser)
        if native and any(message["images"] for message in conversation):
            at_once = asked["_debug_render_only"] or len(conversation) > 1
            raise Refusal(500, _NO_MMPROJ, of_stream=asked["stream"] and not at_once)
        prompt, images = chat_prompt(
            model, conversation, asked["tools"], think, loaded.runner.num_ctx, asked["truncate"], native
        )
        if asked["_debug_render_only"]:
            rendered = _line(ollama, asked, message={"role": "", "content": ""}) | _rendered(prompt, images)
            return loaded.until_sent(json_answer(rendered))
        begun = ""
        if native:  # llama.cpp does not cut a prompt, and says again what it goes on with
            asked["truncate"] = False
            begun = messages[-1]["content"] if messages[-1]["role"] == "assistant" else ""
        return loaded.until_sent(
            _say(ollama, request, asked, model, loaded, prompt, images, think, began, chatting=True, begun=begun)
        )


def generate(ollama: Ollama, request: Request, body: bytes | None = None) -> Answer:
    """POST /api/generate; `body` as for chat."""
    began = time.monotonic_ns()
    asked = _requests.read(request.body if body is None else body, _requests.GENERATE)
    _check_logprobs(asked)
    try:
        model = find(ollama, reference(asked["model"]), asked["model"])
    except Required:
        raise not_found(asked["model"]) from None
    refuse_remote(model)

    def bare(reason: str) -> Answer:
        return json_answer(_line(ollama, asked, response="") | {"done": True, "done_reason": reason})

    if not asked["prompt"] and asked["keep_alive"] == 0:
        ollama.runners.unload(model)
        return bare("unload")
    if asked["raw"] and (asked["template"] or asked["system"] or asked["context"]):
        raise Refusal(400, "raw mode does not support template, system, or context")
    wanted = ["completion", "insert"] if asked["suffix"] else ["completion"]
    think = _think(model, asked)
    with load(ollama, model, asked, wanted, "generate") as loaded:
        if not asked["prompt"]:
            return loaded.until_sent(bare("load"))
        told = [] if asked["raw"] or asked["context"] is not None else model.messages
        images = sum(len(message["images"] or list[Any]()) for message in [asked, *told])
        prompt = asked["prompt"] if asked["raw"] else _generate_prompt(model, asked, think, loaded.runner.num_ctx)
        if asked["_debug_render_only"]:
            return loaded.until_sent(json_answer(_line(ollama, asked, response="") | _rendered(prompt, images)))
        return loaded.until_sent(
            _say(ollama, request, asked, model, loaded, prompt, images, think, began, chatting=False)
        )


def _check_logprobs(asked: Fields) -> None:
    if not 0 <= asked["top_logprobs"] <= 20:
        raise Refusal(400, "top_logprobs must be between 0 and 20")


def _think(model: Model, asked: Fields, relaxed: bool = False) -> bool | str | None:
    think: bool | str | None = asked["think"]
    if "thinking" in model.capabilities:
        return True if think is None else think
    if think and relaxed:
        return None
    if think:
        raise Refusal(400, f"{quote(asked['model'])} does not support thinking")
    return think


def _rendered(prompt: str, images: int) -> Line:
    return {"done": False, "_debug_info": {"rendered_template": prompt, **({"image_count": images} if images else {})}}


def _generate_prompt(model: Model, asked: Fields, think: bool | str | None, num_ctx: int) -> str:
    template = model.template
    if asked["template"]:
        try:
            template = Template(asked["template"])
        except TemplateError as error:
            raise Refusal(500, str(error)) from None
    if asked["suffix"]:
        return render_infill(template, asked["prompt"], asked["suffix"])
    messages: list[Fields] = []
    if system := asked["system"] or model.system:
        messages.append(_requests.message(role="system", content=system))
    before = ""
    if asked["context"] is None:
        messages += model.messages
    else:
        before = _remembered(model, asked["context"])
    messages.append(_requests.message(role="user", content=asked["prompt"], images=asked["images"]))
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
            raise Refusal(
                500, f'detokenize error: {{"error":{{"code":500,"message":"{complaint}","type":"server_error"}}}}'
            )
    return weights.text(context)


def _say(
    ollama: Ollama,
    request: Request,
    asked: Fields,
    model: Model,
    loaded: Loaded,
    prompt: str,
    images: int,
    think: bool | str | None,
    began: int,
    *,
    chatting: bool,
    begun: str = "",
) -> Answer:
    """Take in the prompt and answer it, whole or in pieces. The first piece has what is `begun` before it."""
    runner, options, at_hand = loaded.runner, loaded.options, time.monotonic_ns()
    if images and "vision" not in model.capabilities and not ollama.scripting.speaks_for(model.name):
        raise Refusal(400, _NO_IMAGES, of_stream=asked["stream"])
    options.check(of_stream=asked["stream"])
    tokens = _fitted(tokens_of(model, prompt), runner, options, asked)
    if asked["shift"] is False:
        options = replace(options, num_predict=min(options.limit, max(runner.room - len(tokens), 1)))
    formatted = reply_in_format(asked)
    cached = runner.read(tokens)
    reply = ollama.scripting.reply(model.name, decode(request.body))
    chunks = (
        _scripted_chunks(reply, options, think, chatting)
        if reply
        else _spoken_chunks(model, asked, formatted, options, think, chatting)
        if tokens
        else iter([(_chunk(chatting, "", "", []), Token(reason="stop"))])
    )
    if begun:
        chunks = _gone_on(begun, chunks)
    read = time.monotonic_ns()

    def lines() -> Iterator[Line]:
        said: list[bytes] = []
        for chunk, token in chunks:
            said.append(token.text.encode())
            if token.reason:
                runner.say([256 + n % len(model.voice.pieces) for n in range(token.count - 1)])
                now = time.monotonic_ns()
                chunk |= {"done": True, "done_reason": token.reason}
                figures = {
                    "context": [] if chatting or asked["raw"] else tokens_of(model, prompt) + list(b"".join(said)),
                    "total_duration": now - began,
                    "load_duration": at_hand - began,
                    "prompt_eval_count": len(tokens),
                    "prompt_eval_cached_count": cached,
                    "prompt_eval_duration": max(read - at_hand, 1000) if tokens else 0,
                    "eval_count": token.count,
                    "eval_duration": max(now - read, 1000) if token.count else 0,
                }
                chunk |= {
                    name: figure for name, figure in figures.items() if figure or name == "prompt_eval_cached_count"
                }
            else:
                chunk["done"] = False
            if asked["logprobs"] and token.token:
                chunk["logprobs"] = [_logprob(token, asked["top_logprobs"])]
            yield _line(ollama, asked, **chunk)

    if not asked["stream"]:
        return json_answer(_whole(lines(), chatting))
    return lines_answer(lines(), ollama.pace)


def _fitted(tokens: list[int], runner: Runner, options: Options, asked: Fields) -> list[int]:
    """Cut the middle out of a prompt that fills the context, or refuse it."""
    room = runner.num_ctx - 1
    if len(tokens) <= room or runner.num_ctx <= 1:
        return tokens
    if not asked["truncate"]:
        if len(tokens) < runner.room:
            return tokens
        sizes = {"asked": len(tokens), "room": runner.room}
        raise Refusal(400, _TOO_MUCH % sizes, of_stream=asked["stream"])
    if asked["shift"] is False:
        raise Refusal(400, _TOO_LONG, of_stream=asked["stream"])
    keep = min(options.num_keep if options.num_keep >= 0 else len(tokens), room)
    left = runner.num_ctx - max((runner.num_ctx - keep) // 2, 1)
    return tokens[:keep] + tokens[len(tokens) - left + keep :]


def _spoken_chunks(
    model: Model, asked: Fields, formatted: str | None, options: Options, think: bool | str | None, chatting: bool
) -> Iterator[tuple[Line, Token]]:
    """What the model's weights say, its thoughts and tool calls found in it. A chat has the thought before a format."""
    weights = model.voice
    pieces: Iterable[bytes] = itertools.cycle(weights.pieces) if weights.cycle else weights.pieces
    tags = model.template.thought_tags if think else None
    thoughts = ThoughtParser(*tags) if tags else None
    thinks_first, thought_of = chatting and thoughts is not None, False
    if formatted is not None and not thinks_first:
        pieces = _letters(formatted)
    names = [tool["function"]["name"] for tool in asked.get("tools") or list[Any]()]
    tools = ToolParser(model.template.tool_tag, names) if names else None
    for token in speak(pieces, options.limit, options.stop):
        thought, content = thoughts.add(token.text) if thoughts else ("", token.text)
        if chatting and thoughts and not thought and not content and not token.reason:
            continue
        thought_of = thought_of or bool(thought)
        if formatted is not None and thinks_first and thought_of and content:
            yield _chunk(chatting, "", thought, []), Token(count=token.count)
            for then in speak(_letters(formatted), options.limit, options.stop):
                yield _chunk(chatting, then.text, "", []), replace(then, count=token.count + then.count)
            return
        calls: list[Any] = []
        if tools:
            calls, content = tools.add(content)
            if not calls and not content and not thought:
                if token.reason:
                    content = tools.rest()
                elif not asked["logprobs"]:
                    continue
        yield _chunk(chatting, "" if calls else content, thought, calls), token


def _letters(text: str) -> list[bytes]:
    """A text as weights say it that know no words for it."""
    return [bytes([byte]) for byte in text.encode("utf-8", "replace")]


def _gone_on(begun: str, chunks: Iterator[tuple[Line, Token]]) -> Iterator[tuple[Line, Token]]:
    for chunk, token in chunks:
        if begun and chunk["message"]["content"]:
            chunk["message"]["content"], begun = begun + chunk["message"]["content"], ""
        yield chunk, token


def _scripted_chunks(
    reply: Reply, options: Options, think: bool | str | None, chatting: bool
) -> Iterator[tuple[Line, Token]]:
    """What a test wants said."""
    count = 0
    for thought in reply.thoughts if think is not False else ():
        count += 1
        yield _chunk(chatting, "", thought, []), Token(thought, thought.encode(), count)
    reason = "stop"
    limit = max(options.limit - count, 1) if options.limit else 0
    for token in speak((piece.encode() for piece in reply.pieces), limit, options.stop):
        if token.reason:
            count += token.count
            reason = token.reason
        else:
            yield _chunk(chatting, token.text, "", []), Token(token.text, token.token, count + token.count)
    for index, (name, arguments) in enumerate(reply.calls):
        yield _chunk(chatting, "", "", [tool_call(name, dict(arguments), index)]), Token(count=count)
    yield _chunk(chatting, "", "", []), Token(count=count, reason=reply.done_reason or reason)


def _chunk(chatting: bool, content: str, thought: str, calls: list[Any]) -> Line:
    thinking = {"thinking": thought} if thought else {}
    called = {"tool_calls": calls} if calls else {}
    if chatting:
        return {"message": {"role": "assistant", "content": content, **thinking, **called}}
    return {"response": content, **thinking, **called}


def _line(ollama: Ollama, asked: Fields, **fields: Any) -> Line:
    return {"model": asked["model"], "created_at": timestamp(ollama.clock.now()), **fields}


def _whole(lines: Iterator[Line], chatting: bool) -> Line:
    """One reply of all its chunks: the texts joined, the rest as the last chunk has it."""
    last: Line = {}
    content, thinking, calls, logprobs = "", "", list[Any](), list[Any]()
    for line in lines:
        part = line["message"] if chatting else line
        content += part["content" if chatting else "response"]
        thinking += part.pop("thinking", "")
        calls += part.pop("tool_calls", [])
        logprobs += line.pop("logprobs", [])
        del line["message" if chatting else "response"]
        last = line
    if not last:
        return {"model": "", "created_at": "0001-01-01T00:00:00Z", **_chunk(chatting, "", "", []), "done": False}
    head = {name: last[name] for name in ("model", "created_at")}
    return {
        **head,
        **_chunk(chatting, content, thinking, calls),
        **last,
        **({"logprobs": logprobs} if logprobs else {}),
    }


def _logprob(token: Token, top: int) -> Line:
    """The token was certain, as far as a float can tell; what else there could have been is equally unlikely."""
    said = {"token": token.token.decode("utf-8", "replace"), "logprob": 0, "bytes": list(token.token)}
    if not top:
        return said
    others = [{"token": chr(byte), "logprob": -17.8599910736084, "bytes": [byte]} for byte in range(top - 1)]
    return said | {"top_logprobs": [said, *reversed(others)]}
