"""The GGUF file format (version 3, little-endian), limited to small models of 32-bit floats."""

import math
import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Value = int | float | str | Sequence[int] | Sequence[str]

ALIGNMENT = 32  # bytes; the format's default, so the metadata need not contain it
UINT32, INT32, FLOAT32, STRING, ARRAY = 4, 5, 6, 8, 9  # codes of the metadata types
TENSOR_FLOAT32 = 0


class Tensor(NamedTuple):
    """A tensor of 32-bit floats: its shape with the row length last, and its little-endian values, row by row."""

    shape: tuple[int, ...]
    values: bytes


def encode(metadata: Mapping[str, Value], tensors: Mapping[str, Tensor]) -> bytes:
    """Encode metadata and tensors as a GGUF file, in their order.

    Integers become uint32 (in a list int32), floats float32.
    Raise ValueError if the values of a tensor do not fill its shape.
    """
    header = [b"GGUF", struct.pack("<IQQ", 3, len(tensors), len(metadata))]
    for key, value in metadata.items():
        header += [_string(key), _typed(value)]
    data: list[bytes] = []
    offset = 0
    for name, (shape, values) in tensors.items():
        if len(values) != 4 * math.prod(shape):
            raise ValueError(f"tensor {name}: {len(values)} bytes do not fill the shape {shape}")
        # the format lists dimensions with the row length first
        header += [_string(name), struct.pack(f"<I{len(shape)}Q", len(shape), *reversed(shape))]
        header.append(struct.pack("<IQ", TENSOR_FLOAT32, offset))
        data += [values, _padding(len(values))]
        offset += len(values) + len(data[-1])
    return b"".join([*header, _padding(sum(map(len, header))), *data])


def _typed(value: Value) -> bytes:
    if isinstance(value, int):
        return struct.pack("<II", UINT32, value)
    if isinstance(value, float):
        return struct.pack("<If", FLOAT32, value)
    if isinstance(value, str):
        return struct.pack("<I", STRING) + _string(value)
    strings = [_string(item) for item in value if isinstance(item, str)]
    if strings:
        return struct.pack("<IIQ", ARRAY, STRING, len(strings)) + b"".join(strings)
    return struct.pack(f"<IIQ{len(value)}i", ARRAY, INT32, len(value), *value)


def _string(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def _padding(length: int) -> bytes:
    return bytes(-length % ALIGNMENT)
