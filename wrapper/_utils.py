"""Named as the module of the official package from which some code imports this function."""

from wrapper.schemas.tools import convert_function_to_tool  # the same also where the package goes by another name

__all__ = ["convert_function_to_tool"]
