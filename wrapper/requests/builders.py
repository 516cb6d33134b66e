"""From the arguments of a verb to a request: the one place that knows the generated functions and their models."""

# `_get_kwargs` is private by its name, and the one generated function that makes a request and sends nothing.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from ollama_rest.types import ApiModel

from ..errors import RequestError, short_repr
from .call import Call
from .checks import check_types

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Sequence
    from typing import Unpack

    from ollama_rest.models import (
        EmbeddingsResponse,
        EmbedResponse,
        ListResponse,
        Message,
        Options,
        ProcessResponse,
        ProgressResponse,
        ShowResponse,
        SystemOneResponse,
        Tool,
        VersionResponse,
        WebFetchResponse,
        WebSearchResponse,
    )

    from ..clients.settings import Default, Timeout
    from ..replies.progress import Watch
    from ..replies.text import ChatResponse, GenerateResponse
    from .params import ChatParams, GenerateParams, Messages

FILES_OF_CREATE = ("files", "adapters", "draft_files")


def chat(
    model: str, messages: Messages | None, stream: bool, timeout: Timeout | Default, **params: Unpack[ChatParams]
) -> Call[ChatResponse]:
    from ollama_rest.api.inference.chat import _get_kwargs
    from ollama_rest.models import ChatRequest

    from ..replies.text import ChatResponse
    from .params import ChatParams, refuse_unknown

    refuse_unknown("chat", params, ChatParams)
    converted: dict[str, Any] = {
        **params,
        "messages": _messages(messages),
        # Sent even when empty, as the official client does: recorded requests compare equal.
        "tools": _tools(params.get("tools")),
        "format": _format(params.get("format")),
    }
    body = ChatRequest(model=named_model(model), stream=stream or False, **converted)
    return Call(_get_kwargs(body=check_types(body)), ChatResponse, _is_done, timeout, form=_form(params.get("format")))


def generate(
    model: str,
    prompt: str | None,
    suffix: str | None,
    stream: bool,
    timeout: Timeout | Default,
    **params: Unpack[GenerateParams],
) -> Call[GenerateResponse]:
    from ollama_rest.api.inference.generate import _get_kwargs
    from ollama_rest.models import GenerateRequest

    from ..replies.text import GenerateResponse
    from .params import GenerateParams, refuse_unknown

    refuse_unknown("generate", params, GenerateParams)
    converted: dict[str, Any] = {
        **params,
        "images": _images(params.get("images")),
        "format": _format(params.get("format")),
    }
    # For models that make images: known to servers before and after the one described.
    drawing = {name: converted.pop(name) for name in ("width", "height", "steps") if name in converted}
    converted["additional_properties"] = {name: value for name, value in drawing.items() if value is not None}
    body = GenerateRequest(model=named_model(model), prompt=prompt, suffix=suffix, stream=stream or False, **converted)
    return Call(
        _get_kwargs(body=check_types(body)), GenerateResponse, _is_done, timeout, form=_form(params.get("format"))
    )


def load(model: str, keep_alive: float | str | None, timeout: Timeout | Default) -> Call[GenerateResponse]:
    return generate(model, None, None, False, timeout, keep_alive=keep_alive)


def embed(
    model: str,
    input: str | Sequence[str],
    truncate: bool | None,
    options: Options | Mapping[str, Any] | None,
    keep_alive: float | str | None,
    dimensions: int | None,
    timeout: Timeout | Default,
) -> Call[EmbedResponse]:
    from ollama_rest.api.inference.embed import _get_kwargs
    from ollama_rest.models import EmbedRequest, EmbedResponse

    body = EmbedRequest(
        model=named_model(model),
        input=_inputs(input),
        truncate=truncate,
        options=options,
        keep_alive=keep_alive,
        dimensions=dimensions,
    )
    return Call(_get_kwargs(body=check_types(body)), EmbedResponse, timeout=timeout)


def embeddings(
    model: str,
    prompt: str | None,
    options: Options | Mapping[str, Any] | None,
    keep_alive: float | str | None,
    timeout: Timeout | Default,
) -> Call[EmbeddingsResponse]:
    from ollama_rest.api.inference.embeddings import _get_kwargs
    from ollama_rest.models import EmbeddingsRequest, EmbeddingsResponse

    body = EmbeddingsRequest(model=named_model(model), prompt=prompt, options=options, keep_alive=keep_alive)
    return Call(_get_kwargs(body=check_types(body)), EmbeddingsResponse, timeout=timeout)


