"""Both packages send the same request for a call, except for the differences listed here."""

import asyncio
import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import httpx
import pytest

import wrapper
from tests.frameworks.official import official


class Sent(NamedTuple):
    """The parts of a request that the API defines."""

    method: str
    url: str
    body: Any


RESPONSE = {
    "model": "m",
    "message": {"role": "assistant", "content": "hi"},
    "response": "hi",
    "done": True,
    "status": "success",
    "embeddings": [[1.0]],
    "embedding": [1.0],
    "models": [],
    "model_info": {},
    "results": [],
    "content": "text",
    "answers": {},
    "usage": {"input_tokens": 1, "output_tokens": 1},
}


def record(package: Any, kind: str, call: Callable[[Any], Any]) -> Sent:
    """Make a call with a package's client and a server that accepts everything; return the last request."""
    sent: list[Sent] = []

    def respond(request: httpx.Request) -> httpx.Response:
        content = request.content if request.headers.get("content-length") != "0" else b""
        body = json.loads(content) if content.startswith((b"{", b"[")) else content
        sent.append(Sent(request.method, str(request.url), body))
        if request.method == "HEAD":
            return httpx.Response(404)
        return httpx.Response(200, content=json.dumps(RESPONSE).encode() + b"\n")

    async def respond_async(request: httpx.Request) -> httpx.Response:
        await request.aread()
        return respond(request)

    async def run() -> None:
        async with package.AsyncClient("127.0.0.1:9", transport=httpx.MockTransport(respond_async)) as client:
            reply = await call(Context(package, client))
            if hasattr(reply, "__aiter__"):
                async for _ in reply:
                    pass

    if kind == "async":
        asyncio.run(run())
    else:
        with package.Client("127.0.0.1:9", transport=httpx.MockTransport(respond)) as client:
            reply = call(Context(package, client))
            if hasattr(reply, "__next__"):
                list(reply)
    return sent[-1]


class Context(NamedTuple):
    """A package, whose classes a call uses in its arguments, and a client of it."""

    package: Any
    client: Any


def add(a: int, b: int = 2) -> int:
    """Add two numbers.

    Args:
        a: The first.
        b: The second.

    Returns:
        Their sum.
    """
    return a + b


def find(place: str, unit: Literal["km", "miles"], tags: list[str], near: str | None = None) -> str:
    """Find a place.

    Args:
        place: Its name.
        unit: Of the distance.
        tags: What it has.
        near: Another place.
    """
    return f"{place} {unit} {tags} {near}"


PICTURE = b"\x89PNG\r\n\x1a\n a picture"
BASE64 = base64.b64encode(PICTURE).decode()
DIGEST = f"sha256:{hashlib.sha256(PICTURE).hexdigest()}"
USER = [{"role": "user", "content": "Why?"}]
SCHEMA = {
    "type": "object",
    "properties": {"city": {"type": "string", "description": "A city.", "enum": ["Paris"]}},
    "required": ["city"],
}
WEATHER = {
    "type": "function",
    "function": {"name": "get_weather", "description": "Return the weather.", "parameters": SCHEMA},
}
CALLED = {"role": "assistant", "tool_calls": [{"function": {"name": "get_weather", "arguments": {"city": "Paris"}}}]}
QUESTIONS = {
    "kind": {"type": "choice", "instructions": "Which?", "criteria": {"a": "one", "b": None}},
    "sure": {"type": "noul", "instructions": "Sure?", "criteria": {"true": "yes", "false": "no"}},
}

