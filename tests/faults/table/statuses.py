"""Redirects, error statuses and their bodies."""

from __future__ import annotations

from tests.faults.expected import Raises, Returns
from tests.faults.scripted_server import Act, chunks, head, sized, zipped
from tests.faults.table.fault import IS_OLLAMA, NOT_OLLAMA, PAGE, WHOLE, Fault, cut, error_status, same
from wrapper import IncompleteResponseError, InvalidResponseError, ResponseError, ServerConnectionError

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
    error_status("307 to an invalid URL", 307, "", "[::1", "Location: http://[::1"),
    error_status("307 to an invalid port", "307 Temporary Redirect", "", "99999", "Location: http://127.0.0.1:99999/"),
    error_status("307 to non-ASCII bytes", 307, "", "307", "Location: http://\x7f\xff/"),
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
