"""One call of a verb: what to send, and how to read the response."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ollama_rest.types import ApiModel

from ..errors import RequestError, short_repr

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R", bound=ApiModel)


@dataclass(frozen=True, slots=True)
class Call(Generic[R]):
    """One call of a verb: what to send, and how to read the response."""

    request: dict[str, Any]
    """Method, path, headers and body, as the generated function of the operation returns them."""
    reply: type[R]
    is_last: Callable[[R], bool] = lambda _: True
    """Whether a reply of a stream is the one that ends it."""
    empty: R | None = None
    """The reply that stands for a successful response without a body."""
    output_type: Any = None
    """The class to parse the reply's content into, or None."""

    def with_stream(self, stream: object) -> Call[R]:
        """Return the call with `stream` in its body: whether the server sends its replies one by one.

        Raises:
            RequestError: `stream` is not a bool.
        """
        check_stream(stream)
        return self.with_json({**self.request["json"], "stream": bool(stream)})

    def with_json(self, json: dict[str, Any] | None) -> Call[R]:
        """Return the call with another body."""
        return replace(self, request={**self.request, "json": json})

    def with_model(self, model: str) -> Call[R]:
        """Return the call with a model in its body."""
        return self.with_json({**self.request["json"], "model": model})

    def complete(self, reply: R) -> R:
        """Return a whole reply, which then knows the class of its content."""
        if self.output_type is not None:
            reply.output_type = self.output_type  # type: ignore[attr-defined]  # only a TextReply's call has one
        return reply


def check_stream(stream: object) -> None:
    """Raise `RequestError` if an argument `stream` is not a bool."""
    if not isinstance(stream, (bool, type(None))):
        raise RequestError(f"stream must be True or False, not {short_repr(stream)}")


def raw_call(reply: type[R], method: str, url: str) -> Call[R]:
    """Return the call of any route of the API, without a body."""
    return Call({"method": method, "url": url}, reply, _is_final)


def _is_final(reply: ApiModel) -> bool:
    return reply.get("done") is True or reply.get("status") == "success"
