"""The model store: what is made, shown, copied, deleted, pulled and pushed."""

import hashlib
import struct
from typing import Any

import pytest

from live.models import MODELS
from tests.unit.testing.conftest import SKY, WHY, Http
from wrapper.testing import FakeOllama


def digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def gguf(*words: str, **facts: int) -> bytes:
    """A file of weights, all zero, whose vocabulary ends with these words."""
    tokens = [
        *(chr(0x4E00 + n) if n > 126 or n < 33 else chr(n) for n in range(256)),
        *words,
        "<|im_start|>",
        "<|im_end|>",
    ]
    kv = [
        text("general.architecture") + struct.pack("<I", 8) + text("llama"),
        text("llama.rope.scale") + struct.pack("<If", 6, 0.1),
        text("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, len(tokens)) + b"".join(map(text, tokens)),
        *(text(name) + struct.pack("<II", 4, value) for name, value in facts.items()),
    ]
    tensor = text("output.weight") + struct.pack("<IQQIQ", 2, 64, 100, 0, 0)
    return b"GGUF" + struct.pack("<IQQ", 3, 1, len(kv)) + b"".join(kv) + tensor + bytes(31 + 4 * 64 * 100)


def names(http: Http) -> list[str]:
    return [model["name"] for model in http.get("/api/tags").json()["models"]]


def upload(http: Http, data: bytes) -> str:
    assert http.post(f"/api/blobs/{digest(data)}", data).status_code == 201
    return digest(data)


def test_built_in_models_are_listed(http: Http) -> None:
    models = http.get("/api/tags").json()["models"]
    assert {model["name"] for model in models} == {
        f"{name}:latest" for name in ("sky", "thinker", "caller", "embedder", "separators", "breaker", "endless")
    }
    sky = next(model for model in models if model["name"] == "sky:latest")
    assert sky["capabilities"] == ["completion"]
    assert sky["details"] == {
        "parent_model": "",
        "format": "gguf",
        "family": "llama",
        "families": ["llama"],
        "parameter_size": "642K",
        "quantization_level": "F32",
        "context_length": 4096,
        "embedding_length": 320,
    }


def test_show_describes_a_model(http: Http) -> None:
    shown = http.whole("/api/show", {"model": "sky", "system": "Be brief."})
    assert shown["system"] == "Be brief."
    assert "\nSYSTEM Be brief.\nPARAMETER num_predict 64\nPARAMETER temperature 0\n" in shown["modelfile"]
    assert shown["model_info"]["general.parameter_count"] == 642240
    assert shown["model_info"]["tokenizer.ggml.tokens"] is None
    assert shown["tensors"][0] == {"name": "token_embd.weight", "type": "F32", "shape": [320, 266]}
    verbose = http.whole("/api/show", {"model": "sky", "verbose": True})
    assert verbose["model_info"]["tokenizer.ggml.tokens"][-3:] == ["Ġscattering.", "<|im_start|>", "<|im_end|>"]


def test_model_is_created_from_another_one(http: Http) -> None:
    lines = http.lines(
        "/api/create",
        {
            "model": "mine",
            "from": "sky",
            "system": "Be brief.",
            "template": "{{ .System }}|{{ .Prompt }}",
            "parameters": {"stop": ["blue"]},
            "messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}],
            "license": ["MIT", "other"],
        },
    )
    statuses = [line["status"].split(" sha256:")[0] for line in lines]
    assert statuses == ["using existing layer", *["creating new layer"] * 6, "writing manifest", "success"]
    shown = http.whole("/api/show", {"model": "mine"})
    assert (shown["system"], shown["license"], shown["details"]["parent_model"]) == (
        "Be brief.",
        "MIT\nother",
        "sky:latest",
    )
    assert shown["messages"] == [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
    assert http.whole("/api/chat", {"model": "mine", "messages": WHY})["message"]["content"] == "The sky is "
    rendered = http.whole("/api/chat", {"model": "mine", "messages": WHY, "_debug_render_only": True})
    prompt = "system Be brief.\nuser a\nassistant b\nuser Why is the sky blue?"
    assert rendered["_debug_info"]["rendered_template"] == prompt


def head(tensors: int, facts: int) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", 3, tensors, facts)


@pytest.mark.parametrize(
    "weights",
    [
        b"GGUF\x03\0\0\0",
        b"GGUF\x03\0",
        b"GGUF is what this claims to be, and it is not.",
        head(0, 1) + text("a") + struct.pack("<I", 99),
        head(0, 1) + text("a") + struct.pack("<IIQ", 9, 99, 1),
        head(0, 1) + text("a") + struct.pack("<IIQ", 9, 4, 1 << 40),
        head(0, 1) + text("a") + struct.pack("<IIQ", 9, 4, 1 << 62),
        head(0, 1) + text("a") + struct.pack("<IIQI", 9, 4, 2, 7),
        head(1, 0) + text("a")[:8],
        head(1, 0) + text("a") + struct.pack("<I", 5),
    ],
)
def test_malformed_weights_are_refused(http: Http, weights: bytes) -> None:
    body = {"model": "mine", "files": {"m.gguf": upload(http, weights)}, "stream": False}
    status, error = http.refusal("/api/create", body)
    assert status == 500
    assert error.startswith(("unexpected EOF", "invalid GGUF", "tensor with 5 dimensions"))


def test_model_of_uploaded_weights_replies_with_their_vocabulary(http: Http) -> None:
    weights = gguf("Hello", "world")
    assert http.whole("/api/create", {"model": "mine", "files": {"m.gguf": upload(http, weights)}}) == {
        "status": "success"
    }
    answer = http.whole("/api/generate", {"model": "mine", "prompt": "x"})
    assert answer["response"] == "Helloworld"
    info = http.whole("/api/show", {"model": "mine"})["model_info"]
    assert (info["llama.rope.scale"], info["general.parameter_count"], info["llama.vocab_size"]) == (0.1, 6400, 260)
    assert http.client.request("DELETE", "/api/delete", content=b'{"model": "mine"}').status_code == 200
    assert http.client.head(f"/api/blobs/{digest(weights)}").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "text"),
    [
        ({}, 400, "invalid model name"),
        ({"model": "x"}, 400, "neither 'from' or 'files' was specified"),
        ({"model": "x", "from": "a b"}, 400, "invalid model name"),
        ({"model": "x", "files": {}}, 400, "unknown type"),
        ({"model": "x", "files": {"/a.gguf": "x"}}, 400, "file path must be relative"),
        ({"model": "x", "files": {"a.gguf": ""}}, 400, "invalid digest format"),
        (
            {"model": "x", "from": "sky", "template": "{{ nope }}"},
            400,
            'template error: template: :1: function "nope" not defined',
        ),
        (
            {"model": "x", "from": "sky", "quantize": "q4_0"},
            500,
            "unsupported quantization type Q4_0 - supported types are F32, F16, Q4_K_S, Q4_K_M, Q8_0",
        ),
        (
            {"model": "x", "from": "sky", "license": 5},
            500,
            "json: cannot unmarshal number into Go value of type []string",
        ),
        (
            {"model": "x", "from": "sky", "info": {"context_length": -1}},
            400,
            'info field "context_length" must be a non-negative integer',
        ),
        (
            {"model": "x", "from": "sky", "adapters": {"a.gguf": "1", "b.gguf": "1"}},
            400,
            "only one adapter is currently supported",
        ),
        ({"model": "x", "from": "sky", "draft_quantize": "q8"}, 400, "--draft-quantize requires a DRAFT model"),
    ],
)
def test_invalid_create_is_refused(http: Http, body: dict[str, Any], status: int, text: str) -> None:
    assert http.refusal("/api/create", body) == (status, text)
    assert "x:latest" not in names(http)


