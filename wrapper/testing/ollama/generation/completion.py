"""A completion: the model's reply to a prompt, as lines of a stream or as one object."""

import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ...http.json import Fields, decode
from ...http.responses import APIError, Line, json_response, ndjson_response
from ...http.server import Request, Response
from ...script.replies import Reply
from ..clock import timestamp
from ..loading import Loaded
from ..models import Model
from ..options import Options
from ..state import Ollama
from ..templates import count_tokens
from .formats import reply_in_format
from .parsers import ThoughtParser, ToolParser, tool_call
from .tokens import Token, generate

Chunk = tuple[Line, Token]  # a piece of a reply, and the token that completed it

_NO_IMAGES = (
    '{"error":{"code":400,"message":"Multimodal data provided, but model does not support multimodal requests.",'
    '"type":"invalid_request_error"}}'
)
_EXCEEDS_CONTEXT = (
    '{"error":{"code":400,"message":"request (%(count)d tokens) exceeds the available context size (%(room)d tokens), '
    'try increasing it","type":"exceed_context_size_error","n_prompt_tokens":%(count)d,"n_ctx":%(room)d}}'
)
_TOO_LONG = (
    "the prompt is longer than the context length currently available to the model; shorten the prompt, "
    "adjust the context length in settings, or use a model with a longer context length"
)


