"""What both transports share: the settings, and the streams that are open."""

from __future__ import annotations

import weakref
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from . import http

if TYPE_CHECKING:
    from ..clients.settings import Settings
    from ..replies.stream import AsyncStream, Stream


class BaseTransport(ABC):
    """The connections of one client.

    Raises:
        RequestError: The settings are invalid.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._address = http.check_settings(settings)
        self._base_url: tuple[Any, str] = (None, "")
        self.assigned: Any = None
        """An httpx client that code for the official package assigned, in place of one with these settings."""
        self._streams: weakref.WeakSet[Stream[Any] | AsyncStream[Any]] = weakref.WeakSet()

    def with_content(self, response: Any, content: bytes) -> http.Response:
        """Return a response of httpx with its decompressed body."""
        return http.with_content(response, content)

    @property
    def base_url(self) -> str:
        """The server's address, or another one that code assigned to the httpx client."""
        url = self.client.base_url
        if url is not self._base_url[0]:  # httpx makes a string of it at each `str`
            text = str(url).rstrip("/")
            self._base_url = (url, self._settings.host.url if text in ("", self._address) else text)
        return self._base_url[1]

    @property
    @abstractmethod
    def client(self) -> Any:
        """The httpx client that sends the calls."""

    def abort(self) -> None:
        """Hang up on every open stream."""
        for stream in [*self._streams]:
            stream.hang_up()
