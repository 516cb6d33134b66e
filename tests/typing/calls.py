"""What type checkers must make of calls; checked by mypy and pyright in strict mode, never run."""

from __future__ import annotations

from typing import assert_type

from wrapper import (
    AsyncClient,
    AsyncStream,
    ChatResponse,
    Client,
    EmbedResponse,
    GenerateResponse,
    Message,
    Stream,
    chat,
    embed,
    generate,
)


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
