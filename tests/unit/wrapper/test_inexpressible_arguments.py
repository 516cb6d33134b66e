"""Arguments that JSON cannot express, or that raise while they are read: the error names the place, nothing is sent."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.backends import BACKENDS, VerbCaller
from wrapper import Client, Message, Options, RequestError

CYCLE: dict[str, Any] = {}
CYCLE["again"] = [CYCLE]
LIST_CYCLE: list[Any] = []
LIST_CYCLE.append(LIST_CYCLE)


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = {"a": [value]}
    return value


class Raising(Mapping[str, Any]):
    def __getitem__(self, key: str) -> Any:
        raise OverflowError("odd")

    def __iter__(self) -> Iterator[str]:
        return iter(["a"])

    def __len__(self) -> int:
        return 1


class Unshowable:
    def __repr__(self) -> str:
        raise ValueError("odd")


class Ambiguous:
    def __bool__(self) -> bool:
        raise ValueError("odd")


class Undumpable:
    def model_dump(self) -> dict[str, Any]:
        raise RecursionError("odd")


def raising() -> Iterator[Any]:
    yield {"role": "user", "content": "x"}
    raise UnicodeError("odd")


def said(**fields: Any) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": "x"}, {"role": "user", "content": "x", **fields}]}


def call(arguments: Any) -> dict[str, Any]:
    return said(tool_calls=[{"function": {"name": "f", "arguments": arguments}}])


CASES: list[tuple[str, dict[str, Any], str]] = [
    ("chat", said(extra=CYCLE), r"messages\[1\]\.extra\.again\[0\] contains itself"),
    ("chat", call(CYCLE), r"messages\[1\]\.tool_calls\[0\]\.function\.arguments\.again\[0\] contains itself"),
    ("chat", {"messages": LIST_CYCLE}, r"messages must be a list of dicts or Messages, not \[\[\.\.\.\]\]"),
    ("chat", {"tools": [CYCLE]}, r"tools\[0\]\.again\[0\] contains itself"),
    ("chat", {"format": CYCLE}, r"format\.again\[0\]\.again contains itself|format\.again\[0\] contains itself"),
    ("chat", {"options": CYCLE}, r"options\.again\[0\]"),
    ("chat", {"options": nested(5000)}, r"options\.a\[0\]\.a\[0\].* is nested too deeply: use at most 200 levels"),
    ("chat", call(nested(5000)), r"messages\[1\]\.tool_calls\[0\].* is nested too deeply"),
    ("chat", call({"x": float("nan")}), r"messages\[1\]\..*\.arguments\.x must be a finite number, not nan"),
    ("chat", said(content="\ud83d"), r"messages\[1\]\.content has half of a surrogate pair at index 0"),
    ("chat", {"messages": [Message(role="user", content="a\udc00")]}, r"messages\[0\]\.content has half .* index 1"),
    ("chat", said(extra={("a", "b"): 1}), r"a key of messages\[1\]\.extra must be a string, not \('a', 'b'\)"),
    ("chat", said(extra={"\ud800": 1}), r"a key of messages\[1\]\.extra has half of a surrogate pair"),
    ("chat", said(extra={"an odd key": {1}}), r"messages\[1\]\.extra\['an odd key'\] must be a string, .* not \{1\}"),
    ("chat", said(role=Ambiguous()), r"messages\[1\] cannot be read: ValueError\('odd'\)"),
    ("chat", {"messages": raising()}, r"messages cannot be read: UnicodeError\('odd'\)"),
    ("chat", {"messages": [Undumpable()]}, r"messages\[0\] cannot be read: RecursionError\('odd'\)"),
    ("chat", {"options": Raising()}, r"options cannot be read: OverflowError\('odd'\)"),
    ("chat", {"options": {"a": Unshowable()}}, r"options\.a must be a string, number, .* not <Unshowable>"),
    ("chat", {"options": {"seed": 10**5000}}, r"options\.seed must be a number that the server can read"),
    ("chat", {"options": Options(temperature=float("inf"))}, r"options\.temperature must be a finite number, not inf"),
    ("chat", {"keep_alive": float("-inf")}, r"keep_alive must be a finite number, not -inf"),
    ("generate", {"prompt": "\udfff"}, r"prompt has half of a surrogate pair"),
    ("generate", {"options": {"stop": [b"x"]}}, r"options\.stop\[0\] must be a string, number, .* not b'x'"),
    ("generate", {"options": {"at": datetime.date(2026, 1, 2)}}, r"options\.at must be a string, .* not datetime"),
    ("generate", {"images": raising()}, r"invalid image|images cannot be read"),
    ("embed", {"input": raising()}, r"input cannot be read: UnicodeError"),
    ("embed", {"input": ["fine", "ä", "\ud800"]}, r"input\[2\] has half of a surrogate pair"),
    ("show", {"model": "\ud800"}, r"model has half of a surrogate pair"),
    ("create", {"model": "n", "parameters": {"a": float("nan")}, "files": Path(__file__)}, r"parameters\.a must be"),
    ("create", {"model": "n", "files": {("a",): Path(__file__)}}, r"a key of files must be a string"),
    ("create", {"model": "n", "files": Path(__file__), "stream": "yes"}, r"stream must be True or False"),
    ("create", {"model": "n", "adapters": Raising(), "from_": "m"}, r"adapters cannot be read: OverflowError"),
    ("pull", {"model": Unshowable()}, r"model must name a model, .* not <Unshowable>"),
    ("systemone", {"state": [CYCLE], "questions": {}}, r"state\[0\]\.again\[0\] contains itself"),
    ("web_search", {"query": "\ud800"}, r"query has half of a surrogate pair"),
]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("verb", "arguments", "message"), CASES, ids=[f"{verb}-{number}" for number, (verb, *_) in enumerate(CASES)]
)
def test_error_names_the_place(
    verb: str, arguments: dict[str, Any], message: str, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "key")

    def respond(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"{request.method} {request.url} was sent")

    if backend != "sync" and any(hasattr(value, "__next__") for value in arguments.values()):
        pytest.skip("the iterator is consumed")
    model: dict[str, Any] = {} if verb == "web_search" else {"model": "m"}
    with pytest.raises(RequestError, match=f"^(?:{message})") as caught:
        VerbCaller(backend)(respond, verb, **{**model, **arguments})
    assert len(str(caught.value)) < 300


def test_shared_values_are_not_cycles() -> None:
    shared = {"type": "string"}
    sent: list[bytes] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request.content)
        return httpx.Response(200, json={"response": "", "done": True})

    with Client(transport=httpx.MockTransport(respond)) as client:
        client.generate(
            "m", "x", format={"a": shared, "b": [shared, shared]}, options={"deep": nested(90), "n": {5: 1}}
        )
    assert sent[0].count(b'"type":"string"') == 3


@pytest.mark.parametrize("headers", [{"a b": "x"}, {"": "x"}, {"a:": "x"}, {"X": " x"}, {"X": "a\rb"}, Raising()])
def test_invalid_header_is_named(headers: Any) -> None:
    with pytest.raises(RequestError, match=r"^headers"):
        Client(headers=headers)


def test_bounds_of_what_is_sent() -> None:
    def lists(levels: int) -> Any:
        value: Any = 0
        for _ in range(levels):
            value = [value]
        return value

    with Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json={"response": "", "done": True}))) as c:
        c.generate("m", "x", options={"a": lists(199), "b": 2**1024 - 1, "c": -(2**1024) + 1})
        for options in ({"a": lists(200)}, {"b": 2**1024}, {"c": -(2**1024)}):
            with pytest.raises(RequestError, match="nested too deeply|one of 1025 bits"):
                c.generate("m", "x", options=options)
