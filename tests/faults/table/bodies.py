"""Faults in the content of a successful response."""

from __future__ import annotations

import json

from tests.faults.expected import Raises, Returns
from tests.faults.scripted_server import chunked, line, reply, sized
from tests.faults.table.fault import HELLO, NOT_OLLAMA, PAGE, WHOLE, YOU, Fault, cut, same, streamed, whole
from wrapper import ResponseError

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
    same("a message that is a string", sized(200, line({"message": "Hi", "response": 5, "done": True})), NOT_OLLAMA),
    same("a message that is a list", sized(200, line({"message": [], "response": [], "done": True})), NOT_OLLAMA),
    same("a reply without its main field", sized(200, line({"model": "m", "done": True})), NOT_OLLAMA),
    same(
        "content of wrong types",
        sized(200, line({"message": {"content": 5, "tool_calls": {}}, "response": "", "done": True})),
        Returns(""),
    ),
    same(
        "tool calls of wrong types",
        sized(200, line({"message": {"tool_calls": [None, "x", {"function": None}]}, "response": "", "done": True})),
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
    same("an empty object", sized(200, "{}"), NOT_OLLAMA),
    same("a detail", sized(200, {"detail": "Not Found"}), NOT_OLLAMA),
    same(
        "a reply of the OpenAI API", sized(200, {"object": "chat.completion", "model": "m", "choices": []}), NOT_OLLAMA
    ),
    same("server-sent events", chunked(b"data: " + HELLO + b"\n", b"data: [DONE]\n\n"), NOT_OLLAMA),
    same("100,000 leading blanks", sized(200, b" \n" * 50_000 + WHOLE), Returns()),
]
