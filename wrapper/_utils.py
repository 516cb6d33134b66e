"""The helpers for tools under the official package's module name, from which existing code imports them."""

from __future__ import annotations

from collections import defaultdict

# Absolute, in case the package is loaded as `ollama`.
from wrapper.schemas.docstrings import parse_docstring
from wrapper.schemas.tools import convert_function_to_tool

__all__ = ["convert_function_to_tool"]


def _parse_docstring(doc_string: str | None) -> dict[str, str]:  # pyright: ignore[reportUnusedFunction]  # for others
    return defaultdict(str, parse_docstring(doc_string).parameters)
