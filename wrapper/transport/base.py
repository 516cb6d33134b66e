"""What both transports share: the settings, and the calls under way."""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING

from . import http
from .control import CallControl

if TYPE_CHECKING:
    from ..clients.settings import Settings
    from ..exchange.steps import Session


class BaseTransport:
    """The connections of one client.

    Raises:
        RequestError: The settings are invalid.
    """

    def __init__(self, settings: Settings) -> None:
        http.check_settings(settings)
        self._settings = settings
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

    def abort(self) -> None:
        """End every call and stream under way."""
        self._abort()
