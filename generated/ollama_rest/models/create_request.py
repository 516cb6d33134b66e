# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from attrs import define

from ..conversion import as_model, as_models, copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False)
class CreateRequest(ApiModel):
    """A model to create. One of `from` and `files` must be there."""

    model: str | None
    """The new model's name; it must be here or in `name`."""
    from_: str | None
    """The model to start from."""
    files: dict[str, str] | None
    """The digests of uploaded blobs, `sha256:` and 64 hexadecimal digits, by the files' relative paths."""
    adapters: dict[str, str] | None
    """The digests of uploaded blobs, `sha256:` and 64 hexadecimal digits, by the files' relative paths."""
    draft_files: dict[str, str] | None
    """The digests of uploaded blobs, `sha256:` and 64 hexadecimal digits, by the files' relative paths."""
    quantize: str | None
    """How to quantize weights of F16, BF16 or F32, `q4_K_M`, `q4_K_S` or `q8_0`; others are refused."""
    draft_quantize: str | None
    """How to quantize the draft model's weights. Wants `draft_files`."""
    template: str | None
    """The prompt template, in Go's template language."""
    license: str | list[str] | None
    """A license's text, or several."""
    system: str | None
    """The instructions."""
    parameters: dict[str, Any] | None
    """Options of a model, by the names in Options. They are taken as they are, and read when it is used."""
    messages: list[Message] | None
    """The messages that each conversation starts with."""
    renderer: str | None
    """The built-in renderer of prompts to use instead of a template."""
    parser: str | None
    """The built-in parser of answers to use."""
    requires: str | None
    """The oldest version of the server that can run the model."""
    remote_host: str | None
    """The URL of the remote server that runs the model in `from`."""
    info: CreateInfo | None
    """Facts about a model that cannot be read from a file, such as a remote one."""
    stream: bool | None
    """Whether the progress is sent. It is where this is left out."""
    name: str | None
    """The older name of `model`, which wins."""
    quantization: str | None
    """The older name of `quantize`."""

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
        self._keep_unknown(src)


from .create_info import CreateInfo
from .message import Message
