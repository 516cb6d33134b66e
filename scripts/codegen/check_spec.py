"""Print what makes a file unusable as the generator's input; print nothing for a usable OpenAPI description.

scripts/regenerate runs this in the environment that the generator is installed in, for its YAML parser.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


def problem(path: Path) -> str | None:
    """Return what is wrong with an OpenAPI description, or None."""
    try:
        with path.open("rb") as file:
            spec: Any = YAML(typ="safe").load(file)
    except (YAMLError, ValueError) as error:
        return "is not valid YAML: " + " ".join(str(error).split())
    if not isinstance(spec, dict) or not isinstance(spec.get("openapi"), str):
        return "is not an OpenAPI description: 'openapi: 3.1.x' is missing at its top level"
    if not spec["openapi"].startswith("3.1."):
        return f"uses OpenAPI {spec['openapi']}, but only 3.1 is supported"
    for name in ("info", "paths"):
        if not isinstance(spec.get(name), dict):
            return f"is an incomplete OpenAPI description: '{name}' is missing"
    if not isinstance(spec["info"].get("title"), str) or not isinstance(spec["info"].get("version"), str):
        return "is an incomplete OpenAPI description: 'info' needs a title and a version, both strings"
    return None


if __name__ == "__main__":
    print(problem(Path(sys.argv[1])) or "", end="")
