"""What both transports share: the settings, and the streams that are open."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from . import http

if TYPE_CHECKING:
    from ..clients.settings import Settings
    from ..replies.stream import AsyncStream, Stream


class BaseTransport:
    """The connections of one client.

    Raises:
        RequestError: The settings are invalid.
    """

    def __init__(self, settings: Settings) -> None:
        http.check_settings(settings)
        self._settings = settings
        self._streams: weakref.WeakSet[Stream[Any] | AsyncStream[Any]] = weakref.WeakSet()

    def abort(self) -> None:
        """Hang up on every open stream."""
        for stream in [*self._streams]:
            stream.hang_up()
