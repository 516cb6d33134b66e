"""The public docstrings: complete, and their examples run."""

from __future__ import annotations

import ast
import asyncio
import doctest
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

import wrapper.functions
from wrapper import AsyncClient, Client
from wrapper.testing import FakeOllama

ROOT = Path(__file__).parents[3]
VERBS = [name for name, value in vars(wrapper.functions).items() if inspect.isfunction(value) and name in dir(Client)]
CLASSES = ("AsyncClient", "AsyncStream", "Client", "Stream")  # the others' examples run with --doctest-modules
MEMBERS = [(owner, verb) for owner in (wrapper, Client, AsyncClient) for verb in VERBS]
WITHOUT_EXAMPLE = {"web_search", "web_fetch", "systemone"}  # their servers cannot be had in a test


@pytest.fixture
def namespace(fake_ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What the examples refer to: a server with their models."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("wrapper.clients.default._client", None)
    monkeypatch.setenv("OLLAMA_HOST", fake_ollama.url)
    with fake_ollama.client() as client:
        client.copy("sky", "llama3.2")
        client.copy("embedder", "all-minilm")
        fake_ollama.offer("llama3.2")
        names = {"__name__": "example", "AsyncClient": AsyncClient, "Client": Client}
        yield {**names, **{verb: getattr(wrapper, verb) for verb in VERBS}, "fake": fake_ollama}


def examples(value: Any) -> list[doctest.Example]:
    return doctest.DocTestParser().get_examples(inspect.getdoc(value) or "")


def evaluate(example: doctest.Example, names: dict[str, Any], run: Callable[[CodeType, dict[str, Any]], Any]) -> str:
    """Run an example as the interactive interpreter does; return what it would print."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        code = compile(example.source.strip(), "<example>", "eval", flags)
    except SyntaxError:
        run(compile(example.source, "<example>", "exec", flags), names)
        return ""
    value = run(code, names)
    return "" if value is None else f"{value!r}\n"


def check(found: list[doctest.Example], namespace: dict[str, Any], is_async: bool) -> None:
    fake: FakeOllama = namespace["fake"]
    with asyncio.Runner() as runner, fake.client() as client:
        namespace["client"] = AsyncClient(fake.url) if is_async else client

        def run(code: CodeType, names: dict[str, Any]) -> Any:
            value = eval(code, names)  # noqa: S307 - our own docstrings
            return runner.run(value) if inspect.iscoroutine(value) else value

        for example in found:
            example.source = example.source.replace("http://localhost:11434", fake.url)
            assert evaluate(example, namespace, run) == example.want


@pytest.mark.parametrize(("owner", "verb"), MEMBERS, ids=lambda value: getattr(value, "__name__", value))
def test_examples_of_a_verb_run(owner: Any, verb: str, namespace: dict[str, Any]) -> None:
    found = examples(getattr(owner, verb))
    assert found or verb in WITHOUT_EXAMPLE
    check(found, namespace, is_async=owner is AsyncClient)


@pytest.mark.parametrize("name", CLASSES)
def test_examples_of_a_class_run(name: str, namespace: dict[str, Any]) -> None:
    found = examples(getattr(wrapper, name))
    assert found
    check(found, namespace, is_async=name.startswith("Async"))


@pytest.mark.parametrize(("owner", "verb"), MEMBERS, ids=lambda value: getattr(value, "__name__", value))
def test_docstring_of_a_verb_documents_each_parameter(owner: Any, verb: str) -> None:
    function = getattr(owner, verb)
    doc = inspect.getdoc(function) or ""
    parameters = inspect.signature(function).parameters.keys() - {"self"}
    documented = set(re.findall(r"^    (\w+): ", doc.partition("Args:")[2].partition("\n\n")[0], re.MULTILINE))
    assert documented == parameters
    assert "Returns:" in doc
    assert "Raises:" in doc


@pytest.mark.parametrize("name", sorted(wrapper.__all__))
def test_public_name_has_a_docstring(name: str) -> None:
    value = getattr(wrapper, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        assert inspect.getdoc(value)
