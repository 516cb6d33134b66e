"""What the store keeps and forgets, and the order in which it lists it."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import pytest

from tests.unit.testing.conftest import Http
from tests.unit.testing.test_models import digest, gguf, names, upload
from wrapper.testing import FakeOllama, Gate
from wrapper.testing.ollama.clock import Clock
from wrapper.testing.ollama.store import Blob, Store


def create(http: Http, model: str, **fields: object) -> None:
    assert http.lines("/api/create", {"model": model, **fields})[-1] == {"status": "success"}


def has_blob(http: Http, name: str) -> bool:
    return http.client.head(f"/api/blobs/{name}").status_code == 200


def test_list_begins_with_the_newest_model(http: Http) -> None:
    for model in ("b", "a", "c"):
        create(http, model, **{"from": "sky"})
    assert names(http)[:3] == ["c:latest", "a:latest", "b:latest"]
    create(http, "b", **{"from": "sky"})
    http.post("/api/copy", {"source": "a", "destination": "d"})
    assert names(http)[:4] == ["d:latest", "b:latest", "c:latest", "a:latest"]


@pytest.mark.parametrize("by", ["delete", "create"])
def test_blob_goes_with_the_last_model_that_uses_it(http: Http, by: str) -> None:
    weights, other = (upload(http, gguf(word)) for word in ("one", "two"))
    create(http, "mine", files={"model.gguf": weights})
    http.post("/api/copy", {"source": "mine", "destination": "yours"})
    create(http, "other", files={"model.gguf": other})
    for model, kept in (("mine", True), ("yours", False)):
        if by == "delete":
            assert http.client.request("DELETE", "/api/delete", json={"model": model}).status_code == 200
        else:
            create(http, model, **{"from": "sky"})
        assert has_blob(http, weights) is kept
        if kept:
            create(http, "another", files={"model.gguf": weights})
            assert http.client.request("DELETE", "/api/delete", json={"model": "another"}).status_code == 200
    assert has_blob(http, other)
    assert upload(http, gguf("one")) == weights  # created again: status 201


def test_long_blob_goes_to_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    blob = Blob()
    blob.write(bytes(1 << 20))
    with pytest.raises(FileNotFoundError):
        blob.write(b"x")
    blob.close()


def test_blob_uploaded_twice_at_once_is_kept_once() -> None:
    store = Store(Clock())
    first, second = Blob(), Blob()
    for blob in (first, second):
        blob.write(b"the same")
    for blob in (first, second):
        store.put_blob(blob)
    assert store.blob(first.digest) is second
    assert (first.file.closed, second.file.closed) == (True, False)
    store.close()
    assert second.file.closed


def test_same_bytes_uploaded_twice_are_kept(http: Http) -> None:
    weights = upload(http, gguf("one"))
    assert http.post(f"/api/blobs/{weights}", gguf("one")).status_code == 200
    create(http, "mine", files={"model.gguf": weights})
    assert http.whole("/api/generate", {"model": "mine", "prompt": "x"})["done"]


@pytest.mark.parametrize(
    ("destination", "listed"),
    [
        ("ME/model:tag", "Me/Model:Tag"),
        ("me/other:tag", "Me/other:Tag"),
        ("you/MODEL:new", "you/Model:new"),
        ("REGISTRY.example/me/x:y", "Registry.example/Me/x:y"),
    ],
)
def test_new_name_takes_the_case_of_known_parts(http: Http, destination: str, listed: str) -> None:
    for known in ("Me/Model:Tag", "Registry.example/a/b:c"):
        http.post("/api/copy", {"source": "sky", "destination": known})
    http.post("/api/copy", {"source": "sky", "destination": destination})
    assert listed in names(http)
    assert len(names(http)) == len({name.lower() for name in names(http)})


def test_model_copied_to_itself_is_unchanged(http: Http) -> None:
    create(http, "mine", **{"from": "sky"})
    create(http, "newer", **{"from": "sky"})
    assert http.post("/api/copy", {"source": "mine", "destination": "MINE"}).status_code == 200
    assert names(http)[:2] == ["newer:latest", "mine:latest"]


def test_upload_of_a_client_that_disconnects_is_not_kept(fake: FakeOllama, http: Http) -> None:
    data = gguf("one")
    with socket.create_connection(("127.0.0.1", int(fake.url.rsplit(":", 1)[1])), timeout=30) as connection:
        head = f"POST /api/blobs/{digest(data)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(data)}\r\n\r\n"
        connection.sendall(head.encode() + data[:100])
    assert not has_blob(http, digest(data))
    assert [seen.method for seen in fake.requests] == ["HEAD"]  # only what has arrived is a request
    assert upload(http, data) == digest(data)


def test_client_that_half_closes_has_disconnected(fake: FakeOllama) -> None:
    gate = Gate(after=1)
    fake.fail(gate)
    body = b'{"model":"sky","prompt":"x"}'
    with socket.create_connection(("127.0.0.1", int(fake.url.rsplit(":", 1)[1])), timeout=30) as connection:
        connection.sendall(b"POST /api/generate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 28\r\n\r\n" + body)
        assert gate.reached.wait(30)
        connection.shutdown(socket.SHUT_WR)
        (seen,) = fake.requests
        seen.wait()
        received = b""
        while data := connection.recv(65536):
            received += data
    assert (seen.client_disconnected, seen.status, seen.chunks) == (True, 200, 1)
    assert not received.endswith(b"0\r\n\r\n")


def test_model_of_a_disconnected_client_can_be_unloaded(fake: FakeOllama, http: Http) -> None:
    gate = Gate(after=1)
    fake.fail(gate)
    with http.client.stream("POST", "/api/generate", json={"model": "endless", "prompt": "x"}):
        assert gate.reached.wait(30)
        assert [model["name"] for model in http.get("/api/ps").json()["models"]] == ["endless:latest"]
    fake.requests[0].wait()
    assert http.whole("/api/generate", {"model": "endless", "keep_alive": 0})["done_reason"] == "unload"
    assert http.get("/api/ps").json()["models"] == []


def test_restart_forgets_uploads_that_no_model_uses(fake: FakeOllama, http: Http) -> None:
    weights = upload(http, gguf("one"))
    fake.stop()
    with fake:
        assert not has_blob(http, weights)
        assert upload(http, gguf("one")) == weights


def test_size_of_uploaded_weights_is_listed(http: Http) -> None:
    data = gguf("one")
    create(http, "mine", files={"model.gguf": upload(http, data)})
    (mine, *_) = http.get("/api/tags").json()["models"]
    assert len(data) <= mine["size"] < len(data) + 1000
    assert http.whole("/api/generate", {"model": "mine", "prompt": "x"})["done"]
    (running,) = http.get("/api/ps").json()["models"]
    assert running["size"] == len(data)


def test_model_goes_before_name(http: Http) -> None:
    for model in ("mine", "yours"):
        create(http, model, **{"from": "sky"})
    body = {"model": "mine", "name": "yours"}
    assert http.client.request("DELETE", "/api/delete", json=body).status_code == 200
    assert "mine:latest" not in names(http)
    assert http.whole("/api/show", {"model": "yours", "name": "nope"})["details"]["parent_model"] == "sky:latest"
    create(http, "new", name="other", **{"from": "sky"})
    assert "new:latest" in names(http)


@pytest.mark.parametrize("option", ["top_p", "min_p", "typical_p", "repeat_penalty", "temperature"])
def test_option_must_be_a_number(http: Http, option: str) -> None:
    _, text = http.refusal("/api/generate", {"model": "sky", "prompt": "x", "options": {option: "much"}})
    assert text == f'option "{option}" must be of type float32'
    assert http.whole("/api/generate", {"model": "sky", "prompt": "x", "options": {option: 0.5}})["done"]
