"""The replies that carry text, with a way to read it as an object."""

from __future__ import annotations

from typing import TypeVar

from generated import models

from ._merge import text_of

T = TypeVar("T")


class ChatResponse(models.ChatResponse):
    """The reply of chat, whole or a piece of a stream."""

    __slots__ = ()

    def parse(self, into: type[T]) -> T:
        """Read the text as JSON, into an object of the class that was given as `format`.

        Args:
            into: a pydantic model, dataclass, attrs class or TypedDict.

        Raises:
            InvalidResponseError: the text is no JSON, or does not fit; the error says where.
            RequestError: `into` is no such class.
        """
        from ._formats import parse

        return parse(text_of(self), into)


class GenerateResponse(models.GenerateResponse):
    """The reply of generate, whole or a piece of a stream."""

    __slots__ = ()

    def parse(self, into: type[T]) -> T:
        """Read the text as JSON, as `ChatResponse.parse` does."""
        from ._formats import parse

        return parse(text_of(self), into)
