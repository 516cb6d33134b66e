"""What the synchronous client does differently: connect, perform steps, open streams."""

from __future__ import annotations

import os
import weakref
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from ..exchange.steps import Flow, Read, RunBlocking, Send, Sleep, Step
from ..replies.stream import Stream
from .base import BaseTransport

if TYPE_CHECKING:
    from collections.abc import Callable

    from ollama_rest.types import ApiModel

    from ..clients.settings import Settings
    from ..exchange.steps import Response, Session
    from ..replies.decode import ReplyReader
    from .control import CallControl

    R = TypeVar("R", bound=ApiModel)

T = TypeVar("T")


def wait(event: Event, seconds: float | None) -> None:
    """Wait until an event is set, or for a number of seconds."""
    event.wait(seconds)


class Transport(BaseTransport):
    """The connections of a `Client`; they close with it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._connect()

    def _connect(self) -> None:
        self._process = os.getpid()
        self._connected = self._library.connect(self._settings)
        weakref.finalize(self, self._library.close, self._connected)

    @property
    def client(self) -> Any:
        """The library's client of this process; the connections that a fork inherited belong to the parent."""
        if self.assigned is not None:
            return self.assigned
        if self._is_inherited:
            self._connect()
        return self._connected

    def run(self, flow: Flow[T], session: Session) -> T:
        """Perform the steps of a flow; return its result."""
        control = self._start(session)
        try:
            return self._run(flow, control)
        finally:
            control.end()

    def _run(self, flow: Flow[T], control: CallControl) -> T:
        try:
            step = next(flow)
            while True:
                try:
                    outcome = self._perform(step, control)
                except Exception as error:
                    step = flow.throw(control.explain(error))
                else:
                    step = flow.send(outcome)
        except StopIteration as end:
            result: T = end.value
            return result

    def _perform(self, step: Step, control: CallControl) -> Any:
        match step:
            case Send():
                return self.library.send(self.client, step, control)
            case Read(response, limit):
                control.check()
                content = self.library.body(response, control).read(limit)
                if control.is_aborted:  # hanging up also ends a body that lasts to the end of the connection
                    raise control.error()
                return content
            case Sleep(seconds):
                aborted = Event()
                control.interrupt_by(aborted.set)
                wait(aborted, control.limit(seconds))
                return control.check()
            case RunBlocking(function):
                control.check()
                return function()

    def stream(self, flow: Flow[Response], session: Session, reader: Callable[[Response], ReplyReader[R]]) -> Stream[R]:
        """Perform the steps of a flow; return the stream of its response, its first reply read."""
        control = self._start(session)
        response: Any = self._run(flow, control)
        return Stream(self.library.body(response, control), reader(response), owner=self).open()

    def close(self) -> None:
        """Close all connections, those of calls and streams under way too."""
        self.abort()  # closing a socket does not wake a thread that reads from it
        self.library.close(self.client)
