r"""Newline-delimited JSON: from bytes to lines.

Only the byte `\n` ends a line: strings in real replies contain U+0085, U+2028 and U+2029 unescaped, and
`str.splitlines` would split there.
"""

from __future__ import annotations

_SMALL = 4096  # bytes; a line in chunks of a byte each would take fifty times its size


class LineDecoder:
    r"""Splits bytes, fed in chunks of any size, into lines; blank lines are dropped.

    >>> lines = LineDecoder()
    >>> lines.feed(b'{"a": 1}\n{"a"')
    [b'{"a": 1}']
    >>> lines.feed(b": 2}")
    []
    >>> lines.flush()
    [b'{"a": 2}']
    """

    __slots__ = ("_chunks", "pending")

    def __init__(self) -> None:
        self.pending: int = 0
        """The length of the unfinished line."""
        # The chunks of the unfinished line; joined once, so that a long line costs linear time.
        self._chunks: list[bytes] = [b""]

    def feed(self, data: bytes) -> list[bytes]:
        """Add the next bytes and return the lines that they complete."""
        if b"\n" not in data:
            self.pending += len(data)
            if len(self._chunks[-1]) + len(data) <= _SMALL:
                self._chunks[-1] += data
            else:
                self._chunks.append(data)
            return []
        *lines, rest = data.split(b"\n")
        lines[0] = b"".join((*self._chunks, lines[0]))
        self._chunks = [rest]
        self.pending = len(rest)
        return [line for line in lines if line.strip()]

    def flush(self) -> list[bytes]:
        """Return the last line if the bytes did not end with a newline."""
        line, self._chunks, self.pending = b"".join(self._chunks), [b""], 0
        return [line] if line.strip() else []
