"""Faults of a body's length, chunks and content coding."""

from __future__ import annotations

import zlib

from tests.faults.expected import Raises, Returns
from tests.faults.scripted_server import Act, chunked, chunks, head, line, reply, sized, zipped
from tests.faults.table.fault import (
    HELLO,
    IS_OLLAMA,
    NOT_OLLAMA,
    TIMED_OUT,
    WHOLE,
    YOU,
    Fault,
    broken,
    cut,
    error_status,
    same,
    streamed,
)
from wrapper import InvalidResponseError, ServerTimeoutError

LENGTHS = [
    same("no length, then closed", [head(200), WHOLE, Act.CLOSE], Returns()),
    same("no length, then half closed", [head(200), WHOLE, Act.HALF_CLOSE], Returns()),
    broken("an excessive length, then closed", [head(200, "Content-Length: 999"), HELLO, Act.CLOSE], "Hello"),
    Fault(
        "an excessive length, then a stall",
        [head(200, "Content-Length: 999"), HELLO, Act.STALL],
        TIMED_OUT,
        Raises(ServerTimeoutError, "in the middle", partial="Hello"),
        waits=True,
    ),
    Fault(
        "a length too short",
        [head(200, f"Content-Length: {len(HELLO) + 9}") + HELLO + YOU],
        NOT_OLLAMA,
        cut("Hello", "in the middle of a line"),
        surplus=True,
    ),
    same(
        "a length and chunks",
        head(200, "Transfer-Encoding: chunked", "Content-Length: 3") + chunks(WHOLE, b""),
        Returns(),
    ),
    broken("reset in the body", [head(200, "Content-Length: 999"), HELLO, Act.RESET], "Hello"),
    same("closed before the body", [head(200, "Content-Length: 999"), Act.CLOSE], cut()),
    same("closed before the first chunk", [chunked(end=b""), Act.CLOSE], cut()),
    broken("closed in a chunk", [chunked(HELLO, end=b"fff\r\n{"), Act.CLOSE], "Hello"),
    broken("closed in the size of a chunk", [chunked(HELLO, end=b"f"), Act.CLOSE], "Hello"),
    broken("closed after a chunk", [chunked(HELLO, end=b""), Act.CLOSE], "Hello"),
    broken("a non-numeric chunk size", [chunked(HELLO, end=b"xyz\r\n"), Act.CLOSE], "Hello"),
    broken("a negative chunk size", [chunked(HELLO, end=b"-5\r\n"), Act.CLOSE], "Hello"),
    broken("an endless chunk size", [chunked(HELLO, end=b"1" * 1000), Act.CLOSE], "Hello"),
    broken("a chunk longer than its size", [chunked(HELLO, end=b"1\r\n{}\r\n"), Act.CLOSE], "Hello"),
    Fault("no last chunk", [chunked(WHOLE, end=b""), Act.CLOSE], cut(), Returns()),
    same(
        "chunk extensions",
        head(200, "Transfer-Encoding: chunked") + b"%x;a=b\r\n%b\r\n0\r\n\r\n" % (len(WHOLE), WHOLE),
        Returns(),
    ),
    same("trailers", chunked(WHOLE, end=b"0\r\nX-Trailer: x\r\n\r\n"), Returns()),
    same("a chunk per byte", chunked(*(bytes([byte]) for byte in WHOLE)), Returns()),
]

CODINGS = [
    same("gzip", sized(200, zipped(WHOLE), "Content-Encoding: gzip"), Returns()),
    same("deflate", sized(200, zlib.compress(WHOLE), "Content-Encoding: deflate"), Returns()),
    same(
        "gzip, a chunk per byte",
        chunked(*(bytes([b]) for b in zipped(WHOLE)), headers=["Content-Encoding: gzip"]),
        Returns(),
    ),
    same("gzip cut short", sized(200, zipped(WHOLE)[:20], "Content-Encoding: gzip"), cut()),
    same("an unknown coding", sized(200, b"\x8b\x01", "Content-Encoding: br"), NOT_OLLAMA),
    same("identity", sized(200, WHOLE, "Content-Encoding: identity"), Returns()),
    same("a byte order mark", sized(200, b"\xef\xbb\xbf" + WHOLE), Returns()),
    same("UTF-16", sized(200, WHOLE.decode().encode("utf-16")), NOT_OLLAMA),
    same("an error in UTF-16", sized(200, line({"error": "no"}).decode().encode("utf-16-le")), NOT_OLLAMA),
    same("latin-1", sized(200, reply("caf\xe9").replace(b"\\u00e9", b"\xe9")), NOT_OLLAMA),
    same("surrogates as bytes", sized(200, reply("#", done=True).replace(b"#", b"\xed\xa0\x80")), NOT_OLLAMA),
    same("an error with surrogates as bytes", sized(200, b'{"error": "\xed\xa0\x80"}\n'), NOT_OLLAMA),
    same("surrogates as escapes", sized(200, reply("\ud83d!", done=True)), Returns("\ud83d!")),
    same("no content type", sized(200, WHOLE), Returns()),
    same("a wrong content type", sized(200, WHOLE, "Content-Type: text/html; charset=latin-1"), Returns()),
    same("an unknown charset", sized(200, WHOLE, "Content-Type: application/json; charset=odd"), Returns()),
    *(
        error_status(
            f"an error in charset {name}", 500, {"error": "no"}, "no", f"Content-Type: text/plain; charset={name}"
        )
        for name in ("latin-1", "rot13", "hex", "idna", "undefined", "utf-16", "\xff", "base64", "unicode_escape")
    ),
]

BROKEN_CODINGS = [
    same("invalid gzip", sized(200, WHOLE, "Content-Encoding: gzip"), NOT_OLLAMA),
    same("invalid deflate", sized(200, b"\xff" * 99, "Content-Encoding: deflate"), NOT_OLLAMA),
    streamed(
        "gzip that breaks after done",
        chunked(zipped(HELLO + YOU)[:-4], b"\0\0\0\0", headers=["Content-Encoding: gzip"]),
        Returns(),
    ),
    streamed(
        "gzip that breaks in the middle",
        chunked(zipped(HELLO * 2)[:-8] + b"\xff" * 50, headers=["Content-Encoding: gzip"]),
        Raises(InvalidResponseError, IS_OLLAMA, 200),
    ),
    error_status("400 in broken gzip", "400 Bad Request", b"broken", "Bad Request", "Content-Encoding: gzip"),
]
