"""All forms of an image are sent the same, and other files are never sent."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote_from_bytes

import pytest

from tests.ids import stable_id
from wrapper import RequestError
from wrapper.requests.images import Image, as_image, as_images

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) + b"!"
TEXT = base64.b64encode(PNG).decode()
URLSAFE = base64.urlsafe_b64encode(PNG).decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    return path


@pytest.mark.parametrize(
    "value",
    [
        PNG,
        bytearray(PNG),
        memoryview(PNG),
        TEXT,
        base64.encodebytes(PNG).decode(),
        f" {TEXT}\r\n",
        URLSAFE,
        URLSAFE.rstrip("="),
        f"data:image/png;base64,{TEXT}",
        f"DATA:;base64,{TEXT}",
        f" \n data:image/png;base64,{TEXT}\n",
        f"data:image/png;base64,{quote_from_bytes(TEXT.encode())}",
        f"data:image/png,{quote_from_bytes(PNG)}",
        Image(value=PNG),
        Image(value=Image(TEXT)),
        SimpleNamespace(value=PNG),
    ],
    ids=lambda value: stable_id(value)[:40],
)
def test_all_forms_of_an_image_are_equal(value: Any) -> None:
    assert as_image(value) == TEXT
    assert as_images(value) == [TEXT]


def test_files_are_read(file: Path) -> None:
    with file.open("rb") as opened:
        assert as_images([file, str(file), opened, io.BytesIO(PNG), Image(file)]) == [TEXT] * 5
    assert as_images(file) == as_images(str(file)) == as_images(io.BytesIO(PNG)) == [TEXT]


def test_list_of_images() -> None:
    assert as_images([PNG, TEXT]) == as_images((PNG, TEXT)) == as_images(iter([PNG, TEXT])) == [TEXT, TEXT]
    assert as_images([]) == []


def test_base64_image_is_not_taken_for_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = base64.b64encode(
        b"\xff\xd8\xff\xe0\x00\x10JFIF.."
    ).decode()  # base64 of a JPEG begins with a slash, like an absolute path
    assert text.startswith("/9j/")
    short = base64.b64encode(b"GIF89a").decode()
    (tmp_path / short).write_bytes(b"secret")
    monkeypatch.chdir(tmp_path)
    assert as_image(text) == text
    assert as_image(short) == short


def test_path_takes_precedence_over_other_base64(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "test").write_bytes(PNG)
    monkeypatch.chdir(tmp_path)
    assert as_image("test") == TEXT
    assert as_image("abcd") == "abcd"
    assert as_image("abcd" * 500) == "abcd" * 500  # too long for a file name


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"", "empty"),
        ("", "empty"),
        (io.BytesIO(), "empty"),
        ("data:image/png;base64,", "empty"),
        ("data:image/png;base64,%%%", "invalid base64"),
        ("data:image/png;base64", "comma"),
        ("https://example.com/cat.png", "download"),
        ("HTTP://example.com/cat.png", "download"),
        (" \n https://example.com/cat.png", "download"),
        ("some/where/cat.png", "File 'some/where/cat.png' does not exist"),
        ("cat.JPG", "does not exist"),
        ("not an image", "neither base64 nor the path of a file"),
        ("\0", "neither"),
        ("ü" * 10_000, "neither"),
        (TEXT[:-1] + "?", "neither"),
        (Path("missing.png"), "No such file"),
        (Path(), "directory"),
        (io.StringIO("x"), "mode 'rb'"),
        (3, "invalid image 3"),
        ({"value": PNG}, "invalid image {"),
        (object(), "invalid image <object"),
    ],
    ids=lambda value: stable_id(value)[:40],
)
def test_invalid_image_has_short_error(value: Any, reason: str) -> None:
    for call in (as_image, as_images, lambda value: Image(value).model_dump()):
        if hasattr(value, "seek"):
            value.seek(0)
        with pytest.raises(RequestError, match=reason) as caught:
            call(value)
        assert len(str(caught.value)) < 200


def test_invalid_image_in_a_list_raises() -> None:
    with pytest.raises(RequestError, match="invalid image 3"):
        as_images([PNG, 3])
    with pytest.raises(RequestError, match="invalid image None"):
        as_images([None])


@pytest.mark.parametrize("name", ["cat.png", "./cat.png", "cat"])
def test_image_of_a_path_in_a_string_is_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / name).write_bytes(PNG)
    monkeypatch.chdir(tmp_path)
    assert Image(name).model_dump() == TEXT


@pytest.mark.parametrize("value", [TEXT, f" {TEXT}\n", base64.encodebytes(PNG).decode()])
def test_image_of_base64_is_unchanged(value: str) -> None:
    assert Image(value).model_dump() == value


@pytest.mark.parametrize("value", [URLSAFE, TEXT.rstrip("="), f"data:image/png;base64,{TEXT}"])
def test_image_of_other_base64_is_normalised(value: str) -> None:
    assert Image(value).model_dump() == TEXT


def test_image_has_equality_and_short_repr(file: Path) -> None:
    assert Image(value=PNG) == Image(PNG) != Image(TEXT)
    assert Image(value=file).model_dump() == Image(PNG).model_dump() == TEXT
    assert Image(value="not a path or base64").model_dump() == "not a path or base64"
    assert len(repr(Image(PNG * 1000))) < 100


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*"])
def test_base64_of_an_image_format_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: bytes) -> None:
    text = base64.b64encode(start + b"0123").decode()
    path = tmp_path / text
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"the content of the file")
    monkeypatch.chdir(tmp_path)
    assert as_image(text) == text


def test_large_file_is_read_whole(tmp_path: Path) -> None:
    content = PNG + bytes(range(256)) * 10_000
    (tmp_path / "large.png").write_bytes(content)
    assert base64.b64decode(as_image(tmp_path / "large.png")) == content
