"""Reads the metadata and the list of tensors of a GGUF file; the weights themselves are not read."""

import struct
from math import prod
from typing import IO, Any

from .models import Description, Tensor

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_FLOAT32, _STRING, _ARRAY = 6, 8, 9
_TENSOR_TYPES = {
    **dict(enumerate(("F32", "F16", "Q4_0", "Q4_1"))),
    **dict(enumerate(("Q5_0", "Q5_1", "Q8_0"), 6)),
    **dict(enumerate(("Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K"), 10)),
    **dict(enumerate(("I8", "I16", "I32", "I64", "F64"), 24)),
    30: "BF16",
}
_MAX_DIMENSIONS = 4
_FRAMES = ["<|im_start|>", "<|im_end|>"]


class NotGguf(ValueError):
    """The file does not begin like a GGUF file."""


class Malformed(ValueError):
    """The file is truncated or makes no sense."""


def read(file: IO[bytes]) -> Description:
    """Return the description of a file.

    Raises:
        NotGguf: it is not a GGUF file.
        Malformed: it is truncated or makes no sense.
    """
    if file.read(4) != b"GGUF":
        raise NotGguf
    try:
        return _Reader(file).description()
    except (KeyError, OverflowError, MemoryError, struct.error) as error:
        raise Malformed(f"invalid GGUF: {error}") from None


def reply_pieces(description: Description) -> list[bytes] | None:
    """Return what scripted weights reply: the tokens between the 256 bytes and the frames. None for other weights."""
    tokens = description.facts.get("tokenizer.ggml.tokens") or list[Any]()
    if len(tokens) < 259 or tokens[-2:] != _FRAMES:
        return None
    bytes_of = {letter: bytes([n]) for n, letter in enumerate(tokens[:256])}
    try:
        return [b"".join(bytes_of[letter] for letter in token) for token in tokens[256:-2]]
    except KeyError:
        return None


class _Reader:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def description(self) -> Description:
        self._unpack("I")  # the version
        tensor_count, fact_count = self._unpack("QQ")
        facts: dict[str, Any] = {}
        for _ in range(fact_count):
            name = self._string()
            facts[name] = self._value(self._unpack("I")[0])
        tensors = [self._tensor() for _ in range(tensor_count)]
        facts["general.parameter_count"] = sum(prod(tensor.shape) for tensor in tensors)
        if tokens := facts.get("tokenizer.ggml.tokens"):
            facts.setdefault(f"{facts.get('general.architecture', 'unknown')}.vocab_size", len(tokens))
        return Description(dict(sorted(facts.items())), tensors)

    def _unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{layout}", self._bytes(struct.calcsize(f"<{layout}")))

    def _bytes(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) < count:
            raise Malformed("unexpected EOF")
        return data

    def _string(self) -> str:
        return self._bytes(*self._unpack("Q")).decode("utf-8", "surrogateescape")

    def _value(self, kind: int) -> Any:
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY:
            kind, count = self._unpack("IQ")
            if kind == _STRING:
                return [self._string() for _ in range(count)]
            return list(self._unpack(f"{count}{_SCALARS[kind]}"))
        (value,) = self._unpack(_SCALARS[kind])
        return float(f"{value:.7g}") if kind == _FLOAT32 else value

    def _tensor(self) -> Tensor:
        name = self._string()
        (dimensions,) = self._unpack("I")
        if dimensions > _MAX_DIMENSIONS:
            raise Malformed(f"tensor with {dimensions} dimensions: the maximum is {_MAX_DIMENSIONS}")
        shape = self._unpack(f"{dimensions}Q")
        kind, _offset = self._unpack("IQ")
        return Tensor(name, _TENSOR_TYPES.get(kind, "unknown"), shape)