def test_failure_of_a_step_is_an_error_line(http: Http) -> None:
    lines = http.lines("/api/create", {"model": "x", "files": {"m.gguf": upload(http, b"no weights")}})
    assert lines == [{"status": "parsing GGUF"}, {"error": "supplied file was not in GGUF format"}]


def test_blobs_are_checked(http: Http) -> None:
    data = b"some bytes"
    path = f"/api/blobs/{digest(data)}"
    assert http.client.head(path).status_code == 404
    status, text = http.refusal(path, b"other bytes")
    assert (status, text.startswith("digest mismatch, expected ")) == (400, True)
    assert [http.post(path, data).status_code for _ in range(2)] == [201, 200]
    assert http.client.head(path).status_code == 200
    assert http.refusal("/api/blobs/sha256:x", data) == (400, "invalid digest format")


def test_a_large_blob_does_not_stay_in_memory(fake: FakeOllama, http: Http) -> None:
    data = bytes(3 << 20)
    upload(http, data)
    (seen,) = fake.requests
    assert seen.body == b""
    assert seen.headers["content-length"] == str(len(data))


def test_model_is_copied_and_deleted(http: Http) -> None:
    assert http.post("/api/copy", {"source": "sky", "destination": "me/sky:v2"}).content == b""
    assert http.whole("/api/generate", {"model": "Me/Sky:V2", "prompt": "x"})["response"] == SKY
    assert "me/sky:v2" in names(http)
    assert http.client.request("DELETE", "/api/delete", content=b'{"name": "me/sky:v2"}').content == b""
    assert http.refusal("/api/delete", {"model": "me/sky:v2"}, "DELETE") == (404, "model 'me/sky:v2' not found")
    assert http.refusal("/api/delete", {"model": "a b"}, "DELETE") == (400, 'name "a b" is invalid')
    assert http.refusal("/api/copy", {"source": "nope", "destination": "x"}) == (404, 'model "nope" not found')
    assert http.refusal("/api/copy", {"source": "sky", "destination": ""}) == (400, 'destination "" is invalid')


