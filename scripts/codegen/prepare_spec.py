"""Write the generator's input: an OpenAPI description without the extensions that the generator does not know.

- A schema with `x-python: {class: Message}` shares the Python class of the schema `Message`, and is left out.
- `x-since` and `x-cloud-only` become sentences of the description, and thus of the docstring.

scripts/regenerate runs this in the environment that the generator is installed in, for its YAML parser.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SCHEMAS = "#/components/schemas/"


def prepared(spec: dict[str, Any]) -> Any:
    """Return the description as the generator reads it."""
    schemas: dict[str, Any] = spec.get("components", {}).get("schemas", {})
    shared = {
        SCHEMAS + name: SCHEMAS + schema["x-python"]["class"]
        for name, schema in schemas.items()
        if "class" in schema.get("x-python", {})
    }
    for reference in shared:
        del schemas[reference.removeprefix(SCHEMAS)]
    return _rewritten(spec, shared)


def _rewritten(value: Any, shared: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_rewritten(item, shared) for item in value]
    if not isinstance(value, dict):
        return value
    result = {str(key): _rewritten(member, shared) for key, member in value.items()}
    if result.get("$ref") in shared:
        result["$ref"] = shared[result["$ref"]]
    sentences = [f"Since {result['x-since'].removesuffix('.0')}."] if "x-since" in result else []
    sentences += ["Only on ollama.com."] if "x-cloud-only" in result else []
    if sentences:
        result["description"] = " ".join([result.get("description", ""), *sentences]).strip()
    return result


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(json.dumps(prepared(YAML(typ="safe").load(source))), "utf-8")
