"""Create: models of other servers, drafts and adapters, the spelling of names, claimed facts, quantization."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.testing.conftest import Http
from tests.unit.testing.test_models import digest, gguf, names, upload
from tests.unit.testing.test_store import create
from wrapper.testing import FakeOllama

REMOTE = {"from": "big", "remote_host": "https://gpu.example:11434"}
ABSENT = digest(b"never uploaded")


def listed(http: Http, model: str) -> dict[str, Any]:
    [found] = [each for each in http.get("/api/tags").json()["models"] if each["name"] == f"{model}:latest"]
    return dict(found)


@pytest.mark.parametrize(
    ("fields", "model", "host"),
    [
        (REMOTE, "big", "https://gpu.example:11434"),
        ({"from": "big:cloud"}, "big", "https://ollama.com:443"),
        ({"from": "big:cloud", "remote_host": "http://gpu"}, "big", "http://gpu"),
        ({"from": "me/big:v2", "remote_host": "http://gpu"}, "me/big:v2", "http://gpu"),
        ({"from": "big", "remote_host": "http://gpu:1/path:x"}, "big", "http://gpu:1/path:x"),
    ],
)
def test_remote_model_is_listed_with_its_server(http: Http, fields: dict[str, Any], model: str, host: str) -> None:
    create(http, "mine", **fields)
    mine = listed(http, "mine")
    assert (mine["remote_model"], mine["remote_host"]) == (model, host)


@pytest.mark.parametrize("host", ["http://gpu:port", "http://gpu:1x", "http://gpu:80:90", "//user:word"])
def test_remote_host_with_an_invalid_port_is_refused(http: Http, host: str) -> None:
    body = {"model": "mine", "from": "big", "remote_host": host, "stream": False}
    assert http.refusal("/api/create", body) == (400, "bad remote")


def test_remote_model_takes_no_draft_and_ignores_adapters(http: Http) -> None:
    weights = upload(http, gguf("one"))
    drafted = {"model": "mine", **REMOTE, "draft_files": {"d.gguf": weights}, "stream": False}
    assert http.refusal("/api/create", drafted) == (400, "DRAFT cannot be used with remote models")
    create(http, "mine", **REMOTE, adapters={"a.gguf": ABSENT, "b.gguf": ABSENT})
    assert "mine:latest" in names(http)


@pytest.mark.parametrize("field", ["draft_files", "adapters"])
def test_files_beside_the_model_are_layers(http: Http, field: str) -> None:
    data = gguf("one")
    weights = upload(http, data)
    lines = http.lines("/api/create", {"model": "mine", "from": "sky", field: {"extra.gguf": weights}})
    statuses = [line["status"] for line in lines]
    assert statuses[:2] == ["parsing GGUF", "verifying conversion"]
    assert f"using existing layer {weights}" in statuses
    assert listed(http, "mine")["size"] == listed(http, "sky")["size"] + len(data)
    assert http.whole("/api/generate", {"model": "mine", "prompt": "x"})["done"]


@pytest.mark.parametrize("field", ["draft_files", "adapters"])
@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "unknown type"),
        ({"extra.gguf": ABSENT}, f"open /models/blobs/{ABSENT.replace(':', '-')}: no such file or directory"),
        ({"extra.gguf": "sha256:x"}, "invalid digest format"),
        ({"extra.gguf": "text"}, "supplied file was not in GGUF format"),
    ],
)
def test_error_in_a_file_beside_the_model_is_of_the_request(
    http: Http, field: str, files: dict[str, str], message: str
) -> None:
    files = {path: upload(http, b"no weights") if name == "text" else name for path, name in files.items()}
    body = {"model": "mine", "from": "sky", field: files, "stream": False}
    assert http.refusal("/api/create", body) == (400, message)
    assert "mine:latest" not in names(http)


@pytest.mark.parametrize(
    ("adapters", "status", "message"),
    [
        ({"a.gguf": ABSENT, "b.gguf": ABSENT}, 400, "only one adapter is currently supported"),
        ({"../a.safetensors": ABSENT}, 400, "file path must be relative: ../a.safetensors"),
        ({"a.safetensors": ABSENT}, 400, "open adapter_config.json: no such file or directory"),
        ({"a.bin": ABSENT}, 400, "unknown type"),
        ({"a.gguf": ""}, 400, "invalid digest format"),
    ],
)
def test_adapters_are_checked(http: Http, adapters: dict[str, str], status: int, message: str) -> None:
    body = {"model": "mine", "from": "sky", "adapters": adapters, "stream": False}
    assert http.refusal("/api/create", body) == (status, message)


def test_weights_are_recognized_by_their_first_bytes(http: Http) -> None:
    weights = upload(http, gguf("one"))
    create(http, "adapted", **{"from": "sky"}, adapters={"a.bin": weights})
    create(http, "mine", files={"m.bin": weights})
    create(http, "again", files={"m.bin": weights.replace(":", "-")})
    assert names(http)[:3] == ["again:latest", "mine:latest", "adapted:latest"]


@pytest.mark.parametrize("path", ["/a.gguf", "../a.gguf", "..", "a/../b.gguf", "./a.gguf", "a//b.gguf"])
@pytest.mark.parametrize("field", ["files", "draft_files"])
def test_paths_of_files_are_relative_and_normal(http: Http, field: str, path: str) -> None:
    body = {"model": "mine", "from": "sky", field: {path: ABSENT}, "stream": False}
    assert http.refusal("/api/create", body) == (400, "file path must be relative")


def test_safetensors_are_not_converted(http: Http) -> None:
    lines = http.lines("/api/create", {"model": "mine", "files": {"m.safetensors": ABSENT}})
    assert lines == [{"status": "converting model"}, {"error": "open config.json: no such file or directory"}]


def test_every_file_of_weights_is_parsed(http: Http) -> None:
    files = {"b.gguf": upload(http, gguf("second")), "a.gguf": upload(http, gguf("first"))}
    lines = http.lines("/api/create", {"model": "mine", "files": files})
    assert [line["status"] for line in lines[:3]] == ["parsing GGUF", "parsing GGUF", "verifying conversion"]
    assert http.whole("/api/generate", {"model": "mine", "prompt": "x"})["response"] == "first"
    broken = {**files, "z.gguf": upload(http, b"no weights")}
    body = {"model": "other", "files": broken, "stream": False}
    assert http.refusal("/api/create", body) == (400, "supplied file was not in GGUF format")


def test_new_model_takes_the_spelling_of_known_parts(http: Http) -> None:
    create(http, "Me/Model:Tag", **{"from": "sky"})
    create(http, "ME/other:TAG", **{"from": "sky"})
    assert names(http)[:2] == ["Me/other:Tag", "Me/Model:Tag"]


def test_base_of_another_spelling_is_pulled(fake: FakeOllama, http: Http) -> None:
    create(http, "Base", **{"from": "sky"})
    fake.add_to_registry("base")
    lines = http.lines("/api/create", {"model": "mine", "from": "base"})
    assert lines[0] == {"status": "pulling manifest"}
    assert lines[-1] == {"status": "success"}


def test_model_does_not_share_what_it_adds_with_its_base(http: Http) -> None:
    create(http, "base", **{"from": "sky"}, license="MIT", parameters={"seed": 1})
    create(http, "mine", **{"from": "base"}, license="other", parameters={"seed": 2})
    base, mine = (http.whole("/api/show", {"model": model}) for model in ("base", "mine"))
    assert (base["license"], mine["license"]) == ("MIT", "MIT\nother")
    assert (base["parameters"].split()[-2:], mine["parameters"].split()[-2:]) == (["seed", "1"], ["seed", "2"])


@pytest.mark.parametrize(
    ("info", "message"),
    [
        ({"model_family": 5}, 'info field "model_family" must be a string'),
        ({"base_name": None}, 'info field "base_name" must be a string'),
        ({"quantization_level": []}, 'info field "quantization_level" must be a string'),
        ({"parameter_size": 7}, 'info field "parameter_size" must be a string'),
        ({"context_length": True}, 'info field "context_length" must be a number'),
        ({"embedding_length": "1"}, 'info field "embedding_length" must be a number'),
        ({"context_length": 1.5}, 'info field "context_length" must be a non-negative integer'),
        ({"embedding_length": -1}, 'info field "embedding_length" must be a non-negative integer'),
    ],
)
def test_claimed_facts_are_checked(http: Http, info: dict[str, Any], message: str) -> None:
    body = {"model": "mine", "from": "sky", "info": info, "stream": False}
    assert http.refusal("/api/create", body) == (400, message)


def test_claimed_facts_are_listed(http: Http) -> None:
    create(http, "mine", **REMOTE, info={"context_length": 0, "embedding_length": 8.0, "capabilities": ["tools", 5]})
    mine = listed(http, "mine")
    assert mine["capabilities"] == ["tools", ""]
    assert mine["details"]["embedding_length"] == 8
    assert "context_length" not in mine["details"]


def test_claimed_capabilities_are_added_to_those_of_the_base(http: Http) -> None:
    create(http, "mine", **{"from": "sky"}, info={"capabilities": ["vision"], "model_family": "claimed"})
    create(http, "yours", **{"from": "mine"}, info={"capabilities": ["tools"]})
    assert listed(http, "yours")["capabilities"] == ["completion", "vision", "tools"]
    assert (listed(http, "mine")["details"]["family"], listed(http, "yours")["details"]["family"]) == (
        "claimed",
        "llama",
    )


def test_model_with_layers_of_its_own_is_deleted(http: Http) -> None:
    create(http, "mine", **{"from": "sky"}, system="Only here.")
    assert http.client.request("DELETE", "/api/delete", json={"model": "mine"}).status_code == 200
    assert "mine:latest" not in names(http)


def test_draft_may_be_quantized(http: Http) -> None:
    create(http, "mine", **{"from": "sky"}, draft_files={"d.gguf": upload(http, gguf("one"))}, draft_quantize="q8_0")


@pytest.mark.parametrize("field", ["quantize", "quantization"])
def test_quantization_has_two_names(http: Http, field: str) -> None:
    status, message = http.refusal("/api/create", {"model": "mine", "from": "sky", field: "q1", "stream": False})
    assert (status, message.partition(" - ")[0]) == (500, "unsupported quantization type Q1")
