"""From the bytes of a response to models, whole or line by line; decides whether a response is complete."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from ..errors import IncompleteResponseError, InvalidResponseError, OllamaError, ResponseError
from .failures import invalid_response, too_long
from .load_json import load_json
from .main_fields import find_mismatch, only_main_field
from .merge import Merger
from .ndjson import LineDecoder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ollama_rest.types import ApiModel

    from ..clients.bounds import Bounds
    from ..exchange.steps import Response
    from ..requests.call import Call
    from .progress import ProgressReporter

R = TypeVar("R", bound="ApiModel")

_OBJECT = re.compile(rb"(?:%b)?\s*\{" % BOM_UTF8)


def parse_reply(call: Call[R], response: Response, content: bytes, bounds: Bounds) -> R:
    """Parse the content of a whole successful response.

    Raises:
        InvalidResponseError: The body is not a JSON object, or not a reply of the call.
        IncompleteResponseError: The reply has `done: false`, as when the model sent bytes that are not UTF-8.
        ResponseError: The body is an error despite the status.
    """
    if call.empty is not None and not content.strip():
        return call.empty
    if not _OBJECT.match(content):  # decoding it would double the memory of a hostile response
        raise invalid_response("the response is not a JSON object", response, content[: bounds.error])
    try:
        fields = _parse_object(content, response, bounds)
    except InvalidResponseError:
        # When a remote model fails half way, the server adds the error to the reply as a second line.
        _, _, last = content.rstrip().rpartition(b"\n")
        if last.startswith(b'{"'):
            _parse_object(last, response, bounds)
        raise
    if mismatch := find_mismatch(call.reply, fields, may_lack=False):
        raise invalid_response(f"the response is not a reply: {mismatch}", response, content[: bounds.error])
    reply = call.reply.from_dict(fields)
    if reply.get("done") is False:
        error = IncompleteResponseError(
            "the reply is not done: the server stopped half way",
            response.status_code,
            headers=response.headers,
            body=content[: bounds.error].decode(errors="replace"),
        )
        error.partial = reply
        raise error
    return call.complete(reply)


class ReplyReader(Generic[R]):
    """Turns the bytes of a stream into replies, and knows when the stream is complete.

    Lines after the last reply are dropped, except for an error line.
    """

    def __init__(
        self, call: Call[R], response: Response, bounds: Bounds, progress: ProgressReporter | None = None
    ) -> None:
        self._call = call
        self._response = response
        self._bounds = bounds
        self._progress = progress
        self._lines = LineDecoder()
        self._merger: Merger[R] = Merger(call.reply)
        self._main_field, self._main_class = only_main_field(call.reply)
        self.is_whole: bool = False
        """Whether the last reply has arrived."""

    def feed(self, data: bytes) -> Iterator[R]:
        """Take the next bytes; yield the replies that they complete.

        Raises:
            ResponseError: A line is an error.
            InvalidResponseError: A line is not a JSON object, not a reply of the call, or too long.
        """
        for line in self._lines.feed(data):
            if len(line) > self._bounds.line:
                self._refuse_length(line)
            elif (reply := self._parse(line)) is not None:
                yield reply
        if self._lines.pending > self._bounds.line:
            self._refuse_length(b"".join(self._lines.flush()))

    def end(self) -> Iterator[R]:
        """Take the end of the bytes; yield the reply of a last line without a newline.

        Raises:
            IncompleteResponseError: The last reply is missing.
        """
        for line in self._lines.flush():
            try:
                reply = self._parse(line)
            except InvalidResponseError as error:
                if not _is_cut_object(line):
                    raise
                raise self.incomplete("the stream was cut in the middle of a line") from error
            if reply is not None:
                yield reply
        if not self.is_whole:
            raise self.incomplete("the stream ended before it was done")

    def fail(self, error: OllamaError) -> None:
        """Take the error that broke off the reading; it is ignored once the last reply has arrived.

        Raises:
            OllamaError: The error, with the replies so far as its `partial`.
        """
        if self.is_whole:
            return
        error.partial = self.merged()
        raise error

    def is_callback_error(self, error: Exception) -> bool:
        """Whether the function that progress is reported to raised this error."""
        return self._progress is not None and error is self._progress.callback_error

    def close(self) -> None:
        """Take note that the stream is over, or was left."""
        if self._progress is not None:
            self._progress.close()

    def merged(self) -> R | None:
        """Return one reply merged from all so far, or None before the first."""
        return self._merger.merged()

    def whole(self) -> R:
        """Return one reply merged from the complete stream.

        Raises:
            IncompleteResponseError: The stream was left before its last reply.
        """
        merged = self.merged()
        if merged is None or not self.is_whole:
            raise self.incomplete("the stream was left before it was done")
        return self._call.complete(merged)

    def _refuse_length(self, line: bytes) -> None:
        if self.is_whole:  # what follows is dropped
            return
        bounds = self._bounds
        error = too_long("a line", "max_line_bytes", bounds.line, self._response, line[: bounds.error])
        error.partial = self.merged()
        raise error

    def _parse(self, line: bytes) -> R | None:
        """Return the reply of a line, or None for a line after the last."""
        try:
            fields = _parse_object(line, self._response, self._bounds)
            if fields.get(self._main_field).__class__ is not self._main_class and (
                mismatch := find_mismatch(self._call.reply, fields, may_lack=self._merger.has_replies)
            ):
                raise invalid_response(
                    f"the response is not a reply: {mismatch}", self._response, line[: self._bounds.error]
                )
        except ResponseError as error:
            if self.is_whole and isinstance(error, InvalidResponseError):
                return None
            error.partial = self.merged()
            raise
        if self.is_whole:
            return None
        self._merger.add(fields)
        reply = self._call.reply.from_dict(fields)
        if self._progress is not None:
            self._progress.add(reply)
        self.is_whole = self._call.is_last(reply)
        return reply

    def incomplete(self, reason: str) -> IncompleteResponseError:
        """Return the error of an incomplete stream, with the replies so far as its `partial`."""
        error = IncompleteResponseError(reason, self._response.status_code, headers=self._response.headers, body="")
        error.partial = self.merged()
        return error


def _is_cut_object(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return line.lstrip().startswith(b"{")
    return False


def _parse_object(data: bytes, response: Response, bounds: Bounds) -> dict[str, Any]:
    try:
        content = load_json(data)
    except (ValueError, RecursionError) as error:
        raise invalid_response(f"the response is not JSON ({error})", response, data[: bounds.error]) from None
    if not isinstance(content, dict):
        raise invalid_response("the response is not a JSON object", response, data[: bounds.error])
    fields = cast("dict[str, Any]", content)
    if fields.get("error"):
        text = data.decode("utf-8-sig")
        raise ResponseError(text, response.status_code, headers=response.headers, body=text[: bounds.error])
    return fields
