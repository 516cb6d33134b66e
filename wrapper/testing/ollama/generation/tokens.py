"""How a reply is said: token by token, until it ends, a limit is met, or a stop text comes up."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Token:
    """A piece of text to send, and the token that set it free; the last one has a reason instead."""

    text: str = ""
    token: bytes = b""
    count: int = 0
    reason: str = ""


def speak(pieces: Iterable[bytes], limit: int, stops: list[str]) -> Iterator[Token]:
    """Say the pieces. Text that may begin a stop text is held back until that is known, and at a limit for good.

    Bytes that are no UTF-8 end it all without a reason, as they do in the real server.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    held, count, reason = "", 0, "stop"
    for piece in pieces:
        count += 1
        try:
            held += decoder.decode(piece)
        except UnicodeDecodeError:
            return
        cut = min((at for at in (held.find(stop) for stop in stops) if at >= 0), default=-1)
        if cut >= 0:
            held = held[:cut]
            break
        if held and not any(_may_begin(held, stop) for stop in stops):
            yield Token(held, piece, count)
            held = ""
        if count == limit:
            held, reason = "", "length"
            break
    else:
        count += 1  # the token that ends the text counts
        piece = b""
    if held:
        yield Token(held, piece, count)
    yield Token(count=count, reason=reason)


def _may_begin(text: str, stop: str) -> bool:
    return any(text.endswith(stop[:n]) for n in range(1, len(stop) + 1))
