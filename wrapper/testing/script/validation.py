"""What is wrong with a request by openapi.yaml, in words that name the field. Wants jsonschema and PyYAML.

null counts as a field that was not sent, as it does for the server. The server skips fields that it does not know; here
they are wrong at the top of a request, and deeper where they look like a misspelling of one that it does know. The
OpenAI and Anthropic dialects are larger than what the server reads of them, so their fields may be any. JSON is read
whatever the content type says, as the server does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

import yaml
from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from ..dialects import multipart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_DIALECTS = {"openai", "anthropic"}
_WHOLE = "x-whole-request"
_OF_OTHER_VERSIONS = {"width", "height", "steps"}  # of generate, where the model makes images
_ELSEWHERE = {"max_tokens": "options.num_predict", "response_format": "format"}  # what OpenAI's dialect calls them
_ALIKE = 0.85
_SHOWN = 80


def problems(method: str, path: str, content_type: str, body: bytes) -> tuple[str, ...]:
    """Tell what is wrong with a request, such as `POST /api/chat: model is missing`; nothing for an unknown route."""
    operation = _find(method, path)
    if operation is None:
        return ()
    try:
        return tuple(dict.fromkeys(f"{method} {path}: {problem}" for problem in operation.problems(content_type, body)))
    except RecursionError:
        return (f"{method} {path}: the body is nested too deeply",)


@dataclass(eq=False)
class _Operation:
    """One operation of the description, and how its body is read."""

    definition: Mapping[str, Any]
    components: Mapping[str, Any]

    def problems(self, content_type: str, body: bytes) -> Iterator[str]:
        for kind in self.definition.get("requestBody", {}).get("content", {}):  # there is one at most
            if kind == "application/octet-stream":
                return
            try:
                value = _form(content_type, body) if kind == "multipart/form-data" else _json(body)
            except ValueError as error:
                yield str(error)
                return
            for mismatch in self._validator.iter_errors(value):
                yield from _told(mismatch)

    @cached_property
    def _validator(self) -> Any:
        [content] = self.definition["requestBody"]["content"].values()
        schema = self.components["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
        dialect = bool(_DIALECTS.intersection(self.definition["tags"]))
        return (_Dialect if dialect else _Own)({**schema, _WHOLE: True, "components": self.components})


def _find(method: str, path: str) -> _Operation | None:
    found = (operation for pattern, operation in _operations().get(method, []) if pattern.fullmatch(path))
    return next(found, None)


@cache
def _operations() -> dict[str, list[tuple[re.Pattern[str], _Operation]]]:
    """By method, in the order of the description."""
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
    """Read openapi.yaml: an installed package has it beside this file, a checkout at its top."""
    installed = files("wrapper.testing") / "openapi.yaml"
    source = installed if installed.is_file() else Path(__file__).parents[3] / "openapi.yaml"
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's takes 40 ms, Python's own 300
    document: Mapping[str, Any] = yaml.load(source.read_text(encoding="utf-8"), loader)  # noqa: S506 - both loaders are safe
    return document


def _json(body: bytes) -> Any:
    if not body.strip():
        raise ValueError("the body is missing")
    try:
        return json.loads(body.decode(), parse_constant=_refuse)
    except ValueError as error:
        raise ValueError(f"the body is not JSON: {error}") from None


def _refuse(name: str) -> Never:
    raise ValueError(f"{name} is none of its numbers")


def _form(content_type: str, body: bytes) -> dict[str, str]:
    try:
        form = multipart.parse(content_type, body)
    except multipart.FormError as error:
        raise ValueError(f"the body is no form: {error}") from None
    return {name: value if isinstance(value, str) else "" for name, value in form.items()}


def _rules(*, closed: bool) -> Any:
    """A class of validators for which null is nothing sent; if they are `closed`, undeclared fields may be wrong."""

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
    whole = _WHOLE in schema
    if whole and name in _OF_OTHER_VERSIONS:
        return
    known = {other: other for other in schema["properties"] if other not in value}
    if whole and schema["properties"].get("options") == {"$ref": "#/components/schemas/Options"}:
        options = schema["components"]["schemas"]["Options"]["properties"]
        known = {option: f"options.{option}" for option in options} | _ELSEWHERE | known
    meant = next((known[other] for other in get_close_matches(name.lower(), known, 1, _ALIKE)), None)
    if whole or meant:
        hint = f"; did you mean {meant}?" if meant else ""
        yield ValidationError(f"is not a field that the server knows{hint}", path=[name], validator="known")


def _told(error: ValidationError) -> Iterator[str]:
    """One error of a schema in words; of a union, those of the alternative that was meant."""
    where = _where(error)
    if error.context:
        yield from _told_of_union(error)
    elif error.validator == "type":
        yield f"{where} must be {_one_of(_kinds(error))}, not {_shown(error.instance)}"
    elif error.validator == "const":
        yield f"{where} must be {_shown(error.validator_value)}, not {_shown(error.instance)}"
    else:
        yield f"{where} {error.message}"


def _told_of_union(error: ValidationError) -> Iterator[str]:
    alternatives: dict[Any, list[ValidationError]] = {}
    for inner in error.context:
        alternatives.setdefault(inner.relative_schema_path[0], []).append(inner)
    meant = [inner for inner in alternatives.values() if not any(map(_tells_apart, inner))]
    if meant:
        for inner in min(meant, key=len):
            yield from _told(inner)
        return
    tags = [inner for inner in error.context if inner.validator == "const" and _tells_apart(inner)]
    apart = tags or [inner for inner in error.context if _tells_apart(inner)]
    allowed = [_shown(inner.validator_value) for inner in tags] or [kind for inner in apart for kind in _kinds(inner)]
    yield f"{_where(apart[0])} must be {_one_of(allowed)}, not {_shown(apart[0].instance)}"


def _tells_apart(error: ValidationError) -> bool:
    """Whether an alternative was not meant: the value is of another type, or its tag another one."""
    return (error.validator == "type" and not error.path) or (error.validator == "const" and len(error.path) == 1)


def _where(error: ValidationError) -> str:
    return ".".join(map(str, error.absolute_path)) or "the body"


def _kinds(error: ValidationError) -> list[str]:
    types: Any = error.validator_value
    return [_KINDS[kind] for kind in ([types] if isinstance(types, str) else types)]


_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


def _one_of(choices: list[str]) -> str:
    *others, last = dict.fromkeys(choices)
    return f"{', '.join(others)} or {last}" if others else last


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
