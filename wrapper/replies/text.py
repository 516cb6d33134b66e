"""The replies that carry text, with ways to read it as an object."""

from __future__ import annotations

from typing import Any, TypeVar

from ollama_rest import models
from ollama_rest.types import ApiModel

from .merge import text_of

T = TypeVar("T")


class _TextReply(ApiModel):
    """A reply whose text can be parsed."""

    __slots__ = ()

    output_type: Any

    def parse(self, into: type[T]) -> T:
        """Parse the text as JSON into an object.

        Args:
            into: A pydantic model, dataclass, attrs class or TypedDict, such as the class passed as `format`.

        Returns:
            An object of that class.

        Raises:
            InvalidResponseError: The text is not JSON, or does not fit the class; the message names the place.
            RequestError: `into` is not such a class.

        >>> from dataclasses import dataclass
        >>> from wrapper import GenerateResponse
        >>> @dataclass
        ... class City:
        ...     name: str
        >>> GenerateResponse(response='{"name": "Paris"}').parse(City)
        City(name='Paris')
        """
        from ..schemas.output import parse

        return parse(text_of(self), into)

    @property
    def parsed(self) -> Any:
        """The text of a whole reply as an object of the class passed as `format`; None if no class was passed.

        It is parsed at each access, as by `parse`. Copies of the reply do not know the class.
        """
        output_type = getattr(self, "output_type", None)
        return None if output_type is None else self.parse(output_type)


class ChatResponse(_TextReply, models.ChatResponse):
    """The reply of chat: whole, or one part of a stream."""

    __slots__ = ("output_type",)


class GenerateResponse(_TextReply, models.GenerateResponse):
    """The reply of generate: whole, or one part of a stream."""

    __slots__ = ("output_type",)
