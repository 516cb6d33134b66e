"""Calls with the types that type checkers must infer; checked by mypy and pyright in strict mode, never run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, assert_type

import httpx2

from wrapper import (
    AsyncClient,
    AsyncStream,
    ChatResponse,
    Client,
    EmbedResponse,
    GenerateResponse,
    ListResponse,
    Message,
    Options,
    Progress,
    ProgressResponse,
    ShowResponse,
    Stream,
    chat,
    embed,
    generate,
    pull,
)


@dataclass
class Weather:
    city: str
    degrees: float


def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return city


def report(progress: Progress) -> None:
    assert_type(progress.fraction, float)
    assert_type(progress.completed, int)


def check_functions(stream: bool) -> None:
    messages = [{"role": "user", "content": "hi"}]
    assert_type(chat("m", messages), ChatResponse)
    assert_type(chat("m", [Message(role="user")], stream=False), ChatResponse)
    assert_type(chat(model="m", messages=messages, stream=True), Stream[ChatResponse])
    assert_type(chat("m", messages, stream=stream), ChatResponse | Stream[ChatResponse])
    assert_type(generate("m", "p", options={"seed": 1}), GenerateResponse)
    assert_type(generate("m", "p", stream=True, timeout=1), Stream[GenerateResponse])
    assert_type(embed("m", ["a"]), EmbedResponse)
    assert_type(embed("m", "a").embeddings, list[list[float]])
    for part in chat("m", messages, stream=True):
        assert_type(part, ChatResponse)
        assert_type(part.message, Message)


def check_client(client: Client) -> None:
    with client.chat("m", [], stream=True) as stream:
        assert_type(next(stream), ChatResponse)


async def check_async(client: AsyncClient, stream: bool) -> None:
    assert_type(await client.chat("m"), ChatResponse)
    assert_type(await client.chat("m", stream=True), AsyncStream[ChatResponse])
    assert_type(await client.generate("m", stream=stream), GenerateResponse | AsyncStream[GenerateResponse])
    async with await client.generate("m", stream=True) as parts:
        async for part in parts:
            assert_type(part.response, str)


def check_parameters(client: Client) -> None:
    reply = client.chat(
        "m",
        [
            Message(role="user", content="hi", images=[b"image"]),
            {"role": "user", "content": "there", "images": [b"image"]},
        ],
        tools=[get_weather, {"type": "function"}],
        format=Weather,
        options=Options(temperature=0),
        think="high",
        keep_alive="5m",
        truncate=False,
        shift=False,
        timeout=30,
    )
    assert_type(reply.parse(Weather), Weather)
    assert_type(reply.parsed, Any)
    client.generate("m", "p", images=Path("image.png"), context=[1, 2], raw=True, timeout=(3, 600))


def check_management(client: Client, stream: bool) -> None:
    assert_type(client.list(), ListResponse)
    assert_type(client.show("m"), ShowResponse)
    assert_type(client.create("m", "q4_K_M", "base"), ProgressResponse)
    assert_type(client.create("m", files=Path("weights.gguf"), progress=True), ProgressResponse)
    assert_type(client.create("m", modelfile="FROM base", stream=True), Stream[ProgressResponse])
    assert_type(client.pull("m", progress=report), ProgressResponse)
    assert_type(client.push("m", stream=stream), ProgressResponse | Stream[ProgressResponse])
    assert_type(pull("m", stream=True, progress=True), Stream[ProgressResponse])
    for part in pull("m", stream=True):
        assert_type(part.completed, int | None)


def check_stream(client: Client) -> None:
    stream = client.generate("m", "p", stream=True)
    assert_type(stream.text, Iterator[str])
    assert_type(stream.final(), GenerateResponse)


async def check_async_management(client: AsyncClient) -> None:
    assert_type(await client.create("m", from_="base"), ProgressResponse)
    assert_type(await client.pull("m", stream=True), AsyncStream[ProgressResponse])
    assert_type((await client.chat("m", format=Weather)).parse(Weather), Weather)


def check_client_arguments() -> None:
    Client("host", verify=False, proxy="http://proxy:1", http2=True)
    Client(transport="httpx2", auth=httpx2.BasicAuth("user", "password"), limits=httpx2.Limits(max_connections=5))
    AsyncClient(transport=httpx2.AsyncHTTPTransport(retries=1))
    Client(transport="httpx3")  # type: ignore[arg-type]  # an unknown transport must be an error
    Client(tiemout=3)  # type: ignore[call-arg]  # a misspelt argument must be an error
    AsyncClient(tiemout=3)  # type: ignore[call-arg]  # as above
