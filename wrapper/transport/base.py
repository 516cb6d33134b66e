"""What both transports share: the settings, and the calls under way."""

from __future__ import annotations

import os
import weakref
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from . import libraries
from .control import CallControl

if TYPE_CHECKING:
    from ..clients.settings import Settings
    from ..exchange.steps import Session
    from .library import Library


class BaseTransport(ABC):
    """The connections of one client.

    Raises:
        RequestError: The settings are invalid.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._library = libraries.load(settings.transport)
        self.library: Library = self._library
        """The library of `client`."""
        self.assigned: Any = None
        """A client that code for the official package assigned, in place of one with these settings."""
        self._address = self.library.check_settings(settings)
        self._base_url: tuple[Any, str] = (None, "")
        self._process = os.getpid()
        self._calls: set[weakref.ref[CallControl]] = set()

    @property
    def _is_inherited(self) -> bool:
        """Whether the connections belong to the parent of this process, which forked."""
        return self._process != os.getpid()

    def _start(self, session: Session, loop: object = None) -> CallControl:
        """Return the control of a call that begins."""
        control = CallControl(session.deadline, loop)
        self._calls.add(weakref.ref(control, self._calls.discard))
        return control

    def _abort(self, loop: object = None) -> None:
        """End the calls under way, or those of one event loop."""
        calls = [call for each in [*self._calls] if (call := each()) and (loop is None or call.loop is loop)]
        for call in calls:
            call.abort()

    def assign(self, client: Any) -> None:
        """Send with a client that code for the official package made; None ends it."""
        self.assigned = client
        self.library = libraries.of(client) or self._library

    @property
    def base_url(self) -> str:
        """The server's address, or another one that code assigned to the library's client."""
        url = self.library.base_url(self.client)
        if url is not self._base_url[0]:  # httpx makes a string of it at each `str`
            text = str(url).rstrip("/")
            self._base_url = (url, self._settings.host.url if text in ("", self._address) else text)
        return self._base_url[1]

    @property
    @abstractmethod
    def client(self) -> Any:
        """The client of the library that sends the calls."""

    def abort(self) -> None:
        """End every call and stream under way."""
        self._abort()
