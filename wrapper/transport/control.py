"""The deadline of a call under way, and how another thread or task ends the call."""

from __future__ import annotations

import contextlib
import os
from time import monotonic
from typing import TYPE_CHECKING

from ..errors import OllamaError, ServerConnectionError, ServerTimeoutError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..clients.timeouts import Deadline

ABORTED = "abort() or close() of the client ended the call"


class CallControl:
    """The control of one call, from its first step to its response or to the end of its stream."""

    def __init__(self, deadline: Deadline | None, loop: object = None) -> None:
        self.deadline = deadline
        self.loop = loop
        """The event loop of an asynchronous call."""
        self.awaits_response: bool = False
        """Whether the headers of a response are still to come."""
        self.plain_server: tuple[str, int] | None = None
        """Host and port of the request under way, if it is over HTTP without TLS."""
        self.is_aborted: bool = False
        self._process = os.getpid()
        self._interrupt: Callable[[], object] | None = None
        self._headers_due: float | None = None

    @property
    def is_inherited(self) -> bool:
        """Whether the call belongs to the parent of this process, which forked in the middle of it."""
        return self._process != os.getpid()

    @property
    def is_late(self) -> bool:
        """Whether the deadline has passed."""
        return self.deadline is not None and self.deadline.has_passed

    def interrupt_by(self, function: Callable[[], object]) -> None:
        """Set the function that ends what the call now waits for; any thread may call it."""
        self._interrupt = function
        if self.is_aborted:
            function()

    def end(self) -> None:
        """Take note that the call is over; the function, and the response that it may hold, are released."""
        self._interrupt = None

    def abort(self) -> None:
        """End the call with an error, whatever it waits for."""
        if self.is_inherited:
            return
        self.is_aborted = True
        if (interrupt := self._interrupt) is not None:
            with contextlib.suppress(RuntimeError):  # its event loop has ended
                interrupt()

    def check(self) -> None:
        """Raise the error of a call that is over.

        Raises:
            ServerConnectionError: The call was aborted.
            ServerTimeoutError: Its deadline has passed.
        """
        if self.is_aborted or self.is_late:
            raise self.error()

    def error(self) -> OllamaError:
        """Return the error of a call that was aborted, or whose deadline has passed."""
        if self.is_aborted or self.deadline is None:
            error = ServerConnectionError(ABORTED)
            error.is_aborted = True
            return error
        return ServerTimeoutError(
            f"the call took longer than its total timeout of {self.deadline.total:g} s: raise `total` of "
            "`timeout=Timeouts(...)` if it needs longer"
        )

    def explain(self, error: Exception) -> Exception:
        """Return the error of this call in place of one that its end caused."""
        if not (self.is_aborted or self.is_late):
            return error
        ended = self.error()
        ended.__cause__ = error
        return ended

    @property
    def remaining(self) -> float | None:
        """The seconds until the deadline, or None without one."""
        return None if self.deadline is None else self.deadline.time - monotonic()

    def limit(self, timeout: float | None) -> float | None:
        """Return the seconds to wait: the timeout, or until the deadline if that is sooner.

        Raises:
            ServerConnectionError: The call was aborted.
            ServerTimeoutError: Its deadline has passed.
        """
        if self.is_aborted:
            raise self.error()
        left = self.remaining
        if left is None:
            return timeout
        if left <= 0:
            raise self.error()
        return left if timeout is None else min(timeout, left)

    def limit_read(self, timeout: float | None) -> float | None:
        """Return the seconds to wait for the next bytes; all headers of a response share one timeout.

        Raises:
            TimeoutError: The headers are late.
            OllamaError: As `limit` raises it.
        """
        limit = self.limit(timeout)
        if not self.awaits_response or timeout is None or limit is None:
            return limit
        if self._headers_due is None:
            self._headers_due = monotonic() + timeout
        left = self._headers_due - monotonic()
        if left <= 0:
            raise TimeoutError("the headers of the response did not end in time")
        return min(limit, left)

    def limit_write(self, timeout: float | None) -> float | None:
        """Return the seconds to wait until the next bytes are sent; the time for the headers begins afterwards.

        Raises:
            OllamaError: As `limit` raises it.
        """
        self._headers_due = None
        return self.limit(timeout)
