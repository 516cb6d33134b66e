"""Compare the Go source of the server with openapi.yaml."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drift.fields import JSONField, has_json_tags, has_own_json, json_fields, referenced
from drift.go_types import Struct
from drift.handlers import body_types
from drift.literals import Literal, accesses, literals
from drift.routes import Route, Unreadable, routes
from drift.source import Declaration, Function, Source
from drift.spec import Operation, Property, Schema, Spec, is_newer, mask, version_number
from drift.table import Description, Table

PACKAGES = ("api", "openai", "anthropic", "server", "middleware")
"""The packages in which every struct with JSON tags needs a schema, or a reason why it has none."""

LITERAL_PACKAGES = ("openai", "anthropic")
"""The packages in which every index of a map with a constant key is a field of a request or reply."""


@dataclass(frozen=True, order=True)
class Finding:
    """A route or a field that only one of the two sides has, with the place where it stands or is described."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class Comparison:
    """One comparison of a checkout, which is of a version of the server, with openapi.yaml."""

    def __init__(self, source: Source, spec: Spec, table: Table, version: str | None = None) -> None:
        self.source = source
        self.spec = spec
        self.table = table
        self.version = version or spec.version
        local = [one for one in spec.operations if one.is_local and not is_newer(one, self.version)]
        self._expected = spec.reachable(local, lambda since: version_number(since) > version_number(self.version))
        self._explained: dict[str, set[str]] = {}  # the properties of each schema that Go code names
        self._compared: set[str] = set()  # the schemas that are compared with a struct

    def findings(self) -> list[Finding]:
        """Return everything that the source and openapi.yaml do not have in common, sorted by place."""
        found = [*self._routes(), *self._structs(), *self._code()]
        return sorted({*found, *self._unexplained()})

    # Routes

    def _routes(self) -> Iterator[Finding]:
        served: list[Route] = []
        for route in routes(self.source.package("server")):
            if isinstance(route, Unreadable):
                yield Finding(route.file, route.line, "the path or method of this route is not a constant")
            else:
                served.append(route)
        described = {(operation.method, mask(operation.path)) for operation in self.spec.operations}
        for route in served:
            known = f"{route.method} {route.path}" in self.table.routes
            if not known and (route.method, mask(route.path)) not in described:
                yield Finding(route.file, route.line, f"openapi.yaml lacks the route {route.method} {route.path}")
        for operation in self.spec.operations:
            optional = not operation.is_local or is_newer(operation, self.version)
            if not optional and not any(_serves(route, operation) for route in served):
                message = f"the server has no route {operation.method} {operation.path}"
                yield Finding(self.spec.path, operation.line, message)

    # Structs

    def _structs(self) -> Iterator[Finding]:
        waiting = [
            declaration
            for package in map(self.source.package, PACKAGES)
            for declarations in package.types.values()
            for declaration in declarations
            if isinstance(declaration.type, Struct) and has_json_tags(declaration.type)
        ]
        for function in self._functions():
            for body in body_types(function):
                waiting += referenced(self.source, function.file, body)
        seen: set[int] = set()
        while waiting:
            declaration = waiting.pop()
            if id(declaration) in seen or not isinstance(declaration.type, Struct):
                continue
            seen.add(id(declaration))
            if has_own_json(declaration) and not has_json_tags(declaration.type):
                continue
            fields = json_fields(self.source, declaration.file, declaration.type)
            descriptions = self.table.descriptions(declaration.full_name)
            if descriptions is None and fields:
                message = f"no schema describes {declaration.full_name}, which has {_list(fields)}"
                yield Finding(declaration.file.path, declaration.line, message)
            for description in descriptions or ():
                yield from self._struct(declaration, fields, description)
            if descriptions:
                for field in fields.values():
                    waiting += referenced(self.source, field.file, field.type)

    def _struct(
        self, declaration: Declaration, fields: dict[str, JSONField], description: Description
    ) -> Iterator[Finding]:
        schemas = [self.spec.schemas[name] for name in description.schemas]
        self._compared.update(description.schemas)
        described = {name for schema in schemas for name in schema.properties}
        for name, field in fields.items():
            if name not in described and name not in description.go_only:
                names = " and ".join(description.schemas)
                message = f'openapi.yaml lacks "{name}" of {declaration.full_name} (schema {names})'
                yield Finding(field.path, field.line, message)
        for schema in schemas:
            for name, property_ in schema.properties.items():
                if name not in fields and name not in description.schema_only:
                    place = f"{declaration.full_name} ({declaration.file.path.name}:{declaration.line})"
                    yield from self._too_much(schema, property_, f"{place} has no such field")

    def _too_much(self, schema: Schema, property_: Property, reason: str) -> Iterator[Finding]:
        newer = is_newer(schema, self.version) or is_newer(property_, self.version)
        if not newer and schema.name in self._expected:
            yield Finding(self.spec.path, property_.line, f'"{property_.name}" of {schema.name}: {reason}')

    # Code that builds or reads JSON as maps

    def _code(self) -> Iterator[Finding]:
        for function in self._functions():
            yield from self._function(function)

    def _functions(self) -> Iterator[Function]:
        for package in map(self.source.package, PACKAGES):
            if package.name != "api":  # the client
                yield from package.functions

    def _function(self, function: Function) -> Iterator[Finding]:
        entry = self.table.function(function.full_name)
        path = function.file.path
        indexes = {token.value: token.line for token in accesses(function.body)}
        if entry and "*" in entry.other:
            return
        schemas = [self.spec.schemas[name] for name in entry.schemas] if entry else []
        explicit = function.full_name in self.table.code or function.file.package.name in LITERAL_PACKAGES
        known = {name for schema in schemas for name in schema.properties} | (entry.other.keys() if entry else set())
        for name, line in indexes.items() if explicit else ():
            if name not in known:
                yield Finding(path, line, f'no schema of {function.full_name} has "{name}"')
        for schema in schemas:
            self._explained.setdefault(schema.name, set()).update(indexes)
        for literal in literals(function.body):
            yield from self._literal(
                function, literal, schemas, set(indexes) | (entry.other.keys() if entry else set())
            )

    def _literal(
        self, function: Function, literal: Literal, schemas: list[Schema], other: set[str]
    ) -> Iterator[Finding]:
        """Compare a literal with the schema that fits it best: it has all required properties, and no others."""
        path = function.file.path
        keys = set(literal.keys)
        if literal.is_event:
            schemas = [schema for schema in self.spec.schemas.values() if schema.constants.get("type") == literal.type]
            keys |= {"type", "sequence_number"}
        elif keys <= other:
            return
        else:
            schemas = [schema for schema in schemas if schema.constants.get("type") in (None, literal.type)] or schemas
        if not schemas:
            message = f"no schema describes what {function.full_name} builds, which has {_list(literal.keys)}"
            yield Finding(path, literal.line, message)
            return
        nearest = min(_distance(schema, keys) for schema in schemas)
        fitting = [schema for schema in schemas if _distance(schema, keys) == nearest]
        for schema in fitting:
            self._explained.setdefault(schema.name, set()).update(keys)
        schema = fitting[0]
        for name in sorted(keys - schema.properties.keys() - other):
            message = f'openapi.yaml lacks "{name}" of what {function.full_name} builds (schema {schema.name})'
            yield Finding(path, literal.keys[name], message)
        for name in sorted(schema.required - keys - other):
            reason = f"{function.full_name} ({path.name}:{literal.line}) does not send it"
            yield from self._too_much(schema, schema.properties[name], reason)

    def _unexplained(self) -> Iterator[Finding]:
        """Yield the properties that neither a struct nor other code of the server has."""
        for schema in self.spec.schemas.values():
            if schema.name in self._compared or schema.name in self.table.schemas:
                continue
            for property_ in schema.properties.values():
                if property_.name not in self._explained.get(schema.name, ()):
                    yield from self._too_much(schema, property_, "no Go type of the server has such a field")


def _distance(schema: Schema, keys: set[str]) -> int:
    return len(keys - schema.properties.keys()) + len(schema.required - keys)


def _list(names: Iterable[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return ", ".join(quoted[:5]) + (", …" if len(quoted) > 5 else "")


def _serves(route: Route, operation: Operation) -> bool:
    return route.method in ("ANY", operation.method) and mask(route.path) == mask(operation.path)
