"""A Modelfile is parsed like `ollama create -f` does, and errors have the line number."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import pytest

from live.models import MODELS
from wrapper import Client, RequestError
from wrapper.requests.modelfile import parse_modelfile
from wrapper.testing import FakeOllama

BLOB = "sha256-" + "a" * 64


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("FROM sky", {}),
        ("# a comment\n\n  from   sky  \n# another", {}),
        ("FROM sky\r\nSYSTEM Be brief.\r\n", {"system": "Be brief."}),
        ('FROM sky\nSYSTEM "Be  brief."', {"system": "Be  brief."}),
        ('FROM sky\nSYSTEM """\nBe "very"\n  brief.\n"""\n', {"system": '\nBe "very"\n  brief.\n'}),
        ('FROM sky\nSYSTEM "two\nlines"', {"system": "two\nlines"}),
        ('FROM sky\nSYSTEM say "yes" # or no', {"system": 'say "yes" # or no'}),
        ('FROM sky\nSYSTEM ""', {"system": ""}),
        ("FROM sky\nTEMPLATE {{ .Prompt }}\nTEMPLATE {{ .System }}", {"template": "{{ .System }}"}),
        ("FROM sky\nLICENSE MIT\nLICENSE Apache", {"license": ["MIT", "Apache"]}),
        (
            "FROM sky\nMESSAGE user Why?\nMESSAGE assistant It scatters: so.",
            {"messages": [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "It scatters: so."}]},
        ),
        ('FROM sky\nMESSAGE user """a\nb"""', {"messages": [{"role": "user", "content": "a\nb"}]}),
        (
            "FROM sky\nPARAMETER num_ctx 4096\nPARAMETER temperature 1\nPARAMETER use_mmap false",
            {"parameters": {"num_ctx": 4096, "temperature": 1.0, "use_mmap": False}},
        ),
        (
            'FROM sky\nPARAMETER stop <|end|>\nPARAMETER stop "AI: "\nPARAMETER seed 1\nPARAMETER seed 2',
            {"parameters": {"stop": ["<|end|>", "AI: "], "seed": 2}},
        ),
        ("FROM sky\nPARAMETER new_one 0.5\nPARAMETER other x", {"parameters": {"new_one": 0.5, "other": "x"}}),
        ("FROM sky\nRENDERER r\nPARSER p\nREQUIRES v0.14.0", {"renderer": "r", "parser": "p", "requires": "0.14.0"}),
    ],
)
def test_parsed_arguments(text: str, arguments: dict[str, Any]) -> None:
    assert parse_modelfile(text) == {"from_": "sky", **arguments}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no FROM"),
        ("SYSTEM Be brief.\n", "no FROM"),
        ("./Modelfile", "pathlib.Path|./Modelfile"),
        ("FROM sky\n\nSYSTM x", "line 3: invalid instruction 'systm': use one of FROM"),
        ("FROM sky\nSYSTEM", "line 2: invalid instruction 'SYSTEM'"),
        ('FROM sky\nSYSTEM "never closed\n', "line 2: close the quotes of SYSTEM"),
        ('FROM sky\nSYSTEM """closed""" too soon', "line 2: close the quotes"),
        ("FROM sky\nPARAMETER num_ctx 4k", "line 2: num_ctx must be of type int, not '4k'"),
        ("FROM sky\nPARAMETER use_mmap maybe", "line 2: use_mmap must be of type bool"),
        ("FROM sky\nPARAMETER", "line 2"),
        ("FROM sky\nPARAMETER seed", "line 2: PARAMETER requires a name and a value"),
        ("FROM ./nowhere.gguf", "line 1: file 'nowhere.gguf' does not exist"),
        ("FROM sky\nADAPTER nowhere", "line 2: file 'nowhere' does not exist"),
        ("FROM ~nobody-is-called-so/x.gguf", "line 1: file '~nobody-is-called-so/x.gguf' does not exist"),
        ("FROM sky\nADAPTER ~nobody-is-called-so/x.gguf", "line 2: file .* does not exist"),
        (f"FROM {'x' * 300}", "line 1.*too long"),
        ("FROM weights.gguf", "line 1: file 'weights.gguf' does not exist"),
        ("FROM weights.bin", "line 1: file 'weights.bin' does not exist"),
        ("FROM model.safetensors", "line 1: file 'model.safetensors' does not exist"),
        ("FROM /nowhere/weights", "line 1: file '/nowhere/weights' does not exist"),
    ],
)
def test_invalid_modelfile(text: str, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        parse_modelfile(text)


def test_files_are_relative_to_modelfile(tmp_path: Path) -> None:
    for name in ("weights.gguf", "lora.gguf", "draft.gguf"):
        (tmp_path / name).touch()
    file = tmp_path / "Modelfile"
    file.write_text("FROM ./weights.gguf\nADAPTER lora.gguf\nDRAFT draft.gguf")
    assert parse_modelfile(file) == {
        "files": [tmp_path / "weights.gguf"],
        "adapters": [tmp_path / "lora.gguf"],
        "draft_files": [tmp_path / "draft.gguf"],
    }


def test_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("weights.gguf", "lora.gguf"):
        (tmp_path / name).touch()
    text = "FROM ~/weights.gguf\nADAPTER ~/lora.gguf"
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "Modelfile"
    file.write_text(text)
    for modelfile in (text, file):
        assert parse_modelfile(modelfile) == {
            "files": [tmp_path / "weights.gguf"],
            "adapters": [tmp_path / "lora.gguf"],
        }


@pytest.mark.parametrize("name", ["~odd", "./~odd.gguf", "~nobody-is-called-so/x.gguf"])
def test_file_name_may_begin_with_tilde(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    (tmp_path / "Modelfile").write_text(f"FROM {name}")
    assert parse_modelfile(tmp_path / "Modelfile") == {"files": [path]}


def test_local_blob_is_a_file(tmp_path: Path) -> None:
    (tmp_path / BLOB).touch()
    assert parse_modelfile(f"FROM {tmp_path / BLOB}") == {"files": [tmp_path / BLOB]}
    (tmp_path / "Modelfile").write_text(f"FROM {BLOB}")
    assert parse_modelfile(tmp_path / "Modelfile") == {"files": [tmp_path / BLOB]}


@pytest.mark.parametrize("name", [f"x{BLOB}", f"{BLOB}0", BLOB.upper(), BLOB.replace("-", ":"), BLOB[:-1]])
def test_name_that_is_no_blob_is_a_missing_file(name: str) -> None:
    with pytest.raises(RequestError, match="does not exist"):
        parse_modelfile(f"FROM /somewhere/blobs/{name}")


def test_blob_of_server_becomes_digest() -> None:
    assert parse_modelfile(f"FROM /somewhere/blobs/{BLOB}") == {"files": {BLOB: BLOB.replace("-", ":")}}


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + b"FROM \xc3\xa4",
        codecs.BOM_UTF16_LE + "FROM ä".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "FROM ä".encode("utf-16-be"),
    ],
)
def test_byte_order_mark_is_accepted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "Modelfile").write_bytes(content)
    assert parse_modelfile(tmp_path / "Modelfile") == {"from_": "ä"}


def test_byte_order_mark_in_string_is_accepted() -> None:
    assert parse_modelfile("\ufeffFROM sky") == {"from_": "sky"}


def test_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"FROM \xff")
    for path in (tmp_path / "binary", tmp_path / "nowhere"):
        with pytest.raises(RequestError, match=path.name):
            parse_modelfile(path)


def test_arguments_override_modelfile(tmp_path: Path) -> None:
    (tmp_path / "weights.gguf").write_bytes(MODELS["sky"].gguf())
    file = tmp_path / "Modelfile"
    file.write_text("FROM ./weights.gguf\nSYSTEM Be brief.\nPARAMETER seed 1\nPARAMETER num_ctx 128")
    with FakeOllama() as server, Client(server.url) as client:
        client.create("mine", modelfile=file, system="Be long.", parameters={"seed": 2})
        shown = client.show("mine")
        assert shown.system == "Be long."
        assert {tuple(line.split()) for line in (shown.parameters or "").splitlines()} == {
            ("seed", "2"),
            ("num_ctx", "128"),
        }
        client.create("again", modelfile=shown.modelfile)
        assert client.show("again").system == "Be long."
        invalid: Any = "seed"
        with pytest.raises(RequestError, match="parameters"):
            client.create("mine", modelfile=file, parameters=invalid)
        with pytest.raises(RequestError, match="no FROM"):
            client.create("mine", modelfile="SYSTEM Be brief.")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("t", True), ("true", True), ("TRUE", True), ("0", False), ("f", False), ("False", False)],
)
def test_boolean_parameter(text: str, value: bool) -> None:
    parameters = parse_modelfile(f"FROM sky\nPARAMETER use_mmap {text}")["parameters"]
    assert parameters["use_mmap"] is value


def test_long_modelfile_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "Modelfile").write_text("# " + "x" * 2_500_000 + "\nFROM sky\n")
    assert parse_modelfile(tmp_path / "Modelfile") == {"from_": "sky"}


@pytest.mark.parametrize("modelfile", [3, b"FROM sky", ["FROM sky"]])
def test_modelfile_of_another_type_raises(modelfile: Any) -> None:
    with pytest.raises(RequestError, match="must be a str"):
        parse_modelfile(modelfile)


@pytest.mark.parametrize("text", ["from", "FROM", "FROM sky\nsystem", "FROM sky\n7", "FROM sky\nCOPY a b"])
def test_instruction_without_name_or_value_lists_the_known_ones(text: str) -> None:
    with pytest.raises(RequestError, match=f"line {text.count(chr(10)) + 1}: .*use one of FROM, TEMPLATE, SYSTEM, "):
        parse_modelfile(text)
