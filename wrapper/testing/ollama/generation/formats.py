"""A small JSON value in a format: what the built-in models reply when a format is requested."""

import json
from typing import Any

from ...http.json import encode, is_array, is_object, quote
from ...http.responses import APIError


def reply_in_format(fields: dict[str, Any]) -> str | None:
    """Return a value in the format that a request asks for as JSON, or None for a free text.

    Raises:
        APIError: the format is neither "json" nor an object.
    """
    wanted = fields["format"]
    if wanted is None or wanted == "":
        return None
    if wanted == "json":
        return "{}"
    if is_object(wanted):
        try:
            return json.dumps(_instance(wanted, wanted))
        except (TypeError, AttributeError, ValueError, LookupError):
            return None  # the server ignores a schema that makes no sense
    text = f'invalid format: {quote(encode(wanted).decode())}; expected "json" or a valid JSON Schema object'
    raise APIError(500, text, of_stream=fields["stream"])


def _instance(schema: dict[str, Any], root: dict[str, Any], depth: int = 0) -> Any:
    """Return a value that fits a JSON schema. A schema that makes no sense raises what wrong types and keys raise."""
    if depth > 20:
        return None
    if "$ref" in schema:
        found: Any = root
        for part in str(schema["$ref"]).removeprefix("#").split("/")[1:]:
            found = found[part]
        return _instance(found, root, depth + 1)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("anyOf", "oneOf", "allOf"):
        if schema.get(key):
            return _instance(schema[key][0], root, depth + 1)
    kind = schema.get("type")
    kind = kind[0] if is_array(kind) and kind else kind
    if kind == "object" or "properties" in schema:
        properties: dict[str, Any] = schema.get("properties") or {}
        required = schema.get("required", properties)
        return {name: _instance(inner, root, depth + 1) for name, inner in properties.items() if name in required}
    if kind == "array":
        return [_instance(schema.get("items", {}), root, depth + 1) for _ in range(schema.get("minItems", 0))]
    least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
    values = {
        "string": "x" * schema.get("minLength", 0),
        "integer": int(least),
        "number": least,
        "boolean": True,
        "null": None,
    }
    return values[kind] if kind else None
