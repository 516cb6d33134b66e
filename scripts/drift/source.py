"""Read Go packages: their types, functions, constants and imports."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from drift.go_types import Cursor, GoType, Named, Opaque, Struct, parse_type
from drift.tokens import Token, tokenize


class SourceError(Exception):
    """The source cannot be read. The message states the reason."""


@dataclass(frozen=True)
class Function:
    file: "File"
    receiver: str | None
    name: str
    parameters: tuple[tuple[str, GoType], ...]
    body: list[Token] = field(repr=False, compare=False)

    @property
    def full_name(self) -> str:
        """The function's name with its package and the type it is a method of."""
        return ".".join(filter(None, (self.file.package.name, self.receiver, self.name)))


@dataclass(frozen=True)
class Declaration:
    """A type with a name, or a struct without one, which is named after the place it stands in."""

    file: "File"
    name: str
    type: GoType
    line: int

    @property
    def full_name(self) -> str:
        return f"{self.file.package.name}.{self.name}"


class File:
    """One Go file, parsed as far as its declarations."""

    def __init__(self, package: "Package", path: Path, text: str | None = None) -> None:
        self.package = package
        self.path = path
        self.imports: dict[str, str] = {}
        self.types: list[Declaration] = []
        self.functions: list[Function] = []
        self.constants: dict[str, list[Token]] = {}
        cursor = Cursor(tokenize(path.read_text(encoding="utf-8", errors="replace") if text is None else text))
        while cursor.peek():
            self._parse_declaration(cursor)

    def _parse_declaration(self, cursor: Cursor) -> None:
        keyword = cursor.next().text
        if keyword == "func":
            self._parse_function(cursor)
        elif keyword in ("import", "type", "const", "var"):
            parse = {"import": self._parse_import, "type": self._parse_type}.get(keyword, self._parse_value)
            if cursor.peek() == "(":
                group = Cursor(cursor.skip_group())
                while group.peek():
                    if not group.accept(";"):
                        parse(group)
            else:
                parse(cursor)
        elif keyword == "package":
            cursor.skip_statement()

    def _parse_import(self, cursor: Cursor) -> None:
        tokens = cursor.skip_statement()
        if tokens and tokens[-1].kind == "string":
            path = tokens[-1].value
            words = [word for word in path.split("/") if not re.fullmatch(r"v\d+", word)]
            self.imports[tokens[0].text if len(tokens) > 1 else words[-1]] = path

    def _parse_type(self, cursor: Cursor) -> None:
        self._declare_type(cursor, "")

    def _declare_type(self, cursor: Cursor, owner: str) -> None:
        name = cursor.next()
        if cursor.peek() == "[" and cursor.peek(1) != "]" and cursor.peek(2) != "]":
            cursor.skip_group()  # type parameters
        cursor.accept("=")
        declared = parse_type(cursor)
        cursor.skip_statement()
        self._add(owner + name.text, declared, name.line)

    def _add(self, name: str, declared: GoType, line: int) -> None:
        self.types.append(Declaration(self, name, declared, line))
        for struct, path in nested_structs(declared, name):
            self.types.append(Declaration(self, path, struct, struct.line))

    def _parse_value(self, cursor: Cursor) -> None:
        tokens = cursor.skip_statement()
        if len(tokens) > 2 and "=" in (texts := [token.text for token in tokens]):
            self.constants[tokens[0].text] = tokens[texts.index("=") + 1 :]
        self._find_structs(tokens, "")

    def _parse_function(self, cursor: Cursor) -> None:
        receiver = None
        if cursor.peek() == "(":
            words = [token.text for token in cursor.skip_group() if token.is_name]
            receiver = words[1] if len(words) > 1 else words[0] if words else None
        name = cursor.next().text
        if cursor.peek() == "[":
            cursor.skip_group()
        parameters = tuple(_parameters(cursor.skip_group()))
        while cursor.peek() not in ("{", ";", ""):
            if cursor.peek() in ("interface", "struct"):
                cursor.next()
                cursor.skip_group()
            elif cursor.peek() in ("(", "["):
                cursor.skip_group()
            else:
                cursor.next()
        body = cursor.skip_group() if cursor.peek() == "{" else []
        self.functions.append(Function(self, receiver, name, parameters, body))
        self._find_structs(body, ".".join(filter(None, (receiver, name))) + ".")

    def _find_structs(self, tokens: list[Token], owner: str) -> None:
        """Add the types that are declared, and the structs that are written out, in a function or a value."""
        cursor = Cursor(tokens)
        while cursor.peek():
            if cursor.peek() == "type" and cursor.peek(1) != ")" and cursor.tokens[cursor.position + 1].is_name:
                cursor.next()
                self._declare_type(cursor, owner)
            elif cursor.peek() == "struct" and cursor.peek(1) == "{":
                name, line = _variable(tokens, cursor.position), cursor.line
                self._add(owner + name, parse_type(cursor), line)
            else:
                cursor.next()


