"""Faults in the content of a stream."""

from __future__ import annotations

from tests.faults.expected import Raises, Returns
from tests.faults.scripted_server import Act, chunked, head, line, reply, zipped
from tests.faults.table.fault import HELLO, IS_OLLAMA, NOT_OLLAMA, PAGE, TIMED_OUT, YOU, cut, streamed
from wrapper import InvalidResponseError, ResponseError, ServerTimeoutError

STREAMS = [
    streamed("an error line first", chunked(line({"error": "no"})), Raises(ResponseError, "no", 200)),
    streamed(
        "an error line in the middle",
        chunked(HELLO, line({"error": "no"}), YOU),
        Raises(ResponseError, "no", 200, "Hello"),
    ),
    streamed("an error line last", chunked(HELLO, line({"error": "no"})), Raises(ResponseError, "no", 200, "Hello")),
    streamed(
        "an error line without a newline", chunked(HELLO, b'{"error": "no"}'), Raises(ResponseError, "no", 200, "Hello")
    ),
    streamed(
        "an error line after done",
        chunked(HELLO, YOU, line({"error": "no"})),
        Raises(ResponseError, "no", 200, "Hello you"),
    ),
    streamed(
        "an error line that is an object",
        chunked(HELLO, line({"error": {"message": "no"}})),
        Raises(ResponseError, "no", 200, "Hello"),
    ),
    streamed(
        "an error line to sign in",
        chunked(HELLO, line({"error": "no", "status": 401, "signin_url": "x"})),
        Raises(ResponseError, "no", 200, "Hello", {"signin_url": "x"}),
    ),
    streamed(
        "an error line, then silence",
        [chunked(HELLO, line({"error": "no"}), end=b""), Act.STALL],
        Raises(ResponseError, "no", 200, "Hello"),
    ),
    streamed(
        "an error line with invalid UTF-8",
        chunked(HELLO, b'{"error": "\xff"}\n'),
        Raises(InvalidResponseError, IS_OLLAMA, 200, "Hello"),
    ),
    streamed("no end", chunked(HELLO), cut("Hello", "before it was done")),
    streamed("nothing", chunked(), cut()),
    streamed("done twice", chunked(HELLO, YOU, YOU), Returns()),
    streamed("more after done", chunked(HELLO, YOU, HELLO), Returns()),
    streamed("garbage after done", chunked(HELLO, YOU, b"<!-- cached -->\n", b"\xff"), Returns()),
    streamed("silence after done", [chunked(HELLO, YOU, end=b""), Act.STALL], Returns()),
    streamed(
        "silence after done without a newline",
        [chunked(HELLO, YOU[:-1], end=b""), Act.STALL],
        Raises(ServerTimeoutError, partial="Hello"),
        waits=True,
    ),
    streamed("closed after done", [chunked(HELLO, YOU, end=b""), Act.CLOSE], Returns()),
    streamed("half closed after done", [chunked(HELLO, YOU, end=b""), Act.HALF_CLOSE], Returns()),
    streamed("reset after done", [head(200), HELLO, YOU, Act.CLOSE], Returns()),
    streamed("done without a newline", chunked(HELLO, YOU[:-1]), Returns()),
    streamed("cut in a line", chunked(HELLO, YOU[:-5]), cut("Hello", "in the middle of a line")),
    streamed("cut in the first line", chunked(HELLO[:5]), cut()),
    streamed("cut in a character", chunked(HELLO, b'{"message": {"content": "\xe2\x98'), cut("Hello")),
    streamed("cut in an escape", chunked(HELLO, b'{"message": {"content": "\\u26'), cut("Hello")),
    streamed(
        "split in a character",
        chunked(b'{"response": "\xe2', b"\x98", b'\x83", "message": {"content": "\xe2\x98\x83"}, "done": true}\n'),
        Returns("\u2603"),
    ),
    streamed("blank lines", chunked(b"\n", HELLO, b"\n \n\r\n", YOU, b"\n"), Returns()),
    streamed("carriage returns", chunked(HELLO[:-1] + b"\r\n", YOU[:-1] + b"\r\n"), Returns()),
    streamed("carriage returns alone", chunked(HELLO[:-1] + b"\r", YOU[:-1] + b"\r"), cut()),
    streamed(
        "line separators in a string",
        chunked(reply("#").replace(b"#", "a\x85b\u2028c\u2029d".encode()), YOU),
        Returns("a\x85b\u2028c\u2029d you"),
    ),
    streamed("all lines at once", chunked(HELLO + YOU), Returns()),
    streamed("objects without a newline between", chunked(HELLO[:-1] + YOU), NOT_OLLAMA),
    streamed(
        "a keep-alive comment",
        chunked(HELLO, b": ping\n", YOU),
        Raises(InvalidResponseError, IS_OLLAMA, 200, "Hello"),
    ),
    streamed("a very long line", chunked(reply("x" * 3_000_000), YOU), Returns("x" * 3_000_000 + " you")),
    streamed(
        "silence in the middle",
        [chunked(HELLO, end=b""), Act.STALL],
        Raises(ServerTimeoutError, "in the middle", partial="Hello"),
        waits=True,
    ),
    streamed(
        "silence in a line",
        [chunked(HELLO, YOU[:9], end=b""), Act.STALL],
        Raises(ServerTimeoutError, "in the middle", partial="Hello"),
        waits=True,
    ),
    streamed("silence before the first line", [chunked(end=b""), Act.STALL], TIMED_OUT, waits=True),
    streamed(
        "a garbage line", chunked(HELLO, b"garbage\n", YOU), Raises(InvalidResponseError, IS_OLLAMA, 200, "Hello")
    ),
    streamed(
        "a garbage line, then silence",
        [chunked(HELLO, b"garbage\n", end=b""), Act.STALL],
        Raises(InvalidResponseError, IS_OLLAMA, 200, "Hello"),
    ),
    streamed("a null line", chunked(HELLO, b"null\n", YOU), Raises(InvalidResponseError, IS_OLLAMA, 200, "Hello")),
    streamed(
        "a line that is a list", chunked(HELLO, b"[1]\n", YOU), Raises(InvalidResponseError, IS_OLLAMA, 200, "Hello")
    ),
    streamed(
        "a page in the middle", chunked(HELLO, PAGE.encode()), Raises(InvalidResponseError, IS_OLLAMA, 200, "Hello")
    ),
    streamed("an empty object in the middle", chunked(HELLO, b"{}\n", YOU), Returns()),
    streamed("a line without a message", chunked(HELLO, line({"model": "m"}), YOU), Returns()),
    streamed(
        "a message that becomes a string",
        chunked(HELLO, line({"message": "x", "response": 5}), YOU),
        Raises(InvalidResponseError, IS_OLLAMA, 200, "Hello"),
    ),
    streamed("a string that becomes a message", chunked(line({"message": "x", "response": 5}), HELLO, YOU), NOT_OLLAMA),
    streamed("content that changes its type", chunked(HELLO, line({"message": {"content": 5}}), YOU), Returns()),
    streamed(
        "lists that change their type",
        chunked(
            line({"message": {"tool_calls": {}}, "response": "", "logprobs": "x"}),
            line({"message": {"tool_calls": []}, "response": "", "logprobs": []}),
            HELLO,
            YOU,
        ),
        Returns(),
    ),
    streamed(
        "gzip, line by line",
        chunked(
            *(zipped(HELLO + YOU)[n : n + 7] for n in range(0, 200, 7) if zipped(HELLO + YOU)[n:]),
            headers=["Content-Encoding: gzip"],
        ),
        Returns(),
    ),
]
