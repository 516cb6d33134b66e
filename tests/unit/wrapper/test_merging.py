"""The parts of a stream are merged into the reply that the server would have sent without streaming."""

from __future__ import annotations

import copy
import json
from typing import Any

import httpx
import pytest

from wrapper import Client, IncompleteResponseError

from .conftest import ndjson

CALL = {"function": {"name": "f", "arguments": {"x": None}}}
Parts = list[dict[str, Any]]

CASES: dict[str, tuple[Parts, dict[str, Any]]] = {
    "text": ([{"message": {"content": "a"}}, {"message": {"content": "b"}}], {"message": {"content": "ab"}}),
    "thoughts": ([{"message": {"thinking": "a"}}, {"message": {"thinking": "b"}}], {"message": {"thinking": "ab"}}),
    "null after text": ([{"message": {"content": "a"}}, {"message": {"content": None}}], {"message": {"content": "a"}}),
    "text after null": ([{"message": {"content": None}}, {"message": {"content": "a"}}], {"message": {"content": "a"}}),
    "text around null": (
        [{"message": {"thinking": "a"}}, {"message": {"thinking": None}}, {"message": {"thinking": "b"}}],
        {"message": {"thinking": "ab"}},
    ),
    "only null": ([{"message": {"content": None}}, {"message": {}}], {"message": {}}),
    "only null for the message": ([{"message": None}], {}),
    "null of unknown fields": (
        [{"message": {"new": None}, "new": None, "content": None}, {"message": {}}],
        {"message": {"new": None}, "new": None, "content": None},
    ),
    "null for the message": ([{"message": {"content": "a"}}, {"message": None}], {"message": {"content": "a"}}),
    "a message after null": ([{"message": None}, {"message": {"content": "a"}}], {"message": {"content": "a"}}),
    "an empty string": ([{"message": {"content": ""}}, {"message": {"content": ""}}], {"message": {"content": ""}}),
    "the role": (
        [{"message": {"role": "assistant", "content": "a"}}, {"message": {"role": "assistant", "content": "b"}}],
        {"message": {"role": "assistant", "content": "ab"}},
    ),
    "tool calls": (
        [{"message": {"tool_calls": [CALL]}}, {"message": {"tool_calls": None}}, {"message": {"tool_calls": [CALL]}}],
        {"message": {"tool_calls": [CALL, CALL]}},
    ),
    "tool calls after null": (
        [{"message": {"tool_calls": None}}, {"message": {"tool_calls": [CALL]}}],
        {"message": {"tool_calls": [CALL]}},
    ),
    "images": ([{"message": {"images": ["a"]}}, {"message": {"images": ["b"]}}], {"message": {"images": ["a", "b"]}}),
    "probabilities": (
        [{"message": {}, "logprobs": [{"token": "a"}]}, {"message": {}, "logprobs": [{"token": "b"}]}],
        {"message": {}, "logprobs": [{"token": "a"}, {"token": "b"}]},
    ),
    "metrics": (
        [{"message": {}, "eval_count": 1}, {"message": {}, "eval_count": 2}, {"message": {}, "eval_count": None}],
        {"message": {}, "eval_count": 2},
    ),
    "a string of another field": (
        [{"message": {}, "model": "a"}, {"message": {}, "model": "b"}],
        {"message": {}, "model": "b"},
    ),
    "a list of another field": (
        [{"message": {}, "context": [1]}, {"message": {}, "context": [2]}],
        {"message": {}, "context": [2]},
    ),
    "an object of another field": (
        [{"message": {}, "new": {"content": "a"}}, {"message": {}, "new": {"content": "b"}}],
        {"message": {}, "new": {"content": "b"}},
    ),
    "a value of another type, then text": (
        [{"message": {"thinking": 5}}, {"message": {"thinking": "a"}}],
        {"message": {"thinking": "a"}},
    ),
    "text, then a value of another type": (
        [{"message": {"thinking": "a"}}, {"message": {"thinking": 5}}],
        {"message": {"thinking": 5}},
    ),
    "a lone surrogate": ([{"message": {"content": "a\ud83d"}}], {"message": {"content": "a\ud83d"}}),
    "the halves of a letter": (
        [{"message": {"content": "\ud83d"}}, {"message": {"content": "\ude00"}}],
        {"message": {"content": "\ud83d\ude00"}},
    ),
}


def partial(parts: Parts, verb: str = "chat") -> Any:
    body = b"".join(json.dumps(part).encode() + b"\n" for part in parts)
    with Client(transport=httpx.MockTransport(lambda _: ndjson(body))) as client:
        stream = getattr(client, verb)("m", [] if verb == "chat" else "Why?", stream=True)
        with pytest.raises(IncompleteResponseError) as caught:
            list(stream)
    return caught.value.partial


@pytest.mark.parametrize("name", CASES)
def test_parts_merge_into_one_reply(name: str) -> None:
    parts, merged = CASES[name]
    before = copy.deepcopy(parts)
    assert partial(parts).to_dict() == merged
    assert parts == before


def test_text_of_generate_merges() -> None:
    parts: Parts = [{"response": "a", "thinking": "x"}, {"response": None}, {"response": "b", "thinking": "y"}]
    assert partial(parts, "generate").to_dict() == {"response": "ab", "thinking": "xy"}


def test_final_reply_leaves_the_parts_unchanged() -> None:
    parts: Parts = [
        {"message": {"content": "a", "tool_calls": [CALL], "images": ["a"]}, "logprobs": [{"token": "a"}]},
        {"message": {"content": "b", "tool_calls": [CALL]}, "logprobs": [{"token": "b"}], "done": True},
    ]
    for part in parts:
        part["images"] = ["x"]  # not a field of this reply, so that it is kept as it arrives
    body = b"".join(json.dumps(part).encode() + b"\n" for part in parts)
    transport = httpx.MockTransport(lambda _: ndjson(body))
    with Client(transport=transport) as client, client.chat("m", [], stream=True) as stream:
        read = list(stream)
        first, second = stream.final(), stream.final()
    assert first.to_dict() == second.to_dict()
    assert first.message.content == "ab"
    assert len(first.message.tool_calls or ()) == 2
    assert [part.to_dict() for part in read] == parts
    first.message.tool_calls = None
    assert len(stream.final().message.tool_calls or ()) == 2
