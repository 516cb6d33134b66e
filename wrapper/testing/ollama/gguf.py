"""Reads what a GGUF file says of itself; the weights are never looked at."""

from __future__ import annotations

import struct
from math import prod
from os import SEEK_END
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..http.json import quote
from .models import Description, Tensor

if TYPE_CHECKING:
    from collections.abc import Callable

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_TEXT, _LIST = 8, 9
_TYPES = {  # by number: the name, how many elements are a block, and how many bytes a block takes
    0: ("F32", 1, 4),
    1: ("F16", 1, 2),
    2: ("Q4_0", 32, 18),
    3: ("Q4_1", 32, 20),
    6: ("Q5_0", 32, 22),
    7: ("Q5_1", 32, 24),
    8: ("Q8_0", 32, 34),
    10: ("Q2_K", 256, 84),
    11: ("Q3_K", 256, 110),
    12: ("Q4_K", 256, 144),
    13: ("Q5_K", 256, 176),
    14: ("Q6_K", 256, 210),
    24: ("I8", 1, 1),
    25: ("I16", 1, 2),
    26: ("I32", 1, 4),
    27: ("I64", 1, 8),
    28: ("F64", 1, 8),
    30: ("BF16", 1, 2),
}
_LONGEST_TEXT, _LONGEST_LIST, _MOST_SIDES = 16 << 20, 64 << 20, 4
_T = TypeVar("_T")
_FRAMES = ["<|im_start|>", "<|im_end|>"]


class NotGguf(ValueError):
    """The file is none."""


class Malformed(ValueError):
    """The file is one that is cut short or makes no sense; as text, what Go says to that."""


def read(file: IO[bytes]) -> Description:
    """Read the facts and the list of tensors.

    Raises:
        NotGguf: the file is none.
        Malformed: it is cut short or makes no sense.
    """
    if file.read(4) != b"GGUF":
        raise NotGguf
    return _Reader(file).description()


def spoken(description: Description) -> list[bytes] | None:
    """What scripted weights say: the tokens between the bytes and the two that frame messages. None for others."""
    tokens = description.facts.get("tokenizer.ggml.tokens") or list[Any]()
    if len(tokens) < 259 or tokens[-2:] != _FRAMES:
        return None
    bytes_of = {letter: bytes([n]) for n, letter in enumerate(tokens[:256])}
    try:
        return [b"".join(bytes_of[letter] for letter in token) for token in tokens[256:-2]]
    except KeyError:
        return None


class _Part(NamedTuple):
    """A tensor as the file lists it."""

    name: str
    kind: int
    shape: tuple[int, ...]
    offset: int


class _Reader:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def description(self) -> Description:
        self._unpack("<I")  # the version
        tensors, facts = self._unpack("<QQ")
        found = {self._text(): self._value(self._unpack("<I")[0]) for _ in range(facts)}
        listed = [self._tensor() for _ in range(tensors)]
        self._check_ends(listed, found.get("general.alignment", 32))
        described = [
            Tensor(part.name, _TYPES[part.kind][0] if part.kind in _TYPES else "unknown", part.shape) for part in listed
        ]
        architecture = found.get("general.architecture", "unknown")
        found["general.parameter_count"] = sum(prod(tensor.shape) for tensor in described)
        if tokens := found.get("tokenizer.ggml.tokens"):
            found.setdefault(f"{architecture}.vocab_size", len(tokens))
        return Description(dict(sorted(found.items())), described)

    def _check_ends(self, listed: list[_Part], alignment: int) -> None:
        """Whether all of each tensor is there."""
        if alignment == 0:
            raise Malformed("invalid GGUF alignment: 0")
        begin = -(-self._file.tell() // alignment) * alignment
        size = self._file.seek(0, SEEK_END)
        for part in listed:
            if part.kind not in _TYPES:
                continue
            _, block, width = _TYPES[part.kind]
            if part.shape and part.shape[0] % block:
                raise Malformed(f"tensor {quote(part.name)} size overflow")
            end = begin + part.offset + prod(part.shape) // block * width
            if end > size:
                raise Malformed(f"tensor {quote(part.name)} offset+size ({end}) exceeds file size ({size})")

    def _unpack(self, layout: str, item: int = 0) -> tuple[Any, ...]:
        return struct.unpack(layout, self._bytes(struct.calcsize(layout), item))

    def _bytes(self, count: int, item: int = 0) -> bytes:
        """So many bytes, read in one piece, or item by item."""
        data = self._file.read(count)
        if len(data) < count:
            raise Malformed("unexpected EOF" if len(data) % (item or count) else "EOF")
        return data

    def _text(self) -> str:
        (length,) = self._unpack("<Q")
        _bound("string length", length, _LONGEST_TEXT)
        return self._bytes(length).decode("utf-8", "surrogateescape")

    def _value(self, kind: int) -> Any:
        if kind == _TEXT:
            return self._text()
        if kind == _LIST:
            return self._list()
        if kind not in _SCALARS:
            raise Malformed(f"invalid type: {kind}")
        (value,) = self._unpack(f"<{_SCALARS[kind]}")
        return _shortest(value) if kind == 6 else value

    def _list(self) -> list[Any]:
        (kind,) = self._unpack("<I")
        (count,) = self._unpack("<Q")
        if kind != _TEXT and kind not in _SCALARS:
            raise Malformed(f"invalid array type: {kind}")
        _bound("array size", count, _LONGEST_LIST)
        if kind == _TEXT:
            return [self._text() for _ in range(count)]
        return list(self._unpack(f"<{count}{_SCALARS[kind]}", struct.calcsize(_SCALARS[kind])))

    def _tensor(self) -> _Part:
        name = self._named("name", self._text)
        (sides,) = self._named("dimensions", lambda: self._unpack("<I"))
        if sides > _MOST_SIDES:
            raise Malformed(f"tensor {quote(name)} dimensions {sides} exceeds maximum {_MOST_SIDES}")
        shape = self._named("shape", lambda: self._unpack(f"<{sides}Q", 8))
        (kind,) = self._named("kind", lambda: self._unpack("<I"))
        (offset,) = self._named("offset", lambda: self._unpack("<Q"))
        return _Part(name, kind, shape, offset)

    def _named(self, part: str, read: Callable[[], _T]) -> _T:
        try:
            return read()
        except Malformed as complaint:
            raise Malformed(f"failed to read tensor {part}: {complaint}") from None


def _shortest(number: float) -> float:
    """The shortest decimal that gives the same 32-bit float."""
    packed = struct.pack("<f", number)
    return next(
        (short for digits in range(6, 10) if struct.pack("<f", short := float(f"{number:.{digits}g}")) == packed),
        number,
    )


def _bound(what: str, count: int, most: int) -> None:
    if count > most:
        raise Malformed(f"GGUF {what} {count} exceeds maximum {most if count < 1 << 63 else (1 << 63) - 1}")
