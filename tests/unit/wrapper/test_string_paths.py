"""With `string_paths=False`, no string makes the client read or look up a local file; a Path still does."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from tests.backends import BACKENDS, VerbCaller
from wrapper import Client, Image, Message, RequestError
from wrapper.requests.images import as_image
from wrapper.requests.modelfile import parse_modelfile

SECRET = b"\x89PNG\r\n\x1a\nsecret"
TEXT = base64.b64encode(SECRET).decode()
SETTINGS = {"string_paths": False}


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "secret.gguf"
    file.write_bytes(SECRET)
    monkeypatch.chdir(tmp_path)
    return file


class ForeignMessage:
    """As the official package's Message, reads the files that its images name when it is dumped."""

    def __init__(self, image: str) -> None:
        self.role, self.images = "user", [SimpleNamespace(value=image)]

    def model_dump(self, exclude: Any = ()) -> dict[str, Any]:
        if "images" in exclude:
            return {"role": self.role}
        return {"role": self.role, "images": [Image(image.value).model_dump() for image in self.images]}


def calls(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for image in (path, Image(path), Image(Image(path)), SimpleNamespace(value=path)):
        yield "generate", {"images": [image]}
        yield "generate", {"images": image}
        yield "chat", {"messages": [{"role": "user", "images": [image]}]}
        yield "chat", {"messages": [Message(role="user", images=[image])]}
        yield "create", {"from_": "m", "messages": [{"role": "user", "images": [image]}]}
    yield "chat", {"messages": [ForeignMessage(path)]}
    for name in ("files", "adapters", "draft_files"):
        yield "create", {"from_": "m", name: path}
        yield "create", {"from_": "m", name: [path]}
        yield "create", {"from_": "m", name: {"a": "sha256:" + "0" * 64, "b": path}}
    for text in (f"FROM {path}", f"FROM m\nADAPTER {path}", f"FROM m\nDRAFT {path}", path):
        yield "create", {"modelfile": text}
    yield "create_blob", {"path": path}


@contextmanager
def no_file_is_touched(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    def checked(name: str) -> Any:
        original = getattr(Path, name)

        def call(path: Path, *arguments: Any, **options: Any) -> Any:
            assert path.suffix != ".gguf", f"{name}() of {path}"
            return original(path, *arguments, **options)

        return call

    with monkeypatch.context() as patch:
        for name in ("stat", "open", "exists", "is_file", "is_dir"):
            patch.setattr(Path, name, checked(name))
        yield


def refuse(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"{request.method} {request.url} was sent")


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("form", ["absolute", "relative", "missing"])
def test_string_that_names_a_file_is_refused(
    form: str, backend: str, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = {"absolute": str(secret), "relative": "./secret.gguf", "missing": "./missing.gguf"}[form]
    for verb, arguments in calls(path):
        model: dict[str, Any] = {} if verb == "create_blob" else {"model": "m"}
        with no_file_is_touched(monkeypatch), pytest.raises(RequestError) as caught:
            VerbCaller(backend)(refuse, verb, settings=SETTINGS, **{**model, **arguments})
        assert "string_paths=False" in str(caught.value) or arguments == {"modelfile": path}, (verb, arguments)


@pytest.mark.parametrize("name", ["cat.png", "CAT.JPG", "/etc/passwd"])
def test_error_of_an_image_does_not_reveal_whether_a_file_exists(name: str, secret: Path) -> None:
    errors: list[str] = []
    for exists in (False, True):
        if exists and "/" not in name:
            (secret.parent / name).write_bytes(SECRET)
        with pytest.raises(RequestError, match="neither base64 nor a data URI: .*string_paths=False") as caught:
            as_image(name, string_paths=False)
        errors.append(str(caught.value))
    assert errors[0] == errors[1]


def test_name_of_a_file_without_folder_is_a_model(secret: Path) -> None:
    (secret.parent / "llama3.2").write_bytes(SECRET)
    assert parse_modelfile("FROM llama3.2", string_paths=False) == {"from_": "llama3.2"}
    blob = f"sha256-{'0' * 64}"
    secret.rename(secret.parent / blob)
    assert parse_modelfile(f"FROM {secret.parent / blob}", string_paths=False)["files"] == {blob: f"sha256:{'0' * 64}"}


def succeed(_: httpx.Request) -> httpx.Response:
    message = {"role": "assistant", "content": ""}
    return httpx.Response(200, json={"message": message, "response": "", "done": True, "status": "success"})


@pytest.mark.parametrize("string_paths", [False, True])
def test_path_and_content_are_always_accepted(string_paths: bool, secret: Path) -> None:
    sent: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content) if request.url.path.startswith("/api/gen") else request.url.path)
        return httpx.Response(200, json={"response": "", "done": True, "status": "success"})

    (secret.parent / "Modelfile").write_text("FROM ./secret.gguf\n")
    with Client(transport=httpx.MockTransport(respond), string_paths=string_paths) as client:
        for image in (secret, SECRET, TEXT, f"data:image/png;base64,{TEXT}", Image(secret), io.BytesIO(SECRET)):
            client.generate("m", images=[image])
            assert sent.pop()["images"] == [TEXT]
        client.create_blob(secret)
        client.create("n", files=secret)
        client.create("n", files={"a": secret, "b": "sha256:" + "0" * 64})
        client.create("n", modelfile=secret.parent / "Modelfile")
        client.create("n", modelfile="FROM llama3.2")
    assert sent.count("/api/create") == 4


def test_strings_are_paths_by_default(secret: Path) -> None:
    for verb, arguments in calls(str(secret)):
        model: dict[str, Any] = {} if verb == "create_blob" else {"model": "m"}
        if arguments.get("modelfile") == str(secret):
            continue
        assert VerbCaller("sync")(succeed, verb, **{**model, **arguments})


def test_setting_is_checked() -> None:
    invalid: Any = "no"
    with pytest.raises(RequestError, match="string_paths must be True or False, not 'no'"):
        Client(string_paths=invalid)
