"""Answers as the server gives them: JSON, lines of JSON, plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .json import encode
from .server import Item, Response, Wait

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

Line = dict[str, Any]  # of a stream


class APIError(Exception):
    """An error response with a JSON body. A stream that fails before it begins names no charset (`of_stream`)."""

    def __init__(self, status: int, text: str, *, of_stream: bool = False) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.of_stream = of_stream


def json_response(value: Any, status: int = 200) -> Response:
    return Response(status, encode(value), {"Content-Type": "application/json; charset=utf-8"})


def error_response(refusal: APIError) -> Response:
    answer = json_response({"error": refusal.text}, refusal.status)
    if refusal.of_stream:
        answer.headers["Content-Type"] = "application/json"
    return answer


def text_response(text: str, status: int = 200, content_type: str = "text/plain") -> Response:
    return Response(status, text.encode(), {"Content-Type": content_type})


def empty_response(status: int = 200) -> Response:
    return Response(status, b"")


def ndjson_response(lines: Iterator[Any], pace: float = 0.0) -> Response:
    """Lines of JSON, each a chunk of its own, with a pause between two of them."""

    def body() -> Generator[Item]:
        for number, line in enumerate(lines):
            if pace and number:
                yield Wait(pace)
            yield encode(line) + b"\n"

    return Response(200, body(), {"Content-Type": "application/x-ndjson"})


def progress_response(events: Iterator[Line], stream: bool) -> Response:
    """Tell what is being done, line by line or only what came last.

    A refusal before the first line is an answer of its own.
    """
    json_type = {"Content-Type": "application/json"}
    if not stream:
        try:
            last = list(events)[-1]
        except APIError as refusal:
            return Response(refusal.status, encode({"error": refusal.text}), json_type)
        return Response(200, encode(last), json_type)
    try:
        first = next(events, None)
    except APIError as refusal:
        return Response(refusal.status, encode({"error": refusal.text}), json_type)

    def lines() -> Iterator[Line]:
        if first is not None:
            yield first
        try:
            yield from events
        except APIError as refusal:
            yield {"error": refusal.text}

    return ndjson_response(lines())
