"""The models and registries that a request may name, so that a run changes no other model and stays on loopback.

Every name in a request is a member of its JSON body, or the end of the path `/v1/models/{model}`. The server reads
members in any case (even `ſource`, with a long s) and stops at the end of the first JSON value. So do these functions.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from zlib import crc32

import requests

MODEL_FIELDS = frozenset({"model", "name", "source", "destination", "from"})
HOST_FIELDS = frozenset({"remote_host"})
MODEL_PATH = "/v1/models/"
CHAT_MODELS = ("sky", "sky", "sky", "thinker", "caller", "separators", "breaker", "embedder", "absent")
EMBEDDING_MODELS = ("embedder", "embedder", "embedder", "sky", "absent")
CLOSED_REGISTRY = "127.0.0.1:1"
LIMITS = frozenset({"num_predict", "max_tokens", "max_completion_tokens", "max_output_tokens"})  # of a reply, in tokens
LOADING = frozenset({"num_ctx", "num_batch", "num_gpu", "main_gpu", "use_mmap", "num_thread", "draft_num_predict"})


@dataclass(frozen=True)
class Namespace:
    """The model names that a run may use; with a prefix, it cannot reach other models on the server."""

    prefix: str = ""

    def __call__(self, name: str) -> str:
        """Return the name of a model of this run. Blank names and names on loopback registries do not change."""
        return name if not name.strip() or on_loopback(name) else f"{self.prefix}{name}"

    def rename(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return a request of the corpus with its models renamed to this namespace."""
        renamed = dict(request)
        if request["path"].startswith(MODEL_PATH):
            renamed["path"] = MODEL_PATH + quote(self(unquote(request["path"].removeprefix(MODEL_PATH))), safe="")
        for part in ("json", "form"):
            if isinstance(request.get(part), dict):
                renamed[part] = {
                    key: self(value) if isinstance(value, str) and _is_field(key, MODEL_FIELDS) else value
                    for key, value in request[part].items()
                }
        return renamed

    def outsiders(self, path: str, content: bytes) -> list[str]:
        """List the names in a request that are neither in this namespace nor on a loopback registry.

        With a prefix, that includes names that end in "cloud", because the server would call ollama.com for them.
        """
        return [
            name
            for name in model_names(path, content)
            if name.strip()
            and (not (name.startswith(self.prefix) or on_loopback(name)) or (self.prefix and name.endswith("cloud")))
        ]

    def confine(self, operation: str, body: Any) -> Any:
        """Return a generated body with allowed names, short replies, and without options that reload a model."""
        if not isinstance(body, dict):
            return body
        choice = crc32(repr(body).encode(errors="surrogatepass"))
        return {
            key: self._bounded(operation, key.casefold(), value, choice)
            for key, value in body.items()
            if key not in LOADING or not _is_number(value)
        }

    def _bounded(self, operation: str, key: str, value: Any, choice: int) -> Any:
        if key in ("options", "parameters"):
            return self.confine(operation, value)
        if key in LIMITS and _is_number(value):
            return value if 0 <= value <= 16 else 16
        if key in HOST_FIELDS and isinstance(value, str) and value:
            return f"http://{CLOSED_REGISTRY}"
        return self.choose(operation, key, value, choice) if key in MODEL_FIELDS else value

    def choose(self, operation: str, field: str, value: Any, choice: int) -> Any:
        """Return an allowed value for a field with a model's name; the same choice gives the same name."""
        scratch = f"{self.prefix}scratch-{choice % 4}"
        if not isinstance(value, str) or not value:
            return value
        if operation in ("pull", "push"):
            return f"{CLOSED_REGISTRY}/contract/{scratch}"
        if operation == "create" and field == "from":
            known = (
                value
                if value in ("sky", "thinker")
                else ["sky", "thinker", f"{CLOSED_REGISTRY}/contract/absent"][choice % 3]
            )
            return self(known)
        if value.startswith(f"{self.prefix}scratch-"):  # a link of the API description uses it
            return value
        if operation in ("create", "delete") or field == "destination":
            return scratch
        names = EMBEDDING_MODELS if "embed" in operation else CHAT_MODELS
        return self(names[choice % len(names)])


def model_names(path: str, content: bytes) -> Iterator[str]:
    """Yield all strings in a request that the server may interpret as a model's name."""
    where = urlsplit(path).path
    if where.startswith(MODEL_PATH):
        yield unquote(where.removeprefix(MODEL_PATH))
    for key, value in members(content):
        if isinstance(value, str) and value and _is_field(key, MODEL_FIELDS):
            yield value


def members(content: bytes) -> list[tuple[str, Any]]:
    """Return the members of the JSON object at the beginning of a body, with duplicates, or an empty list."""
    decoder = json.JSONDecoder(object_pairs_hook=_Pairs, strict=False)
    try:
        pairs, _ = decoder.raw_decode(content.decode(errors="replace").lstrip())
    except ValueError:
        return []
    return pairs if isinstance(pairs, _Pairs) else []


def on_loopback(name: str) -> bool:
    """Whether a model name or a URL refers to a host on loopback."""
    return name.startswith(("127.0.0.1:", "http://127.0.0.1:"))


class GuardedSession(requests.Session):
    """A session without proxies that raises AssertionError instead of sending a request with an outsider's name."""

    def __init__(self, names: Namespace) -> None:
        super().__init__()
        self.trust_env = False
        self._names = names

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        body = request.body or b""
        content = body.encode() if isinstance(body, str) else body
        assert isinstance(content, bytes)
        outsiders = self._names.outsiders(request.path_url, content)
        assert not outsiders, f"{request.method} {request.path_url} names {outsiders}, which are not models of this run"
        return super().send(request, **kwargs)


class _Pairs(list[tuple[str, Any]]):
    """The members of a JSON object, including duplicates."""


def _is_field(key: str, fields: frozenset[str]) -> bool:
    return key.casefold() in fields


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)
