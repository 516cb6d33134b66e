"""The embedded server responds like the real one to the same requests.

The test compares the status, the headers that clients use, and the body, by line or event in a stream. It masks values
that cannot be equal: times, sizes, digests, ids, vectors, and the order of Go maps.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.contract.left_out import NOT_IMITATED
from tests.contract.replay import Entry, build, connect, load
from tests.contract.target import Kind, Servers, main_kind
from wrapper.testing import FakeOllama

pytestmark = pytest.mark.skipif(
    main_kind() is not Kind.OWN, reason="needs a real Ollama server that was started for this run"
)

_GRAMMAR = (
    "the scripted weights fill a format with spaces up to a limit; the embedded server returns a small valid value"
)
_ROOM = "the room for a reply depends on the prompt's tokens, and the embedded server counts words"
_RENDERER = "renderers and parsers are not imitated: the embedded server uses the model's template"
DIFFERENT = {
    "chat-format-json": _GRAMMAR,
    "chat-format-schema": _GRAMMAR,
    "chat-thought-with-a-format": _GRAMMAR,
    "generate-format-json": _GRAMMAR,
    "generate-format-schema": _GRAMMAR,
    "openai-chat-json-object": _GRAMMAR,
    "openai-chat-json-schema": _GRAMMAR,
    "openai-response-all-options": _GRAMMAR,
    "chat-top-logprobs-20": "the order of equally likely tokens depends on the sorting algorithm",
    "create-renderer-used": _RENDERER,
    "create-shown-with-its-renderer": _RENDERER,
    "openai-response-not-zstd": "compressed bodies are refused in one form on all routes",
    "anthropic-stream-search-not-called": "with the search tool, the server gives events the type of lines by mistake",
    "recommendations": "the embedded server does not advertise cloud models",
    "chat-without-a-shift": _ROOM,
    "generate-without-a-shift": _ROOM,
    "generate-of-an-empty-prompt": "templates are not rendered, so no prompt is empty",
    "chat-empty-tool": "a tool without a name is never called",
    "show-unknown-options": "a Modelfile prints objects as JSON, not as Go prints maps",
    "show-as-an-editor": "no field is added for one editor",
    **NOT_IMITATED,
}
"""Entries of the corpus with different responses, and the reason."""

# The native routes come first, because some of them list the loaded models.
ENTRIES = sorted(load(), key=lambda entry: entry.request["path"].startswith("/v1/"))

_MASKED = {
    *("created_at", "modified_at", "expires_at", "digest", "size", "size_vram"),
    *("total_duration", "load_duration", "prompt_eval_duration", "eval_duration"),
    *("created", "completed_at", "request_id"),
    *(
        "prompt_eval_cached_count",
        "cached_tokens",
        "cache_read_input_tokens",
    ),  # the embedded server has no cache of prompts
    *("prompt_eval_count", "prompt_tokens", "input_tokens", "total_tokens"),  # it counts the words of a prompt
    *("context", "rendered_template"),  # it has no tokens of a prompt, and renders no template
}
_HEADERS = ("content-type", "allow", "location", "access-control-allow-origin", "vary", "cache-control")
_TEXT = [
    (re.compile(r"^invalid character .*"), "invalid character …"),  # the wording of Go's JSON decoder is not imitated
    (re.compile(r".*number 1e400 .*"), "number 1e400 …"),  # nor for numbers out of range
    (re.compile(r'^time: invalid duration ".*'), "time: invalid duration …"),  # nor how Go quotes other scripts
    (re.compile(r'\((\d+) tokens\)|"n_(prompt_tokens|ctx)":\d+'), "…"),  # tokens of a prompt are counted as words
    (re.compile(r"^illegal base64 data at input byte \d+"), "illegal base64 data at input byte …"),  # nor its places
    (re.compile(r"sha256([:-])[0-9a-f]{64}"), r"sha256\1…"),
    (re.compile(r"(pulling|pushing) [0-9a-f]{12}"), r"\1 …"),
    (re.compile(r"\bcall_[a-z0-9]{8}\b"), "call_…"),
    (re.compile(r"^(chatcmpl-|cmpl-|resp_|msg_|rs_|rs_resp_|fc_|fc_resp_|tsc_|tsc_resp_)[0-9a-f]+(_\d+)?$"), r"\1…\2"),
    (re.compile(r"/\S*?/(blobs|manifests)/"), r"/…/\1/"),
]

Response = tuple[int, dict[str, str], Any]


@pytest.fixture(scope="module")
def responses(servers: Servers) -> Iterator[dict[str, tuple[Response, Response]]]:
    """Send each entry to both servers, and return the masked responses by entry."""
    real = servers(Kind.OWN).url
    with (
        FakeOllama() as fake,
        connect(real) as real_client,
        connect(fake.url) as fake_client,
    ):
        for model in real_client.get("/api/ps").json()["models"]:  # left loaded by earlier tests
            real_client.post("/api/generate", json={"model": model["name"], "keep_alive": 0})
        ignored = _names(real_client) - _names(fake_client)
        yield {
            entry.id: (_request(real_client, entry, ignored), _request(fake_client, entry, ignored))
            for entry in ENTRIES
        }


def _names(client: httpx.Client) -> set[str]:
    return {model["name"] for model in client.get("/api/tags").json()["models"]}


def _request(client: httpx.Client, entry: Entry, ignored: set[str]) -> Response:
    response = client.send(build(client, entry.request))
    headers = {name: response.headers[name] for name in _HEADERS if name in response.headers}
    kind = headers.get("content-type", "")
    body: Any = _text(response.text)
    if response.content.startswith((b"event: ", b"data: ")):
        body = [_event(part) for part in response.content.split(b"\n\n")]
    elif "ndjson" in kind:
        body = [_masked(json.loads(line)) for line in response.content.split(b"\n") if line]
    elif response.content and ("json" in kind or "event-stream" in kind):
        body = _masked(response.json())
        for list_name, name in (("models", "name"), ("data", "id")):
            if isinstance(body, dict) and any(name in item for item in body.get(list_name) or ()):
                known = (item for item in body[list_name] if item[name] not in ignored)
                body[list_name] = sorted(known, key=lambda item: str(item[name]))
    return response.status_code, headers, body


def _event(part: bytes) -> Any:
    """Parse a server-sent event into its name and data."""
    *name, data = part.split(b"\n")
    content = data.removeprefix(b"data: ")
    return name, _masked(json.loads(content)) if content.startswith(b"{") else content


def _masked(value: Any, name: str = "") -> Any:
    if name in _MASKED:
        return "…"
    if name == "embedding":
        return f"{len(value)} numbers"
    if name == "embeddings":
        return [f"{len(vector)} numbers" for vector in value]
    if isinstance(value, dict):
        return {field: _masked(item, field) for field, item in value.items()}
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if name in ("parameters", "modelfile"):
        value = "\n".join(sorted(value.split("\n")))
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    for pattern, mask in _TEXT:
        text = pattern.sub(mask, text)
    return text


def _difference(real: Any, fake: Any, where: str = "body") -> str:
    """Return the first difference of two responses, or an empty string."""
    if isinstance(real, dict) and isinstance(fake, dict) and real.keys() == fake.keys():
        found = (_difference(real[name], fake[name], f"{where}.{name}") for name in real)
        return next(filter(None, found), "")
    if isinstance(real, list) and isinstance(fake, list) and len(real) == len(fake):
        found = (_difference(a, b, f"{where}[{n}]") for n, (a, b) in enumerate(zip(real, fake, strict=True)))
        return next(filter(None, found), "")
    return "" if real == fake else f"{where}: real {str(real)[:300]}, embedded {str(fake)[:300]}"


def test_responses_are_equal_except_for_listed(responses: dict[str, tuple[Response, Response]]) -> None:
    differences = [
        f"{entry}: {_difference(list(real), list(fake), '')}"
        for entry, (real, fake) in responses.items()
        if real != fake and entry not in DIFFERENT
    ]
    assert not differences, "\n".join([f"{len(differences)} of {len(responses)}:", *differences])


def test_nearly_all_responses_are_equal(responses: dict[str, tuple[Response, Response]]) -> None:
    same = sum(real == fake for real, fake in responses.values())
    assert same >= 0.97 * len(responses), f"{same} of {len(responses)}"


def test_listed_differences_are_in_corpus() -> None:
    assert set(DIFFERENT) <= {entry.id for entry in ENTRIES}
