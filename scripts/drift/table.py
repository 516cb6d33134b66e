"""The table of Go types and schemas, go_types.yaml: what cannot be derived from the names."""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from drift.spec import Spec

PATH = Path(__file__).with_name("go_types.yaml")
_PREFIXES = [
    ("api.", ""),
    ("openai.Responses", "OpenAIResponse"),
    ("openai.", "OpenAI"),
    ("anthropic.", "Anthropic"),
]


class TableError(Exception):
    """The table is not valid. The message states what is wrong."""


@dataclass(frozen=True)
class Description:
    """Schemas that together have the fields of a Go type, but for those with a reason."""

    schemas: tuple[str, ...]
    go_only: dict[str, str] = field(default_factory=dict[str, str])
    schema_only: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Code:
    """A function that reads or writes JSON as maps: the schemas of these maps, and the keys that no schema has."""

    schemas: tuple[str, ...]
    other: dict[str, str]


class Table:
    """The entries of go_types.yaml, checked against openapi.yaml."""

    def __init__(self, spec: Spec, path: Path = PATH) -> None:
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.spec = spec
        self.structs = {name: _descriptions(entry) for name, entry in content["structs"].items()}
        self.code = {
            name: Code(tuple(entry.get("schemas", ())), _reasons(entry.get("other", {})))
            for name, entry in content["code"].items()
        }
        self.internal: dict[str, str] = content["internal"]
        self.routes: dict[str, str] = content["routes"]
        self.schemas: dict[str, str] = content["schemas"]
        self._check()

    def _check(self) -> None:
        named = [(name, schema) for name, entry in self.structs.items() for part in entry for schema in part.schemas]
        named += [(name, schema) for name, entry in self.code.items() for schema in entry.schemas]
        for name, schema in named:
            if schema not in self.spec.schemas:
                raise TableError(f"{PATH.name}: {name}: openapi.yaml has no schema {schema}")
        for name, entry in self.structs.items():
            for part in entry:
                properties = {name for schema in part.schemas for name in self.spec.schemas[schema].properties}
                for field_name in part.schema_only.keys() - properties:
                    raise TableError(f"{PATH.name}: {name}: {part.schemas[0]} has no property {field_name}")
        for schema in self.schemas.keys() - self.spec.schemas.keys():
            raise TableError(f"{PATH.name}: openapi.yaml has no schema {schema}")

    def descriptions(self, name: str) -> list[Description] | None:
        """Return how the schemas describe a struct, [] if it is never sent or received, or None if it is unknown."""
        if name in self.structs:
            return self.structs[name]
        if any(fnmatchcase(name, pattern) for pattern in self.internal):
            return []
        for prefix, replacement in _PREFIXES:
            schema = replacement + name.removeprefix(prefix)
            if name.startswith(prefix) and schema in self.spec.schemas:
                return [Description((schema,))]
        return None

    def function(self, name: str) -> Code | None:
        """Return the entry of a function, or None if it is unknown."""
        if name in self.code:
            return self.code[name]
        if any(fnmatchcase(name, pattern) for pattern in self.internal):
            return Code((), {"*": ""})
        return next((entry for pattern, entry in self.code.items() if fnmatchcase(name, pattern)), None)


def _descriptions(entry: Any) -> list[Description]:
    """Read the entry of a struct: a schema, or several that each describe it, also with the exceptions of each."""
    parts: list[Any] = entry if isinstance(entry, list) else [entry]
    return [_description({"schemas": [part]} if isinstance(part, str) else part) for part in parts]


def _description(part: dict[str, Any]) -> Description:
    go_only, schema_only = (_reasons(part.get(key, {})) for key in ("go_only", "schema_only"))
    return Description(tuple(part["schemas"]), go_only, schema_only)


def _reasons(entry: dict[str, str]) -> dict[str, str]:
    """Return the reason of each field; several may share one: `a, b: reason`."""
    return {name: reason for names, reason in entry.items() for name in names.split(", ")}
