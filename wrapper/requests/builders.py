"""From the arguments of a verb to its call: the only module that knows the generated functions and request models."""

# `_get_kwargs` has a private name, and is the one generated function that builds a request and sends nothing.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from ollama_rest.types import ApiModel

from ..errors import RequestError, short_repr
from .call import Call
from .checks import build_body, check_types, reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Sequence
    from typing import Unpack

    from ollama_rest.models import (
        CreateRequest,
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

    from ..replies.text import ChatResponse, GenerateResponse
    from .params import ChatParams, GenerateParams, Messages

FILE_ARGUMENTS = ("files", "adapters", "draft_files")


def chat(
    model: str, messages: Messages | None, *, string_paths: bool = True, **params: Unpack[ChatParams]
) -> Call[ChatResponse]:
    """Build the call of `chat`."""
    from ollama_rest.api.inference.chat import _get_kwargs
    from ollama_rest.models import ChatRequest

    from ..replies.text import ChatResponse
    from .params import ChatParams, refuse_unknown

    refuse_unknown("chat", params, ChatParams, ChatRequest)
    converted: dict[str, Any] = {
        **params,
        "messages": as_messages(messages, string_paths=string_paths),
        # Sent even when empty, as the official client does: recorded requests compare equal.
        "tools": as_tools(params.get("tools")),
        "format": _format(params.get("format")),
    }
    body = build_body(ChatRequest, model=named_model(model), **converted)
    output_type = _output_type(params.get("format"))
    return Call(_get_kwargs(body=body), ChatResponse, _is_done, output_type=output_type)


def generate(
    model: str,
    prompt: str | None,
    suffix: str | None,
    *,
    string_paths: bool = True,
    **params: Unpack[GenerateParams],
) -> Call[GenerateResponse]:
    """Build the call of `generate`."""
    from ollama_rest.api.inference.generate import _get_kwargs
    from ollama_rest.models import GenerateRequest

    from ..replies.text import GenerateResponse
    from .params import GenerateParams, refuse_unknown

    refuse_unknown("generate", params, GenerateParams, GenerateRequest)
    converted: dict[str, Any] = {
        **params,
        "images": _images(params.get("images"), string_paths),
        "format": _format(params.get("format")),
    }
    # For models that make images; servers before and after the described version know them.
    drawing = {name: converted.pop(name) for name in ("width", "height", "steps") if name in converted}
    converted["additional_properties"] = {name: value for name, value in drawing.items() if value is not None}
    body = build_body(GenerateRequest, model=named_model(model), prompt=prompt, suffix=suffix, **converted)
    output_type = _output_type(params.get("format"))
    return Call(_get_kwargs(body=body), GenerateResponse, _is_done, output_type=output_type)


def load(model: str, keep_alive: float | str | None) -> Call[GenerateResponse]:
    """Build the call of `load`."""
    return generate(model, None, None, keep_alive=keep_alive).with_stream(False)


def embed(
    model: str,
    input: str | Sequence[str],
    truncate: bool | None = None,
    options: Options | Mapping[str, Any] | None = None,
    keep_alive: float | str | None = None,
    dimensions: int | None = None,
) -> Call[EmbedResponse]:
    """Build the call of `embed`."""
    from ollama_rest.api.inference.embed import _get_kwargs
    from ollama_rest.models import EmbedRequest, EmbedResponse

    body = build_body(
        EmbedRequest,
        model=named_model(model),
        input=_inputs(input),
        truncate=truncate,
        options=options,
        keep_alive=keep_alive,
        dimensions=dimensions,
    )
    return Call(_get_kwargs(body=body), EmbedResponse)


def embeddings(
    model: str,
    prompt: str | None,
    options: Options | Mapping[str, Any] | None,
    keep_alive: float | str | None,
) -> Call[EmbeddingsResponse]:
    """Build the call of `embeddings`."""
    from ollama_rest.api.inference.embeddings import _get_kwargs
    from ollama_rest.models import EmbeddingsRequest, EmbeddingsResponse

    body = build_body(
        EmbeddingsRequest, model=named_model(model), prompt=prompt, options=options, keep_alive=keep_alive
    )
    return Call(_get_kwargs(body=body), EmbeddingsResponse)


def list_() -> Call[ListResponse]:
    """Build the call of `list`."""
    from ollama_rest.api.models.list_models import _get_kwargs
    from ollama_rest.models import ListResponse

    return Call(_get_kwargs(), ListResponse)


def ps() -> Call[ProcessResponse]:
    """Build the call of `ps`."""
    from ollama_rest.api.models.list_running_models import _get_kwargs
    from ollama_rest.models import ProcessResponse

    return Call(_get_kwargs(), ProcessResponse)


def show(model: str, verbose: bool | None) -> Call[ShowResponse]:
    """Build the call of `show`."""
    from ollama_rest.api.models.show import _get_kwargs
    from ollama_rest.models import ShowRequest, ShowResponse

    return Call(
        _get_kwargs(body=build_body(ShowRequest, model=named_model(model), verbose=verbose)),
        ShowResponse,
    )


def create_request(model: str, arguments: Mapping[str, Any], *, string_paths: bool) -> CreateRequest:
    """Return the checked body of create, without its files: those are named by digest once they are uploaded."""
    from ollama_rest.models import CreateRequest, Options

    converted = {name: value for name, value in arguments.items() if name not in FILE_ARGUMENTS}
    if (messages := arguments.get("messages")) is not None:
        converted["messages"] = as_messages(messages, string_paths=string_paths)
    if isinstance(parameters := arguments.get("parameters"), Options):
        converted["parameters"] = parameters.to_dict()
    return build_body(CreateRequest, model=named_model(model), **converted)


def create(body: CreateRequest) -> Call[ProgressResponse]:
    """Build the call of `create`."""
    from ollama_rest.api.models.create import _get_kwargs
    from ollama_rest.models import ProgressResponse

    return Call(_get_kwargs(body=body), ProgressResponse, _is_success)


def copy(source: str, destination: str) -> Call[ProgressResponse]:
    """Build the call of `copy`."""
    from ollama_rest.api.models.copy import _get_kwargs
    from ollama_rest.models import CopyRequest

    body = build_body(CopyRequest, source=named_model(source), destination=named_model(destination))
    return _acknowledged(_get_kwargs(body=body))


def delete(model: str) -> Call[ProgressResponse]:
    """Build the call of `delete`."""
    from ollama_rest.api.models.delete import _get_kwargs
    from ollama_rest.models import DeleteRequest

    body = build_body(DeleteRequest, model=named_model(model))
    return _acknowledged(_get_kwargs(body=body))


def pull(model: str, insecure: bool) -> Call[ProgressResponse]:
    """Build the call of `pull`."""
    from ollama_rest.api.models.pull import _get_kwargs
    from ollama_rest.models import ProgressResponse, PullRequest

    body = build_body(PullRequest, model=named_model(model), insecure=insecure)
    return Call(_get_kwargs(body=body), ProgressResponse, _is_success)


def push(model: str, insecure: bool) -> Call[ProgressResponse]:
    """Build the call of `push`."""
    from ollama_rest.api.models.push import _get_kwargs
    from ollama_rest.models import ProgressResponse, PushRequest

    body = build_body(PushRequest, model=named_model(model), insecure=insecure)
    return Call(_get_kwargs(body=body), ProgressResponse, _is_success)


def head_blob(digest: str) -> Call[ProgressResponse]:
    """Build the call of `head_blob`."""
    from ollama_rest.api.blobs.head_blob import _get_kwargs

    return _acknowledged(_get_kwargs(digest))


def create_blob(digest: str, content: Iterable[bytes] | AsyncIterable[bytes], size: int) -> Call[ProgressResponse]:
    """Build the call of `create_blob`."""
    from ollama_rest.api.blobs.create_blob import _get_kwargs

    request = _get_kwargs(digest, body=content)
    request["headers"]["Content-Length"] = str(size)
    return _acknowledged(request)


def web_search(query: str, max_results: int, authorization: str | None) -> Call[WebSearchResponse]:
    """Build the call of `web_search`."""
    from ollama_rest.api.web.web_search import _get_kwargs
    from ollama_rest.models import WebSearchRequest, WebSearchResponse

    request = _get_kwargs(body=build_body(WebSearchRequest, query=query, max_results=max_results))
    return Call(_at_ollama_com(request, authorization, "web search"), WebSearchResponse)


def web_fetch(url: str, authorization: str | None) -> Call[WebFetchResponse]:
    """Build the call of `web_fetch`."""
    from ollama_rest.api.web.web_fetch import _get_kwargs
    from ollama_rest.models import WebFetchRequest, WebFetchResponse

    request = _get_kwargs(body=build_body(WebFetchRequest, url=url))
    return Call(_at_ollama_com(request, authorization, "web fetch"), WebFetchResponse)


def systemone(
    model: str,
    state: str | Sequence[Any] | Mapping[str, Any],
    questions: Mapping[str, Any],
    keep_alive: float | str | None,
) -> Call[SystemOneResponse]:
    """Build the call of `systemone`."""
    from ollama_rest.api.inference.systemone import _get_kwargs
    from ollama_rest.models import SystemOneRequest, SystemOneResponse

    body = build_body(
        SystemOneRequest, model=named_model(model), state=state, questions=questions, keep_alive=keep_alive
    )
    return Call(_get_kwargs(body=body), SystemOneResponse)


def version() -> Call[VersionResponse]:
    """Build the call of `version`."""
    from ollama_rest.api.server.version import _get_kwargs
    from ollama_rest.models import VersionResponse

    return Call(_get_kwargs(), VersionResponse)


def _acknowledged(request: dict[str, Any]) -> Call[ProgressResponse]:
    """Build a call whose successful response has no body."""
    from ollama_rest.models import ProgressResponse

    return Call(request, ProgressResponse, empty=ProgressResponse(status="success"))


def _at_ollama_com(request: dict[str, Any], authorization: str | None, purpose: str) -> dict[str, Any]:
    if authorization is None:
        raise RequestError(
            f"an Authorization header with Bearer token is required for {purpose}: pass a key of ollama.com as "
            "`api_key`, or set OLLAMA_API_KEY"
        )
    return {**request, "url": f"https://ollama.com{request['url']}", "headers": {"Authorization": authorization}}


def named_model(name: object) -> str:
    """Return the name of a model.

    Raises:
        RequestError: It is not a string that names a model.
    """
    if not isinstance(name, str) or not name.strip():
        raise RequestError(f"model must name a model, such as 'llama3.2', not {short_repr(name)}")
    return name


def as_messages(messages: object, *, string_paths: bool = True) -> list[Message]:
    """Return a conversation as checked messages, their images as base64.

    Raises:
        RequestError: It is not a list of dicts or `Message` objects, or one of them is invalid.
    """
    from ollama_rest.models import Message

    converted: list[Message] = []
    for number, message in enumerate(_items("messages", messages)):
        with reading(f"messages[{number}]"):
            fields = _fields(message, string_paths)
            has_role = fields is not None and bool(fields.get("role"))
        if fields is None:
            raise RequestError(f"messages must be a list of dicts or Messages, not {short_repr(message)} in it")
        if not has_role:
            raise RequestError(f"messages[{number}] has no role: add 'role', such as 'user', to {short_repr(message)}")
        if fields.get("images") is not None:
            fields["images"] = _images(fields["images"], string_paths)
        converted.append(check_types(Message.from_dict(fields), f"messages[{number}]."))
    return converted


def _fields(message: Any, string_paths: bool) -> dict[str, Any] | None:
    if isinstance(message, (Mapping, ApiModel)):
        return dict(cast("Mapping[str, Any]", message))
    if hasattr(message, "model_dump"):  # a pydantic model of the caller's own
        # The official package's own Message reads the files that its images name when it is dumped.
        images = None if string_paths else getattr(message, "images", None)
        dumped = (
            message.model_dump() if images is None else {**message.model_dump(exclude={"images"}), "images": images}
        )
        return {name: value for name, value in dumped.items() if value is not None}
    return None


def _items(name: str, value: object) -> Sequence[object]:
    """Return the items of an argument that is a list, or nothing for None."""
    if value is None:
        return ()
    if not _is_list(value):
        raise RequestError(f"{name} must be a list, not {short_repr(value)}")
    with reading(name):
        return [*value]


def _inputs(inputs: object) -> Any:
    if _is_list(inputs):
        return _items("input", inputs)
    return "" if inputs is None else inputs


def _is_list(value: object) -> TypeGuard[Iterable[object]]:
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping, ApiModel))


def _images(images: object, string_paths: bool) -> list[str] | None:
    if images is None:
        return None
    from .images import as_images

    with reading("images"):
        return as_images(images, string_paths=string_paths)


def as_tools(tools: object) -> list[Tool | Mapping[str, Any]]:
    """Return tools as their definitions: a function is converted, a definition stays as it is.

    Raises:
        RequestError: It is not a list, or one of the tools is invalid.
    """
    items = _items("tools", tools)
    if not items:
        return []
    from ..schemas.tools import as_tool

    with reading("tools"):
        return [as_tool(tool) for tool in items]


def _format(format: object) -> str | Mapping[str, Any] | None:
    if format is None or isinstance(format, str):
        return format
    from ..schemas.output import as_format

    with reading("format"):
        return as_format(format)


def _output_type(format: object) -> object:
    """Return the class, or other type, that was passed as `format`; None for a schema."""
    return None if isinstance(format, (str, Mapping)) else format


def _is_done(reply: ChatResponse | GenerateResponse) -> bool:
    return reply.done is True


def _is_success(reply: ProgressResponse) -> bool:
    return reply.status == "success"