CALLS: dict[str, Callable[[Context], Any]] = {
    "chat": lambda m: m.client.chat("m", USER),
    "chat, streamed": lambda m: m.client.chat(model="m", messages=USER, stream=True),
    "chat without messages": lambda m: m.client.chat("m"),
    "chat with message objects": lambda m: m.client.chat(
        "m", [m.package.Message(role="user", content="Why?"), *USER, m.package.Message(role="assistant", content="")]
    ),
    "chat with everything": lambda m: m.client.chat(
        "m",
        USER,
        think="high",
        logprobs=True,
        top_logprobs=3,
        format="json",
        options={"temperature": 0, "num_ctx": 512, "stop": ["."]},
        keep_alive="5m",
    ),
    "chat without thinking": lambda m: m.client.chat("m", USER, think=False, keep_alive=0, format=""),
    "chat with a schema": lambda m: m.client.chat("m", USER, format=SCHEMA, keep_alive=-1),
    "chat with an options object": lambda m: m.client.chat("m", USER, options=m.package.Options(seed=1, top_p=0.5)),
    "chat with a tool": lambda m: m.client.chat("m", USER, tools=[WEATHER]),
    "chat with a tool object": lambda m: m.client.chat("m", USER, tools=[m.package.Tool(**WEATHER)]),
    "chat with a nested tool object": lambda m: m.client.chat(
        "m",
        USER,
        tools=[
            m.package.Tool(
                function=m.package.Tool.Function(
                    name="get_weather",
                    description="Return the weather.",
                    parameters=m.package.Tool.Function.Parameters(
                        type="object",
                        required=["city"],
                        properties={
                            "city": m.package.Tool.Function.Parameters.Property(type="string", description="A city.")
                        },
                    ),
                )
            )
        ],
    ),
    "chat with a function": lambda m: m.client.chat("m", USER, tools=[add]),
    "chat with functions and a dict": lambda m: m.client.chat("m", USER, tools=[find, WEATHER]),
    "chat after a tool call": lambda m: m.client.chat(
        "m", [*USER, CALLED, {"role": "tool", "tool_name": "get_weather", "content": "sunny"}]
    ),
    "chat after a tool call object": lambda m: m.client.chat(
        "m",
        [
            m.package.Message(
                role="assistant",
                thinking="hm",
                tool_calls=[
                    m.package.Message.ToolCall(
                        function=m.package.Message.ToolCall.Function(name="get_weather", arguments={"city": "Paris"})
                    )
                ],
            ),
            m.package.Message(role="tool", tool_name="get_weather", content="sunny"),
        ],
    ),
    "chat with images": lambda m: m.client.chat(
        "m", [{"role": "user", "content": "What?", "images": [PICTURE, BASE64, "picture.png", Path("picture.png")]}]
    ),
    "chat with an image object": lambda m: m.client.chat(
        "m", [m.package.Message(role="user", images=[m.package.Image(value=PICTURE)])]
    ),
    "generate": lambda m: m.client.generate("m", "Why?"),
    "generate without a prompt": lambda m: m.client.generate("m", keep_alive=0),
    "generate, streamed": lambda m: m.client.generate("m", "Why?", "Because.", stream=True),
    "generate with everything": lambda m: m.client.generate(
        model="m",
        prompt="Why?",
        suffix="Because.",
        system="Be brief.",
        template="{{ .Prompt }}",
        context=[1, 2],
        think=True,
        logprobs=True,
        top_logprobs=0,
        raw=True,
        format=SCHEMA,
        images=[PICTURE, BASE64, m.package.Image(value=PICTURE), m.package.Image(value="picture.png")],
        options={"temperature": 0.5},
        keep_alive=2.5,
        width=64,
        height=32,
        steps=4,
    ),
    "generate with empty strings": lambda m: m.client.generate("m", "", "", system="", template="", raw=False),
    "embed": lambda m: m.client.embed("m", "text"),
    "embed with everything": lambda m: m.client.embed("m", ["a", "b"], False, {"num_ctx": 512}, "5m", 64),
    "embeddings": lambda m: m.client.embeddings("m", "text", {"num_ctx": 512}, "5m"),
    "systemone": lambda m: m.client.systemone("m", {"a": 1}, QUESTIONS, "5m"),
    "systemone with question objects": lambda m: m.client.systemone(
        "m", "text", {"q": m.package.SystemOneScoreQuestion(instructions="How much?", criteria=["none", "all"])}
    ),
    "pull": lambda m: m.client.pull("m"),
    "pull, streamed": lambda m: m.client.pull("m", insecure=True, stream=True),
    "push": lambda m: m.client.push("m"),
    "push, streamed": lambda m: m.client.push("m", insecure=True, stream=True),
    "create": lambda m: m.client.create("new", from_="m"),
    "create by position": lambda m: m.client.create(
        "new", "q4_K_M", "m", {"a.gguf": DIGEST}, {"b.gguf": DIGEST}, "{{ .Prompt }}", "MIT", "Be brief."
    ),
    "create with everything": lambda m: m.client.create(
        "new",
        from_="m",
        license=["MIT", "BSD"],
        parameters={"num_ctx": 512, "stop": ["."]},
        messages=[*USER, m.package.Message(role="assistant", content="So.")],
        stream=True,
    ),
    "create with a parameters object": lambda m: m.client.create(
        "new", from_="m", parameters=m.package.Options(seed=1)
    ),
    "create_blob": lambda m: m.client.create_blob("picture.png"),
    "list": lambda m: m.client.list(),
    "ps": lambda m: m.client.ps(),
    "show": lambda m: m.client.show("m"),
    "delete": lambda m: m.client.delete("m"),
    "copy": lambda m: m.client.copy("m", "n"),
    "web_search": lambda m: m.client.web_search("sky", 5),
    "web_fetch": lambda m: m.client.web_fetch("http://127.0.0.1/"),
}


# Intended differences of the wrapper's body: the value at a path, and why it is there.
_PARAMETERS = ("tools", 0, "function", "parameters")
DIFFERENCES: Mapping[str, Mapping[tuple[str | int, ...], Any]] = {
    # An empty string is a value, so it is sent.
    "chat with message objects": {("messages", 2, "content"): ""},
    # A parameter with a default is optional.
    "chat with a function": {(*_PARAMETERS, "required"): ["a"], (*_PARAMETERS, "properties", "b", "default"): 2},
    # The schema describes the values of a Literal and the items of a list.
    "chat with functions and a dict": {
        (*_PARAMETERS, "properties", "unit", "enum"): ["km", "miles"],
        (*_PARAMETERS, "properties", "tags", "items"): {"type": "string"},
    },
}


def set_at(body: Any, path: tuple[str | int, ...], value: Any) -> None:
    *parents, last = path
    for key in parents:
        body = body[key]
    assert not isinstance(body, dict) or body.get(last) != value  # otherwise it is no longer a difference
    body[last] = value


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", CALLS)
def test_call_sends_same_request(name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "picture.png").write_bytes(PICTURE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OLLAMA_API_KEY", "key")  # web_search and web_fetch require one
    theirs, ours = record(official, kind, CALLS[name]), record(wrapper, kind, CALLS[name])
    for path, value in DIFFERENCES.get(name, {}).items():
        set_at(theirs.body, path, value)
    assert ours == theirs


def test_blob_digest_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "blob").write_bytes(PICTURE)
    for package in (official, wrapper):
        sent = record(package, "sync", lambda m: m.client.create_blob(tmp_path / "blob"))
        assert sent.url.endswith(f"/api/blobs/sha256:{hashlib.sha256(PICTURE).hexdigest()}")
