"""`convert_function_to_tool` under the official package's module name, from which existing code imports it."""

from wrapper.schemas.tools import convert_function_to_tool  # absolute, in case the package is loaded as `ollama`

__all__ = ["convert_function_to_tool"]
