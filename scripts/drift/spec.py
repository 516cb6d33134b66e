"""Read openapi.yaml with the lines that its operations, schemas and properties stand in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where PyYAML was built with it
_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
_LOCAL_SERVERS = ("http://127.0.0.1", "http://localhost")


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    line: int
    since: str | None
    is_local: bool  # whether a server that a user runs has it; if not, only ollama.com does
    node: yaml.Node = field(repr=False, compare=False)


@dataclass(frozen=True)
class Property:
    name: str
    line: int
    since: str | None


@dataclass
class Schema:
    name: str
    line: int
    since: str | None
    properties: dict[str, Property] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    constants: dict[str, str] = field(default_factory=dict)


def version_number(version: str) -> tuple[int, ...]:
    """Return a version in a form that can be compared."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def is_newer(item: Operation | Schema | Property, version: str) -> bool:
    """Whether a part of openapi.yaml is marked as newer than a version of the server."""
    return item.since is not None and version_number(item.since) > version_number(version)


def mask(path: str) -> str:
    """Return a path without the names of its parameters, which differ between gin and OpenAPI."""
    return re.sub(r"[:*][^/]+|{[^}]*}", "*", path)


class Spec:
    """The operations and the schemas of an OpenAPI description."""

    def __init__(self, path: Path) -> None:
        self.path = path
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
        self.version = _scalar(_get(_get(root, "info"), "version")) or ""
        components = _get(root, "components")
        self._components = {
            f"{kind}/{name}": node for kind, _, group in _items(components) for name, _, node in _items(group)
        }
        self.schemas = {name: _schema(name, key, node) for name, key, node in _items(_get(components, "schemas"))}
        self.operations = [
            Operation(
                method.upper(),
                path,
                key.start_mark.line + 1,
                _scalar(_get(node, "x-since")) or _scalar(_get(item, "x-since")),
                _get(node, "x-cloud-only") is None and _is_local(_get(node, "servers") or _get(item, "servers")),
                node,
            )
            for path, _, item in _items(_get(root, "paths"))
            for method, key, node in _items(item)
            if method in _METHODS
        ]

    def reachable(self, operations: list[Operation], is_newer: Callable[[str], bool]) -> set[str]:
        """Return the names of the schemas that operations use, also in other schemas, but not in newer parts."""
        found: set[str] = set()
        waiting = [operation.node for operation in operations]
        while waiting:
            for name in set(_references(waiting.pop(), is_newer)) - found:
                found.add(name)
                waiting += [self._components[name]] if name in self._components else []
        return {name.removeprefix("schemas/") for name in found}


def _schema(name: str, key: yaml.Node, node: yaml.Node) -> Schema:
    schema = Schema(name, key.start_mark.line + 1, _scalar(_get(node, "x-since")))
    parts = [node, *_elements(_get(node, "allOf"))]
    for part in parts:
        for field_name, field_key, field_node in _items(_get(part, "properties")):
            line, since = field_key.start_mark.line + 1, _scalar(_get(field_node, "x-since"))
            schema.properties[field_name] = Property(field_name, line, since)
            constant = _scalar(_get(field_node, "const"))
            if constant is not None:
                schema.constants[field_name] = constant
        schema.required |= {_scalar(element) or "" for element in _elements(_get(part, "required"))}
    return schema


def _is_local(servers: yaml.Node | None) -> bool:
    urls = [_scalar(_get(server, "url")) or "" for server in _elements(servers)]
    return not urls or any(url.startswith(_LOCAL_SERVERS) for url in urls)


def _items(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key, value


def _elements(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _get(node: yaml.Node | None, key: str) -> yaml.Node | None:
    return next((value for name, _, value in _items(node) if name == key), None)


def _scalar(node: yaml.Node | None) -> str | None:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _references(node: yaml.Node | None, is_newer: Callable[[str], bool]) -> Iterator[str]:
    """Yield the components that a node refers to, as `schemas/Message`, but for those in newer parts of it."""
    since = _scalar(_get(node, "x-since"))
    if since is not None and is_newer(since):
        return
    for key, _, value in _items(node):
        if key == "$ref" and isinstance(value, yaml.ScalarNode):
            yield value.value.removeprefix("#/components/")
        elif key not in ("example", "examples"):
            yield from _references(value, is_newer)
    for value in _elements(node):
        yield from _references(value, is_newer)
