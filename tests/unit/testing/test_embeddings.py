"""Vectors: the same for the same text, of unit length, and as long as asked."""

import math

import pytest

from tests.unit.testing.conftest import Http
from tests.unit.testing.test_models import gguf, upload
from tests.unit.testing.test_store import create
from wrapper.testing import FakeOllama, Reply


def length(vector: list[float]) -> float:
    return math.sqrt(sum(number * number for number in vector))


def test_vectors_are_deterministic_and_of_unit_length(http: Http) -> None:
    answer = http.whole("/api/embed", {"model": "embedder", "input": ["hello", "hello", "there is"]})
    first, second, third = answer["embeddings"]
    assert len(first) == 320
    assert first == second != third
    assert length(first) == pytest.approx(1, abs=1e-6)
    assert answer["prompt_eval_count"] == 4
    assert answer["total_duration"] >= answer["load_duration"] > 0


def test_texts_with_common_words_are_closer(http: Http) -> None:
    cat, cats, sky = http.whole("/api/embed", {"model": "embedder", "input": ["the cat", "the cats", "blue"]})[
        "embeddings"
    ]
    assert math.dist(cat, cats) < math.dist(cat, sky)


def test_dimensions_shorten_a_vector_to_unit_length(http: Http) -> None:
    (vector,) = http.whole("/api/embed", {"model": "embedder", "input": "hello", "dimensions": 4})["embeddings"]
    assert len(vector) == 4
    assert length(vector) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("nothing", [None, "", []])
def test_no_input_loads_the_model(http: Http, nothing: object) -> None:
    assert http.whole("/api/embed", {"model": "embedder", "input": nothing}) == {"model": "embedder", "embeddings": []}
    assert http.get("/api/ps").json()["models"][0]["name"] == "embedder:latest"


def test_long_input_is_truncated_or_refused(http: Http) -> None:
    body = {"model": "embedder", "input": "x " * 5000, "dimensions": 1}
    assert http.whole("/api/embed", body)["prompt_eval_count"] == 2046
    assert http.refusal("/api/embed", {**body, "truncate": False}) == (
        400,
        "the input length exceeds the context length",
    )


def test_old_route_returns_one_vector(http: Http) -> None:
    assert length(http.whole("/api/embeddings", {"model": "embedder", "prompt": "x"})["embedding"]) == pytest.approx(1)
    assert http.whole("/api/embeddings", {"model": "embedder"}) == {"embedding": []}


def test_vector_is_scripted(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(embedding=[3, 4]), model="embedder")
    assert http.whole("/api/embed", {"model": "embedder", "input": "x"})["embeddings"] == [[0.6, 0.8]]


def test_vector_is_as_wide_as_the_weights_declare(http: Http) -> None:
    for words, facts in ((["wide"], {"llama.embedding_length": 5}), (["plain"], {})):
        weights = upload(http, gguf(*words, **facts))
        create(http, words[0], files={"m.gguf": weights}, info={"capabilities": ["embedding"]})
    for model, width in (("wide", 5), ("plain", 320)):
        (vector,) = http.whole("/api/embed", {"model": model, "input": "x"})["embeddings"]
        assert len(vector) == width


def test_scripted_vector_without_length_stays_zero(fake: FakeOllama, http: Http) -> None:
    fake.reply(Reply(embedding=[0, 0]), model="embedder")
    assert http.whole("/api/embed", {"model": "embedder", "input": "x"})["embeddings"] == [[0, 0]]


def test_word_has_the_same_vector_on_every_machine(http: Http) -> None:
    body = {"model": "embedder", "input": "hello", "dimensions": 3}
    assert http.whole("/api/embed", body)["embeddings"] == [[-0.65349729, -0.74742442, -0.11957437]]
