r"""Newline-delimited JSON, from bytes to lines.

A line ends with the byte `\n` and with nothing else: U+0085, U+2028 and U+2029 stand raw inside the strings of real
replies, and `str.splitlines` would cut there.
"""

from __future__ import annotations


class LineDecoder:
    r"""Cuts bytes, fed in pieces of any size, into lines; blank lines are left out.

    >>> lines = LineDecoder()
    >>> lines.feed(b'{"a": 1}\n{"a"')
    [b'{"a": 1}']
    >>> lines.feed(b": 2}")
    []
    >>> lines.flush()
    [b'{"a": 2}']
    """

    __slots__ = ("_pieces",)

    def __init__(self) -> None:
        # Of the line that has not ended yet; joined once, so that a long line costs linear time.
        self._pieces: list[bytes] = []

    def feed(self, data: bytes) -> list[bytes]:
        """Take the next bytes; give the lines that they complete."""
        if b"\n" not in data:
            self._pieces.append(data)
            return []
        *lines, rest = data.split(b"\n")
        lines[0] = b"".join((*self._pieces, lines[0]))
        self._pieces = [rest]
        return [line for line in lines if line.strip()]

    def flush(self) -> list[bytes]:
        """Give the last line, where the bytes ended without a newline."""
        line, self._pieces = b"".join(self._pieces), []
        return [line] if line.strip() else []
