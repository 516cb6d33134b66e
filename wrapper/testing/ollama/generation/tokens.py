"""The tokens of a reply, until it ends, meets a limit, or contains a stop string."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Token:
    """Text to send, the token that completed it, and the number of tokens so far. The last one has a `reason`."""

    text: str = ""
    token: bytes = b""
    count: int = 0
    reason: str = ""


def generate(pieces: Iterable[bytes], limit: int, stops: list[str]) -> Iterator[Token]:
    """Yield the pieces as tokens.

    Text that may begin a stop string is held back until that is known, and dropped at a limit. Bytes that are not
    UTF-8 end the reply without a reason, as in the real server.
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
        if held and not any(overlap(held, stop) for stop in stops):
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


def overlap(text: str, tag: str) -> int:
    """Return how many characters at the end of `text` may be the beginning of `tag`."""
    return next((n for n in range(min(len(text), len(tag)), 0, -1) if text.endswith(tag[:n])), 0)
