# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class DebugInfo(ApiModel):
    """The prompt that the model would receive."""

    rendered_template: str
    """The rendered prompt."""
    image_count: int | None
    """Number of images in the prompt; unset if it is 0."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "rendered_template": "rendered_template",
        "image_count": "image_count",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {"rendered_template": ("str",), "image_count": ("int",)}
    __required__: ClassVar[frozenset[str]] = frozenset({"rendered_template"})

    def __init__(
        self,
        *,
        rendered_template: str | None = None,
        image_count: int | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "rendered_template": rendered_template,
                "image_count": image_count,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.rendered_template = src["rendered_template"] if "rendered_template" in src else None
        self.image_count = src["image_count"] if "image_count" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
