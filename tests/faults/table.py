"""Faults of a server, a proxy or the network, each with the outcome that a client must have.

A fault has a name, the response to a chat request, and the expected outcome of the call: whole, and streamed.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any

from tests.faults.expected import Expected, Raises, Returns
from tests.faults.scripted_server import Act, Script, chunked, chunks, head, line, reply, sized, zipped
from wrapper import (
    IncompleteResponseError,
    InvalidResponseError,
    ResponseError,
    ServerConnectionError,
    ServerTimeoutError,
)

STALL_TIMEOUT = 2.0
"""Seconds until the timeout of a call that stalls: enough for the part that arrives before."""


@dataclass(frozen=True)
class Fault:
    """A response that may go wrong; an expected outcome of None means that the fault cannot happen to such a call."""

    name: str
    script: Script
    whole: Expected | None
    streamed: Expected | None
    waits: bool = False
    """Whether the call lasts until its timeout."""
    surplus: bool = False
    """Whether bytes remain that the client must take for the response to its next request on the connection."""


def same(name: str, script: Script | bytes, expected: Expected, *, waits: bool = False) -> Fault:
    """Build a fault with the same outcome whole and streamed."""
    return Fault(name, [script] if isinstance(script, bytes) else script, expected, expected, waits)


def whole(name: str, script: Script | bytes, expected: Expected) -> Fault:
    return Fault(name, [script] if isinstance(script, bytes) else script, expected, None)


def streamed(name: str, script: Script | bytes, expected: Expected, *, waits: bool = False) -> Fault:
    return Fault(name, [script] if isinstance(script, bytes) else script, None, expected, waits)


def error_status(name: str, status: int | str, body: Any, message: str, /, *headers: str, **attributes: Any) -> Fault:
    """Build a response with an error status."""
    content = body if isinstance(body, (bytes, str)) else json.dumps(body)
    number = int(str(status).split()[0])
    return same(name, sized(status, content, *headers), Raises(ResponseError, message, number, attributes=attributes))


HELLO, YOU = reply("Hello"), reply(" you", done=True)
WHOLE = reply("Hello you", done=True)
PAGE = "<html>\n<head><title>Oops</title></head>\n<body>Oops</body></html>"
IS_OLLAMA = "an Ollama server?"
NO_RESPONSE = Raises(ServerConnectionError, "http://127.0.0.1")
TIMED_OUT = Raises(ServerTimeoutError, "raise `timeout`")
NOT_OLLAMA = Raises(InvalidResponseError, IS_OLLAMA, 200)


def cut(partial: str | None = None, message: str = "") -> Raises:
    return Raises(IncompleteResponseError, message, 200, partial)


def broken(name: str, script: Script, partial: str) -> Fault:
    """Build a truncated response; a stream keeps the part that arrived."""
    return Fault(name, script, cut(), cut(partial))


CONNECTION = [
    same("closed without a response", [Act.CLOSE], NO_RESPONSE),
    same("reset without a response", [Act.RESET], NO_RESPONSE),
    same("half closed without a response", [Act.HALF_CLOSE], NO_RESPONSE),
    same("no response", [Act.STALL], TIMED_OUT, waits=True),
    same("closed in the status line", [b"HTTP/1.1 2", Act.CLOSE], NO_RESPONSE),
    same("closed in the head", [head("200 OK")[:-2], b"Content-Ty", Act.CLOSE], NO_RESPONSE),
    same("reset in the head", [head("200 OK")[:-2], Act.RESET], NO_RESPONSE),
    same("stalled in the head", [head("200 OK")[:-2], Act.STALL], TIMED_OUT, waits=True),
    same("garbage status line", [b"\x00\xffgarbage\r\n\r\n", Act.CLOSE], NO_RESPONSE),
    same("endless garbage", [b"\x00\xff" * 100_000, Act.CLOSE], NO_RESPONSE),
    same("another protocol", [b"SSH-2.0-OpenSSH_9.6\r\n", Act.CLOSE], NO_RESPONSE),
    same("HTTP/0.9", [WHOLE, Act.CLOSE], NO_RESPONSE),
    same("HTTP/2 preface", [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Act.CLOSE], NO_RESPONSE),
    same("HTTP/2 frames", [bytes.fromhex("00000604000000000000030000006400000000"), Act.CLOSE], NO_RESPONSE),
    same("HTTP/1.0", [b"HTTP/1.0 200 OK\r\n\r\n" + WHOLE, Act.CLOSE], Returns()),
    same("HTTP/3.7", [b"HTTP/3.7 200 OK\r\n\r\n" + WHOLE, Act.CLOSE], Returns()),
    same("a TLS alert", [bytes.fromhex("15030100020246"), Act.CLOSE], NO_RESPONSE),
    same("two-digit status", [sized("20 OK", WHOLE), Act.CLOSE], NO_RESPONSE),
    same("four-digit status", [sized("2000 OK", WHOLE), Act.CLOSE], NO_RESPONSE),
    same("non-numeric status", [sized("OK", WHOLE), Act.CLOSE], NO_RESPONSE),
    same("a header without a colon", [sized(200, WHOLE, "nonsense"), Act.CLOSE], NO_RESPONSE),
    same("a header with a NUL", [sized(200, WHOLE, "X: a\0b"), Act.CLOSE], NO_RESPONSE),
    same("a header in latin-1", sized("200 OK", WHOLE, "X-Name: caf\xe9 \xb2"), Returns()),
    same("an oversized header", [sized(200, WHOLE, "X: " + "x" * 300_000), Act.CLOSE], NO_RESPONSE),
    same("20,000 headers", [sized(200, WHOLE, *(f"X-{n}: x" for n in range(20_000))), Act.CLOSE], NO_RESPONSE),
    same("1,000 headers", sized(200, WHOLE, *(f"X-{n}: x" for n in range(1_000))), Returns()),
    same("two lengths", [sized(200, WHOLE, "Content-Length: 3"), Act.CLOSE], NO_RESPONSE),
    same("a non-numeric length", [head(200, "Content-Length: many") + WHOLE, Act.CLOSE], NO_RESPONSE),
    same("a negative length", [head(200, "Content-Length: -1") + WHOLE, Act.CLOSE], NO_RESPONSE),
    same("an unknown transfer coding", [head(200, "Transfer-Encoding: odd") + WHOLE, Act.CLOSE], NO_RESPONSE),
    same("100 Continue first", [head("100 Continue"), sized(200, WHOLE)], Returns()),
    same("103 Early Hints first", [head("103 Early Hints", "Link: </x>") * 3, sized(200, WHOLE)], Returns()),
    same("102 and nothing else", [head("102 Processing"), Act.CLOSE], NO_RESPONSE),
    same("101 Switching Protocols", [head("101 Switching Protocols", "Upgrade: x"), Act.CLOSE], NO_RESPONSE),
    same("byte by byte", [bytes([byte]) for byte in sized(200, WHOLE)], Returns()),
    same("no reason phrase", sized("200", WHOLE), Returns()),
    same("a reason phrase in latin-1", sized("200 \xc5\xff", WHOLE), Returns()),
    same("line feeds alone in the head", sized(200, WHOLE).replace(b"\r\n", b"\n"), Returns()),
    same("header names in capitals", sized(200, WHOLE).replace(b"Content", b"CONTENT"), Returns()),
]

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
    Fault("gzip cut short", [sized(200, zipped(WHOLE)[:20], "Content-Encoding: gzip")], NOT_OLLAMA, cut()),
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

STATUSES = [
    Fault(
        "204",
        [head("204 No Content")],
        Raises(InvalidResponseError, status=204),
        Raises(IncompleteResponseError, status=204),
    ),
    Fault(
        "205",
        [sized("205 Reset Content")],
        Raises(InvalidResponseError, status=205),
        Raises(IncompleteResponseError, status=205),
    ),
    same("206", sized("206 Partial Content", WHOLE), Returns()),
    Fault("200 without a body", [sized(200)], NOT_OLLAMA, cut()),
    error_status("300", "300 Multiple Choices", "", "300"),
    error_status("301 without a location", "301 Moved Permanently", "", "301"),
    error_status("304", "304 Not Modified", "", "304"),
    error_status("endless 307", "307 Temporary Redirect", "", "307", "Location: chat"),
    error_status("endless 301", "301 Moved Permanently", "", "301", "Location: "),
    error_status("307 to an FTP URL", "307 Temporary Redirect", "", "ftp://", "Location: ftp://127.0.0.1/x"),
    error_status("307 to a file", "307 Temporary Redirect", "", "file:", "Location: file:///etc/hosts"),
    same("307 to an invalid URL", sized(307, "", "Location: http://[::1"), Raises(ServerConnectionError, "location")),
    error_status("307 to an invalid port", "307 Temporary Redirect", "", "99999", "Location: http://127.0.0.1:99999/"),
    same(
        "307 to non-ASCII bytes",
        sized(307, "", "Location: http://\x7f\xff/"),
        Raises(ServerConnectionError, "location"),
    ),
    same("307 without a host", sized("307", "", "Location: http://"), Raises(ServerConnectionError)),
    same(
        "307 to a closed port",
        sized(307, "", "Location: http://127.0.0.1:1/x"),
        Raises(ServerConnectionError, "http://127.0.0.1:1/x"),
    ),
    same("302 to a sign-in page", sized(302, "", "Location: {home}/portal/x"), NOT_OLLAMA),
    same("303 to a reply", sized("303 See Other", "", "Location: {home}/healthy/x"), Returns()),
    *(
        same(f"{status} to a reply", sized(f"{status} Moved", PAGE, "Location: {home}/healthy/x"), Returns())
        for status in (301, 302, 307, 308)
    ),
    error_status(
        "400 with an error", "400 Bad Request", {"error": "invalid options: x"}, "invalid options: x (status code: 400)"
    ),
    error_status("400 with a JSON string", "400 Bad Request", '"wrong"', "wrong"),
    error_status("400 with plain text", "400 Bad Request", "wrong\n", "wrong", error="wrong", body="wrong\n"),
    error_status("400 with a list", "400 Bad Request", ["wrong"], "wrong"),
    error_status("400 with null", "400 Bad Request", "null", "400"),
    error_status("400 with a number", "400 Bad Request", "5", "5"),
    error_status("400 with an empty body", "400 Bad Request", "", "Bad Request"),
    error_status("400 with blanks", "400 Bad Request", " \r\n", "Bad Request"),
    error_status("400 with an empty object", "400 Bad Request", {}, "{}"),
    error_status("400 with a null error", "400 Bad Request", {"error": None}, "null"),
    error_status("400 with an empty error string", "400 Bad Request", {"error": ""}, '{"error": ""}'),
    error_status("400 with an empty error object", "400 Bad Request", {"error": {}}, "error"),
    error_status(
        "400 with an error with a message", "400 Bad Request", {"error": {"message": "wrong"}}, "wrong", error="wrong"
    ),
    error_status(
        "400 with an error with a null message", "400 Bad Request", {"error": {"message": None, "code": 7}}, "7"
    ),
    error_status("400 with a numeric error", "400 Bad Request", {"error": 5}, "5"),
    error_status("400 with an error list", "400 Bad Request", {"error": ["wrong"]}, "wrong"),
    error_status("400 with a detail", "400 Bad Request", {"detail": "wrong"}, "wrong", error="wrong"),
    error_status("422 with details", "422 Unprocessable Entity", {"detail": [{"msg": "wrong"}]}, "wrong"),
    error_status("400 with a message", "400 Bad Request", {"message": "wrong"}, "wrong", error="wrong"),
    error_status("400 with a truncated object", "400 Bad Request", '{"error": "wro', "wro"),
    error_status("400 with deep nesting", "400 Bad Request", "[" * 100_000, "[[["),
    error_status("400 with two lines", "400 Bad Request", '{"error": "one"}\n{"error": "two"}', "one"),
    error_status("400 with invalid UTF-8", "400 Bad Request", b'{"error": "\xff\xfe"}', "\ufffd", error="\ufffd\ufffd"),
    error_status("400 with a byte order mark", "400 Bad Request", b'\xef\xbb\xbf{"error": "no"}', "no", error="no"),
    error_status("400 with a huge number", "400 Bad Request", '{"error": ' + "9" * 5000 + "}", "999"),
    error_status(
        "400 in gzip", "400 Bad Request", zipped(b'{"error": "no"}'), "no", "Content-Encoding: gzip", error="no"
    ),
    error_status(
        "401 to sign in",
        401,
        {"error": "unauthorized", "signin_url": "https://x/s"},
        "unauthorized",
        signin_url="https://x/s",
    ),
    error_status(
        "401 with a numeric address", 401, {"error": "unauthorized", "signin_url": 5}, "unauthorized", signin_url=None
    ),
    error_status("401 of a remote host", 401, {"StatusCode": 401, "Status": "401 Unauthorized"}, "401 Unauthorized"),
    error_status("401 of a proxy", "401 Unauthorized", PAGE, "401 Unauthorized", "WWW-Authenticate: Basic", body=PAGE),
    error_status("403", "403 Forbidden", "", "403 Forbidden"),
    error_status("404 of a model", "404 Not Found", {"error": "model 'm' not found"}, "model 'm' not found"),
    error_status("404 of a page", "404 Not Found", "404 page not found", "404 page not found"),
    error_status("404 of HTML", "404 Not Found", PAGE, IS_OLLAMA, body=PAGE),
    error_status("404 of XML", "404 Not Found", "\n <?xml version='1.0'?><Error/>", "404 Not Found"),
    error_status("405", "405 Method Not Allowed", {"error": "method not allowed"}, "not allowed"),
    error_status("407", "407 Proxy Authentication Required", PAGE, "407 Proxy Authentication Required"),
    error_status("408", "408 Request Timeout", "", "408 Request Timeout", "Connection: close"),
    error_status("413", "413 Request Entity Too Large", PAGE, "413"),
    error_status("418 with a long text", 418, "wrong " * 10_000, "wrong"),
    error_status("429 with seconds", "429 Too Many Requests", {"error": "slow down"}, "slow down", "Retry-After: 7"),
    error_status("431", "431 Request Header Fields Too Large", "", "431"),
    error_status("499", "499 Client Closed Request", PAGE, "499"),
    error_status("500", "500 Internal Server Error", {"error": "model runner has stopped"}, "has stopped"),
    error_status("501", "501 Not Implemented", {"error": "no embeddings"}, "no embeddings"),
    error_status(
        "502 of a proxy",
        "502 Bad Gateway",
        "<html>\r\n<center>nginx</center></html>\r\n",
        "502 Bad Gateway, with a page",
    ),
    error_status("503 of a proxy", "503 Service Unavailable", PAGE, "503", "Retry-After: 120"),
    error_status("504 of a proxy", "504 Gateway Time-out", PAGE, "504 Gateway Time-out"),
    error_status("511", "511 Network Authentication Required", PAGE, "511"),
    error_status("520", "520", PAGE, "520"),
    error_status("524 with a code", "524", "error code: 524", "error code: 524"),
    error_status("799", "799 What", "", "799 What"),
    error_status("999", "999", {"error": "blocked"}, "blocked"),
    same(
        "500 closed in the body",
        [head(500, "Content-Length: 99"), b'{"err', Act.CLOSE],
        Raises(ResponseError, "500", 500),
    ),
    same(
        "500 reset in the body",
        [head(500, "Content-Length: 99"), b'{"err', Act.RESET],
        Raises(ResponseError, "500", 500),
    ),
    same(
        "500 stalled in the body",
        [head(500, "Content-Length: 99"), Act.STALL],
        Raises(ResponseError, "500", 500),
        waits=True,
    ),
    same(
        "500 until the end of the connection",
        [head(500), b'{"error": "no"}', Act.CLOSE],
        Raises(ResponseError, "no", 500),
    ),
    same(
        "500 in chunks",
        [head(500, "Transfer-Encoding: chunked"), chunks(b'{"error"', b': "no"}', b"")],
        Raises(ResponseError, "no", 500),
    ),
]

BODIES = [
    same("HTML", sized(200, PAGE, "Content-Type: text/html"), NOT_OLLAMA),
    same("plain text", sized(200, "Ollama is running"), NOT_OLLAMA),
    same("a JSON string", sized(200, '"text"'), NOT_OLLAMA),
    same("a JSON list", sized(200, b"[" + WHOLE + b"]"), NOT_OLLAMA),
    same("null", sized(200, "null"), NOT_OLLAMA),
    same("a number", sized(200, "5"), NOT_OLLAMA),
    Fault("blanks", [sized(200, "\n\r\n \n")], NOT_OLLAMA, cut()),
    Fault("a truncated object", [sized(200, WHOLE[:50])], NOT_OLLAMA, cut()),
    same("an object with trailing bytes", sized(200, WHOLE.rstrip() + b"}\n"), NOT_OLLAMA),
    same("single quotes", sized(200, "{'done': true}\n"), NOT_OLLAMA),
    same(
        "an error with status 200", sized(200, {"error": "out of memory"}), Raises(ResponseError, "out of memory", 200)
    ),
    same(
        "an error with status 200 to sign in",
        sized(200, {"error": "no", "signin_url": "x"}),
        Raises(ResponseError, "no", 200, attributes={"signin_url": "x"}),
    ),
    same(
        "an error with status 200 that is an object",
        sized(200, {"error": {"message": "no"}}),
        Raises(ResponseError, "no", 200),
    ),
    same("an error with status 200 that is a number", sized(200, {"error": 5}), Raises(ResponseError, "5", 200)),
    same("a field twice", sized(200, WHOLE.replace(b"{", b'{"done": false, ', 1)), Returns()),
    same("NaN and Infinity", sized(200, WHOLE.replace(b"{", b'{"n": NaN, "i": -Infinity, ', 1)), Returns()),
    same("deep nesting", sized(200, b'{"a": ' + b"[" * 100_000 + b"\n"), NOT_OLLAMA),
    same("nesting", sized(200, reply("Hello you", done=True, deep=json.loads("[" * 200 + "]" * 200))), Returns()),
    same("a huge number", sized(200, WHOLE.replace(b"{", b'{"n": ' + b"9" * 5000 + b", ", 1)), NOT_OLLAMA),
    same("a huge float", sized(200, WHOLE.replace(b"{", b'{"total_duration": 1e999, ', 1)), Returns()),
    same("unknown fields", sized(200, reply("Hello you", done=True, new={"a": [1]})), Returns()),
    same(
        "figures of wrong types",
        sized(200, reply("Hello you", done=True, created_at=5, eval_count="many", logprobs={})),
        Returns(),
    ),
    same("a null message", sized(200, line({"message": None, "response": None, "done": True})), Returns("")),
    same("a message that is a string", sized(200, line({"message": "Hi", "response": 5, "done": True})), Returns("")),
    same("a message that is a list", sized(200, line({"message": [], "response": [], "done": True})), Returns("")),
    same(
        "content of wrong types",
        sized(200, line({"message": {"content": 5, "tool_calls": {}}, "done": True})),
        Returns(""),
    ),
    same(
        "tool calls of wrong types",
        sized(200, line({"message": {"tool_calls": [None, "x", {"function": None}]}, "done": True})),
        Returns(""),
    ),
    same(
        "null everywhere",
        sized(
            200, line(dict.fromkeys(("model", "message", "response", "created_at", "logprobs"), None) | {"done": True})
        ),
        Returns(""),
    ),
    same("a newer done reason", sized(200, reply("Hello you", done=True, done_reason="odd")), Returns()),
    same("not done", sized(200, HELLO), cut("Hello")),
    streamed("done that is a string", sized(200, reply("Hello", done="yes")), cut("Hello")),  # type: ignore[arg-type]  # the fault
    streamed("an object over several lines", sized(200, json.dumps(json.loads(WHOLE), indent=1)), NOT_OLLAMA),
    whole("an object over several lines", sized(200, json.dumps(json.loads(WHOLE), indent=1)), Returns()),
    whole("a stream instead of a reply", chunked(HELLO, YOU), NOT_OLLAMA),
    whole(
        "an error on a second line", sized(200, HELLO + line({"error": "remote"})), Raises(ResponseError, "remote", 200)
    ),
    whole("an empty object", sized(200, "{}"), Returns("")),
    same("server-sent events", chunked(b"data: " + HELLO + b"\n", b"data: [DONE]\n\n"), NOT_OLLAMA),
    same("100,000 leading blanks", sized(200, b" \n" * 50_000 + WHOLE), Returns()),
]

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
    streamed("a message that becomes a string", chunked(HELLO, line({"message": "x", "response": 5}), YOU), Returns()),
    streamed("a string that becomes a message", chunked(line({"message": "x", "response": 5}), HELLO, YOU), Returns()),
    streamed("content that changes its type", chunked(HELLO, line({"message": {"content": 5}}), YOU), Returns()),
    streamed(
        "lists that change their type",
        chunked(
            line({"message": {"tool_calls": {}}, "logprobs": "x"}),
            line({"message": {"tool_calls": []}, "logprobs": []}),
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

CONTENTS = [*BODIES, *STREAMS]
FAULTS = [*CONNECTION, *LENGTHS, *CODINGS, *BROKEN_CODINGS, *STATUSES, *CONTENTS]

SCRIPTS: dict[str, Script] = {
    "portal": [sized(200, PAGE, "Content-Type: text/html")],
    "healthy": [sized(200, WHOLE)],
    **{f"f{number}": fault.script for number, fault in enumerate(FAULTS)},
}
"""Scripts by the first part of the path."""

assert len({(fault.name, fault.whole is None) for fault in FAULTS}) == len(FAULTS), "two faults have the same name"
