"""Signals that end a script, as an exception: every `finally` and `with` on the way out does its work."""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType


class Interrupted(BaseException):
    """A signal came that ends this process; `number` says which."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Interrupts:
    """Turns SIGINT, SIGTERM and SIGHUP into Interrupted, save those that this process was started to ignore."""

    def __init__(self) -> None:
        self._held = False
        self._pending: int | None = None
        self._ctrl_c_left_alone = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._arrived)

    def _arrived(self, number: int, frame: FrameType | None) -> None:
        if number == signal.SIGINT and self._ctrl_c_left_alone:
            return
        if self._held:
            self._pending = number
        else:
            raise Interrupted(number)

    @contextmanager
    def held(self) -> Generator[None, None, None]:
        """Hold signals back for a step that must not be left halfway; one that came is raised at its end."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        number, self._pending = self._pending, None
        if number is not None:
            raise Interrupted(number)

    @contextmanager
    def ctrl_c_left_alone(self) -> Generator[None, None, None]:
        """Leave SIGINT to a program that gets it from the same terminal."""
        self._ctrl_c_left_alone = True
        try:
            yield
        finally:
            self._ctrl_c_left_alone = False
