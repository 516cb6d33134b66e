"""OpenLIT's instrumentation of the official package records our calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ollama
import pytest
from openlit._config import OpenlitConfig
from openlit.instrumentation.ollama import OllamaInstrumentor
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.contract.target import Target
from tests.frameworks.conftest import SKY

WHY = [{"role": "user", "content": "Why is the sky blue?"}]


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Instrument the package for one test; the spans stay in memory."""
    for kind in (ollama.Client, ollama.AsyncClient):  # the instrumentor does not undo its patch
        monkeypatch.setattr(kind, "_request", kind._request)
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", lambda name: provider.get_tracer(name))
    OpenlitConfig()  # sets the defaults
    instrumentor = OllamaInstrumentor()
    instrumentor.instrument(capture_message_content=True, disable_metrics=True)
    yield exporter
    instrumentor.uninstrument()


def check_chat(spans: InMemorySpanExporter, server: Target, model: str, *, streamed: bool) -> None:
    """Check that a span describes the chat."""
    span = spans.get_finished_spans()[-1]
    assert span.name == f"chat {model}"
    assert not span.events
    found: Any = span.attributes
    assert found["gen_ai.request.model"] == model
    assert found["gen_ai.response.model"] == model
    assert found["gen_ai.usage.input_tokens"] > 1
    assert found["gen_ai.usage.output_tokens"] > 1
    assert found["gen_ai.request.stream"] is streamed
    assert f"{found['server.address']}:{found['server.port']}" == server.url.removeprefix("http://")
    assert WHY[0]["content"] in found["gen_ai.input.messages"]
    assert SKY in found["gen_ai.output.messages"]


def test_whole_chat_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    model = server.names("sky")
    assert ollama.Client(server.url).chat(model, WHY)["message"]["content"] == SKY
    check_chat(spans, server, model, streamed=False)


def test_streamed_chat_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    model = server.names("sky")
    pieces = ollama.Client(server.url).chat(model, WHY, stream=True)
    assert "".join(piece["message"]["content"] for piece in pieces) == SKY
    check_chat(spans, server, model, streamed=True)


@pytest.mark.anyio
async def test_async_chat_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    model = server.names("sky")
    assert (await ollama.AsyncClient(server.url).chat(model, WHY))["message"]["content"] == SKY
    check_chat(spans, server, model, streamed=False)


@pytest.mark.anyio
async def test_streamed_async_chat_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    model = server.names("sky")
    pieces = await ollama.AsyncClient(server.url).chat(model, WHY, stream=True)
    assert "".join([piece["message"]["content"] async for piece in pieces]) == SKY
    check_chat(spans, server, model, streamed=True)


def test_failed_call_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    with pytest.raises(ollama.ResponseError):
        ollama.Client(server.url).chat(server.names("absent"), WHY)
    assert not spans.get_finished_spans()[-1].status.is_ok
