"""The server that the code of the documents runs on."""

from __future__ import annotations

import json
from typing import Any

from wrapper.testing import FakeOllama, Reply
from wrapper.testing.ollama.built_in import SKY

_SAMPLES = {"integer": 3, "number": 0.5, "boolean": True, "array": [], "object": {}}
_CHAT_MODELS = ("llama3.2", "llama3.2-vision", "qwen3")


def prepare(server: FakeOllama) -> None:
    """Add the models that the documents name."""
    server.reply(_respond)  # for models that a document creates
    for model in _CHAT_MODELS:
        server.reply(_respond, model=model)
        server.add_to_registry(model, size=2_000_000)
    server.add_model("all-minilm", embeds=True)
    server.add_to_registry("all-minilm", size=1_000_000)


def _respond(request: dict[str, Any]) -> Reply:
    """Reply as a model would: call the first tool, follow the schema, think if the request says so."""
    messages = request.get("messages") or [{"role": "user"}]
    thinking = "The user asks about the sky." if request.get("think") else ""
    if request.get("tools") and messages[-1]["role"] == "user":
        function = request["tools"][0]["function"]
        return Reply(thinking=thinking, tool_calls={function["name"]: _sample(function["parameters"])})
    if schema := request.get("format"):
        return Reply(json.dumps(_sample(schema if isinstance(schema, dict) else {"type": "object"})))
    return Reply(SKY, thinking=thinking)


def _sample(schema: dict[str, Any]) -> Any:
    """Return a value that a schema without references allows."""
    if "enum" in schema:
        return schema["enum"][0]
    if "properties" in schema:
        return {name: _sample(value) for name, value in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_sample(schema["items"])]
    return _SAMPLES.get(schema.get("type", "string"), "Paris")
