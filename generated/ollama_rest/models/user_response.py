# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never

from attrs import define

from ..conversion import drop_none
from ..model import ApiModel, FieldTypes


@define(init=False, repr=False, eq=False, getstate_setstate=False)
class UserResponse(ApiModel):
    """An account at ollama.com."""

    id: str
    """Id of the account, a UUID."""
    email: str
    """Email address of the account."""
    name: str
    """Name of the account."""
    bio: str | None
    """The owner's description of themselves."""
    avatarurl: str | None
    """URL of the account's picture."""
    firstname: str | None
    """First name of the owner."""
    lastname: str | None
    """Last name of the owner."""
    plan: str | None
    """Plan of the account, such as `free` or `pro`."""

    additional_properties: dict[str, Any]

    __attributes__: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "email": "email",
        "name": "name",
        "bio": "bio",
        "avatarurl": "avatarurl",
        "firstname": "firstname",
        "lastname": "lastname",
        "plan": "plan",
    }
    __field_types__: ClassVar[Mapping[str, FieldTypes]] = {
        "id": ("str",),
        "email": ("str",),
        "name": ("str",),
        "bio": ("str",),
        "avatarurl": ("str",),
        "firstname": ("str",),
        "lastname": ("str",),
        "plan": ("str",),
    }
    __required__: ClassVar[frozenset[str]] = frozenset({"id", "email", "name"})

    def __init__(
        self,
        *,
        id: str | None = None,
        email: str | None = None,
        name: str | None = None,
        bio: str | None = None,
        avatarurl: str | None = None,
        firstname: str | None = None,
        lastname: str | None = None,
        plan: str | None = None,
        additional_properties: Mapping[str, Any] | None = None,
        **others: Never,
    ) -> None:
        self._fill(
            {
                "id": id,
                "email": email,
                "name": name,
                "bio": bio,
                "avatarurl": avatarurl,
                "firstname": firstname,
                "lastname": lastname,
                "plan": plan,
                **drop_none(others),
                **(additional_properties or {}),
            }
        )

    def _fill(self: Any, src: Mapping[str, Any]) -> None:
        self.id = src["id"] if "id" in src else None
        self.email = src["email"] if "email" in src else None
        self.name = src["name"] if "name" in src else None
        self.bio = src["bio"] if "bio" in src else None
        self.avatarurl = src["avatarurl"] if "avatarurl" in src else None
        self.firstname = src["firstname"] if "firstname" in src else None
        self.lastname = src["lastname"] if "lastname" in src else None
        self.plan = src["plan"] if "plan" in src else None
        self.additional_properties = {} if src.keys() <= self.__attributes__.keys() else self._unknown(src)
