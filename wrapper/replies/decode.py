"""From the bytes of an answer to models, whole or line by line; here it is judged whether an answer is complete."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from ..errors import IncompleteResponseError, InvalidResponseError, ResponseError, from_reading, invalid
from .merge import Merger
from .ndjson import LineDecoder

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from ollama_rest.types import ApiModel

    from ..requests.call import Call

R = TypeVar("R", bound="ApiModel")


def parse_reply(call: Call[R], response: httpx.Response) -> R:
    """Read a whole answer of success, whose body has been read.

    Raises:
        InvalidResponseError: it is no JSON object.
        IncompleteResponseError: it says itself that it is not done, as when the model sent bytes that are no text.
        ResponseError: it is an error all the same.
    """
    if call.empty is not None and not response.content.strip():
        return call.empty
    try:
        fields = _parse_object(response.content, response)
    except InvalidResponseError:
        # Where a remote model fails in mid-answer, the server adds the error to the reply as a second line.
        _, _, last = response.content.rstrip().rpartition(b"\n")
        if last.startswith(b'{"'):
            _parse_object(last, response)
        raise
    reply = call.reply.from_dict(fields)
    if reply.get("done") is False:
        error = IncompleteResponseError(
            "the reply is not done: the server stopped in the middle",
            response.status_code,
            headers=response.headers,
            body=response.content.decode(errors="replace"),
        )
        error.partial = reply
        raise error
    return call.formed(reply)


class ReplyReader(Generic[R]):
    """Turns the bytes of a stream into replies, and knows when they are all there.

    What comes behind the last reply is left out, but for an error that the server tells of.
    """

    def __init__(self, call: Call[R], response: httpx.Response) -> None:
        self._call = call
        self._response = response
        self._lines = LineDecoder()
        self._merger: Merger[R] = Merger(call.reply)
        self.is_whole = False
        """Whether the last reply has come."""

    def feed(self, data: bytes) -> Iterator[R]:
        """Take the next bytes; give the replies that they complete.

        Raises:
            ResponseError: a line tells of an error.
            InvalidResponseError: a line is no JSON object.
        """
        for line in self._lines.feed(data):
            yield from self._parse(line)

    def end(self) -> Iterator[R]:
        """Say that no more bytes come; give the reply of a last line without a newline.

        Raises:
            IncompleteResponseError: the last reply is missing.
        """
        for line in self._lines.flush():
            try:
                yield from self._parse(line)
            except InvalidResponseError as error:
                if not line.lstrip().startswith(b"{"):
                    raise
                raise self.incomplete("the stream was cut in the middle of a line") from error
        if not self.is_whole:
            raise self.incomplete("the stream ended before it was done")

    def fail(self, cause: Exception) -> None:
        """Say that reading broke off; harmless when the last reply has come.

        Raises:
            ServerTimeoutError: nothing came for longer than the timeout.
            IncompleteResponseError: the connection broke.
            InvalidResponseError: what came cannot be unpacked.
        """
        if self.is_whole:
            return
        if self._call.watch is not None and cause is self._call.watch.untold:
            raise cause
        error = from_reading(cause, self._response)
        error.partial = self.merged()
        raise error from cause

    def close(self) -> None:
        """Say that the stream is over, or was left."""
        if self._call.watch is not None:
            self._call.watch.close()

    def merged(self) -> R | None:
        """Give one reply of all that came; None where nothing did."""
        return self._merger.merged()

    def whole(self) -> R:
        """Give one reply of all that came, once the last has.

        Raises:
            IncompleteResponseError: the stream was left before its last reply.
        """
        merged = self.merged()
        if merged is None or not self.is_whole:
            raise self.incomplete("the stream was left before it was done")
        return self._call.formed(merged)

    def _parse(self, line: bytes) -> Iterator[R]:
        try:
            fields = _parse_object(line, self._response)
        except ResponseError as error:
            if self.is_whole and isinstance(error, InvalidResponseError):
                return
            error.partial = self.merged()
            raise
        if self.is_whole:
            return
        self._merger.add(fields)
        reply = self._call.reply.from_dict(fields)
        if self._call.watch is not None:
            self._call.watch.add(reply)
        self.is_whole = self._call.is_last(reply)
        yield reply

    def incomplete(self, reason: str) -> IncompleteResponseError:
        """Make the error of a stream that is not whole, with what came of it."""
        error = IncompleteResponseError(reason, self._response.status_code, headers=self._response.headers, body="")
        error.partial = self.merged()
        return error


def _parse_object(data: bytes, response: httpx.Response) -> dict[str, Any]:
    try:
        text = data.removeprefix(BOM_UTF8).decode()
        content: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise invalid(f"the answer is no JSON ({error})", response, data) from None
    if not isinstance(content, dict):
        raise invalid("the answer is no JSON object", response, data)
    fields = cast("dict[str, Any]", content)
    if fields.get("error"):
        raise ResponseError(text, response.status_code, headers=response.headers, body=text)
    return fields
