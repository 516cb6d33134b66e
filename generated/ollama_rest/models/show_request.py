# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define

from ..conversion import copy_container
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ShowRequest(ApiModel):
    """A model to describe."""

    model: str | None
    """Name of the model. Required unless `name` is set."""
    verbose: bool | None
    """Whether the reply includes long lists, such as the vocabulary. Default: false."""
    system: str | None
    """System message to show instead of the model's own."""
    template: str | None
    """Ignored by the server."""
    options: dict[str, Any] | None
    """Options to show in `modelfile` in addition to the model's own."""
    name: str | None
    """Deprecated name of `model`, which takes precedence."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "verbose": "verbose",
        "system": "system",
        "template": "template",
        "options": "options",
        "name": "name",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "verbose": ("bool",),
        "system": ("str",),
        "template": ("str",),
        "options": (("dict", "Any"),),
        "name": ("str",),
    }

    def __init__(
        self,
        *,
        model: str | None = None,
        verbose: bool | None = None,
        system: str | None = None,
        template: str | None = None,
        options: Mapping[str, Any] | None = None,
        name: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "verbose": verbose,
                "system": system,
                "template": template,
                "options": copy_container(options),
                "name": name,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.verbose = src["verbose"] if "verbose" in src else None
        self.system = src["system"] if "system" in src else None
        self.template = src["template"] if "template" in src else None
        self.options = src["options"] if "options" in src else None
        self.name = src["name"] if "name" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
