"""The OpenTelemetry instrumentation of the official package records our calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ollama
import pytest
from opentelemetry.instrumentation.ollama import OllamaInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.contract.target import Target
from tests.frameworks.conftest import SKY

WHY = [{"role": "user", "content": "Why is the sky blue?"}]


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Instrument the package for one test; the spans stay in memory."""
    for kind in (ollama.Client, ollama.AsyncClient):  # the instrumentor does not undo its patch of this method
        monkeypatch.setattr(kind, "_request", kind._request)
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    instrumentor = OllamaInstrumentor()
    instrumentor.instrument(tracer_provider=provider)
    yield exporter
    instrumentor.uninstrument()


def check_chat(spans: InMemorySpanExporter, model: str, *, streamed: bool) -> None:
    """Check that one span describes the chat."""
    [span] = spans.get_finished_spans()
    assert span.name == "ollama.chat"
    assert span.status.is_ok or streamed
    found: Any = span.attributes
    assert found["gen_ai.request.model"] == model
    assert found["gen_ai.response.model"] == model
    assert found["llm.is_streaming"] is streamed
    assert found["gen_ai.prompt.0.content"] == WHY[0]["content"]
    assert found["gen_ai.completion.0.content"] == SKY
    assert found["gen_ai.usage.input_tokens"] > 1
    assert found["gen_ai.usage.output_tokens"] > 1


def test_whole_chat_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    model = server.names("sky")
    assert ollama.Client(server.url).chat(model, WHY).message.content == SKY
    check_chat(spans, model, streamed=False)


def test_streamed_chat_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    model = server.names("sky")
    pieces = ollama.Client(server.url).chat(model, WHY, stream=True)
    assert "".join(piece.message.content or "" for piece in pieces) == SKY
    check_chat(spans, model, streamed=True)


@pytest.mark.anyio
async def test_async_chat_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    model = server.names("sky")
    assert (await ollama.AsyncClient(server.url).chat(model, WHY)).message.content == SKY
    check_chat(spans, model, streamed=False)


@pytest.mark.anyio
async def test_streamed_async_chat_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    model = server.names("sky")
    pieces = await ollama.AsyncClient(server.url).chat(model, WHY, stream=True)
    assert "".join([piece.message.content or "" async for piece in pieces]) == SKY
    check_chat(spans, model, streamed=True)


def test_generate_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    assert ollama.Client(server.url).generate(server.names("sky"), "Why?").response == SKY
    [span] = spans.get_finished_spans()
    found: Any = span.attributes
    assert (span.name, found["gen_ai.completion.0.content"]) == ("ollama.completion", SKY)


def test_failed_call_is_recorded(server: Target, spans: InMemorySpanExporter) -> None:
    with pytest.raises(ollama.ResponseError):
        ollama.Client(server.url).chat(server.names("absent"), WHY)
    [span] = spans.get_finished_spans()
    assert not span.status.is_ok
    assert (span.attributes or {})["error.type"] == "ResponseError"
