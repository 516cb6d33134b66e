"""The JSON fields of Go structs, by the rules of the package encoding/json."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drift.go_types import GoType, Named, Struct
from drift.source import Declaration, File, Source, element


@dataclass(frozen=True)
class JSONField:
    name: str
    type: GoType
    file: File
    line: int
    depth: int
    tagged: bool

    @property
    def path(self) -> Path:
        return self.file.path


def underlying(source: Source, file: File, go_type: GoType) -> list[tuple[File, Struct]]:
    """Return the structs that a type is declared as, with their files: none if it is another type."""
    if isinstance(go_type, Struct):
        return [(file, go_type)]
    if not isinstance(go_type, Named):
        return []
    return [
        found
        for declaration in source.resolve(file, go_type)
        if declaration.type != go_type
        for found in underlying(source, declaration.file, declaration.type)
    ]


def json_fields(source: Source, file: File, struct: Struct) -> dict[str, JSONField]:
    """Return the fields that a struct has as a JSON object, by name.

    Of several fields with the same name, the one in the fewest embedded structs counts; among equals the only one with
    a tag, or none.
    """
    candidates: dict[str, list[JSONField]] = {}
    for field in _candidates(source, file, struct, 0, ()):
        candidates.setdefault(field.name, []).append(field)
    found = {}
    for name, fields in candidates.items():
        least = min(field.depth for field in fields)
        nearest = [field for field in fields if field.depth == least]
        dominant = nearest if len(nearest) == 1 else [field for field in nearest if field.tagged]
        if len(dominant) == 1:
            found[name] = dominant[0]
    return found


def _candidates(
    source: Source, file: File, struct: Struct, depth: int, outer: tuple[Struct, ...]
) -> Iterator[JSONField]:
    for field in struct.fields:
        tag = field.json_tag
        name = (tag or "").partition(",")[0]
        if tag == "-":
            continue
        if field.embedded and not name:
            embedded = underlying(source, file, element(field.type))[:1]
            for inner_file, inner in embedded:
                if inner not in outer:
                    yield from _candidates(source, inner_file, inner, depth + 1, (*outer, struct))
            if embedded:
                continue
        if field.name[:1].isupper():
            yield JSONField(name or field.name, field.type, file, field.line, depth, tagged=bool(name))


def has_json_tags(struct: Struct) -> bool:
    return any(field.json_tag not in (None, "-") for field in struct.fields)


def has_own_json(declaration: Declaration) -> bool:
    """Whether a type without tags converts itself, so that its fields are not those of its JSON."""
    methods = declaration.file.package.methods.get(declaration.name, set())
    return bool(methods & {"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText"})


def referenced(source: Source, file: File, go_type: GoType) -> Iterator[Declaration]:
    """Yield the types declared in the checkout that a field's type is made of."""
    inner = element(go_type)
    if isinstance(inner, Struct):
        yield from (declaration for declaration in file.types if declaration.type == inner)
    if not isinstance(inner, Named):
        return
    for argument in inner.arguments:
        yield from referenced(source, file, argument)
    for declaration in source.resolve(file, inner):
        if isinstance(declaration.type, Struct):
            yield declaration
        elif declaration.type != inner:
            yield from referenced(source, declaration.file, declaration.type)