def test_model_of_the_registry_is_pulled(fake: FakeOllama, http: Http) -> None:
    fake.add_to_registry("llama3.2", size=1000)
    lines = http.lines("/api/pull", {"model": "llama3.2"})
    assert lines[0] == {"status": "pulling manifest"}
    weights = [line for line in lines if line.get("total") == 1000]
    assert [line.get("completed") for line in weights] == [None, 250, 500, 750, 1000]
    assert weights[0]["status"] == f"pulling {weights[0]['digest'][7:19]}"
    assert [line["status"] for line in lines[-3:]] == ["verifying sha256 digest", "writing manifest", "success"]
    assert "llama3.2:latest" in names(http)
    assert http.whole("/api/chat", {"model": "llama3.2", "messages": WHY})["done"]
    again = http.lines("/api/pull", {"model": "llama3.2"})
    assert [line.get("completed") for line in again if line.get("total") == 1000] == [1000]


def test_pull_of_an_unknown_model_fails(http: Http) -> None:
    assert http.lines("/api/pull", {"model": "nosuch"})[-1] == {"error": "pull model manifest: file does not exist"}
    url = "http://127.0.0.1:1/v2/x/y/manifests/latest"
    assert http.refusal("/api/pull", {"model": "127.0.0.1:1/x/y", "insecure": True, "stream": False}) == (
        500,
        f'pull model manifest: Get "{url}": dial tcp 127.0.0.1:1: connect: connection refused',
    )


def test_model_is_pushed(fake: FakeOllama, http: Http) -> None:
    fake.add_to_registry("127.0.0.1:1/x/other")
    http.post("/api/copy", {"source": "sky", "destination": "127.0.0.1:1/x/sky"})
    lines = http.lines("/api/push", {"model": "127.0.0.1:1/x/sky"})
    assert [lines[0]["status"], lines[-2]["status"], lines[-1]["status"]] == [
        "retrieving manifest",
        "pushing manifest",
        "success",
    ]
    assert all(line["status"].startswith("pushing ") for line in lines[1:-2])
    assert http.lines("/api/push", {"model": "nosuch"})[1] == {"status": "couldn't retrieve manifest"}
    assert http.refusal("/api/push", {}) == (400, "model is required")


def test_add_model(fake: FakeOllama, http: Http) -> None:
    fake.add_model("mine")
    fake.add_model("vectors", embeds=True)
    capabilities = {model["name"]: model["capabilities"] for model in http.get("/api/tags").json()["models"]}
    assert capabilities["mine:latest"] == ["completion", "tools", "thinking"]
    assert capabilities["vectors:latest"] == ["embedding"]
    with pytest.raises(ValueError, match="is not a valid model name"):
        fake.add_model("a b")


@pytest.mark.parametrize("name", sorted(MODELS))
def test_built_in_weights_have_the_digest_of_the_real_file(http: Http, name: str) -> None:
    uploaded = digest(MODELS[name].gguf())
    assert http.client.head(f"/api/blobs/{uploaded}").status_code == 200
    assert http.client.post(f"/api/blobs/{uploaded}").status_code == 200  # there already, and not created


@pytest.mark.parametrize("host", ["127.0.0.1:9", "localhost:9"])
def test_unreachable_registry_is_named_by_its_address(http: Http, host: str) -> None:
    url = f"http://{host}/v2/x/y/manifests/latest"
    assert http.refusal("/api/pull", {"model": f"{host}/x/y", "insecure": True, "stream": False}) == (
        500,
        f'pull model manifest: Get "{url}": dial tcp 127.0.0.1:9: connect: connection refused',
    )
