# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class ErrorResponse(ApiModel):
    """An error, as the body of an error status or as the last line of a stream."""

    error: str
    """The error message."""
    signin_url: str | None
    """URL to sign in at; only with status 401."""
    status_code: int | None
    """Status of the server that runs a remote model, if that server rejected the request. The capital letter is the
    server's.
    """
    status: str | None
    """Status line of the server that runs a remote model, if that server rejected the request. The capital letter is
    the server's.
    """

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "error": "error",
        "signin_url": "signin_url",
        "StatusCode": "status_code",
        "Status": "status",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "error": ("str",),
        "signin_url": ("str",),
        "status_code": ("int",),
        "status": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"error"})

    def __init__(
        self,
        *,
        error: str | None = None,
        signin_url: str | None = None,
        status_code: int | None = None,
        status: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "error": error,
                "signin_url": signin_url,
                "StatusCode": status_code,
                "Status": status,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.error = src["error"] if "error" in src else None
        self.signin_url = src["signin_url"] if "signin_url" in src else None
        self.status_code = src["StatusCode"] if "StatusCode" in src else None
        self.status = src["Status"] if "Status" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
