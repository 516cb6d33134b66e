"""Find the routes that the server registers on its gin router, also in groups and in functions that get the router."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from drift.source import File, Function, Package
from drift.tokens import Token

_ROUTERS = {"New", "Default"}  # functions of the package gin
_METHODS = {"GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "DELETE"}
_FILES = {"StaticFile", "StaticFileFS", "Static", "StaticFS"}


@dataclass(frozen=True, order=True)
class Route:
    path: str
    method: str  # "ANY" for every method
    file: Path = field(compare=False)
    line: int = field(compare=False)


@dataclass(frozen=True)
class Unreadable:
    """A registration whose method or path is not constant."""

    file: Path
    line: int


def routes(package: Package) -> Iterator[Route | Unreadable]:
    """Yield the routes of the routers that a function of the package returns or serves."""
    for function in package.functions:
        router = _made_router(function)
        if router and not _is_internal(function, router):
            yield from _Scope(function, {router: ""}).routes()


def _made_router(function: Function) -> str | None:
    body = function.body
    for at in range(2, len(body) - 2):
        if [token.text for token in body[at : at + 2]] == ["gin", "."] and body[at + 2].text in _ROUTERS:
            return body[at - 2].text
    return None


def _is_internal(function: Function, router: str) -> bool:
    """Whether a function only sends requests of its own to the router that it makes."""
    texts = [token.text for token in function.body]
    served = zip(texts, texts[1:], texts[2:], strict=False)
    return any(name == router and method == "ServeHTTP" for name, _, method in served)


class _Scope:
    """A function with the prefixes of the routers that its variables hold."""

    def __init__(self, function: Function, routers: dict[str, str], outer: tuple[str, ...] = ()) -> None:
        self.function = function
        self.file: File = function.file
        self.body = function.body
        self.routers = routers
        self.outer = (*outer, function.full_name)
        self.strings = _local_strings(function.body)

    def routes(self) -> Iterator[Route | Unreadable]:
        at = 0
        while at < len(self.body):
            name = self.body[at].text
            is_member = at > 0 and self.body[at - 1].text == "."
            if not is_member and name in self.routers and self._text(at + 1) == ".":
                yield from self._calls(at + 1, self.routers[name])
            elif not is_member and name in self.routers and self._text(at - 1) in (":=", "=") and at >= 2:
                self.routers[self.body[at - 2].text] = self.routers[name]
            elif self.body[at].is_name and self._text(at + 1) == "(":
                yield from self._passed_on(at)
            at += 1

    def _text(self, at: int) -> str:
        return self.body[at].text if 0 <= at < len(self.body) else ""

    def _calls(self, at: int, prefix: str) -> Iterator[Route | Unreadable]:
        """Read the chain of calls on a router from the dot at an index."""
        start = at - 1
        while self._text(at) == "." and self._text(at + 2) == "(":
            call = self.body[at + 1]
            arguments, end = _arguments(self.body, at + 2)
            if call.text == "Group":
                path = self._string(arguments[0]) if arguments else None
                if path is None:
                    yield Unreadable(self.file.path, call.line)
                    return
                prefix = _join(prefix, path)
                if self._text(start - 1) in (":=", "=") and self._text(end) != ".":
                    self.routers[self.body[start - 2].text] = prefix
            else:
                yield from self._registration(call, arguments, prefix)
            at = end

    def _registration(self, call: Token, arguments: list[list[Token]], prefix: str) -> Iterator[Route | Unreadable]:
        methods: list[str | None] = []
        if call.text in _METHODS:
            methods = [call.text]
        elif call.text == "Any":
            methods = ["ANY"]
        elif call.text in _FILES:
            methods = ["GET", "HEAD"]
        elif call.text in ("Handle", "Match") and len(arguments) > 1:
            listed = arguments.pop(0)
            words = [token for token in listed if token.kind == "string" or token.text.startswith("Method")]
            methods = [token.value if token.kind == "string" else token.text[6:].upper() for token in words] or [None]
        else:
            return
        path = self._string(arguments[0]) if arguments else None
        if path is not None and call.text in ("Static", "StaticFS"):
            path = _join(path, "/*filepath")
        for method in methods:
            if method is None or path is None:
                yield Unreadable(self.file.path, call.line)
            else:
                yield Route(_join(prefix, path), method, self.file.path, call.line)

    def _passed_on(self, at: int) -> Iterator[Route | Unreadable]:
        """Read the function that is called at an index, if it gets a router."""
        arguments, _ = _arguments(self.body, at + 1)
        prefixes = [self._router(argument) for argument in arguments]
        if all(prefix is None for prefix in prefixes):
            return
        package: Package | None = self.file.package
        if self._text(at - 1) == "." and self._text(at - 2) in self.file.imports:
            package = package and package.source.imported(self.file, self._text(at - 2))
        for function in package.functions if package else []:
            if function.name != self.body[at].text or function.full_name in self.outer:
                continue
            named = zip(function.parameters, prefixes, strict=False)
            routers = {name: prefix for (name, _), prefix in named if prefix is not None}
            yield from _Scope(function, routers, self.outer).routes()

    def _router(self, argument: list[Token]) -> str | None:
        """Return the prefix of the router that an argument is, or None if it is something else."""
        texts = [token.text for token in argument]
        if not texts or texts[0] not in self.routers:
            return None
        prefix, at = self.routers[texts[0]], 1
        while texts[at : at + 3] == [".", "Group", "("]:
            arguments, at = _arguments(argument, at + 2)
            path = self._string(arguments[0]) if arguments else None
            prefix = _join(prefix, path or "")
        return prefix if at == len(texts) else None

    def _string(self, tokens: list[Token]) -> str | None:
        return _constant(self.file, tokens, self.strings)


def _constant(file: File, tokens: list[Token], local: dict[str, list[Token]], depth: int = 0) -> str | None:
    """Return the string that a constant expression is, or None."""
    value, at = "", 0
    while at < len(tokens):
        token = tokens[at]
        package: Package | None = file.package
        if token.kind == "string":
            value, at = value + token.value, at + 1
        elif token.is_name and depth < 20:
            if at + 2 < len(tokens) and tokens[at + 1].text == ".":
                package, at, token = file.package.source.imported(file, token.text), at + 2, tokens[at + 2]
            elif token.text in local:
                inner = _constant(file, local[token.text], {}, depth + 1)
                package = None
            found = package.constants.get(token.text) if package else None
            if found:
                inner = _constant(*found, {}, depth + 1)
            elif package is not None or token.text not in local:
                return None
            if inner is None:
                return None
            value, at = value + inner, at + 1
        else:
            return None
        if at < len(tokens):
            if tokens[at].text != "+":
                return None
            at += 1
    return value if tokens else None


def _local_strings(body: list[Token]) -> dict[str, list[Token]]:
    """Return the variables of a function that hold one string literal."""
    found = {}
    for name, assign, value, end in zip(body, body[1:], body[2:], body[3:], strict=False):
        if name.is_name and assign.text in (":=", "=") and value.kind == "string" and end.text == ";":
            found[name.text] = [value]
    return found


def _arguments(tokens: list[Token], at: int) -> tuple[list[list[Token]], int]:
    """Return the arguments in the brackets that open at an index, and the index behind them."""
    arguments: list[list[Token]] = [[]]
    depth = 0
    for index in range(at, len(tokens)):
        token = tokens[index]
        if token.text in ("(", "[", "{"):
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
            if depth == 0:
                return [argument for argument in arguments if argument], index + 1
        if depth == 1 and token.text == ",":
            arguments.append([])
        elif index > at:
            arguments[-1].append(token)
    return [argument for argument in arguments if argument], len(tokens)


def _join(prefix: str, path: str) -> str:
    """Join paths as gin does: with one slash between them."""
    if not path:
        return prefix
    return f"{prefix.rstrip('/')}/{path.lstrip('/')}"
