"""Raise an exception for signals that end a script, so that every `finally` and `with` cleans up."""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType


class Interrupted(BaseException):
    """A signal with this `number` ends the process."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Interrupts:
    """Turns SIGINT, SIGTERM and SIGHUP into Interrupted, except for those that the process ignored from its start."""

    def __init__(self) -> None:
        self._deferring = False
        self._pending: int | None = None
        self._ignoring_sigint = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._handle)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if number == signal.SIGINT and self._ignoring_sigint:
            return
        if self._deferring:
            self._pending = number
        else:
            raise Interrupted(number)

    @contextmanager
    def deferred(self) -> Generator[None, None, None]:
        """Defer signals during a step that must not be interrupted; raise a deferred one at its end."""
        self._deferring = True
        try:
            yield
        finally:
            self._deferring = False
        number, self._pending = self._pending, None
        if number is not None:
            raise Interrupted(number)

    @contextmanager
    def sigint_ignored(self) -> Generator[None, None, None]:
        """Ignore SIGINT while a program in the same terminal handles it."""
        self._ignoring_sigint = True
        try:
            yield
        finally:
            self._ignoring_sigint = False
