"""Validates requests against openapi.yaml; each problem names the field. Needs jsonschema and PyYAML.

Like on the server, null means that a field was not sent, and JSON is read whatever the content type is. The server
ignores unknown fields; here they are problems at the top of a request, and further down if they look like a misspelling
of a known field. Unknown fields of the OpenAI and Anthropic APIs are allowed, as those APIs have more fields than the
server reads.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Never

import yaml
from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from ...errors import truncate
from ..http import multipart

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_DIALECTS = {"openai", "anthropic"}
_TOP = "x-whole-request"
_IMAGE_FIELDS = {"width", "height", "steps"}  # of generate, for models that make images
_OTHER_NAMES = {"max_tokens": "options.num_predict", "response_format": "format"}  # what the OpenAI API calls them
_SIMILAR = 0.85
_MAX_LENGTH = 79


def problems(method: str, path: str, content_type: str, body: bytes) -> tuple[str, ...]:
    """Return the problems of a request, such as `POST /api/chat: model is missing`; none for an unknown route."""
    operation = _find(method, path)
    if operation is None:
        return ()
    try:
        return tuple(dict.fromkeys(f"{method} {path}: {problem}" for problem in operation.problems(content_type, body)))
    except RecursionError:
        return (f"{method} {path}: the body is nested too deeply",)


@dataclass(eq=False)
class _Operation:
    """One operation of openapi.yaml."""

    definition: Mapping[str, Any]
    components: Mapping[str, Any]

    def problems(self, content_type: str, body: bytes) -> Iterator[str]:
        for kind in self.definition.get("requestBody", {}).get("content", {}):  # at most one
            if kind == "application/octet-stream":
                return
            try:
                value = _form(content_type, body) if kind == "multipart/form-data" else _json(body)
            except ValueError as error:
                yield str(error)
                return
            for mismatch in self._validator.iter_errors(value):
                yield from _describe(mismatch)

    @cached_property
    def _validator(self) -> Any:
        [content] = self.definition["requestBody"]["content"].values()
        schema = self.components["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
        dialect = bool(_DIALECTS.intersection(self.definition["tags"]))
        return (_Dialect if dialect else _Own)({**schema, _TOP: True, "components": self.components})


def _find(method: str, path: str) -> _Operation | None:
    found = (operation for pattern, operation in _operations().get(method, []) if pattern.fullmatch(path))
    return next(found, None)


@cache
def _operations() -> dict[str, list[tuple[re.Pattern[str], _Operation]]]:
    """The operations by method, in the order of openapi.yaml."""
    document = _load()
    return {
        method: [
            (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), _Operation(item[method.lower()], document["components"]))
            for path, item in document["paths"].items()
            if method.lower() in item
        ]
        for method in _METHODS
    }


def _load() -> Mapping[str, Any]:
    """Read openapi.yaml: an installed package has it in wrapper/testing, a checkout at its top."""
    installed = files("wrapper.testing") / "openapi.yaml"
    source = installed if installed.is_file() else Path(__file__).parents[3] / "openapi.yaml"
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's takes 40 ms, Python's own 300
    document: Mapping[str, Any] = yaml.load(source.read_text(encoding="utf-8"), loader)  # noqa: S506 - both loaders are safe
    return document


def _json(body: bytes) -> Any:
    if not body.strip():
        raise ValueError("the body is missing")
    try:
        return json.loads(body.decode(), parse_constant=_no_constant)
    except ValueError as error:
        raise ValueError(f"the body is not JSON: {error}") from None


def _no_constant(name: str) -> Never:
    raise ValueError(f"{name} is not a number of JSON")


def _form(content_type: str, body: bytes) -> dict[str, str]:
    try:
        form = multipart.parse(content_type, body)
    except multipart.FormError as error:
        raise ValueError(f"the body is not a form: {error}") from None
    return {name: value if isinstance(value, str) else "" for name, value in form.items()}


def _rules(*, closed: bool) -> Any:
    """Return a class of validators for which null means not sent. If they are `closed`, they report unknown fields."""

    def fields(
        validator: Any, properties: Mapping[str, Any], value: Any, schema: Mapping[str, Any]
    ) -> Iterator[ValidationError]:
        if not validator.is_type(value, "object"):
            return
        for name, member in value.items():
            if name not in properties:
                if closed:
                    yield from _unknown(name, value, schema)
            elif member is not None or name in schema.get("required", ()):
                yield from validator.descend(member, properties[name], path=name, schema_path=name)

    def required(validator: Any, names: list[str], value: Any, _schema: Mapping[str, Any]) -> Iterator[ValidationError]:
        if validator.is_type(value, "object"):
            for name in names:
                if name not in value:
                    yield ValidationError("is missing", path=[name])

    extend: Any = validators.extend  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # untyped
    return extend(Draft202012Validator, {"properties": fields, "required": required})


_Own, _Dialect = _rules(closed=True), _rules(closed=False)


def _unknown(name: str, value: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    is_top = _TOP in schema
    if is_top and name in _IMAGE_FIELDS:
        return
    known = {other: other for other in schema["properties"] if other not in value}
    if is_top and schema["properties"].get("options") == {"$ref": "#/components/schemas/Options"}:
        options = schema["components"]["schemas"]["Options"]["properties"]
        known = {option: f"options.{option}" for option in options} | _OTHER_NAMES | known
    meant = next((known[other] for other in get_close_matches(name.lower(), known, 1, _SIMILAR)), None)
    if is_top or meant:
        hint = f"; did you mean {meant}?" if meant else ""
        yield ValidationError(f"is not a field that the server knows{hint}", path=[name], validator="known")


def _describe(error: ValidationError) -> Iterator[str]:
    """Describe an error of a schema; of a union, the errors of the alternative that was meant."""
    where = _where(error)
    if error.context:
        yield from _describe_union(error)
    elif error.validator == "type":
        yield f"{where} must be {_join(_type_names(error))}, not {_as_json(error.instance)}"
    elif error.validator == "const":
        yield f"{where} must be {_as_json(error.validator_value)}, not {_as_json(error.instance)}"
    else:
        yield f"{where} {error.message}"


def _describe_union(error: ValidationError) -> Iterator[str]:
    alternatives: dict[Any, list[ValidationError]] = {}
    for inner in error.context:
        alternatives.setdefault(inner.relative_schema_path[0], []).append(inner)
    meant = [inner for inner in alternatives.values() if not any(map(_rules_out, inner))]
    if meant:
        for inner in min(meant, key=len):
            yield from _describe(inner)
        return
    tags = [inner for inner in error.context if inner.validator == "const" and _rules_out(inner)]
    apart = tags or [inner for inner in error.context if _rules_out(inner)]
    allowed = [_as_json(inner.validator_value) for inner in tags] or [
        kind for inner in apart for kind in _type_names(inner)
    ]
    yield f"{_where(apart[0])} must be {_join(allowed)}, not {_as_json(apart[0].instance)}"


def _rules_out(error: ValidationError) -> bool:
    """Whether the error rules an alternative out: the value has another type or another tag."""
    return (error.validator == "type" and not error.path) or (error.validator == "const" and len(error.path) == 1)


def _where(error: ValidationError) -> str:
    return ".".join(map(str, error.absolute_path)) or "the body"


def _type_names(error: ValidationError) -> list[str]:
    types: Any = error.validator_value
    return [_TYPE_NAMES[kind] for kind in ([types] if isinstance(types, str) else types)]


_TYPE_NAMES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


def _join(choices: list[str]) -> str:
    *others, last = dict.fromkeys(choices)
    return f"{', '.join(others)} or {last}" if others else last


def _as_json(value: Any) -> str:
    return truncate(json.dumps(value, ensure_ascii=False), _MAX_LENGTH)
