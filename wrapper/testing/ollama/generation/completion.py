"""How a model takes its turn: the prompt is taken in, and what it says comes in lines or as one reply."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ...http.json import Fields, decode
from ...http.responses import APIError, Line, json_response, ndjson_response
from ..clock import timestamp
from .formats import reply_in_format
from .parsers import ThoughtParser, ToolParser, tool_call
from .prompts import tokens_of
from .tokens import Token, speak

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...http.server import Request, Response
    from ...script.replies import Reply
    from ..loading import Loaded
    from ..models import Model
    from ..options import Options
    from ..state import Ollama

Chunk = tuple[Line, Token]  # a piece of a reply, and the token that set it free

_NO_IMAGES = (
    '{"error":{"code":400,"message":"Multimodal data provided, but model does not support multimodal requests.",'
    '"type":"invalid_request_error"}}'
)
_TOO_MUCH = (
    '{"error":{"code":400,"message":"request (%(asked)d tokens) exceeds the available context size (%(room)d tokens), '
    'try increasing it","type":"exceed_context_size_error","n_prompt_tokens":%(asked)d,"n_ctx":%(room)d}}'
)
_TOO_LONG = (
    "the prompt is longer than the context length currently available to the model; shorten the prompt, "
    "adjust the context length in settings, or use a model with a longer context length"
)


@dataclass(frozen=True)
class Turn:
    """A model's turn to speak: what is asked of it, in a chat or not, and since when."""

    ollama: Ollama
    request: Request
    asked: Fields
    model: Model
    loaded: Loaded
    think: bool | str | None
    began: int  # ns of the monotonic clock
    chatting: bool

    def say(self, prompt: str, images: int, begun: str = "") -> Response:
        """Take in the prompt and answer it, whole or in pieces. The first piece has what is `begun` before it."""
        asked, model, runner, options = self.asked, self.model, self.loaded.runner, self.loaded.options
        at_hand = time.monotonic_ns()
        if images and "vision" not in model.capabilities and not self.ollama.scripting.speaks_for(model.name):
            raise APIError(400, _NO_IMAGES, of_stream=asked["stream"])
        options.check(of_stream=asked["stream"])
        tokens = self._fitted(tokens_of(model, prompt))
        if asked["shift"] is False:
            options = replace(options, num_predict=min(options.limit, max(runner.room - len(tokens), 1)))
        formatted = reply_in_format(asked)
        cached = runner.read(tokens)
        reply = self.ollama.scripting.reply(model.name, decode(self.request.body))
        if reply:
            chunks = self._scripted(reply, options)
        elif tokens:
            chunks = self._spoken(formatted, options)
        else:
            chunks = iter([(self._chunk(), Token(reason="stop"))])
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
                        "context": self._remembered(prompt, b"".join(said)),
                        "total_duration": now - self.began,
                        "load_duration": at_hand - self.began,
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
                yield line(self.ollama, asked, **chunk)

        if not asked["stream"]:
            return json_response(self._whole(lines()))
        return ndjson_response(lines(), self.ollama.pace)

    def _remembered(self, prompt: str, said: bytes) -> list[int]:
        """What a request may bring back, to go on from here."""
        return [] if self.chatting or self.asked["raw"] else tokens_of(self.model, prompt) + list(said)

    def _fitted(self, tokens: list[int]) -> list[int]:
        """Cut the middle out of a prompt that fills the context, or refuse it."""
        asked, runner, num_keep = self.asked, self.loaded.runner, self.loaded.options.num_keep
        room = runner.num_ctx - 1
        if len(tokens) <= room or runner.num_ctx <= 1:
            return tokens
        if not asked["truncate"]:
            if len(tokens) < runner.room:
                return tokens
            sizes = {"asked": len(tokens), "room": runner.room}
            raise APIError(400, _TOO_MUCH % sizes, of_stream=asked["stream"])
        if asked["shift"] is False:
            raise APIError(400, _TOO_LONG, of_stream=asked["stream"])
        keep = min(num_keep if num_keep >= 0 else len(tokens), room)
        left = runner.num_ctx - max((runner.num_ctx - keep) // 2, 1)
        return tokens[:keep] + tokens[len(tokens) - left + keep :]

    def _spoken(self, formatted: str | None, options: Options) -> Iterator[Chunk]:
        """What the weights say, thoughts and tool calls found in it. A chat has the thought before a format."""
        weights, template = self.model.voice, self.model.template
        pieces: Iterable[bytes] = itertools.cycle(weights.pieces) if weights.cycle else weights.pieces
        tags = template.thought_tags if self.think else None
        thoughts = ThoughtParser(*tags) if tags else None
        thinks_first, thought_of = self.chatting and thoughts is not None, False
        if formatted is not None and not thinks_first:
            pieces = _letters(formatted)
        names = [tool["function"]["name"] for tool in self.asked.get("tools") or list[Any]()]
        tools = ToolParser(template.tool_tag, names) if names else None
        for token in speak(pieces, options.limit, options.stop):
            thought, content = thoughts.add(token.text) if thoughts else ("", token.text)
            if self.chatting and thoughts and not thought and not content and not token.reason:
                continue
            thought_of = thought_of or bool(thought)
            if formatted is not None and thinks_first and thought_of and content:
                yield self._chunk(thought=thought), Token(count=token.count)
                for then in speak(_letters(formatted), options.limit, options.stop):
                    yield self._chunk(then.text), replace(then, count=token.count + then.count)
                return
            calls: list[Any] = []
            if tools:
                calls, content = tools.add(content)
                if not calls and not content and not thought:
                    if token.reason:
                        content = tools.rest()
                    elif not self.asked["logprobs"]:
                        continue
            yield self._chunk("" if calls else content, thought, calls), token

    def _scripted(self, reply: Reply, options: Options) -> Iterator[Chunk]:
        """What a test wants said."""
        count = 0
        for thought in reply.thoughts if self.think is not False else ():
            count += 1
            yield self._chunk(thought=thought), Token(thought, thought.encode(), count)
        reason = "stop"
        limit = max(options.limit - count, 1) if options.limit else 0
        for token in speak((piece.encode() for piece in reply.pieces), limit, options.stop):
            if token.reason:
                count += token.count
                reason = token.reason
            else:
                yield self._chunk(token.text), Token(token.text, token.token, count + token.count)
        for index, (name, arguments) in enumerate(reply.calls):
            yield self._chunk(calls=[tool_call(name, dict(arguments), index)]), Token(count=count)
        yield self._chunk(), Token(count=count, reason=reply.done_reason or reason)

    def _chunk(self, content: str = "", thought: str = "", calls: list[Any] | None = None) -> Line:
        thinking = {"thinking": thought} if thought else {}
        called = {"tool_calls": calls} if calls else {}
        if self.chatting:
            return {"message": {"role": "assistant", "content": content, **thinking, **called}}
        return {"response": content, **thinking, **called}

    def _whole(self, lines: Iterator[Line]) -> Line:
        """One reply of all its chunks: the texts joined, the rest as the last chunk has it."""
        last: Line = {}
        content, thinking, calls, logprobs = "", "", list[Any](), list[Any]()
        for said in lines:
            part = said["message"] if self.chatting else said
            content += part["content" if self.chatting else "response"]
            thinking += part.pop("thinking", "")
            calls += part.pop("tool_calls", [])
            logprobs += said.pop("logprobs", [])
            del said["message" if self.chatting else "response"]
            last = said
        if not last:
            return {"model": "", "created_at": "0001-01-01T00:00:00Z", **self._chunk(), "done": False}
        head = {name: last[name] for name in ("model", "created_at")}
        return {
            **head,
            **self._chunk(content, thinking, calls),
            **last,
            **({"logprobs": logprobs} if logprobs else {}),
        }


def line(ollama: Ollama, asked: Fields, **fields: Any) -> Line:
    """A line of a reply, or a reply."""
    return {"model": asked["model"], "created_at": timestamp(ollama.clock.now()), **fields}


def _letters(text: str) -> list[bytes]:
    """A text as weights say it that know no words for it."""
    return [bytes([byte]) for byte in text.encode("utf-8", "replace")]


def _gone_on(begun: str, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    for chunk, token in chunks:
        if begun and chunk["message"]["content"]:
            chunk["message"]["content"], begun = begun + chunk["message"]["content"], ""
        yield chunk, token


def _logprob(token: Token, top: int) -> Line:
    """The token was certain, as far as a float can tell; what else there could have been is equally unlikely."""
    said = {"token": token.token.decode("utf-8", "replace"), "logprob": 0, "bytes": list(token.token)}
    if not top:
        return said
    others = [{"token": chr(byte), "logprob": -17.8599910736084, "bytes": [byte]} for byte in range(top - 1)]
    return said | {"top_logprobs": [said, *reversed(others)]}
