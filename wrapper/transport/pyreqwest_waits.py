"""How a thread, or a task of asyncio, waits for a coroutine of pyreqwest, and how another one ends the wait.

The synchronous client of pyreqwest cannot be used: nothing interrupts its calls, no other thread and no signal. Of the
running event loop, a coroutine of pyreqwest needs only a future, and a method that pyreqwest's thread calls to wake it.
A wait has both: it lets a thread run the coroutine, and it wakes a task with half of the work that asyncio would do.
"""

from __future__ import annotations

import contextlib
import socket
import types
import weakref
from asyncio import AbstractEventLoop, CancelledError
from asyncio.events import (
    _get_running_loop,  # pyright: ignore[reportPrivateUsage]  # asyncio offers it to event loops
    _set_running_loop,  # pyright: ignore[reportPrivateUsage]  # asyncio offers it to event loops
)
from collections import deque
from functools import partial
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from ..errors import OllamaError

if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Callable, Coroutine, Generator

    from ..clients.timeouts import Timeouts
    from .control import CallControl


class WaitEnded(Exception):
    """Another thread or task ended the wait."""

    def __init__(self) -> None:
        super().__init__("the connection was shut down")


class TimedOut(Exception):
    """A phase of the call took longer than its timeout."""

    def __init__(self, phase: str, seconds: float) -> None:
        super().__init__(f"nothing was {'taken' if phase == 'write' else 'received'} for {seconds:g} s")


class Limits:
    """How long one request may wait; the body of the request reports the phases."""

    def __init__(self, timeouts: Timeouts, control: CallControl, has_body: bool) -> None:
        self._timeouts = timeouts
        self._control = control
        self._since = monotonic()
        # When the connection is established is known only from the first piece of a body that pyreqwest takes.
        self._phase = "connect" if has_body else "read"
        self.is_body: bool = False
        """Whether the headers have arrived, so that each wait is one for the next piece of the body."""

    def begin_wait(self) -> None:
        """Take note that a wait begins, which is not needed for a piece that has arrived already."""
        if self.is_body:
            self.begin("read")

    def begin(self, phase: str) -> None:
        """Take note that a phase, "write" or "read", begins now."""
        self._phase, self._since = phase, monotonic()

    def left(self) -> float | None:
        """Return the seconds after which to call this again, None for never.

        Raises:
            TimedOut: The phase has lasted too long.
            WaitEnded: The call is over.
        """
        left: float | None
        if self._phase == "connect":  # limited by pyreqwest itself; the next phase may have begun by then
            both = (self._timeouts.write, self._timeouts.read)
            left = min((limit for limit in both if limit is not None), default=None)
        else:
            left = timeout = self._timeouts.write if self._phase == "write" else self._timeouts.read
            if timeout is not None:
                left = self._since + timeout - monotonic()
                if left <= 0:
                    raise TimedOut(self._phase, timeout)
        if self._control.is_inherited:  # the thread that would wake this one belongs to the parent of this process
            raise WaitEnded
        try:
            return self._control.limit(left)
        except OllamaError as error:
            raise WaitEnded from error


class ThreadWait:
    """Runs coroutines of pyreqwest in the thread that calls; any other thread may end the wait."""

    create_future: Any = staticmethod(partial(tuple[bool], (True,)))
    """Return what a coroutine iterates to yield it, as a future yields itself."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._wakes: SimpleQueue[object] = SimpleQueue()
        self._is_ended = False
        self.call_soon_threadsafe: Callable[..., None] = self._wakes.put  # its further arguments change nothing

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Return the result of a coroutine.

        Raises:
            TimedOut: It takes too long.
            WaitEnded: Another thread ended the wait.
        """
        outer = _get_running_loop()  # a synchronous call within an event loop
        has_waited = False
        try:
            while True:
                _set_running_loop(cast("AbstractEventLoop", self))
                must_wait = coroutine.send(None)
                _set_running_loop(outer)
                if must_wait:
                    if not has_waited:
                        has_waited = True
                        self._limits.begin_wait()
                    self._wait()
        except StopIteration as end:
            return end.value
        except BaseException:
            with contextlib.suppress(BaseException):  # it has ended, or ends by this
                coroutine.throw(CancelledError())
            raise
        finally:
            _set_running_loop(outer)

    def _wait(self) -> None:
        while not self._is_ended:
            seconds = self._limits.left() if self._wakes.empty() else None  # what has arrived is not too late
            with contextlib.suppress(Empty):
                self._wakes.get(timeout=seconds)
                break
        if self._is_ended:
            raise WaitEnded

    def end(self) -> None:
        """End the wait of the thread, now or when it comes to it."""
        self._is_ended = True
        self._wakes.put(None)

    def close(self) -> None:
        """Release what a wait holds: nothing, for a thread."""