def _variable(tokens: list[Token], at: int) -> str:
    """Return the name of the variable whose type is the struct at an index, or "struct"."""
    at -= 1
    while at >= 0 and tokens[at].text in ("*", "&", "[", "]", "=", ":=", "map"):
        at -= 1
    return tokens[at].text if at >= 0 and tokens[at].is_name else "struct"


def _parameters(tokens: list[Token]) -> list[tuple[str, GoType]]:
    """Return the names and types of a function's parameters; without names they are of no interest."""
    cursor, names, found = Cursor(tokens), [], list[tuple[str, GoType]]()
    while cursor.peek():
        names.append(cursor.next().text)
        if cursor.accept(",") or not cursor.peek():
            continue
        cursor.accept("...")
        if cursor.peek() == ".":  # the type of a parameter without a name
            return []
        declared = parse_type(cursor)
        found += [(name, declared) for name in names]
        names = []
        cursor.accept(",")
    return found


def nested_structs(outer: GoType, path: str) -> list[tuple[Struct, str]]:
    """Return the structs without a name inside a type, with the path of the fields that lead to them."""
    found: list[tuple[Struct, str]] = []
    for struct in [outer] if isinstance(outer, Struct) else []:
        for member in struct.fields:
            inner = element(member.type)
            if isinstance(inner, Struct):
                found.append((inner, f"{path}.{member.name}"))
                found += nested_structs(inner, f"{path}.{member.name}")
    if not isinstance(outer, Struct) and isinstance(inner := element(outer), Struct):
        found.append((inner, path))
        found += nested_structs(inner, path)
    return found


def element(go_type: GoType) -> GoType:
    """Return what a type holds, without pointers, slices and maps."""
    while not isinstance(go_type, Named | Opaque | Struct):
        go_type = go_type.element
    return go_type


class Package:
    """The files of one directory, without tests; build constraints are ignored, so that every system's are read."""

    def __init__(self, source: "Source", directory: Path) -> None:
        self.source = source
        self.directory = directory
        self.name = directory.name
        paths = sorted(path for path in directory.glob("*.go") if not path.name.endswith("_test.go"))
        self.files = [File(self, path) for path in paths]

    @property
    def functions(self) -> list[Function]:
        return [function for file in self.files for function in file.functions]

    @cached_property
    def types(self) -> dict[str, list[Declaration]]:
        """The declarations of each name: more than one if files for different systems declare it."""
        found: dict[str, list[Declaration]] = {}
        for file in self.files:
            for declaration in file.types:
                found.setdefault(declaration.name, []).append(declaration)
        return found

    @cached_property
    def methods(self) -> dict[str, set[str]]:
        """The names of the methods of each type."""
        found: dict[str, set[str]] = {}
        for function in self.functions:
            if function.receiver:
                found.setdefault(function.receiver, set()).add(function.name)
        return found

    @cached_property
    def constants(self) -> dict[str, tuple[File, list[Token]]]:
        return {name: (file, tokens) for file in self.files for name, tokens in file.constants.items()}


class Source:
    """A checkout of the server."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            module = re.search(r"^module\s+(\S+)", (root / "go.mod").read_text(encoding="utf-8"), re.MULTILINE)
        except OSError as error:
            raise SourceError(f"{root} is not a checkout of the Ollama server: {error.strerror}: go.mod") from error
        self.module = module[1] if module else ""
        self._packages: dict[str, Package] = {}

    def package(self, path: str) -> Package:
        """Return the package in a directory below the root."""
        if path not in self._packages:
            self._packages[path] = Package(self, self.root / path)
        return self._packages[path]

    def imported(self, file: File, name: str) -> Package | None:
        """Return the package that a file imports under a name, or None if it is not part of the checkout."""
        path = file.imports.get(name, "")
        if not path.startswith(f"{self.module}/"):
            return None
        return self.package(path.removeprefix(f"{self.module}/"))

    def resolve(self, file: File, named: Named) -> list[Declaration]:
        """Return the declarations of a type that a file names; none if it is not declared in the checkout."""
        package = self.imported(file, named.package) if named.package else file.package
        return package.types.get(named.name, []) if package else []
