# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_model, as_models, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class CreateRequest(ApiModel):
    """A model to create. One of `from` and `files` is required."""

    model: str | None
    """Name of the new model. Required unless `name` is set."""
    from_: str | None
    """Name of the model to start from."""
    files: dict[str, str] | None
    """Digests of uploaded blobs, `sha256:` and 64 hexadecimal digits, by the relative path of each file."""
    adapters: dict[str, str] | None
    """Digests of uploaded blobs, `sha256:` and 64 hexadecimal digits, by the relative path of each file."""
    draft_files: dict[str, str] | None
    """Digests of uploaded blobs, `sha256:` and 64 hexadecimal digits, by the relative path of each file."""
    quantize: str | None
    """Quantization of F16, BF16 or F32 weights: `"q4_K_M"`, `"q4_K_S"` or `"q8_0"`. Default: the weights are kept."""
    draft_quantize: str | None
    """Quantization of the draft model's weights; needs `draft_files`. Default: the weights are kept."""
    template: str | None
    """Prompt template, in Go's template language. Default: that of the model to start from."""
    license: str | list[str] | None
    """A license's text, or a list of several."""
    system: str | None
    """System message. Default: that of the model to start from."""
    parameters: dict[str, Any] | None
    """Options of a model, by the names in Options. The server stores them unchecked and reads them on use."""
    messages: list[Message] | None
    """Messages that every conversation starts with. Default: those of the model to start from."""
    renderer: str | None
    """Name of a prompt renderer of the server, used instead of a template. Default: none."""
    parser: str | None
    """Name of a reply parser of the server. Default: none."""
    requires: str | None
    """Oldest server version that can run the model, such as `"0.14.0"`. Default: any."""
    remote_host: str | None
    """URL of the remote server that runs the model to start from. Default: none."""
    info: CreateInfo | None
    """Facts about the model that no file contains, such as the `capabilities` of a remote model. Default: none."""
    stream: bool | None
    """Whether each step is reported, as one JSON object per line. Default: true; a client that reads a single JSON
    object must send false.
    """
    name: str | None
    """Deprecated name of `model`, which takes precedence."""
    quantization: str | None
    """Deprecated name of `quantize`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "from": "from_",
        "files": "files",
        "adapters": "adapters",
        "draft_files": "draft_files",
        "quantize": "quantize",
        "draft_quantize": "draft_quantize",
        "template": "template",
        "license": "license",
        "system": "system",
        "parameters": "parameters",
        "messages": "messages",
        "renderer": "renderer",
        "parser": "parser",
        "requires": "requires",
        "remote_host": "remote_host",
        "info": "info",
        "stream": "stream",
        "name": "name",
        "quantization": "quantization",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "from_": ("str",),
        "files": (("dict", "str"),),
        "adapters": (("dict", "str"),),
        "draft_files": (("dict", "str"),),
        "quantize": ("str",),
        "draft_quantize": ("str",),
        "template": ("str",),
        "license": ("str", ("list", "str")),
        "system": ("str",),
        "parameters": (("dict", "Any"),),
        "messages": (("list", "Message"),),
        "renderer": ("str",),
        "parser": ("str",),
        "requires": ("str",),
        "remote_host": ("str",),
        "info": ("CreateInfo",),
        "stream": ("bool",),
        "name": ("str",),
        "quantization": ("str",),
    }

    def __init__(
        self,
        *,
        model: str | None = None,
        from_: str | None = None,
        files: Mapping[str, str] | None = None,
        adapters: Mapping[str, str] | None = None,
        draft_files: Mapping[str, str] | None = None,
        quantize: str | None = None,
        draft_quantize: str | None = None,
        template: str | None = None,
        license: str | Sequence[str] | None = None,
        system: str | None = None,
        parameters: Mapping[str, Any] | None = None,
        messages: Sequence[Message | Mapping[str, Any]] | None = None,
        renderer: str | None = None,
        parser: str | None = None,
        requires: str | None = None,
        remote_host: str | None = None,
        info: CreateInfo | Mapping[str, Any] | None = None,
        stream: bool | None = None,
        name: str | None = None,
        quantization: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "from": from_,
                "files": copy_container(files),
                "adapters": copy_container(adapters),
                "draft_files": copy_container(draft_files),
                "quantize": quantize,
                "draft_quantize": draft_quantize,
                "template": template,
                "license": copy_container(license),
                "system": system,
                "parameters": copy_container(parameters),
                "messages": messages,
                "renderer": renderer,
                "parser": parser,
                "requires": requires,
                "remote_host": remote_host,
                "info": info,
                "stream": stream,
                "name": name,
                "quantization": quantization,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.from_ = src["from"] if "from" in src else None
        self.files = src["files"] if "files" in src else None
        self.adapters = src["adapters"] if "adapters" in src else None
        self.draft_files = src["draft_files"] if "draft_files" in src else None
        self.quantize = src["quantize"] if "quantize" in src else None
        self.draft_quantize = src["draft_quantize"] if "draft_quantize" in src else None
        self.template = src["template"] if "template" in src else None
        self.license = src["license"] if "license" in src else None
        self.system = src["system"] if "system" in src else None
        self.parameters = src["parameters"] if "parameters" in src else None
        self.messages = as_models(src["messages"], Message) if "messages" in src else None
        self.renderer = src["renderer"] if "renderer" in src else None
        self.parser = src["parser"] if "parser" in src else None
        self.requires = src["requires"] if "requires" in src else None
        self.remote_host = src["remote_host"] if "remote_host" in src else None
        self.info = as_model(src["info"], CreateInfo) if "info" in src else None
        self.stream = src["stream"] if "stream" in src else None
        self.name = src["name"] if "name" in src else None
        self.quantization = src["quantization"] if "quantization" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)


from .create_info import CreateInfo
from .message import Message
