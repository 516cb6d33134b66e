"""Requests are logged at DEBUG, by method, address and status; bodies and whatever proves who asks are not."""

from __future__ import annotations

import logging

import httpx
import pytest

from .conftest import Caller

SECRETS = {"api_key": "key-of-mine", "headers": {"X-Token": "token-of-mine"}}


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, logger="wrapper")
    return caplog


def test_a_request_is_logged_without_secrets_or_text(whole_caller: Caller, log: pytest.LogCaptureFixture) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"message": {"content": "answer of mine"}, "done": True})

    settings = {**SECRETS, "host": "http://user:password-of-mine@10.0.0.1:11434"}
    whole_caller(answer, "chat", "m", [{"role": "user", "content": "question of mine"}], settings=settings)
    records = [record for record in log.records if record.name == "wrapper"]
    assert [(record.levelname, record.getMessage()) for record in records] == [
        ("DEBUG", "POST http://10.0.0.1:11434/api/chat: 200")
    ]
    assert "of-mine" not in log.text
    assert "of mine" not in log.text


def test_another_try_is_logged(whole_caller: Caller, log: pytest.LogCaptureFixture) -> None:
    answers = iter([httpx.Response(503, headers={"retry-after": "0"}), httpx.Response(200, json={"version": "1"})])
    whole_caller(lambda _: next(answers), "version", settings={"retries": 1})
    messages = [record.getMessage() for record in log.records if record.name == "wrapper"]
    assert messages == [
        "GET http://127.0.0.1:11434/api/version: 503",
        "retrying in 0.0 s after ResponseError",
        "GET http://127.0.0.1:11434/api/version: 200",
    ]
