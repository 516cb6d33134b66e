"""What the asynchronous client does differently: connect, perform steps, open streams."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from ..exchange.steps import Flow, Read, RunBlocking, Send, Sleep, Step
from ..replies.stream import AsyncStream
from . import event_loop
from .base import BaseTransport

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from ollama_rest.types import ApiModel

    from ..clients.settings import Settings
    from ..exchange.steps import Response, Session
    from ..replies.decode import ReplyReader
    from .control import CallControl

    R = TypeVar("R", bound=ApiModel)

T = TypeVar("T")


class AsyncTransport(BaseTransport):
    """The connections of an `AsyncClient`: for each event loop its own, which close when the loop ends."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._opened: WeakKeyDictionary[object, tuple[Any, AsyncGenerator[None]]] = WeakKeyDictionary()
        self._unbound: list[Any] = []  # at most one, that no event loop has taken over yet

    @property
    def client(self) -> Any:
        """The library's client of the running event loop: the connections of another loop do not work in it.

        Without an event loop it is the client that the next one uses.
        """
        if self.assigned is not None:
            return self.assigned
        self._forget_inherited()
        try:
            loop = event_loop.current_loop()
        except RuntimeError:
            if not self._unbound:
                self._unbound.append(self._library.connect_async(self._settings))
            return self._unbound[0]
        return self._open(loop)[0]

    def _open(self, loop: object) -> tuple[Any, AsyncGenerator[None]]:
        """Return the library's client of an event loop, the running one, and the generator that closes it."""
        opened = self._opened.get(loop)
        if opened is None:
            try:
                client = self._unbound.pop()
            except IndexError:  # also if the event loop of another thread was faster
                client = self._library.connect_async(self._settings)
            # Also if this transport is dropped before.
            closing = event_loop.run_at_the_end(partial(self._library.close_async, client), owner=self)
            self._opened[loop] = opened = (client, closing)
        return opened

    async def run(self, flow: Flow[T], session: Session) -> T:
        """Perform the steps of a flow; return its result."""
        control = self._start(session, event_loop.current_loop())
        try:
            return await self._run(flow, control)
        finally:
            control.end()

    async def _run(self, flow: Flow[T], control: CallControl) -> T:
        client = self.client
        try:
            step = next(flow)
            while True:
                try:
                    outcome = await event_loop.run_interruptible(
                        partial(self._perform, step, client, control), control.remaining, control.interrupt_by
                    )
                except Exception as error:
                    step = flow.throw(control.explain(error))
                else:
                    step = flow.send(outcome)
        except StopIteration as end:
            result: T = end.value
            return result

    async def _perform(self, step: Step, client: Any, control: CallControl) -> Any:
        match step:
            case Send():
                return await self.library.send_async(client, step, control)
            case Read(response, limit):
                control.check()
                return await self.library.async_body(response, control).read_async(limit)
            case Sleep(seconds):
                control.check()
                return await event_loop.sleep(seconds)
            case RunBlocking(function):
                control.check()
                return await event_loop.run_in_thread(function)

    async def stream(
        self, flow: Flow[Response], session: Session, reader: Callable[[Response], ReplyReader[R]]
    ) -> AsyncStream[R]:
        """Perform the steps of a flow; return the stream of its response, its first reply read."""
        control = self._start(session, event_loop.current_loop())
        response: Any = await self._run(flow, control)
        return await AsyncStream(self.library.async_body(response, control), reader(response), owner=self).open()

    async def close(self) -> None:
        """Close all connections of the running event loop, those of calls and streams under way too."""
        loop = event_loop.current_loop()
        self._abort(loop)
        if self.assigned is not None:
            await self.assigned.aclose()
        self._forget_inherited()
        _, closing = self._open(loop)  # also if nothing was sent yet: a closed client must not send
        await closing.aclose()

    def _forget_inherited(self) -> None:
        """Forget the connections that a fork inherited: they belong to the parent."""
        if self._is_inherited:
            self._process = os.getpid()
            self._opened, self._unbound = WeakKeyDictionary(), []