class Wakes:
    """The tasks of one event loop to be resumed, because pyreqwest's thread or another one has woken them."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self.loop = loop
        self._tasks: deque[TaskWait] = deque()
        self._is_announced = False
        self._is_closed = False
        self._receiver, self._sender = sockets = socket.socketpair()
        for each in sockets:
            each.setblocking(False)
        self._close_sockets = weakref.finalize(self, _close_all, sockets)
        loop.add_reader(self._receiver, self._receive)

    def add(self, task: TaskWait) -> None:
        """Resume a task soon, from any thread."""
        self._tasks.append(task)
        if self._is_closed:
            with contextlib.suppress(RuntimeError):  # the event loop has ended
                self.loop.call_soon_threadsafe(self._resume)
        elif not self._is_announced:
            self._is_announced = True
            with contextlib.suppress(OSError):  # it is being closed, and resumes all
                self._sender.send(b"\0")

    def _receive(self) -> None:
        self._receiver.recv(4096)
        self._resume()

    def _resume(self) -> None:
        self._is_announced = False  # before the first is taken: one that is added from now on is announced
        while self._tasks:
            self._tasks.popleft().resume()

    def close(self) -> None:
        """Release the sockets, in the event loop; it resumes the tasks itself from now on."""
        if not self._is_closed:
            self._is_closed = True
            self.loop.remove_reader(self._receiver)
            self._close_sockets()
            self.loop.call_soon(self._resume)


def _close_all(sockets: tuple[socket.socket, ...]) -> None:
    for each in sockets:
        each.close()


class TaskWait:
    """Runs coroutines of pyreqwest in a task of asyncio; any other task or thread may end the wait.

    The task awaits this object itself, as a future that is used again for every wait.
    """

    _asyncio_future_blocking = False

    def __init__(self, limits: Limits, wakes: Wakes) -> None:
        self._limits = limits
        self._wakes = wakes
        self._loop = wakes.loop
        self._itself = (self,)
        self._resumed: Callable[[], object] | None = None
        self._timer: TimerHandle | None = None
        self._due: float | None = None
        self._cancelled: CancelledError | None = None
        self._is_ended = False

    @types.coroutine
    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """Return the result of a coroutine, as `ThreadWait.run` does."""
        loop = self._loop
        has_waited = False
        try:
            while True:
                _set_running_loop(cast("AbstractEventLoop", self))
                must_wait = coroutine.send(None)
                _set_running_loop(loop)
                if must_wait:
                    if not has_waited:
                        has_waited = True
                        self._limits.begin_wait()
                    yield from self._wait()
        except StopIteration as end:
            return end.value
        except BaseException:
            _set_running_loop(loop)
            with contextlib.suppress(BaseException):
                coroutine.throw(CancelledError())
            raise
        finally:
            _set_running_loop(loop)

    def _wait(self) -> Generator[Any, Any, None]:
        if not self._is_ended:
            self._limit()
            self._asyncio_future_blocking = True
            yield self
        if self._is_ended:
            raise WaitEnded

    # What a coroutine of pyreqwest needs of the event loop.

    def create_future(self) -> tuple[TaskWait]:
        """Return what a coroutine iterates to yield it, as a future yields itself."""
        return self._itself

    def call_soon_threadsafe(self, *_: object) -> None:
        """Wake the task: there is something to do for the coroutine."""
        self._wakes.add(self)

    # What a task needs of a future that it awaits.

    def get_loop(self) -> AbstractEventLoop:
        """Return the event loop of the task."""
        return self._loop

    def add_done_callback(self, function: Callable[[object], object], *, context: Any) -> None:
        """Set the function that resumes the task."""
        self._resumed = partial(context.run, function, self)

    def result(self) -> None:
        """Return nothing, to the task that was resumed.

        Raises:
            asyncio.CancelledError: The task was cancelled.
        """
        cancelled, self._cancelled = self._cancelled, None
        if cancelled is not None:
            raise cancelled

    def cancel(self, msg: object = None) -> bool:
        """Resume the task, which is cancelled."""
        self._cancelled = CancelledError() if msg is None else CancelledError(msg)  # anyio knows its own by the message
        self._loop.call_soon(self.resume)
        return True

    # What ends a wait.

    def resume(self) -> None:
        """Resume the task, in its event loop."""
        resumed, self._resumed = self._resumed, None
        if resumed is not None:
            resumed()

    def end(self) -> None:
        """End the wait of the task, now or when it comes to it."""
        self._is_ended = True
        self._wakes.add(self)

    def _limit(self) -> None:
        """Resume the task when its limit has passed. A timer lasts for many waits, as most are short."""
        seconds = self._limits.left()
        if seconds is None:
            self._due = None
            return
        self._due = self._loop.time() + seconds
        if self._timer is not None:
            if self._timer.when() <= self._due:
                return
            self._timer.cancel()
        self._timer = self._loop.call_at(self._due, self._check_time)

    def _check_time(self) -> None:
        self._timer = None
        if self._resumed is None or self._due is None:
            return
        if self._loop.time() < self._due:
            self._timer = self._loop.call_at(self._due, self._check_time)
        else:
            self.resume()

    def close(self) -> None:
        """Release the timer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
