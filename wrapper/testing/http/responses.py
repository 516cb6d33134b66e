"""Responses as the server sends them: JSON, lines of JSON, plain text, errors."""

from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from typing import Any

from .json import encode
from .server import Item, Response, Wait

Line = dict[str, Any]  # of a stream


class APIError(Exception):
    """An error response with a JSON body. A stream that fails before it begins names no charset (`of_stream`)."""

    def __init__(self, status: int, text: str, *, of_stream: bool = False) -> None:
        super().__init__(text)
        self.status: int = status
        self.text: str = text
        self.of_stream: bool = of_stream


def json_response(value: Any, status: int = 200, content_type: str = "application/json; charset=utf-8") -> Response:
    return Response(status, encode(value), {"Content-Type": content_type})


def error_response(error: APIError) -> Response:
    content_type = {"content_type": "application/json"} if error.of_stream else {}
    return json_response({"error": error.text}, error.status, **content_type)


def text_response(text: str, status: int = 200, content_type: str = "text/plain") -> Response:
    return Response(status, text.encode(), {"Content-Type": content_type})


def ndjson_response(lines: Iterable[Any], pace: float = 0.0) -> Response:
    """Return lines of JSON, each a chunk, with a pause between two of them."""

    def body() -> Generator[Item]:
        for number, line in enumerate(lines):
            if pace and number:
                yield Wait(pace)
            yield encode(line) + b"\n"

    return Response(200, body(), {"Content-Type": "application/x-ndjson"})


def progress_response(events: Iterator[Line], stream: bool) -> Response:
    """Return the progress of a task: each event, or only the last one.

    An error before the first event is a response of its own; a later one is the last line.
    """
    try:
        first = next(events) if stream else list(events)[-1]
    except APIError as error:
        return json_response({"error": error.text}, error.status, "application/json")
    if not stream:
        return json_response(first, content_type="application/json")

    def lines() -> Iterator[Line]:
        try:
            yield from chain([first], events)
        except APIError as error:
            yield {"error": error.text}

    return ndjson_response(lines())
