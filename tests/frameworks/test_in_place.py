"""The unchanged frameworks import the wrapper as `ollama`."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import haystack_integrations.components.embedders.ollama as haystack_embedders
import haystack_integrations.components.generators.ollama.chat.chat_generator as haystack_generator
import langchain_ollama.chat_models
import langchain_ollama.embeddings
import langchain_ollama.llms
import llama_index.embeddings.ollama.base
import llama_index.llms.ollama.base
import ollama
import pytest

import wrapper

MODULES = [
    haystack_embedders.document_embedder,
    haystack_embedders.text_embedder,
    haystack_generator,
    langchain_ollama.chat_models,
    langchain_ollama.embeddings,
    langchain_ollama.llms,
    llama_index.embeddings.ollama.base,
    llama_index.llms.ollama.base,
]


def test_ollama_is_the_wrapper() -> None:
    assert ollama is wrapper
    files = [module.__file__ or "" for name, module in sys.modules.items() if name.startswith("ollama.")]
    assert {Path(file).parent for file in files} <= {Path(wrapper.__file__).parent}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_framework_uses_wrapper_classes(module: Any) -> None:
    assert module.Client is wrapper.Client
    assert module.AsyncClient is wrapper.AsyncClient


def test_assignment_to_sys_modules_works_too() -> None:
    code = """
import sys, wrapper
sys.modules["ollama"] = wrapper
import langchain_ollama.chat_models, ollama._types
print(langchain_ollama.chat_models.Client is wrapper.Client, ollama._types.Message is wrapper.Message)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


@pytest.mark.parametrize(
    "name", ["langchain-ollama", "llama-index-llms-ollama", "llama-index-embeddings-ollama", "ollama-haystack"]
)
def test_framework_code_is_unchanged(name: str) -> None:
    files = [file for file in distribution(name).files or [] if file.hash and file.suffix == ".py"]
    assert files
    for file in files:
        assert file.hash is not None
        digest = hashlib.new(file.hash.mode, file.read_binary()).digest()
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == file.hash.value
