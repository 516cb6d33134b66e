"""Check HTTP exchanges against the API description: a server must not respond with anything that it does not document.

Usage, on files of requests and a running server (see `replay.py`):

    python -m tests.contract.replay --url http://127.0.0.1:11434 [FILE.yaml ...]

In code: `Spec.load(path).faults(Exchange(...))` returns a list of lines, which is empty if the response conforms.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import yaml
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
DOCUMENT = "urn:openapi"
STREAMS = ("application/x-ndjson", "text/event-stream")


@dataclass(frozen=True)
class Exchange:
    """One request and its response: header names in any case, `body` is the whole response body."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    request: bytes = b""

    @property
    def content_type(self) -> str:
        """The media type of the response without parameters, in lower case; empty if missing."""
        found = (value for name, value in self.headers.items() if name.lower() == "content-type")
        return next(found, "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Operation:
    """One method on one path of the description; `pointer` is its JSON pointer in the document."""

    id: str
    method: str
    path: str
    pointer: str
    definition: Mapping[str, Any] = field(repr=False, compare=False)

    def matches(self, method: str, path: str) -> bool:
        """Whether a request with this method and path (without a query string) calls this operation."""
        pattern = "".join(
            "[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]*\})", self.path)
        )
        return method.upper() == self.method and re.fullmatch(pattern, path) is not None


class Spec:
    """An OpenAPI 3.1 document that responses can be checked against."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = _string_keys(document)
        resource: Resource[Any] = Resource.from_contents(self.document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(DOCUMENT, resource)

    @classmethod
    def load(cls, path: Path) -> "Spec":
        """Read the description from a YAML file."""
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    @property
    def operations(self) -> list[Operation]:
        """All operations, in the document's order; without an id, the method and path serve as one."""
        return [
            Operation(
                item[method].get("operationId", f"{method.upper()} {path}"),
                method.upper(),
                path,
                f"/paths/{_escape(path)}/{method}",
                item[method],
            )
            for path, item in self.document["paths"].items()
            for method in METHODS
            if method in item
        ]

    def operation(self, method: str, path: str) -> Operation | None:
        """Return the operation of a request, or None. Ignore a query string; prefer a plain path to a templated one."""
        plain = urlsplit(path).path
        matching = [operation for operation in self.operations if operation.matches(method, plain)]
        return min(matching, key=lambda operation: operation.path.count("{"), default=None)

    def faults(self, exchange: Exchange) -> list[str]:
        """List the deviations of a response, one line each: `operation, JSON pointer: reason`."""
        operation = self.operation(exchange.method, exchange.path)
        if operation is None:
            return [f"{exchange.method} {exchange.path}, : no such operation (status {exchange.status})"]
        return [f"{operation.id}, {pointer}: {reason}" for pointer, reason in self._faults(operation, exchange)]

    def _faults(self, operation: Operation, exchange: Exchange) -> Iterator[tuple[str, str]]:
        responses = operation.definition.get("responses", {})
        status = next((key for key in _status_keys(exchange.status) if key in responses), None)
        if status is None:
            yield "", f"status {exchange.status} is not documented (body {_short(exchange.body)})"
            return
        pointer, response = self.resolve(f"{operation.pointer}/responses/{status}", responses[status])
        content = response.get("content", {})
        if exchange.method.upper() == "HEAD":
            if exchange.body:
                yield "", "a response to HEAD has a body"
            return
        if not content or not exchange.body:
            refused_origin = (
                exchange.status == 403 and not exchange.content_type
            )  # before any route, with an empty body
            if content and not refused_origin:
                yield "", f"status {exchange.status} has no body, but {', '.join(content)} is documented"
            if exchange.body:
                yield "", f"status {exchange.status} has an undocumented body: {_short(exchange.body)}"
            return
        kind = exchange.content_type
        listed = next((key for key in content if key.partition(";")[0].strip().lower() == kind), None)
        if listed is None:
            reason = f"content type {kind or 'missing'} is not documented for status {exchange.status}"
            yield "", f"{reason}: use {', '.join(content)}"
            return
        if "schema" not in content[listed]:
            yield "", f"no schema for {listed} of status {exchange.status}"
            return
        schema = f"{pointer}/content/{_escape(listed)}/schema"
        for prefix, value in _values(kind, exchange.body):
            if isinstance(value, InvalidJSON):
                yield prefix, str(value)
                continue
            for place, reason in self.mismatches(value, schema):
                yield prefix + place, reason

    def mismatches(self, value: Any, schema: str) -> Iterator[tuple[str, str]]:
        """Yield the violations of the schema at a JSON pointer: pairs of pointer and reason.

        An undeclared field is a violation too, unless the object schema declares no fields at all.
        """
        validator = jsonschema.Draft202012Validator({"$ref": f"{DOCUMENT}#{schema}"}, registry=self._registry)
        errors = list(validator.iter_errors(value))
        for error in errors:
            deepest: ValidationError = best_match([error]) or error
            yield _pointer(*deepest.absolute_path), _short(deepest.message)
        if not errors:
            for pointer in self._undeclared(value, [schema]):
                yield pointer, "this field is not declared"

    def resolve(self, pointer: str, definition: Any) -> tuple[str, Any]:
        """Follow `$ref`s inside the document, and return the pointer and definition at their end."""
        while isinstance(definition, Mapping) and "$ref" in definition:
            pointer = definition["$ref"].removeprefix("#")
            definition = self.at(pointer)
        return pointer, definition

    def at(self, pointer: str) -> Any:
        """Return the value at a JSON pointer of the document."""
        value: Any = self.document
        for part in pointer.split("/")[1:]:
            part = part.replace("~1", "/").replace("~0", "~")
            value = value[int(part)] if isinstance(value, list) else value[part]
        return value

    def is_valid(self, value: Any, schema: str) -> bool:
        return jsonschema.Draft202012Validator({"$ref": f"{DOCUMENT}#{schema}"}, registry=self._registry).is_valid(
            value
        )

    def _undeclared(self, value: Any, schemas: list[str]) -> list[str]:
        """List the undeclared fields of a valid value as pointers, for the choice of branches with the fewest."""
        if not isinstance(value, Mapping | list):
            return []
        choices = [list(self._choices(value, schema)) for schema in schemas]
        found = (self._undeclared_in(value, [leaf for part in choice for leaf in part]) for choice in product(*choices))
        return min(found, key=len)

    def _choices(self, value: Any, schema: str) -> Iterator[list[tuple[str, Any]]]:
        """Yield each choice of branches that fits a value, as the list of plain schemas that apply together."""
        pointer, definition = self.resolve(schema, self.at(schema))
        parts = [[[(pointer, definition)]]]
        parts += [
            list(self._choices(value, f"{pointer}/allOf/{index}")) for index in range(len(definition.get("allOf", [])))
        ]
        for keyword in ("anyOf", "oneOf"):
            branches = [f"{pointer}/{keyword}/{index}" for index in range(len(definition.get(keyword, [])))]
            if branches:
                fitting = [branch for branch in branches if self.is_valid(value, branch)]
                parts.append([choice for branch in fitting for choice in self._choices(value, branch)])
        for combination in product(*parts):
            yield [leaf for part in combination for leaf in part]

    def _undeclared_in(self, value: Any, leaves: list[tuple[str, Any]]) -> list[str]:
        if isinstance(value, list):
            items = [f"{pointer}/items" for pointer, leaf in leaves if "items" in leaf]
            return [
                f"/{index}{rest}" for index, item in enumerate(value) if items for rest in self._undeclared(item, items)
            ]
        found = []
        open_ended = any(_allows_any_field(leaf) for _, leaf in leaves)
        for name, member in value.items():
            schemas = [
                f"{pointer}/properties/{_escape(name)}"
                for pointer, leaf in leaves
                if name in leaf.get("properties", {})
            ] or [
                f"{pointer}/additionalProperties"
                for pointer, leaf in leaves
                if isinstance(leaf.get("additionalProperties"), Mapping)
            ]
            if schemas:
                found += [_pointer(name) + rest for rest in self._undeclared(member, schemas)]
            elif not open_ended:
                found.append(_pointer(name))
        return found


