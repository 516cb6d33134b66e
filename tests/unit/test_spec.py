"""openapi.yaml reads well, other generators can read it, and its code samples run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import openapi_spec_validator
import pytest
import yaml

from ollama_rest import models
from wrapper import AsyncClient
from wrapper.testing import FakeOllama

METHODS = ("get", "head", "post", "delete")
LONGEST_SUMMARY = 40
FIRST_VERSION = (0, 30, 0)  # without a marker, an operation or field is in this version too


@cache
def document() -> Any:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = Path(__file__).parents[2] / "openapi.yaml"
    return yaml.load(path.read_text("utf-8"), loader)  # noqa: S506 - both loaders are safe


SCHEMAS: Mapping[str, Any] = document()["components"]["schemas"]
OPERATIONS: Mapping[str, Any] = {
    item[method]["operationId"]: item[method]
    for item in document()["paths"].values()
    for method in METHODS
    if method in item
}


def fields() -> Iterator[tuple[str, Any]]:
    """Yield the name and definition of each property of each schema."""
    for name, schema in SCHEMAS.items():
        for field, definition in schema.get("properties", {}).items():
            yield f"{name}.{field}", definition


def nested_schemas(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield each mapping in the schemas that declares a type."""
    if isinstance(value, list):
        for item in value:
            yield from nested_schemas(item)
    elif isinstance(value, dict):
        if isinstance(value.get("type"), str | list):
            yield value
        for member in value.values():
            yield from nested_schemas(member)


def marked() -> Iterator[tuple[str, Any]]:
    """Yield the operations, schemas and fields with `x-since`."""
    for name, definition in (*OPERATIONS.items(), *SCHEMAS.items(), *fields()):
        if "x-since" in definition:
            yield name, definition


def referenced(definition: Mapping[str, Any]) -> Mapping[str, Any]:
    target: Mapping[str, Any] = SCHEMAS[definition["$ref"].rpartition("/")[2]] if "$ref" in definition else {}
    return target


def test_spec_is_valid() -> None:
    openapi_spec_validator.validate(document())


def test_fields_and_schemas_have_descriptions() -> None:
    described = {name: field.get("description") or referenced(field).get("description") for name, field in fields()}
    described |= {name: schema.get("description") for name, schema in SCHEMAS.items()}
    assert [name for name, text in described.items() if not text] == []


def test_operations_parameters_and_tags_have_descriptions() -> None:
    parameters = [
        (parameter["name"], parameter)
        for item in document()["paths"].values()
        for owner in (item, *(item[method] for method in METHODS if method in item))
        for parameter in owner.get("parameters", [])
    ]
    tags = [(tag["name"], tag) for tag in document()["tags"]]
    named = [*OPERATIONS.items(), *parameters, *tags]
    assert [name for name, definition in named if not definition.get("description")] == []


def test_descriptions_are_sentences() -> None:
    described = [*fields(), *SCHEMAS.items(), *OPERATIONS.items()]
    texts = {name: definition["description"].strip() for name, definition in described if "description" in definition}
    assert [name for name, text in texts.items() if not re.match(r"[A-Z`']|ollama\.com", text) or text[-1] != "."] == []


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=list(OPERATIONS))
def test_summary_is_a_short_title(operation: Mapping[str, Any]) -> None:
    assert re.fullmatch(r"[A-Z][^.]*", operation["summary"])
    assert len(operation["summary"]) <= LONGEST_SUMMARY


def test_tags_are_in_one_group_each() -> None:
    grouped = [tag for group in document()["x-tagGroups"] for tag in group["tags"]]
    assert sorted(grouped) == sorted(tag["name"] for tag in document()["tags"])
    assert {tag for operation in OPERATIONS.values() for tag in operation["tags"]} == {*grouped}


def test_numbers_have_formats() -> None:
    formats = {"integer": "int64", "number": "double"}
    for schema in nested_schemas(SCHEMAS):
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        for kind in formats.keys() & {*types}:
            assert schema.get("format") == formats[kind], schema


def test_null_stands_beside_a_type() -> None:
    unions = [schema for schema in _mappings(document()) if isinstance(schema.get("oneOf"), list)]
    alternatives = [id(item) for union in unions for item in union["oneOf"]]
    bare = [schema for schema in nested_schemas(document()) if schema["type"] == "null"]
    assert [schema for schema in bare if id(schema) not in alternatives] == []


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list | dict):
        if isinstance(value, dict):
            yield value
        for member in value.values() if isinstance(value, dict) else value:
            yield from _mappings(member)


def test_fields_of_a_class_differ_in_more_than_case() -> None:
    """Other generators make one class of the objects in a union."""
    for name, schema in SCHEMAS.items():
        parts = [schema, *map(referenced, schema.get("oneOf", []))]
        names = {field for part in parts for field in part.get("properties", {})}
        assert len({field.lower() for field in names}) == len(names), name


@pytest.mark.parametrize(("name", "definition"), list(marked()), ids=[name for name, _ in marked()])
def test_since_is_a_version_and_in_the_docstring(name: str, definition: Mapping[str, Any]) -> None:
    assert re.fullmatch(r"0\.\d+\.\d+", definition["x-since"])
    assert tuple(map(int, definition["x-since"].split("."))) > FIRST_VERSION
    assert definition["description"]  # to which the generator adds the version
    sentence = f"Since {definition['x-since'].removesuffix('.0')}."
    assert sentence in " ".join(source_of(name).split())


def source_of(name: str) -> str:
    """Return the generated module of an operation, of a schema or of a field's schema."""
    if name in OPERATIONS:
        module = import_module(f"ollama_rest.api.{OPERATIONS[name]['tags'][0]}.{name}")
    else:
        module = import_module(getattr(models, name.partition(".")[0]).__module__)
    return Path(module.__file__ or "").read_text("utf-8")


def test_client_requires_the_versions_of_the_markers() -> None:
    version = OPERATIONS["systemone"]["x-since"].removesuffix(".0")
    assert f"Requires server version {version}." in (AsyncClient.systemone.__doc__ or "")


def test_cloud_only_operations_name_the_cloud() -> None:
    items = document()["paths"].values()
    elsewhere = [item[method] for item in items if "servers" in item for method in METHODS if method in item]
    assert elsewhere == [operation for operation in OPERATIONS.values() if operation.get("x-cloud-only") is True]


SAMPLES = [
    pytest.param(sample["lang"], sample["source"], id=f"{name}-{sample['label']}")
    for name, operation in OPERATIONS.items()
    for sample in operation.get("x-codeSamples", [])
]


@pytest.mark.parametrize(("language", "source"), SAMPLES)
def test_code_sample_runs(language: str, source: str, tmp_path: Path) -> None:
    if language == "Shell" and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    with FakeOllama() as server, server.client() as client:
        client.copy("sky", "llama3.2")
        client.copy("embedder", "all-minilm")
        server.add_to_registry("llama3.2")
        commands = {
            "Shell": ["sh", "-c", source.replace("http://127.0.0.1:11434", server.url).replace("curl", "curl -sSf", 1)],
            "Python": [sys.executable, "-W", "error", "-c", source],
        }
        done = subprocess.run(
            commands[language],
            cwd=tmp_path,
            env={"OLLAMA_HOST": server.url, "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert "error" not in done.stdout
