"""Requests of a contract run name only models of the run, however a name is written."""

import json
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from live.models import MODELS
from tests.contract.confinement import CHAT_MODELS, EMBEDDING_MODELS, GuardedSession, Namespace, model_names
from tests.contract.left_out import FUZZED_MODELS

OURS = Namespace("contract-1-")
OPERATIONS = [
    *("chat", "generate", "embed", "show", "create", "copy", "delete", "pull", "push"),
    *("openai_chat_completion", "openai_embeddings", "anthropic_message"),
]


@pytest.mark.parametrize(
    ("path", "body", "names"),
    [
        ("/api/show", b'{"model": "a"}', ["a"]),
        ("/api/copy", b'{"source": "a", "destination": "b"}', ["a", "b"]),
        ("/api/delete", b'{"Model": "a", "NAME": "b"}', ["a", "b"]),
        ("/api/delete", b'{"model": "a", "model": "b"}', ["a", "b"]),
        ("/api/copy", '{"\u017fource": "a"}'.encode(), ["a"]),
        ("/api/delete", b'{"m\\u006fdel": "a"}', ["a"]),
        ("/api/delete", b'\xef\xbb\xbf {"model": "a"} and more', []),  # Go rejects a byte order mark too
        ("/api/delete", b' {"model": "a"} and more', ["a"]),
        ("/api/delete", b'{"model": "a\nb"}', ["a\nb"]),
        ("/api/delete", b'{"model": 7}', []),
        ("/api/delete", b'["a"]', []),
        ("/api/delete", b"", []),
        ("/v1/models/a%2Fb?x=1", b"", ["a/b"]),
    ],
)
def test_model_names_finds_any_spelling(path: str, body: bytes, names: list[str]) -> None:
    assert list(model_names(path, body)) == names


def test_outsiders_include_other_models_and_registries() -> None:
    def outsiders(name: str) -> list[str]:
        return OURS.outsiders("/api/show", json.dumps({"model": name}).encode())

    assert outsiders("contract-1-sky") == outsiders("127.0.0.1:1/a/b") == outsiders(" ") == []
    for name in (
        "sky",
        "contract-2-sky",
        "ollama.com/library/sky",
        "127.0.0.1.example.com/a/b",
        "library/contract-1-sky",
        "contract-1-sky:cloud",
    ):
        assert outsiders(name) == [name]


def test_generated_requests_use_all_models() -> None:
    assert {*CHAT_MODELS, *EMBEDDING_MODELS, *FUZZED_MODELS} - {"absent"} == MODELS.keys()
    assert not FUZZED_MODELS.keys() & {*CHAT_MODELS, *EMBEDDING_MODELS}


@hypothesis.given(
    st.sampled_from(OPERATIONS),
    st.dictionaries(
        st.sampled_from(["model", "name", "from", "source", "Destination", "MODEL"]), st.text() | st.none()
    ),
)
def test_confined_body_has_no_outsiders(operation: str, body: dict[str, Any]) -> None:
    confined = OURS.confine(operation, body)
    assert OURS.outsiders("/api", json.dumps(confined).encode()) == []


@hypothesis.given(st.text(min_size=1) | st.just("scratch-1"), st.sampled_from(["pull", "push"]))
def test_confined_registries_are_on_loopback(name: str, operation: str) -> None:
    assert Namespace().confine(operation, {"model": name})["model"].startswith("127.0.0.1:1/")


def test_confine_keeps_other_values() -> None:
    body = {"model": 7, "name": None, "prompt": "sky", "messages": [{"name": "sky"}], "": [1]}
    assert OURS.confine("chat", body) == body


def test_confine_limits_replies_and_drops_load_options() -> None:
    body = {"options": {"num_predict": -1, "num_ctx": 99, "seed": 7}, "max_tokens": 10**9}
    assert Namespace().confine("chat", body) == {"options": {"num_predict": 16, "seed": 7}, "max_tokens": 16}


def test_rename_changes_all_names_of_a_request() -> None:
    request = {"method": "POST", "path": "/api/copy", "json": {"source": "sky", "destination": "", "stream": True}}
    assert OURS.rename(request)["json"] == {"source": "contract-1-sky", "destination": "", "stream": True}
    assert OURS.rename({"method": "GET", "path": "/v1/models/sky"})["path"] == "/v1/models/contract-1-sky"


def test_guarded_session_rejects_outsiders() -> None:
    with GuardedSession(OURS) as session, pytest.raises(AssertionError, match=r"names \['sky'\]"):
        session.post("http://127.0.0.1:1/api/delete", json={"model": "sky"})
