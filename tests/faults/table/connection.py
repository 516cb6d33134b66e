"""Faults of the connection and of the response's head."""

from __future__ import annotations

from tests.faults.expected import Returns
from tests.faults.scripted_server import Act, head, sized
from tests.faults.table.fault import NO_RESPONSE, TIMED_OUT, WHOLE, same

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
