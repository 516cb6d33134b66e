# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define

from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class PushRequest(ApiModel):
    """A model to upload."""

    model: str | None
    """Name of the model. Required unless `name` is set."""
    insecure: bool | None
    """Whether plain HTTP and unverified certificates are accepted. Default: false."""
    stream: bool | None
    """Whether each step is reported, as one JSON object per line. Default: true; a client that reads a single JSON
    object must send false.
    """
    username: str | None
    """Ignored by the server."""
    password: str | None
    """Ignored by the server."""
    name: str | None
    """Deprecated name of `model`, which takes precedence."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "insecure": "insecure",
        "stream": "stream",
        "username": "username",
        "password": "password",
        "name": "name",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "model": ("str",),
        "insecure": ("bool",),
        "stream": ("bool",),
        "username": ("str",),
        "password": ("str",),
        "name": ("str",),
    }

    def __init__(
        self,
        *,
        model: str | None = None,
        insecure: bool | None = None,
        stream: bool | None = None,
        username: str | None = None,
        password: str | None = None,
        name: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "model": model,
                "insecure": insecure,
                "stream": stream,
                "username": username,
                "password": password,
                "name": name,
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.model = src["model"] if "model" in src else None
        self.insecure = src["insecure"] if "insecure" in src else None
        self.stream = src["stream"] if "stream" in src else None
        self.username = src["username"] if "username" in src else None
        self.password = src["password"] if "password" in src else None
        self.name = src["name"] if "name" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
