# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_model, as_models, as_type, copy_container, drop_none
from ..model import ApiModel, FieldTypes
from ..values import Timestamp


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ShowResponse(ApiModel):
    """The details of a model."""

    details: ModelDetails
    """Format, architecture and size of a model."""
    model_info: dict[str, Any]
    """Metadata of the model's file by key. Long lists are empty unless `verbose` is true."""
    modified_at: Timestamp
    """Time at which the model was stored, RFC 3339."""
    license: str | None
    """The model's licenses, concatenated."""
    modelfile: str | None
    """A Modelfile that creates the model again."""
    parameters: str | None
    """The model's options, one per line: name and value, separated by spaces."""
    template: str | None
    """The model's prompt template."""
    system: str | None
    """The model's system message."""
    renderer: str | None
    """Name of the server's renderer for the model's prompts."""
    parser: str | None
    """Name of the server's parser for the model's replies."""
    messages: list[Message] | None
    """Messages that every conversation with the model starts with."""
    remote_model: str | None
    """Name of the model on the remote server that runs it."""
    remote_host: str | None
    """URL of the remote server that runs the model."""
    projector_info: dict[str, Any] | None
    """Metadata of the model's file by key. Long lists are empty unless `verbose` is true."""
    tensors: list[Tensor] | None
    """The model's tensors."""
    capabilities: list[str] | None
    """Capabilities of the model: `completion`, `tools`, `insert`, `vision`, `embedding`, `thinking`, `audio`,
    `image`.
    """
    requires: str | None
    """Oldest server version that can run the model."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "details": "details",
        "model_info": "model_info",
        "modified_at": "modified_at",
        "license": "license",
        "modelfile": "modelfile",
        "parameters": "parameters",
        "template": "template",
        "system": "system",
        "renderer": "renderer",
        "parser": "parser",
        "messages": "messages",
        "remote_model": "remote_model",
        "remote_host": "remote_host",
        "projector_info": "projector_info",
        "tensors": "tensors",
        "capabilities": "capabilities",
        "requires": "requires",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "details": ("ModelDetails",),
        "model_info": (("dict", "Any"),),
        "modified_at": ("str",),
        "license": ("str",),
        "modelfile": ("str",),
        "parameters": ("str",),
        "template": ("str",),
        "system": ("str",),
        "renderer": ("str",),
        "parser": ("str",),
        "messages": (("list", "Message"),),
        "remote_model": ("str",),
        "remote_host": ("str",),
        "projector_info": (("dict", "Any"),),
        "tensors": (("list", "Tensor"),),
        "capabilities": (("list", "str"),),
        "requires": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"details", "model_info", "modified_at"})
    __main_fields__: ClassVar[tuple[str, ...]] = ("details", "model_info", "capabilities", "modelfile")
    __aliases__: ClassVar[Mapping[str, str]] = {"modelinfo": "model_info"}

    def __init__(
        self,
        *,
        details: ModelDetails | Mapping[str, Any] | None = None,
        model_info: Mapping[str, Any] | None = None,
        modified_at: str | None = None,
        license: str | None = None,
        modelfile: str | None = None,
        parameters: str | None = None,
        template: str | None = None,
        system: str | None = None,
        renderer: str | None = None,
        parser: str | None = None,
        messages: Sequence[Message | Mapping[str, Any]] | None = None,
        remote_model: str | None = None,
        remote_host: str | None = None,
        projector_info: Mapping[str, Any] | None = None,
        tensors: Sequence[Tensor | Mapping[str, Any]] | None = None,
        capabilities: Sequence[str] | None = None,
        requires: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "details": details,
                "model_info": copy_container(model_info),
                "modified_at": modified_at,
                "license": license,
                "modelfile": modelfile,
                "parameters": parameters,
                "template": template,
                "system": system,
                "renderer": renderer,
                "parser": parser,
                "messages": messages,
                "remote_model": remote_model,
                "remote_host": remote_host,
                "projector_info": copy_container(projector_info),
                "tensors": tensors,
                "capabilities": copy_container(capabilities),
                "requires": requires,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.details = as_model(src["details"], ModelDetails) if "details" in src else None
        self.model_info = src["model_info"] if "model_info" in src else None
        self.modified_at = as_type(src["modified_at"], Timestamp) if "modified_at" in src else None
        if src.keys() == self.__required__:  # as in all chunks of a stream but the last
            self.license = None
            self.modelfile = None
            self.parameters = None
            self.template = None
            self.system = None
            self.renderer = None
            self.parser = None
            self.messages = None
            self.remote_model = None
            self.remote_host = None
            self.projector_info = None
            self.tensors = None
            self.capabilities = None
            self.requires = None
            self.additional_properties = {}
            return
        self.license = src["license"] if "license" in src else None
        self.modelfile = src["modelfile"] if "modelfile" in src else None
        self.parameters = src["parameters"] if "parameters" in src else None
        self.template = src["template"] if "template" in src else None
        self.system = src["system"] if "system" in src else None
        self.renderer = src["renderer"] if "renderer" in src else None
        self.parser = src["parser"] if "parser" in src else None
        self.messages = as_models(src["messages"], Message) if "messages" in src else None
        self.remote_model = src["remote_model"] if "remote_model" in src else None
        self.remote_host = src["remote_host"] if "remote_host" in src else None
        self.projector_info = src["projector_info"] if "projector_info" in src else None
        self.tensors = as_models(src["tensors"], Tensor) if "tensors" in src else None
        self.capabilities = src["capabilities"] if "capabilities" in src else None
        self.requires = src["requires"] if "requires" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)

    @property
    def modelinfo(self) -> dict[str, Any]:
        """Alias of `model_info`."""
        return self.model_info

    @modelinfo.setter
    def modelinfo(self, value: dict[str, Any]) -> None:
        self.model_info = value


from .message import Message
from .model_details import ModelDetails
from .tensor import Tensor
