"""Which models are loaded, and for how long."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.testing.conftest import Http
from wrapper.testing import FakeOllama, Gate


def load(http: Http, model: str, **fields: Any) -> None:
    assert http.whole("/api/generate", {"model": model, "prompt": "x", "options": {"num_predict": 1}, **fields})["done"]


def loaded(http: Http) -> list[str]:
    return [model["name"].removesuffix(":latest") for model in http.get("/api/ps").json()["models"]]


@pytest.mark.parametrize(
    ("keep_alive", "stays", "ends"),
    [(None, 270, 301), ("2m", 90, 121), (90, 60, 91), ("1h30m", 5370, 5401), (60.5, 30, 61)],
)
def test_model_stays_loaded_for_its_time(
    fake: FakeOllama, http: Http, keep_alive: Any, stays: float, ends: float
) -> None:
    load(http, "sky", **({} if keep_alive is None else {"keep_alive": keep_alive}))
    fake.advance(stays)
    assert loaded(http) == ["sky"]
    fake.advance(ends - stays)
    assert loaded(http) == []


@pytest.mark.parametrize("keep_alive", [-1, "-1m", -0.5])
def test_negative_time_is_forever(fake: FakeOllama, http: Http, keep_alive: Any) -> None:
    load(http, "sky", keep_alive=keep_alive)
    fake.advance(10**9)
    assert loaded(http) == ["sky"]


def test_each_request_begins_the_time_anew(fake: FakeOllama, http: Http) -> None:
    load(http, "sky", keep_alive="100s")
    fake.advance(60)
    load(http, "sky")
    fake.advance(60)
    assert loaded(http) == ["sky"]
    fake.advance(41)
    assert loaded(http) == []


def test_the_model_that_stays_longest_is_listed_first(http: Http) -> None:
    for model, keep_alive in (("sky", "2m"), ("thinker", "3m"), ("caller", "1m")):
        load(http, model, keep_alive=keep_alive)
    assert loaded(http) == ["thinker", "sky", "caller"]


def test_a_fourth_model_replaces_the_one_with_the_shortest_time(http: Http) -> None:
    for model, keep_alive in (("sky", "3m"), ("thinker", "1m"), ("caller", "2m")):
        load(http, model, keep_alive=keep_alive)
    assert len(loaded(http)) == 3
    load(http, "separators", keep_alive="4m")
    assert loaded(http) == ["separators", "sky", "caller"]


def test_a_busy_model_is_not_replaced(fake: FakeOllama, http: Http) -> None:
    gate = Gate(after=1)
    fake.fail(gate)
    body = {"model": "endless", "prompt": "x", "keep_alive": "1m"}
    with http.client.stream("POST", "/api/generate", json=body):
        assert gate.reached.wait(30)
        for model in ("sky", "thinker", "caller"):
            load(http, model, keep_alive="2m")
        assert len(loaded(http)) == 3
        assert "endless" in loaded(http)


def test_a_model_in_use_does_not_expire(fake: FakeOllama, http: Http) -> None:
    body = {"model": "endless", "prompt": "x", "keep_alive": "1s"}
    gate = Gate(after=1)
    fake.fail(gate)
    with http.client.stream("POST", "/api/generate", json=body):
        assert gate.reached.wait(30)
        fake.advance(10)
        assert loaded(http) == ["endless"]
    fake.requests[0].wait()
    fake.advance(2)
    assert loaded(http) == []


def test_a_copy_shares_the_loaded_weights(http: Http) -> None:
    http.post("/api/copy", {"source": "sky", "destination": "copy"})
    load(http, "sky")
    load(http, "copy")
    assert len(loaded(http)) == 1


@pytest.mark.parametrize(("num_ctx", "length"), [(None, 4096), (2048, 2048), (1, 4), (10**6, 4096)])
def test_context_length_is_that_of_the_options(http: Http, num_ctx: int | None, length: int) -> None:
    load(http, "sky")
    load(http, "sky", options={"num_predict": 1, **({} if num_ctx is None else {"num_ctx": num_ctx})})
    (model,) = http.get("/api/ps").json()["models"]
    assert model["context_length"] == length
    assert model["size"] == model["size_vram"] > 0


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("m", "m:latest"),
        ("m:t", "m:t"),
        ("n/m", "n/m:latest"),
        ("library/m", "m:latest"),
        ("registry.ollama.ai/library/m:t", "m:t"),
        ("registry.ollama.ai/n/m", "n/m:latest"),
        ("Registry.Ollama.AI/Library/m", "m:latest"),
        ("h/n/m:t", "h/n/m:t"),
        ("https://h/n/m", "h/n/m:latest"),
        ("h:80/n/m", "h:80/n/m:latest"),
        ("h/library/m", "h/library/m:latest"),
        ("m" * 80, "m" * 80 + ":latest"),
    ],
)
def test_name_is_listed_without_defaults(http: Http, text: str, listed: str) -> None:
    assert http.post("/api/copy", {"source": "sky", "destination": text}).status_code == 200
    assert listed in [model["name"] for model in http.get("/api/tags").json()["models"]]


@pytest.mark.parametrize("text", ["m" * 81, "-m", "m:", ":t", "n/", "/m", "h//m", "m:" + "t" * 81, "a b", "m:t/", "é"])
def test_invalid_name_is_refused(http: Http, text: str) -> None:
    assert http.refusal("/api/copy", {"source": "sky", "destination": text})[0] == 400
