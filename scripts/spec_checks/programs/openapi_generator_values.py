"""Each value must come out of the types that openapi-generator makes for Python as it went in."""

import json
from importlib import import_module

VALUES = [
    ("chat_stream_line.ChatStreamLine", {"error": "no"}),
    ("progress_stream_line.ProgressStreamLine", {"status": "pulling", "total": 4700000000}),
    ("progress_stream_line.ProgressStreamLine", {"error": "no"}),
    ("chat_request.ChatRequest", {"model": "m", "format": {"type": "object"}, "keep_alive": "5m", "think": "high"}),
    ("chat_request.ChatRequest", {"model": "m", "format": "json", "keep_alive": 0, "think": False}),
    ("embed_request.EmbedRequest", {"model": "m", "input": ["a", "b"]}),
]
for path, value in VALUES:
    module, _, name = path.partition(".")
    loaded = getattr(import_module(f"ollama.models.{module}"), name).from_json(json.dumps(value))
    if json.loads(loaded.to_json()) != value:
        raise SystemExit(f"{path}: {value} became {loaded.to_json()}")
