"""Importing a package imports nothing that is not used."""

import subprocess
import sys

import pytest

import ollama_rest
import ollama_rest.models


def modules_after(statement: str) -> set[str]:
    """Return the modules that a new Python process loads for a statement."""
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


def test_packages_load_neither_models_nor_http() -> None:
    loaded = modules_after("import ollama_rest, ollama_rest.models, ollama_rest.api")
    assert not {name for name in loaded if name.startswith("ollama_rest.models.")}
    assert not loaded & {"httpx", "attr", "attrs"}


def test_model_loads_only_its_parts() -> None:
    loaded = modules_after("from ollama_rest.models import ToolCall")
    assert {name for name in loaded if name.startswith("ollama_rest.models.")} == {
        "ollama_rest.models.tool_call",
        "ollama_rest.models.tool_call_function",
    }
    assert "httpx" not in loaded


def test_call_loads_neither_models_nor_http() -> None:
    loaded = modules_after("import ollama_rest.api.inference.chat")
    assert not {name for name in loaded if name.startswith("ollama_rest.models")}
    assert "httpx" not in loaded


def test_each_model_can_be_imported_first() -> None:
    # Models refer to each other in cycles.
    code = """
import sys, ollama_rest.models
for name in ollama_rest.models.__all__:
    for module in [module for module in sys.modules if module.startswith("ollama_rest.models.")]:
        del sys.modules[module]
    assert getattr(ollama_rest.models, name).from_dict({}).to_dict() == {}, name
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_dir_lists_sorted_names() -> None:
    assert ollama_rest.models.__all__ == sorted(ollama_rest.models.__all__)
    assert set(ollama_rest.models.__all__) <= set(dir(ollama_rest.models))
    assert set(ollama_rest.__all__) <= set(dir(ollama_rest))


def test_unknown_name_raises_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"module 'ollama_rest\.models' has no attribute 'Nothing'"):
        ollama_rest.models.Nothing  # type: ignore[attr-defined]  # noqa: B018 - tests the wrong name
    with pytest.raises(AttributeError, match="module 'ollama_rest' has no attribute 'Nothing'"):
        ollama_rest.Nothing  # type: ignore[attr-defined]  # noqa: B018 - tests the wrong name