def list_(timeout: Timeout | Default) -> Call[ListResponse]:
    from ollama_rest.api.models.list_models import _get_kwargs
    from ollama_rest.models import ListResponse

    return Call(_get_kwargs(), ListResponse, timeout=timeout)


def ps(timeout: Timeout | Default) -> Call[ProcessResponse]:
    from ollama_rest.api.models.list_running_models import _get_kwargs
    from ollama_rest.models import ProcessResponse

    return Call(_get_kwargs(), ProcessResponse, timeout=timeout)


def show(model: str, verbose: bool | None, timeout: Timeout | Default) -> Call[ShowResponse]:
    from ollama_rest.api.models.show import _get_kwargs
    from ollama_rest.models import ShowRequest, ShowResponse

    return Call(
        _get_kwargs(body=check_types(ShowRequest(model=named_model(model), verbose=verbose))),
        ShowResponse,
        timeout=timeout,
    )


def create(
    model: str, arguments: Mapping[str, Any], stream: bool, timeout: Timeout | Default, watch: Watch | None
) -> Call[ProgressResponse]:
    from ollama_rest.api.models.create import _get_kwargs
    from ollama_rest.models import CreateRequest, Options, ProgressResponse

    # Files are named by their digests once they are uploaded.
    converted = {name: value for name, value in arguments.items() if name not in FILES_OF_CREATE}
    if (messages := arguments.get("messages")) is not None:
        converted["messages"] = _messages(messages)
    if isinstance(parameters := arguments.get("parameters"), Options):
        converted["parameters"] = parameters.to_dict()
    body = CreateRequest(model=named_model(model), stream=_streamed(stream, watch), **converted)
    return Call(_get_kwargs(body=check_types(body)), ProgressResponse, _is_success, timeout, watch=watch)


def copy(source: str, destination: str, timeout: Timeout | Default) -> Call[ProgressResponse]:
    from ollama_rest.api.models.copy import _get_kwargs
    from ollama_rest.models import CopyRequest

    body = CopyRequest(source=named_model(source), destination=named_model(destination))
    return _acknowledged(_get_kwargs(body=check_types(body)), timeout)


def delete(model: str, timeout: Timeout | Default) -> Call[ProgressResponse]:
    from ollama_rest.api.models.delete import _get_kwargs
    from ollama_rest.models import DeleteRequest

    body = DeleteRequest(model=named_model(model))
    return _acknowledged(_get_kwargs(body=check_types(body)), timeout)


def pull(
    model: str, insecure: bool, stream: bool, timeout: Timeout | Default, watch: Watch | None
) -> Call[ProgressResponse]:
    from ollama_rest.api.models.pull import _get_kwargs
    from ollama_rest.models import ProgressResponse, PullRequest

    body = PullRequest(model=named_model(model), insecure=insecure, stream=_streamed(stream, watch))
    return Call(_get_kwargs(body=check_types(body)), ProgressResponse, _is_success, timeout, watch=watch)


def push(
    model: str, insecure: bool, stream: bool, timeout: Timeout | Default, watch: Watch | None
) -> Call[ProgressResponse]:
    from ollama_rest.api.models.push import _get_kwargs
    from ollama_rest.models import ProgressResponse, PushRequest

    body = PushRequest(model=named_model(model), insecure=insecure, stream=_streamed(stream, watch))
    return Call(_get_kwargs(body=check_types(body)), ProgressResponse, _is_success, timeout, watch=watch)


def head_blob(digest: str, timeout: Timeout | Default) -> Call[ProgressResponse]:
    from ollama_rest.api.blobs.head_blob import _get_kwargs

    return _acknowledged(_get_kwargs(digest), timeout)


def create_blob(
    digest: str, content: Iterable[bytes] | AsyncIterable[bytes], size: int, timeout: Timeout | Default
) -> Call[ProgressResponse]:
    from ollama_rest.api.blobs.create_blob import _get_kwargs

    request = _get_kwargs(digest, body=content)
    request["headers"]["Content-Length"] = str(size)
    return _acknowledged(request, timeout)


def web_search(
    query: str, max_results: int, authorization: str | None, timeout: Timeout | Default
) -> Call[WebSearchResponse]:
    from ollama_rest.api.web.web_search import _get_kwargs
    from ollama_rest.models import WebSearchRequest, WebSearchResponse

    request = _get_kwargs(body=check_types(WebSearchRequest(query=query, max_results=max_results)))
    return Call(_at_ollama_com(request, authorization, "web search"), WebSearchResponse, timeout=timeout)