class InvalidJSON(str):
    """The reason why a piece of a body could not be parsed."""


def _values(kind: str, body: bytes) -> Iterator[tuple[str, Any]]:
    """Yield the values in a body that are validated separately, each with the prefix of its pointers."""
    if kind in STREAMS:
        yield from ((f"/{number}", value) for number, value in enumerate(stream_values(body)))
    elif kind.startswith("text/"):
        yield "", body.decode(errors="replace")
    elif kind == "application/json" or kind.endswith("+json"):
        yield "", _parse(body)
    else:
        yield "", body.decode("latin-1")


def stream_values(body: bytes) -> Iterator[Any]:
    """Yield the values of a stream of lines or events, with `InvalidJSON` for one that cannot be parsed.

    The body decides between lines and events, because the content type can be wrong: the server sends some events as
    application/x-ndjson, and some errors as text/event-stream.
    """
    if not body.startswith((b"data:", b"event:", b":")):
        yield from map(_parse, body.removesuffix(b"\n").split(b"\n"))
        return
    for event in body.strip().split(b"\n\n"):
        lines = [line for line in event.split(b"\n") if not line.startswith((b"event:", b":"))]
        if not all(line.startswith(b"data:") for line in lines):
            yield InvalidJSON(f"not a line of an event stream: {_short(event)}")
        elif lines:
            data = b"\n".join(line.removeprefix(b"data:").removeprefix(b" ") for line in lines)
            if data.strip() != b"[DONE]":
                yield _parse(data)


def _parse(text: bytes) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except ValueError as error:
        return InvalidJSON(f"not JSON ({error}): {_short(text)}")


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _string_keys(value: Any) -> Any:
    """Return the document with all keys as strings, because YAML reads an unquoted status as a number."""
    if isinstance(value, Mapping):
        return {str(key): _string_keys(member) for key, member in value.items()}
    return [_string_keys(item) for item in value] if isinstance(value, list) else value


def _status_keys(status: int) -> tuple[str, str]:
    return str(status), f"{status // 100}XX"


def _allows_any_field(schema: Mapping[str, Any]) -> bool:
    """Whether a schema allows any field: it declares and forbids no fields, and has no branches that could."""
    declares = ("properties", "allOf", "anyOf", "oneOf", "enum", "const")
    return not any(key in schema for key in declares) and schema.get("additionalProperties", True) is True


def _escape(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def _pointer(*parts: str | int) -> str:
    return "".join(f"/{_escape(str(part))}" for part in parts)


def _short(text: str | bytes) -> str:
    shown = text if isinstance(text, str) else repr(text)[1:]
    return shown if len(shown) <= 300 else f"{shown[:200]} … {shown[-90:]}"
