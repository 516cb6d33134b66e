"""Requests are logged at DEBUG with method, URL and status, but without bodies and credentials."""

from __future__ import annotations

import logging

import httpx
import pytest

from tests.backends import VerbCaller

SECRETS = {"api_key": "secret-key", "headers": {"X-Token": "secret-token"}}


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, logger="wrapper")
    return caplog


def test_request_is_logged_without_credentials_and_body(
    whole_caller: VerbCaller, log: pytest.LogCaptureFixture
) -> None:
    def respond(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"message": {"content": "secret reply"}, "done": True})

    settings = {**SECRETS, "host": "http://user:secret-password@10.0.0.1:11434"}
    whole_caller(respond, "chat", "m", [{"role": "user", "content": "secret prompt"}], settings=settings)
    records = [record for record in log.records if record.name == "wrapper"]
    assert [(record.levelname, record.getMessage()) for record in records] == [
        ("DEBUG", "POST http://10.0.0.1:11434/api/chat: 200")
    ]
    assert "secret" not in log.text


def test_retry_is_logged(whole_caller: VerbCaller, log: pytest.LogCaptureFixture) -> None:
    responses = iter([httpx.Response(503, headers={"retry-after": "0"}), httpx.Response(200, json={"version": "1"})])
    whole_caller(lambda _: next(responses), "version", settings={"retries": 1})
    messages = [record.getMessage() for record in log.records if record.name == "wrapper"]
    assert messages == [
        "GET http://127.0.0.1:11434/api/version: 503",
        "retrying in 0.0 s after ResponseError",
        "GET http://127.0.0.1:11434/api/version: 200",
    ]
