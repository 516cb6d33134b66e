"""A small JSON value that fits a format: what the built-in models say when one is asked for."""

from __future__ import annotations

import json
from typing import Any

from ...http.json import encode, is_array, is_object, quote
from ...http.responses import APIError


def reply_in_format(asked: dict[str, Any]) -> str | None:
    """The text of a value in the format that a request asks for, or None where it asks for none.

    Raises:
        APIError: what it asks for is no format.
    """
    wanted = asked["format"]
    if wanted is None or wanted == "":
        return None
    if wanted == "json":
        return "{}"
    if is_object(wanted):
        try:
            return json.dumps(instance(wanted, wanted))
        except (TypeError, AttributeError, ValueError, LookupError):
            return None  # a schema that makes no sense is no format
    text = f'invalid format: {quote(encode(wanted).decode())}; expected "json" or a valid JSON Schema object'
    raise APIError(500, text, of_stream=asked["stream"])


_TYPES = ["object", "array", "string", "integer", "number", "boolean", "null"]


def instance(schema: Any, root: dict[str, Any], depth: int = 0) -> Any:
    """A value that fits a JSON schema, for the parts of JSON schema that formats use.

    A schema that makes no sense raises one of what wrong types and missing keys raise.
    """
    if not is_object(schema):
        raise TypeError(schema)
    if depth > 20:
        return None
    if "$ref" in schema:
        found: Any = root
        for part in str(schema["$ref"]).removeprefix("#").split("/")[1:]:
            found = found[part]
        return instance(found, root, depth + 1)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("anyOf", "oneOf", "allOf"):
        if schema.get(key):
            return instance(schema[key][0], root, depth + 1)
    kind = schema.get("type")
    kind = kind[0] if is_array(kind) and kind else kind
    if kind == "object" or "properties" in schema:
        properties = schema.get("properties") or dict[str, Any]()
        return {
            name: instance(properties[name], root, depth + 1)
            for name in properties
            if name in schema.get("required", properties)
        }
    if kind == "array":
        return [instance(schema.get("items", {}), root, depth + 1) for _ in range(schema.get("minItems", 0))]
    if kind in ("integer", "number"):
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
        return int(least) if kind == "integer" else least
    if kind not in (None, *_TYPES):
        raise ValueError(kind)
    plain: dict[str, Any] = {"string": "x" * schema.get("minLength", 0), "boolean": True}
    return plain.get(str(kind))
