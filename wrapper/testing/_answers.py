"""Answers as the server gives them: JSON, lines of JSON, plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import Refusal
from ._go_json import encode
from ._server import Answer, Item, Wait

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

Line = dict[str, Any]  # of a stream


def json_answer(value: Any, status: int = 200) -> Answer:
    return Answer(status, encode(value), {"Content-Type": "application/json; charset=utf-8"})


def refusal_answer(refusal: Refusal) -> Answer:
    answer = json_answer({"error": refusal.text}, refusal.status)
    if refusal.of_stream:
        answer.headers["Content-Type"] = "application/json"
    return answer


def text_answer(text: str, status: int = 200, content_type: str = "text/plain") -> Answer:
    return Answer(status, text.encode(), {"Content-Type": content_type})


def empty_answer(status: int = 200) -> Answer:
    return Answer(status, b"")


def lines_answer(lines: Iterator[Any], pace: float = 0.0) -> Answer:
    """Lines of JSON, each a chunk of its own, with a pause between two of them."""

    def body() -> Generator[Item]:
        for number, line in enumerate(lines):
            if pace and number:
                yield Wait(pace)
            yield encode(line) + b"\n"

    return Answer(200, body(), {"Content-Type": "application/x-ndjson"})


def progress_answer(events: Iterator[Line], stream: bool) -> Answer:
    """Tell what is being done, line by line or only what came last.

    A refusal before the first line is an answer of its own.
    """
    json_type = {"Content-Type": "application/json"}
    if not stream:
        try:
            last = list(events)[-1]
        except Refusal as refusal:
            return Answer(refusal.status, encode({"error": refusal.text}), json_type)
        return Answer(200, encode(last), json_type)
    try:
        first = next(events, None)
    except Refusal as refusal:
        return Answer(refusal.status, encode({"error": refusal.text}), json_type)

    def lines() -> Iterator[Line]:
        if first is not None:
            yield first
        try:
            yield from events
        except Refusal as refusal:
            yield {"error": refusal.text}

    return lines_answer(lines())
