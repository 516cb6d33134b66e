"""oterm's Ollama provider on every server of this run."""

from __future__ import annotations

import asyncio
import base64
import json

import pytest
from oterm import providers
from oterm.config import envConfig
from oterm.providers import capabilities
from oterm.providers import ollama as provider
from oterm.tools.ollama_image import generate_image
from pydantic_ai.exceptions import ModelRetry

from tests.contract.target import Target
from wrapper.testing import FakeOllama, Instead


@pytest.fixture(autouse=True)
def url(server: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point oterm to the server."""
    monkeypatch.setattr(envConfig, "OLLAMA_URL", server.url)


def test_models_are_listed(server: Target) -> None:
    assert f"{server.names('sky')}:latest" in providers.list_models("ollama")
    assert all(model["size"] > 1 for model in provider.list_models().models)


def test_capabilities_are_read(server: Target) -> None:
    found = capabilities.get_capabilities("ollama", server.names("thinker"))
    assert (found.supports_thinking, found.supports_tools, found.supports_vision) == (True, True, False)
    assert capabilities.get_capabilities("ollama", server.names("absent")) == capabilities.ModelCapabilities()


def test_parameters_are_read(server: Target) -> None:
    shown = provider.show_model(server.names("sky"))
    assert provider.parse_modelfile_parameters(shown.parameters or "") == {"max_tokens": 64, "temperature": 0.0}


def test_context_length_of_loaded_model_is_read(server: Target) -> None:
    import ollama

    ollama.Client(server.url).generate(server.names("sky"), "Why?")
    assert (provider.running_context_length(f"{server.names('sky')}:latest") or 0) > 1


def test_image_is_generated(fake: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envConfig, "OLLAMA_URL", fake.url)
    reply = {"response": "", "image": base64.b64encode(b"a picture").decode(), "done": True}
    fake.fail(Instead(200, json.dumps(reply)), path="/api/generate")  # the embedded models make no images
    assert asyncio.run(generate_image("a cat", "artist")).data == b"a picture"


def test_missing_image_model_is_an_error_for_the_model(server: Target) -> None:
    with pytest.raises(ModelRetry, match="not found"):
        asyncio.run(generate_image("a cat", server.names("absent")))