def web_fetch(url: str, authorization: str | None, timeout: Timeout | Default) -> Call[WebFetchResponse]:
    from ollama_rest.api.web.web_fetch import _get_kwargs
    from ollama_rest.models import WebFetchRequest, WebFetchResponse

    request = _get_kwargs(body=check_types(WebFetchRequest(url=url)))
    return Call(_at_ollama_com(request, authorization, "web fetch"), WebFetchResponse, timeout=timeout)


def systemone(
    model: str,
    state: str | Sequence[Any] | Mapping[str, Any],
    questions: Mapping[str, Any],
    keep_alive: float | str | None,
    timeout: Timeout | Default,
) -> Call[SystemOneResponse]:
    from ollama_rest.api.inference.systemone import _get_kwargs
    from ollama_rest.models import SystemOneRequest, SystemOneResponse

    body = SystemOneRequest(model=named_model(model), state=state, questions=questions, keep_alive=keep_alive)
    return Call(_get_kwargs(body=check_types(body)), SystemOneResponse, timeout=timeout)


def version(timeout: Timeout | Default) -> Call[VersionResponse]:
    from ollama_rest.api.server.version import _get_kwargs
    from ollama_rest.models import VersionResponse

    return Call(_get_kwargs(), VersionResponse, timeout=timeout)


def _streamed(stream: bool, watch: Watch | None) -> bool:
    """Tell whether the server shall answer step by step: who watches wants it, even where the caller does not."""
    return stream or watch is not None


def _acknowledged(request: dict[str, Any], timeout: Timeout | Default) -> Call[ProgressResponse]:
    """Make a call whose answer of success has no body."""
    from ollama_rest.models import ProgressResponse

    return Call(request, ProgressResponse, timeout=timeout, empty=ProgressResponse(status="success"))


def _at_ollama_com(request: dict[str, Any], authorization: str | None, purpose: str) -> dict[str, Any]:
    if authorization is None:
        raise RequestError(
            f"an Authorization header with Bearer token is required for {purpose}: give a key of ollama.com as "
            "`api_key`, or in OLLAMA_API_KEY"
        )
    return {**request, "url": f"https://ollama.com{request['url']}", "headers": {"Authorization": authorization}}


def named_model(name: object) -> str:
    """Give the name of a model.

    Raises:
        RequestError: it is none.
    """
    if not isinstance(name, str) or not name.strip():
        raise RequestError(f"model must name a model, such as 'llama3.2', not {short_repr(name)}")
    return name


def _messages(messages: object) -> list[Message]:
    from ollama_rest.models import Message

    converted: list[Message] = []
    for number, message in enumerate(_items("messages", messages)):
        fields = _fields(message)
        if fields is None:
            raise RequestError(f"messages must be a list of dicts or Messages, and has {short_repr(message)}")
        if fields.get("images") is not None:
            fields["images"] = _images(fields["images"])
        converted.append(check_types(Message.from_dict(fields), f"messages[{number}]."))
    return converted


def _fields(message: Any) -> dict[str, Any] | None:
    if isinstance(message, (Mapping, ApiModel)):
        return dict(cast("Mapping[str, Any]", message))
    if hasattr(message, "model_dump"):  # a pydantic model of the caller's own
        return {name: value for name, value in message.model_dump().items() if value is not None}
    return None


def _items(name: str, given: object) -> Iterable[object]:
    """Give the items of an argument that is a list, or nothing."""
    if given is None:
        return ()
    if not _is_listing(given):
        raise RequestError(f"{name} must be a list, not {short_repr(given)}")
    return given


def _inputs(inputs: object) -> Any:
    if _is_listing(inputs):
        return [*inputs]
    return "" if inputs is None else inputs


def _is_listing(value: object) -> TypeGuard[Iterable[object]]:
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping, ApiModel))


def _images(images: object) -> list[str] | None:
    if images is None:
        return None
    from .images import as_images

    return as_images(images)


def _tools(tools: object) -> list[Tool | Mapping[str, Any]]:
    given = [*_items("tools", tools)]
    if not given:
        return []
    from ..schemas.tools import as_tool

    return [as_tool(tool) for tool in given]


def _format(answer: object) -> str | Mapping[str, Any] | None:
    if answer is None or isinstance(answer, str):
        return answer
    from ..schemas.output import as_format

    return as_format(answer)


def _form(answer: object) -> object:
    """Give the class, or other type, that was given as a format; None for a schema."""
    return None if isinstance(answer, (str, Mapping)) else answer


def _is_done(reply: ChatResponse | GenerateResponse) -> bool:
    return reply.done is True


def _is_success(reply: ProgressResponse) -> bool:
    return reply.status == "success"
