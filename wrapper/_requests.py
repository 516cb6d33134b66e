"""From the arguments of a verb to a request: the one place that knows the generated functions and their models."""

# `_get_kwargs` is private by its name, and the one generated function that makes a request and sends nothing.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from generated.types import ApiModel

from ._errors import RequestError
from ._settings import DEFAULT, Default

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Unpack

    from generated.models import ChatResponse, EmbedResponse, GenerateResponse, ListResponse, Options, VersionResponse

    from ._params import ChatParams, GenerateParams, Messages
    from ._settings import Timeout

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

    def is_cut_short(self, reply: R) -> bool:
        """Whether a whole reply says itself that it is not done."""
        return reply.get("done") is False


def chat(
    model: str, messages: Messages | None, stream: bool, timeout: Timeout | Default, **params: Unpack[ChatParams]
) -> Call[ChatResponse]:
    from generated.api.inference.chat import _get_kwargs
    from generated.models import ChatRequest, ChatResponse

    body = ChatRequest(model=_model(model), messages=list(messages or []), stream=stream, **params)
    return Call(_get_kwargs(body=body), ChatResponse, _is_done, timeout)


def generate(
    model: str,
    prompt: str | None,
    suffix: str | None,
    stream: bool,
    timeout: Timeout | Default,
    **params: Unpack[GenerateParams],
) -> Call[GenerateResponse]:
    from generated.api.inference.generate import _get_kwargs
    from generated.models import GenerateRequest, GenerateResponse

    body = GenerateRequest(model=_model(model), prompt=prompt, suffix=suffix, stream=stream, **params)
    return Call(_get_kwargs(body=body), GenerateResponse, _is_done, timeout)


def embed(
    model: str,
    input: str | Sequence[str],
    truncate: bool | None,
    options: Options | Mapping[str, Any] | None,
    keep_alive: float | str | None,
    dimensions: int | None,
    timeout: Timeout | Default,
) -> Call[EmbedResponse]:
    from generated.api.inference.embed import _get_kwargs
    from generated.models import EmbedRequest, EmbedResponse

    body = EmbedRequest(
        model=_model(model),
        input=input if isinstance(input, str) else list(input),
        truncate=truncate,
        options=options,
        keep_alive=keep_alive,
        dimensions=dimensions,
    )
    return Call(_get_kwargs(body=body), EmbedResponse, timeout=timeout)


def list_(timeout: Timeout | Default) -> Call[ListResponse]:
    from generated.api.models.list_models import _get_kwargs
    from generated.models import ListResponse

    return Call(_get_kwargs(), ListResponse, timeout=timeout)


def version(timeout: Timeout | Default) -> Call[VersionResponse]:
    from generated.api.server.version import _get_kwargs
    from generated.models import VersionResponse

    return Call(_get_kwargs(), VersionResponse, timeout=timeout)


def _model(name: object) -> str:
    if not isinstance(name, str) or not name.strip():
        raise RequestError(f"model must name a model, such as 'llama3.2', not {name!r}")
    return name


def _is_done(reply: ChatResponse | GenerateResponse) -> bool:
    return reply.done is True
