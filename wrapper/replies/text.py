"""The replies that carry text, with ways to read it as an object."""

from __future__ import annotations

from typing import Any, TypeVar

from ollama_rest import models
from ollama_rest.types import ApiModel

from .merge import text_of

T = TypeVar("T")


class _TextReply(ApiModel):
    """What both replies do with their text."""

    __slots__ = ()

    _form: Any

    def parse(self, into: type[T]) -> T:
        """Read the text as JSON, into an object of the class that was given as `format`.

        Args:
            into: a pydantic model, dataclass, attrs class or TypedDict.

        Raises:
            InvalidResponseError: the text is no JSON, or does not fit; the error says where.
            RequestError: `into` is no such class.
        """
        from ..schemas.output import parse

        return parse(text_of(self), into)

    @property
    def parsed(self) -> Any:
        """The text of a whole reply as an object of the class that the call gave as `format`; None where it gave none.

        It is read anew each time, as `parse` does. Copies do not know the class.
        """
        form = getattr(self, "_form", None)
        return None if form is None else self.parse(form)


class ChatResponse(_TextReply, models.ChatResponse):
    """The reply of chat, whole or a piece of a stream."""

    __slots__ = ("_form",)


class GenerateResponse(_TextReply, models.GenerateResponse):
    """The reply of generate, whole or a piece of a stream."""

    __slots__ = ("_form",)


def set_form(reply: object, form: Any) -> None:
    """Tell a reply the class that its text is to be an object of."""
    if isinstance(reply, _TextReply):
        reply._form = form  # pyright: ignore[reportPrivateUsage]  # of the class above
