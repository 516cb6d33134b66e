"""Split Go source into tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PATTERN = re.compile(
    r"""
    (?P<newline>\n)
  | (?P<space>[ \t\r]+)
  | (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<string>`[^`]*`|"(?:[^"\\\n]|\\.)*")
  | (?P<rune>'(?:[^'\\\n]|\\.)+')
  | (?P<number>(?:\d|\.\d)(?:[eEpP][+-]|[\w.])*)
  | (?P<word>\w+)
  | (?P<operator><<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|:=|[-+*/%&|^=!<>]=|<<|>>|&\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ENDS_STATEMENT = {")", "]", "}", "++", "--", "break", "continue", "fallthrough", "return"}
_KEYWORDS = frozenset(
    [
        *("break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go"),
        *("goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch"),
        *("type", "var"),
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    kind: str  # "word", "string", "rune", "number" or "operator"
    text: str
    line: int

    @property
    def value(self) -> str:
        """The value of a string literal."""
        if self.text.startswith("`"):
            return self.text[1:-1].replace("\r", "")
        return re.sub(
            r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{3}|.)",
            _unescape,
            self.text[1:-1],
            flags=re.DOTALL,
        )

    @property
    def is_name(self) -> bool:
        return self.kind == "word" and self.text not in _KEYWORDS


def _unescape(match: re.Match[str]) -> str:
    escape = match[1]
    if escape[0] in "uUx" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    if escape.isdigit():
        return chr(int(escape, 8))
    return {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}.get(escape, escape)


def tokenize(source: str) -> list[Token]:
    """Return the tokens of Go source, without comments, with the semicolons that Go inserts at line ends."""
    return list(_tokens(source.removeprefix("\ufeff") + "\n"))


def _tokens(source: str) -> Iterator[Token]:
    line, last = 1, None
    for match in _PATTERN.finditer(source):
        kind, text = match.lastgroup or "", match[0]
        if kind not in ("newline", "space", "comment"):
            last = Token(kind, text, line)
            yield last
        elif "\n" in text and last is not None and _ends_statement(last):
            yield Token("operator", ";", line)
            last = None
        line += text.count("\n")


def _ends_statement(token: Token) -> bool:
    return token.kind in ("string", "rune", "number") or token.is_name or token.text in _ENDS_STATEMENT
