"""Reads what a GGUF file says of itself; the weights are never looked at."""

import struct
from typing import IO, Any

from wrapper.testing._models import Description, Tensor

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_TEXT, _LIST = 8, 9
_TYPES = {
    0: "F32",
    1: "F16",
    2: "Q4_0",
    3: "Q4_1",
    6: "Q5_0",
    7: "Q5_1",
    8: "Q8_0",
    10: "Q2_K",
    11: "Q3_K",
    12: "Q4_K",
} | {
    13: "Q5_K",
    14: "Q6_K",
    24: "I8",
    25: "I16",
    26: "I32",
    27: "I64",
    28: "F64",
    30: "BF16",
}
_FRAMES = ["<|im_start|>", "<|im_end|>"]


class NotGguf(ValueError):
    """The file is none."""


class CutShort(NotGguf):
    """The file ends too early; as text, what Go says to that."""


def read(file: IO[bytes]) -> Description:
    """Read the facts and the list of tensors. Raises NotGguf or CutShort."""
    try:
        return _Reader(file).description()
    except (struct.error, UnicodeDecodeError, KeyError, MemoryError, OverflowError):
        raise NotGguf from None


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


class _Reader:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def description(self) -> Description:
        if self._file.read(4) != b"GGUF":
            raise NotGguf
        version, tensors, facts = self._unpack("<IQQ")
        if version < 2:
            raise NotGguf
        found = {self._text(): self._value(self._unpack("<I")[0]) for _ in range(facts)}
        listed = [self._tensor() for _ in range(tensors)]
        architecture = found.get("general.architecture", "unknown")
        found.setdefault("general.parameter_count", sum(_elements(tensor) for tensor in listed))
        if tokens := found.get("tokenizer.ggml.tokens"):
            found.setdefault(f"{architecture}.vocab_size", len(tokens))
        return Description(dict(sorted(found.items())), listed)

    def _unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self._bytes(struct.calcsize(layout)))

    def _bytes(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) < count:
            raise CutShort("unexpected EOF" if data else "EOF")
        return data

    def _text(self) -> str:
        (length,) = self._unpack("<Q")
        return self._bytes(length).decode("utf-8", "surrogateescape")

    def _value(self, kind: int) -> Any:
        if kind == _TEXT:
            return self._text()
        if kind == _LIST:
            item, count = self._unpack("<IQ")
            if item in (_TEXT, _LIST):
                return [self._value(item) for _ in range(count)]
            return list(self._unpack(f"<{count}{_SCALARS[item]}"))
        (value,) = self._unpack(f"<{_SCALARS[kind]}")
        return _shortest(value) if kind == 6 else value

    def _tensor(self) -> Tensor:
        name = self._text()
        (sides,) = self._unpack("<I")
        shape = self._unpack(f"<{sides}Q")
        kind, _ = self._unpack("<IQ")
        return Tensor(name, _TYPES.get(kind, "unknown"), shape)


def _elements(tensor: Tensor) -> int:
    count = 1
    for side in tensor.shape:
        count *= side
    return count


def _shortest(number: float) -> float:
    """The shortest decimal that gives the same 32-bit float."""
    packed = struct.pack("<f", number)
    return next(
        (short for digits in range(6, 10) if struct.pack("<f", short := float(f"{number:.{digits}g}")) == packed),
        number,
    )
