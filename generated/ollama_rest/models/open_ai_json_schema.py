# Made from openapi.yaml by openapi-python-client 0.29.1. Not to be edited: scripts/regenerate makes it anew.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..types import ApiModel, given, own


@define(init=False, repr=False, eq=False)
class OpenAIJsonSchema(ApiModel):
    """A JSON schema in its envelope."""

    schema: dict[str, Any] | None
    """A JSON schema."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"schema": "schema"}

    def __init__(
        self,
        *,
        schema: Mapping[str, Any] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill({"schema": own(schema), **given(others), **(additional_properties or {})})

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.schema = src["schema"] if "schema" in src else None
        self._keep_unknown(src)
