"""One call of a verb: what to send, and how to read the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ollama_rest.types import ApiModel

from ..clients.settings import DEFAULT, Default

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..clients.settings import Timeout
    from ..replies.progress import Watch

R = TypeVar("R", bound=ApiModel)


@dataclass(frozen=True, slots=True)
class Call(Generic[R]):
    """One call of a verb: what to send, and how to read the answer."""

    request: dict[str, Any]
    """The keyword arguments of `httpx.Client.build_request`."""
    reply: type[R]
    is_last: Callable[[R], bool] = lambda _: True
    """Whether a reply of a stream is the one that ends it."""
    timeout: Timeout | Default = DEFAULT
    empty: R | None = None
    """The reply to an answer of success that has no body."""
    watch: Watch | None = None
    """Who is told of each reply of a stream."""
    form: Any = None
    """The class that the text of the whole reply is to be an object of; None where it is free."""

    def formed(self, reply: R) -> R:
        """Give the whole reply, which then knows its form."""
        if self.form is not None:
            from ..replies.text import set_form

            set_form(reply, self.form)
        return reply
