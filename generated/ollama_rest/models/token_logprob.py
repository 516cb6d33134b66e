# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import as_float, copy_container, drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class TokenLogprob(ApiModel):
    """An alternative token at a position."""

    token: str
    """Text of the token."""
    logprob: float
    """Natural logarithm of the token's probability."""
    bytes: list[int] | None
    """Bytes of the token; unset if it has no bytes."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {"token": "token", "logprob": "logprob", "bytes": "bytes"}
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "token": ("str",),
        "logprob": ("float",),
        "bytes": (("list", "int"),),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"token", "logprob"})

    def __init__(
        self,
        *,
        token: str | None = None,
        logprob: float | None = None,
        bytes: Sequence[int] | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "token": token,
                "logprob": logprob,
                "bytes": copy_container(bytes),
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.token = src["token"] if "token" in src else None
        self.logprob = as_float(src["logprob"]) if "logprob" in src else None
        self.bytes = src["bytes"] if "bytes" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