@dataclass(frozen=True)
class Completion:
    """What a model is to complete: a chat (`is_chat`) or a single prompt. `began` is the start in monotonic ns."""

    ollama: Ollama
    request: Request
    fields: Fields
    model: Model
    loaded: Loaded
    think: bool | str | None
    began: int
    is_chat: bool

    def respond(self, prompt: str, images: int, context: int = 0) -> Response:
        """Return the reply to a prompt, which goes on from a `context` of so many tokens.

        Raises:
            APIError: the model does not take images, an option is invalid, or the prompt is too long.
        """
        fields, model, options, scripting = self.fields, self.model, self.loaded.options, self.ollama.scripting
        loaded_at, of_stream = time.monotonic_ns(), fields["stream"]
        if images and "vision" not in model.capabilities and not scripting.is_scripted(model.name):
            raise APIError(400, _NO_IMAGES, of_stream=of_stream)
        options.check(of_stream)
        count = self._fitted(max(context + count_tokens(prompt), 1))
        if fields["shift"] is False:
            options = replace(options, num_predict=min(options.limit, max(self.loaded.runner.num_ctx - count, 1)))
        formatted = reply_in_format(fields)
        reply = scripting.reply(model.name, decode(self.request.body))
        chunks = self._scripted(reply, options) if reply else self._of_weights(formatted, options)

        def metrics(replied: int) -> Line:
            now = time.monotonic_ns()
            has_context = not self.is_chat and not fields["raw"]
            figures = {
                "context": list(range(count + replied)) if has_context else [],
                "total_duration": now - self.began,
                "load_duration": loaded_at - self.began,
                "prompt_eval_count": count,
                "prompt_eval_duration": 1000,
                "eval_count": replied,
                "eval_duration": max(now - loaded_at, 1000) if replied else 0,
            }
            return {name: figure for name, figure in figures.items() if figure} | {"prompt_eval_cached_count": 0}

        def lines() -> Iterator[Line]:
            for chunk, token in chunks:
                if token.reason:
                    chunk |= {"done": True, "done_reason": token.reason, **metrics(token.count)}
                else:
                    chunk["done"] = False
                if fields["logprobs"] and token.token:
                    chunk["logprobs"] = [_logprob(token, fields["top_logprobs"])]
                yield line(self.ollama, fields, **chunk)

        if of_stream:
            return ndjson_response(lines(), self.ollama.pace)
        return json_response(self._joined(lines()))

    def _fitted(self, count: int) -> int:
        """Cut the prompt's number of tokens down to the context, or refuse the prompt."""
        fields, num_ctx = self.fields, self.loaded.runner.num_ctx
        if count < num_ctx:
            return count
        if not fields["truncate"]:
            raise APIError(400, _EXCEEDS_CONTEXT % {"count": count, "room": num_ctx}, of_stream=fields["stream"])
        if fields["shift"] is False:
            raise APIError(400, _TOO_LONG, of_stream=fields["stream"])
        return num_ctx - 1

    def _of_weights(self, formatted: str | None, options: Options) -> Iterator[Chunk]:
        """Reply with what the weights contain, or with a text in the format. A thought in a chat comes before it."""
        weights = self.model.replying_weights
        pieces: Iterable[bytes] = itertools.cycle(weights.pieces) if weights.cycle else weights.pieces
        thoughts = ThoughtParser() if self.think and self.model.has_thoughts else None
        if formatted is not None and not (thoughts and self.is_chat):
            pieces = _letters(formatted)
        names = [tool["function"]["name"] for tool in self.fields.get("tools") or list[Any]()]
        tools, was_thinking = ToolParser(names) if names else None, False
        for token in generate(pieces, options.limit, options.stop):
            thought, content = thoughts.add(token.text) if thoughts else ("", token.text)
            if thoughts and self.is_chat and not (thought or content or token.reason):
                continue
            was_thinking = was_thinking or bool(thought)
            if formatted is not None and was_thinking and content and self.is_chat:
                yield self._chunk(thought=thought), Token(count=token.count)
                for then in generate(_letters(formatted), options.limit, options.stop):
                    yield self._chunk(then.text), replace(then, count=token.count + then.count)
                return
            calls: list[Any] = []
            if tools:
                calls, content = tools.add(content)
                if not (calls or content or thought or token.reason or self.fields["logprobs"]):
                    continue
            yield self._chunk("" if calls else content, thought, calls), token

    def _scripted(self, reply: Reply, options: Options) -> Iterator[Chunk]:
        """Reply with what the test scripted."""
        count = 0
        for thought in reply.thoughts if self.think is not False else ():
            count += 1
            yield self._chunk(thought=thought), Token(thought, thought.encode(), count)
        reason = "stop"
        limit = max(options.limit - count, 1) if options.limit else 0
        for token in generate((piece.encode() for piece in reply.pieces), limit, options.stop):
            if token.reason:
                count, reason = count + token.count, token.reason
            else:
                yield self._chunk(token.text), replace(token, count=count + token.count)
        for index, (name, arguments, *id) in enumerate(reply.calls):
            yield self._chunk(calls=[tool_call(name, dict(arguments), index, *id)]), Token(count=count)
        yield self._chunk(), Token(count=count, reason=reply.done_reason or reason)

    def _chunk(self, content: str = "", thought: str = "", calls: list[Any] | None = None) -> Line:
        more = {**({"thinking": thought} if thought else {}), **({"tool_calls": calls} if calls else {})}
        if self.is_chat:
            return {"message": {"role": "assistant", "content": content, **more}}
        return {"response": content, **more}

    def _joined(self, lines: Iterator[Line]) -> Line:
        """Join the lines of a stream: the texts added up, the rest as the last line has it."""
        last: Line = {}
        content, thinking, calls, logprobs = "", "", list[Any](), list[Any]()
        for last in lines:
            part = last.pop("message") if self.is_chat else last
            content += part.pop("content" if self.is_chat else "response")
            thinking += part.pop("thinking", "")
            calls += part.pop("tool_calls", [])
            logprobs += last.pop("logprobs", [])
        if not last:
            return {"model": "", "created_at": "0001-01-01T00:00:00Z", **self._chunk(), "done": False}
        head = {name: last.pop(name) for name in ("model", "created_at")}
        return {**head, **self._chunk(content, thinking, calls), **last, **({"logprobs": logprobs} if logprobs else {})}


def line(ollama: Ollama, fields: Fields, **more: Any) -> Line:
    """Return a line of a reply."""
    return {"model": fields["model"], "created_at": timestamp(ollama.clock.now()), **more}


def _letters(text: str) -> list[bytes]:
    """The tokens of a text that the weights have no words for."""
    return [bytes([byte]) for byte in text.encode("utf-8", "replace")]


def _logprob(token: Token, top: int) -> Line:
    """The log probability of a token that was certain; all others were equally unlikely."""
    chosen = {"token": token.token.decode("utf-8", "replace"), "logprob": 0, "bytes": list(token.token)}
    if not top:
        return chosen
    others = [{"token": chr(byte), "logprob": -17.8599910736084, "bytes": [byte]} for byte in range(top - 1)]
    return chosen | {"top_logprobs": [chosen, *reversed(others)]}
